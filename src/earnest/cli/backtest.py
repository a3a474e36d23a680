"""`earnest backtest`: how good the numbers are out of time."""

import datetime as dt
from pathlib import Path

import click

from earnest.cli.deadlines import deadlines
from earnest.cli.options import DAY, RECORD_OPTION, events_option, more_files, record_folders, steps

FORMAT_OPTION = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table"
)


@click.group()
def backtest() -> None:
    """Score the package's numbers out of time, against simple models and chance."""


backtest.add_command(deadlines)


@backtest.command()
@events_option
@click.option("--test-from", type=DAY, help="First day that is scored; earlier ones are baseline.")
@click.option(
    "--crises",
    type=click.Path(path_type=Path),
    help="A CSV file with the columns actor, trigger and date: which crises should be found.",
)
@FORMAT_OPTION
def turns(
    files: tuple[Path, ...],
    more: tuple[Path, ...],
    test_from: dt.datetime | None,
    crises: Path | None,
    form: str,
) -> None:
    """Turns per pair and year by detector and volume, against simulated series without turns.

    With a list of crises also how many of them a turn begins near, against chance.

    \b
    Examples:
      earnest backtest turns --events keds.parquet --test-from 1998-01-01
      earnest backtest turns --events keds.parquet --crises crises.csv --format json
    """
    from earnest.answers.backtest_out import turns_text
    from earnest.answers.printed import answer_json
    from earnest.answers.turns_backtest import turns_backtest

    with steps() as step:
        rows = turns_backtest(
            (*files, *more),
            test_from=test_from.date() if test_from else None,
            crises=crises,
            step=step,
        )
    click.echo(answer_json(rows) if form == "json" else turns_text(rows), nl=False)


@backtest.command()
@more_files
@click.option(
    "--events",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE...",
    help="Files of spells or measures instead of a record: TIES, GSDB, ICB, or your own.",
)
@click.option(
    "--test-from", type=DAY, default="2014-01-01", show_default=True, help="Earlier spells train."
)
@click.option("--as-of", type=DAY, help="The last day that is known; default: today.")
@click.option(
    "--asked",
    type=click.Choice(["new", "in-force"]),
    default="new",
    show_default=True,
    help="About measures on their first day, or every quarter about those in force.",
)
@RECORD_OPTION
@FORMAT_OPTION
def spells(
    files: tuple[Path, ...],
    more: tuple[Path, ...],
    test_from: dt.datetime,
    as_of: dt.datetime | None,
    asked: str,
    records: tuple[Path, ...],
    form: str,
) -> None:
    """Whether a measure is lifted within 90 or 365 days, against the base rate of its type.

    \b
    Examples:
      earnest backtest spells --test-from 2018-01-01
      earnest backtest spells --asked in-force --test-from 2022-01-01
      earnest backtest spells --events ties_v4_1.csv --test-from 1990-01-01 --format json
    """
    from earnest.answers.backtest_out import spells_text
    from earnest.answers.printed import answer_json
    from earnest.answers.spell_samples import sample_of_record, samples_of_files
    from earnest.answers.spells_backtest import json_rows, spells_backtest
    from earnest.store import Record

    if more and not files:
        raise click.UsageError(f"Got unexpected extra argument ({more[0]})")
    day = as_of.date() if as_of else dt.date.today()
    with steps() as step:
        step("reading the record")
        if files:
            samples = samples_of_files((*files, *more), as_of=day)
        else:
            samples = sample_of_record(Record.open(*record_folders(records)), as_of=day)
        rows = spells_backtest(
            samples,
            test_from=test_from.date(),
            as_of=day,
            asked="in_force" if asked == "in-force" else "new",
            step=step,
        )
    click.echo(answer_json(json_rows(rows)) if form == "json" else spells_text(rows), nl=False)
