"""The command line: parse, call the pipeline, print; nothing else."""

import datetime as dt
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
import platformdirs
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from earnest import __version__
from earnest.errors import EarnestError

if TYPE_CHECKING:
    from earnest.store.manifest import Added

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
    type=click.Path(path_type=Path),
    help="The workspace; default: $EARNEST_HOME or the platform's data folder.",
)


class _Commands(click.Group):
    """Commands in the order of the job; expected errors are one sentence and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - in their order
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except EarnestError as error:
            click.echo(f"earnest: {error}", err=True)
            ctx.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="earnest")
def main() -> None:
    """Put contested claims about relations between states on the docket.

    \b
    Start here:
      earnest assess article.txt --date 2025-02-20 --record record/
    """


@main.command()
@click.argument("path")
@click.option("--date", type=DAY, help="The text's own date, where it carries none.")
@click.option(
    "--as-of", type=DAY, help="What was known on this day; default: the case's, else today."
)
@click.option("--out", type=click.Path(path_type=Path), help="Default: ./<name>-report/.")
@RECORD_OPTION
@click.option("--title", help="The text's title, where it carries none.")
@click.option("--outlet", help="Where the text appeared.")
@click.option("--author", help="Who wrote the text.")
@click.option("--question", help="What is asked; default: whether the main thesis is borne out.")
@click.option(
    "--text",
    type=click.Choice(["quotes", "full"]),
    default="quotes",
    show_default=True,
    help="What of the text the report may hold: the statements, or all of it.",
)
@click.option(
    "--against", type=click.Path(path_type=Path), help="An earlier report to compare with."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def assess(
    path: str,
    date: dt.datetime | None,
    as_of: dt.datetime | None,
    out: Path | None,
    records: tuple[Path, ...],
    title: str | None,
    outlet: str | None,
    author: str | None,
    question: str | None,
    text: str,
    against: Path | None,
    form: str,
) -> None:
    """Assess a text or a case: report.html, report.md, report.json and a summary.

    PATH is a text, Markdown, HTML or PDF file, an address, a case folder, or - for standard input.

    \b
    Examples:
      earnest assess brief.md --record record/ --as-of 2025-12-31
      earnest assess https://example.org/op-ed --out op-ed-report
      earnest assess my-case/ --against my-case-report/report.json
    """
    from earnest.pipeline import Request
    from earnest.pipeline import assess as assessed
    from earnest.report.summary import render_summary
    from earnest.report.write import write_report

    started = time.monotonic()
    with _steps() as step:
        report = assessed(
            Request(
                source=path,
                today=dt.date.today(),
                as_of=as_of.date() if as_of else None,
                records=_records(records),
                date=date.date() if date else None,
                title=title,
                outlet=outlet,
                author=author,
                question=question,
                text_is_whole=text == "full",
                against=against,
                step=step,
            )
        )
        step("writing the report")
        written = write_report(report, out or Path(f"{_stem(path)}-report"))
    if form == "json":
        from earnest.contract.report import to_json

        click.echo(to_json(report), nl=False)
        return
    console = Console()
    click.echo(
        render_summary(
            report,
            width=min(console.width, 120) if sys.stdout.isatty() else 100,
            ascii_only=not _writes_unicode(),
            elapsed_seconds=time.monotonic() - started,
            files=[str(file) for file in written],
        ),
        nl=False,
    )


@main.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--date", type=DAY, help="The date of texts that carry none.")
@click.option(
    "--format", type=click.Choice(["jsonl"]), default="jsonl", expose_value=False, show_default=True
)
@click.option(
    "--attributions", is_flag=True, help="Only attributions: source, cue and content spans."
)
def extract(files: tuple[str, ...], date: dt.datetime | None, attributions: bool) -> None:
    """Print the statements of texts as JSON Lines.

    FILES are texts, HTML, PDF or JSON Lines with id or name, text and perhaps date and title.

    \b
    Examples:
      earnest extract article.txt --date 2025-02-20
      earnest extract articles.jsonl --attributions
    """
    from earnest.extract.lines import attribution_line, statement_lines
    from earnest.read.collection import documents_in

    for name in files:
        for document in documents_in(name, date=date.date() if date else None):
            if document.date is None and not attributions:
                click.echo(
                    f"earnest: {name}: no date; relative dates stay null (--date gives one)",
                    err=True,
                )
            lines = [attribution_line(document)] if attributions else statement_lines(document)
            for line in lines:
                click.echo(line)


@main.command()
@click.argument("file")
@click.option(
    "--case", "folder", type=click.Path(path_type=Path), required=True, help="To write to."
)
@click.option("--date", type=DAY, help="The text's own date, where it carries none.")
@click.option("--question", help="What the case asks.")
@RECORD_OPTION
def draft(
    file: str,
    folder: Path,
    date: dt.datetime | None,
    question: str | None,
    records: tuple[Path, ...],
) -> None:
    """Write a case folder to edit, from a text; drafting again keeps every human edit.

    \b
    Example:
      earnest draft article.txt --case my-case --date 2025-02-20
    """
    from earnest.case.redraft import draft_into
    from earnest.extract import extract_statements
    from earnest.read.documents import read_document

    document = read_document(file, date=date.date() if date else None)
    if document.date is None:
        click.echo(f"earnest: {file}: no date; write it into text/{document.id}.toml", err=True)
    with _steps() as step:
        step("taking the text apart")
        statements = extract_statements(document)
    summary = draft_into(
        folder,
        document,
        statements,
        record=records[0] if records else None,
        question=question,
    )
    click.echo(f"{folder}: {summary}", err=True)
    click.echo(
        f"next: edit the files, then `earnest lint {folder}` and `earnest assess {folder}`",
        err=True,
    )


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def lint(folder: Path) -> None:
    """Print every mistake of a case folder, with file, line and remedy; exit 1 if there are any.

    \b
    Example:
      earnest lint my-case
    """
    from earnest.case.lint import lint as mistakes

    found = mistakes(folder)
    for problem in found:
        click.echo(str(problem))
    click.echo(f"{folder}: {len(found) or 'no'} problem{'' if len(found) == 1 else 's'}", err=True)
    if found:
        raise click.exceptions.Exit(1)


@main.group()
def record() -> None:
    """Look at the record: what it holds and what it can show."""


@record.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", default="auto", show_default=True, help="A feed, or auto.")
@HOME_OPTION
def add(files: tuple[Path, ...], form: str, home: Path | None) -> None:
    """Add feeds to the workspace; a file that was added before adds nothing.

    FILES are plain, .gz or .zip. Lines that cannot be read are kept in the quarantine.

    \b
    Examples:
      earnest record add 20250220.export.CSV.zip
      earnest record add events.2018.tab --format icews
    """
    from earnest.report.holdings import added_words
    from earnest.store.workspace import Workspace

    workspace = Workspace(home or _home())
    for file in files:
        with _steps() as step:
            told = partial(_rows_read, step, file.name)
            added, is_new = workspace.add(file, form=form, progress=told)
        click.echo(added_words(added, is_new=is_new))


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

    gone = Workspace(home or _home()).remove(source)
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

    dropped = Workspace(home or _home()).compact()
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

    with _progress() as progress:
        workspace = Workspace(home or _home())
        added = fetch_gdelt2(workspace, since.date(), until.date(), progress=progress)
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

    with _progress() as progress:
        added = fetch_worldbank(Workspace(home or _home()), indicator, progress=progress)
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

    with _progress() as progress:
        added = fetch_factbook(Workspace(home or _home()), region, code, progress=progress)
    _tell_added(added)


@record.command()
@RECORD_OPTION
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def show(records: tuple[Path, ...], form: str) -> None:
    """Sources, rows and coverage of the record.

    \b
    Example:
      earnest record show --record record/
    """
    from earnest.report.holdings import holdings_json, holdings_text
    from earnest.store import Record

    opened = Record.open(*_records(records))
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

    click.echo(table_csv(record_table(Record.open(*_records(records)), table)), nl=False)


@main.command()
@click.argument("query")
@RECORD_OPTION
@click.option("--format", "form", type=click.Choice(["table", "csv"]), default="table")
def sql(query: str, records: tuple[Path, ...], form: str) -> None:
    """Ask the record in SQL; files and settings are out of the query's reach.

    \b
    Example:
      earnest sql "SELECT type, count(*) AS n FROM measures GROUP BY type ORDER BY n DESC"
    """
    from earnest.report.holdings import plain_table, table_csv
    from earnest.store import Record

    answer = Record.open(*_records(records)).ask(query)
    click.echo(table_csv(answer) if form == "csv" else plain_table(answer), nl=False)


@main.command()
def tables() -> None:
    """Print the tables of the record with their columns and types."""
    from earnest.contract.tables import TABLES

    for name, schema in TABLES.items():
        click.echo(name)
        for column in schema:
            click.echo(f"  {column.name:<20} {column.type}{'' if column.nullable else '  needed'}")


@main.command()
def doctor() -> None:
    """Check the installation: packages, model, embedded record."""
    from earnest.doctor import examination

    results = examination()
    for result in results:
        click.echo(f"{'ok  ' if result.is_fine else 'FAIL'} {result.what}: {result.words}")
    if not all(result.is_fine for result in results):
        raise click.exceptions.Exit(1)


def _records(given: tuple[Path, ...]) -> tuple[Path, ...]:
    """The record folders asked for; else the user's own, if there is one."""
    if given:
        return given
    home = _home()
    return (home,) if any(home.glob("*.csv")) or (home / "manifest.json").is_file() else ()


