import datetime as dt

import pytest

from earnest.contract.finding import Finding
from earnest.contract.words import FAMILIES, FAMILY_OF, STATUSES, probability_words


def test_every_type_of_measure_belongs_to_one_family() -> None:
    assert sum(len(types) for types in FAMILIES.values()) == len(FAMILY_OF)


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.0, "almost no chance"),
        (0.05, "very unlikely"),
        (0.2, "unlikely"),
        (0.5, "roughly even chance"),
        (0.55, "likely"),
        (0.8, "very likely"),
        (0.95, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_an_edge_between_two_bands_belongs_to_the_band_above(p: float, words: str) -> None:
    assert probability_words(p) == words


@pytest.mark.parametrize("p", [-0.01, 1.01])
def test_what_is_no_probability_has_no_words(p: float) -> None:
    with pytest.raises(ValueError, match="lies in"):
        probability_words(p)


def test_a_check_cannot_return_the_status_of_another() -> None:
    with pytest.raises(ValueError, match="no status 'counterexamples'"):
        Finding("s1.event", "s1", "event", "?", "counterexamples", "", "", "", dt.date(2025, 1, 1))
    assert "counterexamples" in STATUSES["regularity"]
