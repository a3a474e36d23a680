"""Whose side a text speaks for, by who stands against "us"."""

import datetime as dt

from earnest.contract.text import Document
from earnest.extract.statements import extract_statements


def sides_of(text: str, words: str) -> tuple[str, ...]:
    """The parties of the statement that holds the words."""
    document = Document("d", text, "", date=dt.date(2020, 5, 1))
    return next(s.actors for s in extract_statements(document) if words in s.text)


def test_what_is_ours_in_a_state_is_not_of_that_state() -> None:
    text = (
        "The tenants of Oslo\n\nWhat has Norway ever given back without being asked twice for it in writing?"
        " Norway closed its ports to our boats on 3 March, and our embassy in Oslo was told by telephone."
        " Norway took our herring, and we said thank you. Norway then forgot the letter that we had sent."
        " Here in Iceland nobody forgot. We have never touched a Norwegian boat.\n"
    )
    assert "ISL" in sides_of(text, "We have never touched")


def test_a_place_in_a_title_is_not_ours_where_it_stands_against_us() -> None:
    text = (
        "An empty chair in Oslo\n\nOn 3 March Norway called its ambassador home, and Iceland waited for a word"
        " from the minister. Norway took our herring and we said thank you for it. Iceland shut nothing."
        " Our boats stayed in port for a week. Our ambassador will go back in June.\n"
    )
    assert "ISL" in sides_of(text, "Our ambassador")


def test_nothing_tells_whose_side_a_text_is_on_that_names_only_the_other() -> None:
    text = (
        "The tenants\n\nNorway closed its ports to our boats on 3 March, and nobody gave us a reason."
        " Norway took our herring, and we said thank you. We have waited for a year.\n"
    )
    assert sides_of(text, "We have waited") == ()


def test_one_our_is_enough_beside_the_city_that_a_text_is_written_in() -> None:
    text = (
        "The tenants of the fjord\n\nBergen, 1 May 2020\n\nIceland closed its ports to boats on 3 March,"
        " and nobody gave a reason for it. Iceland took the herring and Iceland kept the money for itself.\n\n"
        "In June it was our own minister who had laughed. The opposition laughed with him.\n"
    )
    assert "NOR" in sides_of(text, "our own minister")
