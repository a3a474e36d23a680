"""When the rollup answers, what footers tell, and how the engine reads parts."""

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from feed_of_states import LAST_KNOWN, events, workspace

from earnest.store import Record
from earnest.store.engine import Engine, parquet_files
from earnest.store.row_groups import row_groups

pytestmark = pytest.mark.slow

BEFORE_THE_LAST = dt.date(2018, 1, 1)


def acts(record: Record, as_of: dt.date) -> int:
    return sum(record.series("EST", "FIN", as_of=as_of).table["n"].to_pylist())


def test_the_rollup_answers_where_every_row_was_known(tmp_path: Path) -> None:
    table = events(900, seed=3, is_plain=True)
    rows = acts(Record.open(workspace(tmp_path / "right", [table])), LAST_KNOWN)
    assert rows > 10
    assert (
        acts(Record.open(workspace(tmp_path / "twice", [table], times=2)), LAST_KNOWN) == 2 * rows
    )


def test_the_rows_answer_before_the_last_was_known(tmp_path: Path) -> None:
    table = events(900, seed=3, is_plain=True)
    right = Record.open(workspace(tmp_path / "right", [table]))
    assert acts(
        Record.open(workspace(tmp_path / "twice", [table], times=2)), BEFORE_THE_LAST
    ) == acts(right, BEFORE_THE_LAST)
    assert acts(right, BEFORE_THE_LAST) < acts(right, LAST_KNOWN)


def test_the_rows_answer_where_some_do_not_count(tmp_path: Path) -> None:
    table = events(900, seed=3)
    right = Record.open(workspace(tmp_path / "right", [table]))
    twice = Record.open(workspace(tmp_path / "twice", [table], times=2))
    assert acts(twice, LAST_KNOWN) == acts(right, LAST_KNOWN)


def test_a_footer_tells_whether_a_row_group_is_whole(tmp_path: Path) -> None:
    for name, is_plain in (("plain", True), ("odd", False)):
        home = workspace(tmp_path / name, [events(900, seed=4, is_plain=is_plain)])
        (file,) = parquet_files(Record.open(home).tables["events"])
        groups = list(row_groups(file))
        assert len(groups) == 3
        assert all(group.is_whole(LAST_KNOWN) for group in groups) == is_plain
        assert not any(group.is_whole(BEFORE_THE_LAST) for group in groups)
        assert (groups[0].actors, groups[1].actors) == (("EST", "LTU"), ("LTU", "XKX"))


def test_a_filtered_data_set_is_not_read_as_its_files(tmp_path: Path) -> None:
    rows = Record.open(workspace(tmp_path, [events(300, seed=5)])).tables["events"]
    assert len(parquet_files(rows)) == 1
    some = rows.filter(ds.field("quad") == 1)
    assert parquet_files(some) == ()
    counted = Engine({"events": some}).rows("SELECT count(*) AS n FROM events", {})[0]["n"]
    assert counted == rows.to_table().filter(ds.field("quad") == 1).num_rows


def test_a_column_that_parts_lack_is_null(tmp_path: Path) -> None:
    for name, columns in (("old", {"a": [1]}), ("new", {"a": [2], "b": ["x"]})):
        pq.write_table(pa.table(columns), tmp_path / f"{name}.parquet")
    schema = pa.schema([("a", pa.int64()), ("b", pa.string()), ("day", pa.date32())])
    rows = ds.dataset([str(p) for p in sorted(tmp_path.iterdir())], schema=schema)
    found = Engine({"t": rows}).table("SELECT a, b, day FROM t ORDER BY a", {})
    assert found.to_pylist() == [{"a": 1, "b": None, "day": None}, {"a": 2, "b": "x", "day": None}]
    assert found.schema.types == schema.types


def test_a_query_that_a_person_typed_reaches_the_parts_and_no_other_file(tmp_path: Path) -> None:
    record = Record.open(workspace(tmp_path / "home", [events(50, seed=6)]))
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n")
    assert record.ask("SELECT count(*) AS n FROM events").to_pylist() == [{"n": 50}]
    with pytest.raises(Exception, match="disabled"):
        record.ask(f"SELECT a FROM read_csv('{other}')")
