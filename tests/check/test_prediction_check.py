"""Prediction: can it be resolved, and if its day has passed, what is on record?"""

import datetime as dt
from dataclasses import replace

import pytest
from ferry_dispute import answers, brief, ids, says

from earnest.case.model import CasePrediction
from earnest.check import docket
from earnest.contract.finding import Finding
from earnest.contract.text import Statement
from earnest.store import Record


def foretold(
    text: str, *, date: str | None = None, actors: tuple[str, ...] = ("FIN", "EST")
) -> Statement:
    return says(text, "prediction", actors=actors, date=date)


def found(known: Record, claim: Statement, **more: dt.date) -> Finding:
    return answers(known, claim, **more)["prediction"]


APOLOGY = foretold("Finland will apologise by the end of June 2019", date="../2019-06-30")
BOMB = foretold("Finland will bomb the quay by the end of June 2019", date="../2019-06-30")


def test_an_act_by_the_day_occurred(known: Record) -> None:
    answer = found(known, APOLOGY)
    assert (answer.status, ids(answer)) == ("occurred", ["e-apology"])


def test_an_act_of_the_other_side_does_not_count(known: Record) -> None:
    swapped = foretold(
        "Estonia will apologise by the end of June 2019",
        date="../2019-06-30",
        actors=("EST", "FIN"),
    )
    assert found(known, swapped).status == "cannot_see"


def test_an_act_before_the_text_does_not_count(known: Record) -> None:
    claim = foretold(
        "Estonia will expel diplomats by July 2019", date="../2019-07", actors=("EST", "FIN")
    )
    assert found(known, claim).status == "cannot_see"


def test_until_its_last_day_it_is_open(known: Record) -> None:
    assert found(known, APOLOGY, as_of=dt.date(2019, 6, 19)).status == "open"
    assert found(known, BOMB, as_of=dt.date(2019, 6, 30)).status == "open"
    assert found(known, BOMB, as_of=dt.date(2019, 7, 1)).status == "cannot_see"


def test_selected_rows_cannot_show_that_it_did_not_occur(known: Record) -> None:
    answer = found(known, BOMB)
    assert answer.status == "cannot_see"
    (wanted,) = answer.wanted
    assert (wanted.actor, wanted.recipient, wanted.act_class) == ("FIN", "EST", "attack")
    assert (wanted.since, wanted.until) == (dt.date(2019, 5, 30), dt.date(2019, 6, 30))


def test_exhaustive_rows_can(exhaustive: Record) -> None:
    assert found(exhaustive, BOMB).status == "not_occurred"


NO_APOLOGY = foretold("Finland will never apologise before July 2019", date="../2019-06-30")
NO_BOMB = foretold("Finland will not bomb the quay by the end of June 2019", date="../2019-06-30")


def test_what_was_not_to_come_and_came_did_not_occur(known: Record) -> None:
    answer = found(known, NO_APOLOGY)
    assert (answer.status, ids(answer)) == ("not_occurred", ["e-apology"])


def test_what_was_not_to_come_occurred_only_if_the_record_can_show_absence(
    known: Record, exhaustive: Record
) -> None:
    assert found(known, NO_BOMB).status == "cannot_see"
    assert found(exhaustive, NO_BOMB).status == "occurred"


@pytest.mark.parametrize(
    ("text", "expects"),
    [
        ("the ferry line will stay shut", "none"),
        ("the ferry line will not stay shut", "act"),
        ("the toll will be lifted", "act"),
        ("No Finnish envoy will ever come", "none"),
        ("they will come not only once", "act"),
    ],
)
def test_a_prediction_of_absence_is_told_from_one_of_an_act(
    known: Record, text: str, expects: str
) -> None:
    assert ("holds no act" in found(known, foretold(text)).words) == (expects == "none")


