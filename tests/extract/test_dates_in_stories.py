"""Days that a story counts, repeats, or tells without their year."""

import datetime as dt

import pytest

from earnest.contract.text import Document
from earnest.extract.statements import extract_statements


def date_of(text: str, words: str, *, on: str = "2020-02-10") -> str | None:
    """The date of the first statement that holds the words."""
    document = Document("d", f"{text}\n", "", date=dt.date.fromisoformat(on))
    return next(s.date for s in extract_statements(document) if words in s.text)


@pytest.mark.parametrize(
    ("text", "words", "date"),
    [
        (
            "On 5 May 2018 the minister spoke in Oslo. A month later, on 4 June, Norway went to court.",
            "went to court",
            "2018-06-04",
        ),
        (
            "In 2011 the dam was begun. Four years later, on 23 March, a pact was signed.",
            "was signed",
            "2015-03-23",
        ),
        (
            "In 2016 a court spoke. In November of the year after the port was closed.",
            "was closed",
            "2017-11",
        ),
        ("On 4 May 2018 she spoke. By the Thursday sixty boats lay there.", "sixty", "2018-05-10"),
        ("Their arrest on the second Sunday of July was police work.", "arrest", "2019-07-14"),
        (
            "Norway withdrew the licence that it had granted in 1996.",
            "withdrew",
            None,
        ),
    ],
)
def test_a_day_of_a_story_is_told_as_its_words_mean_it(
    text: str, words: str, date: str | None
) -> None:
    assert date_of(text, words) == date


def test_a_remark_of_the_author_does_not_hide_what_it_interrupts() -> None:
    document = Document(
        "d", "Mr Berg, we note, congratulated Oslo.\n", "", date=dt.date(2020, 1, 1)
    )
    assert [s.text for s in extract_statements(document)] == [
        "Mr Berg, we note, congratulated Oslo"
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Before next summer is over the two sides will meet.", "2020-08"),
        ("Before the winter is over Ruritania will reopen the border.", "2020-02"),
        ("In March, on the 5th, Ruritania shut the border.", "2019-03-05"),
    ],
)
def test_the_end_of_a_season_and_the_more_exact_of_two_dates(text: str, date: str) -> None:
    assert date_of(text, text[:6], on="2019-11-21") == date


def test_the_month_before_is_told_from_the_date_before_it() -> None:
    text = "On 25 March 2018 the king came. The December before, on the 11th, police had held forty men."
    assert date_of(text, "police had held") == "2017-12-11"


def test_the_month_before_that_is_only_held_against_dates_nothing() -> None:
    text = "In March 2019 they bought a twelfth of what they had bought the March before."
    assert date_of(text, "they bought") == "2019-03"
