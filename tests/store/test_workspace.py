import datetime as dt
import json
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pytest

from earnest.errors import InputError, OutputError
from earnest.store import Record
from earnest.store.manifest import commit, load
from earnest.store.workspace import QUARANTINE, Workspace

HEADER = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\t"
    "Intensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\t"
    "City\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n"
)


def line(number: int, *, day: str = "2018-03-01", code: str = "042") -> str:
    return (
        f"{number}\t{day}\tMinistry (Finland)\tGovernment\tFinland\tMake a visit\t{code}\t1.9\t"
        "Ministry (Estonia)\tGovernment\tEstonia\t7\t1\tPaper\tTallinn\t\t\tEstonia\t59.4\t24.7\n"
    )


def feed(folder: Path, numbers: range, *, name: str = "events.tab", extra: str = "") -> Path:
    path = folder / name
    path.write_text(HEADER + "".join(line(n) for n in numbers) + extra, encoding="utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_a_feed_comes_back_row_by_row_through_the_record(home: Path, tmp_path: Path) -> None:
    added, is_new = Workspace(home).add(feed(tmp_path, range(1, 6)))
    assert is_new
    assert (added.read, added.rows, added.rejected) == (
        6,
        {"events": 5},
        0,
    )  # one line is the header
    view = Record.open(home).at(dt.date(2018, 12, 31))
    found = view.events(actors=("FIN",), recipients=("EST",))
    assert [event.code for event in found] == ["042"] * 5
    assert view.row("events", found[0].event_id)["actor_country"] == "FIN"


def test_adding_a_file_again_adds_nothing(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    first, _ = workspace.add(feed(tmp_path, range(3)))
    again, is_new = workspace.add(tmp_path / "events.tab")
    assert not is_new
    assert again == first
    assert workspace.manifest.generation == 1


def test_rows_that_another_file_held_are_counted_and_left_out(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    workspace.add(feed(tmp_path, range(1, 4)))
    added, _ = workspace.add(feed(tmp_path, range(2, 6), name="more.tab"))
    assert (added.rows, added.duplicates) == ({"events": 2}, 2)
    assert workspace.dataset("events").count_rows() == 5


def test_a_source_can_be_removed_with_its_rows(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    workspace.add(feed(tmp_path, range(1, 4)))
    workspace.add(feed(tmp_path, range(10, 12), name="more.tab"))
    workspace.remove("events.tab")
    assert workspace.dataset("events").count_rows() == 2
    files = {path.name for path in (home / "parts").iterdir()}
    assert files == {part.file for part in workspace.manifest.parts}
    with pytest.raises(InputError, match=r"no sources are called 'events.tab'"):
        workspace.remove("events.tab")


def test_compacting_keeps_the_rows_and_their_rollup(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    for at in range(3):
        workspace.add(feed(tmp_path, range(10 * at, 10 * at + 4), name=f"f{at}.tab"))
    assert workspace.compact() == 0
    assert workspace.dataset("events").count_rows() == 12
    tables = [part.table for part in workspace.manifest.parts]
    assert tables == ["events", "rollup", "events_details"]
    rollup = workspace.dataset("rollup").to_table()
    assert sum(rollup["n"].to_pylist()) == 12


def test_a_source_can_be_removed_after_compaction(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    for at in range(3):
        workspace.add(feed(tmp_path, range(10 * at, 10 * at + 4), name=f"f{at}.tab"))
    workspace.compact()
    workspace.remove("f1.tab")
    left = workspace.dataset("events").to_table(columns=["source_id"])["source_id"].to_pylist()
    assert sorted(left) == ["f0.tab"] * 4 + ["f2.tab"] * 4
    assert sum(workspace.dataset("rollup").to_table()["n"].to_pylist()) == 8


def test_a_line_that_cannot_be_read_waits_in_the_quarantine(home: Path, tmp_path: Path) -> None:
    bad = line(9, day="2018-02-30")
    added, _ = Workspace(home).add(feed(tmp_path, range(1, 3), extra=bad))
    assert (added.rows, added.rejected) == ({"events": 2}, 1)
    (kept,) = (home / QUARANTINE).iterdir()
    row = json.loads(kept.read_text(encoding="utf-8"))
    assert row["line"] == 4
    assert "2018-02-30" in row["raw"]
    assert row["reason"]


def test_a_part_that_no_manifest_names_does_not_count(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    workspace.add(feed(tmp_path, range(1, 3)))
    before = workspace.manifest
    workspace.add(feed(tmp_path, range(7, 9), name="more.tab"))
    commit(home, before)  # the parts of the second file are strays now
    assert Workspace(home).dataset("events").count_rows() == 2


@pytest.mark.parametrize("damage", ["shorten", "remove"])
def test_a_damaged_part_is_named_with_what_to_do(home: Path, tmp_path: Path, damage: str) -> None:
    workspace = Workspace(home)
    workspace.add(feed(tmp_path, range(1, 3)))
    part = home / "parts" / workspace.manifest.files("events")[0]
    if damage == "shorten":
        part.write_bytes(part.read_bytes()[:-10])
    else:
        part.unlink()
    with pytest.raises(InputError, match=f"{part.name}: the part is .*; remove and add again"):
        workspace.dataset("events")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1, "parts": 3}', '{"format": 9}'])
def test_a_damaged_manifest_is_told_and_left_alone(home: Path, content: str) -> None:
    home.mkdir()
    (home / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"manifest\.json: "):
        load(home)
    assert (home / "manifest.json").read_text(encoding="utf-8") == content


def test_a_second_writer_is_turned_away_and_a_reader_is_not(home: Path, tmp_path: Path) -> None:
    workspace = Workspace(home)
    workspace.add(feed(tmp_path, range(1, 3)))
    with workspace._writing():
        with pytest.raises(OutputError, match="another process is writing"):
            Workspace(home).add(feed(tmp_path, range(5, 7), name="more.tab"))
        assert Workspace(home).dataset("events").count_rows() == 2


def test_a_write_that_fails_leaves_the_workspace_as_it_was(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(home)
    workspace.add(feed(tmp_path, range(1, 3)))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("earnest.store.parts.pq.ParquetWriter.write_table", full)
    with pytest.raises(OutputError, match="No space left"):
        workspace.add(feed(tmp_path, range(5, 9), name="more.tab"))
    assert workspace.dataset("events").count_rows() == 2
    assert not list((home / "parts").glob("*.tmp"))


KILLED = """
import sys
from pathlib import Path
from earnest.store.workspace import Workspace
workspace = Workspace(Path(sys.argv[1]))
print("ready", flush=True)
for name in sys.argv[2:]:
    workspace.add(Path(name))
"""


def kill_at(home: Path, files: list[Path], seconds: float) -> int:
    """Rows in the workspace after a writer was killed so many seconds into its work."""
    command = [sys.executable, "-c", KILLED, str(home), *map(str, files)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.kill()
    return int(Workspace(home).dataset("events").count_rows())


@pytest.mark.slow
@pytest.mark.parametrize("at", range(5))
def test_a_writer_that_is_killed_loses_nothing_that_was_committed(
    home: Path, tmp_path: Path, at: int
) -> None:
    files = [feed(tmp_path, range(100 * n, 100 * n + 50), name=f"f{n}.tab") for n in range(8)]
    rows = kill_at(home, files, 0.02 + 0.05 * at)
    assert rows % 50 == 0
    assert rows == 50 * len(load(home).added)
    for path in files:
        Workspace(home).add(path)
    assert Workspace(home).dataset("events").count_rows() == 400


def test_a_workspace_and_a_folder_of_csv_make_one_record(home: Path, tmp_path: Path) -> None:
    Workspace(home).add(feed(tmp_path, range(1, 4)))
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "events.csv").write_text(
        "event_id,date,actor_country,recipient_country,code,description,source_ref,tier\n"
        "own1,2018-04-01,FIN,EST,042,Finland visits again,https://example.org/1,page\n",
        encoding="utf-8",
    )
    record = Record.open(home, folder)
    assert record.count("events") == 4
    found = record.at(dt.date(2019, 1, 1)).events(actors=("FIN",))
    assert found[-1].event_id == "own1"
    assert isinstance(record.ask("SELECT count(*) AS n FROM events"), pa.Table)


def test_files_that_follow_each_other_are_one_stretch_of_coverage(
    home: Path, tmp_path: Path
) -> None:
    workspace = Workspace(home)
    for at, day in enumerate(("2018-03-01", "2018-03-20", "2018-06-01")):
        path = tmp_path / f"{day}.tab"
        path.write_text(HEADER + line(at + 1, day=day), encoding="utf-8")
        workspace.add(path)
    view = Record.open(home).at(dt.date(2019, 1, 1))
    stretches = [(row.since, row.until) for row in view.coverage]
    assert stretches == [
        (dt.date(2018, 3, 1), dt.date(2018, 3, 20)),
        (dt.date(2018, 6, 1), dt.date(2018, 6, 1)),
    ]
    window = {"since": dt.date(2018, 3, 2), "until": dt.date(2018, 3, 19)}
    assert view.event_coverage(("FIN",), ("EST",), **window) == "feed"
    later = {"since": dt.date(2018, 3, 2), "until": dt.date(2018, 5, 1)}
    assert view.event_coverage(("FIN",), ("EST",), **later) == "selected"
