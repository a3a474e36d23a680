"""The relation of two sides: weekly series, turns, and what this record cannot see of them."""

import datetime as dt
from dataclasses import dataclass
from math import ceil

from earnest.answers.coverage import Stretch, last_stretch
from earnest.answers.dyad_series import dyad_series, first_act
from earnest.answers.relation_weeks import Week, counted_weeks, first_shown, gated_weeks
from earnest.answers.sides import check_days, check_events_known, two_sides
from earnest.answers.turn_label import (
    SHORTEST_DAYS,
    Label,
    TurnSeen,
    label_words,
    turn_label,
    turns_seen,
)
from earnest.contract.words import Status
from earnest.measure.relation import relation_surprise
from earnest.measure.turns import TURNS_EVENTS_PER_MONTH, turns
from earnest.store import Record
from earnest.store.view import View


@dataclass(frozen=True, slots=True)
class RelationAnswer:
    """The series of a dyad, its turns, and what cannot be seen.

    Attributes:
        status: `on_record`, or `cannot_see` where coverage or volume let no turn be seen.
        coverage: `exhaustive`, `feed` or `selected`.
        since, until: what is shown; baselines may reach back further.
        events: acts of the dyad known to the day in that time; left_out: coarser, or from memory.
        events_per_month: over the last year; needed: what the gate asks for.
        label: None if the status is `cannot_see`.
    """

    a: str
    b: str
    as_of: dt.date
    status: Status
    words: str
    coverage: str
    since: dt.date
    until: dt.date
    events: int
    left_out: int
    events_per_month: float
    needed: float
    label: Label | None
    turns: tuple[TurnSeen, ...]
    weeks: tuple[Week, ...]


def relation_answer(
    record: Record,
    a: str,
    b: str,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    as_of: dt.date,
) -> RelationAnswer:
    """What the record holds on two sides, week by week.

    Args:
        record: where to look.
        a: a code or a name.
        b: the other side.
        since: first day to show; default: where coverage begins.
        until: last day; default: where coverage ends.
        as_of: the last day that is known.

    Raises:
        InputError: a side is unknown, both are the same, or the days make no sense.
    """
    a, b = two_sides(a, b)
    check_days(since, until)
    check_events_known(record, as_of, option="--as-of")
    if until:
        check_events_known(record, until, option="--to")
    view = record.at(as_of)
    last = min(until or as_of, as_of)
    stretch = last_stretch(view, (a, b), upto=last)
    if stretch is None or (since and since > min(last, stretch.until)):
        first = since or first_act(view, a, b, until=last) or last
        return _selected(view, a, b, first, last)
    return _covered(view, a, b, stretch, since, min(last, stretch.until))


def _selected(view: View, a: str, b: str, since: dt.date, until: dt.date) -> RelationAnswer:
    """Counts only: rows that somebody picked show what happened, and nothing else."""
    check_days(since, until)
    weekly = dyad_series(view, a, b, since=since, until=until).weekly
    n = int(weekly.both.events.sum())
    words = (
        f"the record is selected here; it holds {n} dated acts of {a} and {b} from"
        f" {since} to {until}, but never shows that there were none, so no share, surprise or turn."
        f" A feed with at least {TURNS_EVENTS_PER_MONTH:.0f} acts a month of the pair over"
        f" {SHORTEST_DAYS} days or more is needed"
    )
    months = max((until - since).days + 1, 1) * 12 / 365.25
    return RelationAnswer(
        a=a,
        b=b,
        as_of=view.as_of,
        status="cannot_see",
        words=words,
        coverage="selected",
        since=since,
        until=until,
        events=n,
        left_out=weekly.left_out,
        events_per_month=n / months,
        needed=TURNS_EVENTS_PER_MONTH,
        label=None,
        turns=(),
        weeks=tuple(counted_weeks(weekly, shown=since)),
    )


def _covered(
    view: View, a: str, b: str, stretch: Stretch, since: dt.date | None, until: dt.date
) -> RelationAnswer:
    series = dyad_series(view, a, b, since=stretch.since, until=until)
    shown = max(since, stretch.since) if since else stretch.since
    both = series.daily.both
    found = turns(both.hostile, both.events, prior=series.prior)
    seen = relation_surprise(series.daily, prior=series.prior)
    monthly = float(seen.events_per_month[-1])
    is_long = (until - stretch.since).days + 1 >= SHORTEST_DAYS
    label = turn_label(series, found) if found.sight == "sees" and is_long else None
    monday = series.daily.since
    n = int(series.weekly.both.events[first_shown(series.weekly, shown) :].sum())
    return RelationAnswer(
        a=a,
        b=b,
        as_of=view.as_of,
        status="on_record" if label else "cannot_see",
        words=label_words(label, until) if label else _thin_words(n, monthly, stretch, until),
        coverage=stretch.kind,
        since=shown,
        until=until,
        events=n,
        left_out=series.weekly.left_out,
        events_per_month=monthly,
        needed=TURNS_EVENTS_PER_MONTH,
        label=label,
        turns=tuple(turns_seen(found, monday=monday, shown=shown)),
        weeks=tuple(gated_weeks(series, found, shown=shown)),
    )


def _thin_words(n: int, monthly: float, stretch: Stretch, until: dt.date) -> str:
    days = (until - stretch.since).days + 1
    if days < SHORTEST_DAYS:
        return (
            f"the record covers {days} days up to {until}; turns need at least"
            f" {SHORTEST_DAYS}. It holds {n} dated acts"
        )
    more = ceil((TURNS_EVENTS_PER_MONTH - monthly) * 12)
    return (
        f"{monthly:.1f} acts a month over the last year; turns need"
        f" {TURNS_EVENTS_PER_MONTH:.0f}, {more} more acts in the year. It holds {n} dated acts"
    )
