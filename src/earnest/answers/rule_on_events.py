"""A rule asked of events: after acts of one class, did the sender ever do one of another?"""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from earnest.answers.coverage import Stretch
from earnest.answers.rule import Counterexample, Verdict, verdict
from earnest.measure.act_groups import ActGroup
from earnest.measure.dyad_days import Days
from earnest.measure.dyad_events import DyadEvents, dyad_events
from earnest.measure.spells import Spell
from earnest.measure.watches import Watch, watches_after
from earnest.store.view import View

MOST_ROWS: Final = 12
_EPOCH: Final = dt.date(1970, 1, 1).toordinal()
Ints = NDArray[np.int64]


def asked_of_events(
    view: View, sender: str, *, after: Sequence[ActGroup], softening: ActGroup, stretch: Stretch
) -> tuple[tuple[Counterexample, ...], int, Verdict | None]:
    """The softenings of the sender, quickest first, how many there are, and the verdict.

    Args:
        view: the record as known on a day.
        sender: who is said never to soften.
        after: classes of restrictive acts, taken together.
        softening: the class that breaks the rule.
        stretch: days that a feed covers; nothing outside is looked at.

    Returns:
        At most twelve counterexamples with their rows, the number of all, and None for a verdict
        where the sender did no such act.
    """
    acts = view.acts_between_states(since=stretch.since, until=stretch.until + dt.timedelta(days=1))
    watches = _watches(dyad_events(acts), after, softening, stretch.until)
    own = [w for w in watches if w.sender == sender]
    others = [w for w in watches if w.sender != sender]
    found = verdict(
        sender, [("none", watches)], {"own": _as_spells(own), "others": _as_spells(others)}
    )
    broken = sorted((w for w in own if w.softened), key=lambda w: (w.days, w.start))
    rows = [_row(view, watch, softening) for watch in broken[:MOST_ROWS]]
    return tuple(row for row in rows if row), len(broken), found


def _watches(
    events: DyadEvents, after: Sequence[ActGroup], softening: ActGroup, until: dt.date
) -> list[Watch]:
    everything = events.every_event()
    hard = [_split(events.days_of(group)) for group in after]
    soft, every = _split(events.days_of(softening)), _split(everything)
    found: list[Watch] = []
    for number, (_, actor, recipient) in enumerate(events.names):
        acts = np.unique(np.concatenate([days[number] for days in hard]))
        if not len(acts):
            continue
        back = int(events.reverse[number])
        both = np.concatenate([every[number], every[back]]) if back >= 0 else every[number]
        found += watches_after(
            actor,
            recipient,
            acts=acts,
            softenings=soft[number],
            events=np.sort(both),
            until=until.toordinal(),
            type="restrictive",
        )
    return found


def _split(days: Days) -> list[Ints]:
    """The days of each dyad, as ordinals."""
    counts = np.bincount(days.dyad, minlength=days.size)
    return np.split(days.day + _EPOCH, np.cumsum(counts)[:-1])


def _as_spells(watches: Sequence[Watch]) -> list[Spell]:
    return [
        Spell(
            "", w.days, w.softened, end_unknown=False, cluster=f"{w.recipient}:{w.start}:{w.sender}"
        )
        for w in watches
    ]


def _row(view: View, watch: Watch, softening: ActGroup) -> Counterexample | None:
    day = dt.date.fromordinal(watch.start + watch.days)
    events = view.events(
        actors=(watch.sender,),
        recipients=(watch.recipient,),
        since=day,
        until=day + dt.timedelta(days=1),
    )
    found = next((e for e in events if softening.holds(e.code)), None)
    if found is None:
        return None
    what = found.description or f"CAMEO {found.code}"
    days = "1 day" if watch.days == 1 else f"{watch.days} days"
    return Counterexample(
        table="events",
        id=found.event_id,
        day=day.isoformat(),
        days=watch.days,
        words=f"{watch.sender}–{watch.recipient}: {what}, {days} after"
        f" {dt.date.fromordinal(watch.start)}",
        source=found.source_ref or found.source_id,
    )
