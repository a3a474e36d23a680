"""Packed files: unpacked on the fly, and refused with a reason where they cannot be trusted."""

import gzip
import io
import zipfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from feed_samples import ICEWS_HEADER, gdelt2_line, icews_line, read
from hypothesis import given, settings
from hypothesis import strategies as st

from earnest.errors import InputError
from earnest.read.feeds import batches, detect
from earnest.read.feeds.parquet_events import KEDS

LINES = "".join(gdelt2_line(GLOBALEVENTID=str(n)) + "\n" for n in range(200)).encode()


def _zip(path: Path, files: dict[str, bytes], *, packed: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", packed) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_zip_and_a_gzip_hold_the_same_rows_as_the_file(tmp_path: Path) -> None:
    zipped = _zip(tmp_path / "a.zip", {"20150218.export.CSV": LINES})
    (tmp_path / "a.gz").write_bytes(gzip.compress(LINES))

    assert detect(zipped) == "gdelt2"
    assert read(zipped).table.num_rows == 200
    assert read(tmp_path / "a.gz").table.num_rows == 200


def test_a_rejected_line_of_an_archive_names_archive_and_member(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"x.CSV": LINES + b"short\n"})

    found = read(path)

    assert [(one.member, one.line) for one in found.rejected] == [("a.zip!x.CSV", 201)]
    assert set(found.table["source_id"].to_pylist()) == {"a.zip"}


def test_files_of_different_feeds_may_share_an_archive(tmp_path: Path) -> None:
    files = {"a.csv": LINES, "__MACOSX/._a.csv": b"junk", "b.tab": ICEWS_HEADER.encode() + b"\n"}
    files["b.tab"] += icews_line().encode() + b"\n"

    assert read(_zip(tmp_path / "two.zip", files)).table.num_rows == 201


def test_a_zip_of_truncated_text_loses_only_the_torn_line(tmp_path: Path) -> None:
    torn = LINES[: len(LINES) - 100]

    found = read(_zip(tmp_path / "torn.zip", {"x.CSV": torn}))

    assert found.table.num_rows == 199 + (torn.rsplit(b"\n", 1)[1].count(b"\t") == 60)
    assert found.read == 200
    assert found.repaired["the last line of the file has no line end"] == 1


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("kind", ["zip", "gz"])
def test_a_truncated_archive_is_an_error_that_says_so(
    tmp_path: Path, part: float, kind: str
) -> None:
    noise = np.random.default_rng(7).integers(33, 127, 400_000, dtype=np.uint8).tobytes()
    lines = LINES + b"\n".join(noise[at : at + 500] for at in range(0, len(noise), 500))
    whole = _zip(tmp_path / "w.zip", {"x": lines}).read_bytes()
    path = tmp_path / f"t.{kind}"
    raw = whole if kind == "zip" else gzip.compress(lines)
    path.write_bytes(raw[: int(len(raw) * part)])

    with pytest.raises(InputError, match="the archive is damaged"):
        list(batches(path))


def test_a_parquet_file_with_a_damaged_middle_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    columns = {name: [f"{name} {n}" for n in range(5000)] for name in KEDS if name != "date"}
    columns["date"] = ["2001-01-01"] * 5000
    pq.write_table(pa.table(columns), path)
    raw = bytearray(path.read_bytes())
    raw[100:8000] = bytes(7900)
    path.write_bytes(raw)

    with pytest.raises(InputError, match=r"damaged|cannot be read"):
        list(batches(path))


def test_a_flipped_byte_inside_an_archive_is_an_error(tmp_path: Path) -> None:
    path = _zip(tmp_path / "f.zip", {"x": LINES}, packed=zipfile.ZIP_STORED)
    raw = bytearray(path.read_bytes())
    raw[5000] ^= 1
    path.write_bytes(raw)

    with pytest.raises(InputError, match="the archive is damaged"):
        list(batches(path))


@pytest.mark.parametrize(
    "name", ["../evil.csv", "/etc/evil.csv", "a/../../evil.csv", "C:/evil.csv"]
)
def test_an_archive_that_names_files_outside_of_itself_is_refused(
    tmp_path: Path, name: str
) -> None:
    path = _zip(tmp_path / "evil.zip", {name: LINES})

    with pytest.raises(InputError, match="names a file outside of itself"):
        list(batches(path))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["zip", "gz"])
def test_a_bomb_is_stopped_while_it_unpacks(tmp_path: Path, kind: str) -> None:
    line = gdelt2_line().encode() + b"\n"
    bomb = line + b"\t" * (32 << 20)
    path = tmp_path / f"bomb.{kind}"
    if kind == "zip":
        _zip(path, {"x": bomb})
    else:
        path.write_bytes(gzip.compress(bomb, 9))

    with pytest.raises(InputError, match="unpacks to over 250 times"):
        list(batches(path, format="gdelt2"))


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "locked.zip", {"x": LINES})
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)

    with pytest.raises(InputError, match="encrypted"):
        list(batches(path))


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        detect(tmp_path / "absent.csv")


def test_a_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        detect(tmp_path)


def test_a_damaged_parquet_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(b"PAR1 and nothing more")

    with pytest.raises(InputError, match="the Parquet file is damaged"):
        detect(tmp_path / "x.parquet")


def test_a_file_that_no_reader_knows_is_an_error_that_lists_the_formats(tmp_path: Path) -> None:
    path = _zip(tmp_path / "x.zip", {"readme": b"hello\nworld\n"})

    with pytest.raises(InputError, match=r"x\.zip: no reader knows this file; .*gdelt2, gdelt1"):
        detect(path)
    with pytest.raises(InputError, match=r"x\.zip!readme: no reader knows"):
        list(batches(path))


def test_an_empty_file_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")

    with pytest.raises(InputError, match="the file is empty"):
        detect(tmp_path / "empty")


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["plain", "gz", "zip"]))
def test_bytes_of_any_kind_end_in_a_feed_or_in_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, kind: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "any"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x", raw)
    path.write_bytes({"plain": raw, "gz": gzip.compress(raw), "zip": packed.getvalue()}[kind])
    try:
        found = list(batches(path))
    except InputError as error:
        assert str(error)
    else:
        assert all(batch.read >= batch.table.num_rows for batch in found)
