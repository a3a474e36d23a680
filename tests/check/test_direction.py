"""Direction: who acts toward whom, and an act the other way round is no answer."""

from pathlib import Path

import pytest
from ferry_dispute import EVENTS, answers, ids, number, record, says

from earnest.check.direction import directions
from earnest.store import Record

BOTH = ("EST", "FIN")
ANSWER = (
    "e-answer,2019-03-15,day,,FIN,,EST,,166,Finland expels two Estonian diplomats in return,"
    "https://example.org/e8,high,,,page\n"
)


@pytest.mark.parametrize(
    ("text", "actors", "name", "actor", "recipient"),
    [
        ("Estonia expelled two Finnish diplomats", BOTH, "expulsion", "EST", "FIN"),
        ("Two Finnish diplomats were expelled by Estonia", BOTH[::-1], "expulsion", "EST", "FIN"),
        ("Finnish diplomats were expelled from Estonia", BOTH[::-1], "expulsion", "EST", "FIN"),
        ("Estonia recalled its ambassador from Finland", BOTH, "recall", "EST", "FIN"),
        ("The Estonian ambassador was recalled from Finland", BOTH, "recall", "EST", "FIN"),
        (
            "The border with Finland was closed by Estonia",
            BOTH[::-1],
            "border_closure",
            "EST",
            "FIN",
        ),
        (
            "After the Finnish raid, Estonia closed its border",
            BOTH[::-1],
            "border_closure",
            "EST",
            "FIN",
        ),
        ("Estonia secured the withdrawal of Finnish troops", BOTH, "withdrawal", "FIN", "EST"),
    ],
)
def test_the_wording_tells_who_acts(
    text: str, actors: tuple[str, ...], name: str, actor: str, recipient: str
) -> None:
    found = directions(says(text, "event", actors=actors), {name})[name]
    assert found.actors == {actor}
    assert found.recipients <= {recipient}


def test_a_passive_without_by_leaves_it_open() -> None:
    claim = says("Imports of Finnish ham and Estonian ham were banned", "event", actors=BOTH)
    assert directions(claim, {"trade_ban"})["trade_ban"].is_open


def test_mutual_acts_have_no_direction() -> None:
    assert "talks" not in directions(says("Estonia met Finland", "event", actors=BOTH), {"talks"})


def test_an_act_the_other_way_round_is_a_lead_with_its_reason(known: Record) -> None:
    claim = says(
        "Finland expelled two Estonian diplomats on 15 March",
        "event",
        actors=("FIN", "EST"),
        date="2019-03-15",
    )
    found = answers(known, claim)["event"]
    assert (found.status, ids(found)[:1]) == ("cannot_see", ["e-expel"])
    assert "the other way round, EST toward FIN" in found.words


def test_the_answer_of_the_other_side_does_not_confirm_the_first_act(tmp_path: Path) -> None:
    both = record(tmp_path / "both", events=EVENTS + ANSWER)
    first = says("Estonia expelled two Finnish diplomats", "event", actors=BOTH, date="2019-03-15")
    assert ids(answers(both, first)["event"]) == ["e-expel"]


def test_another_act_of_that_day_is_a_lead_with_its_reason(known: Record) -> None:
    claim = says(
        "Estonia recalled its ambassador from Finland on 15 March",
        "event",
        actors=BOTH,
        date="2019-03-15",
    )
    found = answers(known, claim)["event"]
    assert found.status == "cannot_see"


def test_a_like_act_months_away_is_not_the_same_act_at_another_date(known: Record) -> None:
    claim = says(
        "Estonia closed its embassy in Finland on 2 November",
        "event",
        actors=BOTH,
        date="2018-11-02",
    )
    found = answers(known, claim)["event"]
    assert (found.status, ids(found)[:1]) == ("cannot_see", ["m-embassy"])
    assert "Nearest of its kind, 138 days later" in found.words


def test_another_number_of_the_same_thing_is_conflicting(known: Record) -> None:
    claim = says(
        "Estonia detained 40 sailors of a Finnish trawler",
        "event",
        actors=BOTH,
        date="2019-02-10",
        quantity=number(40, "sailors"),
    )
    found = answers(known, claim)["event"]
    assert (found.status, ids(found)) == ("conflicting", ["e-sailors"])
    assert "another number (14, not 40)" in found.words


def test_the_day_and_the_parties_tell_an_act_that_no_word_list_knows(known: Record) -> None:
    claim = says(
        "On 15 March Estonia put out the lamps for two Finnish officials",
        "event",
        actors=BOTH,
        date="2019-03-15",
    )
    assert answers(known, claim)["event"].status == "on_record"
