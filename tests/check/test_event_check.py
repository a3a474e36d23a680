"""Event: on record, at another date, conflicting, not on record, or out of sight."""

import datetime as dt
from pathlib import Path

from ferry_dispute import EVENTS, FEED, answers, ids, notes, record, says

from earnest.contract.finding import Finding
from earnest.contract.text import Statement
from earnest.store import Record

BOTH = ("EST", "FIN")
EXPULSION = says(
    "Estonia expelled two Finnish diplomats on 15 March", "event", actors=BOTH, date="2019-03-15"
)
BOMB = says(
    "Finland bombed an Estonian warehouse in April", "event", actors=("FIN", "EST"), date="2019-04"
)
YLE = says("Estonia blocked Yle on 5 May", "event", actors=BOTH, about=("Yle",), date="2019-05-05")


def event(known: Record, claim: Statement, **more: dt.date) -> Finding:
    return answers(known, claim, **more)["event"]


def test_an_act_on_its_day_is_on_record(known: Record) -> None:
    found = event(known, EXPULSION)
    assert (found.status, ids(found)) == ("on_record", ["e-expel"])
    assert (
        "2019-03-15: Estonia expels two Finnish diplomats over the lighthouse toll" in found.words
    )


def test_a_measure_answers_too(known: Record) -> None:
    found = event(known, YLE)
    assert (found.status, ids(found)) == ("on_record", ["m-yle"])
    assert "announced 2019-05-02, in force from 2019-05-05" in found.words


def test_an_act_on_another_day_is_told_with_the_distance(known: Record) -> None:
    text = "Estonia expelled two Finnish diplomats over the lighthouse toll"
    early = says(text, "event", actors=BOTH, date="2019-03-12")
    late = says(text, "event", actors=BOTH, date="2019-03-16")
    assert event(known, early).status == event(known, late).status == "other_date"
    assert "3 days later than the date given" in event(known, early).words
    assert "1 day earlier than the date given" in event(known, late).words


def test_a_yearly_day_is_met_by_the_year_in_which_the_act_was(known: Record) -> None:
    told = "is the day on which Estonia expelled two Finnish diplomats over the lighthouse toll"
    yearly = says(f"15 March {told}", "event", actors=BOTH, date="2018-03-15")
    with_year = says(f"15 March 2018 {told}", "event", actors=BOTH, date="2018-03-15")
    act = says(
        "Estonia expelled two Finnish diplomats on 15 March",
        "event",
        actors=BOTH,
        date="2018-03-15",
    )
    assert (event(known, yearly).status, ids(event(known, yearly))) == ("on_record", ["e-expel"])
    assert event(known, with_year).status == event(known, act).status == "other_date"


def test_an_act_after_an_undated_claim_is_later_than_the_text(known: Record) -> None:
    claim = says("Finland has apologised for the harbour search", "event", actors=("FIN", "EST"))
    found = event(known, claim)
    assert (found.status, ids(found)) == ("other_date", ["e-apology"])
    assert "21 days later than the text" in found.words


def test_a_denial_of_a_recorded_act_is_conflicting(known: Record) -> None:
    text = "Estonia never expelled Finnish diplomats over a lighthouse toll"
    found = event(known, says(text, "event", actors=BOTH))
    assert (found.status, ids(found)) == ("conflicting", ["e-expel"])


def test_a_measure_announced_but_not_in_effect_is_conflicting(known: Record) -> None:
    claim = says(
        "Finland has suspended visas for Estonians", "event", actors=("FIN", "EST"), date="2019-05"
    )
    found = event(known, claim)
    assert (found.status, ids(found)) == ("conflicting", ["m-visas"])
    assert "not in effect as known on 2020-12-31" in found.words


def test_that_a_ban_was_not_lifted_is_borne_out_until_it_is_lifted(known: Record) -> None:
    claim = says("Estonia has not lifted the block on Yle", "event", actors=BOTH, about=("Yle",))
    found = event(known, claim)
    assert (found.status, ids(found)[0]) == ("on_record", "m-yle")
    assert "no lifting on record" in found.words


def test_selected_rows_cannot_show_that_nothing_happened(known: Record) -> None:
    found = event(known, BOMB)
    assert found.status == "cannot_see"
    assert "selected" in found.words
    (wanted,) = found.wanted
    assert (wanted.table, wanted.actor, wanted.recipient, wanted.act_class) == (
        "events",
        "FIN",
        "EST",
        "attack",
    )
    assert (wanted.since, wanted.until) == (dt.date(2019, 4, 1), dt.date(2019, 4, 30))


def test_exhaustive_rows_can(exhaustive: Record) -> None:
    assert event(exhaustive, BOMB).status == "not_on_record"


def test_an_exhaustive_record_of_one_pair_says_nothing_about_another(exhaustive: Record) -> None:
    claim = says(
        "Latvia bombed an Estonian warehouse", "event", actors=("LVA", "EST"), date="2019-04"
    )
    assert event(exhaustive, claim).status == "cannot_see"


