"""Files of a case folder: UTF-8, LF, replaced as a whole; problems instead of exceptions.

CSV cells that start with `=`, `+`, `-` or `@` are data and stay as they are: nothing here is a
formula, and a mark put in front would change what the text says.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from earnest.errors import OutputError, Problem


@dataclass(frozen=True, slots=True)
class Line:
    """A filled line of a CSV file; `number` is the file line it begins on."""

    number: int
    cells: dict[str, str]


def text_of(path: Path, problems: list[Problem]) -> str | None:
    """The file's text with its line ends as they are; null, and a problem, if it has none."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        problems.append(Problem(str(path), "the file is missing", "add it or draft the case again"))
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        problems.append(Problem(str(path), "this is not UTF-8", "save the file as UTF-8", line))
    except OSError as error:
        problems.append(Problem(str(path), f"cannot be read ({error.strerror})", "make it a file"))
    return None


def csv_lines(path: Path, form: type[BaseModel], problems: list[Problem]) -> list[Line]:
    """The filled lines of a CSV file, blank cells left out; what is wrong goes to `problems`."""
    text = text_of(path, problems)
    if text is None:
        return []
    records = _records(path, text.removeprefix("\ufeff"), problems)
    header = records[0][1] if records else []
    if wrong := _header_problems(path, header, form):
        problems.extend(wrong)
        return []
    return [line for record in records[1:] if (line := _line(path, header, record, problems))]


def _records(path: Path, text: str, problems: list[Problem]) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records = []
    begins = 1
    try:
        for record in reader:
            records.append((begins, record))
            begins = reader.line_num + 1
    except csv.Error as error:
        remedy = "close the quotation marks; write a mark inside a quoted cell twice"
        problems.append(Problem(str(path), f"broken CSV ({error})", remedy, begins))
    return records


def _header_problems(path: Path, header: Sequence[str], form: type[BaseModel]) -> list[Problem]:
    fields = form.model_fields
    required = [name for name, field in fields.items() if field.is_required()]
    faults = [
        *(f"there is no column {name!r}" for name in required if name not in header),
        *(f"the column {name!r} is unknown" for name in header if name not in fields),
        *(f"the column {n!r} stands twice" for n in sorted(set(header)) if header.count(n) > 1),
    ]
    remedy = f"name the columns, separated by commas: {', '.join(fields)}"
    return [Problem(str(path), fault, remedy, 1) for fault in faults]


def _line(
    path: Path, header: list[str], record: tuple[int, list[str]], problems: list[Problem]
) -> Line | None:
    number, cells = record
    if cells and len(cells) != len(header):
        fault = f"{len(cells)} cells under {len(header)} columns"
        remedy = "put cells that hold a comma into quotation marks"
        problems.append(Problem(str(path), fault, remedy, number))
        return None
    filled = {name: cell for name, cell in zip(header, cells, strict=False) if cell}
    return Line(number, filled) if filled else None


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The rows as CSV: comma, LF, quotation marks only where a cell needs them."""
    return "".join(",".join(map(_quoted, row)) + "\n" for row in (columns, *rows))


def _quoted(cell: str) -> str:
    # The csv module leaves a lone carriage return unquoted on Python 3.11, and cannot read it back.
    needs = any(mark in cell for mark in ',"\r\n')
    return '"' + cell.replace('"', '""') + '"' if needs else cell


def form_problems(
    path: Path, form: type[BaseModel], error: ValidationError, line: int | None = None
) -> list[Problem]:
    """What a filled form breaks, field by field, with the remedy the field describes."""
    return [_form_problem(path, form, fault, line) for fault in error.errors()]


def _form_problem(
    path: Path, form: type[BaseModel], fault: ErrorDetails, line: int | None
) -> Problem:
    place = [str(part) for part in fault["loc"]]
    field = ".".join(place) or None
    known = form.model_fields.get(place[0]) if place else None
    remedy = (known.description if known else None) or "correct it or remove it"
    return Problem(str(path), _fault_words(fault), remedy, line, field)


def _fault_words(fault: ErrorDetails) -> str:
    match fault["type"]:
        case "missing":
            return "is empty"
        case "extra_forbidden":
            return "is unknown"
        case "literal_error":
            return f"{fault['input']!r} is not {fault['ctx']['expected']}"
        case "value_error":
            return str(fault["ctx"]["error"])
    return f"{fault['input']!r}: {fault['msg'][:1].lower()}{fault['msg'][1:]}"


def replace_file(path: Path, text: str) -> None:
    """Put the text in the file's place as a whole, or leave the file as it was.

    Raises:
        OutputError: the place cannot be written to.
    """
    content = text.encode("utf-8")
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.read_bytes() == content:
            return
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise OutputError(path, f"cannot be written ({error.strerror})", "free the place") from None
