"""An act whose wording no list knows, told by its day and the one party that the claim names."""

from dataclasses import replace
from pathlib import Path

from ferry_dispute import EVENTS, LATE, answers, brief, ids, record, says

from earnest.check.asked import asked
from earnest.check.fit import one_is_named
from earnest.contract.finding import Finding
from earnest.store import Record

ONE = ("EST",)
MONTH = EVENTS + (
    "e-month,2019-08-01,month,,EST,,FIN,,172,Estonia lets no Finnish pilots moor,"
    "https://example.org/e9,high,,,page\n"
)
TWICE = EVENTS + (
    "e-other,2019-03-15,day,,EST,,LVA,,160,Estonia turns Latvian barges round,"
    "https://example.org/e10,high,,,page\n"
)
CURT = "On 15 March Estonia made life hard for two officials"


def event(known: Record, text: str, actors: tuple[str, ...], date: str) -> Finding:
    return answers(known, says(text, "event", actors=actors, date=date))["event"]


def test_the_only_act_of_a_party_on_that_day_is_taken_for_it(known: Record) -> None:
    found = event(known, CURT, ONE, "2019-03-15")
    assert (found.status, ids(found)) == ("on_record", ["e-expel"])
    assert "by time and parties alone" in found.words


def test_where_it_has_two_acts_on_that_day_neither_is(tmp_path: Path) -> None:
    found = event(record(tmp_path, events=TWICE), CURT, ONE, "2019-03-15")
    assert found.status == "cannot_see"


def test_a_state_that_is_no_side_of_the_row_speaks_against_it(known: Record) -> None:
    text = "On 15 March Estonia made life hard for two Swedish officials"
    assert event(known, text, ("EST", "SWE"), "2019-03-15").status == "cannot_see"


def test_a_state_where_it_happened_does_not(known: Record) -> None:
    text = "On 15 March, in the Swedish capital, Estonia made life hard for two officials"
    assert event(known, text, ("SWE", "EST"), "2019-03-15").status == "on_record"


def test_who_plainly_acts_in_the_claim_acts_in_the_row(known: Record) -> None:
    text = "On 15 March Finland made life hard for two officials"
    assert event(known, text, ("FIN",), "2019-03-15").status == "cannot_see"


def test_a_row_of_a_month_tells_no_day(tmp_path: Path) -> None:
    known = record(tmp_path, events=MONTH)
    assert event(known, "On 9 August Estonia grew cold", ONE, "2019-08-09").status == "cannot_see"


def test_a_kind_of_act_that_is_known_speaks_against_another(known: Record) -> None:
    text = "On 15 March Estonia bombed a pier"
    assert event(known, text, ONE, "2019-03-15").status == "cannot_see"


def test_a_phrase_that_has_its_day_from_the_clause_around_it_tells_nothing(known: Record) -> None:
    claim = says(CURT, "event", actors=ONE, date="2019-03-15")
    context = brief(known, claim, as_of=LATE)
    (row,) = context.view.events_of(["e-expel"])
    question = asked(context.statements[-1], context)
    assert one_is_named(row, question)
    assert not one_is_named(row, replace(question, is_dated_itself=False))
