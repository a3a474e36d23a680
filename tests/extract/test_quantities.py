"""Quantities with their unit, bounds and complement."""

import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from any_text import any_text
from earnest.contract.text import Quantity
from earnest.extract.amounts import find_amounts
from earnest.extract.currencies import currency_at
from earnest.extract.model import pipeline
from earnest.extract.quantities import find_quantities

Row = tuple[float | str | tuple[float, float], float | None, float | None, str | None]


@cache
def parser() -> Language:
    return pipeline()


def quantities(text: str) -> list[Quantity]:
    return [mention.quantity for mention in find_quantities(parser()(text))]


def rows(text: str) -> list[Row]:
    return [(q.value, q.low, q.high, q.unit) for q in quantities(text)]


def exact(value: float, unit: str | None) -> Row:
    return value, value, value, unit


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("Ruritania fields about 40,000 soldiers.", (40_000, 36_000, 44_000, "soldiers")),
        ("The levy raised 1.1 million men in Strelsau.", exact(1_100_000, "men")),
        ("Some 4,000 families left the delta.", (4000, 3600, 4400, "families")),
        ("At least six ships were turned back.", (6, 6, None, "ships")),
        ("Up to 5 convoys cross the bridge daily.", (5, None, 5, "convoys")),
        ("More than 100,000 civilians crossed into Chad.", (1e5, 1e5, None, "civilians")),
        ("Fewer than twenty judges remained.", (20, None, 20, "judges")),
        ("Nearly 200 schools were closed in Jaffna.", (200, 180, 200, "schools")),
        ("The depot holds 30 or more rockets.", (30, 30, None, "rockets")),
        ("The ferry closed within ten days.", (10, None, 10, "days")),
        ("They shut the office within a couple of weeks.", (2, None, 2, "weeks")),
        ("The agency has only one accountant.", exact(1, "accountant")),
        ("Half a million voters stayed away.", exact(500_000, "voters")),
        ("Bolivia sells 40 bcm of gas.", exact(40, "bcm")),
        ("About 60% of its copper goes by rail.", (60, 54, 66, "percent")),
        ("Sixty per cent of the grain rotted.", exact(60, "percent")),
        ("Output fell 4.5 percentage points.", exact(4.5, "percentage points")),
        ("Inflation stood between 5 and 7 percent.", ((5, 7), 5, 7, "percent")),
        ("Duties of 5-7 percent were kept.", ((5, 7), 5, 7, "percent")),
        ("They shipped 2 to 3 million tonnes of wheat.", ((2e6, 3e6), 2e6, 3e6, "tonnes")),
        ("Two thirds of its power is imported.", exact(66.67, "percent")),
        ("A quarter of the fleet sank.", exact(25, "percent")),
        ("Half of the deputies walked out.", exact(50, "percent")),
        ("Remittances fell by nearly a third, they said.", (33.33, 29.997, 33.33, "percent")),
        ("One in five wells is dry.", exact(20, "percent")),
        ("In the senate 38 of 67 deputies agreed.", exact(38, "deputies")),
        ("The loan of €3bn was repaid.", exact(3e9, "EUR")),
        ("Aid of $20 billion was frozen.", exact(20e9, "USD")),
        ("It owes 500 million roubles.", exact(500e6, "RUB")),
        ("It owes 500 million Canadian dollars.", exact(500e6, "CAD")),
        ("A fine of USD 12 million was paid.", exact(12e6, "USD")),
        ("The budget reached 12.4 billion KZT.", exact(12.4e9, "KZT")),
        ("The dam cost over 90 million Kenyan shillings.", (90e6, 90e6, None, "KES")),
        ("Trade has doubled.", exact(2, "times")),
        ("The tariff rose threefold.", exact(3, "times")),
        ("A 2,000-strong force crossed the river.", exact(2000, "force")),
        ("The 40-year feud ended.", exact(40, "year")),
        ("The clash left 14 wounded.", exact(14, "wounded")),
        ("It laid 5km of cable.", exact(5, "km")),
        ("Tens of thousands of people fled Goma.", ("tens of thousands", None, None, "people")),
        ("Most deputies left the hall.", ("most", None, None, "deputies")),
        ("Most of its gas comes from the north.", ("most", None, None, "gas")),
        ("Many believe the map is forged.", ("many", None, None, "people")),
        ("A majority of ministers resigned.", ("majority", None, None, "ministers")),
        ("A large share of its tea is smuggled.", ("large", None, None, "share")),
        ("Billions of dollars were lost.", ("billions", None, None, "USD")),
        ("Two days are left.", exact(2, "days")),
        ("The army has 300+ tanks.", (300, 300, None, "tanks")),
    ],
)
def test_a_counting_sentence_gives_its_quantity(sentence: str, row: Row) -> None:
    assert rows(sentence) == [row]


