"""Dates and durations in running text."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_text import any_text
from earnest.contract.when import Period
from earnest.extract.dates import DateMention, find_dates

ANCHOR = dt.date(2025, 2, 20)  # a Thursday


def only(text: str, anchor: dt.date | None = ANCHOR) -> DateMention:
    found = find_dates(text, anchor=anchor)
    assert len(found) == 1, found
    return found[0]


def dates(text: str, anchor: dt.date | None = ANCHOR) -> list[str | None]:
    return [m.iso for m in find_dates(text, anchor=anchor) if not m.is_duration]


@pytest.mark.parametrize(
    ("sentence", "iso"),
    [
        ("Ruritania left the river commission in the 1980s.", "1980/1989"),
        ("Trade collapsed in the late 1980s.", "1985/1989"),
        ("The early 1990s were lean.", "1990/1994"),
        ("Strelsau besieged the port from 1983 to 1985.", "1983/1985"),
        ("By the end of 1990 the garrison was gone.", "1990-12"),
        ("At the beginning of 2004 the tariff rose.", "2004-01"),
        ("The consulate has been shut since 2014.", "2014/.."),
        ("The licence ran until May 2019.", "../2019-05"),
        ("The lake was patrolled between 3 and 9 June 2017.", "2017-06-03/2017-06-09"),
        ("In the spring of 2017 herders crossed the pass.", "2017-03/2017-05"),
        ("It was signed on the 3rd of May, 2016.", "2016-05-03"),
        ("On Feb. 3, 2020 Lusaka recalled its envoy.", "2020-02-03"),
        ("The gas deal lapsed in Sept. 2019.", "2019-09"),
        ("By mid-2019 the mine had closed.", "../2019-08"),
        ("The first half of 2020 saw no talks.", "2020-01/2020-06"),
        ("Trade shrank in the first eight months of 2023.", "2023-01/2023-08"),
        ("Trade grew in the last three months of 2023.", "2023-10/2023-12"),
        ("Exports fell in Q3 2021.", "2021-07/2021-09"),
        ("In the second quarter of 2021 they fell again.", "2021-04/2021-06"),
        ("Aid for fiscal 2022 was halved.", "2022"),
        ("The truce of 2017-2021 held.", "2017/2021"),
        ("The winter war of 2014–15 was short.", "2014/2015"),
        ("The Chaco was quiet in 1992.", "1992"),
        ("The 2015 accord on the dam was never ratified.", "2015"),
        ("The union (1958–1961) failed.", "1958/1961"),
        ("Note of 20.02.2019 from the ministry.", "2019-02-20"),
        ("Filed 25/12/2016 in Suva.", "2016-12-25"),
        ("Filed 12/25/2016 in Suva.", "2016-12-25"),
        ("Filed 3/4/2017 in Suva.", "2017"),
        ("The talks of April 28-May 3, 2016 broke down.", "2016-04-28/2016-05-03"),
        ("From March to May 2019 the strait was mined.", "2019-03/2019-05"),
        ("The summit of March 3 to 9, 2018 in Quito", "2018-03-03/2018-03-09"),
        ("The nineteenth century border runs along the ridge.", "1801/1900"),
        ("In the early 20th century it was a free city.", "1901/1950"),
        ("The kingdom split in AD 451.", "0451"),
        ("Between late 2010 and early 2012 four envoys left.", "2010-07/2012-06"),
        ("In late May 2019 the islands were shelled.", "2019-05-16/2019-05-31"),
        ("From 2014 onwards, fishing was banned.", "2014/.."),
        ("Pre-2014 maps show a lagoon.", "../2014"),
        ("In 2014 protests erupted in the capital.", "2014"),
        ("As of 2025, the wall stands.", "2025"),
        ("It fell during the winter of 2014-15.", "2014-12/2015-02"),
        ("Fashoda flared in the nineteen-sixties.", "1960/1969"),
        ("It was agreed on 17-Apr-2018.", "2018-04-17"),
        ("The H1 2020 figures were withheld.", "2020-01/2020-06"),
        ("Tuesday, 3 May 2016 was a holiday.", "2016-05-03"),
        ("The archive covers the season 2011-12.", "2011/2012"),
        ("The archive opened 2011-07.", "2011-07"),
    ],
)
def test_a_dated_sentence_gives_its_date(sentence: str, iso: str) -> None:
    assert dates(sentence) == [iso]
    assert dates(sentence, None) == [iso]


@pytest.mark.parametrize(
    ("phrase", "iso"),
    [
        ("last March", "2024-03"),
        ("last February", "2024-02"),
        ("last January", "2025-01"),
        ("next January", "2026-01"),
        ("three years ago", "2022"),
        ("two months ago", "2024-12"),
        ("two weeks ago", "2025-02-03/2025-02-09"),
        ("three days ago", "2025-02-17"),
        ("a decade ago", "2015"),
        ("today", "2025-02-20"),
        ("this year", "2025"),
        ("this month", "2025-02"),
        ("last week", "2025-02-10/2025-02-16"),
        ("late last year", "2024-07/2024-12"),
        ("yesterday", "2025-02-19"),
        ("the day before yesterday", "2025-02-18"),
        ("tomorrow", "2025-02-21"),
        ("on Tuesday", "2025-02-18"),
        ("on Thursday", "2025-02-20"),
        ("last Thursday", "2025-02-13"),
        ("next Tuesday", "2025-02-25"),
        ("by Friday", "../2025-02-21"),
        ("last summer", "2024-06/2024-08"),
        ("next winter", "2025-12/2026-02"),
        ("this autumn", "2025-09/2025-11"),
        ("the past three years", "2022/2025-02-20"),
        ("the last decade", "2015/2025-02-20"),
        ("the next two weeks", "2025-02-20/2025-03-06"),
        ("three days from now", "2025-02-23"),
        ("two days left", "2025-02-20/2025-02-22"),
        ("the eighties", "1980/1989"),
    ],
)
def test_a_relative_date_is_told_from_the_anchor(phrase: str, iso: str) -> None:
    assert only(phrase).iso == iso


@pytest.mark.parametrize(
    "phrase",
    ["last March", "three years ago", "today", "yesterday", "next Tuesday", "last summer",
     "the past two years", "two days left", "3 May", "in the spring", "this week"],
)  # fmt: skip
def test_without_an_anchor_a_relative_date_stays_open(phrase: str) -> None:
    assert only(phrase, None).iso is None


@pytest.mark.parametrize(
    ("phrase", "iso"),
    [
        ("February 22", "2025-02-22"),
        ("22 August", "2024-08-22"),
        ("19 August", "2025-08-19"),
        ("December 31", "2024-12-31"),
        ("in May", "2025-05"),
        ("early March", "2025-03-01/2025-03-15"),
        ("since March", "2024-03/.."),
        ("in the summer", "2025-06/2025-08"),
    ],
)
def test_a_date_without_a_year_is_the_nearest_one(phrase: str, iso: str) -> None:
    mention = only(phrase)
    assert (mention.iso, mention.yearless) == (iso, True)


def test_a_leap_day_without_a_year_is_set_to_a_year_that_has_it() -> None:
    assert dates("29 February", dt.date(2025, 1, 1)) == ["2024-02-29"]


def test_a_month_listed_with_a_dated_one_takes_its_year() -> None:
    assert dates("in March or May 2020") == ["2020-03", "2020-05"]


def test_the_second_date_of_a_range_takes_the_year_of_the_first() -> None:
    assert dates("from May 2019 to February", None) == ["2019-05/2020-02"]


def test_a_range_of_months_without_a_year_runs_forward() -> None:
    assert dates("between January and August", dt.date(2023, 9, 14)) == ["2023-01/2023-08"]


def test_a_range_over_the_new_year_starts_in_the_year_before() -> None:
    assert dates("from December to February 2021") == ["2020-12/2021-02"]


@pytest.mark.parametrize(
    "phrase",
    [
        "before this date",
        "that year",
        "the same day",
        "since then",
        "by then",
        "the following year",
    ],
)
def test_a_date_that_points_back_is_left_to_the_caller(phrase: str) -> None:
    mention = only(phrase)
    assert (mention.iso, mention.anaphoric) == (None, True)


def test_a_shift_from_another_date_says_by_how_many_days() -> None:
    mention = only("two weeks later")
    assert (mention.anaphoric, mention.modifier, mention.days_low) == (True, "later", 14)


@pytest.mark.parametrize("phrase", ["recently", "in recent years", "decades ago", "soon", "now"])
def test_a_vague_time_is_found_but_not_dated(phrase: str) -> None:
    assert only(phrase).iso is None


@pytest.mark.parametrize(
    ("phrase", "low", "high"),
    [
        ("within three months", None, 91.3125),
        ("at least six months", 182.625, None),
        ("more than a decade", 3652.5, None),
        ("about ten days", 9, 11),
        ("nearly ten days", 9, 10),
        ("a couple of days", 2, 2),
        ("within 48 hours", None, 2),
        ("a six-week ban", 42, 42),
        ("for a fortnight", 14, 14),
        ("two and a half weeks", 17.5, 17.5),
        ("for many years", None, None),
        ("several weeks", 21, None),
        ("for decades", 7305, None),
    ],
)
def test_a_duration_is_no_date_but_a_number_of_days(
    phrase: str, low: float | None, high: float | None
) -> None:
    mention = only(phrase)
    assert mention.is_duration
    assert (mention.iso, mention.days_low, mention.days_high) == (None, low, high)


@pytest.mark.parametrize(
    "text",
    ["1,960 peacekeepers", "2000 troops", "in 2000 troops", "Resolution 1973", "Mi-24", "He may go",
     "they march on", "from 5 to 7 percent", "Article 2019", "the 2000 km front", "9/11", "24/7",
     "a 40-year-old man", "$20 billion a year", "12.5.7", "2019-13-45",
     "Order 1066-A",
     "in the year 99999", "killed 1900 civilians", "one day", "32.13.2019"],
)  # fmt: skip
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_dates(text, anchor=ANCHOR) == ()


def test_years_in_a_list_are_found_but_a_count_after_one_is_not() -> None:
    assert dates("in 2014, 2016 and 2020") == ["2014", "2016", "2020"]
    assert dates("in 1992, 2000 soldiers") == ["1992"]


def test_the_modifier_tells_what_bounds_the_date() -> None:
    mention = only("Nobody came until the end of 2019.")
    assert (mention.modifier, mention.iso) == ("until", "../2019-12")


def test_the_span_covers_the_bounding_words() -> None:
    text = "Closed since early 2014, they said."
    mention = only(text)
    assert text[mention.start : mention.end] == "since early 2014"


def test_direction_marks_and_odd_spaces_do_not_hide_a_date() -> None:
    assert dates("😀 on 3\u00a0May\u200f \u200e2016\x07") == ["2016-05-03"]


def test_an_anchor_at_the_edge_of_the_calendar_gives_no_date_beyond_it() -> None:
    assert dates("three centuries ago", dt.date(1, 1, 1)) == [None]
    assert dates("the next 9000 years", dt.date(9999, 12, 31)) == [None]
    assert dates("yesterday", dt.date.min) == [None]
    assert dates("next December", dt.date.max) == [None]


@given(st.dates(dt.date(1000, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_is_found_in_five_styles(day: dt.date) -> None:
    month = "January February March April May June July August September October November December"
    name, year = month.split()[day.month - 1], day.year
    styles = (
        f"on {day.isoformat()} it",
        f"on {day.day} {name} {year} it",
        f"on {name} {day.day}, {year}, it",
        f"on the {day.day}th of {name} {year} it",
        f"on {day.day:02}.{day.month:02}.{year} it",
    )
    assert [dates(style) for style in styles] == [[day.isoformat()]] * 5


_PIECES = st.sampled_from(
    ["from ", "to ", "May ", "2019", "-", "the ", "end of ", "early ", "last ", "3 ", "three ",
     "years ", "ago", "Monday", ", ", "since ", "0", "29 February ", "9999", "month ", "next ",
     "a ", "between ", "and ", "1980s", "winter ", "of ", "century ", "21st ", "days ", "left"]
)  # fmt: skip


@given(
    st.one_of(any_text(max_size=200), st.lists(_PIECES, max_size=25).map("".join)),
    st.one_of(st.none(), st.dates()),
)
def test_any_text_gives_mentions_inside_it_that_do_not_overlap(
    text: str, anchor: dt.date | None
) -> None:
    end = 0
    for mention in find_dates(text, anchor=anchor):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        if mention.iso is not None:
            Period.parse(mention.iso)


@pytest.mark.parametrize(
    "unit", ["7", "from ", " ", "2014-", "in 2014 ", "3 May ", "a couple of ", "1.", "the end of "]
)
def test_four_kilobytes_of_one_thing_do_not_blow_up(unit: str) -> None:
    started = time.process_time()
    find_dates(unit * (4_000 // len(unit)), anchor=ANCHOR)
    assert time.process_time() - started < 0.6
