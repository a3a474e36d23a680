import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from case_texts import (
    BARGES,
    CLOSED,
    EXTRACTED,
    MAIN,
    NEVER,
    PILOTS,
    RIVAL,
    STRAIT,
    by_hand,
    document,
    statement,
)

from earnest.case.lint import lint
from earnest.case.load import load_case
from earnest.case.model import Case, CaseThesis, Decision
from earnest.case.redraft import Redraft, draft_into
from earnest.case.save import save_case
from earnest.contract.finding import RowRef
from earnest.contract.report import Bearing, Party
from earnest.contract.text import Statement
from earnest.errors import CaseError

WAITS = statement("barges wait", "event", "neutral")


def draft(folder: Path, rows: Sequence[Statement] = EXTRACTED) -> Redraft:
    return draft_into(folder, document(), rows)


def edit(folder: Path, **changes: object) -> None:
    save_case(replace(load_case(folder), **changes), folder)  # type: ignore[arg-type]


def by_text(case: Case, words: str) -> Statement:
    return next(row for row in case.statements if row.text == words)


def texts(folder: Path) -> list[str]:
    return [row.text for row in load_case(folder).statements]


def changed(folder: Path, words: str, **fields: object) -> None:
    rows = load_case(folder).statements
    edit(folder, statements=tuple(
        replace(row, **fields) if row.text == words else row for row in rows  # type: ignore[arg-type]
    ))  # fmt: skip


def test_a_first_draft_fills_a_new_folder(tmp_path: Path) -> None:
    result = draft(tmp_path / "new")
    assert load_case(tmp_path / "new") == result.case
    assert (len(result.kept), len(result.removed), len(result.renewed)) == (0, 0, 0)
    assert RowRef("statements", "s001") in result.added


def test_drafting_the_same_again_changes_no_byte(tmp_path: Path) -> None:
    draft(tmp_path)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    result = draft(tmp_path)
    assert str(result) == "0 rows kept as edited, 0 added, 0 removed, 0 renewed"
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_a_row_a_person_changed_stays_changed(tmp_path: Path) -> None:
    draft(tmp_path)
    changed(tmp_path, CLOSED.text, date="2031-05-02")
    result = draft(tmp_path)
    row = by_text(result.case, CLOSED.text)
    assert row.date == "2031-05-02"
    assert RowRef("statements", row.id) in result.kept


def test_a_row_nobody_touched_goes_with_the_extractor(tmp_path: Path) -> None:
    draft(tmp_path)
    gone = by_text(load_case(tmp_path), BARGES.text).id
    result = draft(tmp_path, [row for row in EXTRACTED if row is not BARGES])
    assert BARGES.text not in texts(tmp_path)
    assert RowRef("statements", gone) in result.removed
    assert RowRef("bearing", f"t1/{gone}") in result.removed
    assert lint(tmp_path) == ()


def test_a_row_the_extractor_finds_anew_comes_with_an_unused_id(tmp_path: Path) -> None:
    draft(tmp_path)
    result = draft(tmp_path, [*EXTRACTED, WAITS])
    assert by_text(result.case, WAITS.text).id == "s009"
    assert result.added == (RowRef("statements", "s009"),)


def test_other_rows_keep_their_ids_when_an_earlier_one_goes(tmp_path: Path) -> None:
    first = draft(tmp_path).case
    second = draft(tmp_path, EXTRACTED[2:]).case
    assert by_text(second, NEVER.text).id == by_text(first, NEVER.text).id


def test_a_row_nobody_touched_follows_the_new_draft(tmp_path: Path) -> None:
    draft(tmp_path)
    result = draft(tmp_path, [replace(r, hedge="likely") if r is NEVER else r for r in EXTRACTED])
    row = by_text(result.case, NEVER.text)
    assert row.hedge == "likely"
    assert result.renewed == (RowRef("statements", row.id),)


def test_a_row_a_person_deleted_does_not_come_back(tmp_path: Path) -> None:
    draft(tmp_path)
    case = load_case(tmp_path)
    gone = by_text(case, BARGES.text).id
    edit(
        tmp_path,
        statements=tuple(row for row in case.statements if row.id != gone),
        bearing=tuple(row for row in case.bearing if row.statement_id != gone),
    )
    without = [row for row in EXTRACTED if row is not BARGES]
    for rows in (EXTRACTED, without, EXTRACTED):
        draft(tmp_path, rows)
        assert BARGES.text not in texts(tmp_path)
    assert RowRef("statements", gone) in draft(tmp_path).kept
    assert lint(tmp_path) == ()


def test_a_row_a_person_added_stays(tmp_path: Path) -> None:
    draft(tmp_path)
    edit(tmp_path, statements=(*load_case(tmp_path).statements, replace(WAITS, id="mine")))
    draft(tmp_path)
    assert by_text(draft(tmp_path).case, WAITS.text).id == "mine"


