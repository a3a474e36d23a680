"""What the wording of a claim says: its act, who does it, what it denies, and what it asks for."""

import pytest
from ferry_dispute import says

from earnest.check.asked import acts_of, denies
from earnest.check.computed import place_claimed
from earnest.check.direction import directions
from earnest.check.exclusive import claims_alone
from earnest.check.fit import other_person
from earnest.check.parties import side
from earnest.check.universals import is_rule
from earnest.check.words import unquoted

BOTH = ("EST", "FIN")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Estonia called its envoy in Helsinki home", "recall"),
        ("Finland sent Tallinn's envoy home", "expulsion"),
        ("The Finnish ambassador was called in", "accusation"),
        ("Finnish dairies lost their customers in Estonia", "trade_ban"),
        ("Estonia let the fishing accord run out", "suspension"),
        ("Finnish planes have had to fly around Estonia", "air_closure"),
        ("Finns may cross the bridge to Narva again", "reversal"),
        ("Finland went on board two Estonian trawlers", "seizure"),
        ("The minister lost her post", "leadership"),
        ("Finland vetoed the loan", "refusal"),
        ("A truce took hold", "signature"),
    ],
)
def test_an_act_is_known_by_many_wordings(text: str, act: str) -> None:
    assert act in acts_of(text)


def test_a_cause_is_not_the_act() -> None:
    assert acts_of("Estonia recalled its ambassador over the bombing of a warehouse") == {"recall"}


def test_what_alone_tells_an_act_is_kept_though_it_stands_as_a_cause() -> None:
    assert "attack" in acts_of("It was all because of the bombing of a warehouse")


def test_no_longer_is_no_denial() -> None:
    assert not denies("Finland is no longer allowed to buy Estonian ham", frozenset())


def test_a_denial_stands_right_before_the_act() -> None:
    assert denies("Estonia never expelled a Finn", frozenset({"expulsion"}))
    assert not denies("Not content, Estonia expelled two Finns", frozenset({"expulsion"}))


def test_who_loses_something_is_not_taken_for_the_one_who_acts() -> None:
    lost = says("Finnish dairies lost their customers in Estonia", "event", actors=BOTH[::-1])
    assert directions(lost, ["trade_ban"])["trade_ban"].recipients == {"FIN"}


def test_a_pronoun_does_not_say_who_acts() -> None:
    ours = says("Our ambassador was called home", "event", actors=("EST",))
    assert directions(ours, ["recall"], guessed={"EST"}) == {}


def test_the_capital_where_an_envoy_is_summoned_is_the_one_that_summons() -> None:
    called = says("The Finnish ambassador in Tallinn was summoned", "event", actors=BOTH[::-1])
    way = directions(called, ["accusation"])["accusation"]
    assert (way.actors, way.recipients) == (frozenset({"EST"}), frozenset({"FIN"}))


def test_the_capital_where_an_embassy_stands_does_not_act() -> None:
    told = says("The embassy in Tallinn condemned the toll", "event", actors=("EST",))
    assert directions(told, ["accusation"])["accusation"].actors == frozenset()


def test_two_persons_in_one_office_are_two() -> None:
    wrong = other_person("President Niinistö forbade the march", "President Kallas forbids a march")
    assert wrong == "another person (Kallas, not Niinistö)"
    assert not other_person("President Kallas forbade it", "President Kallas forbids a march")


def test_a_union_is_one_side_under_all_its_names() -> None:
    assert side("EUE") == side("European Union") == "EU"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("It slipped to fifth place", 5),
        ("It buys more than any other state", 1),
        ("It buys more", None),
    ],
)
def test_a_place_in_an_order_is_read(text: str, place: int | None) -> None:
    assert place_claimed(text) == place


def test_a_rule_is_told_by_always_and_never() -> None:
    assert is_rule("Tallinn has never lifted a ban")
    assert is_rule("No government had ever asked for it")
    assert not is_rule("Tallinn lifted the ban")


def test_a_claim_that_nobody_else_was_met_is_heard() -> None:
    assert claims_alone("No other capital lost its envoy")
    assert not claims_alone("Two capitals lost their envoys")


def test_quoted_words_are_not_the_texts_own() -> None:
    assert not is_rule(unquoted("They belied the myth that “Tallinn never lifts a ban”"))
