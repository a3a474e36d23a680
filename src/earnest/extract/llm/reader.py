"""A document read by a language model, beside the rules where they know its language."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from earnest.contract.text import Document, Span, Statement
from earnest.extract.languages import is_readable
from earnest.extract.llm.cache import Cache
from earnest.extract.llm.chunks import chunks
from earnest.extract.llm.endpoint import Endpoint, Settings
from earnest.extract.llm.merge import SAME, merged, numbered, overlap
from earnest.extract.llm.prompt import VERSION, messages, schema
from earnest.extract.llm.reply import rows_in, statements_in
from earnest.extract.statements import extract_statements

SMALLEST: Final = 500  # code points: a piece that fails and is no longer than this is given up
Step = Callable[[str], None]


@dataclass(slots=True)
class Reading:
    """What reading took, and what of the answers was not taken.

    Attributes:
        asked: requests answered by the model; kept: by the cache.
        unread: code points of pieces without a usable answer; rows of the rules stand there.
        dropped: what was left out of the answers, by reason.
    """

    asked: int = 0
    kept: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    rows: int = 0
    unread: int = 0
    dropped: Counter[str] = field(default_factory=Counter)

    def words(self, settings: Settings) -> str:
        """One line for the user: requests, tokens, pace, cost, and what was dropped."""
        pace = f" ({self.tokens_out / self.seconds:,.0f} tokens/s)" if self.seconds > 0 else ""
        parts = [
            f"{settings.model}: {self.asked} requests, {self.kept} from the cache",
            f"{self.tokens_in:,} + {self.tokens_out:,} tokens in {self.seconds:.1f} s{pace}",
            f"{self.rows} rows",
        ]
        if settings.price_in or settings.price_out:
            cost = self.tokens_in * settings.price_in + self.tokens_out * settings.price_out
            parts.insert(2, f"cost {cost / 1e6:.4f}")
        parts += [f"{n} {reason} dropped" for reason, n in sorted(self.dropped.items())]
        if self.unread:
            parts.append(f"{self.unread:,} characters without a usable answer")
        return "; ".join(parts)


def llm_statements(
    document: Document,
    endpoint: Endpoint,
    cache: Cache,
    *,
    step: Step = lambda _: None,
) -> tuple[tuple[Statement, ...], Reading]:
    """The statements of a document in any language, and what reading them took.

    Where the rules know the language, their rows are merged in; see `merge.merged`.

    Raises:
        InputError: the endpoint cannot be used.
    """
    reading = Reading()
    found: list[Statement] = []
    pieces = chunks(document.text)
    for n, piece in enumerate(pieces, 1):
        step(f"reading with {endpoint.settings.model}: part {n} of {len(pieces)}")
        for row in _read(document, piece, endpoint, cache, reading):
            if not any(_is_again(row, other) for other in found):
                found.append(row)
    reading.rows = len(found)
    if not is_readable(document.language):
        return numbered(found), reading
    return merged(found, extract_statements(document)), reading


def _is_again(row: Statement, other: Statement) -> bool:
    """Whether a row of an overlap is one that the piece before gave."""
    same = (row.start, row.end) == (other.start, other.end)
    return same or (row.kind == other.kind and overlap(row, other) > SAME)


def _read(
    document: Document, piece: Span, endpoint: Endpoint, cache: Cache, reading: Reading
) -> Iterator[Statement]:
    """The rows of a piece; one without a whole and usable answer is halved and asked again."""
    rows = _answered(document, piece, endpoint, cache, reading)
    if rows is not None:
        yield from statements_in(rows, document, piece, reading.dropped)
    elif piece[1] - piece[0] <= SMALLEST:
        reading.unread += piece[1] - piece[0]
    else:
        size = (piece[1] - piece[0]) // 2 + 1
        halves = chunks(document.text[piece[0] : piece[1]], size=size, overlap=0)
        for start, end in halves:
            yield from _read(document, (piece[0] + start, piece[0] + end), endpoint, cache, reading)


def _answered(
    document: Document, piece: Span, endpoint: Endpoint, cache: Cache, reading: Reading
) -> list[Any] | None:
    """The items of the answer for a piece; None if it broke off or is not in the form."""
    asked = messages(document.text[piece[0] : piece[1]], title=document.title, date=document.date)
    settings = endpoint.settings
    question = {
        "prompt": VERSION,
        "at": settings.base_url,
        "model": settings.model,
        "messages": asked,
    }
    reply = cache.get(question)
    if reply is not None:
        reading.kept += 1
        return rows_in(reply.text)
    started = time.monotonic()
    reply = endpoint.ask(asked, schema())
    reading.seconds += time.monotonic() - started
    reading.asked += 1
    reading.tokens_in += reply.tokens_in
    reading.tokens_out += reply.tokens_out
    rows = rows_in(reply.text) if reply.is_whole else None
    if rows is not None:
        cache.put(question, reply)
    return rows
