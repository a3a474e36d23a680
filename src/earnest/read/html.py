"""HTML pages: the article without the page around it, and what the page says about it."""

import codecs
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Document as PageDocument

from earnest.errors import InputError
from earnest.read.article import Article, Byline
from earnest.read.byline import EARLIEST, LATEST, byline_of, language_code, plausible_date

_DATES: Final = {
    "original_date": True,
    "extensive_search": False,
    "min_date": EARLIEST.isoformat(),
    "max_date": LATEST.isoformat(),
}
_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def html_article(
    raw: bytes, *, where: str, address: str | None = None, charset: str | None = None
) -> Article:
    """The main text of a page with its title, site, author, date and language.

    Args:
        raw: the page.
        where: the page as messages name it.
        address: where the page came from; its path often holds the date.
        charset: the encoding that the server declared.

    Raises:
        InputError: the page holds no article.
    """
    with _quiet("trafilatura"), _quiet("htmldate"):
        page = trafilatura.load_html(_markup(raw, charset))
        found = None if page is None else _extracted(page, address)
    text = (found and found.text) or ""
    if page is None or found is None or not _has_sentence(text):
        remedy = "save the text itself as a .txt file and give that"
        raise InputError(where, "the HTML page holds no article", remedy)
    byline = Byline(
        title=found.title or None,
        outlet=found.sitename or None,
        author=found.author or None,
        date=plausible_date(found.date) if found.date else None,
        language=language_code(page.get("lang")),
    )
    return Article(text, "html", byline.or_else(byline_of(text)))


def _has_sentence(text: str) -> bool:
    """Whether a line reads as prose; a menu or a login form leaves only words without a stop."""
    return any(
        (len(line.split()) >= 5 or len(line) >= 30) and any(stop in line for stop in ".!?…。")
        for line in text.splitlines()
    )


def _extracted(page: HtmlElement, address: str | None) -> PageDocument | None:
    found = trafilatura.bare_extraction(
        page,
        url=address,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=dict(_DATES),
    )
    return found if isinstance(found, PageDocument) else None


def _markup(raw: bytes, charset: str | None) -> bytes | str:
    """The page as text where its encoding is sure, else as bytes for the parser to guess."""
    declared = "utf-16" if raw.startswith(_UTF16_MARKS) else charset
    for encoding in ("utf-8", declared):
        try:
            if encoding:
                return raw.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return raw


@contextmanager
def _quiet(logger: str) -> Iterator[None]:
    log = logging.getLogger(logger)
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(level)
