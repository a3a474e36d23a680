"""Further days of one claim, numbers foretold, and states that are only places."""

from pathlib import Path

import pytest
from ferry_dispute import EVENTS, STATISTICS, WRITTEN, answers, brief, ids, record, says

from earnest.check.asked import asked
from earnest.check.motives import ascribes_a_motive
from earnest.contract.text import Quantity
from earnest.store import Record

BOTH = ("EST", "FIN")
GATES = EVENTS + (
    "e-gate1,2019-05-25,day,,EST,,FIN,,144,Estonia closes the crossing at Skerry,https://example.org/g1,high,,,page\n"
    "e-gate2,2019-05-26,day,,EST,,FIN,,144,Estonia closes the crossing at Holm,https://example.org/g2,high,,,page\n"
)
SOLD = STATISTICS + (
    "n-18,herring_sold,Herring sold to the partner in the year,EST,FIN,2018,90,EUR,2019-02,https://example.org/n,2019-02-01\n"
    "n-19,herring_sold,Herring sold to the partner in the year,EST,FIN,2019,70,EUR,2020-02,https://example.org/n,2020-02-01\n"
)


@pytest.fixture(scope="module")
def gates(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder: Path = tmp_path_factory.mktemp("gates")
    return record(folder / "record", events=GATES, statistics=SOLD)


def test_a_claim_of_two_days_is_answered_on_both(gates: Record) -> None:
    told = says("On Saturday Estonia closed the crossing at Skerry, on Sunday the one at Holm", "event",
                actors=BOTH, date="2019-05-25")  # fmt: skip
    found = answers(gates, told)["event"]
    assert (found.status, {"e-gate1", "e-gate2"} <= set(ids(found))) == ("on_record", True)


def test_a_claim_up_to_a_month_tells_no_further_day(gates: Record) -> None:
    told = says("Until May Estonia closed the crossing at Skerry on 25 May 2019", "event",
                actors=BOTH, date="../2019-05")  # fmt: skip
    assert answers(gates, told)["event"].status == "on_record"


@pytest.mark.parametrize(("most", "status"), [(80.0, "occurred"), (60.0, "not_occurred")])
def test_a_number_foretold_is_held_against_the_value_of_its_year(
    gates: Record, most: float, status: str
) -> None:
    told = says(f"For 2019 the herring sold by Estonia to Finland will stay below {most:g} euros", "prediction",
                actors=BOTH, quantity=Quantity(most, None, most, "EUR"))  # fmt: skip
    found = answers(gates, told)["prediction"]
    assert (found.status, ids(found)) == (status, ["n-19"])


def test_a_number_foretold_is_open_until_its_year_is_over(gates: Record) -> None:
    told = says("For 2019 the herring sold by Estonia to Finland will stay below 80 euros", "prediction",
                actors=BOTH, quantity=Quantity(80.0, None, 80.0, "EUR"))  # fmt: skip
    assert answers(gates, told, as_of=WRITTEN)["prediction"].status == "open"


def test_a_state_that_is_only_a_place_leaves_the_sides_of_the_text(known: Record) -> None:
    first = says("Estonia and Finland quarrel over a toll", "event", actors=BOTH)
    told = says("A declaration was signed in Riga", "event", actors=("LVA",))
    context = brief(known, first, told)
    assert set(BOTH) <= set(asked(context.statements[1], context).parties.states)


def test_what_an_act_was_for_is_a_motive(known: Record) -> None:
    context = brief(
        known, says("If Estonia closed it, it was to please Riga", "event", actors=("EST",))
    )
    assert ascribes_a_motive(context.statements[0], context)
