"""Cities and regions found in a text, with the state that each lies in."""

import pytest

from earnest.extract.cities import cities_in, is_on_the_way
from earnest.extract.gazetteer import Gazetteer
from earnest.read.shipped import table


def found(text: str) -> list[tuple[str, str]]:
    return [(text[c.start : c.end], c.country) for c in cities_in(text)]


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("In Osaka a yard was shut.", [("Osaka", "JPN")]),
        ("Osaka's yard and Busan's.", [("Osaka", "JPN"), ("Busan", "KOR")]),
        ("A ship left St Petersburg.", [("St Petersburg", "RUS")]),
        ("The Osaka Accord was signed.", []),
        ("The poet Maria Lyon spoke.", []),
        ("an osaka of the mind", []),
    ],
)
def test_a_city_is_found_by_its_whole_name(text: str, cities: list[tuple[str, str]]) -> None:
    assert found(text) == cities


def test_a_city_after_from_is_on_the_way() -> None:
    text = "Tomatoes from Osaka are cheap in Busan."
    assert [is_on_the_way(text, c) for c in cities_in(text)] == [True, False]


def test_every_city_lies_in_a_state_that_the_gazetteer_knows() -> None:
    assert {row["country"] for row in table("cities.csv")} <= Gazetteer.load().country_codes()


def test_no_city_is_a_name_of_the_gazetteer() -> None:
    gazetteer = Gazetteer.load()
    assert [r["name"] for r in table("cities.csv") if gazetteer.resolve(r["name"])] == []
