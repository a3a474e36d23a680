import pytest

from earnest.contract.text import Document
from earnest.extract import extract_statements


def rows(text: str) -> list[str]:
    lead = "An opening line of no account was here.\n\n"
    return [s.text for s in extract_statements(Document("d", lead + text, sha256=""))[1:]]


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("And the port was shut in May.", "the port was shut in May"),
        ("However, the port was shut in May.", "the port was shut in May"),
        ("In fact, the port was shut in May.", "the port was shut in May"),
        ("I think that the port was shut in May.", "the port was shut in May"),
        ("It is clear that the port was shut in May.", "the port was shut in May"),
        ("In May the port was probably shut!", "In May the port was probably shut"),
        ("If it rains, the port will be shut.", "If it rains, the port will be shut"),
        ("The port was never shut.", "The port was never shut"),
    ],
)
def test_what_leads_up_to_a_claim_is_stripped_and_what_limits_it_stays(
    sentence: str, claim: str
) -> None:
    assert rows(sentence) == [claim]


def test_facts_joined_by_and_are_rows_of_their_own() -> None:
    assert rows("Ruritania shut the port and Borduria recalled its envoy.") == [
        "Ruritania shut the port",
        "Borduria recalled its envoy",
    ]


def test_a_clause_whose_subject_was_dropped_starts_at_its_verb() -> None:
    assert rows("Ruritania shut the port and expelled the consul.") == [
        "Ruritania shut the port",
        "expelled the consul",
    ]


def test_a_loose_relative_clause_takes_its_noun_along() -> None:
    found = rows("Borduria, which has no fleet, signed the treaty in May.")
    assert "Borduria, which has no fleet" in found


def test_a_reason_is_a_row_without_its_because() -> None:
    assert rows("The port was shut because the miners had left the town.") == [
        "The port was shut",
        "the miners had left the town",
    ]


def test_a_contrast_is_a_row_without_its_while() -> None:
    found = rows("Ruritania opened the pass, while Borduria shut the railway.")
    assert found == ["Ruritania opened the pass", "Borduria shut the railway"]


def test_a_purpose_is_a_row_inside_the_act() -> None:
    found = rows("Ruritania shut the port in order to please its creditors.")
    assert found == [
        "Ruritania shut the port in order to please its creditors",
        "in order to please its creditors",
    ]


def test_an_act_in_a_definite_noun_phrase_is_presupposed() -> None:
    found = rows("The shelling of the bridge changed the talks.")
    assert "The shelling of the bridge" in found


def test_an_indefinite_act_is_not() -> None:
    assert rows("A siege would change the talks.") == ["A siege would change the talks"]


def test_the_marks_around_a_quoted_clause_are_stripped_from_what_is_said() -> None:
    found = rows('"The strait belongs to nobody," the minister said.')
    assert found == [
        '"The strait belongs to nobody," the minister said',
        "The strait belongs to nobody",
    ]


def test_connectives_and_announcements_make_no_row() -> None:
    assert rows("There is more to say. Let us look at the map. So to the point.") == []


def test_what_the_author_only_knows_is_no_row() -> None:
    assert rows("The port, as we know, was shut in May.") == [
        "The port, as we know, was shut in May"
    ]


def test_a_heading_that_is_no_sentence_makes_no_row() -> None:
    assert rows("## The shelling of the bridge\n\nThe port was shut in May.") == [
        "The port was shut in May"
    ]


def test_each_part_after_with_is_a_row() -> None:
    found = rows(
        "The economy is broad, with 40% of exports going north and 30% of exports going south."
    )
    assert found[-2:] == ["40% of exports going north", "30% of exports going south"]
