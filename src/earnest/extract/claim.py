"""A claim: the run of tokens that becomes a row, and why it does."""

from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Token

from earnest.contract.text import Span
from earnest.extract.passages import Passage
from earnest.extract.reports import Report
from earnest.extract.spans import Run

ClaimForm = Literal[
    "clause",  # a clause the author asserts
    "report",  # an attribution, from its speaker to the end of what is said
    "content",  # what is said in a report
    "aim",  # a purpose clause or an aim in a noun phrase
    "event",  # an act in a noun phrase, presupposed
    "scale",  # a ranking in a noun phrase
    "quote",  # a quotation without a speaker
    "part",  # a noun phrase after "with" that carries its own predicate
    "fragment",  # a sentence without a verb
]


@dataclass(frozen=True, slots=True)
class Claim:
    """A run of tokens that makes a row.

    Attributes:
        head: the token that the row's verb or noun is.
        report: the attribution that the row reports or is the content of.
        role: the clause's role in its sentence.
        words: the tokens of the run, blanks left out.
    """

    passage: Passage
    head: Token
    run: Run
    form: ClaimForm
    report: Report | None = None
    role: str = "main"
    words: list[Token] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Pick the tokens once: every field of a row asks for them."""
        first, last = self.run
        words = [t for t in self.passage.doc[first : last + 1] if not t.is_space]
        object.__setattr__(self, "words", words)


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row before its kind is told.

    Attributes:
        amount: where its point stands, if that is a number.
    """

    claim: Claim
    span: Span
    amount: Span | None