def test_a_row_a_person_added_is_not_doubled_when_the_extractor_finds_it(tmp_path: Path) -> None:
    draft(tmp_path)
    mine = replace(WAITS, id="mine", hedge="perhaps")
    edit(tmp_path, statements=(*load_case(tmp_path).statements, mine))
    case = draft(tmp_path, [*EXTRACTED, WAITS]).case
    assert [row for row in case.statements if row.text == WAITS.text] == [mine]


def test_a_span_a_person_moved_replaces_the_drafted_one(tmp_path: Path) -> None:
    draft(tmp_path)
    row = by_text(load_case(tmp_path), CLOSED.text)
    shorter = CLOSED.text.removesuffix(" on 3 May")
    changed(tmp_path, CLOSED.text, text=shorter, end=row.start + len(shorter))
    also = replace(CLOSED, text=shorter, end=CLOSED.start + len(shorter))
    for rows in (EXTRACTED, [*EXTRACTED, also]):
        case = draft(tmp_path, rows).case
        assert [s.text for s in case.statements if s.id == row.id] == [shorter]
        assert CLOSED.text not in [s.text for s in case.statements]


def test_decisions_stay_and_hold_the_rows_they_are_about(tmp_path: Path) -> None:
    draft(tmp_path)
    row = by_text(load_case(tmp_path), BARGES.text)
    decision = Decision(row.id, "quantity", "rejected", "counts ferries as well")
    edit(tmp_path, decisions=(decision,))
    result = draft(tmp_path, [row for row in EXTRACTED if row is not BARGES])
    assert result.case.decisions == (decision,)
    assert BARGES.text in texts(tmp_path)
    assert RowRef("checks", f"{row.id}/quantity") in result.kept
    assert lint(tmp_path) == ()


def test_an_analyst_s_thesis_stays_before_none_of_these(tmp_path: Path) -> None:
    draft(tmp_path)
    case = load_case(tmp_path)
    mine = CaseThesis("mine", "both sides want a higher toll", (), "analyst")
    row = Bearing("mine", case.statements[3].id, "contradicts", "a shut lock takes no toll")
    edit(tmp_path, theses=(*case.theses[:-1], mine, case.theses[-1]), bearing=(*case.bearing, row))
    after = draft(tmp_path).case
    assert [thesis.id for thesis in after.theses] == ["t1", "t2", "mine", "none"]
    assert row in after.bearing


def test_a_thesis_a_person_reworded_keeps_the_new_words(tmp_path: Path) -> None:
    draft(tmp_path)
    case = load_case(tmp_path)
    edit(
        tmp_path, theses=(replace(case.theses[0], text="the quarrel is no show"), *case.theses[1:])
    )
    assert [thesis.text for thesis in draft(tmp_path).case.theses] == [
        "the quarrel is no show",
        RIVAL.text,
        "none of these",
    ]


def test_a_drafted_thesis_a_person_relies_on_outlives_the_extractor(tmp_path: Path) -> None:
    draft(tmp_path)
    case = load_case(tmp_path)
    row = Bearing("t2", by_text(case, BARGES.text).id, "contradicts", "nobody waits for a show")
    edit(tmp_path, bearing=(*case.bearing, row))
    draft(tmp_path, [r for r in EXTRACTED if r is not RIVAL])
    assert "t2" in [thesis.id for thesis in load_case(tmp_path).theses]
    assert lint(tmp_path) == ()


def test_a_thesis_that_a_person_deleted_does_not_come_back(tmp_path: Path) -> None:
    draft(tmp_path)
    case = load_case(tmp_path)
    edit(
        tmp_path,
        theses=tuple(t for t in case.theses if t.id != "t2"),
        bearing=tuple(b for b in case.bearing if b.thesis != "t2"),
    )
    draft(tmp_path)
    assert [thesis.id for thesis in draft(tmp_path).case.theses] == ["t1", "none"]
    assert lint(tmp_path) == ()


def test_a_kind_a_person_corrected_is_drafted_upon(tmp_path: Path) -> None:
    draft(tmp_path)
    changed(tmp_path, NEVER.text, kind="thesis", polarity="contradicts", holder="ZUB")
    assert any(NEVER.text == thesis.text for thesis in draft(tmp_path).case.theses)


def test_a_deadline_a_person_wrote_stays(tmp_path: Path) -> None:
    draft(tmp_path)
    (row,) = load_case(tmp_path).predictions
    edit(tmp_path, predictions=(replace(row, deadline=dt.date(2031, 7, 31)),))
    assert draft(tmp_path).case.predictions[0].deadline == dt.date(2031, 7, 31)


