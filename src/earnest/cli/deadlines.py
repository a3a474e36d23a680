"""`earnest deadline` and `earnest backtest deadlines`: will it happen by then, and how good is that?"""

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path

import click

from earnest.cli.options import DAY, RECORD_OPTION, events_option, record_folders, steps

_LIFTED = ("lifted", "lifting", "lift", "reversal")


@click.command()
@click.argument("actor")
@click.argument("recipient")
@click.option(
    "--act",
    help="A class of acts, a CAMEO code prefix, a PLOVER type; or lifted, of measures in force.",
)
@click.option("--by", "until", type=DAY, required=True, help="The last day that counts.")
@click.option("--type", "type_", help="Of measures: only this type or family.")
@click.option("--measure", help="Of measures: only the one with this id.")
@click.option("--as-of", type=DAY, help="The last day that is known; default: today.")
@RECORD_OPTION
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def deadline(
    actor: str,
    recipient: str,
    act: str | None,
    until: dt.datetime,
    type_: str | None,
    measure: str | None,
    as_of: dt.datetime | None,
    records: tuple[Path, ...],
    form: str,
) -> None:
    """The probability that ACTOR does such an act toward RECIPIENT by a day.

    ACTOR and RECIPIENT are codes or names. The base rate stands beside it. A record that is selected,
    or too thin, shows no probability: it says what it would need. With --act lifted: whether what
    ACTOR has imposed on RECIPIENT, such as a ban, is lifted by then, from how long others of its
    type and age stayed in force.

    \b
    Examples:
      earnest deadline RUS AZE --act strict --by 2025-02-22 --as-of 2025-02-20
      earnest deadline SAU QAT --act talks --by 2018-12-31 --as-of 2018-06-05 --format json
      earnest deadline JPN KOR --act lifted --type export_banned --by 2020-12-31 --as-of 2019-09-01
    """
    folders, day = record_folders(records), as_of.date() if as_of else dt.date.today()
    if type_ or measure or (act or "").casefold() in _LIFTED:
        if act and act.casefold() not in _LIFTED:
            raise click.UsageError("--type and --measure go with --act lifted")
        _lifting(actor, recipient, until.date(), day, folders, type_, measure, form)
        return
    if act is None:
        raise click.UsageError("Missing option '--act'.")
    from earnest.answers.deadlines import deadline_answer, deadline_words
    from earnest.answers.own_baselines import own_baselines_in
    from earnest.answers.states import two_states
    from earnest.store import Record

    actor, recipient = two_states(actor, recipient)
    with steps() as step:
        step("reading the record")
        record = Record.open(*folders)
        step("fitting")
        answer = deadline_answer(
            record,
            actor,
            recipient,
            act=act,
            by=until.date(),
            as_of=day,
            own=own_baselines_in(folders, as_of=day),
        )
    if form == "json":
        click.echo(json.dumps(asdict(answer), default=str, indent=1, sort_keys=True))
    else:
        click.echo(deadline_words(answer, actor, recipient), nl=False)


def _lifting(
    sender: str,
    target: str,
    until: dt.date,
    as_of: dt.date,
    folders: tuple[Path, ...],
    type_: str | None,
    measure: str | None,
    form: str,
) -> None:
    from earnest.answers.lifting import lifting_answer, lifting_text
    from earnest.answers.printed import answer_json
    from earnest.store import Record

    with steps() as step:
        step("reading the record")
        record = Record.open(*folders)
        step("watching spells")
        answer = lifting_answer(
            record, sender, target, by=until, as_of=as_of, type_=type_, measure_id=measure
        )
    click.echo(answer_json(answer) if form == "json" else lifting_text(answer), nl=False)


@click.command()
@events_option
@click.option(
    "--test-from", type=DAY, help="First day of the test points; default: the last third."
)
@click.option("--with-boosting", is_flag=True, help="Gradient boosting too; needs scikit-learn.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def deadlines(
    files: tuple[Path, ...],
    more: tuple[Path, ...],
    test_from: dt.datetime | None,
    with_boosting: bool,
    form: str,
) -> None:
    """Score the deadline models out of time on events of your own.

    One row per sample, class, horizon and model, with skill over climatology and its interval.

    \b
    Examples:
      earnest backtest deadlines --events keds.parquet --test-from 1998-01-01
      earnest backtest deadlines --events 2017.zip 2018.zip --format json
    """
    from earnest.answers.backtest import backtest_rows, backtest_table
    from earnest.measure.backtest import json_rows

    with steps() as step:
        rows = backtest_rows(
            (*files, *more),
            test_from=test_from.date() if test_from else None,
            with_boosting=with_boosting,
            step=step,
        )
    if form == "json":
        click.echo(json.dumps(json_rows(rows), indent=1))
    else:
        click.echo(backtest_table(rows), nl=False)
