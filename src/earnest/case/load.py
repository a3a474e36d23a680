"""Reading a case folder."""

from dataclasses import replace
from pathlib import Path

from earnest.case.consistency import contradictions
from earnest.case.model import Case, in_order
from earnest.case.settings import read_settings
from earnest.case.tables import Tables, read_tables
from earnest.case.texts import read_texts, text_ids
from earnest.contract.text import Document
from earnest.errors import CaseError, Problem


def load_case(folder: Path) -> Case:
    """The case that a folder holds.

    Raises:
        CaseError: files are missing or broken, or rows contradict each other; all at once.
    """
    case, problems = read_case(folder)
    if case is None:
        raise CaseError(problems)
    return case


def read_case(
    folder: Path, *, moving: str | None = None
) -> tuple[Case | None, tuple[Problem, ...]]:
    """The case and no problem, or no case and every problem of the folder.

    Args:
        folder: the case folder.
        moving: the id of a text that is about to be replaced: its spans need not fit.
    """
    if not folder.is_dir():
        problem = Problem(str(folder), "is not a case folder", "name a folder with a case.toml")
        return None, (problem,)
    problems: list[Problem] = []
    settings = read_settings(folder, problems)
    documents = read_texts(folder, problems, moving=moving)
    tables = read_tables(folder, problems)
    fixed = tuple(document for document in documents if document.id != moving)
    problems.extend(contradictions(folder, fixed, tables, text_ids=text_ids(folder)))
    if settings is None or problems:
        return None, tuple(problems)
    return in_order(_filled(settings, documents, tables)), ()


def _filled(settings: Case, documents: tuple[Document, ...], tables: Tables) -> Case:
    return replace(
        settings,
        documents=documents,
        statements=tuple(located.row for located in tables.statements),
        theses=tuple(located.row for located in tables.theses),
        bearing=tuple(located.row for located in tables.bearing),
        decisions=tuple(located.row for located in tables.decisions),
        predictions=tuple(located.row for located in tables.predictions),
    )
