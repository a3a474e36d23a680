"""Feasts, days counted within a month, and dates counted from other dates."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.contract.text import Document
from earnest.extract import extract_statements
from earnest.extract.dates import find_dates
from earnest.extract.named_days import easter

ANCHOR = dt.date(2023, 3, 10)  # a Friday
NTH = ("first", "second", "third", "fourth", "last")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "June", "August", "November", "December")
LEAD = "A line that leads up to what comes was put here at the top of it all.\n\n"


def dates(text: str, anchor: dt.date | None = ANCHOR) -> list[str]:
    return [m.iso for m in find_dates(text, anchor=anchor) if m.iso]


def row_date(text: str, words: str) -> str | None:
    rows = extract_statements(Document("d", LEAD + text, sha256="", date=ANCHOR))
    return next(row.date for row in rows if words in row.text)


@pytest.mark.parametrize(
    ("phrase", "iso"),
    [
        ("on New Year's Day 2020", "2020-01-01"),
        ("on New Year's Eve", "2022-12-31"),
        ("on Christmas Eve", "2022-12-24"),
        ("at Christmas 2021", "2021-12-25"),
        ("on Orthodox Christmas Eve", "2023-01-06"),
        ("on Valentine's Day", "2023-02-14"),
        ("on Good Friday 2021", "2021-04-02"),
        ("about Easter 2021", "2021-04-04"),
        ("on the last Friday of January", "2023-01-27"),
        ("on the last Saturday in May 2021", "2021-05-29"),
        ("on the second Tuesday of February", "2023-02-14"),
        ("on the third of March", "2023-03-03"),
        ("on the 28th of last month", "2023-02-28"),
        ("on the last day of November", "2022-11-30"),
        ("on the last day of 2021", "2021-12-31"),
        ("in the first week of February", "2023-02-01/2023-02-07"),
        ("in the last week of May 2021", "2021-05-25/2021-05-31"),
        ("three Saturdays ago", "2023-02-18"),
        ("a week ago today", "2023-03-03"),
        ("this day ten years ago", "2013-03-10"),
        ("the week before last", "2023-02-20/2023-02-26"),
        ("the year before last", "2021"),
        ("a year and a half ago", "2021-09"),
        ("half a year ago", "2022-09"),
        ("more than thirty years ago", "1993"),
        ("a quarter of a century ago", "1998"),
        ("as long ago as 1998", "1998"),
        ("on a Tuesday last July", "2022-07"),
        ("in the spring of last year", "2022-03/2022-05"),
        ("on 4 July last year", "2022-07-04"),
        ("in February three years ago", "2020-02"),
        ("in June next year", "2024-06"),
        ("in January of the year before last", "2021-01"),
        ("two weeks after 3 May 2021", "2021-05-17"),
        ("for two years after 2014", "2014/2016"),
        ("the day before 1 March 2020", "2020-02-29"),
        ("on the eve of 3 May 2021", "2021-05-02"),
        ("as of last Friday 300 lorries", "2023-03-03"),
        ("between January and March", "2023-01/2023-03"),
        ("in May and June 2020", "2020-05/2020-06"),
        ("on 4 and 5 May 2020", "2020-05-04/2020-05-05"),
        ("in the late nineties", "1995/1999"),
        ("the rest of the year", "2023-03-10/2023-12-31"),
        ("a week from today", "2023-03-17"),
    ],
)
def test_a_wording_has_its_date(phrase: str, iso: str) -> None:
    assert dates(phrase) == [iso]


@pytest.mark.parametrize("phrase", ["the first Sunday of Lent", "every Sunday", "a Tuesday"])
def test_a_weekday_that_is_any_is_no_date(phrase: str) -> None:
    assert dates(phrase) == []


# Feasts as printed in calendars of these years.
@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [(2019, "04-21", "04-28"), (2023, "04-09", "04-16"), (2024, "03-31", "05-05"),
     (2025, "04-20", "04-20")],
)  # fmt: skip
def test_easter_falls_on_its_day(year: int, western: str, orthodox: str) -> None:
    found = easter(year), easter(year, orthodox=True)
    assert [day.isoformat()[5:] for day in found] == [western, orthodox]


@given(st.integers(1583, 2299))
def test_easter_is_a_sunday_from_22_march_to_25_april(year: int) -> None:
    day = easter(year)
    assert day.weekday() == 6
    assert dt.date(year, 3, 22) <= day <= dt.date(year, 4, 25)


@given(
    st.sampled_from(NTH),
    st.integers(0, 6),
    st.integers(0, len(MONTHS) - 1),
    st.integers(1900, 2099),
)
def test_the_nth_weekday_is_that_weekday_of_that_month(
    nth: str, weekday: int, month: int, year: int
) -> None:
    text = f"the {nth} {WEEKDAYS[weekday]} of {MONTHS[month]} {year}"
    (iso,) = dates(text, None)
    day = dt.date.fromisoformat(iso)
    assert (day.weekday(), day.year, day.strftime("%B")) == (weekday, year, MONTHS[month])
    following = day + dt.timedelta(days=7)
    assert (day.day - 1) // 7 == NTH.index(nth) if nth != "last" else following.month != day.month


@pytest.mark.parametrize(
    ("second", "words", "iso"),
    [
        ("Four days on, they collapsed.", "they collapsed", "2019-05-08"),
        ("Two weeks before that the envoy had left.", "the envoy had", "2019-04-20"),
        ("The following summer the envoy left.", "the envoy left", "2019-06/2019-08"),
        ("The envoy left that November.", "The envoy left", "2019-11"),
        ("The envoy left the following Monday.", "The envoy left", "2019-05-06"),
        ("The envoy had left the day before.", "The envoy had", "2019-05-03"),
        ("The envoy left the year after.", "The envoy left", "2020"),
        ("In May of the following year both sides signed an accord.", "both sides", "2020-05"),
        ("The envoy left on the 9th.", "The envoy left", "2019-05-09"),
        (
            "In the following two years Ruritanian exports grew again.",
            "exports grew",
            "2019-05-04/2021-05-04",
        ),
        ("Many families have left the valley since.", "Many families", "2019-05-04/.."),
    ],
)
def test_a_date_points_back_to_the_one_told_before(second: str, words: str, iso: str) -> None:
    assert row_date(f"The talks began on 4 May 2019. {second}", words) == iso


def test_the_own_verb_s_date_comes_before_that_of_an_aside() -> None:
    text = "With the lease signed in 1999 at hand, the envoy spoke to the press on Sunday."
    assert row_date(text, "the envoy spoke") == "2023-03-05"


def test_a_statement_is_dated_by_where_it_was_made() -> None:
    text = "The ministry, in a statement issued on Tuesday, denied that its ships had crossed the line."
    assert row_date(text, "The ministry") == "2023-03-07"
