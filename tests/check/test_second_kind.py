"""A row that can be read as of two kinds is asked about as both; the second only adds answers."""

from dataclasses import replace

from ferry_dispute import answers, ids, says

from earnest.store import Record

EXPELLED = says(
    "Estonia expelled two Finnish diplomats over the lighthouse toll",
    "thesis",
    actors=("EST", "FIN"),
    date="2019",
)
BOMBED = says("Finland bombed an Estonian warehouse", "thesis", actors=("FIN", "EST"), date="2019")


def test_a_thesis_that_may_be_an_event_is_looked_up_as_one(known: Record) -> None:
    found = answers(known, replace(EXPELLED, second="event"))["event"]
    assert (found.status, ids(found)) == ("on_record", ["e-expel"])


def test_a_thesis_that_tells_of_a_known_act_is_looked_up_without_a_second_kind(
    known: Record,
) -> None:
    found = answers(known, EXPELLED)["event"]
    assert (found.status, ids(found)) == ("on_record", ["e-expel"])


def test_a_thesis_that_tells_of_no_act_is_not(known: Record) -> None:
    assert "event" not in answers(
        known, says("Finland is a difficult neighbour of Estonia", "thesis")
    )


def test_a_second_kind_that_finds_nothing_says_nothing(known: Record) -> None:
    assert "event" not in answers(known, replace(BOMBED, second="event"))
