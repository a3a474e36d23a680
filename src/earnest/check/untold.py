"""Acts of a text's story that it leaves out: those of one side in the same days are one episode."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from earnest.check.asked import asked
from earnest.check.context import Context
from earnest.check.own_side import own_side
from earnest.check.parties import all_names, side
from earnest.contract.finding import RowRef
from earnest.contract.rows import Event, Measure

Row = Event | Measure
# Years before the text, and days before the first act it dates, in which its story is looked for.
MOST_YEARS: Final = 6
STORY_DAYS: Final = 730
BEFORE_FIRST: Final = 365
# Days between two acts of one side that are read as one episode.
APART: Final = 10
# Days from an act that the text dates, and from the text, in which an act bears on it most.
BESIDE_DAYS: Final = 14
RECENT_DAYS: Final = 120
# Events of the main parties in that time beyond which a record is a feed, whose rows tell no story.
MOST_EVENTS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Episode:
    """Acts of one side that lie close together; the weightiest comes first."""

    actor: str
    rows: tuple[Row, ...]

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days of its acts."""
        return tuple(day_of(row) for row in self.rows)


def untold_episodes(told: Collection[str], context: Context) -> list[Episode]:
    """What the main parties did and met in the time of the text's story, and the text leaves out.

    Those come first that weigh most: measures and acts of force before words, what lies beside an act
    that the text dates or shortly before it, and what speaks against it: unkind acts of the side that
    it speaks for, kind ones of others.
    """
    rows = _story(context)
    dated = _days_told(context)
    left = [row for row in rows if ref_of(row).id not in told and not _is_told(row, dated)]
    episodes = list(_episodes(left))
    return sorted(episodes, key=lambda e: (-_weight(e, context), -max(e.days).toordinal(), e.actor))


def is_beside(episode: Episode, context: Context, *, days: int) -> bool:
    """Whether an act of an episode lies within some days of an act that the text dates."""
    told = {day for _, day in _days_told(context)}
    return any(abs((d - day).days) <= days for d in episode.days for day in told)


def day_of(row: Row) -> dt.date:
    """The day on which a row became public."""
    return row.date if isinstance(row, Event) else row.visible_from


def ref_of(row: Row) -> RowRef:
    """A row by table and id."""
    if isinstance(row, Measure):
        return RowRef("measures", row.measure_id)
    return RowRef("events", row.event_id)


def _actor(row: Row) -> str:
    if isinstance(row, Measure):
        return side(row.sender)
    return side(row.actor_country or row.actor_name or "")


def _story(context: Context) -> list[Row]:
    """Acts by the two main parties, and acts of others toward them, from its first act to the text."""
    sides = context.focus[:2]
    if len(sides) < 2:
        return []
    since, until = _since(context), context.written
    names = all_names(sides)
    if context.view.count_events(actors=names, since=since, until=until) > MOST_EVENTS:
        return []
    events = {
        e.event_id: e
        for e in (
            *context.view.events(actors=names, since=since, until=until),
            *context.view.events(recipients=names, since=since, until=until),
        )
        if e.tier == "page" and e.description and e.known_at <= until
    }
    measures = [
        m
        for m in context.measures_among(sides)
        if m.tier == "page" and since <= m.visible_from < until
    ]
    return [*events.values(), *measures]


def _since(context: Context) -> dt.date:
    """The first day of the story: a year before the first act that the text dates, within limits."""
    written = context.written
    first = min((day for _, day in _days_told(context)), default=written)
    earliest = written - dt.timedelta(days=round(365.25 * MOST_YEARS))
    usual = written - dt.timedelta(days=STORY_DAYS)
    return max(earliest, min(usual, first - dt.timedelta(days=BEFORE_FIRST)))


def _days_told(context: Context) -> frozenset[tuple[str, dt.date]]:
    """The days that the text names, with each party that it then speaks of."""
    known = context.worked_out
    if "days told" not in known:
        known["days told"] = frozenset(
            (party, question.window.start)
            for statement in context.statements
            if (question := asked(statement, context)).is_pointed
            and question.window.start
            and question.window.start < context.written
            for party in (question.parties.states if question.is_exact else ("",))
        )
    found = known["days told"]
    assert isinstance(found, frozenset)
    return found


def _is_told(row: Row, dated: Collection[tuple[str, dt.date]]) -> bool:
    """Whether the text names the very day of an act and its actor."""
    return (_actor(row), day_of(row)) in dated


def _episodes(rows: Iterable[Row]) -> Iterable[Episode]:
    """The acts of each side in stretches without a gap of more than some days."""
    by_actor: dict[str, list[Row]] = {}
    for row in rows:
        by_actor.setdefault(_actor(row), []).append(row)
    for actor, own in sorted(by_actor.items()):
        own.sort(key=lambda r: (day_of(r), ref_of(r).id))
        ends = [
            i for i, (a, b) in enumerate(pairwise(own), 1) if (day_of(b) - day_of(a)).days > APART
        ]
        for start, end in zip((0, *ends), (*ends, len(own)), strict=True):
            yield Episode(actor, tuple(sorted(own[start:end], key=lambda r: -_force(r))))


def _force(row: Row) -> int:
    """Measures and acts of material conflict, then of material cooperation or harsh words, then words."""
    if isinstance(row, Measure) or row.quad == 4:
        return 3
    return 2 if row.quad in (2, 3) else 1


def _weight(episode: Episode, context: Context) -> int:
    last = max(episode.days)
    beside = is_beside(episode, context, days=BESIDE_DAYS)
    recent = (context.written - last).days <= RECENT_DAYS
    against = any(_speaks_against(row, own_side(context)) for row in episode.rows)
    return _force(episode.rows[0]) + beside + recent + 2 * against


def _speaks_against(row: Row, own: str | None) -> bool:
    """Whether a row is an unkind act of the side that the text speaks for, or a kind one of another."""
    if own is None:
        return False
    is_unkind = isinstance(row, Measure) or row.quad in (3, 4)
    return is_unkind == (_actor(row) == own)
