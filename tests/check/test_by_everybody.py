"""Rules about all of a kind, and claims that all are of one mind."""

from pathlib import Path

import pytest
from ferry_dispute import DOCUMENTS, EVENTS, answers, ids, record, says

from earnest.check.bodies_of_a_kind import kind_ruled
from earnest.check.one_mind import claims_one_mind
from earnest.store import Record

COURTS = EVENTS + (
    "e-court,2018-03-02,day,,INT,Baltic Court of Arbitration,EST,,120,Court declines the request of Estonia"
    " for an order,https://example.org/e7,high,,,page\n"
    "e-court2,2018-05-02,day,,INT,Baltic Court of Arbitration,EST,,030,Court finds for Estonia on the buoys,"
    "https://example.org/e8,high,,,page\n"
)


@pytest.fixture(scope="module")
def courts(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder: Path = tmp_path_factory.mktemp("courts")
    return record(folder / "record", events=COURTS)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Every court that looked at it has sided with Estonia", "court"),
        ("No tribunal has ever condemned Estonia", "court"),
        ("All the judges found for Estonia", "court"),
        ("Not one international organisation has ever blamed Estonia", "organisation"),
        ("Every court is slow", None),
        ("Estonia has never lost", None),
    ],
)
def test_a_rule_about_bodies_tells_their_kind(text: str, kind: str | None) -> None:
    assert kind_ruled(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Every court that looked at it has sided with Estonia",
        "No tribunal has ever ruled against Estonia",
    ],
)
def test_a_court_that_refused_breaks_the_rule_of_courts(courts: Record, text: str) -> None:
    found = answers(courts, says(text, "regularity", actors=("EST",)))["regularity"]
    assert (found.status, ids(found)) == ("counterexamples", ["e-court"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Everybody, on this shore and on that, calls the toll unlawful", True),
        ("Nobody any more denies that the toll is unlawful", True),
        ("Everybody was sent home", False),
        ("Finland calls the toll unlawful", False),
    ],
)
def test_one_mind_is_told_by_all_and_a_verb_of_holding(text: str, told: bool) -> None:
    assert claims_one_mind(text) is told


def test_one_text_against_is_enough_to_break_one_mind(tmp_path: Path) -> None:
    known = record(tmp_path / "r", documents=DOCUMENTS)
    told = says("Everybody, on this shore and on that, calls the toll unlawful", "attribution",
                actors=("EST",))  # fmt: skip
    found = answers(known, told)["attribution"]
    assert (found.status, set(ids(found))) == ("mixed", {"d-1", "d-2"})


def test_the_same_means_what_was_told_before(tmp_path: Path) -> None:
    known = record(tmp_path / "r", documents=DOCUMENTS)
    before = says("Helsinki holds that the toll is unlawful", "thesis", actors=("FIN",))
    told = says("Everybody in Finland swears the same", "attribution", actors=("FIN",))
    found = answers(known, before, told)["attribution"]
    assert (found.status, set(ids(found))) == ("mixed", {"d-1", "d-2"})


def test_neither_side_stands_for_both(known: Record) -> None:
    told = says("Neither side has ever given an inch", "event", actors=("EST", "FIN"))
    named = says("Estonia and Finland quarrel over a toll", "event", actors=("EST", "FIN"))
    found = answers(known, named, told)["regularity"]
    assert (found.status, "m-ferry" in ids(found)) == ("counterexamples", True)


def test_a_state_that_opens_a_claim_is_who_speaks(known: Record) -> None:
    told = says("Finland herself called the toll lawful", "attribution", actors=("FIN",))
    found = answers(known, told)["attribution"]
    assert {"d-1", "d-2"} >= set(ids(found)) > set()


def test_what_a_clause_of_telling_leaves_out_is_in_its_sentence(known: Record) -> None:
    told = says("the toll is unlawful, as the Finnish foreign ministry confirmed", "attribution",
                actors=("FIN",), speaker="FIN:foreign ministry")  # fmt: skip
    found = answers(known, told)["attribution"]
    assert (found.status, ids(found)) == ("documented", ["d-1"])
