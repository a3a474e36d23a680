"""Silences: what is on record, bears on the claims, and stands nowhere in the text."""

import datetime as dt
from pathlib import Path

import pytest
from ferry_dispute import EVENTS, LATE, brief, record, says

from earnest.check import docket, silences
from earnest.contract.report import Silence
from earnest.contract.text import Statement
from earnest.store import Record

Found = tuple[Silence, ...]
BOTH = ("EST", "FIN")
YLE = says("Estonia blocked Yle on 5 May", "event", actors=BOTH, about=("Yle",), date="2019-05-05")
# One act of each side, alike in kind and of the same day, that no other row lies near.
OF_A_YEAR_BEFORE = """\
e-ours,2018-05-01,day,,FIN,,EST,,163,Finland stops Estonian peat at the quay,https://example.org/o,high,,,page
e-theirs,2018-05-01,day,,EST,,FIN,,163,Estonia stops Finnish peat at the quay,https://example.org/t,high,,,page
"""
OURS = (
    "Our harbour was calm before Estonia came",
    "We have asked Estonia for nothing",
    "Estonia has taken our patience for granted",
)
NEVER = says("Estonia never lifts a ban", "regularity", actors=("EST",))


def unsaid(known: Record, *claims: Statement, as_of: dt.date = LATE) -> tuple[Silence, ...]:
    context = brief(known, *claims, as_of=as_of)
    return silences(docket(context), context)


def rows(found: tuple[Silence, ...]) -> list[str]:
    return [row.id for silence in found for row in silence.rows]


@pytest.fixture(scope="module")
def both_claims(known: Record) -> tuple[Silence, ...]:
    return unsaid(known, YLE, NEVER)


def test_like_acts_come_first_then_counterexamples_then_acts_shortly_before(
    both_claims: Found,
) -> None:
    found = rows(both_claims)
    assert found[0] == "m-svt"
    assert found.index("m-svt") < found.index("m-ham") < found.index("e-thanks")


def test_ranks_count_up_from_one_and_no_row_comes_twice(known: Record) -> None:
    found = unsaid(known, YLE, YLE, NEVER)
    assert [silence.rank for silence in found] == list(range(1, len(found) + 1))
    assert len(set(rows(found))) == len(rows(found))


def test_what_the_text_names_is_no_silence(known: Record) -> None:
    told = says("Estonia blocked SVT of Sweden", "event", actors=("EST", "SWE"), about=("SVT",))
    assert "m-svt" not in rows(unsaid(known, YLE, told))


def test_what_came_after_the_text_is_no_silence(both_claims: Found) -> None:
    found = rows(both_claims)
    assert not {"e-apology", "e-paid"} & set(found)


def test_an_act_of_the_months_before_is_heard_though_it_lies_far_back(known: Record) -> None:
    assert "e-sailors" in rows(unsaid(known, YLE))


def test_an_act_that_a_text_dates_to_the_day_is_none(known: Record) -> None:
    told = says("On 10 February the Estonians were rough", "event", actors=BOTH, date="2019-02-10")
    assert "e-sailors" not in rows(unsaid(known, YLE, told))


def test_acts_of_one_side_in_the_same_days_are_one_silence(both_claims: Found) -> None:
    together = [{row.id for row in silence.rows} for silence in both_claims]
    assert {"e-expel", "m-embassy"} in together


def test_what_the_own_side_did_comes_before_what_was_done_to_it(tmp_path: Path) -> None:
    known = record(tmp_path / "record", events=EVENTS + OF_A_YEAR_BEFORE)
    ours = [says(text, "event", actors=BOTH) for text in OURS]
    found = unsaid(known, *ours)
    places = {row.id: silence.rank for silence in found for row in silence.rows}
    assert places["e-ours"] < places["e-theirs"]
    assert "by the side that the text speaks for" in found[places["e-ours"] - 1].reason


def test_a_row_from_memory_is_none(both_claims: Found) -> None:
    assert "e-crew" not in rows(both_claims)


def test_a_row_that_answers_a_claim_is_none(known: Record) -> None:
    told = says("Finland sent a delegation to Tallinn on 12 May", "event", actors=("FIN", "EST"),
                date="2019-05-12")  # fmt: skip
    assert "e-thanks" in rows(unsaid(known, YLE))
    assert "e-thanks" not in rows(unsaid(known, YLE, told))


def test_each_says_why_it_bears_on_the_text(both_claims: Found) -> None:
    reasons = {row.id: silence.reason for silence in both_claims for row in silence.rows}
    assert "same sender, same kind of act, same weeks" in reasons["m-svt"]
    assert NEVER.text in reasons["m-ham"]
    assert "18 days before the text" in reasons["e-thanks"]


def test_an_act_within_days_of_one_that_the_text_tells_is_heard(tmp_path: Path) -> None:
    note = "e-note,2019-05-21,day,,FIN,,EST,,036,Finland hands over a note,https://example.org/n,high,,,page\n"
    known = record(tmp_path / "record", events=EVENTS + note)
    freed = says("Estonia released the cook of the trawler from jail on 20 May", "event",
                 actors=("EST", "FIN"), date="2019-05-20")  # fmt: skip
    reasons = {r.id: one.reason for one in unsaid(known, YLE, freed) for r in one.rows}
    assert "within 3 days of an act told" in reasons["e-note"]


def test_a_rule_gives_place_to_other_silences_after_a_few(both_claims: Found) -> None:
    against = [one for one in both_claims[:10] if NEVER.text in one.reason]
    assert len(against) <= 3


def test_a_claim_that_only_its_kind_of_act_ties_to_a_row_does_not_tell_it(known: Record) -> None:
    vague = says("Estonia has let people go for less", "event", actors=BOTH)
    context = brief(known, YLE, vague)
    found = docket(context)
    answer = next(f for f in found if f.statement_id == "s2" and f.check == "event")
    assert (answer.status, answer.rows[0].id) == ("on_record", "e-freed")
    assert "e-freed" in rows(silences(found, context))
