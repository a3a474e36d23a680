"""Drafting onto a folder again: every human edit stays, all else follows the new draft.

The folder keeps what was drafted last in `.draft/`; whatever differs from it is a person's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from earnest.case.anchors import moved_along, with_known_ids
from earnest.case.draft import distinct, drafted_case, is_derived, under_safe_id
from earnest.case.load import read_case
from earnest.case.merge import Merged, merged
from earnest.case.model import RESIDUAL_ID, Case, CasePrediction, CaseThesis, in_order
from earnest.case.pristine import Pristine, read_pristine, write_pristine
from earnest.case.save import save_case
from earnest.case.written import TextFile
from earnest.contract.finding import RowRef
from earnest.contract.report import Bearing
from earnest.contract.text import Document, Statement
from earnest.errors import CaseError


@dataclass(frozen=True, slots=True)
class Redraft:
    """A case after drafting, and what became of its rows.

    Attributes:
        kept: rows that a person changed, added, deleted, or refers to.
        added, removed, renewed: rows the new draft brought, dropped, or changed.
    """

    case: Case
    kept: tuple[RowRef, ...] = ()
    added: tuple[RowRef, ...] = ()
    removed: tuple[RowRef, ...] = ()
    renewed: tuple[RowRef, ...] = ()

    def __str__(self) -> str:
        return (
            f"{len(self.kept)} rows kept as edited, {len(self.added)} added, "
            f"{len(self.removed)} removed, {len(self.renewed)} renewed"
        )


@dataclass(frozen=True, slots=True)
class _Merges:
    statements: Merged[Statement]
    theses: Merged[CaseThesis]
    bearing: Merged[Bearing]
    predictions: Merged[CasePrediction]


def draft_into(
    folder: Path,
    document: Document,
    statements: Sequence[Statement],
    *,
    record: Path | None = None,
    question: str | None = None,
) -> Redraft:
    """Draft a text into a folder, new or already edited; a further text joins those there.

    Statements keep their id by text, span and kind. If the text has changed, rows move with
    their words. `case.toml` is left as it is once a person has edited it, so `record` and
    `question` count only for one that nobody has.

    Raises:
        CaseError: the folder holds a case that is broken; repair it first.
        OutputError: the folder cannot be written to.
    """
    named, moved = under_safe_id(document, statements)
    left, before = _as_left(folder, named)
    kept = _merged_statements(left, before, named, moved)
    draft = drafted_case(
        _documents(left, before, named),
        in_order(Case("", statements=tuple(kept.rows.values()))).statements,
        record=record,
        question=question or _asked(left, before),
        known=_known(left, before),
    )
    draft = draft if record else replace(draft, record=left.record)
    merges = _merged_rest(kept, left, before, draft)
    case = in_order(_result(left, before, draft, merges))
    save_case(case, folder)
    write_pristine(folder, _next_pristine(before, merges), named)
    return _told(case, left, merges)


def _as_left(folder: Path, document: Document) -> tuple[Case, Pristine]:
    if not (folder / "case.toml").exists():
        return Case(""), Pristine(settings_untouched=True)
    case, problems = read_case(folder, moving=document.id)
    if case is None:
        raise CaseError(problems)
    return case, read_pristine(folder)


def _merged_statements(
    left: Case, before: Pristine, document: Document, extracted: Sequence[Statement]
) -> Merged[Statement]:
    current = moved_along(left.statements, document)
    drafted_before = moved_along(before.statements, document)
    elsewhere = [row for row in drafted_before if row.document != document.id]
    fresh = with_known_ids(distinct(extracted), current, drafted_before)
    return merged(
        before={row.id: row for row in drafted_before},
        current={row.id: row for row in current},
        drafted={row.id: row for row in (*elsewhere, *fresh)},
        needed=_statements_in_use(left, before),
    )


def _statements_in_use(left: Case, before: Pristine) -> set[str]:
    bearing = set(left.bearing) - set(before.bearing)
    theses = set(left.theses) - set(before.theses)
    relied_on = {row.thesis for row in bearing}
    theses |= {row for row in left.theses if row.id in relied_on}
    return {
        *(row.statement for row in left.decisions),
        *(row.statement_id for row in bearing),
        *(row.statement for row in set(left.predictions) - set(before.predictions)),
        *(name for row in theses for name in row.stated_in),
    }


def _documents(left: Case, before: Pristine, document: Document) -> tuple[Document, ...]:
    others = [row for row in left.documents if row.id != document.id]
    return (*others, _described(left, before, document))


def _asked(left: Case, before: Pristine) -> str | None:
    is_own = not is_derived(left.question, before.theses)
    return left.question if left.question and is_own else None


def _known(left: Case, before: Pristine) -> tuple[CaseThesis, ...]:
    here = {row.id for row in left.theses}
    return (*left.theses, *(row for row in before.theses if row.id not in here))


def _described(left: Case, before: Pristine, document: Document) -> Document:
    here = next((row for row in left.documents if row.id == document.id), None)
    if here is None:
        return document
    drafted = before.forms.get(document.id, TextFile())
    return replace(
        document,
        title=here.title if here.title != drafted.title else document.title,
        outlet=here.outlet if here.outlet != drafted.outlet else document.outlet,
        author=here.author if here.author != drafted.author else document.author,
        date=here.date if here.date != drafted.date else document.date,
        language=here.language if here.language != drafted.language else document.language,
        address=here.address if here.address != drafted.address else document.address,
    )


def _merged_rest(
    statements: Merged[Statement], left: Case, before: Pristine, draft: Case
) -> _Merges:
    theses = merged(
        before={row.id: row for row in before.theses},
        current={row.id: row for row in left.theses},
        drafted={row.id: row for row in draft.theses},
        needed={row.thesis for row in set(left.bearing) - set(before.bearing)},
    )
    bearing = merged(
        before={_pair(row): row for row in before.bearing},
        current={_pair(row): row for row in left.bearing},
        drafted={_pair(row): row for row in draft.bearing if row.thesis in theses.rows},
    )
    predictions = merged(
        before={row.statement: row for row in before.predictions},
        current={row.statement: row for row in left.predictions},
        drafted={row.statement: row for row in draft.predictions},
    )
    return _Merges(statements, theses, bearing, predictions)


def _pair(row: Bearing) -> str:
    return f"{row.thesis}/{row.statement_id}"


def _result(left: Case, before: Pristine, draft: Case, merges: _Merges) -> Case:
    settings = draft if before.settings_untouched else left
    theses = sorted(merges.theses.rows.values(), key=lambda row: row.id == RESIDUAL_ID)
    return Case(
        question=settings.question,
        as_of=left.as_of,
        record=settings.record,
        parties=settings.parties,
        documents=draft.documents,
        statements=tuple(merges.statements.rows.values()),
        theses=tuple(theses),
        bearing=tuple(merges.bearing.rows.values()),
        decisions=left.decisions,
        predictions=tuple(merges.predictions.rows.values()),
    )


def _next_pristine(before: Pristine, merges: _Merges) -> Pristine:
    return replace(
        before,
        statements=tuple(merges.statements.drafted.values()),
        theses=tuple(merges.theses.drafted.values()),
        bearing=tuple(merges.bearing.drafted.values()),
        predictions=tuple(merges.predictions.drafted.values()),
    )


def _told(case: Case, left: Case, merges: _Merges) -> Redraft:
    tables = (
        ("statements", merges.statements),
        ("theses", merges.theses),
        ("bearing", merges.bearing),
        ("predictions", merges.predictions),
    )
    decisions = tuple(RowRef("checks", f"{row.statement}/{row.check}") for row in left.decisions)
    return Redraft(
        case,
        kept=tuple(RowRef(name, key) for name, m in tables for key in m.kept) + decisions,
        added=tuple(RowRef(name, key) for name, m in tables for key in m.added),
        removed=tuple(RowRef(name, key) for name, m in tables for key in m.removed),
        renewed=tuple(RowRef(name, key) for name, m in tables for key in m.renewed),
    )
