"""A text, HTML or PDF file, standard input or a web address as a `Document`."""

import datetime as dt
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from earnest.contract.text import Document
from earnest.errors import InputError
from earnest.read.addresses import Allow, is_public
from earnest.read.article import Article, Byline
from earnest.read.byline import byline_of
from earnest.read.language import ENGLISH, detected_language
from earnest.read.raw import STDIN, file_bytes, stdin_bytes
from earnest.read.signs import is_html, is_pdf
from earnest.read.text import decoded_text
from earnest.read.url import Page, fetched_page, is_address

_HTML_NAMES: Final = frozenset({".html", ".htm", ".xhtml"})
_HTML_MEDIA: Final = frozenset({"text/html", "application/xhtml+xml"})
_PDF_MEDIA: Final = frozenset({"application/pdf", "application/x-pdf"})


@dataclass(frozen=True, slots=True)
class Hints:
    """What the name or the server says about the bytes; the bytes themselves come first."""

    html: bool = False
    pdf: bool = False
    address: str | None = None
    charset: str | None = None


def read_document(
    source: str | Path,
    *,
    date: dt.date | None = None,
    title: str | None = None,
    outlet: str | None = None,
    author: str | None = None,
    document_id: str | None = None,
    allow: Allow = is_public,
) -> Document:
    """The document at a path, at an http or https address, or on standard input.

    The content decides the format. What the caller states about the text wins over what the
    text says about itself; what neither says is None.

    Args:
        source: a path, an address, or `-` for standard input.
        date: the text's own date.
        title: of the text.
        outlet: where it was published.
        author: who signs it.
        document_id: blank makes one of the file's stem.
        allow: which network addresses may be connected to; see `fetched_page`.

    Raises:
        InputError: the source cannot be used: in one sentence, why and what to do.
    """
    stated = Byline(title=title, outlet=outlet, author=author, date=date)
    written = str(source)
    if written == STDIN:
        raw = stdin_bytes()
        article = _article(raw, Hints(), where="standard input")
        return _document(article, raw, stated, document_id or "stdin")
    if is_address(written):
        return _from_address(written, stated, document_id, allow)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", written):
        remedy = "give a file or an http or https address"
        raise InputError(written, "addresses of this kind cannot be read", remedy)
    raw = file_bytes(Path(written))
    suffix = Path(written).suffix.lower()
    hints = Hints(html=suffix in _HTML_NAMES, pdf=suffix == ".pdf")
    article = _article(raw, hints, where=written)
    return _document(article, raw, stated, document_id or slug(Path(written).stem, raw))


def slug(name: str, raw: bytes) -> str:
    """The name in a-z, 0-9 and hyphens; a name without any is replaced by a hash of the bytes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    hyphened = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return hyphened or f"document-{hashlib.sha256(raw).hexdigest()[:8]}"


def _from_address(address: str, stated: Byline, document_id: str | None, allow: Allow) -> Document:
    page = fetched_page(address, allow=allow)
    hints = Hints(
        html=page.media in _HTML_MEDIA,
        pdf=page.media in _PDF_MEDIA,
        address=page.address,
        charset=page.charset,
    )
    if not (hints.html or hints.pdf or _is_text(page)):
        remedy = "give the address of a page, a PDF or a text"
        raise InputError(address, f"the address holds {page.media}, not a text", remedy)
    article = _article(page.raw, hints, where=address)
    parts = urlsplit(page.address)
    name = PurePosixPath(unquote(parts.path)).stem or parts.hostname or ""
    made = document_id or slug(name, page.raw)
    return _document(article, page.raw, stated, made, address=page.address)


def _is_text(page: Page) -> bool:
    """Whether the bytes are a text, or may be one as far as the server says."""
    declared = page.media in ("", "application/octet-stream") or page.media.startswith("text/")
    return declared or is_pdf(page.raw) or is_html(page.raw)


def _article(raw: bytes, hints: Hints, *, where: str) -> Article:
    if is_pdf(raw) or (hints.pdf and not is_html(raw)):
        from earnest.read.pdf import pdf_article  # noqa: PLC0415 - slow to load

        return pdf_article(raw, where=where)
    if is_html(raw) or hints.html:
        from earnest.read.html import html_article  # noqa: PLC0415 - slow to load

        return html_article(raw, where=where, address=hints.address, charset=hints.charset)
    text = decoded_text(raw, where=where, charset=hints.charset)
    if not text.strip("\ufeff \t\r\n"):
        raise InputError(where, "the text is empty", "give a file that holds a text")
    return Article(text, "text", byline_of(text))


def _document(
    article: Article,
    raw: bytes,
    stated: Byline,
    document_id: str,
    *,
    address: str | None = None,
) -> Document:
    byline = stated.or_else(article.byline)
    return Document(
        id=document_id,
        text=article.text,
        sha256=hashlib.sha256(raw).hexdigest(),
        media=article.media,
        title=byline.title,
        outlet=byline.outlet,
        author=byline.author,
        date=byline.date,
        language=detected_language(article.text) or byline.language or ENGLISH,
        address=address,
    )
