"""Damage to files of feeds, and what must hold of a reader whatever it is given."""

import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from earnest.contract.tables import SPELLS, TABLES
from earnest.errors import InputError
from earnest.read.feeds import FEEDS, Batch, batches

# What breaks parsers: marks of CSV, bytes that are no text, numbers and dates that are none.
TOKENS: Final = (
    *(b'"', b'""', b'","', b"\t", b"\n", b"\r", b"\r\n", b"\0", b"\xff", b"\xc3", b"\xef\xbb\xbf"),
    *(b",", b";", b"{", b"}", b"[", b"]", b"\\", b"\\ud800", b"null", b"()", b"%", b" "),
    *(b"=1+1", b"-", b"1e999", b"-1e308", b"nan", b"inf", b"0", b"00000000", b"99999999"),
    *(b"20200231", b"0000-00-00", b"9999-12-31", b"10000-01-01", b"\xc2\xb2", b"\xd9\xa1"),
    *(b"181", b"-91", b"1_000", b"1.2.3", b"None", b"NA", b"x" * 3000, b"9" * 400),
)
_NUMBER: Final = re.compile(rb"\d+")
# Readers whose rows are lines of the file.
LINE_BY_LINE: Final = frozenset(
    {"gdelt2", "gdelt1", "gdelt-mentions", "gdelt-gkg", "icews", "polecat", "phoenix", "petrarch"}
    | {"keds-weis", "keds-cameo"}
)
NOT_TEXT: Final = frozenset({"factbook", "plover"} | {n for n in FEEDS if n.endswith("parquet")})
_MISLEADING: Final = ("the Parquet file is damaged", "the file cannot be read")


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four kinds of damage."""
    for _ in range(chance.randint(1, 4)):
        raw = chance.choice(_DAMAGES)(raw, chance)
    return raw


def _place(raw: bytes, chance: random.Random) -> int:
    return chance.randint(0, len(raw))


def _insert(raw: bytes, chance: random.Random) -> bytes:
    place = _place(raw, chance)
    token = chance.choice(TOKENS) if chance.random() < 0.8 else chance.randbytes(3)
    return raw[:place] + token + raw[place:]


def _delete(raw: bytes, chance: random.Random) -> bytes:
    place = _place(raw, chance)
    return raw[:place] + raw[place + chance.choice((1, 1, 3, 40)) :]


def _flip(raw: bytes, chance: random.Random) -> bytes:
    if not raw:
        return raw
    place = chance.randrange(len(raw))
    return raw[:place] + bytes([raw[place] ^ (1 << chance.randrange(8))]) + raw[place + 1 :]


def _truncate(raw: bytes, chance: random.Random) -> bytes:
    return raw[: _place(raw, chance)]


def _repeat_line(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    line = chance.choice(lines)
    lines.insert(chance.randrange(len(lines)), line)
    return b"\n".join(lines)


def _renumber(raw: bytes, chance: random.Random) -> bytes:
    found = list(_NUMBER.finditer(raw))
    if not found:
        return raw
    one = chance.choice(found)
    return raw[: one.start()] + chance.choice(TOKENS) + raw[one.end() :]


def _swap_cells(raw: bytes, chance: random.Random) -> bytes:
    mark = b"\t" if b"\t" in raw else b","
    cells = raw.split(mark)
    one, other = chance.randrange(len(cells)), chance.randrange(len(cells))
    cells[one], cells[other] = cells[other], cells[one]
    return mark.join(cells)


_DAMAGES: Final[tuple[Callable[[bytes, random.Random], bytes], ...]] = (
    *(_insert, _insert, _delete, _flip, _truncate, _repeat_line, _renumber, _renumber),
    _swap_cells,
)


def read_or_refused(path: Path, name: str) -> list[Batch] | InputError:
    """What the reader makes of a file: batches, or the error that a user would see."""
    try:
        return list(batches(path, format=name))
    except InputError as error:
        assert name.endswith("parquet") or not any(m in str(error) for m in _MISLEADING), error
        return error


def check_account(found: list[Batch], name: str) -> None:
    """Every row read is in the table, rejected or left out; nothing in the table is impossible."""
    for batch in found:
        kept = batch.read - len(batch.rejected) - sum(batch.left_out.values())
        assert kept >= 0, (batch.read, batch.rejected, batch.left_out)
        if FEEDS[name].table == "events":
            assert batch.table.num_rows == kept
        for field in (
            SPELLS if FEEDS[name].table == "spells" else TABLES[FEEDS[name].table or "events"]
        ):
            column = batch.table[field.name]
            column.validate(full=True)
            assert field.nullable or column.null_count == 0, field.name
            if pa.types.is_floating(field.type):
                numbers = column.drop_null().to_numpy()
                assert np.isfinite(numbers).all(), field.name


def check_lines(found: list[Batch], name: str, raw: bytes) -> None:
    """Every line is accounted for, and each rejected one is kept as it stands, by its number."""
    text = raw.removeprefix(b"\xef\xbb\xbf")
    lines = text.split(b"\n")
    count = len(lines) - (not lines[-1])
    read = sum(batch.read for batch in found)
    several = b'"' in text and name not in LINE_BY_LINE
    assert read <= count if several else read == count, (read, count)
    rejected = [one for batch in found for one in batch.rejected]
    assert max(Counter(one.line for one in rejected).values(), default=1) == 1
    for one in rejected:
        assert one.reason
        assert text.startswith(b"\xef\xbb\xbf") or one.raw.split(b"\n")[0] == lines[one.line - 1]
