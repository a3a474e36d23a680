"""Regularity: counterexamples first, those before the text apart from those after."""

import datetime as dt
from pathlib import Path

import pytest
from ferry_dispute import MEASURES, answers, ids, record, says

from earnest.contract.finding import Finding
from earnest.contract.text import Statement
from earnest.measure.spells import spells
from earnest.store import Record

NEVER_LIFTS = says("Estonia never lifts a ban", "regularity", actors=("EST",))
FRIEND = says("Estonia is always a friend of Finland", "regularity", actors=("EST", "FIN"))


def found(known: Record, claim: Statement, **more: dt.date) -> Finding:
    return answers(known, claim, **more)["regularity"]


def measures(answer: Finding) -> list[str]:
    return [row.id for row in answer.rows if row.table == "measures"]


def counted(answer: Finding) -> tuple[float, float]:
    numbers = {number.name: number.value for number in answer.numbers}
    return numbers["counterexamples"], numbers["counterexamples before the text"]


@pytest.fixture(scope="module")
def never_lifts(known: Record) -> Finding:
    return found(known, NEVER_LIFTS)


def test_lifted_measures_break_never_lifts(never_lifts: Finding) -> None:
    answer = never_lifts
    assert answer.status == "counterexamples"
    assert measures(answer) == ["m-ham", "m-embassy", "m-ferry"]


def test_those_before_the_text_are_counted_apart_and_come_first(
    never_lifts: Finding,
) -> None:
    answer = never_lifts
    every, before = counted(answer)
    earlier, later = answer.rows[: int(before)], answer.rows[int(before) :]
    assert every == len(answer.rows)
    assert "m-ham" in [row.id for row in earlier]
    assert {"m-embassy", "m-ferry"} <= {row.id for row in later}
    assert f"{every:.0f} counterexamples on record, {before:.0f} of them before" in answer.words


@pytest.mark.parametrize(
    ("as_of", "rows"),
    [
        (dt.date(2019, 8, 31), ["m-ham"]),
        (dt.date(2019, 9, 1), ["m-ham", "m-ferry"]),
    ],
)
def test_an_end_counts_from_the_day_it_came(known: Record, as_of: dt.date, rows: list[str]) -> None:
    assert measures(found(known, NEVER_LIFTS, as_of=as_of)) == rows


def test_a_measure_from_memory_is_no_counterexample(never_lifts: Finding, tmp_path: Path) -> None:
    assert "m-flights" not in ids(never_lifts)
    sourced = MEASURES.replace(
        "memory,memory,memory,low", "https://example.org/a,https://example.org/b,page,low"
    )
    assert "m-flights" in ids(found(record(tmp_path / "r", measures=sourced), NEVER_LIFTS))


def test_an_event_from_memory_is_no_counterexample(known: Record) -> None:
    claim = says("Finland never arrests Estonian pilots", "regularity", actors=("FIN", "EST"))
    assert found(known, claim).status == "not_identifiable"


def test_hostile_acts_break_always_a_friend(known: Record) -> None:
    answer = found(known, FRIEND)
    assert answer.status == "counterexamples"
    assert set(ids(answer)) >= {"e-expel", "e-sailors"}
    assert counted(answer)[1] >= 2


def test_friendly_acts_do_not(known: Record) -> None:
    assert not {"e-freed", "e-thanks", "e-apology"} & set(ids(found(known, FRIEND)))


def test_a_denied_act_breaks_the_rule(known: Record) -> None:
    claim = says("Estonia never expels diplomats of Finland", "regularity", actors=("EST", "FIN"))
    assert ids(found(known, claim)) == ["e-expel"]


def test_selected_rows_cannot_show_never(known: Record) -> None:
    claim = says("Finland never lifts a ban against Estonia", "regularity", actors=("FIN", "EST"))
    answer = found(known, claim)
    assert (answer.status, answer.rows) == ("not_identifiable", ())


def test_a_rule_without_act_or_subject_is_out_of_sight(known: Record) -> None:
    answer = found(known, says("such things are common", "regularity"))
    assert answer.status == "cannot_see"


def test_how_long_measures_last_for_anybody_stands_beside_a_rule_about_lifting(
    never_lifts: Finding,
) -> None:
    (share,) = (n for n in never_lifts.numbers if "still in force" in n.name)
    assert share.n is not None
    assert share.n > 100
    assert share.low is not None
    assert share.high is not None
    assert 0 < share.low <= share.value <= share.high < 1


def test_how_long_such_measures_last_is_asked_of_the_families_at_hand(known: Record) -> None:
    def n(as_of: dt.date) -> int | None:
        answer = found(known, NEVER_LIFTS, as_of=as_of)
        return next((x.n for x in answer.numbers if "still in force" in x.name), None)

    def spells_of(families: set[str], as_of: dt.date) -> int:
        rows = [m for m in known.at(as_of).measures if m.family in families]
        return len(spells(rows, as_of=as_of))

    early, late = dt.date(2019, 8, 31), dt.date(2020, 12, 31)
    assert n(early) in (None, spells_of({"trade"}, early))  # only the ban on ham was lifted by then
    assert n(late) == spells_of({"trade", "diplomatic"}, late)


def test_a_thesis_without_exception_is_asked_too(known: Record) -> None:
    universal = says(FRIEND.text, "thesis", actors=("EST", "FIN"))
    assert found(known, universal).status == "counterexamples"
    assert answers(known, says("the toll is a mistake", "thesis", actors=("EST",))) == {}