def test_a_feed_can_from_five_events_a_month_on(tmp_path: Path) -> None:
    thin = record(tmp_path / "thin", coverage=FEED, events=EVENTS + notes("2019-04-10", 2))
    ample = record(tmp_path / "ample", coverage=FEED, events=EVENTS + notes("2019-04-10", 6))
    assert event(thin, BOMB).status == "cannot_see"
    assert event(ample, BOMB).status == "not_on_record"


def test_a_feed_says_nothing_about_a_time_without_a_beginning(tmp_path: Path) -> None:
    ample = record(tmp_path / "ample", coverage=FEED, events=EVENTS + notes("2019-04-10", 60))
    undated = says("Finland bombed an Estonian warehouse", "event", actors=("FIN", "EST"))
    assert event(ample, undated).status == "cannot_see"


def test_a_row_from_memory_never_answers(known: Record) -> None:
    claim = says(
        "Finland arrested the pilots of an Estonian barge",
        "event",
        actors=("FIN", "EST"),
        date="2019-04-02",
    )
    assert event(known, claim).status == "cannot_see"


def test_the_same_row_with_an_address_behind_it_does(tmp_path: Path) -> None:
    backed = record(
        tmp_path / "r",
        events=EVENTS.replace("memory,low,,,memory", "https://example.org/e0,high,,,page"),
    )
    claim = says(
        "Finland arrested the pilots of an Estonian barge",
        "event",
        actors=("FIN", "EST"),
        date="2019-04-02",
    )
    found = event(backed, claim)
    assert (found.status, ids(found)) == ("on_record", ["e-crew"])


def test_where_no_row_answers_the_nearest_is_shown_as_a_lead(known: Record) -> None:
    claim = says("Estonia detained a Finnish cook", "event", actors=BOTH, date="2019-03")
    found = event(known, claim)
    assert (found.status, ids(found)[0]) == ("cannot_see", "e-sailors")
    assert "Nearest, but not the act" in found.words


def test_a_row_from_memory_is_shown_as_an_unsourced_lead(known: Record) -> None:
    claim = says(
        "Finland arrested the pilots of a barge", "event", actors=("FIN", "EST"), date="2019-04-02"
    )
    found = event(known, claim)
    assert (found.status, ids(found)[0]) == ("cannot_see", "e-crew")
    assert "unsourced lead" in found.words


def test_a_claim_that_names_nobody_is_out_of_sight(known: Record) -> None:
    found = event(known, says("the harbour froze over", "event"))
    assert (found.status, found.rows) == ("cannot_see", ())
    assert "names no state or body" in found.words


def test_a_claim_with_one_side_is_read_as_about_the_two_states_of_the_text(known: Record) -> None:
    one_sided = says("Estonia expelled two diplomats", "event", actors=("EST",), date="2019-03")
    found = answers(known, YLE, one_sided)["event"]
    assert (found.status, ids(found)) == ("on_record", ["e-expel"])


def test_the_window_and_the_kind_of_coverage_are_told(known: Record) -> None:
    coverage = event(known, EXPULSION).coverage
    assert coverage is not None
    assert (coverage.n, coverage.kind) == (1, "selected")
    assert (coverage.since, coverage.until) == (dt.date(2019, 3, 15), dt.date(2019, 3, 15))


def test_an_act_begun_in_time_and_completed_later_is_told_as_both(tmp_path: Path) -> None:
    rows = EVENTS + (
        "w-1,2019-04-03,day,,EST,,FIN,,0874,Estonia begins to withdraw its radar unit,"
        "https://example.org/w1,high,,,page\n"
        "w-2,2019-07-09,day,,EST,,FIN,,0874,Estonia completes the withdrawal of its radar unit,"
        "https://example.org/w2,high,,,page\n"
    )
    claim = says("Estonia withdrew its radar unit in April", "event", actors=BOTH, date="2019-04")
    found = event(record(tmp_path / "r", events=rows), claim)
    assert (found.status, ids(found)[0]) == ("other_date", "w-2")
    assert "completed 70 days later" in found.words


def test_an_act_dated_to_a_month_is_told_as_such(tmp_path: Path) -> None:
    row = (
        "t-1,2019-04,month,,EST,,FIN,,130,Estonia threatens a lighthouse embargo,"
        "https://example.org/t1,high,,,page\n"
    )
    coarse = record(tmp_path / "r", events=EVENTS + row)
    text = "Estonia threatened a lighthouse embargo"
    inside = event(coarse, says(text, "event", actors=BOTH, date="2019-04-17"))
    outside = event(coarse, says(text, "event", actors=BOTH, date="2019-05-09"))
    assert inside.status == "on_record"
    assert "2019-04: Estonia threatens" in inside.words
    assert "9 days earlier" in outside.words  # from 30 April, the last day it may have been
