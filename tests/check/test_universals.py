"""Universal claims: who begins, how often, whom alone; what grants or denies them in the text itself."""

from pathlib import Path

import pytest
from ferry_dispute import DOCUMENTS, EVENTS, MEASURES, answers, brief, ids, record, says

from earnest.check import docket
from earnest.check.first_blow import denies_beginning
from earnest.check.universals import most_times
from earnest.contract.finding import Finding
from earnest.contract.text import Statement
from earnest.store import Record

BOTH = ("EST", "FIN")
OURS = tuple(
    says(text, "thesis", actors=BOTH)
    for text in ("We hear Estonia well", "Estonia hears us badly", "Our quay faces Estonia")
)


def to_each(known: Record, *claims: Statement) -> list[dict[str, Finding]]:
    """The findings on each of several claims of one text, by check."""
    context = brief(known, *claims)
    found = docket(context)
    return [{f.check: f for f in found if f.statement_id == s.id} for s in context.statements]


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("Estonia never strikes first", True),
        ("We have never begun a quarrel", True),
        ("Finland only ever answers", True),
        ("Finland only answered the letter", False),
        ("Estonia never struck a bargain", False),
        ("Estonia has always answered within a day", False),
    ],
)
def test_words_that_somebody_never_begins(text: str, denies: bool) -> None:
    assert denies_beginning(text) is denies


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Estonia has closed the strait once", 1),
        ("Finland has done so only twice", 2),
        ("Estonia never opens what it has once closed", None),
        ("Estonia closed the strait once more", None),
    ],
)
def test_how_often_at_most_something_was_done(text: str, times: int | None) -> None:
    assert most_times(text) == times


def test_who_never_begins_is_refuted_by_acts_that_answer_none(known: Record) -> None:
    claim = says("Estonia never strikes first", "regularity", actors=BOTH)
    found = answers(known, claim)["regularity"]
    assert found.status == "counterexamples"
    assert "e-sailors" in ids(found)


def test_an_act_within_two_months_of_one_of_the_other_side_answers_it(tmp_path: Path) -> None:
    before = "e-fine,2019-02-01,day,,FIN,,EST,,163,Finland fines Estonian barges,https://example.org/f,high,,,page\n"
    known = record(tmp_path / "record", events=EVENTS + before)
    claim = says("Estonia never strikes first", "regularity", actors=BOTH)
    assert not {"e-sailors", "e-expel"} & set(ids(answers(known, claim)["regularity"]))


def test_what_was_done_oftener_than_told_is_a_counterexample(known: Record, tmp_path: Path) -> None:
    claim = says("Estonia has expelled Finnish diplomats once", "event", actors=BOTH)
    assert "regularity" not in answers(known, claim)
    again = "e-again,2018-03-01,day,,EST,,FIN,,166,Estonia expels a Finnish diplomat,https://example.org/a,high,,,page\n"
    more = record(tmp_path / "record", events=EVENTS + again)
    assert answers(more, claim)["regularity"].status == "counterexamples"


def test_a_rule_without_an_act_takes_that_of_the_rule_beside_it(known: Record) -> None:
    one = says("Finland has expelled a diplomat once", "event", actors=("FIN",))
    other = says("Estonia has never done it", "regularity", actors=("EST",))
    found = to_each(known, one, other)[1]["regularity"]
    assert found.status == "counterexamples"
    assert "e-expel" in ids(found)


def test_a_sentence_that_grants_the_contrary_breaks_the_rule_before_it(known: Record) -> None:
    rule = says("Estonia never shuts the strait", "regularity", actors=("EST",))
    grants = says("True, it did so in the winter", "event", actors=("EST",))
    ours = says("True, we were late", "event", actors=("FIN",))
    assert to_each(known, rule, grants)[0]["consistency"].status == "exception_breaks_rule"
    assert "consistency" not in to_each(known, rule, ours)[0]


def test_what_is_said_to_flow_again_and_not_to_flow_contradicts(known: Record) -> None:
    flows = says("Since Monday lorries have been rolling again", "event", actors=BOTH)
    none = says("So far not one lorry has crossed", "event", actors=BOTH)
    visas = says("So far not one visa has been refused", "event", actors=BOTH)
    assert to_each(known, flows, none)[0]["consistency"].status == "contradicts"
    assert "consistency" not in to_each(known, says("Ferries wait", "event", actors=BOTH), none)[0]
    assert "consistency" not in to_each(known, flows, visas)[0]


