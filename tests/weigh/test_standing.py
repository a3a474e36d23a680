"""What a thesis stands on, and what would change that."""

import datetime as dt

from test_headlines import finding

from earnest.case.model import Case, CaseThesis
from earnest.contract.finding import Finding
from earnest.contract.report import Bearing, Forecast, Thesis
from earnest.contract.text import Statement
from earnest.contract.words import Kind, Status
from earnest.weigh.standing import (
    MOST_CHANGES,
    MOST_LOAD_BEARING,
    lead_findings,
    theses,
    weighed_bearing,
)

TOLL = CaseThesis("t1", "the toll is meant", holders=("author",))


def statement(name: str, kind: Kind = "event") -> Statement:
    return Statement("brief", 0, 1, f"claim {name}", kind, id=name)


def supports(*names: str) -> tuple[Bearing, ...]:
    return tuple(Bearing("t1", name, "supports", "said so") for name in names)


def forecast(
    name: str, status: Status, *, deadline: dt.date | None, proposed: str = ""
) -> Forecast:
    return Forecast(name, "YES if ...", deadline, None, None, None, None, None, status,
                    proposed=proposed)  # fmt: skip


def standing(
    statements: tuple[Statement, ...],
    bearing: tuple[Bearing, ...],
    found: tuple[Finding, ...] = (),
    forecasts: tuple[Forecast, ...] = (),
) -> Thesis:
    case = Case("?", statements=statements, theses=(TOLL,), bearing=bearing)
    (thesis,) = theses(case, bearing, lead_findings(found), forecasts)
    return thesis


def test_the_most_consequential_finding_leads_a_statement() -> None:
    on, against = finding("s1", "on_record"), finding("s1", "counterexamples")
    assert lead_findings([on, against]) == lead_findings([against, on]) == {"s1": against}


def test_a_bearing_row_carries_the_status_of_the_finding_behind_it() -> None:
    case = Case("?", bearing=supports("s1", "s2"))
    rows = weighed_bearing(case, lead_findings([finding("s1", "other_date")]))
    assert [row.status for row in rows] == ["other_date", None]


def test_a_thesis_stands_on_what_supports_it_and_not_on_what_speaks_against_it() -> None:
    rows = (*supports("s1"), Bearing("t1", "s2", "contradicts", "rival"))
    assert standing((statement("s1"), statement("s2")), rows).rests_on == ("s1",)


def test_rules_and_comparisons_come_before_events_and_numbers() -> None:
    claims = (
        statement("s1", "quantity"),
        statement("s2", "event"),
        statement("s3", "regularity"),
    )
    assert standing(claims, supports("s1", "s2", "s3")).rests_on == ("s3", "s2", "s1")


def test_of_one_kind_the_most_consequential_finding_comes_first() -> None:
    claims = (statement("s1"), statement("s2"))
    found = (finding("s1", "on_record"), finding("s2", "other_date"))
    assert standing(claims, supports("s1", "s2"), found).rests_on == ("s2", "s1")


def test_a_thesis_stands_on_six_statements_at_most_and_on_none_twice() -> None:
    names = [f"s{n}" for n in range(9)]
    claims = tuple(statement(name) for name in names)
    rests_on = standing(claims, supports(*names, *names)).rests_on
    assert rests_on == tuple(names[:MOST_LOAD_BEARING])


def test_an_open_forecast_of_its_holder_would_change_it_by_its_day() -> None:
    day = dt.date(2031, 6, 30)
    claims = (statement("p1", "prediction"),)
    thesis = standing(claims, (), (), (forecast("p1", "open", deadline=day),))
    (change,) = thesis.would_change
    assert (change.by, change.statement_id) == (day, "p1")
    assert "claim p1" in change.what


def test_a_forecast_without_a_day_takes_the_one_proposed() -> None:
    proposed = "By 2032-05-09, the record holds at least one act (visit) by FIN."
    late = forecast("p1", "not_resolvable_as_written", deadline=None, proposed=proposed)
    thesis = standing((statement("p1", "prediction"),), (), (), (late,))
    assert [change.by for change in thesis.would_change] == [dt.date(2032, 5, 9)]


def test_a_forecast_that_is_settled_changes_nothing() -> None:
    done = forecast("p1", "occurred", deadline=dt.date(2031, 1, 1))
    assert standing((statement("p1", "prediction"),), (), (), (done,)).would_change == ()


def test_rows_that_answer_a_load_bearing_claim_would_change_it() -> None:
    claims = (statement("s1"), statement("s2"))
    found = (finding("s1", "cannot_see"), finding("s2", "on_record"))
    (change,) = standing(claims, supports("s1", "s2"), found).would_change
    assert (change.statement_id, change.by) == ("s1", None)


def test_three_changes_are_named_at_most() -> None:
    claims = tuple(statement(f"s{n}") for n in range(5))
    found = tuple(finding(claim.id, "cannot_see") for claim in claims)
    thesis = standing(claims, supports(*(c.id for c in claims)), found)
    assert len(thesis.would_change) == MOST_CHANGES == 3
