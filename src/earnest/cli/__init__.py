"""The command line: parse, call the pipeline, print; nothing else."""

import datetime as dt
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from earnest import __version__
from earnest.cli.backtest import backtest
from earnest.cli.batch import Batch, assess_all, is_batch, refuse
from earnest.cli.calibrate import calibrate
from earnest.cli.deadlines import deadline
from earnest.cli.numbers import regularity, relation, spells
from earnest.cli.options import DAY, RECORD_OPTION, record_folders, stem, steps, writes_unicode
from earnest.cli.record import record
from earnest.cli.texts import READER_OPTION, draft, extract, reader
from earnest.errors import EarnestError

if TYPE_CHECKING:
    from earnest.contract.report import Report
    from earnest.pipeline import Request


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
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
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
@READER_OPTION
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def assess(
    paths: tuple[str, ...],
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
    reader_name: str,
    form: str,
) -> None:
    """Assess a text or a case: report.html, report.md, report.json and a summary.

    PATH is a text, Markdown, HTML or PDF file, an address, a case folder, or - for standard input.
    Of several texts, or a JSON Lines file of texts, each gets its own report folder in --out
    (default: here), and a line; one that cannot be assessed is told and passed over, with exit code 1.

    \b
    Examples:
      earnest assess brief.md --record record/ --as-of 2025-12-31
      earnest assess https://example.org/op-ed --out op-ed-report
      earnest assess my-case/ --against my-case-report/report.json
      earnest assess articles.jsonl --record record/ --out reports/
    """
    asked = Batch(
        today=dt.date.today(),
        as_of=as_of.date() if as_of else None,
        records=record_folders(records),
        date=date.date() if date else None,
        question=question,
        text_is_whole=text == "full",
    )
    if is_batch(paths):
        refuse(
            {"--title": title, "--outlet": outlet, "--author": author, "--against": against}
            | {"-": "-" in paths, "--format json": form == "json"}
            | {"--reader llm": reader_name != "rules"}
        )
        assess_all(paths, asked, out or Path())
        return
    started = time.monotonic()
    with steps() as step:
        request = replace(
            asked.request(paths[0]), title=title, outlet=outlet, author=author, against=against,
            read=reader(reader_name, step), step=step,
        )  # fmt: skip
        report, written = _written(request, out or Path(f"{stem(paths[0])}-report"))
    if form == "json":
        _print_json(report)
    else:
        _print_summary(report, written, seconds=time.monotonic() - started)


def _written(request: "Request", out: Path) -> tuple["Report", list[Path]]:
    """The report asked for, and its files."""
    from earnest.pipeline import assess as assessed
    from earnest.report.write import write_report

    report = assessed(request)
    request.step("writing the report")
    return report, write_report(report, out)


def _print_json(report: "Report") -> None:
    from earnest.contract.report import to_json

    click.echo(to_json(report), nl=False)


def _print_summary(report: "Report", written: Sequence[Path], *, seconds: float) -> None:
    from earnest.report.summary import render_summary

    console = Console()
    click.echo(
        render_summary(
            report,
            width=min(console.width, 120) if sys.stdout.isatty() else 100,
            ascii_only=not writes_unicode(),
            elapsed_seconds=seconds,
            files=[str(file) for file in written],
        ),
        nl=False,
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


@main.command()
@click.argument("finding")
@click.option(
    "--report", type=click.Path(path_type=Path), required=True, help="Its folder or file."
)
def explain(finding: str, report: Path) -> None:
    """Print a finding in full: question, answer, rows, and the query to run again.

    FINDING is an id such as s012.event, or a statement's id for all of its findings.

    \b
    Example:
      earnest explain s040.specificity --report article-report
    """
    from earnest.pipeline import earlier
    from earnest.report.explain import explained

    click.echo(explained(earlier(report), finding), nl=False)


main.add_command(extract)
main.add_command(draft)
main.add_command(record)
main.add_command(relation)
main.add_command(deadline)
main.add_command(spells)
main.add_command(regularity)
main.add_command(backtest)
main.add_command(calibrate)


@main.command()
@click.argument("query")
@RECORD_OPTION
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
def sql(query: str, records: tuple[Path, ...], form: str) -> None:
    """Ask the record in SQL; files and settings are out of the query's reach.

    \b
    Example:
      earnest sql "SELECT type, count(*) AS n FROM measures GROUP BY type ORDER BY n DESC"
    """
    from earnest.report.holdings import plain_table, table_csv, table_json
    from earnest.store import Record

    shown = {"table": plain_table, "csv": table_csv, "json": table_json}[form]
    click.echo(shown(Record.open(*record_folders(records)).ask(query)), nl=False)


@main.command()
def tables() -> None:
    """Print the tables of the record with their columns and types."""
    from earnest.contract.tables import TABLES

    for name, schema in TABLES.items():
        click.echo(name)
        for column in schema:
            click.echo(f"  {column.name:<20} {column.type}{'' if column.nullable else '  needed'}")


@main.command()
@click.option(
    "--workspace",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Also read every byte of this workspace's parts and say which are damaged.",
)
def doctor(workspace: Path | None) -> None:
    """Check the installation: packages, model, embedded record; and, if named, a workspace."""
    from earnest.doctor import examination

    results = examination(workspace)
    for result in results:
        click.echo(f"{'ok  ' if result.is_fine else 'FAIL'} {result.what}: {result.words}")
    if not all(result.is_fine for result in results):
        raise click.exceptions.Exit(1)
