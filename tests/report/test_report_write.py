"""The report folder is written whole or not at all."""

import os
from pathlib import Path

import pytest
from strait_report import strait_report

from earnest.contract.report import from_json
from earnest.errors import OutputError
from earnest.report import write_report


@pytest.fixture(autouse=True)
def _no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are about files; the page itself has tests of its own."""
    monkeypatch.setattr("earnest.report.write.render_html", lambda report: report.question)


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _folders(home: Path) -> list[str]:
    return sorted(path.name for path in home.iterdir())


ALL = {
    "report.html",
    "report.md",
    "report.json",
    "record-to-fill/wanted.csv",
    "record-to-fill/events.csv",
}


def test_a_new_folder_gets_every_file(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "report"
    written = write_report(strait_report(), out)
    assert _names(out) == ALL
    assert {path.relative_to(out).as_posix() for path in written} == ALL
    assert from_json((out / "report.json").read_bytes()).as_of == strait_report().as_of


def test_nothing_wanted_leaves_no_folder_to_fill(tmp_path: Path) -> None:
    write_report(strait_report(wanted=()), tmp_path / "r")
    assert _names(tmp_path / "r") == {"report.html", "report.md", "report.json"}


def test_two_runs_are_byte_identical(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_report(strait_report(), tmp_path / name)
    for name in ALL:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_an_earlier_report_is_replaced_whole(tmp_path: Path) -> None:
    out = tmp_path / "r"
    write_report(strait_report(), out)
    (out / "left-over.txt").write_text("x", encoding="utf-8")
    write_report(strait_report(question="Another?", wanted=()), out)
    assert _names(out) == {"report.html", "report.md", "report.json"}
    assert (out / "report.html").read_text(encoding="utf-8") == "Another?"
    assert _folders(tmp_path) == ["r"]


def test_rows_that_a_person_entered_outlive_the_report(tmp_path: Path) -> None:
    out = tmp_path / "r"
    write_report(strait_report(), out)
    filled = out / "record-to-fill" / "events.csv"
    filled.write_text("event_id,date\nx1,2031-04-01\n", encoding="utf-8")
    (out / "record-to-fill" / "notes").mkdir()
    (out / "record-to-fill" / "notes" / "a.txt").write_text("mine", encoding="utf-8")
    write_report(strait_report(wanted=()), out)
    assert filled.read_text(encoding="utf-8").endswith("x1,2031-04-01\n")
    assert (out / "record-to-fill" / "notes" / "a.txt").read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    write_report(strait_report(), tmp_path / "r")
    assert _names(tmp_path / "r") == ALL


def test_a_folder_of_other_files_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work", encoding="utf-8")
    with pytest.raises(OutputError, match=r"no report\.json.*--out"):
        write_report(strait_report(), tmp_path)
    assert _names(tmp_path) == {"thesis.docx"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "r").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="is a file, not a folder"):
        write_report(strait_report(), tmp_path / "r")


def test_a_place_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written here"):
        write_report(strait_report(), tmp_path / "file" / "r")


@pytest.mark.parametrize("failing", ["fsync", "rename"])
def test_a_failure_on_the_way_leaves_the_earlier_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    out = tmp_path / "r"
    write_report(strait_report(), out)
    before = (out / "report.json").read_bytes()
    if failing == "fsync":
        monkeypatch.setattr(os, "fsync", _disk_full)
    else:
        monkeypatch.setattr(Path, "rename", _fails_on_the_new_folder)
    with pytest.raises(OutputError, match="No space left"):
        write_report(strait_report(question="Another?"), out)
    monkeypatch.undo()
    assert (out / "report.json").read_bytes() == before
    assert _folders(tmp_path) == ["r"]


def test_a_failing_render_touches_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(report: object) -> str:
        raise RuntimeError("broken")

    monkeypatch.setattr("earnest.report.write.render_html", broken)
    with pytest.raises(RuntimeError):
        write_report(strait_report(), tmp_path / "r")
    assert _folders(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="permissions are another matter there")
def test_others_may_read_the_folder_as_the_umask_allows(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        write_report(strait_report(), tmp_path / "r")
    finally:
        os.umask(old)
    assert (tmp_path / "r").stat().st_mode & 0o777 == 0o755


def _disk_full(handle: int) -> None:
    raise OSError(28, "No space left on device")


_rename = Path.rename


def _fails_on_the_new_folder(self: Path, target: Path) -> Path:
    if self.name.startswith(".r-") and not self.name.endswith("-old"):
        raise OSError(28, "No space left on device")
    return _rename(self, target)
