"""Files that are recognised and only counted: GDELT mentions, knowledge graph and counts."""

from collections.abc import Iterator
from typing import Final

import pyarrow as pa

from earnest.contract.tables import EVENTS
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.lines import blocks

_MENTIONS: Final = 16
_GKG2: Final = 27
_GKG1: Final = 11
_COUNTS1: Final = 15
COUNTED: Final = "lines counted, not stored"


def batches(member: Member) -> Iterator[Batch]:
    """How many lines the file has."""
    for block in blocks(member.stream):
        nothing: pa.Table = EVENTS.empty_table()
        yield Batch(nothing, block.count, left_out={COUNTED: block.count})


def _cells(head: bytes) -> list[bytes]:
    return head.split(b"\n", 1)[0].rstrip(b"\r").split(b"\t")


def _is_mentions(head: bytes) -> bool:
    cells = _cells(head)
    tabbed = len(cells) == _MENTIONS and all(_is_moment(cell) for cell in cells[1:3])
    return tabbed or head[:200].lower().startswith(b"globaleventid,eventtimedate,")


def _is_gkg(head: bytes) -> bool:
    cells = _cells(head)
    second = (
        len(cells) == _GKG2 and cells[0].partition(b"-")[0] == cells[1] and _is_moment(cells[1])
    )
    first = len(cells) in (_GKG1, _COUNTS1) and (_is_day(cells[0]) or cells[0] == b"DATE")
    return second or (first and (cells[1] == b"NUMARTS" or cells[1].isdigit()))


def _is_moment(cell: bytes) -> bool:
    return len(cell) == 14 and cell.isdigit()


def _is_day(cell: bytes) -> bool:
    return len(cell) == 8 and cell.isdigit()


FEEDS: Final = (
    Feed("gdelt-mentions", "GDELT mentions (counted only)", None, _is_mentions, batches),
    Feed("gdelt-gkg", "GDELT knowledge graph (counted only)", None, _is_gkg, batches),
)