@pytest.mark.parametrize(
    "sentence",
    [
        "Under Resolution 1973 and Article 5 the G20 met in 2011.",
        "It bought Mi-24 helicopters on 3 May 2019.",
        "The two countries agreed on one hand only.",
        "No one came, one of them said.",
        "The most important port is closed.",
        "The third meeting was in section 4.",
        "Flight 8243 crashed.",
        "The council met at 10 a.m. and again at 17:30.",
        "1. The first point.",
        "Two days later the envoy left.",
        "The Group of 20 met.",
        "Three years ago it left.",
        "There were so many of them.",
        "The cargo was sold to a third, unnamed buyer.",
    ],
)
def test_a_number_that_dates_orders_or_names_is_no_quantity(sentence: str) -> None:
    assert rows(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "of"),
    [
        ("About 60% of the exports to Asia went by rail.", "the exports to Asia"),
        ("They shipped 2 million tonnes of wheat.", "wheat"),
        ("Two thirds of its power is imported.", "its power"),
        ("In the senate 38 of 67 deputies agreed.", "67 deputies"),
        ("It has three times the fleet of its neighbour.", "the fleet of its neighbour"),
        ("It fields twice as many tanks.", "tanks"),
        ("It has 40 ships.", None),
    ],
)
def test_the_complement_says_of_what(sentence: str, of: str | None) -> None:
    assert [q.of for q in quantities(sentence)] == [of]


def test_a_number_compared_with_takes_the_unit_of_the_first() -> None:
    assert rows("One clerk remains in place of 40.")[1] == exact(40, "clerk")
    assert rows("Of the 27 members, 26 agreed.") == [exact(27, "members"), exact(26, "members")]


def test_a_part_of_a_bare_total_has_no_unit() -> None:
    (quantity,) = quantities("The vote was 231 of 340.")
    assert (quantity.value, quantity.unit, quantity.of) == (231, None, "340")


def test_a_change_from_one_number_to_another_is_two_quantities() -> None:
    text = "Rates rose from 5 to 7 percent."
    mentions = find_quantities(parser()(text))
    assert [m.quantity.value for m in mentions] == [5, 7]
    assert [text[m.start : m.end] for m in mentions] == ["5", "7 percent"]


def test_the_span_covers_bound_number_and_noun() -> None:
    text = "😀 \u200fIt mobilised at least 30,000 young conscripts."
    (mention,) = find_quantities(parser()(text))
    assert text[mention.start : mention.end] == "at least 30,000 young conscripts"


def test_a_currency_noun_with_an_unknown_adjective_or_no_code_is_kept_as_the_unit() -> None:
    assert rows("It cost 30 million pesos.") == [exact(30e6, "pesos")]


@pytest.mark.parametrize(
    ("text", "start", "end", "code"),
    [
        ("US$5", 3, 4, "USD"),
        ("A$ 5", 3, 4, "AUD"),
        ("5 €", 0, 1, "EUR"),
        ("5 rupees", 0, 1, "INR"),
        ("5 Pakistani rupees", 0, 1, "PKR"),
    ],
)
def test_a_currency_is_told_by_sign_code_or_noun(
    text: str, start: int, end: int, code: str
) -> None:
    found = currency_at(text, start, end)
    assert found == (code, 0, len(text))


def test_a_noun_that_names_several_currencies_has_no_code() -> None:
    assert currency_at("5 pesos", 0, 1) is None
    assert currency_at("5 ships", 0, 1) is None


@given(any_text(max_size=300))
def test_every_amount_lies_in_the_text_and_none_overlap(text: str) -> None:
    end = 0
    for amount in find_amounts(text):
        assert end <= amount.start < amount.number_end <= amount.end <= len(text)
        end = amount.end


_WORDS = st.sampled_from(
    ["60", "% ", "of ", "its ", "ships ", "two ", "thirds ", "at least ", "between ", "and ", "7 ",
     "$", "million ", "most ", "in 2014 ", "one ", "😀 ", "\u200f", "\n", "3.", "-", "twice "]
)  # fmt: skip


@settings(deadline=None)
@given(st.one_of(any_text(max_size=80), st.lists(_WORDS, max_size=20).map("".join)))
def test_any_text_gives_quantities_inside_it_that_do_not_overlap(text: str) -> None:
    end = 0
    for mention in find_quantities(parser()(text)):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        quantity = mention.quantity
        if isinstance(quantity.value, float) and quantity.low is not None:
            assert quantity.low <= quantity.value


@pytest.mark.parametrize("unit", ["7", "1 to 2 ", "one in ", "between 1 and ", "$1 ", "at least "])
def test_four_kilobytes_of_one_thing_are_read_at_once(unit: str) -> None:
    started = time.process_time()
    find_amounts(unit * (4_000 // len(unit)))
    assert time.process_time() - started < 0.4