def _home() -> Path:
    return Path(os.environ.get("EARNEST_HOME") or platformdirs.user_data_path("earnest"))


def _tell_added(added: "list[Added]") -> None:
    from earnest.report.holdings import added_words

    for one in added:
        click.echo(added_words(one, is_new=True))


@contextmanager
def _progress() -> Iterator[Callable[[int, int, str], None]]:
    """A bar with the time left on standard error, on a terminal only."""
    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=console, disable=not console.is_terminal, transient=True,
    ) as bar:  # fmt: skip
        task = bar.add_task("fetching")
        yield lambda done, of, what: bar.update(task, completed=done, total=of, description=what)


def _rows_read(step: Callable[[str], None], name: str, n: int) -> None:
    step(f"{name}: {n:,} rows")


def _stem(path: str) -> str:
    """A name for the report of this input."""
    if path == "-":
        return "stdin"
    name = path.rstrip("/").rsplit("/", 1)[-1].split("?")[0]
    return Path(name).stem or "text"


def _writes_unicode() -> bool:
    return "utf" in (getattr(sys.stdout, "encoding", None) or "").lower()


@contextmanager
def _steps() -> Iterator[Callable[[str], None]]:
    """Say on standard error what is being done, on a terminal only."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status("starting") as status:
        yield status.update
