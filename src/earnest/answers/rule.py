"""A claimed regularity as one asks it: after acts of one kind, does a sender soften?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from earnest.answers.spells import ShareTold, told_share
from earnest.contract.words import Status
from earnest.measure.regularity import (
    MINIMUM_DAYS,
    MINIMUM_WATCHES,
    BayesFactor,
    Regularity,
    regularity,
)
from earnest.measure.spells import Spell
from earnest.measure.watches import Watch, adjusted

DAYS: Final = (180, 365)
SEED: Final = 1


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A row that breaks "never": what happened, how many days after the act, and the source."""

    table: str
    id: str
    day: str
    days: int
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Bound:
    """What the watches say if ends that nobody saw are censored, or are taken as ends.

    Attributes:
        softened: watches of the sender with a softening; expected: what a usual sender would show.
        rank_low, rank_high: 90 % interval of the rank among `senders`, 1 the slowest.
        more_watches: how many more without a softening would settle it; None for over 400.
    """

    unknown_ends: str
    softened: int
    expected: float
    rank_low: int
    rank_high: int
    is_identifiable: bool
    more_watches: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The numbers of a rule, those below the gate withheld.

    Attributes:
        n: watches of the sender; long_enough: of 180 days, or till a softening.
        share: of the watches with a softening, with its exact 90 % interval; None below five long ones.
        never_above: one-sided 95 % bound where none softened; None otherwise, or without watches.
        own, others: share of watches without a softening after so many days.
        multiplier: the sender's pace over the usual one, with an interval; None below the gate.
        bayes_factors: of readings of "never"; empty below the gate.
        gate: whether the gate is open, and what would open it.
    """

    n: int
    long_enough: int
    share: float | None
    share_low: float | None
    share_high: float | None
    never_above: float | None
    own: tuple[ShareTold, ...]
    others: tuple[ShareTold, ...]
    senders: int
    bounds: tuple[Bound, ...]
    multiplier: float | None
    multiplier_low: float | None
    multiplier_high: float | None
    bayes_factors: tuple[BayesFactor, ...]
    is_identifiable: bool
    gate: str


def verdict(
    sender: str, watched: Sequence[tuple[str, Sequence[Watch]]], spells: dict[str, Sequence[Spell]]
) -> Verdict | None:
    """The sender's watches against all others, under each reading of unknown ends.

    Args:
        sender: the one the rule is about.
        watched: watches of all senders under each reading, the reading's name first.
        spells: watches as spells, `own` and `others`.

    Returns:
        None if the sender has no watch.
    """
    found = [(name, _of(sender, watches)) for name, watches in watched if watches]
    if not found or not found[0][1].n:
        return None
    first = found[0][1]
    is_open = all(one.is_rank_identifiable for _, one in found)
    enough = first.long_enough >= MINIMUM_WATCHES
    low, high = first.share_interval or (None, None)
    return Verdict(
        n=first.n,
        long_enough=first.long_enough,
        share=first.share if enough else None,
        share_low=low if enough else None,
        share_high=high if enough else None,
        never_above=None if any(one.counterexamples for _, one in found) else first.never_above,
        own=_shares(spells["own"]),
        others=_shares(spells["others"]),
        senders=first.senders,
        bounds=tuple(_bound(name, one) for name, one in found),
        multiplier=first.multiplier if is_open else None,
        multiplier_low=min(o.multiplier_interval[0] for _, o in found) if is_open else None,
        multiplier_high=max(o.multiplier_interval[1] for _, o in found) if is_open else None,
        bayes_factors=first.bayes_factors if is_open else (),
        is_identifiable=is_open,
        gate=_gate([one for _, one in found], is_open=is_open),
    )


def status_of(found: Verdict | None, counterexamples: int) -> Status:
    """The status in the words of findings."""
    if counterexamples:
        return "counterexamples"
    if found is None:
        return "cannot_see"
    return "none_found" if found.is_identifiable else "not_identifiable"


def _of(sender: str, watches: Sequence[Watch]) -> Regularity:
    return regularity(adjusted(watches), sender=sender, rng=np.random.default_rng(SEED))


def _shares(spells: Sequence[Spell]) -> tuple[ShareTold, ...]:
    return tuple(told_share(spells, days=days) for days in DAYS) if spells else ()


def _bound(name: str, one: Regularity) -> Bound:
    return Bound(
        unknown_ends=name,
        softened=len(one.counterexamples),
        expected=one.expected,
        rank_low=one.rank[0],
        rank_high=one.rank[1],
        is_identifiable=one.is_rank_identifiable,
        more_watches=one.more_watches,
    )


def _gate(found: Sequence[Regularity], *, is_open: bool) -> str:
    first = found[0]
    rank = f"{min(o.rank[0] for o in found)}–{max(o.rank[1] for o in found)} of {first.senders}"
    if is_open:
        return f"open: rank {rank}, 1 the slowest to soften"
    more = [one.more_watches for one in found]
    power = (
        f"more than 400 further watches of {first.more_days} days would be needed"
        if None in more
        else f"{max(m for m in more if m is not None)} more watches of {first.more_days} days"
        " without a softening would settle it"
    )
    if first.long_enough < MINIMUM_WATCHES:
        return (
            f"not identifiable: {first.long_enough} of the {MINIMUM_WATCHES} watches of"
            f" {MINIMUM_DAYS} days needed; {power}"
        )
    return f"not identifiable: the rank interval, {rank}, is wider than a third; {power}"
