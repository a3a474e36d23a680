"""`earnest record series` and `record panel` as typed at a terminal."""

import datetime as dt
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from cli_runs import earnest
from earnest.store import Record

pytestmark = pytest.mark.slow

AS_OF = ("--as-of", "2020-01-01")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EARNEST_HOME", str(tmp_path / "no-home"))
    monkeypatch.chdir(tmp_path)


def test_a_series_is_printed_as_csv_for_the_days_asked_for(
    quarrel_home: Path, quarrels: Record
) -> None:
    call = ("record", "series", "EST", "FIN", "--record", quarrel_home, *AS_OF)
    whole = earnest(*call).stdout.splitlines()
    assert whole[0] == "first_day,actor_country,recipient_country,quad,n"
    week = quarrels.at(dt.date(2020, 1, 1)).events(
        actors=("EST",), recipients=("FIN",), until=dt.date(2014, 1, 13)
    )
    verbal = [event for event in week if event.quad == 1]
    assert whole[1] == f"2014-01-06,EST,FIN,1,{len(verbal)}"
    day = earnest(
        *call, "--from", "2014-01-06", "--to", "2014-01-06", "--by", "root", "--step", "day"
    )
    header, *rows = day.stdout.splitlines()
    assert header.endswith(",root,n")
    assert {row.split(",")[0] for row in rows} == {"2014-01-06"}


def test_a_panel_is_written_and_its_rows_are_told(quarrel_home: Path, tmp_path: Path) -> None:
    out = tmp_path / "panel.parquet"
    result = earnest("record", "panel", "--out", out, "--record", quarrel_home, *AS_OF)
    table = pq.read_table(out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{out}: {table.num_rows:,} rows\n"
    assert table.num_rows > 1000


def test_an_engine_that_is_not_installed_is_told_in_one_sentence(
    quarrel_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    call = ("record", "series", "EST", "FIN", "--record", quarrel_home, "--engine", "spark")
    result = earnest(*call)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "pyspark is not installed; install the extra" in result.stderr
