"""`earnest record`: look at the record, add feeds to the workspace, fetch them."""

import datetime as dt
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from earnest.cli.options import (
    DAY,
    HOME_OPTION,
    RECORD_OPTION,
    home_folder,
    progress_bar,
    reading_bar,
    record_folders,
    steps,
)

if TYPE_CHECKING:
    from earnest.store import Record
    from earnest.store.counted import Window
    from earnest.store.engine import EngineName
    from earnest.store.manifest import Added
    from earnest.store.series import By, Step

AS_OF_OPTION = click.option("--as-of", type=DAY, help="The last day that is known; default: today.")
STEP_OPTION = click.option(
    "--step", type=click.Choice(["week", "day"]), default="week", show_default=True
)
ENGINE_OPTION = click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="spark needs the extra of that name; $SPARK_REMOTE names a cluster.",
)


@click.group()
def record() -> None:
    """Look at the record: what it holds and what it can show."""


@record.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", default="auto", show_default=True, help="A feed, or auto.")
@HOME_OPTION
def add(files: tuple[Path, ...], form: str, home: Path | None) -> None:
    """Add feeds to the workspace; a file that was added before adds nothing.

    FILES are plain, .gz or .zip, or - for standard input. Lines that cannot be read are kept in the
    quarantine.

    \b
    Examples:
      earnest record add 20250220.export.CSV.zip
      earnest record add events.2018.tab --format icews
    """
    from earnest.report.holdings import added_words
    from earnest.store.workspace import Workspace

    workspace = Workspace(home or home_folder())
    with on_the_disk(files) as paths, reading_bar(_size(paths)) as bar:
        found = workspace.add_all(
            paths, form=form, processes=os.cpu_count() or 1, progress=bar.told
        )
        for added, is_new in found:
            bar.say(added_words(added, is_new=is_new))


@record.command()
@click.argument("source")
@HOME_OPTION
def remove(source: str, home: Path | None) -> None:
    """Take a source and all its rows out of the workspace.

    \b
    Example:
      earnest record remove 20250220.export.CSV.zip
    """
    from earnest.store.workspace import Workspace

    gone = Workspace(home or home_folder()).remove(source)
    click.echo(f"{gone.source_id}: removed, {sum(gone.rows.values()):,} rows")


@record.command()
@HOME_OPTION
def compact(home: Path | None) -> None:
    """Merge the parts of the workspace; rows with the same id stay once.

    \b
    Example:
      earnest record compact
    """
    from earnest.store.workspace import Workspace

    dropped = Workspace(home or home_folder()).compact()
    click.echo(f"compacted; {dropped:,} rows stood there twice")


@record.group()
def fetch() -> None:
    """Fetch feeds from where they are published, into the workspace; needs a network."""


@fetch.command()
@click.option("--from", "since", type=DAY, required=True, help="First day.")
@click.option("--to", "until", type=DAY, required=True, help="Last day, included.")
@HOME_OPTION
def gdelt2(since: dt.datetime, until: dt.datetime, home: Path | None) -> None:
    """Events of GDELT 2.0; size and MD5 of each file are checked, and a broken run goes on.

    \b
    Example:
      earnest record fetch gdelt2 --from 2025-02-01 --to 2025-02-20
    """
    from earnest.store.fetch import fetch_gdelt2
    from earnest.store.workspace import Workspace

    with progress_bar() as progress:
        workspace = Workspace(home or home_folder())
        added = fetch_gdelt2(
            workspace,
            since.date(),
            until.date(),
            processes=os.cpu_count() or 1,
            progress=progress,
        )
    _tell_added(added)


@fetch.command()
@click.argument("indicator")
@HOME_OPTION
def worldbank(indicator: str, home: Path | None) -> None:
    """One indicator of the World Bank, all countries and years.

    \b
    Example:
      earnest record fetch worldbank NE.EXP.GNFS.CD
    """
    from earnest.store.fetch import fetch_worldbank
    from earnest.store.workspace import Workspace

    with progress_bar() as progress:
        added = fetch_worldbank(Workspace(home or home_folder()), indicator, progress=progress)
    _tell_added(added)


@fetch.command()
@click.argument("region")
@click.argument("code")
@HOME_OPTION
def factbook(region: str, code: str, home: Path | None) -> None:
    """One country's page of the Factbook in its JSON edition, by region and FIPS code.

    \b
    Example:
      earnest record fetch factbook central-asia aj
    """
    from earnest.store.fetch import fetch_factbook
    from earnest.store.workspace import Workspace

    with progress_bar() as progress:
        added = fetch_factbook(Workspace(home or home_folder()), region, code, progress=progress)
    _tell_added(added)


@record.command()
@RECORD_OPTION
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--dyad", nargs=2, metavar="A B", help="What is held and covered of two states.")
@click.option("--details", is_flag=True, help="Repairs, lines left out and unknown actors by file.")
def show(records: tuple[Path, ...], form: str, dyad: tuple[str, str] | None, details: bool) -> None:
    """Sources, rows and coverage of the record.

    \b
    Examples:
      earnest record show --record record/
      earnest record show --dyad AZE RUS
      earnest record show --details
    """
    from earnest.report.holdings import details_text, holdings_json, holdings_text
    from earnest.store import Record
    from earnest.store.workspace import Workspace, is_workspace

    folders = record_folders(records)
    if details:
        manifests = [Workspace(f).manifest for f in folders if is_workspace(f)]
        click.echo(details_text([one for m in manifests for one in m.added]), nl=False)
        return
    opened = Record.open(*folders)
    if dyad:
        click.echo(_dyad(opened, dyad, form), nl=False)
        return
    click.echo(holdings_json(opened) if form == "json" else holdings_text(opened), nl=False)


