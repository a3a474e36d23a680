"""Commands that take texts apart: extract, draft."""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from earnest.cli.options import DAY, RECORD_OPTION, steps
from earnest.errors import InputError

if TYPE_CHECKING:
    from earnest.contract.text import Document, Statement

    Reader = Callable[[Document], tuple[Statement, ...]]

READER_OPTION = click.option(
    "--reader",
    "reader_name",
    type=click.Choice(["rules", "llm"]),
    default="rules",
    show_default=True,
    help="Who marks the statements: the rules, or a language model beside them (docs/llm.md).",
)


def reader(name: str, step: Callable[[str], None]) -> "Reader":
    """What takes a document apart; the language model tells on standard error what it took."""
    if name == "rules":
        from earnest.extract import extract_statements

        return extract_statements
    from earnest.extract.llm import Cache, Endpoint, Settings, llm_statements

    endpoint, cache = Endpoint(Settings.from_environment()), Cache.from_environment()

    def read(document: "Document") -> "tuple[Statement, ...]":
        found, reading = llm_statements(document, endpoint, cache, step=step)
        click.echo(f"earnest: {document.id}: {reading.words(endpoint.settings)}", err=True)
        return found

    return read


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--date", type=DAY, help="The date of texts that carry none.")
@click.option(
    "--format", type=click.Choice(["jsonl"]), default="jsonl", expose_value=False, show_default=True
)
@click.option(
    "--attributions", is_flag=True, help="Only attributions: source, cue and content spans."
)
@READER_OPTION
def extract(
    files: tuple[str, ...], date: dt.datetime | None, attributions: bool, reader_name: str
) -> None:
    """Print the statements of texts as JSON Lines.

    FILES are texts, HTML, PDF or JSON Lines with id or name, text and perhaps date and title. A text
    that cannot be read is told and passed over; the exit code is then 1.

    \b
    Examples:
      earnest extract article.txt --date 2025-02-20
      earnest extract articles.jsonl --attributions
    """
    if attributions and reader_name != "rules":
        raise click.UsageError("--attributions is read by rules only")
    from earnest.extract.lines import attribution_line, statement_lines
    from earnest.read.collection import documents_in

    read = reader(reader_name, lambda _: None)
    failed = 0
    for name in files:
        for document in documents_in(name, date=date.date() if date else None):
            if document.date is None and not attributions:
                click.echo(
                    f"earnest: {name}: no date; relative dates stay null (--date gives one)",
                    err=True,
                )
            try:
                if attributions:
                    _print([attribution_line(document)])
                else:
                    _print(statement_lines(read(document)))
            except InputError as error:
                click.echo(f"earnest: {error}", err=True)
                failed += 1
    if failed:
        raise click.exceptions.Exit(1)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


@click.command()
@click.argument("file")
@click.option(
    "--case", "folder", type=click.Path(path_type=Path), required=True, help="To write to."
)
@click.option("--date", type=DAY, help="The text's own date, where it carries none.")
@click.option("--question", help="What the case asks.")
@READER_OPTION
@RECORD_OPTION
def draft(
    file: str,
    folder: Path,
    date: dt.datetime | None,
    question: str | None,
    reader_name: str,
    records: tuple[Path, ...],
) -> None:
    """Write a case folder to edit, from a text; drafting again keeps every human edit.

    \b
    Example:
      earnest draft article.txt --case my-case --date 2025-02-20
    """
    from earnest.case.redraft import draft_into
    from earnest.read.documents import read_document

    document = read_document(file, date=date.date() if date else None)
    if document.date is None:
        click.echo(f"earnest: {file}: no date; write it into text/{document.id}.toml", err=True)
    with steps() as step:
        step("taking the text apart")
        statements = reader(reader_name, step)(document)
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
