"""What `record show --dyad` tells: years that hold something, that are covered, and the rest."""

import json
from collections import Counter
from pathlib import Path

import pytest

from cli_runs import earnest
from earnest.report.dyad import dyad_text
from earnest.store import Record
from earnest.store.manifest import shortened
from earnest.store.years import dyad_years

EVENTS = """event_id,date,actor_country,recipient_country,code,source_ref
a,2012-03-01,CHE,FRA,042,https://news.example
b,2012-06-01,FRA,CHE,112,https://news.example
c,2015-01-01,CHE,FRA,190,https://news.example
d,2015-01-01,CHE,ITA,190,https://news.example
"""
COVERAGE = """table,actor,recipient,class,from,to,kind,method
events,CHE,FRA,all,2012-03-01,2012-12-31,exhaustive,the log of the pier
events,CHE,FRA,all,2012-12-01,2013-01-31,exhaustive,the log of the pier
events,CHE,ITA,all,2012-01-01,2012-12-31,exhaustive,another log
events,CHE,FRA,force,2015-01-01,2015-12-31,exhaustive,one kind alone
"""
MEASURES = """id,sender,target,measure,start,status,source
m,FRA,CHE,border_closed,2015-05-01,in_force,https://news.example
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("events", EVENTS), ("coverage", COVERAGE), ("measures", MEASURES)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_years_run_from_the_first_to_the_last_that_hold_or_cover_anything(folder: Path) -> None:
    years = dyad_years(Record.open(folder), "CHE", "FRA")

    assert [(y.year, y.forth, y.back, y.quads, y.measures) for y in years] == [
        (2012, 1, 1, (1, 0, 1, 0), 0),
        (2013, 0, 0, (0, 0, 0, 0), 0),
        (2014, 0, 0, (0, 0, 0, 0), 0),
        (2015, 1, 0, (0, 0, 0, 1), 1),
    ]


def test_days_that_two_promises_cover_count_once(folder: Path) -> None:
    years = dyad_years(Record.open(folder), "CHE", "FRA")

    assert [y.days_covered for y in years] == [306, 31, 0, 0]
    assert years[0].covered_by == ("the log of the pier",)


def test_a_stretch_without_rows_or_promises_says_that_the_record_cannot_see(folder: Path) -> None:
    text = earnest("record", "show", "--record", folder, "--dyad", "CHE", "FRA").stdout

    assert "\n2014  nothing held, nothing covered: the record cannot see\n" in text
    assert "3 events; measures begun: 1." in text


def test_the_years_are_told_as_json(folder: Path) -> None:
    words = ("record", "show", "--record", folder, "--dyad", "CHE", "FRA", "--format", "json")

    assert [year["forth"] for year in json.loads(earnest(*words).stdout)] == [1, 0, 0, 1]


def test_two_states_of_which_nothing_is_known_are_said_to_be_so(folder: Path) -> None:
    assert dyad_years(Record.open(folder), "NRU", "TUV") == []
    assert "the record cannot see what happened" in dyad_text([], "NRU", "TUV")


def test_a_code_that_no_state_has_is_refused_with_the_nearest(folder: Path) -> None:
    result = earnest("record", "show", "--record", folder, "--dyad", "CHE", "FR")

    assert result.exit_code != 0
    assert "no state has this code" in result.stderr


def test_rows_written_by_hand_promise_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(EVENTS, encoding="utf-8")
    earnest("record", "add", tmp_path / "mine.csv", "--home", tmp_path / "home")

    assert Record.open(tmp_path / "home").count("coverage") == 0


def test_details_tell_repairs_and_unknown_actors_of_each_file(tmp_path: Path) -> None:
    lines = "20150218\tCHE\tQQQ\t042\n20150218\tCHE\tFRA\t42]\nshort\n"
    (tmp_path / "x.txt").write_text(lines, encoding="utf-8")
    words = ("--home", tmp_path / "home", "--format", "keds-cameo")
    earnest("record", "add", tmp_path / "x.txt", *words)

    text = earnest("record", "show", "--record", tmp_path / "home", "--details").stdout

    assert "x.txt (keds-cameo): 3 read, 2 events; 1 in quarantine" in text
    assert "  unknown actor: keds:QQQ: 1\n" in text


def test_unknown_actors_beyond_the_fifty_most_frequent_are_counted_together() -> None:
    found = shortened(Counter({f"keds:Q{n:02}": 100 - n for n in range(60)}))

    assert len(found) == 51
    assert found["10 other codes"] == sum(100 - n for n in range(50, 60))