@record.command()
@click.argument(
    "table", type=click.Choice(["events", "measures", "statistics", "documents", "coverage"])
)
@RECORD_OPTION
def export(table: str, records: tuple[Path, ...]) -> None:
    """Print a table of the record as CSV.

    \b
    Example:
      earnest record export measures > measures.csv
    """
    from earnest.report.holdings import record_table, table_csv
    from earnest.store import Record

    click.echo(table_csv(record_table(Record.open(*record_folders(records)), table)), nl=False)


@record.command()
@click.argument("a")
@click.argument("b")
@click.option("--from", "since", type=DAY, help="First day; default: the first on record.")
@click.option("--to", "until", type=DAY, help="Last day, included; default: the last on record.")
@STEP_OPTION
@click.option("--by", type=click.Choice(["quad", "root"]), default="quad", show_default=True)
@AS_OF_OPTION
@ENGINE_OPTION
@RECORD_OPTION
def series(
    a: str,
    b: str,
    since: dt.datetime | None,
    until: dt.datetime | None,
    step: "Step",
    by: "By",
    as_of: dt.datetime | None,
    engine: "EngineName",
    records: tuple[Path, ...],
) -> None:
    """Print how often each of two states acted toward the other, as CSV.

    A and B are codes or names. A step, direction and quad without an act has no row; `earnest
    relation` tells what the record cannot see.

    \b
    Examples:
      earnest record series EST FIN --from 2017-01-01 --to 2017-12-31
      earnest record series EST FIN --step day --by root --engine spark
    """
    from earnest.answers.sides import two_sides
    from earnest.report.holdings import table_csv

    window = _window(since, until, as_of)
    sides = two_sides(a, b)
    opened = _known_record(records, as_of)
    found = opened.series(*sides, step=step, by=by, engine=engine, **window)
    click.echo(table_csv(found.table), nl=False)


@record.command()
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The Parquet file to write."
)
@click.option("--from", "since", type=DAY, help="First day; default: the first on record.")
@click.option("--to", "until", type=DAY, help="Last day, included; default: the last on record.")
@STEP_OPTION
@AS_OF_OPTION
@ENGINE_OPTION
@RECORD_OPTION
def panel(
    out: Path,
    since: dt.datetime | None,
    until: dt.datetime | None,
    step: "Step",
    as_of: dt.datetime | None,
    engine: "EngineName",
    records: tuple[Path, ...],
) -> None:
    """Write how often every state acted toward every other, by week or day and quad.

    The rows are streamed: memory does not grow with the record.

    \b
    Examples:
      earnest record panel --out panel.parquet
      earnest record panel --out panel.parquet --engine spark
    """
    window = _window(since, until, as_of)
    with steps() as told:
        told("counting the acts of all pairs of states")
        rows = _known_record(records, as_of).panel(step=step, engine=engine, **window)
        n = rows.write(out)
    click.echo(f"{out}: {n:,} rows", err=True)


@contextmanager
def on_the_disk(files: Sequence[Path]) -> Iterator[list[Path]]:
    """The files, standard input among them as one called `stdin`."""
    if Path("-") not in files:
        yield list(files)
        return
    with TemporaryDirectory() as folder:
        spooled = Path(folder) / "stdin"
        with spooled.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        yield [spooled if path == Path("-") else path for path in files]


def _size(files: Sequence[Path]) -> int:
    return sum(file.stat().st_size for file in files if file.is_file())


def _window(
    since: dt.datetime | None, until: dt.datetime | None, as_of: dt.datetime | None
) -> "Window":
    from earnest.answers.sides import check_days

    check_days(since.date() if since else None, until.date() if until else None)
    return {
        "since": since.date() if since else None,
        "until": until.date() + dt.timedelta(days=1) if until else None,
        "as_of": as_of.date() if as_of else dt.date.today(),
    }


def _known_record(records: tuple[Path, ...], as_of: dt.datetime | None) -> "Record":
    """The record, unless its events begin after the day that is asked for."""
    from earnest.answers.sides import check_events_known
    from earnest.store import Record

    opened = Record.open(*record_folders(records))
    if as_of:
        check_events_known(opened, as_of.date(), option="--as-of")
    return opened


def _dyad(opened: "Record", dyad: tuple[str, str], form: str) -> str:
    from earnest.answers.states import two_states
    from earnest.report.dyad import dyad_json, dyad_text
    from earnest.store.years import dyad_years

    one, other = two_states(*dyad)
    years = dyad_years(opened, one, other)
    return dyad_json(years) if form == "json" else dyad_text(years, one, other)


def _tell_added(added: "list[Added]") -> None:
    from earnest.report.holdings import added_words

    for one in added:
        click.echo(added_words(one, is_new=True))
