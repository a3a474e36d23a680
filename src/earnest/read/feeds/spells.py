"""Spells as other data sets code them: sanctions, border closures, crises.

They keep their own class words. Where a class is, without stretching it, one of our types of
measure, `measure_type` and `family` say so; elsewhere both, or the type, are null.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from earnest.contract.words import FAMILY_OF
from earnest.read.feeds.actors import Party, state_on
from earnest.read.feeds.figures import is_year
from earnest.read.feeds.rows import Bad, Rows

EVERYONE: Final = "*"
NO_START: Final = "the spell has no start"
REVERSED: Final = "the spell ends before it starts"
NO_SENDER: Final = "the spell has no sender"
NO_TARGET: Final = "the spell has no target"
IN_FORCE: Final = "in_force"
LIFTED: Final = "lifted"


@dataclass(frozen=True, slots=True)
class When:
    """Start and end with their precision; `until` is the last day on which it was seen on."""

    start: dt.date
    start_precision: str
    end: dt.date | None = None
    end_precision: str | None = None
    until: dt.date | None = None
    announced: dt.date | None = None

    def columns(self) -> dict[str, Any]:
        """The columns of a spell.

        Raises:
            Bad: the end lies before the start.
        """
        if self.end is not None and self.end < self.start:
            raise Bad(REVERSED)
        return {
            "announced": self.announced,
            "start": self.start,
            "start_precision": self.start_precision,
            "end": self.end,
            "end_precision": self.end_precision if self.end else None,
            "status": LIFTED if self.end else IN_FORCE,
            "status_as_of": self.end or self.until,
        }


def typed(measure_type: str | None, family: str | None = None) -> dict[str, str | None]:
    """`measure_type` with its family, or a family alone."""
    return {"measure_type": measure_type, "family": FAMILY_OF.get(measure_type or "", family)}


def day(text: str) -> dt.date | None:
    """A day written `2001-02-03`; None if blank or no day."""
    try:
        return dt.date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def year_start(text: str) -> dt.date | None:
    """The first day of a year; None if the text is no year."""
    digits = text.strip().removesuffix(".0")
    return dt.date(int(digits), 1, 1) if is_year(digits) else None


def code_of(rows: Rows, one: Party, written: str, on: dt.date, *, scheme: str) -> str:
    """The code of a party on a day, as the table takes it; what nobody knows is counted."""
    country = state_on(one.country, on)
    if not one.known or (one.country and not country):
        rows.unresolved[f"{scheme}:{written}"] += 1
        return written
    return country or one.body or f"{one.role}:{written}"


def joined(codes: list[str]) -> str | None:
    """Codes joined by `|`, each once, in order; None if there are none."""
    return "|".join(dict.fromkeys(codes)) or None
