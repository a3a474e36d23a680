"""The model's answer as statements: only what the text bears out, the rest counted."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from earnest.contract.text import Document, Quantity, Span, Statement
from earnest.contract.when import Period
from earnest.contract.words import Checkable, Kind, Polarity
from earnest.extract.actors import find_actors, holder_code
from earnest.extract.numbers import find_numbers

AUTHOR: Final = "author"
UNKNOWN: Final = "unknown"
_STATE: Final = re.compile(r"[A-Z]{3}")
CONFIDENCE: Final = 0.7  # not measured here: models differ


class _Amount(BaseModel):
    model_config = ConfigDict(extra="ignore")

    value: float | str | list[float]
    unit: str | None = None
    of: str | None = None


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore")

    quote: str = Field(min_length=1)
    occurrence: int = 1
    kind: Kind
    holder: str = AUTHOR
    speaker: str | None = None
    explained: str | None = None
    actors: list[str] = Field(default_factory=list)
    date: str | None = None
    quantity: _Amount | None = None
    hedge: str | None = None
    checkable: Checkable = "partly"
    polarity: Polarity = "neutral"


def rows_in(answer: str) -> list[Any] | None:
    """The items of an answer's `statements`; None if it is not the JSON that was asked for."""
    first, last = answer.find("{"), answer.rfind("}")
    try:
        content = json.loads(answer[first : last + 1]) if first >= 0 else None
    except (ValueError, RecursionError):
        return None
    rows = content.get("statements") if isinstance(content, dict) else None
    return rows if isinstance(rows, list) else None


def statements_in(
    rows: list[Any], document: Document, piece: Span, dropped: Counter[str]
) -> Iterator[Statement]:
    """The rows that the piece of text bears out, as statements.

    A row whose quote the piece does not hold is left out; a name, number, state or date that
    cannot be borne out is left out of its row. All of it is counted in `dropped`.
    """
    for raw in rows:
        try:
            row = _Row.model_validate(raw)
        except (ValidationError, RecursionError):
            dropped["rows not in the form asked for"] += 1
            continue
        span = _place(row, document.text, piece)
        if span is None:
            dropped["quotes not in the text"] += 1
            continue
        yield _statement(row, span, document, dropped)


def _place(row: _Row, text: str, piece: Span) -> Span | None:
    """Where the quote stands: at the occurrence named, or the last there is."""
    quote = row.quote.strip()
    at, found = piece[0] - 1, -1
    for _ in range(max(1, min(row.occurrence, len(text)))):
        at = text.find(quote, at + 1, piece[1])
        if at < 0:
            break
        found = at
    return (found, found + len(quote)) if found >= 0 and quote else None


def _statement(row: _Row, span: Span, document: Document, dropped: Counter[str]) -> Statement:
    text = document.text[span[0] : span[1]]
    holder = _name(row.holder, document, dropped) or UNKNOWN
    speaker = (
        (_name(row.speaker, document, dropped) or UNKNOWN) if row.kind == "attribution" else None
    )
    explained = _name(row.explained, document, dropped) if row.kind == "motive" else None
    return Statement(
        document=document.id,
        start=span[0],
        end=span[1],
        text=text,
        kind=row.kind,
        holder=holder,
        actors=_actors(row.actors, document, dropped),
        date=_date(row.date, dropped),
        quantity=_quantity(row.quantity, text, document.language, dropped),
        speaker=speaker,
        explained=explained,
        attributed_by=None if holder == AUTHOR else AUTHOR,
        checkable=row.checkable,
        hedge=row.hedge if row.hedge and row.hedge.casefold() in document.text.casefold() else None,
        polarity=row.polarity,
        confidence=CONFIDENCE,
    )


def _name(name: str | None, document: Document, dropped: Counter[str]) -> str | None:
    """A name that the text holds, in the form the rules give names; else None, counted."""
    if not name or name in (AUTHOR, UNKNOWN):
        return name or None
    if name.casefold() not in document.text.casefold():
        dropped["names not in the text"] += 1
        return None
    return holder_code(name) if document.language == "en" else name


def _actors(names: list[str], document: Document, dropped: Counter[str]) -> tuple[str, ...]:
    """Codes of states that the text names somewhere, and organisations by their words in it."""
    english = document.language == "en"
    found = find_actors(document.text, on=document.date) if english else ()
    named = {code.partition(":")[0] for mention in found for code in mention.actors}
    kept = []
    for name in dict.fromkeys(names):
        code = name.partition(":")[0]
        borne_out = code in named or (not english and bool(_STATE.fullmatch(code)))
        if borne_out or name.casefold() in document.text.casefold():
            kept.append(name)
        else:
            dropped["actors not in the text"] += 1
    return tuple(kept)


def _date(date: str | None, dropped: Counter[str]) -> str | None:
    if not date:
        return None
    try:
        Period.parse(date)
    except ValueError:
        dropped["dates that are none"] += 1
        return None
    return date


def _quantity(
    amount: _Amount | None, text: str, language: str, dropped: Counter[str]
) -> Quantity | None:
    """The amount, if its numbers or words stand in the quote."""
    if amount is None:
        return None
    value = tuple(amount.value) if isinstance(amount.value, list) else amount.value
    if not _is_borne_out(value, text, language):
        dropped["numbers not in the quote"] += 1
        return None
    if isinstance(value, str):
        return Quantity(value, None, None, amount.unit, amount.of)
    if isinstance(value, tuple):
        low, high = min(value), max(value)
        return Quantity((low, high), low, high, amount.unit, amount.of)
    return Quantity(value, value, value, amount.unit, amount.of)


def _is_borne_out(value: float | str | tuple[float, ...], text: str, language: str) -> bool:
    if isinstance(value, str):
        return value.casefold() in text.casefold()
    wanted = value if isinstance(value, tuple) else (value,)
    there = [mention.value for mention in find_numbers(text)]
    if language != "en":
        there += [float(n.replace(",", ".")) for n in re.findall(r"\d+(?:[.,]\d+)?", text)]
    ranges = len(wanted) in (1, 2)
    return ranges and all(any(abs(w - t) <= 1e-9 * max(1, abs(t)) for t in there) for w in wanted)
