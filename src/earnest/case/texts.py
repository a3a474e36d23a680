"""The texts of a case: `text/<id>.txt` with `text/<id>.toml` beside it."""

import datetime as dt
import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from earnest.case.files import form_problems, replace_file, text_of
from earnest.case.written import TextFile
from earnest.contract.text import Document
from earnest.errors import Problem

F = TypeVar("F", bound=BaseModel)
SAFE_ID: Final = re.compile(r"\w(?:[\w.-]{0,98}\w)?")
_META: Final = ("title", "outlet", "author", "date", "language", "address")
_TOML_LINE: Final = re.compile(r"\(at line (\d+)")


def safe_id(document_id: str) -> str:
    """The id made fit for a file name on every system: letters, digits, `_`, `.`, `-`."""
    return re.sub(r"[^\w.-]+", "-", document_id).strip("-.")[:100].rstrip("-.") or "text"


def read_form(path: Path, form: type[F], problems: list[Problem]) -> F | None:
    """A TOML file as a filled form; null, and problems, if it breaks the form."""
    text = text_of(path, problems)
    if text is None:
        return None
    try:
        return form(**tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        line = _TOML_LINE.search(str(error))
        where = int(line[1]) if line else None
        problems.append(Problem(str(path), f"broken TOML ({error})", "correct the line", where))
    except ValidationError as error:
        problems.extend(form_problems(path, form, error))
    return None


def read_texts(
    folder: Path, problems: list[Problem], *, moving: str | None = None
) -> tuple[Document, ...]:
    """The texts of a case folder by id; those that cannot be read are reported and left out.

    Args:
        folder: the case folder.
        problems: takes what is wrong.
        moving: the id of a text that may have changed.
    """
    place = folder / "text"
    ids = text_ids(folder)
    if not ids:
        problems.append(Problem(str(place), "holds no text", "add text/<id>.txt and <id>.toml"))
    read = (_document(place, text_id, problems, text_id != moving) for text_id in ids)
    return tuple(document for document in read if document)


def text_ids(folder: Path) -> tuple[str, ...]:
    """The ids of the texts that a folder holds, half a text (.txt or .toml alone) included."""
    paths = (folder / "text").glob("*.t*") if (folder / "text").is_dir() else ()
    return tuple(sorted({path.stem for path in paths if _is_part(path)}))


def _is_part(path: Path) -> bool:
    return path.suffix in (".txt", ".toml") and not path.name.startswith(".")


def _document(
    place: Path, text_id: str, problems: list[Problem], is_fixed: bool
) -> Document | None:
    text = text_of(place / f"{text_id}.txt", problems)
    form = read_form(place / f"{text_id}.toml", TextFile, problems)
    if text is None or form is None:
        return None
    found = hashlib.sha256(text.encode("utf-8")).hexdigest()
    expected = form.text_sha256 or form.sha256
    if is_fixed and expected not in (None, found):
        remedy = "restore the text, or draft the case again from the new one"
        fault = "the text has changed since the case was drafted (sha256)"
        problems.append(Problem(str(place / f"{text_id}.txt"), fault, remedy))
    meta = {name: getattr(form, name) for name in _META}
    return Document(text_id, text, form.sha256 or found, form.media, **meta)


def write_text(folder: Path, document: Document) -> None:
    """Write a text and its form; a form that says the same already keeps its comments.

    Raises:
        OutputError: the folder cannot be written to.
    """
    place = folder / "text"
    replace_file(place / f"{document.id}.txt", document.text)
    write_text_form(place, document)


def write_text_form(place: Path, document: Document) -> None:
    """Write `<id>.toml` alone.

    Raises:
        OutputError: the folder cannot be written to.
    """
    found = hashlib.sha256(document.text.encode("utf-8")).hexdigest()
    form = TextFile(
        **{name: getattr(document, name) for name in _META},
        media=document.media,
        sha256=document.sha256,
        text_sha256=None if found == document.sha256 else found,
    )
    write_form(place / f"{document.id}.toml", form, form.model_dump())


def write_form(path: Path, form: BaseModel, values: Mapping[str, object], more: str = "") -> None:
    """Write a form as TOML, unless the file says the same already.

    Raises:
        OutputError: the place cannot be written to.
    """
    if path.is_file() and read_form(path, type(form), []) == form:
        return
    filled = {name: value for name, value in values.items() if value is not None}
    replace_file(path, "".join(toml_line(n, value) for n, value in filled.items()) + more)


def toml_line(name: str, value: object) -> str:
    """One `name = value` line of TOML."""
    if isinstance(value, dt.date):
        return f"{name} = {value.isoformat()}\n"
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped.
    literal = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    return f"{name} = {literal}\n"
