"""What a reader of a feed is, and what it hands over, batch by batch."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal

import pyarrow as pa

TableName = Literal["events", "spells", "statistics", "measures", "documents"]


@dataclass(frozen=True, slots=True)
class Member:
    """One file to be read, unpacked: a plain file, or a member of an archive.

    Attributes:
        source: the name of the file that was given, which becomes `source_id`.
        name: the file or `archive!member`, as quarantined lines name it.
        head: the first bytes; for Parquet `PAR1`, a line end and the column names, tab-joined.
        path: set where the file is plain, for readers that need to seek.
        position: how many bytes of the given file have been read so far.
    """

    source: str
    name: str
    head: bytes
    stream: BinaryIO
    path: Path | None = None
    position: Callable[[], int] = lambda: 0


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that no row could be made of; `line` counts from 1, and for Parquet rows do."""

    member: str
    line: int
    reason: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one contract table, and what became of every row that was read.

    Attributes:
        table: rows in the contract of the feed's table.
        read: rows of the file that this batch accounts for: those behind `table`, the
            `rejected`, and those `left_out`.
        rejected: lines for the quarantine, in reading order.
        repaired: rows kept after a repair, by repair.
        left_out: sound rows that the table has no place for, by reason.
        unresolved: actor codes that no table knows, as `scheme:code`, with their count.
        extra: for each row of `table` what the feed says beyond its columns, as text under the
            feed's own column names; None if there is nothing.
    """

    table: pa.Table
    read: int
    rejected: tuple[Rejected, ...] = ()
    repaired: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    unresolved: Mapping[str, int] = field(default_factory=dict)
    extra: pa.Table | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A format: how it is recognised by its first bytes, and how it is read.

    Attributes:
        name: as `--format` takes it.
        table: the contract table its rows go to; None if rows are only counted.
        sniff: whether the first 64 KB are of this format.
        read: the batches of one file, in constant memory.
    """

    name: str
    title: str
    table: TableName | None
    sniff: Callable[[bytes], bool]
    read: Callable[[Member], Iterator[Batch]]
