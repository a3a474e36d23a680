"""`earnest deadline` and `earnest backtest deadlines`: will it happen by then, and how good is that?"""

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path

import click

from earnest.cli.options import DAY, RECORD_OPTION, record_folders, steps


@click.command()
@click.argument("actor")
@click.argument("recipient")
@click.option("--act", required=True, help="A class of acts, a CAMEO code prefix or a PLOVER type.")
@click.option("--by", "until", type=DAY, required=True, help="The last day that counts.")
@click.option("--as-of", type=DAY, help="The last day that is known; default: today.")
@RECORD_OPTION
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def deadline(
    actor: str,
    recipient: str,
    act: str,
    until: dt.datetime,
    as_of: dt.datetime | None,
    records: tuple[Path, ...],
    form: str,
) -> None:
    """The probability that ACTOR does such an act toward RECIPIENT by a day.

    With the shipped base rate beside it. A record that is selected, or too thin, shows no
    probability: it says what it would need.

    \b
    Examples:
      earnest deadline RUS AZE --act strict --by 2025-02-22 --as-of 2025-02-20
      earnest deadline SAU QAT --act talks --by 2018-12-31 --as-of 2018-06-05 --format json
    """
    from earnest.answers.deadlines import deadline_answer, deadline_words
    from earnest.answers.own_baselines import own_baselines_in
    from earnest.store import Record

    folders, day = record_folders(records), as_of.date() if as_of else dt.date.today()
    with steps() as step:
        step("reading the record")
        record = Record.open(*folders)
        step("fitting")
        answer = deadline_answer(
            record,
            actor.upper(),
            recipient.upper(),
            act=act,
            by=until.date(),
            as_of=day,
            own=own_baselines_in(folders, as_of=day),
        )
    if form == "json":
        click.echo(json.dumps(asdict(answer), default=str, indent=1, sort_keys=True))
    else:
        click.echo(deadline_words(answer, actor.upper(), recipient.upper()), nl=False)


@click.command()
@click.option("--events", "files", multiple=True, required=True, type=click.Path(path_type=Path))
@click.option(
    "--test-from", type=DAY, help="First day of the test points; default: the last third."
)
@click.option("--with-boosting", is_flag=True, help="Gradient boosting too; needs scikit-learn.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def deadlines(
    files: tuple[Path, ...], test_from: dt.datetime | None, with_boosting: bool, form: str
) -> None:
    """Score the deadline models out of time on events of your own.

    One row per sample, class, horizon and model, with skill over climatology and its interval.

    \b
    Examples:
      earnest backtest deadlines --events keds.parquet --test-from 1998-01-01
      earnest backtest deadlines --events feed.zip --format json
    """
    from earnest.answers.backtest import backtest_rows, backtest_table
    from earnest.measure.backtest import json_rows

    with steps() as step:
        rows = backtest_rows(
            files,
            test_from=test_from.date() if test_from else None,
            with_boosting=with_boosting,
            step=step,
        )
    if form == "json":
        click.echo(json.dumps(json_rows(rows), indent=1))
    else:
        click.echo(backtest_table(rows), nl=False)
