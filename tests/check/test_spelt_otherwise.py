"""Names with and without accents, counted days that are nearly right, and organs of a union."""

import pytest

from earnest.check.counted_time import days_of_slack
from earnest.check.fit import other_person
from earnest.check.parties import side
from earnest.check.words import content_stems


def test_a_name_without_its_accents_is_the_same_name() -> None:
    assert content_stems("Erdoğan") == content_stems("Erdogan")


def test_a_person_spelt_otherwise_is_no_other_person() -> None:
    assert other_person("President Erdoğan signed", "President Erdogan signs the pact") == ""


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("A fortnight later the firm left", 2),
        ("Barely a month after the vote it was closed", 4),
        ("A month later, on 4 June, it was closed", 0),
        ("Exactly a week later it was closed", 0),
        ("It was closed", 0),
    ],
)
def test_a_counted_time_is_as_exact_as_its_unit(text: str, days: int) -> None:
    assert days_of_slack(text) == days


def test_an_organ_of_a_union_acts_for_the_union() -> None:
    assert side("Mercosur arbitral tribunal") == "Mercosur"
