"""Numbers in digits and words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_text import any_text
from earnest.extract.numbers import find_numbers, number_value

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def in_words(number: int, *, link: str = " and ") -> str:
    """An independent writer of English number words for 0 to 999,999."""
    if number < 20:
        return _ONES.split()[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS.split()[tens - 2] + (f"-{_ONES.split()[ones]}" if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{in_words(hundreds)} hundred" + (link + in_words(rest) if rest else "")
    thousands, rest = divmod(number, 1000)
    glue = link if rest < 100 else " "
    head = f"{in_words(thousands, link=link)} thousand"
    return head + (glue + in_words(rest, link=link) if rest else "")


def values(text: str) -> list[float]:
    return [mention.value for mention in find_numbers(text)]


@given(st.integers(0, 999_999), st.sampled_from([" and ", " "]))
def test_number_words_round_trip(number: int, link: str) -> None:
    assert number_value(in_words(number, link=link)) == number


@given(st.integers(0, 10**15))
def test_digits_with_thousands_commas_round_trip(number: int) -> None:
    assert number_value(f"{number:,}") == number_value(str(number)) == number


@given(any_text(max_size=300))
def test_every_number_lies_in_the_text_and_none_overlap(text: str) -> None:
    end = 0
    for mention in find_numbers(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.value >= 0
        end = mention.end


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.1 million", 1_100_000),
        ("12.4bn", 12.4e9),
        ("1,5 million", 1_500_000),
        ("40k", 40_000),
        ("half a million", 500_000),
        ("a quarter of a million", 250_000),
        ("a million and a half", 1_500_000),
        ("one and a half million", 1_500_000),
        ("a hundred and five thousand", 105_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("two and a half", 2.5),
        ("six hundred thousand million", 6e11),
        ("1\u202f960", 1960),
        ("1'250'000", 1_250_000),
        ("Two\u00a0Hundred", 200),
    ],
)
def test_a_written_number_has_its_value(text: str, value: float) -> None:
    assert number_value(text) == value


@pytest.mark.parametrize(
    "text",
    ["Mi-24", "G20", "COVID-19", "3rd", "9/11", "10:30", "12.04.2024", "1.2.3", "a", "half", "x_5",
     "9" * 40, "v2", "#7", "hundred", "million " * 50],
)  # fmt: skip
def test_a_name_a_clock_or_an_ordinal_is_no_number(text: str) -> None:
    assert values(text) == []


def test_two_numbers_joined_by_and_stay_two() -> None:
    assert values("between one and two, or 2-3 million") == [1, 2, 2, 3_000_000]


def test_the_scale_tells_the_magnitude_written() -> None:
    scales = [n.scale for n in find_numbers("2 to 3 million; five; six billion; £4m")]
    assert scales == [1, 10**6, 1, 10**9, 10**6]


def test_m_before_what_is_counted_is_million() -> None:
    assert values("1.2m barrels a day, 3m across, 5m is much") == [1_200_000, 3, 5]


def test_m_is_metres_without_a_currency_sign() -> None:
    assert values("a wall of 5m for €5m") == [5, 5_000_000]


def test_offsets_are_code_points_beside_emoji_and_marks() -> None:
    text = "😀\u200f forty-two\u200e ships"
    (mention,) = find_numbers(text)
    assert text[mention.start : mention.end] == "forty-two"


@pytest.mark.parametrize("unit", ["7", "1,", "1.", "one ", "hundred and ", "million ", "half a "])
def test_four_kilobytes_of_one_thing_are_read_at_once(unit: str) -> None:
    started = time.process_time()
    find_numbers(unit * (4_000 // len(unit)))
    assert time.process_time() - started < 0.3
