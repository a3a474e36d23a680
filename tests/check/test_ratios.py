"""How many times as much: factors between two periods, in words and against series."""

import math
from pathlib import Path

import pytest
from ferry_dispute import STATISTICS, answers, brief, ids, number, record, says

from earnest.check import docket
from earnest.check.ratios import ratio_claimed
from earnest.contract.finding import Finding
from earnest.contract.text import Statement
from earnest.store import Record

BOTH = ("EST", "FIN")
SOLD = """\
s-oats10,oats_sold,Oats sold to the partner in the year,EST,FIN,2010,90,USD,2012,https://example.org/o0,2012-12-31
s-oats16,oats_sold,Oats sold to the partner in the year,EST,FIN,2016,40,USD,2018,https://example.org/o1,2018-12-31
s-oats17,oats_sold,Oats sold to the partner in the year,EST,FIN,2017,60,USD,2018,https://example.org/o2,2018-12-31
s-nets,nets_sold_change,Nets sold to the partner, change on the year before,EST,FIN,2017,10,percent,2018,\
https://example.org/o3,2018-12-31
""".replace("partner, change", "partner; change")


@pytest.fixture
def traded(tmp_path: Path) -> Record:
    return record(tmp_path / "traded", statistics=STATISTICS + SOLD)


def counts(text: str, *, date: str | None = None) -> Statement:
    return says(text, "quantity", actors=BOTH, date=date)


def found(known: Record, text: str, *, date: str | None = None) -> Finding:
    return answers(known, counts(text, date=date))["quantity"]


@pytest.mark.parametrize(
    ("text", "low", "high", "base", "years"),
    [
        ("a third of what they were in 2010", 0.29, 0.37, 2010, None),
        ("sells half as much wheat as in 2015", 0.45, 0.55, 2015, None),
        ("twice what they were ten years ago", 1.8, 2.4, None, 10),
        ("doubled in 2018", 1.8, 2.4, None, 1),
        ("more than tripled since 2015", 3.0, math.inf, 2015, None),
        ("were cut in half", 0.45, 0.55, None, 1),
        ("fell to less than a quarter of the 2013 volume", 0.0, 0.26, 2013, None),
        ("grew tenfold in ten years", 9.0, 12.0, None, 10),
        ("a quarter lower than in 2016", 0.7, 0.78, 2016, None),
        ("40 percent of what it had been in 2019", 0.38, 0.42, 2019, None),
        ("back above the level of the previous summer", 1.0, math.inf, None, 1),
        ("three times as many cars as in 2012", 2.7, 3.6, 2012, None),
    ],
)
def test_words_that_hold_a_number_against_itself_at_another_time(
    text: str, low: float, high: float, base: int | None, years: int | None
) -> None:
    claimed = ratio_claimed(text)
    assert claimed is not None
    assert claimed.low == pytest.approx(low, abs=0.01)
    assert claimed.high == pytest.approx(high, abs=0.01)
    assert (claimed.base, claimed.years) == (base, years)


def test_both_years_of_a_change_are_read() -> None:
    claimed = ratio_claimed("fell by 30 percent between 2014 and 2016")
    assert claimed is not None
    assert (claimed.base, claimed.until) == (2014, 2016)


@pytest.mark.parametrize(
    "text",
    [
        "A third of the exports of 2016 went to Finland",
        "Half of the ministers resigned in 2016",
        "Twice we were told that in 2016",
        "More than 200 people were arrested in 2016",
        "He sold half of his shares in 2015",
        "Two thirds of the members voted for it in 2010",
        "It was less than a month after the vote of 2016 that they came",
        "The second summit, double the size, was held in 2014",
        "Half a million people came in 2015",
        "In half a year the toll was gone",
    ],
)
def test_a_part_or_a_count_is_no_factor_between_two_times(text: str) -> None:
    assert ratio_claimed(text) is None


@pytest.mark.parametrize(
    ("text", "date", "status", "rows"),
    [
        ("Our oats sold to Finland are two thirds of what they were in 2010", "2010", "within",
         {"s-oats10", "s-oats17"}),
        ("Our oats sold to Finland are a third of what they were in 2010", "2010", "outside",
         {"s-oats10", "s-oats17"}),
        ("Our oats sold to Finland doubled in 2017", "2017", "outside", {"s-oats16", "s-oats17"}),
        ("Our oats sold to Finland grew by half between 2016 and 2017", "2016/2017", "within",
         {"s-oats16", "s-oats17"}),
        ("Our oats sold to Finland are above the level of 2016", "2016", "within",
         {"s-oats16", "s-oats17"}),
    ],
)  # fmt: skip
def test_the_later_value_is_divided_by_the_earlier(
    traded: Record, text: str, date: str, status: str, rows: set[str]
) -> None:
    answer = found(traded, text, date=date)
    assert (answer.status, set(ids(answer))) == (status, rows)


def test_a_change_on_record_answers_where_no_level_does(traded: Record) -> None:
    answer = found(traded, "Our nets sold to Finland doubled in 2017", date="2017")
    assert (answer.status, ids(answer)) == ("outside", ["s-nets"])


def test_a_year_that_is_not_on_record_gives_no_factor(traded: Record) -> None:
    answer = found(traded, "Our oats sold to Finland are twice the level of 2003", date="2003")
    assert answer.status not in ("within", "outside")


def test_a_factor_beside_another_number_has_its_own_finding(traded: Record) -> None:
    claim = says(
        "Finland bought oats for 60 dollars in 2017, a third of what it bought in 2010",
        "quantity",
        actors=BOTH,
        date="2017",
        quantity=number(60, "USD"),
    )
    said = [(f.id, f.status) for f in docket(brief(traded, claim)) if f.check == "quantity"]
    assert said == [("s1.quantity", "within"), ("s1.quantity.ratio", "outside")]
