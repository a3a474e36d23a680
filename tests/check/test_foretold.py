"""Predictions without a listed act: last days told in words, things foretold, words shared."""

import datetime as dt
from pathlib import Path

import pytest
from ferry_dispute import EVENTS, answers, ids, record, says

from earnest.check.horizon import last_day_told

BOTH = ("EST", "FIN")
WRITTEN = dt.date(2019, 5, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by the end of June next year it will be empty", "2020-06-30"),
        ("before the year is out", "2019-12-31"),
        ("before this month is out", "2019-05-31"),
        ("by the end of next year", "2020-12-31"),
        ("some day", None),
    ],
)
def test_a_last_day_is_told_in_words(text: str, day: str | None) -> None:
    assert last_day_told(text, WRITTEN) == (day and dt.date.fromisoformat(day))


def test_the_coming_of_a_thing_that_the_prediction_names_fulfils_it(tmp_path: Path) -> None:
    named = "e-named,2019-07-01,day,,FIN,,EST,,050,Finland names an ambassador,https://example.org/n,high,,,page\n"
    known = record(tmp_path / "record", events=EVENTS + named)
    claim = says("Finland will post an ambassador to Estonia this year", "prediction", actors=("FIN", "EST"),
                 date="2019")  # fmt: skip
    found = answers(known, claim)["prediction"]
    assert (found.status, ids(found)[:1]) == ("occurred", ["e-named"])


def test_a_row_with_two_words_of_a_prediction_fulfils_it_whoever_acts(tmp_path: Path) -> None:
    court = "e-court,2019-09-01,day,,,Sea Court,EST,,010,Arbiters draw the line in the strait,https://example.org/c,high,,,page\n"
    known = record(tmp_path / "record", events=EVENTS + court)
    claim = says("The arbiters will draw it before the year is out", "prediction", actors=BOTH)
    found = answers(known, claim)["prediction"]
    assert (found.status, ids(found)[:1]) == ("occurred", ["e-court"])


def test_what_would_go_on_as_it_used_to_is_shown_when_it_did_later(tmp_path: Path) -> None:
    later = "e-lift,2019-11-01,day,,EST,,FIN,,085,Estonia lets Finnish peat through again,https://example.org/l,high,,,page\n"
    known = record(tmp_path / "record", events=EVENTS + later)
    claim = says("By July our peat will smoke over there as it used to", "prediction", actors=BOTH,
                 date="2019-07")  # fmt: skip
    found = answers(known, claim)["prediction"]
    assert found.status == "cannot_see"
    assert "e-lift" in ids(found)
