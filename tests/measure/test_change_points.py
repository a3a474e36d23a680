from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earnest.measure.change_points import evened, noise_variance, segmentation


def test_a_step_is_found_where_it_is() -> None:
    values = np.array([0.0] * 20 + [5.0] * 20)
    assert segmentation(values, noise=1.0).starts == (20,)


def test_a_level_series_has_no_change() -> None:
    values = np.random.default_rng(0).normal(size=300)
    assert segmentation(values, noise=1.0).starts == ()


def test_what_was_known_at_a_step_is_the_segmentation_of_the_series_up_to_it() -> None:
    rng = np.random.default_rng(2)
    values = np.concatenate([rng.normal(0, 1, 60), rng.normal(3, 1, 40), rng.normal(0, 1, 50)])
    whole = segmentation(values, noise=1.0, penalty=10.0 / np.log(150))
    for upto in (50, 63, 90, 120, 150):
        known = segmentation(values[:upto], noise=1.0, penalty=10.0 / np.log(upto))
        assert known.last_start[-1] == whole.last_start[upto - 1]


Series = np.ndarray[tuple[int], np.dtype[np.float64]]


def cost(values: Series, starts: tuple[int, ...]) -> float:
    edges = [0, *starts, len(values)]
    parts = [values[a:b] for a, b in pairwise(edges)]
    return float(sum(((part - part.mean()) ** 2).sum() for part in parts))


def best_cost(values: Series, price: float, *, shortest: int) -> float:
    """The least cost of all segmentations whose segments have at least `shortest` steps."""
    found = [np.inf] * len(values) + [0.0]
    for first in reversed(range(len(values))):
        ends = [len(values), *range(first + shortest, len(values) - shortest + 1)]
        found[first] = (
            min(
                cost(values[first:end], ()) + found[end] + price * (end < len(values))
                for end in ends
                if end - first >= shortest
            )
            if len(values) - first >= shortest
            else np.inf
        )
    return found[0]


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), min_size=4, max_size=9), st.integers(1, 3))
def test_pruning_loses_no_better_segmentation(numbers: list[int], shortest: int) -> None:
    values = np.array(numbers, dtype=float)
    price = 3.0 * np.log(len(values))
    found = segmentation(values, noise=1.0, shortest=shortest)
    for upto in range(shortest, len(values) + 1):
        starts = starts_then(found.last_start, upto)
        own = cost(values[:upto], starts) + price * len(starts)
        assert own == pytest.approx(best_cost(values[:upto], price, shortest=shortest))


def starts_then(
    last_start: np.ndarray[tuple[int], np.dtype[np.int64]], upto: int
) -> tuple[int, ...]:
    """The starts of all segments but the first, as known after `upto` steps."""
    starts: list[int] = []
    while upto := int(last_start[upto - 1]):
        starts.append(upto)
    return tuple(reversed(starts))


def test_evened_counts_have_unit_noise_and_level_changes_do_not_raise_it() -> None:
    rng = np.random.default_rng(1)
    for rate in (4.0, 40.0):
        assert np.var(evened(rng.poisson(rate, 20_000).astype(float))) == pytest.approx(1, abs=0.06)
    stepped = np.concatenate([rng.normal(0, 2, 2_000), rng.normal(50, 2, 2_000)])
    assert noise_variance(stepped) == pytest.approx(4.0, rel=0.15)
    assert noise_variance(np.array([1.0, 2.0])) == 1.0
