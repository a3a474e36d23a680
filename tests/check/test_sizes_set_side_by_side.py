"""Numbers held against each other: proportions of two things, growth without a figure, who has more."""

from pathlib import Path

import pytest
from ferry_dispute import STATISTICS, answers, ids, record, says

from earnest.check.computed import place_claimed
from earnest.check.proportions import proportion_claimed, share_told
from earnest.check.ratios import ratio_claimed
from earnest.check.trends import trend_claimed
from earnest.store import Record

COUNTED = STATISTICS + "".join(
    f"{one},https://example.org/c,2019-05-01\n"
    for one in (
        "c-barrels,barrels_landed,Barrels of herring landed at the quay,EST,FIN,2019-03,90,barrels,2019-05",
        "c-spoilt,barrels_spoilt,Barrels of herring spoilt at the quay,EST,FIN,2019-03,30,barrels,2019-05",
        "c-trade-16,trade_with_partner,Trade with the partner in the year,EST,FIN,2016,500,EUR,2019-05",
        "c-trade-18,trade_with_partner,Trade with the partner in the year,EST,FIN,2018,800,EUR,2019-05",
        "c-salt-fin,salt_bought,Salt bought in the year,FIN,EST,2018,70,tonnes,2019-05",
        "c-salt-ltu,salt_bought,Salt bought in the year,LTU,EST,2018,40,tonnes,2019-05",
        "c-salt-swe,salt_bought,Salt bought in the year,SWE,EST,2018,20,tonnes,2019-05",
    )
)
BOTH = ("EST", "FIN")


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder: Path = tmp_path_factory.mktemp("counted")
    return record(folder / "record", statistics=COUNTED)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Of the barrels one in three was spoilt", 0.29, 0.37),
        ("It passed by a margin of four to one", 3.6, 4.8),
        ("It passed by a margin of better than four to one", 4.0, float("inf")),
        ("Twice as many boats were turned away as were let in", 1.8, 2.4),
        ("Two thirds of what had been landed was spoilt", 0.63, 0.71),
        ("Oil over the ice costs half as much again", 1.4, 1.63),
        ("For every euro spent on our herring they earn seven", 6.3, 8.4),
        ("Most of them were sailors", 0.5, 1.0),
    ],
)
def test_a_proportion_is_read_from_its_words(text: str, low: float, high: float) -> None:
    found = proportion_claimed(text)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.02)


@pytest.mark.parametrize(
    "text",
    [
        "Twice as much was sold as in 2016",
        "One of the two ministers left",
        "The embassy was shut in May",
    ],
)
def test_no_proportion_of_two_things_is_read_where_none_is_told(text: str) -> None:
    assert proportion_claimed(text) is None


def test_a_proportion_that_two_values_have_is_within(counted: Record) -> None:
    told = says("One in three of the barrels of herring landed at the quay was spoilt", "quantity",
                actors=BOTH)  # fmt: skip
    found = answers(counted, told)["quantity"]
    assert (found.status, set(ids(found))) == ("within", {"c-barrels", "c-spoilt"})


def test_a_proportion_that_two_values_have_not_is_outside(counted: Record) -> None:
    told = says("Three in four of the barrels of herring landed at the quay were spoilt", "quantity",
                actors=BOTH)  # fmt: skip
    found = answers(counted, told)["quantity"]
    assert (found.status, set(ids(found))) == ("outside", {"c-barrels", "c-spoilt"})


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The trade between Estonia and Finland has withered", "outside"),
        ("The trade between Estonia and Finland flourishes", "within"),
        ("The trade between Estonia and Finland has not grown", "outside"),
    ],
)
def test_growth_without_a_figure_is_held_against_earlier_values(
    counted: Record, text: str, status: str
) -> None:
    found = answers(counted, says(text, "event", actors=BOTH))["quantity"]
    assert (found.status, set(ids(found))) == (status, {"c-trade-18", "c-trade-16"})


def test_a_trend_with_a_number_is_left_to_the_number() -> None:
    assert trend_claimed("Trade has fallen by a third") is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Finland buys more salt from Estonia than Lithuania and Sweden together", "within"),
        ("Sweden buys more salt from Estonia than Lithuania", "outside"),
    ],
)
def test_two_sides_are_held_against_each_other(counted: Record, text: str, status: str) -> None:
    told = says(text, "quantity", actors=("FIN", "EST", "LTU", "SWE"))
    assert answers(counted, told)["quantity"].status == status


@pytest.mark.parametrize(
    "text",
    [
        "No port has ever sent us as many boats as Helsinki",
        "Nobody sold it more salt than Tallinn",
        "No other town used to buy more from it than ours",
    ],
)
def test_what_no_other_does_as_much_is_a_first_place(text: str) -> None:
    assert place_claimed(text) == 1


def test_no_more_than_so_many_is_no_place() -> None:
    assert place_claimed("No more than three boats came") is None


def test_a_part_told_in_words_is_a_number_of_percent() -> None:
    found = share_told("The cable brings nineteen twentieths of our power")
    assert found is not None
    assert found.unit == "percent"
    assert found.value == pytest.approx(95, abs=1)


def test_a_twelfth_of_the_month_before_is_a_factor_of_one_series() -> None:
    found = ratio_claimed("Purchases in March were a twelfth of those of the March before")
    assert found is not None
    assert found.low < 1 / 12 < found.high