def test_case_toml_is_left_alone_once_a_person_has_edited_it(tmp_path: Path) -> None:
    draft(tmp_path)
    path = tmp_path / "case.toml"
    edited = path.read_text("utf-8") + "# toll income: see the budget\n"
    path.write_text(edited, "utf-8")
    for _ in range(2):
        draft_into(tmp_path, document(), EXTRACTED, question="Another question?")
        assert path.read_text("utf-8") == edited


def test_case_toml_that_nobody_touched_follows_the_draft(tmp_path: Path) -> None:
    draft(tmp_path, [RIVAL])
    assert load_case(tmp_path).parties == (Party("author and outlet", ()),)
    case = draft(tmp_path).case
    assert case.question == f"Does the record bear out: '{MAIN.text}'?"
    assert case.parties[0] == Party("RUR", ())


def test_a_question_and_record_given_once_are_not_lost_by_drafting_again(tmp_path: Path) -> None:
    (tmp_path / "record").mkdir()
    folder = tmp_path / "case"
    draft_into(folder, document(), EXTRACTED, question="Is it real?", record=tmp_path / "record")
    case = draft(folder).case
    assert case.question == "Is it real?"
    assert case.record == (tmp_path.resolve() / "record",)


def test_rows_move_with_their_words_when_the_text_changes(tmp_path: Path) -> None:
    draft(tmp_path)
    changed(tmp_path, CLOSED.text, date="2031-05-02")
    longer = "Not for the first time. " + STRAIT
    shifted = [replace(r, start=r.start + 24, end=r.end + 24) for r in EXTRACTED]
    case = draft_into(tmp_path, document(longer), shifted).case
    row = by_text(case, CLOSED.text)
    assert (row.start, row.date) == (CLOSED.start + 24, "2031-05-02")
    assert len(case.statements) == len(EXTRACTED)
    assert lint(tmp_path) == ()


def test_a_text_a_person_edited_in_place_can_be_drafted_again(tmp_path: Path) -> None:
    draft(tmp_path)
    changed(tmp_path, PILOTS.text, hedge="it says")
    longer = "Not for the first time. " + STRAIT
    (tmp_path / "text" / "strait.txt").write_text(longer, "utf-8")
    assert "has changed" in str(lint(tmp_path)[0])
    shifted = [replace(r, start=r.start + 24, end=r.end + 24) for r in EXTRACTED]
    assert by_text(draft_into(tmp_path, document(longer), shifted).case, PILOTS.text).hedge
    assert lint(tmp_path) == ()


def test_an_edited_row_whose_words_are_gone_is_kept_and_named_by_lint(tmp_path: Path) -> None:
    draft(tmp_path)
    changed(tmp_path, CLOSED.text, date="2031-05-02")
    other = STRAIT.replace("Ruritania closed the lock", "Ruritania barred the lock")
    draft_into(tmp_path, document(other), [MAIN])
    (problem,) = lint(tmp_path)
    assert problem.field == "text"


def test_what_a_person_wrote_about_a_text_stays(tmp_path: Path) -> None:
    draft(tmp_path)
    case = load_case(tmp_path)
    edit(tmp_path, documents=(replace(case.documents[0], author="a staff writer"),))
    again = draft_into(tmp_path, document(title="A new headline"), EXTRACTED).case.documents[0]
    assert (again.author, again.title) == ("a staff writer", "A new headline")


def test_a_further_text_joins_the_case(tmp_path: Path) -> None:
    first = draft(tmp_path).case
    more = "The toll quarrel is real enough. Nobody sails."
    rows = [statement("Nobody sails", "event", "supports", text=more, name="more")]
    case = draft_into(tmp_path, document(more, "more"), rows).case
    assert [d.id for d in case.documents] == ["more", "strait"]
    assert by_text(case, "Nobody sails").id == "s009"
    assert set(first.statements) < set(case.statements)
    assert lint(tmp_path) == ()


def test_without_a_stored_draft_every_row_is_a_person_s(tmp_path: Path) -> None:
    case = by_hand(tmp_path)
    save_case(case, tmp_path)
    result = draft(tmp_path, [NEVER])
    assert set(case.statements) <= set(result.case.statements)
    assert result.case.question == case.question
    assert result.removed == ()


def test_a_broken_case_is_not_drafted_upon(tmp_path: Path) -> None:
    draft(tmp_path)
    (tmp_path / "bearing.csv").write_text("thesis,statement\n", "utf-8")
    with pytest.raises(CaseError, match="there is no column 'reason'"):
        draft(tmp_path)


def test_a_broken_stored_draft_is_told_with_a_remedy(tmp_path: Path) -> None:
    draft(tmp_path)
    (tmp_path / ".draft" / "statements.csv").write_text("id\n", "utf-8")
    with pytest.raises(CaseError, match=r"remove \.draft to count every row"):
        draft(tmp_path)
