"""The report folder: written whole, or not at all."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from earnest.contract.report import Report, to_json
from earnest.errors import OutputError
from earnest.report.html import render_html
from earnest.report.markdown import render_markdown
from earnest.report.wanted import events_skeleton, wanted_csv
from earnest.store.disk import sync_folder

FILL_FOLDER: Final = "record-to-fill"
_MARK: Final = "report.json"


def write_report(report: Report, out: Path) -> list[Path]:
    """The files written: `report.html`, `report.md`, `report.json`, and rows to fill in.

    An earlier report in `out` is replaced only as a whole: everything is written to a folder
    beside it, which then takes its name. If anything fails, what was there stays. A
    `record-to-fill` that people have written in is kept.

    Raises:
        OutputError: `out` holds something else than a report, or cannot be written.
    """
    contents = _contents(report)
    _refuse_what_is_no_report(out)
    try:
        fresh = _written_beside(out, contents)
    except OSError as error:
        raise _unwritable(out, error) from error
    try:
        _keep_what_people_filled_in(out, fresh)
        _swap(fresh, out)
    except OSError as error:
        raise _unwritable(out, error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return [out / name for name in contents]


def _contents(report: Report) -> dict[str, str]:
    contents = {
        "report.html": render_html(report),
        "report.md": render_markdown(report),
        _MARK: to_json(report),
    }
    if report.wanted:
        contents[f"{FILL_FOLDER}/wanted.csv"] = wanted_csv(report.wanted)
        contents[f"{FILL_FOLDER}/events.csv"] = events_skeleton()
    return contents


def _refuse_what_is_no_report(out: Path) -> None:
    if not out.exists() and not out.is_symlink():
        return
    if not out.is_dir():
        raise OutputError(out, "is a file, not a folder", "name another folder with --out")
    try:
        is_empty = not any(out.iterdir())
    except OSError as error:
        raise _unwritable(out, error) from error
    if not is_empty and not (out / _MARK).is_file():
        raise OutputError(
            out,
            "holds other files and no report.json, so it is no report to replace",
            "name another folder with --out, or empty this one",
        )


def _written_beside(out: Path, contents: dict[str, str]) -> Path:
    home = out.resolve().parent
    home.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=home))
    try:
        for name, text in contents.items():
            _write(fresh / name, text)
        fresh.chmod(0o777 & ~_umask())
        sync_folder(fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return fresh


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _umask() -> int:
    """The permissions that new folders lack; a temporary folder is made private instead."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _keep_what_people_filled_in(out: Path, fresh: Path) -> None:
    """Rows entered by hand outlive the report that asked for them."""
    old = out / FILL_FOLDER
    if not old.is_dir():
        return
    for path in sorted(old.iterdir()):
        is_ours = path.name == "wanted.csv" or (
            path.name == "events.csv" and path.read_bytes() == events_skeleton().encode("utf-8")
        )
        if is_ours:
            continue
        kept = fresh / FILL_FOLDER / path.name
        kept.parent.mkdir(exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, kept)
        else:
            shutil.copy2(path, kept)


def _swap(fresh: Path, out: Path) -> None:
    target = out.resolve()
    if not target.exists():
        fresh.rename(target)
        return
    aside = fresh.with_name(f"{fresh.name}-old")
    target.rename(aside)
    try:
        fresh.rename(target)
    except BaseException:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _unwritable(out: Path, error: OSError) -> OutputError:
    why = error.strerror or type(error).__name__
    return OutputError(
        out,
        f"the report cannot be written here ({why})",
        "choose a folder you may write to with --out, or free some space",
    )
