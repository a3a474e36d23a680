"""An act whose wording no list knows, told by its time and a likeness in meaning."""

from pathlib import Path

import pytest
from ferry_dispute import EVENTS, answers, brief, ids, record, says

from earnest.check import Context, likeness
from earnest.check.asked import asked
from earnest.check.likeness import probability, rows_of_that_time, shipped, traits, unnamed
from earnest.check.lookup import Match, matches
from earnest.contract.finding import Finding
from earnest.contract.rows import Event
from earnest.store import Record

DAY = "2019-03-15"
# Two other acts of that day: neither day nor party tells the one that is meant.
BUSY = EVENTS + (
    f"e-song,{DAY},day,,EST,,LVA,,050,A choir from Riga sings at the Tallinn opera,"
    "https://example.org/e10,high,,,page\n"
    f"e-fish,{DAY},day,,EST,,LVA,,057,A quota for herring is signed with Riga,"
    "https://example.org/e11,high,,,page\n"
)
SENT_HOME = "Tallinn gave two of the envoys a week to pack their trunks"


@pytest.fixture
def busy(tmp_path: Path) -> Record:
    return record(tmp_path, events=BUSY)


def event(known: Record, text: str, actors: tuple[str, ...] = ("EST",)) -> Finding:
    return answers(known, says(text, "event", actors=actors, date=DAY))["event"]


def test_of_several_acts_of_a_day_the_one_that_means_the_same_answers(busy: Record) -> None:
    found = event(busy, SENT_HOME)
    assert (found.status, ids(found)[0]) == ("on_record", "e-expel")


def test_the_answer_says_how_it_was_found(busy: Record) -> None:
    assert "told by its time and a likeness in meaning" in event(busy, SENT_HOME).words


def test_without_an_encoder_nothing_is_told_by_meaning(
    busy: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likeness, "encoder", lambda: None)
    assert event(busy, SENT_HOME).status == "cannot_see"


def test_an_act_that_means_something_else_is_no_answer(busy: Record) -> None:
    found = event(busy, "Tallinn doubled the price of a loaf of bread")
    assert found.status == "cannot_see"


def test_a_state_that_is_no_side_of_the_row_speaks_against_it(busy: Record) -> None:
    text = "Tallinn gave two of the Swedish envoys a week to pack their trunks"
    assert event(busy, text, ("EST", "SWE")).status == "cannot_see"


def test_a_sum_of_money_is_no_act(busy: Record) -> None:
    found = event(busy, "Tallinn paid the envoys 3 million euros to pack their trunks")
    assert "e-expel" not in ids(found) or found.status != "on_record"


def test_a_fragment_of_a_claim_is_no_answer_where_the_claim_differs(busy: Record) -> None:
    whole, part = "Finland expels two diplomats of Estonia", "two diplomats of Estonia"
    alone = brief(busy, says(part, "event", actors=("EST",), date=DAY))
    claim = says(whole, "event", actors=("FIN",), about=("EST",), date=DAY)
    both = brief(busy, claim, says(part, "event", actors=("EST",), date=DAY))
    assert "e-expel" in {m.id for m in _by_meaning_of(alone)}
    assert "e-expel" not in {m.id for m in _by_meaning_of(both)}


def _by_meaning_of(context: Context) -> list[Match]:
    found = matches(asked(context.statements[-1], context), context)
    return [m for m in found if m.fit.is_by_meaning]


def test_a_row_from_memory_is_none_of_that_time(tmp_path: Path) -> None:
    known = record(tmp_path, events=EVENTS)
    text = "On 2 April men who steer a barge were locked up"
    found = answers(known, says(text, "event", actors=("EST",), date="2019-04-02"))["event"]
    assert found.status == "cannot_see"


def test_labels_of_a_feed_tell_no_meaning(tmp_path: Path) -> None:
    labels = "".join(
        f"e-{n},{DAY},day,,EST,,FIN,,0{n},Expel or withdraw,https://example.org/e,high,,,page\n"
        for n in range(30, 33)
    )
    context = brief(record(tmp_path, events=EVENTS + labels), says(SENT_HOME, "event", date=DAY))
    question = asked(context.statements[0], context)
    rows = [at.row for at in rows_of_that_time(question, context)]
    assert [row.event_id for row in rows if isinstance(row, Event)] == ["e-expel"]


def test_names_of_states_and_their_people_carry_no_meaning() -> None:
    assert unnamed("Estonia sent two Finnish envoys home from Tallinn") == (
        "sent two envoys home from"
    )


def test_a_claim_and_its_mirror_image_have_the_same_likeness(busy: Record) -> None:
    assert unnamed("Tallinn expels two Finnish envoys") == unnamed(
        "Helsinki expels two Estonian envoys"
    )


def test_an_act_that_stands_out_is_likelier_than_one_among_many() -> None:
    one = dict.fromkeys(shipped().weights, 0.0) | {"likeness": 0.5, "lead": 0.3}
    assert probability(one) > probability(one | {"lead": 0.0, "rows": 3.0})


def test_the_weights_are_those_of_the_traits(busy: Record) -> None:
    context = brief(busy, says(SENT_HOME, "event", actors=("EST",), date=DAY))
    question = asked(context.statements[0], context)
    told = traits(rows_of_that_time(question, context), question)
    assert told and all(of.keys() == shipped().weights.keys() for of in told)
