"""How long measures stay in force, and how long they take to come into force, by group."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from earnest.answers.measure_groups import ALL_TYPES, types_of, visible
from earnest.answers.sides import side
from earnest.contract.rows import Measure
from earnest.contract.words import FAMILIES, Status
from earnest.errors import InputError
from earnest.measure.effect_time import MedianDays, median_days
from earnest.measure.spells import WITHOUT_END, Spell, effect_spells, grouped, spells
from earnest.measure.survival import MINIMUM_CLUSTERS, WIDEST_BOUNDS, Share, share_in_force
from earnest.store import Record

By = Literal["type", "family", "sender"]
DAYS: Final = (30, 90, 180, 365, 730)
SEED: Final = 20250220


@dataclass(frozen=True, slots=True)
class ShareTold:
    """The share still in force after `days`: two bounds with an interval, or why there are none.

    Attributes:
        low, high: bounds for ends that nobody saw; None below the gate.
        interval_low, interval_high: 90 % around both.
        clusters: joint acts still watched then.
        why: why it is not identifiable; empty if it is.
    """

    days: int
    low: float | None
    high: float | None
    interval_low: float | None
    interval_high: float | None
    clusters: int
    why: str


@dataclass(frozen=True, slots=True)
class SpellGroup:
    """A group of measures.

    Attributes:
        n: spells; clusters: joint acts among them; lifted: spells that ended by lifting.
        unknown: spells whose end nobody saw.
        effect: time from announcement to effect; its days are None below the gate.
        effect_why: why the median is not identifiable; empty if it is.
    """

    name: str
    n: int
    clusters: int
    lifted: int
    unknown: int
    shares: tuple[ShareTold, ...]
    effect: MedianDays
    effect_why: str


@dataclass(frozen=True, slots=True)
class SpellsAnswer:
    """Survival of the measures asked for, largest group first.

    Attributes:
        status: `cannot_see` if no group has a share that can be told.
        left_out: measures without a natural end (expulsions), or not yet in effect.
    """

    as_of: dt.date
    by: By
    status: Status
    words: str
    n: int
    left_out: int
    groups: tuple[SpellGroup, ...]


def spells_answer(
    record: Record,
    *,
    sender: str | None = None,
    type_: str | None = None,
    family: str | None = None,
    by: By = "type",
    as_of: dt.date,
) -> SpellsAnswer:
    """The survival of page-backed measures, by group.

    Args:
        record: where to look.
        sender: a code or name; None for everyone.
        type_: of measures; None for all.
        family: likewise.
        by: what makes a group.
        as_of: the last day that is known.

    Raises:
        InputError: a sender, type or family is unknown, or the day lies before all measures.
    """
    who = side(sender) if sender else None
    types = _types(type_, family)
    measures = record.at(as_of).measures
    if not measures:
        problem = "no measure was announced or in force by then"
        raise InputError(f"--as-of {as_of}", problem, "give a later day")
    rows = visible(measures, sender=who, types=types)
    groups = [_group(name, own, as_of) for name, own in grouped(rows, by=_BY[by]).items()]
    groups = sorted((g for g in groups if g.n), key=lambda g: (-g.n, g.name))
    n = sum(group.n for group in groups)
    told = sum(not share.why for group in groups for share in group.shares)
    return SpellsAnswer(
        as_of=as_of,
        by=by,
        status="on_record" if told else "cannot_see",
        words=_words(n, told, len(groups)),
        n=n,
        left_out=len(rows) - n,
        groups=tuple(groups),
    )


def told_share(watched: Sequence[Spell], *, days: int) -> ShareTold:
    """The share still in force after so many days, withheld below the gate.

    Raises:
        ValueError: there are no spells.
    """
    share = share_in_force(watched, days=days, rng=np.random.default_rng(SEED))
    clusters = len({spell.cluster for spell in watched if spell.days >= days})
    if not share.is_identifiable:
        return ShareTold(days, None, None, None, None, clusters, _why(share, clusters))
    return ShareTold(
        days, share.low, share.high, share.interval_low, share.interval_high, clusters, ""
    )


_BY: Final[dict[By, Callable[[Measure], str | None]]] = {
    "type": lambda m: m.type,
    "family": lambda m: m.family,
    "sender": lambda m: m.sender,
}


def _types(type_: str | None, family: str | None) -> frozenset[str]:
    wanted = types_of(type_) if type_ else ALL_TYPES
    if family is None:
        return wanted
    if family not in FAMILIES:
        remedy = f"name one of {', '.join(FAMILIES)}"
        raise InputError(family, "there is no such family of measures", remedy)
    both = wanted & frozenset(FAMILIES[family])
    if not both:
        raise InputError(f"{type_}", f"this type is not of the family {family}", "leave one out")
    return both


def _group(name: str, rows: Sequence[Measure], as_of: dt.date) -> SpellGroup:
    watched = spells(rows, as_of=as_of)
    effect = median_days(effect_spells(rows, as_of=as_of), rng=np.random.default_rng(SEED))
    why = _effect_why(effect)
    return SpellGroup(
        name=name,
        n=len(watched),
        clusters=len({spell.cluster for spell in watched}),
        lifted=sum(spell.ended for spell in watched),
        unknown=sum(spell.end_unknown for spell in watched),
        shares=tuple(told_share(watched, days=days) for days in DAYS) if watched else (),
        effect=_withheld(effect) if why else effect,
        effect_why=why,
    )


def _why(share: Share, clusters: int) -> str:
    if clusters < MINIMUM_CLUSTERS:
        return f"{clusters} of the {MINIMUM_CLUSTERS} joint acts needed are still watched then"
    gap = share.high - share.low
    return f"ends that nobody saw leave bounds {gap:.3f} apart, more than {WIDEST_BOUNDS:.2f}"


def _effect_why(effect: MedianDays) -> str:
    if effect.is_identifiable:
        return ""
    if effect.clusters < MINIMUM_CLUSTERS:
        return f"{effect.clusters} of the {MINIMUM_CLUSTERS} joint acts needed have both days"
    return "fewer than half are in effect"


def _withheld(effect: MedianDays) -> MedianDays:
    return MedianDays(
        None, None, None, effect.n, effect.clusters, effect.in_effect, is_identifiable=False
    )


def _words(n: int, told: int, groups: int) -> str:
    if not n:
        without = ", ".join(sorted(WITHOUT_END))
        return (
            f"no page-backed measure of this kind was in force ({without} has no end to"
            f" wait for); at least {MINIMUM_CLUSTERS} joint acts are needed"
        )
    if not told:
        return (
            f"{n} spells in {groups} groups, none with {MINIMUM_CLUSTERS} joint acts"
            " still watched and ends well enough known"
        )
    return f"{n} spells in {groups} groups"
