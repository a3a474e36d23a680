"""What was drafted last, kept in `.draft/` so that a person's edits can be told from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from earnest.case.files import replace_file, text_of
from earnest.case.model import CasePrediction, CaseThesis
from earnest.case.tables import read_tables, write_tables
from earnest.case.texts import read_form, text_ids, write_text_form
from earnest.case.written import TextFile
from earnest.contract.report import Bearing
from earnest.contract.text import Document, Statement
from earnest.errors import CaseError, Problem


@dataclass(frozen=True, slots=True)
class Pristine:
    """The last draft.

    Attributes:
        forms: what was drafted about each text, by its id.
        settings_untouched: `case.toml` is still as it was drafted.
    """

    forms: Mapping[str, TextFile] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    theses: tuple[CaseThesis, ...] = ()
    bearing: tuple[Bearing, ...] = ()
    predictions: tuple[CasePrediction, ...] = ()
    settings_untouched: bool = False


def read_pristine(folder: Path) -> Pristine:
    """The last draft of a case folder; empty if none is kept, so that every row is a person's.

    Raises:
        CaseError: what `.draft/` holds cannot be read.
    """
    place = folder / ".draft"
    if not place.is_dir():
        return Pristine()
    problems: list[Problem] = []
    tables = read_tables(place, problems)
    forms = {
        text_id: form
        for text_id in text_ids(place)
        if (form := read_form(place / "text" / f"{text_id}.toml", TextFile, problems))
    }
    if problems:
        remedy = "remove .draft to count every row of the case as yours"
        raise CaseError([*problems, Problem(str(place), "the last draft is broken", remedy)])
    return Pristine(
        forms=forms,
        statements=tuple(located.row for located in tables.statements),
        theses=tuple(located.row for located in tables.theses),
        bearing=tuple(located.row for located in tables.bearing),
        predictions=tuple(located.row for located in tables.predictions),
        settings_untouched=_settings(folder) == _settings(place),
    )


def write_pristine(folder: Path, pristine: Pristine, document: Document) -> None:
    """Keep what has just been drafted, and what was drafted about this text.

    Raises:
        OutputError: the folder cannot be written to.
    """
    place = folder / ".draft"
    write_tables(
        place,
        statements=pristine.statements,
        theses=pristine.theses,
        bearing=pristine.bearing,
        predictions=pristine.predictions,
    )
    write_text_form(place / "text", document)
    settings = _settings(folder)
    if pristine.settings_untouched and settings is not None:
        replace_file(place / "case.toml", settings)


def _settings(place: Path) -> str | None:
    return text_of(place / "case.toml", [])
