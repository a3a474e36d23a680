"""What the commands share: options, the user's record, progress on standard error."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
import platformdirs
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

DAY = click.DateTime(formats=["%Y-%m-%d"])
RECORD_OPTION = click.option(
    "--record",
    "records",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A folder of CSV files (events.csv, measures.csv, …) or a workspace; may be repeated."
    " The embedded measures and figures are always part of the record.",
)


HOME_OPTION = click.option(
    "--home",
    "--record",
    "home",
    type=click.Path(path_type=Path),
    help="The workspace; default: $EARNEST_HOME or the platform's data folder.",
)


def events_option(command: Callable[..., None]) -> Callable[..., None]:
    """`--events FILE…`: an option of click takes one value, so that further files are arguments."""
    path = click.Path(path_type=Path)
    option = click.option(
        "--events", "files", multiple=True, required=True, type=path, metavar="FILE..."
    )
    return more_files(option(command))


def more_files(command: Callable[..., None]) -> Callable[..., None]:
    """The files after the first one of an option."""
    return click.argument("more", nargs=-1, type=click.Path(path_type=Path), metavar="")(command)


def record_folders(given: tuple[Path, ...]) -> tuple[Path, ...]:
    """The record folders asked for; else the user's own, if there is one."""
    if given:
        return given
    home = home_folder()
    return (home,) if any(home.glob("*.csv")) or (home / "manifest.json").is_file() else ()


def home_folder() -> Path:
    return Path(os.environ.get("EARNEST_HOME") or platformdirs.user_data_path("earnest"))


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int, str], None]]:
    """A bar with the time left on standard error, on a terminal only."""
    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=console, disable=not console.is_terminal, transient=True,
    ) as bar:  # fmt: skip
        task = bar.add_task("fetching")
        yield lambda done, of, what: bar.update(task, completed=done, total=of, description=what)


@dataclass(slots=True)
class ReadingBar:
    """A bar of bytes read, with rows per second and the time left."""

    bar: Progress
    task: TaskID
    began: float

    def told(self, rows: int, size: int) -> None:
        """Show how far reading has come."""
        seconds = max(time.monotonic() - self.began, 0.001)
        words = f"{rows:,} rows, {rows / seconds:,.0f} rows/s"
        self.bar.update(self.task, completed=size, description=words)

    def say(self, line: str) -> None:
        """Print a line to standard output, above the bar."""
        if not self.bar.disable:
            self.bar.refresh()
        click.echo(line)


@contextmanager
def reading_bar(size: int) -> Iterator[ReadingBar]:
    """A bar for reading so many bytes, on standard error, on a terminal only."""
    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn(),
        console=console, disable=not console.is_terminal, transient=True,
    ) as bar:  # fmt: skip
        yield ReadingBar(bar, bar.add_task("reading", total=size), time.monotonic())


def stem(path: str) -> str:
    """A name for the report of this input."""
    if path == "-":
        return "stdin"
    name = path.rstrip("/").rsplit("/", 1)[-1].split("?")[0]
    return Path(name).stem or "text"


def writes_unicode() -> bool:
    return "utf" in (getattr(sys.stdout, "encoding", None) or "").lower()


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """Say on standard error what is being done, on a terminal only."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status("starting") as status:
        yield status.update
