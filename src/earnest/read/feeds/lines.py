"""Blocks of whole lines of a stream, cleaned to UTF-8, with what had to be cleaned."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import BinaryIO, Final, Literal

import numpy as np

READ_BYTES: Final = 4 << 20
LONGEST_LINE: Final = 4 << 20
_SHOWN_BYTES: Final = 4096
_CACHE: Final = 1 << 17
_END: Final = ord("\n")
_MARK: Final = b"\xef\xbb\xbf"

NUL: Final = "NUL bytes removed"
RETURN: Final = "carriage returns inside the line replaced by spaces"
ENCODING: Final = {
    "replace": "bytes that are not UTF-8 replaced",
    "latin-1": "line read as ISO-8859-1",
}
NO_END: Final = "the last line of the file has no line end"
Fallback = Literal["replace", "latin-1"]


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines of a stream.

    Attributes:
        raw: the bytes as they are; every line ends with a line end.
        clean: the same lines in UTF-8 without NUL, with plain line feeds.
        first: the number of the first line, from 1.
        count: the number of lines.
        repaired: lines that had to be cleaned, by repair.
        too_long: set for a line that is longer than any row; then `clean` is empty.
    """

    raw: bytes
    clean: bytes
    first: int
    count: int = 1
    repaired: Counter[str] = field(default_factory=Counter)
    too_long: bool = False


def blocks(
    stream: BinaryIO, *, fallback: Fallback = "replace", size: int = READ_BYTES
) -> Iterator[Block]:
    """The stream in blocks of whole lines, some megabytes each.

    Args:
        stream: bytes.
        fallback: how a line is read that is not UTF-8.
        size: bytes read at a time.
    """
    first, rest = 1, b""
    start = stream.read(size).removeprefix(_MARK)
    for chunk in chain([start], iter(lambda: stream.read(size), b"")):
        cut = chunk.rfind(b"\n") + 1
        if cut:
            block = _block(b"".join([rest, memoryview(chunk)[:cut]]), first, fallback)
            yield block
            first, rest = first + block.count, chunk[cut:]
            continue
        rest += chunk
        if len(rest) > LONGEST_LINE:
            shown, rest = rest[:_SHOWN_BYTES], _after_line(stream, size)
            yield Block(shown, b"", first, too_long=True)
            first += 1
    if rest:
        block = _block(rest + b"\n", first, fallback)
        block.repaired[NO_END] += 1
        yield block


def _after_line(stream: BinaryIO, size: int) -> bytes:
    """What follows the end of the line that the stream stands in."""
    while chunk := stream.read(size):
        _, found, after = chunk.partition(b"\n")
        if found:
            return after
    return b""


def _block(raw: bytes, first: int, fallback: Fallback) -> Block:
    clean = raw.replace(b"\r\n", b"\n") if b"\r" in raw else raw
    repaired: Counter[str] = Counter()
    if b"\0" in clean or b"\r" in clean or not _is_utf8(clean):
        clean = b"\n".join(_cleaned(line, fallback, repaired) for line in clean.split(b"\n"))
    return Block(raw, clean, first, count_lines(clean), repaired)


def count_lines(clean: bytes) -> int:
    """How many lines there are; a cache-full at a time, which is faster than `bytes.count`."""
    signs = np.frombuffer(clean, dtype=np.uint8)
    pieces = (signs[start : start + _CACHE] for start in range(0, len(signs), _CACHE))
    return sum(int(np.count_nonzero(piece == _END)) for piece in pieces)


def _cleaned(line: bytes, fallback: Fallback, repaired: Counter[str]) -> bytes:
    if b"\0" in line:
        repaired[NUL] += 1
        line = line.replace(b"\0", b"")
    if b"\r" in line:
        repaired[RETURN] += 1
        line = line.replace(b"\r", b" ")
    if not _is_utf8(line):
        repaired[ENCODING[fallback]] += 1
        text = line.decode("latin-1") if fallback == "latin-1" else line.decode(errors="replace")
        line = text.encode()
    return line


def _is_utf8(raw: bytes) -> bool:
    if raw.isascii():
        return True
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
