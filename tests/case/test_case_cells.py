import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_text import any_text
from earnest.case.cells import amount_of, items_of, list_cell, number_cell, span_of
from earnest.case.texts import safe_id


def test_items_are_split_at_semicolons_without_the_blanks_around_them() -> None:
    assert items_of("RUR ;ZUB; ; Lock Office") == ("RUR", "ZUB", "Lock Office")


def test_a_semicolon_inside_an_item_is_marked_by_a_backslash() -> None:
    assert list_cell(["a;b", "c\\d"]) == r"a\;b; c\\d"
    assert items_of(r"a\;b; c\\d") == ("a;b", "c\\d")


def test_a_backslash_at_the_end_is_taken_as_it_stands() -> None:
    assert items_of("a; b\\") == ("a", "b\\")


@given(st.lists(any_text(min_size=1).map(str.strip).filter(bool)))
def test_any_list_is_read_back_from_its_cell(items: list[str]) -> None:
    assert items_of(list_cell(items)) == tuple(items)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("4000", 4000.0),
        ("-2.5", -2.5),
        ("1e6", 1e6),
        ("30..40", (30.0, 40.0)),
        ("most", "most"),
        ("a third", "a third"),
    ],
)
def test_an_amount_is_a_number_a_range_or_a_word(cell: str, amount: object) -> None:
    assert amount_of(cell) == amount


@pytest.mark.parametrize("cell", ["4,000", "1,000,000", "4 000", "1,000.5"])
def test_an_amount_with_separators_is_refused_not_taken_for_a_word(cell: str) -> None:
    with pytest.raises(ValueError, match="separators inside the number"):
        amount_of(cell)


def test_a_whole_number_is_written_without_a_point() -> None:
    assert number_cell(500000.0) == "500000"
    assert number_cell(0.1) == "0.1"
    assert number_cell(None) == ""


def test_a_span_is_two_whole_numbers() -> None:
    assert span_of("3-17") == (3, 17)
    with pytest.raises(ValueError, match="start-end"):
        span_of("3–17")


@pytest.mark.parametrize(
    ("given_id", "fit"),
    [
        ("op/ed", "op-ed"),
        ("../up", "up"),
        ("статья 1", "статья-1"),
        ("??", "text"),
        ("a.b_c", "a.b_c"),
    ],
)
def test_an_id_is_made_fit_for_a_file_name(given_id: str, fit: str) -> None:
    assert safe_id(given_id) == fit