def test_aimed_at_us_alone_is_held_against_acts_of_those_weeks_toward_others(
    tmp_path: Path,
) -> None:
    also = "e-barge,2019-03-20,day,,EST,,SWE,,166,Estonia expels a Swedish diplomat,https://example.org/b,high,,,page\n"
    known = record(tmp_path / "record", events=EVENTS + also)
    alone = says(
        "In March the doors were slammed on us alone", "event", actors=("FIN",), date="2019-03"
    )
    found = to_each(known, *OURS, alone)[3]["specificity"]
    assert found.status == "part_of_wider_measure"
    assert "e-barge" in ids(found)


def test_a_claim_about_all_of_a_group_is_held_against_texts_that_differ(tmp_path: Path) -> None:
    known = record(
        tmp_path / "record",
        documents=DOCUMENTS
        + "d-4,2019-05-05,Quay Letters,FIN,en,FIN:shipowners,the toll is unlawful,asserts,no toll,https://example.org/d4\n",
    )
    claim = says("Shipowners are furious to a man", "rhetoric", actors=("FIN",))
    found = answers(known, claim)["attribution"]
    assert found.status == "mixed"
    assert set(ids(found)) == {"d-2", "d-4"}


def test_a_word_given_by_an_office_is_an_attribution_too(tmp_path: Path) -> None:
    word = (
        "d-5,2019-05-06,Quay Letters,FIN,en,FIN:harbour minister,the toll booths will be torn down,asserts,"
        "says it once more,https://example.org/d5\n"
    )
    known = record(tmp_path / "record", documents=DOCUMENTS + word)
    claim = says("The harbour minister has given his word that the booths will go", "prediction",
                 actors=("FIN",))  # fmt: skip
    assert answers(known, claim)["attribution"].status == "documented"


def test_our_ministry_is_that_of_the_state_that_our_means(known: Record) -> None:
    claim = says("Our foreign ministry calls the toll unlawful", "attribution", actors=("FIN",),
                 speaker="Our foreign ministry")  # fmt: skip
    assert answers(known, claim)["attribution"].status == "documented"


@pytest.mark.parametrize(
    ("text", "is_circle"),
    [
        ("No talks until the gate opens, and the gate will not open until there are talks", True),
        (
            "When Finland shut the gate Estonia did not, and when Estonia shut it Finland did not",
            False,
        ),
        ("The gate is shut and there are no talks", False),
    ],
)
def test_two_things_that_each_wait_for_the_other_are_a_circle(
    known: Record, text: str, is_circle: bool
) -> None:
    found = answers(known, says(text, "thesis", actors=BOTH)).get("consistency")
    assert (found is not None and found.status == "circular") is is_circle


def test_nothing_lasted_as_long_is_held_against_what_did(tmp_path: Path) -> None:
    long = (
        "m-peat,EST,LVA,peat,import_banned,pests,,2010-01-01,day,2016-01-01,day,lifted,2016-01-01,,,,"
        "https://example.org/l1,https://example.org/l2,page,high,\n"
        "m-fish,EST,FIN,fish,import_banned,pests,,2018-01-01,day,2018-06-01,day,lifted,2018-06-01,,,,"
        "https://example.org/l3,https://example.org/l4,page,high,\n"
    )
    known = record(tmp_path / "record", measures=MEASURES + long)
    claim = says(
        "The ban on fish was longer than any Estonian ban before", "comparison", actors=BOTH
    )
    found = answers(known, claim)["comparison"]
    assert found.status == "selected"
    assert ids(found)[0] == "m-peat"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("No other neighbour has ever had its imports banned by Estonia", "m-ham"),
        ("No other state has ever been handled by Estonia like that", "m-svt"),
    ],
)
def test_what_nobody_else_ever_met_is_looked_for_at_any_time(
    known: Record, text: str, row: str
) -> None:
    found = to_each(known, *OURS, says(text, "event", actors=("EST",)))[-1]
    assert found["specificity"].status == "part_of_wider_measure"
    assert row in ids(found["specificity"])


def test_what_the_two_met_themselves_breaks_no_claim_about_others(known: Record) -> None:
    claim = says(
        "No other state has ever had diplomats expelled by Estonia", "event", actors=("EST",)
    )
    found = to_each(known, *OURS, claim)[-1]
    assert not {"e-expel", "m-embassy"} & set(ids(found["regularity"]))
