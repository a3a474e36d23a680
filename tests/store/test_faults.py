"""Whatever happens to a writer, a disk or a file: what was committed stays, row by row."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from killed_writer import writer
from visit_feed import clean, feed, feeds, whole

from cli_runs import earnest
from earnest.errors import InputError, OutputError
from earnest.store import Record, parts
from earnest.store.manifest import load
from earnest.store.workspace import Workspace

FILES, ROWS = 12, 400


def holds_exactly_what_is_committed(home: Path, everything: pa.Table) -> int:
    """Check a workspace against all rows there are; returns how many files are committed."""
    added = load(home).added
    names = pa.array([one.source_id for one in added], pa.string())
    expected = everything.filter(pc.is_in(everything["source_id"], value_set=names))
    assert whole(home).equals(expected)
    rollup = Workspace(home).dataset("rollup").to_table() if added else None
    assert sum(rollup["n"].to_pylist() if rollup else []) == expected.num_rows
    return len(added)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return feeds(tmp_path_factory.mktemp("files"), FILES, rows=ROWS)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory, files: list[Path]) -> pa.Table:
    return clean(tmp_path_factory.mktemp("clean") / "home", files)


def seconds_to_write(folder: Path, files: list[Path], processes: int) -> float:
    folder.mkdir()
    process = writer(folder / "home", files, processes=processes)
    began = time.monotonic()
    process.join()
    assert process.exitcode == 0
    return time.monotonic() - began


def kill_and_recover(
    tmp_path: Path, files: list[Path], everything: pa.Table, moments: list[float], processes: int
) -> list[int]:
    """Kill a writer at each of these moments; how many files each had committed."""
    committed = []
    for turn, seconds in enumerate(moments):
        home = tmp_path / str(turn) / "home"
        home.parent.mkdir()
        process = writer(home, files, processes=processes)
        time.sleep(seconds)
        process.kill()
        process.join()
        committed.append(holds_exactly_what_is_committed(home, everything))
        list(Workspace(home).add_all(files))
        assert holds_exactly_what_is_committed(home, everything) == FILES
        shutil.rmtree(home.parent)
    return committed


def test_a_writer_killed_at_any_of_5_moments_loses_nothing_committed(
    tmp_path: Path, files: list[Path], everything: pa.Table
) -> None:
    moments = [0.02, 0.08, 0.2, 0.4, 0.7]
    committed = kill_and_recover(tmp_path, files, everything, moments, processes=1)
    assert len(committed) == len(moments)
    assert all(0 <= count <= FILES for count in committed)


@pytest.mark.soak
@pytest.mark.parametrize("processes", [1, 2])
def test_a_writer_killed_at_any_of_100_moments_loses_nothing_committed(
    tmp_path: Path, files: list[Path], everything: pa.Table, processes: int
) -> None:
    longest = seconds_to_write(tmp_path / "measured", files, processes)
    rng = random.Random(20250222)
    committed = []
    for _ in range(25):
        moments = [rng.uniform(0, longest) for _ in range(4)]
        committed += kill_and_recover(tmp_path, files, everything, moments, processes)
    print(f"{processes} processes, files committed when killed: {sorted(committed)}")
    assert len(set(committed)) > 3


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("mounting a small disk takes root")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_on_a_full_disk_nothing_is_added_and_nothing_lost(small_disk: Path, tmp_path: Path) -> None:
    home = small_disk / "home"
    first = feed(tmp_path, range(100), name="first.tab")
    second = feed(tmp_path, range(1_000, 2_000), name="second.tab")
    Workspace(home).add(first)
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(shutil.disk_usage(small_disk).free - 8_192))
    before = whole(home)

    with pytest.raises(OutputError, match="No space left"):
        Workspace(home).add(second)

    assert whole(home).equals(before)
    ballast.unlink()
    Workspace(home).add(second)
    assert whole(home).equals(clean(tmp_path / "clean", [first, second]))


@pytest.mark.slow
def test_a_writer_in_another_process_is_not_disturbed(tmp_path: Path, files: list[Path]) -> None:
    home = tmp_path / "home"
    Workspace(home).add(files[0])
    hold = (
        "import sys; from pathlib import Path; from earnest.store.workspace import Workspace\n"
        "with Workspace(Path(sys.argv[1]))._writing():\n"
        "    print('ready', flush=True); sys.stdin.readline()\n"
    )
    command = [sys.executable, "-c", hold, str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"ready\n"
        with pytest.raises(OutputError, match="another process is writing"):
            Workspace(home).add(files[1])
        assert whole(home).num_rows == ROWS
        other.communicate(b"\n")
    Workspace(home).add(files[1])
    assert whole(home).num_rows == 2 * ROWS


def test_a_reader_goes_on_while_parts_are_added_and_merged(
    tmp_path: Path, files: list[Path]
) -> None:
    workspace = Workspace(tmp_path / "home")
    list(workspace.add_all(files[:3]))
    workspace.add(files[3])
    reader = workspace.dataset("events").scanner(batch_size=50).to_batches()
    seen = next(reader).num_rows
    workspace.add(files[4])
    workspace.compact()
    assert seen + sum(batch.num_rows for batch in reader) == 4 * ROWS


@pytest.mark.parametrize("damage", ["shorten", "flip", "remove"])
def test_a_damaged_part_comes_back_row_by_row(
    tmp_path: Path, files: list[Path], damage: str
) -> None:
    home = tmp_path / "home"
    list(Workspace(home).add_all(files[:2]))
    before = whole(home)
    workspace = Workspace(home)
    workspace.add(files[2])
    part = home / "parts" / workspace.manifest.files("events")[-1]
    raw = bytearray(part.read_bytes())
    raw[200] ^= 0xFF
    part.write_bytes(bytes(raw[:-10]) if damage == "shorten" else bytes(raw))
    if damage == "remove":
        part.unlink()

    with pytest.raises((InputError, OSError), match=r"part is|checksum"):
        workspace.dataset("events").to_table()

    workspace.remove(files[2].name)
    assert whole(home).equals(before)
    workspace.add(files[2])
    assert whole(home).equals(clean(tmp_path / "clean", files[:3]))


@pytest.fixture
def hurt(tmp_path: Path, files: list[Path]) -> Path:
    """A workspace with one byte of one part changed, somewhere in its middle."""
    home = tmp_path / "home"
    list(Workspace(home).add_all(files[:3]))
    part = home / "parts" / Workspace(home).manifest.files("events")[0]
    raw = bytearray(part.read_bytes())
    raw[len(raw) // 2] ^= 0x01
    part.write_bytes(bytes(raw))
    return part


def test_the_doctor_reads_every_byte_and_names_the_damaged_part(hurt: Path) -> None:
    found = earnest("doctor", "--workspace", hurt.parents[1])

    assert found.exit_code == 1
    (told,) = [row for row in found.stdout.splitlines() if row.startswith("FAIL")]
    assert hurt.name in told
    assert "its bytes are not those that were written" in told


def test_a_query_in_sql_refuses_a_part_with_changed_bytes(hurt: Path) -> None:
    record = Record.open(hurt.parents[1])

    with pytest.raises(InputError, match=hurt.name):
        record.ask("SELECT count(*) FROM events")
    with pytest.raises(InputError, match=hurt.name):
        record.events(actors=["RUS"])


def test_a_part_that_was_found_sound_is_not_read_whole_again(
    tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    list(Workspace(tmp_path / "home").add_all(files[:2]))
    record = Record.open(tmp_path / "home")
    record.ask("SELECT count(*) FROM events")
    read: list[Path] = []
    monkeypatch.setattr(parts, "check_bytes", lambda _, part: read.append(part))

    record.ask("SELECT count(*) FROM events")

    assert read == []


def test_a_damaged_part_is_not_merged_into_a_sound_one(hurt: Path) -> None:
    with pytest.raises(InputError, match=hurt.name):
        Workspace(hurt.parents[1]).compact()


def test_a_damaged_part_is_not_written_again_without_a_source(
    hurt: Path, files: list[Path]
) -> None:
    with pytest.raises(InputError, match=hurt.name):
        Workspace(hurt.parents[1]).remove(files[0].name)


def test_the_doctor_finds_a_sound_workspace_sound(tmp_path: Path, files: list[Path]) -> None:
    list(Workspace(tmp_path / "home").add_all(files[:2]))

    found = earnest("doctor", "--workspace", tmp_path / "home")

    assert found.exit_code == 0
    assert "parts, each as it was written" in found.stdout


def test_a_damaged_manifest_is_put_back_and_the_last_file_added_again(
    tmp_path: Path, files: list[Path]
) -> None:
    home = tmp_path / "home"
    for path in files[:3]:
        Workspace(home).add(path)
    manifest = home / "manifest.json"
    manifest.write_bytes(manifest.read_bytes()[:-40])
    with pytest.raises(InputError, match=r"manifest\.json\.before"):
        Workspace(home).dataset("events")

    shutil.copy(home / "manifest.json.before", manifest)
    list(Workspace(home).add_all(files[:3]))

    assert whole(home).equals(clean(tmp_path / "clean", files[:3]))
