"""Invented disputes for the tests of the case room."""

import datetime as dt
import hashlib
from pathlib import Path

from earnest.case.model import Case, CasePrediction, CaseThesis, Decision
from earnest.contract.finding import RowRef
from earnest.contract.report import Bearing, Party
from earnest.contract.text import Document, Quantity, Statement
from earnest.contract.words import Kind, Polarity

STRAIT = (
    "The toll quarrel over the strait is real. Zubrowka insists that the toll quarrel is a show. "
    "Ruritania closed the lock on 3 May. It never reopens a lock once shut. "
    "About 4,000 barges wait. Zubrowka says its pilots stayed at work. "
    "The lock will open by the end of June 2031.\n"
)


def document(text: str = STRAIT, name: str = "strait", **more: str | None) -> Document:
    return Document(
        id=name,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=more.get("title", "A real quarrel over a toll"),
        outlet="Strait Post",
        author=None,
        date=dt.date(2031, 5, 9),
    )


def statement(
    words: str,
    kind: Kind,
    polarity: Polarity = "neutral",
    holder: str = "author",
    text: str = STRAIT,
    name: str = "strait",
    *,
    date: str | None = None,
    actors: tuple[str, ...] = (),
) -> Statement:
    start = text.index(words)
    return Statement(
        document=name,
        start=start,
        end=start + len(words),
        text=words,
        kind=kind,
        holder=holder,
        polarity=polarity,
        date=date,
        actors=actors,
        attributed_by=None if holder == "author" else "author",
    )


MAIN = statement("The toll quarrel over the strait is real", "thesis", "supports")
SAYS = statement("Zubrowka insists that the toll quarrel is a show", "attribution")
RIVAL = statement("the toll quarrel is a show", "thesis", "contradicts", "ZUB")
CLOSED = statement(
    "Ruritania closed the lock on 3 May", "event", "supports", date="2031-05-03", actors=("RUR",)
)
NEVER = statement("It never reopens a lock once shut", "regularity", "supports", actors=("RUR",))
BARGES = statement("About 4,000 barges wait", "quantity", "contradicts")
PILOTS = statement("its pilots stayed at work", "event", "contradicts", "ZUB", actors=("ZUB",))
OPENS = statement(
    "The lock will open by the end of June 2031", "prediction", date="2031-06", actors=("RUR",)
)
EXTRACTED = (MAIN, SAYS, RIVAL, CLOSED, NEVER, BARGES, PILOTS, OPENS)


def by_hand(folder: Path) -> Case:
    """A sound case that uses every table and nearly every column."""
    record = folder.resolve() / "record"
    record.mkdir(parents=True, exist_ok=True)
    barges = Statement(
        document="strait",
        start=BARGES.start,
        end=BARGES.end,
        text=BARGES.text,
        kind="quantity",
        id="s2",
        quantity=Quantity(4000.0, None, 4000.0, "barges", "barges; waiting"),
        cue=(0, 3),
        hedge="about",
        about=("Lock Office",),
        confidence=0.75,
    )
    closed = Statement(
        "strait", CLOSED.start, CLOSED.end, CLOSED.text, "event", "s1", date="2031-05-03"
    )
    return Case(
        question="Is the toll quarrel real?",
        as_of=dt.date(2031, 7, 1),
        record=(record,),
        parties=(Party("RUR", ("toll income", 'a "quiet" shore')), Party("author and outlet", ())),
        documents=(document(),),
        statements=(closed, barges),
        theses=(
            CaseThesis("t1", "the quarrel is real", ("author",), "text", ("s1",)),
            CaseThesis("none", "none of these", (), "analyst"),
        ),
        bearing=(Bearing("t1", "s1", "supports", "a closed lock costs Ruritania tolls"),),
        decisions=(
            Decision(
                "s1",
                "event",
                "accepted",
                "the notice names the lock",
                (RowRef("events", "E1"), RowRef("events", "E:2")),
                {"days": "7", "class": "strict=yes"},
            ),
        ),
        predictions=(CasePrediction("s1", "the lock stays shut", dt.date(2031, 6, 30), "RUR"),),
    )
