"""Fading counts and shrunken rates: what the past of a dyad says on a day.

A self-exciting rate rises with each act and fades (Hawkes 1971, doi:10.1093/biomet/58.1.83).
Everything here looks at days strictly before the given one.
"""

from typing import Final

import numpy as np

from earnest.measure.dyad_days import Days, Floats, Ints

MEMORY_DAYS: Final = 1095
PRIOR_SHAPE: Final = 0.5


def fading_counts(days: Days, dyad: Ints, at: Ints, *, taus: tuple[float, ...]) -> Floats:
    """The sums of exp(−Δt/τ)/τ over the past days of each dyad, in acts per day.

    Args:
        days: past acts by dyad.
        dyad: shape (n,), the dyad of each point; −1 for one without any past.
        at: shape (n,), the day of each point; acts on that very day do not count.
        taus: fading times in days.

    Returns:
        Shape (n, len(taus)).
    """
    scale = np.asarray(taus, dtype=np.float64)
    levels = _levels_after(days, scale)
    last = days.last_before(dyad, at)
    seen = (last >= 0) & (dyad >= 0)
    found = np.zeros((len(dyad), len(scale)))
    elapsed = at[seen] - days.day[last[seen]]
    found[seen] = levels[last[seen]] * np.exp(-elapsed[:, None] / scale) / scale
    return found


def shrunk_rate(days: Days, dyad: Ints, at: Ints, *, since: Ints, mean: Floats) -> Floats:
    """The dyad's rate over at most three years, shrunk to the mean of all dyads, in acts per day.

    The posterior mean of a Poisson rate under a Gamma prior of shape ½ with this mean (empirical
    Bayes; Robbins 1956).

    Args:
        days: acts by dyad.
        dyad: shape (n,), the dyad of each point.
        at: shape (n,), the day of each point.
        since: shape (n,), the first day on which the dyad was watched.
        mean: shape (n,), the mean rate in the point's set, acts per day, above 0.
    """
    start = np.maximum(since, at - MEMORY_DAYS)
    acts = days.between(dyad, start, at)
    rate: Floats = (acts + PRIOR_SHAPE) / (np.maximum(at - start, 0) + PRIOR_SHAPE / mean)
    return rate


def _levels_after(days: Days, scale: Floats) -> Floats:
    """The fading sum right after each day, by a scan that doubles its reach (Hillis & Steele 1986)."""
    dyad, day = days.dyad, days.day
    carried = np.zeros((len(day), len(scale)))  # what reaches a day from the one `reach` before it
    same = np.flatnonzero(dyad[1:] == dyad[:-1]) + 1
    carried[same] = np.exp(-(day[same] - day[same - 1])[:, None] / scale)
    levels = np.ones_like(carried)
    reach, longest = 1, int(np.bincount(dyad, minlength=1).max(initial=0)) if len(dyad) else 0
    while reach < longest:
        levels[reach:] += carried[reach:] * levels[:-reach]
        carried[reach:] = carried[reach:] * carried[:-reach]
        reach *= 2
    return levels
