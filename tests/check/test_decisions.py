"""What a person decided about a finding changes it, and is told."""

from ferry_dispute import brief, ids, says

from earnest.case.model import Decision, Verdict
from earnest.check import docket
from earnest.contract.finding import Finding, RowRef
from earnest.contract.text import Statement
from earnest.store import Record

EXPULSION = says(
    "Estonia expelled two Finnish diplomats over the lighthouse toll",
    "event",
    actors=("EST", "FIN"),
    date="2019-03-15",
)
NEVER = says("Estonia never lifts a ban", "regularity", actors=("EST",))


def decided(
    known: Record, claim: Statement, verdict: Verdict, *rows: RowRef, check: str | None = None
) -> Finding | None:
    decision = Decision("s1", check or claim.kind, verdict, "the note says so", rows)
    found = docket(brief(known, claim), [decision])
    return next((f for f in found if f.check == claim.kind), None)


def test_accepting_the_whole_answer_leaves_it(known: Record) -> None:
    (untouched,) = (f for f in docket(brief(known, EXPULSION)) if f.check == "event")
    assert decided(known, EXPULSION, "accepted") == untouched


def test_rejecting_the_whole_answer_sets_it_aside(known: Record) -> None:
    assert decided(known, EXPULSION, "rejected") is None


def test_a_rejected_row_no_longer_answers(known: Record) -> None:
    finding = decided(known, EXPULSION, "rejected", RowRef("events", "e-expel"))
    assert finding is not None
    assert finding.status == "cannot_see"
    assert "e-expel" not in ids(finding)


def test_a_rejected_row_leaves_the_others(known: Record) -> None:
    finding = decided(known, NEVER, "rejected", RowRef("measures", "m-embassy"))
    assert finding is not None
    assert finding.status == "counterexamples"
    assert {"m-ham", "m-ferry"} <= set(ids(finding))
    assert "m-embassy" not in ids(finding)


def test_accepted_rows_are_the_only_ones_left_of_their_table(known: Record) -> None:
    finding = decided(known, NEVER, "accepted", RowRef("measures", "m-ham"))
    assert finding is not None
    assert [row.id for row in finding.rows if row.table == "measures"] == ["m-ham"]


def test_the_decision_and_its_reason_are_told(known: Record) -> None:
    finding = decided(known, EXPULSION, "accepted", RowRef("events", "e-expel"))
    assert finding is not None
    assert finding.status == "on_record"
    assert finding.words.endswith("A person accepted e-expel: the note says so.")


def test_a_decision_on_another_check_or_statement_changes_nothing(known: Record) -> None:
    plain = docket(brief(known, EXPULSION))
    rejected = RowRef("events", "e-expel")
    for decision in (
        Decision("s1", "regularity", "rejected", "no", (rejected,)),
        Decision("s2", "event", "rejected", "no", (rejected,)),
    ):
        assert docket(brief(known, EXPULSION), [decision]) == plain
