"""PDF files: the text layer, page after page."""

import io
import logging
import re
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, DeprecationError, PyPdfError

from earnest.errors import InputError
from earnest.read.article import Article, Byline
from earnest.read.byline import byline_of

# What pypdf lets through on broken files, found by feeding it damaged ones.
_BROKEN: Final = (
    PyPdfError,
    DeprecationError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)
_NO_TITLE: Final = re.compile(r"untitled.*|microsoft word.*|.*\.(?:docx?|pdf|indd|rtf|odt)", re.I)


def pdf_article(raw: bytes, *, where: str) -> Article:
    """The text layer of a PDF, a line break between pages, with its title and author.

    The date inside the file is that of the file, not of the text, and is not used.

    Raises:
        InputError: the PDF is broken, encrypted, or has no text layer.
    """
    with _silence():
        try:
            reader = PdfReader(io.BytesIO(raw))
            _open(reader, where)
            text = _clean("\n".join(page.extract_text() for page in reader.pages))
            byline = byline_of(text).or_else(_metadata(reader))
        except DependencyError:
            raise _locked(where) from None
        except _BROKEN:
            remedy = "open it and save it again, or save its text as a .txt file"
            raise InputError(where, "the PDF is broken and cannot be read", remedy) from None
    if not text.strip():
        remedy = "run text recognition (OCR) on it, or save its text as a .txt file"
        raise InputError(where, "the PDF has no text layer, only images", remedy)
    return Article(text, "pdf", byline)


def _open(reader: PdfReader, where: str) -> None:
    """Unlock a PDF whose password is blank, as those that only restrict printing."""
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise _locked(where)


def _locked(where: str) -> InputError:
    remedy = "save a copy without password and give that"
    return InputError(where, "the PDF is encrypted", remedy)


def _metadata(reader: PdfReader) -> Byline:
    metadata = reader.metadata
    title = ((metadata and metadata.title) or "").strip()
    author = ((metadata and metadata.author) or "").strip()
    return Byline(
        title=_clean(title) if title and not _NO_TITLE.fullmatch(title) else None,
        author=_clean(author) or None,
    )


def _clean(text: str) -> str:
    """The text without lone surrogates and NUL characters, which no report can hold."""
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return joined.replace("\0", "")


@contextmanager
def _silence() -> Iterator[None]:
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)
