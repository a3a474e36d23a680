"""Lines of date, source, target, code and whatever follows, as coding programs write them."""

import re
from collections.abc import Iterator
from typing import Final

from earnest.read.feeds.feed import Member, Rejected
from earnest.read.feeds.lines import blocks
from earnest.read.feeds.rows import Rows, rows_of
from earnest.read.feeds.tabbed import BLANK, TOO_LONG

LINE: Final = re.compile(
    rb"(?P<date>\d{8}|\d{6})[\t ]+(?P<source>[A-Za-z-]\S*)[\t ]+(?P<target>[A-Za-z-]\S*)[\t ]+"
    rb"\[?(?P<code>\d{2,4})\]?(?![^\t \r\n])"
)
NOT_CODED: Final = "the line is not date, source, target, code"
COLUMNS: Final = ("date", "source", "target", "code", "rest")
_PIVOT: Final = 30  # two-digit years before 30 are of this century


def coded_rows(member: Member) -> Iterator[Rows]:
    """The rows of such a file; `rest` is what follows the code, tab-separated."""
    for block in blocks(member.stream):
        if block.too_long:
            rejected = [Rejected(member.name, block.first, TOO_LONG, block.raw)]
            yield rows_of(member, COLUMNS, [], [], rejected=rejected)
            continue
        raws, records, kept, rejected = block.raw.split(b"\n"), [], [], []
        lines = block.clean.split(b"\n")[:-1]
        for place, line in enumerate(lines):
            found = LINE.match(line.strip())
            if found:
                cells = [found[name].decode() for name in COLUMNS[:4]]
                rest = line.strip()[found.end() :].strip().decode()
                records.append((block.first + place, [_full(cells[0]), *cells[1:], rest]))
                kept.append(raws[place])
            elif line.strip():
                number = block.first + place
                rejected.append(Rejected(member.name, number, NOT_CODED, raws[place]))
        rows = rows_of(member, COLUMNS, records, kept, rejected=rejected, repaired=block.repaired)
        blank = len(lines) - len(records) - len(rejected)
        rows.left_out.update({BLANK: blank} if blank else {})
        yield rows


def sample_codes(head: bytes) -> list[tuple[bytes, bytes, int]]:
    """Date, code and number of columns of the first lines, if all of them are of this kind."""
    lines = [line for line in head.split(b"\n")[:50] if line.strip()]
    lines = lines[:-1] if len(lines) > 1 and not head.endswith(b"\n") else lines
    found = [(LINE.match(line.strip()), line.count(b"\t") + 1) for line in lines]
    if sum(match is not None for match, _ in found) * 2 <= len(found):
        return []
    return [(match["date"], match["code"], width) for match, width in found if match]


def _full(date: str) -> str:
    if len(date) == 8:
        return date
    return f"{'20' if int(date[:2]) < _PIVOT else '19'}{date}"
