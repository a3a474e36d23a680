"""What every reader of a document format returns."""

import datetime as dt
from dataclasses import dataclass, field, fields


@dataclass(frozen=True, slots=True)
class Byline:
    """What is known about where a text comes from; None where it is not known."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    date: dt.date | None = None
    language: str | None = None

    def or_else(self, other: "Byline") -> "Byline":
        """This byline, with what it lacks taken from the other."""
        both = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(Byline))
        return Byline(*(mine if mine is not None else theirs for mine, theirs in both))


@dataclass(frozen=True, slots=True)
class Article:
    """The text of a document, its medium (`text`, `html` or `pdf`) and its byline."""

    text: str
    media: str
    byline: Byline = field(default_factory=Byline)
