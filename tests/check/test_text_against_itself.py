"""A text held against itself: exceptions that it grants, circles, conditions that it denies."""

import pytest
from ferry_dispute import answers, brief, says

from earnest.check import docket
from earnest.check.circles import circle_in
from earnest.store import Record

BOTH = ("EST", "FIN")
RULE = says("What Estonia has shut it does not open again", "thesis", actors=("EST",))


@pytest.mark.parametrize(
    "text",
    [
        "It did let the ferries in again in 2018, I grant, though only after a letter",
        "The border did open for a week in 2017",
        "Tallinn, to be fair, gave the visas back",
        "One envoy went back, it is true, with not a comma changed",
    ],
)
def test_what_the_next_sentence_grants_breaks_the_rule(known: Record, text: str) -> None:
    answer = answers(known, RULE, says(text, "event", actors=("EST",)))["consistency"]
    assert answer.status == "exception_breaks_rule"


@pytest.mark.parametrize(
    "text",
    [
        "The embassy did its work",
        "Nobody did it better",
        "The minister did not come",
        "What did Paris do then",
        "The storm did more harm than good",
        "They did so",
    ],
)
def test_a_did_that_grants_nothing_is_no_exception(known: Record, text: str) -> None:
    assert "consistency" not in answers(known, RULE, says(text, "event"))


def test_an_exception_has_to_follow_its_rule_at_once(known: Record) -> None:
    between = says("Nobody here remembers why the lighthouse was painted", "thesis")
    late = says("The harbour did open for a week", "event", actors=("FIN",))
    assert "consistency" not in answers(known, RULE, between, late)


@pytest.mark.parametrize(
    "text",
    [
        "The letters are not to be believed, since they come from an office that invents them; and that it"
        " invents them is plain from the letters",
        "The cabinet does not want talks, as its refusal to answer proves, and it refuses to answer because"
        " it does not want talks",
        "The press lies because it is paid, and that it is paid is clear from its lies",
    ],
)
def test_each_half_given_as_the_ground_of_the_other_is_a_circle(text: str) -> None:
    assert circle_in(text) == "Each is given as the ground of the other"


@pytest.mark.parametrize(
    "text",
    [
        "Since 2017 the border has been shut, and the talks failed because nobody came",
        "The ban was lifted because the talks had succeeded, and since the talks succeeded trade has grown",
        "The minister resigned because he had lied, as the papers show",
        "Exports fell because the border was shut, and prices rose because exports fell",
        "As the minister said, the toll is lawful, since it is equal for all",
    ],
)
def test_a_chain_of_grounds_is_no_circle(text: str) -> None:
    assert circle_in(text) is None


def no_terms(known: Record, other: str) -> list[str]:
    claims = (says("We never made conditions for the ferries", "regularity"), says(other, "thesis"))
    found = docket(brief(known, *claims))
    return [f.status for f in found if f.check == "consistency"]


@pytest.mark.parametrize(
    "other",
    [
        "They only have to leave the nets at home",
        "They may come provided that they pay",
        "The Finns must first pay the toll",
    ],
)
def test_a_condition_named_elsewhere_contradicts_that_there_is_none(
    known: Record, other: str
) -> None:
    assert no_terms(known, other) == ["contradicts"]


@pytest.mark.parametrize(
    "other", ["They have to leave early", "We only have two ferries", "It rains"]
)
def test_a_duty_is_no_condition(known: Record, other: str) -> None:
    assert no_terms(known, other) == []
