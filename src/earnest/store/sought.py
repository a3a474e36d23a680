"""What is looked for among the events: who acts, toward whom, and when."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

_EPOCH: Final = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Sought:
    """Events by any of `actors` toward any of `recipients` in `[since, until)`; none means anyone."""

    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def days(self) -> tuple[int | None, int | None]:
        """`since` and `until` as days from 1970 on."""
        return _day(self.since), _day(self.until)


def _day(date: dt.date | None) -> int | None:
    return None if date is None else (date - _EPOCH).days
