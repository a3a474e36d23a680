"""Writing a case folder: the same case gives the same bytes."""

from pathlib import Path
from typing import Final

from earnest.case.files import replace_file
from earnest.case.model import Case, in_order
from earnest.case.settings import write_settings
from earnest.case.tables import write_decisions, write_tables
from earnest.case.texts import SAFE_ID, text_ids, write_text
from earnest.errors import OutputError

# Spans count code points: git must not turn the line ends of a text.
_ATTRIBUTES: Final = "* -text\n"


def save_case(case: Case, folder: Path) -> None:
    """Write the case, each file replaced as a whole; other files of the folder stay.

    Raises:
        ValueError: the id of a document cannot be a file name.
        OutputError: the folder cannot be written to, or holds a text of another case.
    """
    _refuse_bad_ids(case)
    _refuse_foreign_texts(case, folder)
    ordered = in_order(case)
    for document in ordered.documents:
        write_text(folder, document)
    write_settings(folder / "case.toml", ordered, folder=folder)
    write_rows(ordered, folder)
    write_decisions(folder, ordered.decisions)
    if not (folder / ".gitattributes").exists():
        replace_file(folder / ".gitattributes", _ATTRIBUTES)


def write_rows(case: Case, folder: Path) -> None:
    """Write the tables that a draft fills.

    Raises:
        OutputError: the folder cannot be written to.
    """
    write_tables(
        folder,
        statements=case.statements,
        theses=case.theses,
        bearing=case.bearing,
        predictions=case.predictions,
    )


def _refuse_bad_ids(case: Case) -> None:
    for document in case.documents:
        if not SAFE_ID.fullmatch(document.id):
            raise ValueError(f"the document id {document.id!r} cannot be a file name")


def _refuse_foreign_texts(case: Case, folder: Path) -> None:
    foreign = sorted(set(text_ids(folder)) - {document.id for document in case.documents})
    if foreign:
        fault = f"holds a text that the case does not have: {', '.join(foreign)}"
        raise OutputError(folder / "text", fault, "save into another folder or remove the text")
