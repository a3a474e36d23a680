"""What people write in a case folder: `case.toml`, `text/<id>.toml`, and the CSV lines.

A field's description is the remedy that `lint` prints when the field is wrong.
"""

import datetime as dt
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from earnest.case.cells import amount_of, items_of, pairs_of, rows_of, span_of
from earnest.case.model import CasePrediction, CaseThesis, Decision, Expects, Origin, Verdict
from earnest.contract.finding import RowRef
from earnest.contract.report import Bearing
from earnest.contract.tables import ID_COLUMN
from earnest.contract.text import Quantity, Span, Statement
from earnest.contract.when import Period
from earnest.contract.words import STATUSES, Checkable, Kind, Polarity


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _told(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty")
    return value


def _iso(value: str) -> str:
    Period.parse(value)
    return value


def _known_check(value: str) -> str:
    if value not in STATUSES:
        raise ValueError(f"there is no check {value!r}")
    return value


def _known_rows(cell: str) -> tuple[RowRef, ...]:
    rows = rows_of(cell)
    for row in rows:
        if row.table not in ID_COLUMN:
            raise ValueError(f"the record has no table {row.table!r} whose rows have ids")
    return rows


_SPLIT = "join items by '; '"
_ISO = "write 2031, 2031-05, 2031-05-09, 2031-Q2, a/b, a/.. or ../b"
_NUMBER = "write a plain number such as 12.5"
_ID = "give every row an id that no other row has"
_ANY = "write it as plain text"

Names = Annotated[tuple[str, ...], BeforeValidator(items_of), Field(description=_SPLIT)]
Told = Annotated[str, AfterValidator(_told)]
IsoDate = Annotated[str, BeforeValidator(_iso), Field(description=_ISO)]
Id = Annotated[str, Field(min_length=1, description=_ID)]
StatementId = Annotated[str, Field(description="name a statement of statements.csv")]
Words = Annotated[str, Field(description=_ANY)]
Number = Annotated[float, Field(description=_NUMBER)]
Place = Annotated[
    int, Field(ge=0, description="write a whole number: code points from the text's start")
]


class Written(BaseModel):
    """A form that people fill in: nothing beyond its fields is taken."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, frozen=True)


class PartyEntry(Written):
    """A party to the dispute and what it has at stake."""

    name: str = Field(min_length=1, description="name the party")
    interests: tuple[str, ...] = Field((), description='write a list: interests = ["..."]')


class CaseFile(Written):
    """`case.toml`."""

    question: Told = Field(description='add a line such as question = "..."')
    as_of: dt.date | None = Field(None, description="write a date such as 2031-05-09")
    record: Annotated[tuple[str, ...], BeforeValidator(_one_or_more)] | None = Field(
        None, description='write paths relative to the case folder: record = ["record"]'
    )
    parties: tuple[PartyEntry, ...] = Field((), description="write one [[parties]] table for each")


class TextFile(Written):
    """`text/<id>.toml`.

    `sha256` is that of the file the text was read from; `text_sha256` that of
    `text/<id>.txt` where the two differ (HTML, PDF, another encoding).
    """

    title: str | None = Field(None, description=_ANY)
    outlet: str | None = Field(None, description=_ANY)
    author: str | None = Field(None, description=_ANY)
    date: dt.date | None = Field(None, description="write a date such as 2031-05-09")
    language: str = Field("en", description="write an ISO 639-1 code such as en")
    address: str | None = Field(None, description=_ANY)
    media: str = Field("text", description="write text, html or pdf")
    sha256: str | None = Field(None, description="remove the line to take the text as it is")
    text_sha256: str | None = Field(None, description="remove the line to take the text as it is")


class StatementLine(Written):
    """A line of `statements.csv`."""

    id: Id
    document: str = Field(description="name a text of text/, without .txt")
    start: Place
    end: Place
    text: str = Field(description="copy the words of the span")
    kind: Kind = Field(description="choose one of these kinds")
    holder: str = Field("author", description="write author, unknown, or names joined by '; '")
    cue: Annotated[Span, BeforeValidator(span_of)] | None = Field(
        None, description="write the cue's place as start-end"
    )
    actors: Names = ()
    date: IsoDate | None = None
    value: Annotated[float | str | tuple[float, float], BeforeValidator(amount_of)] | None = Field(
        None, description="write a plain number, low..high, or a word such as many"
    )
    low: Number | None = None
    high: Number | None = None
    unit: Words | None = None
    of: Words | None = None
    speaker: Words | None = None
    explained: Words | None = None
    attributed_by: Words | None = None
    checkable: Checkable = Field("yes", description="choose one of these words")
    hedge: Words | None = None
    polarity: Polarity = Field("neutral", description="choose one of these words")
    confidence: float = Field(1.0, ge=0, le=1, description="write a number from 0 to 1")
    about: Names = ()

    _QUANTITY: ClassVar[tuple[str, ...]] = ("low", "high", "unit", "of")

    @model_validator(mode="after")
    def _value_first(self) -> "StatementLine":
        given = [name for name in self._QUANTITY if getattr(self, name) is not None]
        if self.value is None and given:
            raise ValueError(f"{', '.join(given)} given without a value")
        return self

    def row(self) -> Statement:
        """The statement that the line describes."""
        fields = self.model_dump(exclude={"value", *self._QUANTITY})
        if self.value is None:
            return Statement(**fields)
        quantity = Quantity(self.value, self.low, self.high, self.unit, self.of)
        return Statement(**fields, quantity=quantity)


class ThesisLine(Written):
    """A line of `theses.csv`."""

    id: Id
    text: Told = Field(description="write the thesis as one sentence")
    holders: Names = ()
    origin: Origin = Field(description="write text if a text states it, analyst if you added it")
    stated_in: Names = ()

    def row(self) -> CaseThesis:
        """The thesis that the line describes."""
        return CaseThesis(self.id, self.text, self.holders, self.origin, self.stated_in)


class BearingLine(Written):
    """A line of `bearing.csv`."""

    thesis: str = Field(description="name a thesis of theses.csv")
    statement: StatementId
    direction: Literal["supports", "contradicts"] = Field(
        description="write supports or contradicts"
    )
    reason: Told = Field(description="say in words why the statement bears on the thesis")

    def row(self) -> Bearing:
        """The bearing that the line describes."""
        return Bearing(self.thesis, self.statement, self.direction, self.reason)


class DecisionLine(Written):
    """A line of `checks.csv`."""

    statement: StatementId
    check: Annotated[str, BeforeValidator(_known_check)] = Field(
        description=f"choose one of {', '.join(STATUSES)}"
    )
    verdict: Verdict = Field(description="choose one of these words")
    parameters: Annotated[dict[str, str], BeforeValidator(pairs_of)] = Field(
        default_factory=dict, description="write name=value, joined by '; '"
    )
    rows: Annotated[tuple[RowRef, ...], BeforeValidator(_known_rows)] = Field(
        (), description="write table:id, joined by '; ', as the report shows them"
    )
    reason: Told = Field(description="say in words why you decided so")

    def row(self) -> Decision:
        """The decision that the line describes."""
        return Decision(
            self.statement, self.check, self.verdict, self.reason, self.rows, self.parameters
        )


class PredictionLine(Written):
    """A line of `predictions.csv`."""

    statement: StatementId
    deadline: dt.date | None = Field(None, description="write a day such as 2031-05-09")
    rule: Told = Field(description="say what would have to be on record, for whom, by when")
    actor: Words | None = None
    recipient: Words | None = None
    act_class: Words | None = None
    expects: Expects = Field("act", description="write act, none or reading")

    def row(self) -> CasePrediction:
        """The prediction that the line describes."""
        return CasePrediction(**self.model_dump())
