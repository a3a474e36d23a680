"""The report: `report.json` is the truth, and every other output is a view of it.

`schema` is raised when a field changes meaning or goes; new fields do not raise it.
"""

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from pydantic import TypeAdapter

from earnest.contract.finding import Finding, RowRef, Wanted
from earnest.contract.text import Quantity, Span
from earnest.contract.words import Checkable, Kind, Polarity, Status

SCHEMA_VERSION: Final = 1
DISCLAIMER: Final = (
    "This report describes what this record holds on {as_of}; "
    "it is no statement about anyone's honesty."
)


@dataclass(frozen=True, slots=True)
class Tool:
    """Which `earnest` made the report."""

    version: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file or feed that the record was read from."""

    source_id: str
    sha256: str
    rows: int
    kind: str


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A text under examination; `text` is null unless the user may reproduce it whole."""

    id: str
    title: str | None
    outlet: str | None
    author: str | None
    date: dt.date
    language: str
    sha256: str
    address: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ReportStatement:
    """A statement with the fields that `earnest extract` prints, and its id."""

    id: str
    document: str
    start: int
    end: int
    text: str
    kind: Kind
    holder: str
    cue: Span | None
    actors: tuple[str, ...]
    date: str | None
    quantity: Quantity | None
    speaker: str | None
    explained: str | None
    attributed_by: str | None
    checkable: Checkable
    hedge: str | None
    polarity: Polarity
    confidence: float


@dataclass(frozen=True, slots=True)
class Change:
    """What would change the picture of a thesis, and by when one would know."""

    what: str
    by: dt.date | None = None
    statement_id: str | None = None


@dataclass(frozen=True, slots=True)
class Bearing:
    """How one statement bears on one thesis, and the status of the finding behind it."""

    thesis: str
    statement_id: str
    direction: Literal["supports", "contradicts"]
    reason: str
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Thesis:
    """A rival answer to the question, who holds it, and what it stands on.

    Attributes:
        origin: `text` if the text states it, `analyst` if a person added it.
        stated_in: statements in which the text states the thesis.
        rests_on: load-bearing statements, most telling first.
    """

    id: str
    text: str
    holders: tuple[str, ...]
    origin: Literal["text", "analyst"]
    stated_in: tuple[str, ...]
    rests_on: tuple[str, ...]
    would_change: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """Something on record that bears on the theses and that the text leaves out."""

    rows: tuple[RowRef, ...]
    reason: str
    rank: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """A prediction of the text as the ledger would keep it.

    Attributes:
        rule: what would have to be on record, for whom, by when.
        missing: what the wording lacks to be resolvable.
        proposed: a wording that could be resolved; empty if the text's own can.
        p, low, high: the registered probability with its interval; null if none is shipped.
        base_rate, n: of acts of the class in comparable windows; null if none is shipped.
        rests_on: what the probability was taken from; empty without one.
    """

    statement_id: str
    rule: str
    deadline: dt.date | None
    p: float | None
    low: float | None
    high: float | None
    base_rate: float | None
    n: int | None
    status: Status
    missing: tuple[str, ...] = ()
    proposed: str = ""
    rests_on: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dyad whose record is drawn, and the window that is drawn."""

    parties: tuple[str, ...]
    since: dt.date
    until: dt.date
    rows: tuple[RowRef, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One change against an earlier report, and which of text, record or tool brought it."""

    statement: str
    before: str
    after: str
    cause: Literal["text", "record", "tool"]


@dataclass(frozen=True, slots=True)
class Party:
    """A party to the dispute with the interests a person listed for it."""

    name: str
    interests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report says.

    Attributes:
        headlines: ids of the findings that head the report, most consequential first.
        rows: every row a finding, a silence or the timeline refers to, by table and id.
    """

    schema: int
    tool: Tool
    as_of: dt.date
    reviewed: bool
    question: str
    record: tuple[Source, ...]
    documents: tuple[ReportDocument, ...]
    statements: tuple[ReportStatement, ...]
    findings: tuple[Finding, ...]
    headlines: tuple[str, ...]
    theses: tuple[Thesis, ...]
    bearing: tuple[Bearing, ...]
    parties: tuple[Party, ...]
    silences: tuple[Silence, ...]
    forecasts: tuple[Forecast, ...]
    wanted: tuple[Wanted, ...]
    timeline: Timeline | None
    differences: tuple[Difference, ...]
    rows: dict[str, dict[str, dict[str, Any]]]


@cache
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def to_json(report: Report) -> str:
    """The report as JSON: keys sorted, UTF-8, no clock, host or path; ends with a newline."""
    content = _adapter().dump_python(report, mode="json")
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def from_json(text: str | bytes) -> Report:
    """The report that a `report.json` holds.

    Raises:
        pydantic.ValidationError: the text is not a report of this schema.
    """
    return _adapter().validate_json(text)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of `report.json`, as shipped in `data/report.schema.json`."""
    schema = _adapter().json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
