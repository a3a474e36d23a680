"""Files of baselines and of events, read and refused."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from earnest.contract.baselines import baselines_json
from earnest.errors import InputError
from earnest.store.baselines import read_baselines, shipped_baselines
from earnest.store.event_columns import checksum, event_columns


def written(folder: Path, **columns: Sequence[object]) -> Path:
    path = folder / "events.parquet"
    pq.write_table(pa.table(dict(columns)), path)
    return path


def test_a_written_file_of_baselines_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "baselines.json"
    path.write_text(baselines_json(shipped_baselines()), encoding="utf-8")
    assert read_baselines(path) == shipped_baselines()


def test_the_shipped_file_is_what_writing_it_again_would_give() -> None:
    from importlib.resources import files

    text = files("earnest.data").joinpath("baselines.json").read_text(encoding="utf-8")
    assert baselines_json(shipped_baselines()) == text


def test_a_missing_or_foreign_file_of_baselines_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file; make it with"):
        read_baselines(tmp_path / "none.json")
    path = tmp_path / "other.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="this is no file of baselines"):
        read_baselines(path)


def test_events_are_read_under_either_name_of_a_side(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        source_state=["PER"],
        target_state=["CHL"],
        date=[dt.date(2000, 1, 1)],
        code=["057"],
        set=["andes"],
        ontology=["WEIS"],
    )
    assert event_columns([path, path]).to_pylist()[1] == {
        "actor_country": "PER",
        "recipient_country": "CHL",
        "code": "057",
        "set": "andes",
        "ontology": "WEIS",
        "date": dt.date(2000, 1, 1),
    }


def test_events_without_a_set_or_a_scheme_are_cameo_events_of_one_set(tmp_path: Path) -> None:
    day = [dt.date(2000, 1, 1)]
    path = written(
        tmp_path, actor_country=["PER"], recipient_country=["CHL"], date=day, code=["057"]
    )
    row = event_columns([path]).to_pylist()[0]
    assert (row["set"], row["ontology"]) == ("", "CAMEO")


def test_a_file_of_other_columns_is_refused_by_name(tmp_path: Path) -> None:
    path = written(tmp_path, actor_country=["PER"], date=[dt.date(2000, 1, 1)])
    with pytest.raises(InputError, match="the columns recipient_country, code are missing"):
        event_columns([path])


def test_a_missing_file_and_one_of_another_kind_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        event_columns([tmp_path / "none.parquet"])
    text = tmp_path / "events.csv"
    text.write_text("date,code\n", encoding="utf-8")
    with pytest.raises(InputError, match="this is no Parquet file"):
        event_columns([text])


def test_a_checksum_is_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    assert checksum(path) == hashlib.sha256(b"abc").hexdigest()


def test_codes_written_as_numbers_get_their_zero_back_and_blanks_are_nobody(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        actor_country=["FIN", "", "EST", "FIN", "EST"],
        recipient_country=["EST", "EST", "FIN", "EST", "FIN"],
        date=[dt.datetime(2018, 7, 1, 5), *[dt.datetime(2018, 7, 2)] * 4],
        code=[43, 112, 211, 1122, 204],
    )
    table = event_columns([path])
    assert table["code"].to_pylist() == ["043", "112", "0211", "1122", "204"]
    assert table["actor_country"].to_pylist() == ["FIN", None, "EST", "FIN", "EST"]
    assert table["date"].to_pylist()[0] == dt.date(2018, 7, 1)


def test_a_date_that_is_no_date_is_refused(tmp_path: Path) -> None:
    path = written(
        tmp_path, actor_country=["FIN"], recipient_country=["EST"], date=["soon"], code=["043"]
    )
    with pytest.raises(InputError, match="something else than days"):
        event_columns([path])
