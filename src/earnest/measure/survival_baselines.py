"""Survival shares of whole sets of spells, as they may ship: aggregates with n and interval."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from earnest.contract.baselines import SurvivalShare
from earnest.measure.spells import Spell
from earnest.measure.survival import share_in_force

FEWEST_CASES: Final = 5
FEWEST_ENDS: Final = 30


def survival_shares(
    spells: Sequence[Spell],
    *,
    source: str,
    kind: str,
    days: Sequence[int],
    rng: np.random.Generator,
) -> tuple[SurvivalShare, ...]:
    """The share that lasted longer than each of `days`; nothing for a set too small to ship.

    Args:
        spells: with no unknown ends, whose two bounds would need two shares.
        source: id of the data set.
        kind: which of its spells these are.
        days: ascending.
        rng: for the intervals.

    Raises:
        ValueError: a spell's end is unknown.
    """
    if any(spell.end_unknown for spell in spells):
        raise ValueError("a single share cannot stand for spells of unknown end; censor them first")
    ended = sum(spell.ended for spell in spells)
    if len({spell.cluster for spell in spells}) < FEWEST_CASES or ended < FEWEST_ENDS:
        return ()
    found = [share_in_force(spells, days=at, rng=rng) for at in days]
    return tuple(
        SurvivalShare(
            source=source,
            kind=kind,
            days=share.days,
            share=round(share.high, 4),
            low=round(share.interval_low, 4),
            high=round(share.interval_high, 4),
            n=share.n,
            clusters=share.clusters,
            ended=ended,
        )
        for share in found
    )
