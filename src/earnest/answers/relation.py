"""The relation of two sides: weekly series, turns, and what this record cannot see of them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from earnest.answers.coverage import Stretch, last_stretch
from earnest.answers.sides import check_days, check_events_known, two_sides
from earnest.contract.words import Status
from earnest.measure.relation import (
    Direction,
    Relation,
    Series,
    relation_daily,
    relation_surprise,
    relation_weekly,
)
from earnest.measure.surprise import SetMean, set_mean
from earnest.measure.turns import (
    LARGEST_NULL,
    TURNS_EVENTS_PER_MONTH,
    Method,
    Turn,
    Turns,
    stationary_null,
    turns,
)
from earnest.store import Record
from earnest.store.view import View

SIDES: Final[tuple[Direction, ...]] = ("a_to_b", "b_to_a", "both")
# The longest window and the gap before it: with less, every baseline is the set's.
SHORTEST_DAYS: Final = 112
NULL_DRAWS, SEED = 20, 20250220
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Week:
    """One week of one direction.

    Attributes:
        first: its Monday.
        quads: acts of verbal and material cooperation, verbal and material conflict.
        exposure: acts between any two states in that week.
        conflict_share: of hostile acts, shrunken by four events; None below the volume gate.
        surprise: the largest −log P over 14, 28 and 56 days, in nats, at the end of the week; None
            below the gate.
        methods: of `both` only: which methods see a turn.
    """

    first: dt.date
    side: Direction
    quads: tuple[int, ...]
    events: int
    exposure: int
    conflict_share: float | None
    surprise: float | None
    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True)
class TurnSeen:
    """A stretch of weeks in which at least one method sees a turn; `last` is its last day."""

    first: dt.date
    last: dt.date
    methods: tuple[Method, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Label:
    """What the methods say in the last week.

    Attributes:
        methods: those that see a turn.
        since: the Monday from which the earliest of them has seen it; None if none does.
        observed: turns of the whole covered series seen by as many methods.
        by_chance: those expected in a simulated series without turns.
        is_usable: chance explains at most a third.
    """

    methods: tuple[Method, ...]
    since: dt.date | None
    observed: int
    by_chance: float
    is_usable: bool


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
        a, b: codes or names.
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
        return _selected(view, a, b, since or _first_day(view, a, b, last), last)
    return _covered(view, a, b, stretch, since, min(last, stretch.until))


def _selected(view: View, a: str, b: str, since: dt.date, until: dt.date) -> RelationAnswer:
    """Counts only: rows that somebody picked show what happened, and nothing else."""
    check_days(since, until)
    weekly = _weekly(view, a, b, since, until)
    n = int(weekly.both.events.sum())
    words = (
        f"cannot see: the record is selected here; it holds {n} dated acts of {a} and {b} from"
        f" {since} to {until}, but never shows that there were none, so no share, surprise or turn."
        f" A feed with at least {TURNS_EVENTS_PER_MONTH:.0f} acts a month of the pair over"
        f" {SHORTEST_DAYS} days or more is needed."
    )
    months = max((until - since).days + 1, 1) * 12 / 365.25
    return RelationAnswer(
        a, b, view.as_of, "cannot_see", words, "selected", since, until, n, weekly.left_out,
        n / months, TURNS_EVENTS_PER_MONTH, None, (), tuple(_plain_weeks(weekly, since)),
    )  # fmt: skip


def _covered(
    view: View, a: str, b: str, stretch: Stretch, since: dt.date | None, until: dt.date
) -> RelationAnswer:
    monday = _monday(stretch.since)
    shown = max(since, stretch.since) if since else stretch.since
    weekly = _weekly(view, a, b, monday, until)
    daily = _daily(view, a, b, monday, until)
    prior = _prior(view, monday, until)
    found = turns(daily.both.hostile, daily.both.events, prior=prior)
    monthly = float(relation_surprise(daily, prior=prior).events_per_month[-1])
    is_long = (until - stretch.since).days + 1 >= SHORTEST_DAYS
    is_seen = found.sight == "sees" and is_long
    label = _label(daily, found, prior, monday) if is_seen else None
    n = int(weekly.both.events[_shown(weekly, shown) :].sum())
    words = _label_words(label, until) if label else _thin_words(n, monthly, stretch, until)
    return RelationAnswer(
        a, b, view.as_of, "on_record" if is_seen else "cannot_see", words, stretch.kind, shown,
        until, n, weekly.left_out, monthly, TURNS_EVENTS_PER_MONTH, label,
        tuple(_turns_seen(found, monday, shown)) if is_long else (),
        tuple(_weeks(weekly, daily, prior, found, shown)),
    )  # fmt: skip


def _first_day(view: View, a: str, b: str, until: dt.date) -> dt.date:
    dates = [day for day in _dyad(view, a, b, None, until)["date"].to_pylist() if day <= until]
    return min(dates, default=until)


def _dyad(view: View, a: str, b: str, since: dt.date | None, until: dt.date) -> pa.Table:
    """The acts of each toward the other, a body without a country under its own name."""
    events = view.event_table((a, b), (a, b), since, until + dt.timedelta(days=1))
    for role in ("actor", "recipient"):
        states, names = (events[f"{role}_{part}"].to_pylist() for part in ("country", "name"))
        named = [
            name if name in (a, b) and state not in (a, b) else state
            for state, name in zip(states, names, strict=True)
        ]
        place = events.column_names.index(f"{role}_country")
        events = events.set_column(place, f"{role}_country", pa.array(named, pa.string()))
    return events


def _weekly(view: View, a: str, b: str, since: dt.date, until: dt.date) -> Relation:
    monday = _monday(since)
    found = relation_weekly(_dyad(view, a, b, monday, until), a, b, since=monday, until=until)
    return replace(found, exposure=_exposure(view, monday, until))


def _daily(view: View, a: str, b: str, since: dt.date, until: dt.date) -> Relation:
    return relation_daily(_dyad(view, a, b, since, until), a, b, since=since, until=until)


def _exposure(view: View, monday: dt.date, until: dt.date) -> NDArray[np.int64]:
    counts = view.acts_by_day(since=monday, until=until + dt.timedelta(days=1))
    weeks = [(day - monday).days // 7 for day in counts["date"].to_pylist()]
    size = (until - monday).days // 7 + 1
    seen = np.bincount(np.array(weeks, dtype=np.int64), counts["n"].to_numpy(), minlength=size)
    return seen.astype(np.int64)


def _prior(view: View, since: dt.date, until: dt.date) -> SetMean:
    pairs = view.acts_by_pair(since=since, until=until + dt.timedelta(days=1))
    if not pairs.num_rows:
        return SetMean(1e-4, 0.0)
    hostile, n = (pairs[name].to_numpy().astype(np.float64) for name in ("hostile", "n"))
    return set_mean(hostile, n, days=(until - since).days + 1)


def _label(daily: Relation, found: Turns, prior: SetMean, monday: dt.date) -> Label:
    k = len(found.now)
    if not k or found.since is None:
        return Label((), None, 0, 0.0, is_usable=True)
    rng = np.random.default_rng(SEED)
    hostile, events = daily.both.hostile, daily.both.events
    draws = (stationary_null(hostile, events, rng=rng) for _ in range(NULL_DRAWS))
    by_chance = float(np.mean([_count(turns(*drawn, prior=prior), k) for drawn in draws]))
    observed = _count(found, k)
    is_usable = observed > 0 and by_chance / observed <= LARGEST_NULL
    return Label(found.now, _day(monday, found.since), observed, by_chance, is_usable)


def _count(found: Turns, k: int) -> int:
    """Turns that at least `k` methods see at the same time."""
    together = found.states.sum(axis=0) >= k
    return sum(bool(together[turn.first : turn.last + 1].any()) for turn in found.turns)


def _label_words(label: Label, until: dt.date) -> str:
    if not label.methods:
        return f"none of 3 methods sees a turn at {until}"
    k = len(label.methods)
    names = ", ".join(name.replace("_", " ") for name in label.methods)
    share = f"chance explains {label.by_chance:.1f} of {label.observed} such turns"
    if not label.is_usable:
        return f"{k} of 3 methods, but the label is refused: {share}, more than a third"
    return f"{k} of 3 methods ({names}), since {label.since}; {share}"


def _thin_words(n: int, monthly: float, stretch: Stretch, until: dt.date) -> str:
    days = (until - stretch.since).days + 1
    if days < SHORTEST_DAYS:
        return (
            f"cannot see: the record covers {days} days up to {until}; turns need at least"
            f" {SHORTEST_DAYS}. It holds {n} dated acts"
        )
    more = ceil((TURNS_EVENTS_PER_MONTH - monthly) * 12)
    return (
        f"cannot see: {monthly:.1f} acts a month over the last year; turns need"
        f" {TURNS_EVENTS_PER_MONTH:.0f}, {more} more acts in the year. It holds {n} dated acts"
    )


def _turns_seen(found: Turns, monday: dt.date, shown: dt.date) -> Iterator[TurnSeen]:
    for turn in found.turns:
        if _ends(turn, monday) >= shown and turn.last * 7 + 6 >= SHORTEST_DAYS:
            yield TurnSeen(
                _day(monday, turn.first), _ends(turn, monday), turn.methods, turn.is_open
            )


def _ends(turn: Turn, monday: dt.date) -> dt.date:
    return _day(monday, turn.last) + dt.timedelta(days=6)


def _plain_weeks(weekly: Relation, shown: dt.date) -> Iterator[Week]:
    for number in range(_shown(weekly, shown), len(weekly.dates)):
        for side in SIDES:
            yield _week(weekly, side, number, None, None, ())


def _weeks(
    weekly: Relation, daily: Relation, prior: SetMean, found: Turns, shown: dt.date
) -> Iterator[Week]:
    nats, can_see, share = {}, {}, {}
    last = np.minimum(np.arange(len(weekly.dates)) * 7 + 6, len(daily.dates) - 1)
    for side in SIDES:
        half = prior if side == "both" else replace_rate(prior, 0.5)
        seen = relation_surprise(daily, prior=half, side=side)
        nats[side] = seen.nats.max(axis=0)[last]
        is_ample = seen.events_per_month[last] >= TURNS_EVENTS_PER_MONTH
        can_see[side] = is_ample & (last + 1 >= SHORTEST_DAYS)
        share[side] = _series(weekly, side).conflict_share(toward=prior.conflict_share)
    for number in range(_shown(weekly, shown), len(weekly.dates)):
        seeing = _methods(found, number)
        for side in SIDES:
            sees = bool(can_see[side][number])
            yield _week(
                weekly,
                side,
                number,
                float(share[side][number]) if sees else None,
                float(nats[side][number]) if sees else None,
                seeing if side == "both" and sees else (),
            )


def replace_rate(prior: SetMean, part: float) -> SetMean:
    """The prior of one direction: a part of the acts of both, the same share of conflict."""
    return SetMean(prior.hostile_per_day * part, prior.conflict_share)


def _methods(found: Turns, number: int) -> tuple[Method, ...]:
    if number >= found.states.shape[1]:
        return ()
    names: tuple[Method, ...] = ("surprise", "change_point", "hidden_markov")
    return tuple(n for n, on in zip(names, found.states[:, number], strict=True) if on)


def _week(
    weekly: Relation,
    side: Direction,
    number: int,
    share: float | None,
    nats: float | None,
    methods: tuple[Method, ...],
) -> Week:
    series = _series(weekly, side)
    return Week(
        weekly.dates[number],
        side,
        tuple(series.quads[number].tolist()),
        int(series.events[number]),
        int(weekly.exposure[number]),
        share,
        nats,
        methods,
    )


def _series(relation: Relation, side: Direction) -> Series:
    return {"a_to_b": relation.a_to_b, "b_to_a": relation.b_to_a, "both": relation.both}[side]


def _shown(weekly: Relation, shown: dt.date) -> int:
    return max(0, (_monday(shown) - weekly.since).days // 7)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _day(monday: dt.date, week: int) -> dt.date:
    return monday + dt.timedelta(days=7 * week)
