"""Acts told in an order, granted, left out, or explained by a motive."""

from pathlib import Path

import pytest
from ferry_dispute import MEASURES, answers, brief, ids, record, says

from earnest.check.asked import asked
from earnest.check.motives import ascribes_a_motive
from earnest.store import Record

BOTH = ("EST", "FIN")
RECALLS = MEASURES + (
    "m-rec-est,EST,FIN,,ambassador_recalled,a toll,,2018-11-05,day,,,unknown,2018-12-01,,,,"
    "https://example.org/m10,,page,high,\n"
    "m-rec-fin,FIN,EST,,ambassador_recalled,answer,,2018-11-05,day,,,unknown,2018-12-01,,m-rec-est,,"
    "https://example.org/m11,,page,high,\n"
)


@pytest.fixture(scope="module")
def recalls(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder: Path = tmp_path_factory.mktemp("recalls")
    return record(folder / "record", measures=RECALLS)


def test_an_answer_that_came_first_is_told_in_the_wrong_order(recalls: Record) -> None:
    first = says("In November 2018 Finland recalled its ambassador", "event", actors=("FIN",),
                 date="2018-11")  # fmt: skip
    told = says("only then did Estonia recall its own", "event", actors=("EST",), date="2018-11")
    found = answers(recalls, first, told)["event"]
    assert (found.status, set(ids(found))) == ("conflicting", {"m-rec-est", "m-rec-fin"})


def test_an_answer_told_in_its_order_is_on_record(recalls: Record) -> None:
    first = says("In November 2018 Estonia recalled its ambassador", "event", actors=("EST",),
                 date="2018-11")  # fmt: skip
    told = says("only then did Finland recall its ambassador", "event", actors=("FIN",),
                date="2018-11")  # fmt: skip
    assert answers(recalls, first, told)["event"].status == "on_record"


def test_an_elliptic_claim_has_the_act_of_the_one_before(known: Record) -> None:
    first = says("On 3 May Estonia blocked a Finnish broadcaster", "event", actors=BOTH,
                 date="2019-05-03")  # fmt: skip
    told = says("on 20 May the Swedish one", "event", actors=("SWE",), date="2019-05-20")
    context = brief(known, first, told)
    assert "media_block" in asked(context.statements[-1], context).classes


@pytest.mark.parametrize(
    "text",
    [
        "Mr Kask signed because Tallinn had been reading his letters",
        "Estonia gave way because it was afraid of losing the herring",
        "Estonia closed the embassy out of spite",
    ],
)
def test_the_reason_for_which_somebody_acts_is_a_motive(known: Record, text: str) -> None:
    context = brief(known, says(text, "event", actors=BOTH))
    assert ascribes_a_motive(context.statements[0], context)


@pytest.mark.parametrize(
    "text",
    [
        "The boats were kept in port because a storm came up",
        "Estonia closed the embassy because of the storm",
        "Estonia closed the embassy",
    ],
)
def test_a_circumstance_is_no_motive(known: Record, text: str) -> None:
    context = brief(known, says(text, "event", actors=BOTH))
    assert not ascribes_a_motive(context.statements[0], context)


def test_what_is_granted_after_a_rule_breaks_it(known: Record) -> None:
    rule = says("Estonia never gives back what it took", "regularity", actors=("EST",))
    granted = says(
        "The cook of the trawler did get his papers again, I admit", "event", actors=("FIN",)
    )
    found = answers(known, rule, granted)["consistency"]
    assert found.status == "exception_breaks_rule"
