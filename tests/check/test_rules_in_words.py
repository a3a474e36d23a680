"""Rules that are told without "never", and rules that only say that nobody came to harm."""

from pathlib import Path

import pytest
from ferry_dispute import EVENTS, MEASURES, answers, ids, record, says

from earnest.check.universals import harmed, is_rule

BOTH = ("EST", "FIN")


@pytest.mark.parametrize(
    "text",
    [
        "What Estonia has shut it does not open again",
        "Whatever Estonia closes stays closed",
        "Once Estonia has banned a thing, it does not let it in again",
        "An ambassador whom Estonia has recalled does not come back before the other side has said sorry",
        "No ban by Estonia was ever lifted",
        "Estonia does not lift a ban until it has what it wants",
        "Estonia does not reopen a consulate without a letter of apology",
    ],
)
def test_what_is_said_to_stay_as_it_is_is_a_rule(text: str) -> None:
    assert is_rule(text)


@pytest.mark.parametrize(
    "text",
    [
        "The minister does not want to talk about the ban",
        "Estonia did not lift the ban in March 2016",
        "He did not return before the vote",
        "The border is closed and will not open again this year",
        "What was closed in 2017 is now open",
        "Estonia does not sell arms to Finland",
        "They do not know what they want",
        "The ambassador who was recalled is a friend of mine",
        "The envoy has not come back",
        "We were told that the gate would be open again",
    ],
)
def test_a_single_denial_is_no_rule(text: str) -> None:
    assert not is_rule(text)


def test_what_was_shut_and_opened_again_breaks_the_rule(tmp_path: Path) -> None:
    known = record(tmp_path / "shut")
    claim = says("What Estonia has shut it does not open again", "thesis", actors=("EST",))
    found = answers(known, claim)["regularity"]
    assert found.status == "counterexamples"
    assert "m-ham" in ids(found)


def test_no_finger_laid_on_a_diplomat_is_broken_by_an_expulsion_alone(tmp_path: Path) -> None:
    known = record(tmp_path / "finger")
    claim = says(
        "Estonia has never laid a finger on a foreign diplomat", "regularity", actors=("EST",)
    )
    found = answers(known, claim)["regularity"]
    assert found.status == "counterexamples"
    assert "e-expel" in ids(found)
    assert not {"m-yle", "e-sailors"} & set(ids(found))


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("We have never harmed a foreign journalist", {"arrest", "media_limit"}),
        ("Our police never laid hands on a diplomat", {"arrest", "closure", "expulsion"}),
        ("We have never closed a school", set[str]()),
    ],
)
def test_harm_to_things_stands_for_the_acts_that_take_hold_of_them(
    text: str, acts: set[str]
) -> None:
    assert harmed(text) == acts


def test_a_return_after_the_other_side_has_knelt_keeps_the_rule(tmp_path: Path) -> None:
    home = MEASURES + (
        "m-home,EST,FIN,,ambassador_recalled,a toll,,2017-01-10,day,2017-03-01,day,lifted,2017-03-01,,,,"
        "https://example.org/m8,https://example.org/m9,page,high,\n"
    )
    sorry = EVENTS + (
        "e-sorry,2017-02-20,day,,FIN,,EST,,055,Finland apologises for the toll,https://example.org/e9,high,,,page\n"
    )
    claim = says(
        "An Estonian envoy who was called home does not come back until the other side has knelt",
        "regularity",
        actors=("EST",),
    )
    free = answers(record(tmp_path / "free", measures=home), claim)["regularity"]
    knelt = answers(record(tmp_path / "knelt", measures=home, events=sorry), claim)["regularity"]
    assert "m-home" in ids(free)
    assert "m-home" not in ids(knelt)
