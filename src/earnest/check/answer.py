"""The parts that every finding shares: id, date, coverage, and wording of dates and rows."""

from collections.abc import Iterable, Sequence

from earnest.check.asked import Asked
from earnest.check.context import Context
from earnest.check.lookup import Match
from earnest.check.query import with_cited
from earnest.contract.finding import Finding, Number, RowRef, Seen, Wanted
from earnest.contract.rows import Event, Measure
from earnest.contract.text import Statement
from earnest.contract.words import Status

MOST_ROWS = 12
ENOUGH_A_MONTH = 5.0


def finding(
    check: str,
    statement: Statement,
    context: Context,
    *,
    question: str,
    status: Status,
    words: str,
    method: str,
    query: str,
    numbers: Sequence[Number] = (),
    rows: Iterable[RowRef] = (),
    coverage: Seen | None = None,
    wanted: Sequence[Wanted] = (),
) -> Finding:
    """The record's answer to a statement, rows without repeats, at most a dozen."""
    cited = tuple(dict.fromkeys(rows))[:MOST_ROWS]
    return Finding(
        id=f"{statement.id}.{check}",
        statement_id=statement.id,
        check=check,
        question=question,
        status=status,
        words=words,
        method=method,
        query=with_cited(query, cited),
        as_of=context.view.as_of,
        numbers=tuple(numbers),
        rows=cited,
        coverage=coverage,
        wanted=tuple(wanted),
    )


def seen(question: Asked, context: Context) -> Seen:
    """What the record could see of a question: events among the parties in the window."""
    states = question.parties.states
    window = question.window
    others = states if len(states) > 1 else ()
    n = context.view.count_events(
        actors=states, recipients=others, since=window.start, until=window.end
    )
    kind = context.view.event_coverage(states, states, since=window.start, until=window.last)
    return Seen(n=n, since=window.start, until=window.last, kind=kind)


def could_show_absence(could_see: Seen) -> bool:
    """Whether the silence of the record says something: exhaustive rows, or an ample feed.

    A feed is ample from five events a month in the window on.
    """
    if could_see.kind != "feed":
        return could_see.kind == "exhaustive"
    if could_see.since is None or could_see.until is None:
        return False
    months = ((could_see.until - could_see.since).days + 1) / 30.44
    return could_see.n >= max(5.0, ENOUGH_A_MONTH * months)


def told(match: Match) -> str:
    """One matching row in a few words, with its date."""
    return told_row(match.row)


def told_row(row: Event | Measure) -> str:
    """One row in a few words, with its date."""
    if isinstance(row, Measure):
        return told_measure(row)
    return f"{told_date(row)}: {row.description}"


def ref_of(row: Event | Measure) -> RowRef:
    """A row by table and id."""
    if isinstance(row, Measure):
        return RowRef("measures", row.measure_id)
    return RowRef("events", row.event_id)


def told_date(event: Event) -> str:
    """The date of an event at its own precision."""
    if event.date_precision == "month":
        return f"{event.date:%Y-%m}"
    if event.date_precision == "year":
        return f"{event.date:%Y}"
    return event.date.isoformat()


def told_measure(measure: Measure) -> str:
    """A measure in a few words: sender, target, type, body, and its dates."""
    what = measure.type.replace("_", " ")
    body = f", {measure.object}" if measure.object else ""
    dates = f"in force from {told_start(measure)}" if measure.start else "not yet in effect"
    if measure.announced and measure.announced != measure.start:
        dates = f"announced {measure.announced}, {dates}"
    if measure.end:
        dates += f" to {measure.end}"
    return f"{measure.sender}–{measure.target} {what}{body} ({dates})"


def told_start(measure: Measure) -> str:
    """The start of a measure at its own precision."""
    if measure.start is None:
        return "?"
    return {"month": f"{measure.start:%Y-%m}", "year": f"{measure.start:%Y}"}.get(
        measure.start_precision, measure.start.isoformat()
    )


def listed(items: Sequence[str], *, most: int = 4) -> str:
    """Items in a sentence, the rest counted."""
    shown = "; ".join(items[:most])
    rest = len(items) - most
    return f"{shown}; and {rest} more" if rest > 0 else shown


def counted(n: int, noun: str) -> str:
    """A number with its noun in the right form."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def days_words(days: int) -> str:
    """A distance in days, in words."""
    count = abs(days)
    return f"{count} day{'' if count == 1 else 's'} {'later' if days > 0 else 'earlier'}"
