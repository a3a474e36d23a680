"""Spells: how long measures stayed in force, with what is not known told apart."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from earnest.contract.rows import Measure

# An expulsion is over the day it is carried out: it has no natural end to wait for.
WITHOUT_END = frozenset({"diplomats_expelled"})


@dataclass(frozen=True, slots=True)
class Spell:
    """The time one measure was in force.

    Attributes:
        days: from the start to the end, or to the day it was last known to be in force.
        ended: whether it was lifted; superseded and open spells are censored.
        end_unknown: the source lost sight of it: it may have ended on any later day.
        cluster: joint acts share one, and count once.
        entered: days after the start from which it has been watched (left truncation).
    """

    measure_id: str
    days: int
    ended: bool
    end_unknown: bool
    cluster: str
    entered: int = 0


def spells(measures: Iterable[Measure], *, as_of: dt.date) -> tuple[Spell, ...]:
    """Spells of the measures in force before `as_of`, from rows that a page backs.

    Left out: `memory` rows, types without a natural end, and measures not yet in effect.
    """
    return tuple(
        _spell(measure, measure.start, as_of)
        for measure in measures
        if measure.tier == "page" and measure.type not in WITHOUT_END and measure.start
    )


def effect_spells(measures: Iterable[Measure], *, as_of: dt.date) -> tuple[Spell, ...]:
    """The time from announcement to effect, a measure not in effect by `as_of` censored then.

    Left out: `memory` rows, measures without an announcement, and those whose start is not known to
    the day or lies before the announcement.
    """
    return tuple(
        Spell(
            measure_id=m.measure_id,
            days=((m.start or as_of) - m.announced).days,
            ended=m.start is not None,
            end_unknown=False,
            cluster=_cluster(m),
        )
        for m in measures
        if m.tier == "page"
        and m.announced is not None
        and (m.start is None or m.start_precision == "day")
        and (m.start or as_of) >= m.announced
    )


def grouped(
    measures: Iterable[Measure], *, by: Callable[[Measure], str | None]
) -> dict[str, tuple[Measure, ...]]:
    """Measures by type, family, sender, region …, in order of the group's name.

    Args:
        measures: rows.
        by: the group of a measure; None leaves it out.
    """
    found: dict[str, list[Measure]] = {}
    for measure in measures:
        name = by(measure)
        if name is not None:
            found.setdefault(name, []).append(measure)
    return {name: tuple(found[name]) for name in sorted(found)}


def _cluster(measure: Measure) -> str:
    return measure.cluster or f"{measure.sender}:{measure.type}:{measure.visible_from}"


def _spell(measure: Measure, start: dt.date, as_of: dt.date) -> Spell:
    last = measure.end or measure.censored_at or as_of
    return Spell(
        measure_id=measure.measure_id,
        days=max(0, (last - start).days),
        ended=measure.end is not None and measure.status == "lifted",
        end_unknown=measure.end is None and measure.status == "unknown",
        cluster=measure.cluster or f"{measure.sender}:{measure.type}:{start}",
    )
