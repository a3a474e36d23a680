import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.contract.when import Period, last_day, precision_of


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025", dt.date(2025, 1, 1), dt.date(2026, 1, 1)),
        ("2025-02", dt.date(2025, 2, 1), dt.date(2025, 3, 1)),
        ("2024-12", dt.date(2024, 12, 1), dt.date(2025, 1, 1)),
        ("2024-Q4", dt.date(2024, 10, 1), dt.date(2025, 1, 1)),
        ("2025-02-20", dt.date(2025, 2, 20), dt.date(2025, 2, 21)),
        ("1993/1995", dt.date(1993, 1, 1), dt.date(1996, 1, 1)),
        ("2025-02-20/..", dt.date(2025, 2, 20), None),
        ("../2019-05", None, dt.date(2019, 6, 1)),
        ("0451", dt.date(451, 1, 1), dt.date(452, 1, 1)),
    ],
)
def test_a_date_covers_all_days_at_its_granularity(
    text: str, start: dt.date | None, end: dt.date | None
) -> None:
    assert Period.parse(text) == Period(start, end)


@pytest.mark.parametrize(
    "text", ["", "soon", "2025-13", "2025-02-30", "25-02-20", "2025-Q5", "2020/2019"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Period.parse(text)


def test_the_gap_is_zero_inside_and_signed_outside() -> None:
    february = Period.parse("2025-02")
    assert february.gap_days(Period.parse("2025-02-10")) == 0
    assert february.gap_days(Period.parse("2025-03-01")) == 1
    assert february.gap_days(Period.parse("2025-01-31")) == -1
    assert february.gap_days(Period.parse("2025-03-04")) == 4


def test_open_sides_never_leave_a_gap() -> None:
    assert Period.parse("../2025").overlaps(Period.parse("1990"))
    assert Period.parse("2025/..").overlaps(Period.parse("2090"))
    assert not Period.parse("2025/..").overlaps(Period.parse("2024"))


def test_widening_adds_days_on_both_sides_and_keeps_open_ends() -> None:
    assert Period.parse("2025-02-20").widened(2) == Period(
        dt.date(2025, 2, 18), dt.date(2025, 2, 23)
    )
    assert Period.parse("2025-02-20/..").widened(1).end is None


def test_the_granularity_of_a_date_is_what_was_written() -> None:
    assert [precision_of(text) for text in ("2025", "2024-Q1", "2025-02", "2025-02-20")] == [
        "year",
        "quarter",
        "month",
        "day",
    ]
    with pytest.raises(ValueError, match="not an ISO"):
        precision_of("1993/1995")


def test_the_last_day_of_an_open_interval_does_not_exist() -> None:
    assert last_day("2024-02") == dt.date(2024, 2, 29)
    with pytest.raises(ValueError, match="no last day"):
        last_day("2024/..")


days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))


@given(days, days)
def test_a_gap_seen_from_the_other_side_has_the_other_sign(one: dt.date, other: dt.date) -> None:
    first, second = Period.of_days(one, one), Period.of_days(other, other)
    assert first.gap_days(second) == -second.gap_days(first) == (other - one).days


@pytest.mark.parametrize(
    ("outer", "inner", "is_inside"),
    [
        ("2019-08", "2019-08-31", True),
        ("2019-08-31", "2019-08", False),
        ("2019", "../2019-08", False),
        ("../2019", "2019-08", True),
        ("2019-08", "2019-08", True),
    ],
)
def test_a_period_contains_what_lies_in_it(outer: str, inner: str, is_inside: bool) -> None:
    assert Period.parse(outer).contains(Period.parse(inner)) is is_inside
