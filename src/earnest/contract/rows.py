"""Rows of the record as checks see them: already cut to what was known at `as_of`."""

import datetime as dt
from dataclasses import dataclass

from earnest.contract.when import Period, last_day_at


@dataclass(frozen=True, slots=True)
class Event:
    """A dated act of an actor toward a recipient."""

    event_id: str
    date: dt.date
    date_precision: str
    last: dt.date  # the last day of the event at its precision
    actor_country: str | None
    actor_name: str | None
    recipient_country: str | None
    recipient_name: str | None
    code: str
    root: str
    quad: int | None
    description: str
    confidence: str | None
    tier: str
    note: str | None
    known_at: dt.date
    known_at_basis: str
    source_id: str
    source_ref: str

    @property
    def period(self) -> Period:
        """The days the act may have happened on."""
        return Period.of_days(self.date, self.last)

    @property
    def parties(self) -> frozenset[str]:
        """Countries and organisations on either side."""
        sides = (
            self.actor_country,
            self.actor_name,
            self.recipient_country,
            self.recipient_name,
        )
        return frozenset(side for side in sides if side)


@dataclass(frozen=True, slots=True)
class Measure:
    """A restrictive act that stays in force, rewound to what was known at `as_of`.

    `start` is None if the measure was announced but not in effect by then; `end` is None if the
    end was not known by then; `censored_at` is the last day on which the row is known to have
    been in force, None where an end is known.
    """

    measure_id: str
    sender: str
    target: str
    object: str
    type: str
    family: str
    trigger: str | None
    announced: dt.date | None
    start: dt.date | None
    start_precision: str
    end: dt.date | None
    end_precision: str | None
    status: str
    status_as_of: dt.date | None
    censored_at: dt.date | None
    cluster: str | None
    reciprocal_of: str | None
    source_start: str
    source_end: str
    tier: str
    confidence: str | None
    note: str | None
    source_id: str

    @property
    def visible_from(self) -> dt.date:
        """The day the measure became public: announced or in force, whichever came first.

        A start that is known only to the month or year says nothing of days: then the
        announcement counts, where there is one.
        """
        if self.announced and (self.start is None or self.start_precision != "day"):
            return self.announced
        return min(day for day in (self.announced, self.start) if day)

    @property
    def start_last(self) -> dt.date | None:
        """The last day on which the measure can have begun, at the precision of its start."""
        return self.start and last_day_at(self.start, self.start_precision)

    @property
    def lag_days(self) -> int | None:
        """Days from announcement to effect; None if either is not known to the day."""
        if self.announced is None or self.start is None or self.start_precision != "day":
            return None
        return (self.start - self.announced).days


@dataclass(frozen=True, slots=True)
class Statistic:
    """One value of a series for one country (and partner) in one reference period."""

    stat_id: str
    series_id: str
    label: str
    country: str
    partner: str | None
    date: str
    value: float
    unit: str
    vintage: str | None
    known_at: dt.date
    known_at_basis: str
    source_id: str
    source_ref: str
    note: str | None


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A text of somebody else, as an index holds it: who, when, and the stance coded."""

    document_id: str
    date: dt.date
    outlet: str
    country: str | None
    language: str | None
    holder: str
    thesis: str
    stance: str
    gist: str
    source_id: str
    source_ref: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a source claims to cover: only `exhaustive` and ample `feed` rows can show absence."""

    table: str
    actor: str
    recipient: str
    act_class: str
    since: dt.date | None
    until: dt.date | None
    kind: str
    method: str
    source_id: str
