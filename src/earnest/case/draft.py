"""A first draft of a case from a text: for a person to correct, not to trust."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Final

from earnest.case.model import RESIDUAL_ID, RESIDUAL_TEXT, Case, CaseThesis
from earnest.case.proposals import proposed_bearing, proposed_predictions
from earnest.case.texts import SAFE_ID, safe_id
from earnest.case.theses import Candidate, candidate_theses
from earnest.contract.report import Party
from earnest.contract.text import Document, Statement

AUTHOR_PARTY: Final = "author and outlet"
_BORNE_OUT: Final = "Does the record bear out: '{}'?"
_ABOUT_CLAIMS: Final = "What does the record hold about the claims of"
_PARTIES_AT_MOST: Final = 4
_OFTEN: Final = 0.25  # named at least a quarter as often as the most named country


def draft_case(
    document: Document,
    statements: Sequence[Statement],
    *,
    record: Path | None = None,
    question: str | None = None,
) -> Case:
    """The case that one text makes, its statements called s001, s002, … in order of start.

    Args:
        document: the text; an id that cannot be a file name is replaced by one that can.
        statements: what was extracted from it.
        record: the folder of the case's own record.
        question: what the case asks; by default whether the record bears out the main thesis.
    """
    named, moved = under_safe_id(document, statements)
    numbered = [replace(row, id=f"s{n:03d}") for n, row in enumerate(distinct(moved), start=1)]
    return drafted_case((named,), numbered, record=record, question=question)


def drafted_case(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    *,
    record: Path | None = None,
    question: str | None = None,
    known: Sequence[CaseThesis] = (),
) -> Case:
    """The case that texts and their statements make.

    Args:
        documents: the texts.
        statements: with ids, in order of place.
        record: the folder of the case's own record.
        question: what the case asks; by default whether the record bears out the main thesis.
        known: theses of an earlier draft, whose ids are kept for the same theses.
    """
    titles = [document.title for document in documents if document.title]
    candidates = with_ids(candidate_theses(statements, titles=titles), known)
    main = next((c for c in candidates.values() if c.is_main), None)
    return Case(
        question=question or _question(main, documents),
        record=() if record is None else (record.resolve(),),
        parties=_parties(statements),
        documents=tuple(documents),
        statements=tuple(statements),
        theses=(*_theses(candidates), CaseThesis(RESIDUAL_ID, RESIDUAL_TEXT, origin="analyst")),
        bearing=proposed_bearing(candidates, statements),
        predictions=proposed_predictions(statements, documents),
    )


def under_safe_id(
    document: Document, statements: Iterable[Statement]
) -> tuple[Document, list[Statement]]:
    """The text and its statements under an id that can be a file name."""
    fit = document.id if SAFE_ID.fullmatch(document.id) else safe_id(document.id)
    return replace(document, id=fit), [replace(row, document=fit) for row in statements]


def distinct(statements: Iterable[Statement]) -> list[Statement]:
    """The statements in order of start, without those of the same span and kind."""
    ordered = sorted(statements, key=lambda row: (row.start, row.end, row.kind))
    return list({(row.start, row.end, row.kind): row for row in reversed(ordered)}.values())[::-1]


def with_ids(
    candidates: Sequence[Candidate], known: Sequence[CaseThesis] = ()
) -> dict[str, Candidate]:
    """The candidates by id: that of a known thesis stated in the same place, else a new one."""
    taken = {thesis.id for thesis in known}
    free = (name for name in map("t{}".format, count(1)) if name not in taken)
    ids: dict[str, Candidate] = {}
    for candidate in candidates:
        old = (t.id for t in known if t.id not in ids and _is_same(candidate, t))
        ids[next(old, None) or next(free)] = candidate
    return ids


def _is_same(candidate: Candidate, thesis: CaseThesis) -> bool:
    return candidate.text == thesis.text or bool(set(candidate.stated_in) & set(thesis.stated_in))


def _theses(candidates: dict[str, Candidate]) -> list[CaseThesis]:
    return [
        CaseThesis(thesis_id, c.text, c.holders, "text", c.stated_in)
        for thesis_id, c in candidates.items()
    ]


def is_derived(question: str, theses: Iterable[CaseThesis]) -> bool:
    """Whether a draft with these theses would ask this question by itself."""
    return question.startswith(_ABOUT_CLAIMS) or any(
        question == _BORNE_OUT.format(thesis.text) for thesis in theses
    )


def _question(main: Candidate | None, documents: Sequence[Document]) -> str:
    if main:
        return _BORNE_OUT.format(main.text)
    named = ", ".join(f"'{document.title or document.id}'" for document in documents)
    return f"{_ABOUT_CLAIMS} {named}?"


def _parties(statements: Iterable[Statement]) -> tuple[Party, ...]:
    named = Counter(
        country
        for row in statements
        for country in dict.fromkeys(actor.partition(":")[0] for actor in row.actors)
        if len(country) == 3 and country.isascii() and country.isupper()
    )
    ranked = sorted(named.items(), key=lambda item: (-item[1], item[0]))[:_PARTIES_AT_MOST]
    often = [name for name, n in ranked if n >= _OFTEN * ranked[0][1]]
    return tuple(Party(name, ()) for name in (*often, AUTHOR_PARTY))
