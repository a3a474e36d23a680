"""What a text does wrong by itself: circles, contradictions, exceptions; theses beside the record."""

from pathlib import Path

from ferry_dispute import EVENTS, answers, ids, number, record, says

from earnest.contract.text import Quantity
from earnest.store import Record

BOTH = ("EST", "FIN")
REOPENED = (
    "e-open,2019-05-01,day,,EST,,FIN,,085,The ferry gate is opened for a day,"
    "https://example.org/e9,high,,,page\n"
)


def test_two_clauses_that_prove_each_other_are_circular(known: Record) -> None:
    claim = says(
        "That the toll is unfair is clear from the anger, and that the anger is just is clear from the toll",
        "thesis",
        actors=BOTH,
    )
    assert answers(known, claim)["consistency"].status == "circular"


def test_a_disputed_fact_is_no_proof_against_those_who_dispute_it(known: Record) -> None:
    view = says("there is no crisis", "thesis", holder="FIN:opposition", attributed_by="author")
    claim = says("The crisis easily breaks the story of the opposition", "thesis", actors=BOTH)
    assert answers(known, view, claim)["consistency"].status == "circular"


def test_an_exception_may_follow_without_naming_the_act(known: Record) -> None:
    rule = says("Estonia never takes back what it has struck", "regularity", actors=("EST",))
    exception = says("Lithuania is the exception", "event", actors=("LTU",))
    assert answers(known, rule, exception)["consistency"].status == "exception_breaks_rule"


def test_a_denial_that_the_text_contradicts_elsewhere(tmp_path: Path) -> None:
    known = record(tmp_path / "open", events=EVENTS + REOPENED)
    told = says(
        "Estonia reopened the ferry gate to Finland in May", "event", actors=BOTH, date="2019-05"
    )
    denied = says("Estonia has not reopened the ferry gate to Finland", "event", actors=BOTH)
    found = answers(known, told, denied)["consistency"]
    assert (found.status, ids(found)[0]) == ("contradicts", "e-open")


def test_that_a_ban_stands_does_not_contradict_that_it_was_never_lifted(known: Record) -> None:
    told = says("Estonia blocked Yle on 5 May", "event", actors=BOTH, date="2019-05-05")
    denied = says("The block on Yle by Estonia was never lifted", "event", actors=BOTH)
    assert "consistency" not in answers(known, told, denied)


def test_naming_what_was_not_done_denies_nothing(tmp_path: Path) -> None:
    known = record(tmp_path / "open", events=EVENTS + REOPENED)
    told = says(
        "Estonia reopened the ferry gate to Finland in May", "event", actors=BOTH, date="2019-05"
    )
    aside = says("What was not reopened by Estonia to Finland tells more", "event", actors=BOTH)
    assert "consistency" not in answers(known, told, aside)


def test_the_like_act_of_the_other_side_contradicts_no_denial(tmp_path: Path) -> None:
    known = record(tmp_path / "open", events=EVENTS + REOPENED)
    told = says(
        "Estonia reopened the ferry gate to Finland in May", "event", actors=BOTH, date="2019-05"
    )
    denied = says(
        "Finland has not reopened the ferry gate to Estonia", "event", actors=("FIN", "EST")
    )
    assert "consistency" not in answers(known, told, denied)


def test_a_quarrel_called_a_show_is_held_against_what_it_cost(known: Record) -> None:
    pair = says("Estonia and Finland quarrel", "event", actors=BOTH)
    claim = says("all this is a show by Estonia and Finland", "thesis", actors=BOTH)
    found = answers(known, pair, claim)["event"]
    assert (found.status, ids(found)) == ("on_record", ["e-sailors"])


def test_a_rule_about_concessions_is_broken_by_a_lifting_without_one(known: Record) -> None:
    claim = says(
        "Estonia never lifts a ban until the other side has given in", "regularity", actors=("EST",)
    )
    found = answers(known, claim)["regularity"]
    assert found.status == "counterexamples"
    assert "m-ham" in ids(found)


def test_the_states_of_a_group_are_those_named_in_one_breath(known: Record) -> None:
    named = says("Estonia and Latvia banned Lithuanian ham", "event", actors=("EST", "LVA", "LTU"))
    claim = says("the two never lifted a measure", "regularity")
    assert "m-ham" in ids(answers(known, named, claim)["regularity"])


def test_how_long_a_ban_held_is_counted_from_start_to_end(known: Record) -> None:
    length = Quantity(13.0, 13.0, 13.0, "months")
    claim = says(
        "The Estonian ban on Lithuanian ham was over after 13 months",
        "quantity",
        actors=("EST", "LTU"),
        quantity=length,
    )
    found = answers(known, claim)["quantity"]
    assert (found.status, ids(found)[0]) == ("within", "m-ham")


def test_so_many_in_ten_are_a_share(known: Record) -> None:
    claim = says(
        "about two crates in ten of the exports of Estonia go to Finland",
        "quantity",
        actors=BOTH,
        date="2017",
        quantity=number(2, "crates", slack=0.25),
    )
    found = answers(known, claim)["quantity"]
    assert (found.status, ids(found)[0]) == ("within", "s-17")


def test_a_prediction_of_a_lifting_fails_on_a_measure_still_in_force(known: Record) -> None:
    claim = says(
        "By the end of July the transit ban on ferries will be lifted by Estonia for Finland",
        "prediction",
        actors=BOTH,
        date="../2019-07-31",
    )
    found = answers(known, claim)["prediction"]
    assert (found.status, ids(found)[0]) == ("not_occurred", "m-ferry")


def test_an_except_in_a_sentence_of_its_own_breaks_no_rule_before_it(known: Record) -> None:
    rule = says("A licence can always be bought", "regularity")
    other = says("No state of the coast kept a fleet at the time except Finland", "comparison")
    assert "consistency" not in answers(known, rule, other)