def test_a_rule_that_only_a_person_can_apply_lists_the_rows(exhaustive: Record) -> None:
    day = dt.date(2019, 6, 30)
    own = CasePrediction("s1", "both call it settled", day, "FIN", "EST", expects="reading")
    context = replace(brief(exhaustive, APOLOGY), predictions={"s1": own})
    answer = next(f for f in docket(context) if f.check == "prediction")
    assert answer.status == "cannot_see"
    assert "For a person to read" in answer.words
    assert "e-apology" in ids(answer)


def test_a_row_from_memory_fulfils_nothing(exhaustive: Record) -> None:
    claim = foretold("Finland will arrest a pilot by July 2019", date="../2019-07")
    assert found(exhaustive, claim).status == "not_occurred"


@pytest.mark.parametrize(
    ("claim", "lack"),
    [
        (foretold("Finland will apologise"), "a deadline"),
        (foretold("they will apologise by July 2019", date="../2019-07", actors=()), "an actor"),
        (foretold("Finland will be ashamed by July 2019", date="../2019-07"), "an act that"),
        (
            foretold("If the toll stays, Finland will apologise by July 2019", date="../2019-07"),
            "a condition",
        ),
        (foretold("Finland might apologise by July 2019", date="../2019-07"), "a commitment"),
    ],
)
def test_what_the_wording_lacks_is_named(known: Record, claim: Statement, lack: str) -> None:
    answer = found(known, claim)
    assert answer.status == "not_resolvable_as_written"
    assert lack in answer.words


def test_a_wording_with_a_last_day_is_proposed(known: Record) -> None:
    words = found(known, foretold("Finland will apologise")).words
    assert "By 2020-05-29, the record holds at least one act (apology) by FIN toward EST" in words


def test_a_blank_is_left_where_nothing_can_be_proposed(known: Record) -> None:
    words = found(known, foretold("things will get better", actors=())).words
    assert "[name the actor]" in words
    assert "[name an act that a record would show]" in words


EMBASSY = "m-embassy"


def test_who_is_foretold_to_be_at_work_is_kept_away_by_what_stays_in_force(known: Record) -> None:
    claim = foretold(
        "By the end of this year an Estonian ambassador will be at work in Helsinki",
        date="2019-12",
        actors=("EST", "FIN"),
    )
    late = found(known, claim)
    assert (late.status, ids(late)[0]) == ("not_occurred", EMBASSY)
    assert "still in force then" in late.words


def test_while_it_is_open_what_is_in_force_is_shown(known: Record) -> None:
    claim = foretold(
        "By the end of this year the Estonian ambassador will be back in Helsinki",
        date="2019-12",
        actors=("EST", "FIN"),
    )
    early = found(known, claim, as_of=dt.date(2019, 5, 30))
    assert early.status == "open"
    assert EMBASSY in ids(early)


def test_a_prediction_without_a_day_shows_what_it_speaks_of(known: Record) -> None:
    claim = foretold(
        "The Estonian embassy will stay empty for as long as they live", actors=("EST", "FIN")
    )
    answer = found(known, claim)
    assert answer.status == "not_resolvable_as_written"
    assert EMBASSY in ids(answer)


def test_the_sentence_may_date_the_occasion_that_a_prediction_names(known: Record) -> None:
    text = "Finland will apologise before the herring fair, which opens on 1 July"
    first = foretold("Finland will apologise before the herring fair")
    second = says("the herring fair, which opens on 1 July", "event", date="2019-07-01")
    context = brief(known, first, second)
    joined = replace(context.document, text=text)
    placed = (
        replace(context.statements[0], start=0, end=len(first.text)),
        replace(context.statements[1], start=text.index("the herring"), end=len(text)),
    )
    answers_ = docket(replace(context, document=joined, statements=placed))
    (answer,) = [f for f in answers_ if f.check == "prediction"]
    assert (answer.status, ids(answer)) == ("occurred", ["e-apology"])


def test_an_occasion_that_nothing_dates_sets_no_last_day(known: Record) -> None:
    answer = found(known, foretold("Finland will apologise before the herring fair"))
    assert answer.status == "not_resolvable_as_written"
