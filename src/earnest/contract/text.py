"""What reading and extracting return: documents, statements, attributions.

A span is `[start, end)` in code points of `Document.text`.
"""

import datetime as dt
from dataclasses import dataclass

from earnest.contract.words import Checkable, Kind, Polarity

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is known about where it comes from.

    Attributes:
        text: the decoded file as given; for HTML and PDF the extracted text.
        sha256: of the bytes read, in hex.
        media: `text`, `html` or `pdf`.
        language: ISO 639-1.
    """

    id: str
    text: str
    sha256: str
    media: str = "text"
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    date: dt.date | None = None
    language: str = "en"
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and what is counted.

    Attributes:
        value: a number, a vague word kept as written ("many"), or a pair for a range.
        low, high: the bounds the wording allows; None where it sets none ("at least six": 6, None).
        unit: the noun as in the text, `percent`, or an ISO 4217 code.
        of: what is counted or measured.
    """

    value: float | str | tuple[float, float]
    low: float | None
    high: float | None
    unit: str | None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim that the text makes, at one place.

    Attributes:
        holder: who asserts the span: `author`, `unknown`, or names joined by `; `.
        cue: the span of the words that report, in an attribution.
        actors: ISO 3166-1 alpha-3 codes, else names of organisations.
        date: ISO 8601 with granularity, or an interval.
        speaker: only in an attribution: the person reported.
        explained: only in a motive: whose motive it is.
        attributed_by: who reports the holder, where the holder is not the author.
        about: bodies the span is about, pronouns resolved ("it" -> "Sputnik"); never exported.
        second: the kind that another reading of the row gives it; its checks are asked, too; never
            exported.
    """

    document: str
    start: int
    end: int
    text: str
    kind: Kind
    id: str = ""
    holder: str = "author"
    cue: Span | None = None
    actors: tuple[str, ...] = ()
    date: str | None = None
    quantity: Quantity | None = None
    speaker: str | None = None
    explained: str | None = None
    attributed_by: str | None = None
    checkable: Checkable = "yes"
    hedge: str | None = None
    polarity: Polarity = "neutral"
    confidence: float = 1.0
    about: tuple[str, ...] = ()
    second: Kind | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Reported speech or thought: spans of the source, the cue and the content."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
