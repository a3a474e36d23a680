"""Who holds what is said after a colon, demanded, hoped, or told to "me"."""

import datetime as dt

from earnest.contract.text import Document, Statement
from earnest.extract import extract_statements

LEAD = "A line that leads up to what comes was put here at the top of it all.\n\n"


def rows(text: str) -> dict[str, Statement]:
    document = Document("d", LEAD + text, sha256="", date=dt.date(2020, 7, 15))
    return {s.text: s for s in extract_statements(document)}


def test_what_follows_a_colon_is_said_too() -> None:
    text = "Peru says that all this was foreseen: Chile should open the port."
    assert rows(text)["Chile should open the port"].holder == "PER"


def test_what_somebody_let_be_known_is_held_by_him() -> None:
    text = "Peru has let it be known that the port stays shut."
    assert rows(text)["the port stays shut"].holder == "PER"


def test_what_was_demanded_is_held_by_who_demanded_it() -> None:
    text = "Peru demanded that Chile open the port at once."
    assert rows(text)["Chile open the port at once"].holder == "PER"


def test_what_i_am_told_is_not_the_author_s_word() -> None:
    text = "I am told that promises between states are only politeness."
    assert rows(text)["promises between states are only politeness"].holder == "unknown"


def test_what_a_tribunal_found_is_held_by_it() -> None:
    text = "A tribunal of five found that the shoal lies within the zone of Peru."
    assert rows(text)["the shoal lies within the zone of Peru"].holder == "tribunal of five"


def test_what_it_hopes_is_held_by_the_state_behind_it() -> None:
    text = "Chile has time. It hopes that the hull will break before the winter does."
    assert rows(text)["the hull will break before the winter does"].holder == "CHL"
