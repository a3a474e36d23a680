import numpy as np
import pytest

from earnest.measure.reference import mid_rank_percentile, placement

CLASS = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 100.0]


def test_ties_count_half() -> None:
    assert mid_rank_percentile(5, [1, 5, 5, 9]) == 50.0
    assert mid_rank_percentile(0, [1, 2]) == 0.0
    with pytest.raises(ValueError, match="population"):
        mid_rank_percentile(1, [])


def test_cases_further_apart_than_random_picks_are_unusual() -> None:
    placed = placement([0.0, 100.0], CLASS, rng=np.random.default_rng(0))
    assert placed is not None
    assert placed.is_unusual
    assert placed.percentiles == (5.0, 95.0)
    assert placed.n == 10


def test_cases_as_far_apart_as_random_picks_are_not() -> None:
    placed = placement([2.0, 5.0], CLASS, rng=np.random.default_rng(0))
    assert placed is not None
    assert not placed.is_unusual


def test_a_class_below_eight_places_nothing() -> None:
    assert placement([1.0], CLASS[:7], rng=np.random.default_rng(0)) is None
    assert placement([], CLASS, rng=np.random.default_rng(0)) is None


def test_a_large_class_is_sampled_with_the_given_chance() -> None:
    population = [float(n) for n in range(400)]
    one = placement([0.0, 1.0, 2.0], population, rng=np.random.default_rng(7))
    two = placement([0.0, 1.0, 2.0], population, rng=np.random.default_rng(7))
    assert one == two
    assert one is not None
    assert one.is_unusual  # three neighbours of 400 are closer together than random picks
