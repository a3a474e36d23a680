"""Comparison, consistency, and what is set aside."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from ferry_dispute import LATE, MEASURES, answers, brief, ids, record, says

from earnest.check.comparison import find
from earnest.contract.finding import Finding, RowRef
from earnest.store import Record

BOTH = ("EST", "FIN")


def test_a_compared_measure_is_placed_among_all_of_its_type(known: Record) -> None:
    claim = says(
        "Estonia blocked Yle faster than others", "comparison", actors=BOTH, about=("Yle",)
    )
    answer = answers(known, claim)["comparison"]
    assert answer.status in ("typical", "selected")
    assert ids(answer)[0] == "m-yle"
    numbers = {number.name: number for number in answer.numbers}
    reference = numbers["recorded measures with both dates"].value
    assert reference >= 8
    assert 0 < numbers["percentile of EST"].value < 100
    assert f"Among {reference:.0f} recorded measures (media blocked)" in answer.words
    assert "EST 3 days" in answer.words


def test_a_measure_whose_announcement_is_not_known_cannot_be_placed(known: Record) -> None:
    claim = says(
        "Estonia closed the embassy of Finland faster than others",
        "comparison",
        actors=BOTH,
        date="2019-03",
    )
    assert answers(known, claim)["comparison"].status == "cannot_see"


def test_a_comparison_of_no_measures_has_no_class(known: Record) -> None:
    answer = answers(known, says("Estonia is smaller than Finland", "comparison", actors=BOTH))
    assert answer["comparison"].status == "cannot_see"
    assert answer["comparison"].rows == ()


RULE = says("Estonia never closes an embassy", "regularity", actors=("EST",))


def test_an_exception_that_the_text_makes_breaks_its_own_rule(known: Record) -> None:
    exception = says(
        "with one exception Estonia closes an embassy in peace", "event", actors=("EST",)
    )
    answer = answers(known, exception, RULE)["consistency"]
    assert answer.status == "exception_breaks_rule"
    assert exception.text in answer.words


def test_that_there_is_no_exception_breaks_no_rule(known: Record) -> None:
    none = says("There is no exception to this rule for Estonia", "thesis", actors=("EST",))
    assert "consistency" not in answers(known, none, RULE)


def test_an_exception_to_another_rule_does_not(known: Record) -> None:
    other_act = says("with one exception Estonia pardons spies", "event", actors=("EST",))
    other_state = says("with one exception Latvia closes embassies", "event", actors=("LVA",))
    rival = says(
        "with one exception Estonia closes an embassy in peace",
        "event",
        actors=("EST",),
        holder="FIN:press",
    )
    for exception in (other_act, other_state, rival):
        assert "consistency" not in answers(known, exception, RULE)


def test_a_motive_is_set_aside_with_who_ascribes_it_to_whom(known: Record) -> None:
    own = answers(known, says("to please the dockers", "motive", explained="EST"))["motive"]
    assert own.status == "set_aside"
    assert "the author ascribes to EST" in own.words
    rival = says("to please the dockers", "motive", holder="FIN:press", attributed_by="author")
    assert "FIN:press ascribes to an actor not named" in answers(known, rival)["motive"].words


def test_rhetoric_is_set_aside(known: Record) -> None:
    assert answers(known, says("shame!", "rhetoric"))["rhetoric"].status == "set_aside"


def compared(known: Record, *rows: str, as_of: dt.date = LATE) -> Finding:
    """The comparison of measures that a person put in the place of those found."""
    claim = says("the one was sooner than the other", "comparison", actors=BOTH)
    context = brief(known, claim, as_of=as_of)
    given = tuple(RowRef("measures", row) for row in rows)
    answer = find(context.statements[0], replace(context, given=given))
    assert answer is not None
    return answer


def test_a_case_that_is_not_in_effect_yet_counts_the_days_it_was_waited_for(known: Record) -> None:
    answer = compared(known, "m-yle", "m-visas")
    assert set(ids(answer)[:2]) == {"m-yle", "m-visas"}
    assert "FIN 601 days so far" in answer.words  # 10 May 2019 to 31 December 2020
    numbers = {number.name: number for number in answer.numbers}
    assert numbers["difference of the compared cases"].value == 601 - 3
    assert numbers["recorded measures not in effect yet"].value >= 1


def test_a_difference_beyond_that_of_random_picks_is_selected(tmp_path: Path) -> None:
    quick = "".join(
        f"m-q{n},LVA,SWE,,visa_suspended,,2017-03-01,2017-03-0{1 + n % 5},day,,,in_force,2020-12-01,"
        f",,,https://example.org/q{n},,page,high,\n"
        for n in range(60)
    )
    answer = compared(record(tmp_path / "r", measures=MEASURES + quick), "m-yle", "m-visas")
    spread = next(n for n in answer.numbers if n.name == "difference of the compared cases")
    assert spread.high is not None
    assert spread.high < 598 == spread.value
    assert answer.status == "selected"
    assert "not typical of the class" in answer.words


def test_a_pending_case_alone_selects_nothing(known: Record) -> None:
    soon = compared(known, "m-visas", as_of=dt.date(2019, 5, 12))
    assert soon.status == "typical"
    assert "FIN 2 days so far" in soon.words


def test_a_case_without_both_days_is_told_apart(known: Record) -> None:
    answer = compared(known, "m-yle", "m-svt")
    assert answer.status == "typical"
    assert "Not to be placed, for want of a day: EST–SWE media blocked, SVT" in answer.words
