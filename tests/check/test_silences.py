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
    assert not {"m-embassy", "m-ferry", "e-apology", "e-paid"} & set(found)


def test_an_act_more_than_sixty_days_back_is_none(known: Record) -> None:
    assert "e-sailors" not in rows(unsaid(known, YLE))


def test_a_row_from_memory_is_none(both_claims: Found) -> None:
    assert "e-crew" not in rows(both_claims)


def test_a_row_that_answers_a_claim_is_none(known: Record) -> None:
    told = says("Finland sent a delegation to Tallinn on 12 May", "event", actors=("FIN", "EST"),
                date="2019-05-12")  # fmt: skip
    assert "e-thanks" in rows(unsaid(known, YLE))
    assert "e-thanks" not in rows(unsaid(known, YLE, told))


def test_each_says_why_it_bears_on_the_text(both_claims: Found) -> None:
    reasons = {silence.rows[0].id: silence.reason for silence in both_claims}
    assert "same sender, same kind of act, same weeks" in reasons["m-svt"]
    assert NEVER.text in reasons["m-ham"]
    assert "18 days before the text" in reasons["e-thanks"]


def test_an_act_within_days_of_one_that_the_text_tells_is_heard(tmp_path: Path) -> None:
    note = "e-note,2019-05-21,day,,FIN,,EST,,036,Finland hands over a note,https://example.org/n,high,,,page\n"
    known = record(tmp_path / "record", events=EVENTS + note)
    freed = says("Estonia released the cook of the trawler from jail on 20 May", "event",
                 actors=("EST", "FIN"), date="2019-05-20")  # fmt: skip
    reasons = {one.rows[0].id: one.reason for one in unsaid(known, YLE, freed)}
    assert "within 3 days of an act told" in reasons["e-note"]


def test_a_rule_gives_place_to_other_silences_after_a_few(both_claims: Found) -> None:
    against = [one for one in both_claims[:10] if NEVER.text in one.reason]
    assert len(against) <= 3
