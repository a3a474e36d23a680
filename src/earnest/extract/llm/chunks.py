"""A text in pieces that a model can answer whole, each overlapping the last."""

import re
from typing import Final

from earnest.contract.text import Span

CHUNK: Final = 3_000  # code points: about 500 words, some 45 rows
OVERLAP: Final = 400
_CUTS: Final = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"[.!?…。！？]['\"”’»)]*\s"),
    re.compile(r"\s"),
)


def chunks(text: str, *, size: int = CHUNK, overlap: int = OVERLAP) -> tuple[Span, ...]:
    """Spans that cover a text, each at most `size` long and begun `overlap` before the last's end.

    A piece ends at the last paragraph, line, sentence or word end in its second half.

    Raises:
        ValueError: the overlap is not under half of the size.
    """
    if not 0 <= overlap < size / 2:
        raise ValueError(f"the overlap must lie in [0, {size / 2}), got {overlap}")
    found: list[Span] = []
    start = 0
    while start < len(text):
        end = _end(text, start, size)
        found.append((start, end))
        if end == len(text):
            break
        start = _start(text, end - overlap, end)
    return tuple(found)


def _end(text: str, start: int, size: int) -> int:
    if len(text) - start <= size:
        return len(text)
    half = start + size // 2
    for cut in _CUTS:
        ends = [match.end() for match in cut.finditer(text, half, start + size)]
        if ends:
            return ends[-1]
    return start + size


def _start(text: str, earliest: int, end: int) -> int:
    """The first sentence or word start from `earliest` on."""
    for cut in _CUTS[2:]:
        match = cut.search(text, earliest, end)
        if match and match.end() < end:
            return match.end()
    return earliest
