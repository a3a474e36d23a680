"""Change points of a count series by pruned exact linear time, read as they could be read then.

Killick, Fearnhead & Eckley (2012), doi:10.1080/01621459.2012.737745, on counts whose variance has
been made even (Anscombe). The dynamic programme runs forward, so its state after step t is the
best segmentation of what was known at t: one pass gives the last change point at every step.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
PENALTY = 3.0  # × log(steps) × noise variance


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Where a series changes its level.

    Attributes:
        starts: first step of each segment but the first, known at the end of the series.
        last_start: shape (steps,): start of the segment going on at each step, as known then.
    """

    starts: tuple[int, ...]
    last_start: Ints


def evened(counts: Floats) -> Floats:
    """Counts on a scale where Poisson noise has variance 1 (Anscombe 1948)."""
    return 2.0 * np.sqrt(counts + 0.375)


def noise_variance(values: Floats) -> float:
    """Noise of a series from its successive differences, robust to level changes; at least 1."""
    if len(values) < 3:
        return 1.0
    spread = float(np.median(np.abs(np.diff(values)))) / 0.9538  # 0.9538 = 0.6745 · √2
    return max(spread**2, 1.0)


def segmentation(
    values: Floats, *, noise: float, penalty: float = PENALTY, shortest: int = 2
) -> Segmentation:
    """The segmentation into constant levels with the least squared error plus penalty.

    Args:
        values: shape (steps,), of about even noise; see `evened`.
        noise: variance of the noise.
        penalty: cost of a change point, in units of `noise` × log(steps).
        shortest: steps a segment has at least.
    """
    steps = len(values)
    total = np.concatenate([[0.0], np.cumsum(values)])
    square = np.concatenate([[0.0], np.cumsum(values**2)])
    price = penalty * np.log(max(steps, 2)) * noise
    best = np.empty(steps + 1)
    best[0] = -price
    origin = np.zeros(steps + 1, dtype=np.int64)
    down = np.arange(steps, 0, -1.0)
    reach = np.zeros(steps + 1, dtype=np.int64)  # starts before it were beaten by then
    for t in range(1, steps + 1):
        first = int(reach[max(t - shortest, 0)])  # the start that beats them must be allowed by now
        enough = max(t - shortest + 1, first + 1)
        total_since = total[t] - total[first:enough]
        cost = best[first:enough] - square[first:enough]
        cost -= total_since * total_since / down[steps - t + first : steps - t + enough]
        least = int(cost.argmin())
        best[t] = cost[least] + square[t] + price if t >= shortest else np.inf
        origin[t] = first + least
        reach[t] = first + int((cost <= cost[least] + price).argmax())
    return Segmentation(_starts(origin, steps), origin[1:])


def _starts(origin: Ints, steps: int) -> tuple[int, ...]:
    found: list[int] = []
    at = int(origin[steps])
    while at > 0:
        found.append(at)
        at = int(origin[at])
    return tuple(reversed(found))
