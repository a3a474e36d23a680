"""A finding: the record's answer to one statement."""

from dataclasses import dataclass, field
from datetime import date

from earnest.contract.words import STATUSES, Status


@dataclass(frozen=True, slots=True)
class RowRef:
    """A row of a record table that a finding rests on."""

    table: str
    id: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a finding, with its interval, the count behind it and its unit."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    n: int | None = None
    unit: str | None = None
    source_id: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What the record could see: rows in the window, the window, and how they were collected."""

    n: int
    since: date | None
    until: date | None
    kind: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one question about one statement.

    Attributes:
        check: which question (`event`, `quantity`, `regularity`, ...).
        question: the question in words.
        words: the answer in one or two sentences.
        rows: what the answer rests on, most telling first.
        method: how the answer was computed, in one sentence.
        query: the lookup, in a form anyone can run again.

    Raises:
        ValueError: the check cannot return this status.
    """

    id: str
    statement_id: str
    check: str
    question: str
    status: Status
    words: str
    method: str
    query: str
    as_of: date
    numbers: tuple[Number, ...] = ()
    rows: tuple[RowRef, ...] = ()
    coverage: Seen | None = None
    wanted: tuple["Wanted", ...] = field(default=())

    def __post_init__(self) -> None:
        if self.status not in STATUSES.get(self.check, ()):
            raise ValueError(f"the check {self.check!r} has no status {self.status!r}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Rows that would let the record answer: what to fetch or to enter by hand."""

    table: str
    actor: str | None = None
    recipient: str | None = None
    act_class: str | None = None
    since: date | None = None
    until: date | None = None
    concept: str | None = None
    unit: str | None = None
