"""Plain text and Markdown: the decoded file as given, so that spans count its code points."""

import codecs
from typing import Final

from earnest.errors import InputError

_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OTHER_FORMATS: Final = (
    (b"PK\x03\x04", "a ZIP or Word file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
)
_CONVERT: Final = "convert it, for example with: iconv -f WINDOWS-1252 -t UTF-8 IN > OUT"


def decoded_text(raw: bytes, *, where: str, charset: str | None = None) -> str:
    """The text of the bytes, code point for code point: nothing is trimmed or normalised.

    A UTF-8 byte order mark stays the first code point, as a plain UTF-8 decoder gives it; that
    of UTF-16 only tells the byte order and is no part of the text.

    Args:
        raw: UTF-8, or UTF-16 with a byte order mark.
        where: the file as messages name it.
        charset: the encoding that a server declared, tried where the bytes are not UTF-8.

    Raises:
        InputError: the bytes are binary, or in another encoding.
    """
    if raw.startswith(_UTF16_MARKS):
        return _utf16(raw, where)
    _refuse_binary(raw, where)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _declared(raw, charset, where=where, byte=error.start)


def _utf16(raw: bytes, where: str) -> str:
    try:
        return raw.decode("utf-16")
    except UnicodeDecodeError as error:
        problem = f"the byte order mark says UTF-16 but byte {error.start} breaks it"
        raise InputError(where, problem, "save the file as UTF-8") from None


def _refuse_binary(raw: bytes, where: str) -> None:
    form = next((name for magic, name in _OTHER_FORMATS if raw.startswith(magic)), None)
    if form is None and b"\0" in raw:
        form = f"a binary file (NUL at byte {raw.index(bytes(1))})"
    if form:
        raise InputError(where, f"this is {form}, not a text", "save it as text in UTF-8, or PDF")


def _declared(raw: bytes, charset: str | None, *, where: str, byte: int) -> str:
    try:
        if charset:
            return raw.decode(charset)
    except (LookupError, UnicodeDecodeError):
        pass
    raise InputError(where, f"the encoding is not UTF-8 (byte {byte})", _CONVERT)
