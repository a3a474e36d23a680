"""Our own tables as CSV, under the columns of the contract, as people write and export them.

A row that breaks the contract goes to the quarantine with all that is wrong with it.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from earnest.contract.tables import TABLES
from earnest.errors import InputError, Problem
from earnest.read.cells import Cells
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.quoted import csv_rows, header_of
from earnest.read.feeds.rows import Aside, Bad, Rows
from earnest.read.feeds.tabbed import BLANK
from earnest.read.sheet import Layout, SheetRow
from earnest.read.tables import READERS

NAMES: Final = ("events", "measures", "statistics", "documents")


def batches(member: Member, *, name: str) -> Iterator[Batch]:
    """The rows of one of our tables.

    Raises:
        InputError: the header lacks a column, has one twice, or has one that the table has not.
    """
    layout, _ = READERS[name]
    check_columns(member, header_of(member.head), name)
    for rows in csv_rows(member, required=_spelt(layout, header_of(member.head))):
        yield rows.each(partial(row_of, name=name), TABLES[name])


def row_of(rows: Rows, cells: dict[str, str], *, name: str) -> Iterator[dict[str, Any]]:
    """The row of one of our tables, checked cell by cell."""
    layout, read = READERS[name]
    given = {layout.columns[column]: (cell or "").strip() for column, cell in cells.items()}
    if not any(given.values()):
        raise Aside(BLANK)
    problems: list[Problem] = []
    values = read(Cells(SheetRow(0, given), where=rows.member.name, problems=problems))
    if problems:
        raise Bad("; ".join(f"{one.field or 'row'}: {one.problem}" for one in problems))
    origin = ("source_id", "source_ref")
    named = {column: given[column] for column in origin if given.get(column)}
    yield {column: value for column, value in values.items() if column not in origin} | named


def check_columns(member: Member, header: list[str], name: str) -> None:
    """Refuse a column that the table has not.

    Raises:
        InputError: there is one.
    """
    layout, _ = READERS[name]
    unknown = [column for column in header if column not in layout.columns]
    if unknown:
        problem = f"the column {unknown[0]!r} is none of the {name} table"
        raise InputError(member.name, problem, "rename or remove it")
    meant = [layout.columns[column] for column in header]
    twice = [column for column in meant if meant.count(column) > 1]
    if twice:
        raise InputError(member.name, f"two columns say {twice[0]!r}", "remove one of them")


def is_table(header: list[str], name: str) -> bool:
    """Whether these are the columns of one of our tables, or name all that it needs."""
    layout, _ = READERS[name]
    meant = {layout.columns.get(column) for column in header}
    needed = set(layout.required)
    return needed <= set(header) or (None not in meant and needed <= meant)


def _spelt(layout: Layout, header: list[str]) -> list[str]:
    """The required columns as this header spells them."""
    spelt = {layout.columns.get(column): column for column in header}
    return [spelt.get(column, column) for column in layout.required]


def _sniff(name: str) -> Callable[[bytes], bool]:
    return lambda head: is_table(header_of(head), name)


FEEDS: Final = tuple(
    Feed(
        name,
        f"our own {name} (CSV)",
        name,
        _sniff(name),
        partial(batches, name=name),
    )
    for name in NAMES
)
