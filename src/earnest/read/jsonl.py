"""JSON Lines: one document a row, read one at a time."""

import datetime as dt
import hashlib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from earnest.contract.text import Document
from earnest.errors import InputError
from earnest.read.article import Byline
from earnest.read.byline import byline_of, language_code
from earnest.read.language import ENGLISH, detected_language
from earnest.read.raw import MOST_BYTES

_NAMES: Final = frozenset({".jsonl", ".ndjson"})
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def is_jsonl(path: Path) -> bool:
    """Whether the file is JSON Lines: by its name, or because its first row is a JSON object."""
    if path.suffix.lower() in _NAMES:
        return True
    try:
        with path.open("rb") as file:
            lines = iter(lambda: file.readline(MOST_BYTES), b"")
            row = json.loads(next((line for line in lines if line.strip()), b""))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(row, dict) and "text" in row


def read_jsonl(source: Path | bytes | BinaryIO, *, where: str | None = None) -> Iterator[Document]:
    """The documents of JSON Lines rows, in order, each read when it is asked for.

    A row has `text` and `id` or `name`, and may have `date`, `title`, `outlet`, `author` and
    `language`; other fields are passed over. What a row leaves out is looked for in the first
    lines of its text. `sha256` is of the text in UTF-8.

    Args:
        source: a file, its bytes, or an open binary stream.
        where: the source as messages name it.

    Raises:
        InputError: a row breaks this form; the message names the line.
    """
    if isinstance(source, Path):
        try:
            with source.open("rb") as file:
                yield from _documents(file, where or str(source))
        except OSError as error:
            problem = f"the file cannot be read ({error.strerror})"
            raise InputError(source, problem, "check the name and the right to read it") from None
    elif isinstance(source, bytes):
        yield from _documents(io.BytesIO(source), where or "JSON Lines")
    else:
        yield from _documents(source, where or "standard input")


def _documents(stream: BinaryIO, where: str) -> Iterator[Document]:
    number = 0
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        place = f"{where}:{number}"
        if len(line) > MOST_BYTES:
            problem = f"the row has over {MOST_BYTES // 1024**2} MB, which is the limit"
            raise InputError(place, problem, "split its text into several rows")
        if line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _document(_row(line, place), place)


def _row(line: bytes, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        problem = f"the encoding is not UTF-8 (byte {error.start} of the line)"
        raise InputError(place, problem, "save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        problem = f"the row is no JSON ({error.msg}, column {error.colno})"
        raise InputError(place, problem, "write one JSON object on each line") from None
    except (ValueError, RecursionError):
        problem = "the row holds a number or a nesting that cannot be read"
        raise InputError(place, problem, "write one flat JSON object on each line") from None
    if not isinstance(row, dict):
        raise InputError(place, "the row is no JSON object", 'write {"id": …, "text": …}')
    return row


def _document(row: dict[str, Any], place: str) -> Document:
    text = _text(row, "text", place)
    name = _name(row, place)
    if text is None:
        raise InputError(place, "the row has no text", 'add "text": "…"')
    byline = Byline(
        title=_text(row, "title", place),
        outlet=_text(row, "outlet", place),
        author=_text(row, "author", place),
        date=_date(row, place),
        language=language_code(_text(row, "language", place)),
    ).or_else(byline_of(text))
    return Document(
        id=name,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        title=byline.title,
        outlet=byline.outlet,
        author=byline.author,
        date=byline.date,
        language=byline.language or detected_language(text) or ENGLISH,
    )


def _name(row: dict[str, Any], place: str) -> str:
    name = row.get("id") if row.get("id") not in (None, "") else row.get("name")
    if isinstance(name, str | int) and not isinstance(name, bool) and str(name):
        return _SURROGATE.sub("\ufffd", str(name))
    raise InputError(place, "the row has no id and no name", 'add "id": "…"')


def _text(row: dict[str, Any], field: str, place: str) -> str | None:
    """The field with each lone surrogate replaced, one code point for one."""
    value = row.get(field)
    if value is None or isinstance(value, str):
        return None if value is None else _SURROGATE.sub("\ufffd", value)
    raise InputError(place, f"{field} is no text", f'write "{field}": "…"')


def _date(row: dict[str, Any], place: str) -> dt.date | None:
    value = _text(row, "date", place)
    if not value:
        return None
    try:
        return dt.datetime.fromisoformat(value.strip()).date()
    except ValueError:
        remedy = "write a day such as 2025-02-20, or leave it out"
        raise InputError(place, f"the date {value!r} is no day of the calendar", remedy) from None
