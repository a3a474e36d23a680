"""Every reader: its sample is recognised by content, and no damage to it breaks the reader."""

import datetime as dt
import os
import random
from pathlib import Path

import pytest
from feed_files import ROWS, sample
from feed_fuzz import fuzz, one_damage, packed, tried
from feed_samples import read, read_text
from feed_writers import WRITERS, Fact
from hypothesis import given, settings
from hypothesis import strategies as st

from earnest.errors import InputError
from earnest.read.feeds import FEEDS, detect

pytestmark = pytest.mark.slow

DAY = dt.date(2015, 2, 18)
EXAMPLES = 40 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 4


def _fact(text: str) -> Fact:
    return Fact(1, DAY, DAY, "CHE", "FRA", "042", 1.0, text)


@pytest.mark.parametrize("name", FEEDS)
def test_the_sample_is_recognised_by_its_content_and_read_whole(tmp_path: Path, name: str) -> None:
    path = tmp_path / "no name that says anything"
    path.write_bytes(sample(name))

    found = read(path)

    assert detect(path) == name
    assert found.rejected == []
    rows = found.read if FEEDS[name].table is None else found.table.num_rows
    assert rows == ROWS


@pytest.mark.parametrize("name", FEEDS)
@settings(max_examples=EXAMPLES, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_damage_breaks_a_reader_or_loses_a_line(
    tmp_path_factory: pytest.TempPathFactory, name: str, seed: int
) -> None:
    kind, raw = one_damage(name, random.Random(seed))

    assert tried(tmp_path_factory.getbasetemp(), name, raw, kind=kind)


# Damage that the fuzzer found, each with what must come of it.


@pytest.mark.parametrize("column", [b"measure_id", b"note"])
def test_a_parquet_file_whose_column_names_are_no_text_is_damaged(
    tmp_path: Path, column: bytes
) -> None:
    raw = sample("measures-parquet").replace(column, b"\xf4" + column[1:])
    (tmp_path / "x").write_bytes(raw)

    with pytest.raises(InputError, match=r"damaged|cannot be read|no column"):
        read(tmp_path / "x", "measures-parquet")


def test_text_in_parquet_that_is_no_utf_8_is_replaced(tmp_path: Path) -> None:
    raw = WRITERS["icews-parquet"].file([_fact("Ferrymen")]).replace(b"Ferrymen", b"F\xf3rrymen")
    (tmp_path / "x").write_bytes(raw)

    assert read(tmp_path / "x").row["actor_name"] == "F\ufffdrrymen"


def test_a_zip_of_a_version_that_there_is_not_is_damaged(tmp_path: Path) -> None:
    raw = bytearray(packed(sample("events"), "zip"))
    raw[raw.rindex(b"PK\x01\x02") + 6] = 151
    path = tmp_path / "later.zip"
    path.write_bytes(raw)

    with pytest.raises(InputError, match="the archive is damaged"):
        detect(path)


def test_a_zip_whose_list_points_before_the_file_is_damaged(tmp_path: Path) -> None:
    raw = packed(sample("events"), "zip")
    end = raw.rindex(b"PK\x05\x06")
    (tmp_path / "x").write_bytes(raw[: end + 12] + b"\xff\xff" + raw[end + 14 :])

    with pytest.raises(InputError, match="the archive is damaged"):
        detect(tmp_path / "x")


@pytest.mark.parametrize("text", ['["Introduction", "Geography"]', '{"Government": 1}', "[" * 9000])
def test_json_of_another_shape_is_no_profile(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError):
        read_text(tmp_path, text, "factbook")


def test_half_a_sign_in_json_is_replaced(tmp_path: Path) -> None:
    text = sample("plover").decode().replace('"meet"', '"me\\ud800t"')

    assert read_text(tmp_path, text).rows[0]["description"] == "me?t"


def test_half_a_sign_in_the_name_of_a_field_is_replaced(tmp_path: Path) -> None:
    text = sample("factbook").decode().replace("Length n410", "Le\\ud800ngth")

    assert read_text(tmp_path, text).rows[0]["series_id"] == "factbook:le_ngth"


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("comtrade", "2015", "9999", "the period is neither a year nor a month"),
        (
            "comtrade",
            "2015",
            "\u0662\u0660\u0661\u0665",
            "the period is neither a year nor a month",
        ),
        ("gsdb", "2015,2015", "\u00b2\u00b2\u00b2\u00b2,2015", "the spell has no start"),
        ("cow", "2015.0", "\u00b2015", "the year is none"),
    ],
)
def test_a_year_in_signs_that_are_no_digits_is_no_year(
    tmp_path: Path, name: str, old: str, new: str, reason: str
) -> None:
    found = read_text(tmp_path, sample(name).decode().replace(old, new), name)

    assert found.rejected
    assert {one.reason for one in found.rejected} == {reason}


def test_a_figure_too_large_for_a_number_is_none(tmp_path: Path) -> None:
    text = sample("cow").decode().replace("1500.0", "1e999")

    assert read_text(tmp_path, text).table.num_rows == ROWS - 1


@pytest.mark.soak
def test_ten_minutes_of_damage_to_all_samples_find_nothing(tmp_path: Path) -> None:
    assert fuzz(10, 20, tmp_path)[1] == 0
