"""`earnest relation`, `spells`, `regularity`: numbers from the record, with what cannot be seen."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from earnest.cli.options import DAY, RECORD_OPTION, record_folders, steps

if TYPE_CHECKING:
    from earnest.answers.spells import By

AS_OF_OPTION = click.option("--as-of", type=DAY, help="The last day that is known; default: today.")


@click.command()
@click.argument("a")
@click.argument("b")
@click.option("--from", "since", type=DAY, help="First day; default: where coverage begins.")
@click.option("--to", "until", type=DAY, help="Last day, included; default: where coverage ends.")
@AS_OF_OPTION
@RECORD_OPTION
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv", "svg"]), default="table"
)
def relation(
    a: str,
    b: str,
    since: dt.datetime | None,
    until: dt.datetime | None,
    as_of: dt.datetime | None,
    records: tuple[Path, ...],
    form: str,
) -> None:
    """The weekly series of two sides, their turns, and what this record cannot see.

    A and B are codes or names. A turn is told as "k of 3 methods, since DATE"; below five acts a
    month, and where rows are only selected, counts are all there is.

    \b
    Examples:
      earnest relation SAU QAT --from 2017-01-01 --to 2018-06-30
      earnest relation Israel Lebanon --format svg > relation.svg
    """
    from earnest.answers.printed import answer_json
    from earnest.answers.relation import relation_answer
    from earnest.answers.relation_out import relation_csv, relation_svg, relation_text
    from earnest.store import Record

    with steps() as step:
        step("reading the record")
        record = Record.open(*record_folders(records))
        step("counting acts and looking for turns")
        answer = relation_answer(
            record, a, b, since=_day(since), until=_day(until), as_of=_today(as_of)
        )
    written = {
        "table": relation_text, "json": answer_json, "csv": relation_csv, "svg": relation_svg,
    }  # fmt: skip
    click.echo(written[form](answer), nl=False)


@click.command()
@click.option("--sender", help="Only measures of this state or union: a code or a name.")
@click.option("--type", "type_", help="Only measures of this type, such as import_banned.")
@click.option("--family", help="Only measures of this family, such as trade.")
@click.option(
    "--by", type=click.Choice(["type", "family", "sender"]), default="type", show_default=True
)
@AS_OF_OPTION
@RECORD_OPTION
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
def spells(
    sender: str | None,
    type_: str | None,
    family: str | None,
    by: "By",
    as_of: dt.datetime | None,
    records: tuple[Path, ...],
    form: str,
) -> None:
    """How long measures stay in force, and how long they take to come into force.

    Shares still in force stand between two bounds for ends that nobody saw, with a 90 % interval;
    with fewer than ten joint acts watched, or bounds too far apart, they are not identifiable.

    \b
    Examples:
      earnest spells --family foreign_presence
      earnest spells --sender SAU --by family --as-of 2021-12-31
    """
    from earnest.answers.printed import answer_json
    from earnest.answers.spells import spells_answer
    from earnest.answers.spells_out import spells_csv, spells_text
    from earnest.store import Record

    with steps() as step:
        step("reading the record")
        record = Record.open(*record_folders(records))
        step("watching spells")
        answer = spells_answer(
            record, sender=sender, type_=type_, family=family, by=by, as_of=_today(as_of)
        )
    written = {"table": spells_text, "json": answer_json, "csv": spells_csv}
    click.echo(written[form](answer), nl=False)


@click.command()
@click.argument("a")
@click.option(
    "--after",
    default="restrict",
    show_default=True,
    help="What is said never to be softened: restrict for all, a type or family of measures; of"
    " events, classes of acts or CAMEO prefixes with commas between.",
)
@click.option(
    "--until",
    default="lifting",
    show_default=True,
    help="What would break the rule: lifting of measures, or a class of acts such as softening.",
)
@AS_OF_OPTION
@RECORD_OPTION
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def regularity(
    a: str,
    after: str,
    until: str,
    as_of: dt.datetime | None,
    records: tuple[Path, ...],
    form: str,
) -> None:
    """A claimed rule ("A never softens after tightening") held against the record.

    Counterexamples come first, with their rows and sources; then n, all other senders, the interval
    of the rank, and what more would settle it.

    \b
    Examples:
      earnest regularity SAU --after restrict --until lifting
      earnest regularity IRN --after expel,172 --until softening --as-of 2018-06-30
    """
    from earnest.answers.printed import answer_json
    from earnest.answers.regularity import regularity_answer
    from earnest.answers.regularity_out import regularity_text
    from earnest.store import Record

    with steps() as step:
        step("reading the record")
        record = Record.open(*record_folders(records))
        step("watching what followed")
        answer = regularity_answer(record, a, after=after, until=until, as_of=_today(as_of))
    written = {"table": regularity_text, "json": answer_json}
    click.echo(written[form](answer), nl=False)


def _day(given: dt.datetime | None) -> dt.date | None:
    return given.date() if given else None


def _today(given: dt.datetime | None) -> dt.date:
    return given.date() if given else dt.date.today()
