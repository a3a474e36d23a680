import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_text import any_text
from earnest.read.byline import byline_of, front_matter_end, language_code, plausible_date


@pytest.mark.parametrize(
    "written",
    [
        "12 March 2019",
        "12th March 2019",
        "12 Mar. 2019",
        "March 12, 2019",
        "Tuesday, March 12, 2019",
        "2019-03-12",
        "2019-03-12T08:30:00Z",
        "Published: 12 March 2019",
        "Published on March 12, 2019, 10:30 GMT",
        "date 2019-03-12",
        "Date: 2019-03-12",
    ],
)
def test_a_date_on_a_line_of_its_own_is_the_date_of_the_text(written: str) -> None:
    assert byline_of(f"A headline\n{written}\n\nThe text.").date == dt.date(2019, 3, 12)


@pytest.mark.parametrize(
    "written", ["30 February 2019", "1 March 1519", "2999-01-01", "12 Marsh 2019", "2019"]
)
def test_a_date_that_cannot_be_is_none(written: str) -> None:
    assert byline_of(f"A headline\n{written}\n").date is None


def test_a_date_inside_a_sentence_is_not_the_date_of_the_text() -> None:
    assert byline_of("On 12 March 2019 the envoy left.\n").date is None


def test_a_date_far_down_is_not_the_date_of_the_text() -> None:
    assert byline_of("Line.\n" * 30 + "12 March 2019\n").date is None


def test_nothing_is_looked_for_after_the_first_paragraph() -> None:
    assert byline_of(f"{'word ' * 60}\n12 March 2019\n").date is None


def test_the_first_date_wins() -> None:
    found = byline_of("Published: 12 March 2019\nUpdated: 14 March 2019\n")
    assert found.date == dt.date(2019, 3, 12)


def test_a_dateline_may_name_the_author() -> None:
    found = byline_of(" date 2021-06-03 By Ana Duarte\n\n\nLately much has been said.")
    assert (found.date, found.author) == (dt.date(2021, 6, 3), "Ana Duarte")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ana Duarte", "Ana Duarte"),
        ("BY ANA DUARTE", "ANA DUARTE"),
        ("*By Ana Duarte*", "Ana Duarte"),
        ("Author: M. Weber and K. Ito", "M. Weber and K. Ito"),
        ("By Ana Duarte | March 12, 2019", "Ana Duarte"),
        ("By then the talks had failed.", None),
        ("By Friday", None),
        ("By June", None),
        ("By 12 March 2019", None),
    ],
)
def test_a_by_line_names_the_author_and_a_sentence_does_not(line: str, author: str | None) -> None:
    assert byline_of(f"{line}\n\nThe text.").author == author


def test_a_by_line_may_carry_the_date() -> None:
    assert byline_of("By Ana Duarte, Sept. 3, 2020\n").date == dt.date(2020, 9, 3)


def test_a_first_heading_is_the_title() -> None:
    assert byline_of("\n# The ferry dispute #\n\nText.").title == "The ferry dispute"


def test_a_later_heading_is_not_the_title() -> None:
    assert byline_of("Text.\n\n# Background\n").title is None


FRONT = """---
title: "Ferries: a dispute"
author: Ana Duarte
publisher: The Harbour
date: 2021-06-03
lang: pt-BR
draft:
---
"""


def test_front_matter_states_everything() -> None:
    found = byline_of(f"{FRONT}\n# Another title\n\nText.")
    assert (found.title, found.author) == ("Ferries: a dispute", "Ana Duarte")
    assert (found.outlet, found.date) == ("The Harbour", dt.date(2021, 6, 3))
    assert found.language == "pt"


def test_what_front_matter_lacks_comes_from_the_lines_below() -> None:
    found = byline_of("---\nauthor: Ana Duarte\n---\n# The ferries\n2021-06-03\n")
    assert (found.title, found.date) == ("The ferries", dt.date(2021, 6, 3))


def test_front_matter_may_end_lines_as_windows_does_and_follow_a_mark() -> None:
    text = "\ufeff" + FRONT.replace("\n", "\r\n")
    assert byline_of(text).author == "Ana Duarte"
    assert text[: front_matter_end(text)].endswith("---")


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert front_matter_end("---\njust words\n---\n") == 0
    assert front_matter_end("No rule at all") == 0


@pytest.mark.parametrize(
    ("tag", "code"), [("en-GB", "en"), ("RU", "ru"), ("English", None), (None, None), ("", None)]
)
def test_a_language_tag_starts_with_its_code(tag: str | None, code: str | None) -> None:
    assert language_code(tag) == code


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_of_two_centuries_is_understood_in_three_spellings(day: dt.date) -> None:
    month = MONTHS[day.month - 1]
    spellings = (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
    )
    assert [plausible_date(written) for written in spellings] == [day] * 3


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@given(any_text(max_size=400))
def test_no_text_breaks_the_search(text: str) -> None:
    found = byline_of(text)
    assert found.date is None or 1900 <= found.date.year <= 2099
    assert 0 <= front_matter_end(text) <= len(text)
