"""The numbers that the words of a claim give, and the units that they are in."""

import pytest

from earnest.check.figures import half_unit, of_a_fraction, read_figures
from earnest.check.units import unit_after, unit_class, unit_factor
from earnest.contract.text import Quantity


def read(text: str, before: Quantity | None = None) -> list[tuple[object, str | None]]:
    return [(q.value, q.unit) for q in read_figures(text, before)]


def test_each_number_of_a_sentence_has_its_own_unit() -> None:
    text = "280,000 people in two camps that hold about 434,000 souls"
    assert read(text) == [(280_000.0, "people"), (2.0, "camps"), (434_000.0, "souls")]


def test_a_bare_number_has_the_unit_and_size_of_the_one_before() -> None:
    before = Quantity(540e6, 540e6, 540e6, "USD")
    assert read("it was 540 million, and last year 221", before)[-1] == (221e6, "USD")
    assert read("by 397 votes to 85") == [(397.0, "votes"), (85.0, "votes")]


@pytest.mark.parametrize("text", ["in 2019 it fell", "On 11 May 2021 they met", "nothing was said"])
def test_dates_and_silence_give_no_number(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("our sales were cut in half", 50.0),
        ("the fleet was halved", 50.0),
        ("sales rose by a quarter", 25.0),
        ("every second one had no papers", 50.0),
    ],
)
def test_fractions_in_words_are_percent(text: str, percent: float) -> None:
    assert read(text) == [(percent, "percent")]


def test_a_fraction_in_words_stands_for_what_lies_nearer_to_it_than_to_the_next() -> None:
    third = of_a_fraction("by a third", Quantity(33.33, 33.33, 33.33, "percent"))
    assert (round(third.low or 0, 2), round(third.high or 0, 2)) == (29.17, 36.67)
    tenths = of_a_fraction("seven in ten", Quantity(70.0, 70.0, 70.0, "percent"))
    assert (tenths.low, tenths.high) == (65.0, 75.0)


def test_a_bound_of_a_fraction_stays_a_bound() -> None:
    more = of_a_fraction("more than half", Quantity(50.0, 50.0, None, "percent"))
    assert (more.low, more.high) == (50.0, None)
    almost = of_a_fraction("almost a third", Quantity(33.33, 30.0, 33.33, "percent"))
    assert (round(almost.low or 0, 2), almost.high) == (29.17, 33.33)


def test_a_share_in_figures_is_no_fraction_in_words() -> None:
    half = Quantity(50.0, 50.0, 50.0, "percent")
    assert of_a_fraction("50 percent, half of it fish", half) == half


@pytest.mark.parametrize(
    ("value", "half"), [(434_000.0, 500.0), (54.0, 0.5), (6.6, 0.05), (2e9, 5e8), (0.0, 0.5)]
)
def test_half_a_unit_of_the_last_digit_is_what_a_number_may_be_rounded_by(
    value: float, half: float
) -> None:
    assert half_unit(value) == pytest.approx(half)


@pytest.mark.parametrize("unit", ["souls", "children", "Finns", "full-time employee", "persons"])
def test_persons_are_one_class_whatever_they_are_called(unit: str) -> None:
    assert unit_class(unit) == "people"


def test_units_of_a_class_convert() -> None:
    assert unit_class("km2") == unit_class("square miles") == unit_class("hectares")
    assert unit_factor("square miles") / unit_factor("km2") == pytest.approx(2.59, abs=0.001)
    assert unit_factor("weeks") == 7.0


def test_the_longest_name_of_a_unit_after_a_number_counts() -> None:
    assert unit_after("100 square kilometres, no less", 3) == "square kilometres"
    assert unit_after("100 quarrels", 3) is None
