"""The record as it is asked in Python: filters, frames, and how results show themselves."""

import datetime as dt
import doctest
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import earnest
from earnest.errors import InputError, OutputError
from earnest.store import Record
from earnest.store.result import Result, Stream

ROOT = Path(__file__).parents[2]
DAY = dt.date(2019, 12, 31)
HEAD = "event_id,date,actor_country,recipient_country,code,description,source_ref,tier,known_at\n"
ROWS = (
    "e1,2019-01-01,EST,FIN,042,a visit,https://example.org/1,page,2019-01-01",
    "e2,2019-01-02,FIN,EST,166,an expulsion,https://example.org/2,page,2019-01-02",
    "e3,2019-01-05,FIN,EST,172,a ban,https://example.org/3,page,2019-02-01",
    "e4,2019-03-01,LVA,EST,190,shots,https://example.org/4,page,2019-03-01",
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("record")
    (folder / "events.csv").write_text(HEAD + "".join(f"{row}\n" for row in ROWS), "utf-8")
    (folder / "documents.csv").write_text(
        "document_id,date,outlet,country,source_ref\n"
        "d1,2019-01-03,Sun,EST,https://example.org/5\n"
        "d2,2019-02-03,Moon,FIN,https://example.org/6\n",
        "utf-8",
    )
    return Record.open(folder)


def ids(found: Result) -> list[str]:
    values: list[str] = found.table[found.table.column_names[0]].to_pylist()
    return values


def test_events_are_filtered_by_parties_and_half_open_days(record: Record) -> None:
    since, until = dt.date(2019, 1, 2), dt.date(2019, 1, 5)
    found = record.events(actors=["FIN"], recipients=["EST"], since=since, until=until)
    assert ids(found) == ["e2"]
    assert ids(record.events(recipients=["EST"], as_of=DAY)) == ["e2", "e3", "e4"]


def test_events_are_filtered_by_class_root_and_quad(record: Record) -> None:
    assert ids(record.events(act="expulsion")) == ["e2"]
    assert ids(record.events(roots=["17", "19"])) == ["e3", "e4"]
    assert ids(record.events(quads=[1])) == ["e1"]


def test_what_was_not_known_is_not_among_the_events(record: Record) -> None:
    assert ids(record.events(as_of=dt.date(2019, 1, 31))) == ["e1", "e2"]


def test_events_stand_in_the_columns_of_the_contract(record: Record) -> None:
    assert record.events().table.schema.names == record.tables["events"].schema.names


def test_an_unknown_class_of_acts_is_told_with_those_there_are(record: Record) -> None:
    with pytest.raises(ValueError, match=r"no class of acts 'tea'; there are accusation, "):
        record.events(act="tea")


def test_a_word_in_place_of_a_list_is_refused(record: Record) -> None:
    with pytest.raises(ValueError, match=r"actors takes a list, such as \['RUS'\], not text"):
        record.events(actors="RUS")


def test_measures_are_rewound(record: Record) -> None:
    for day, status in ((dt.date(2019, 1, 1), "in_force"), (dt.date(2022, 1, 1), "lifted")):
        found = record.measures(
            senders=["SAU"], targets=["QAT"], types=["airspace_closed"], as_of=day
        )
        assert found.table["status"].to_pylist() == [status]
    assert len(record.measures(types=["airspace_closed"], families=["trade"])) == 0


def test_documents_are_filtered_and_cut_to_the_day(record: Record) -> None:
    assert ids(record.documents(outlets=["Moon"])) == ["d2"]
    assert ids(record.documents(as_of=dt.date(2019, 1, 31))) == ["d1"]
    assert ids(record.documents(countries=["EST"], since=dt.date(2019, 1, 4))) == []
    assert ids(record.documents(until=dt.date(2019, 2, 3))) == ["d1"]


def test_a_series_of_one_state_or_of_an_unknown_step_is_refused(record: Record) -> None:
    with pytest.raises(ValueError, match="two sides, not EST twice"):
        record.series("EST", "EST")
    with pytest.raises(ValueError, match="step is one of day, week, not 'month'"):
        record.series("EST", "FIN", step="month")  # type: ignore[arg-type]


def test_a_result_shows_its_first_rows_as_text_and_as_escaped_html() -> None:
    shown = Result(pa.table({"name": ["a<b", None], "n": [1, 22]}), "cells")
    assert repr(shown) == "cells: 2 rows\nname  n\na<b   1\n      22"
    assert "<caption>cells: 2 rows</caption>" in shown._repr_html_()
    assert "<td>a&lt;b</td><td>1</td>" in shown._repr_html_()
    long = Result(pa.table({"n": list(range(30))}), "many")
    assert repr(long).startswith("many: 30 rows, the first 10 shown\n")
    assert len(repr(long).splitlines()) == 12


def test_a_record_shows_what_it_holds_in_a_notebook(record: Record) -> None:
    assert "<tr><td>events</td><td>4</td></tr>" in record._repr_html_()


def test_a_result_becomes_a_pandas_frame(record: Record) -> None:
    pytest.importorskip("pandas")
    frame = record.events(act="expulsion").to_pandas()
    assert frame["event_id"].tolist() == ["e2"]


def test_a_missing_frame_package_is_told_with_what_to_do(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(InputError, match="polars is not installed; install it"):
        record.events().to_polars()


def test_whatever_takes_arrow_takes_a_result(record: Record) -> None:
    assert pa.table(record.events(quads=[1])).num_rows == 1
    assert pa.RecordBatchReader.from_stream(record.panel(as_of=DAY)).read_all().num_rows == 3


def test_a_stream_is_written_batch_by_batch(tmp_path: Path, record: Record) -> None:
    stream = record.panel(as_of=DAY)
    assert "a stream of actor_country, recipient_country" in repr(stream)
    assert stream.write(tmp_path / "panel.parquet") == 3
    assert pq.read_table(tmp_path / "panel.parquet").schema == stream.schema
    assert [path.name for path in tmp_path.iterdir()] == ["panel.parquet"]


def test_a_stream_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    schema = pa.schema([("n", pa.int64())])
    with pytest.raises(OutputError, match="cannot be written"):
        Stream(schema, [], "nothing").write(tmp_path / "none" / "panel.parquet")


def test_the_public_names_are_these() -> None:
    assert earnest.__all__ == [
        "EarnestError", "InputError", "OutputError", "Record", "RecordError", "Result", "Stream",
    ]  # fmt: skip
    assert all(getattr(earnest, name) for name in earnest.__all__)
    assert set(earnest.__all__) < set(dir(earnest))
    with pytest.raises(AttributeError, match="no attribute 'Recrod'"):
        _ = earnest.Recrod


def test_importing_earnest_loads_nothing_heavy() -> None:
    look = "import sys, earnest; print({'pyarrow', 'duckdb', 'numpy', 'spacy'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert found.stdout == "set()\n"


def test_the_examples_in_the_docs_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    path = os.fspath(ROOT / "docs" / "api.md")
    failed, tried = doctest.testfile(path, module_relative=False, encoding="utf-8")
    assert (failed, tried > 10) == (0, True)


def test_days_may_be_typed_as_text(quarrels: Record) -> None:
    typed = quarrels.events(actors=["EST"], since="2014-01-06", until="2014-01-20")
    given = quarrels.events(
        actors=["EST"], since=dt.date(2014, 1, 6), until=dt.datetime(2014, 1, 20, 9)
    )
    assert typed.table.equals(given.table)
    assert len(quarrels.measures(as_of="1850-01-01")) == 0


@pytest.mark.parametrize(
    "wrong", [{"roots": [1]}, {"quads": [9]}, {"since": "20 May"}, {"act": "softning"}]
)
def test_a_filter_that_no_event_could_pass_is_refused(
    quarrels: Record, wrong: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=r"each of|isoformat|no class of acts"):
        quarrels.events(**wrong)


def test_a_type_of_measures_that_there_is_not_is_refused(quarrels: Record) -> None:
    with pytest.raises(ValueError, match="each of types is one of"):
        quarrels.measures(types=["import_bannd"])
