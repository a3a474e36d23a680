import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.measure.hysteresis import episodes, is_on


def flags(text: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.array([letter == "x" for letter in text])


def test_alarms_with_fewer_quiet_steps_between_are_one_episode() -> None:
    found = episodes(flags("..x..x...x."), quiet=3)
    assert found.first.tolist() == [2, 9]
    assert found.last.tolist() == [5, 9]


def test_series_are_never_joined() -> None:
    table = np.array([flags("...x"), flags("x..."), flags("....")])
    found = episodes(table, quiet=8)
    assert found.series.tolist() == [0, 1]
    assert (found.first.tolist(), found.last.tolist()) == ([3, 0], [3, 0])
    assert len(episodes(flags("...."), quiet=8)) == 0


def test_an_episode_goes_on_until_the_quiet_has_lasted() -> None:
    assert is_on(flags("..x....x"), quiet=3).tolist() == [
        False, False, True, True, True, False, False, True,
    ]  # fmt: skip


@given(st.lists(st.booleans(), min_size=1, max_size=60), st.integers(1, 9))
def test_every_alarm_lies_in_an_episode_and_each_episode_begins_and_ends_with_one(
    given_flags: list[bool], quiet: int
) -> None:
    alarms = np.array(given_flags)
    found = episodes(alarms, quiet=quiet)
    covered = np.zeros(len(alarms), dtype=bool)
    for first, last in zip(found.first, found.last, strict=True):
        assert alarms[first]
        assert alarms[last]
        covered[first : last + 1] = True
    assert covered[alarms].all()
    assert np.all(found.first[1:] - found.last[:-1] > quiet)


@given(st.lists(st.booleans(), min_size=2, max_size=60), st.integers(1, 9))
def test_whether_it_is_on_depends_on_the_past_alone(given_flags: list[bool], quiet: int) -> None:
    alarms = np.array(given_flags)
    whole = is_on(alarms, quiet=quiet)
    for upto in range(1, len(alarms)):
        assert is_on(alarms[:upto], quiet=quiet).tolist() == whole[:upto].tolist()


@pytest.mark.slow
def test_forty_thousand_dyads_take_a_tenth_of_a_second() -> None:
    alarms = np.random.default_rng(1).random((40_000, 574)) < 0.05
    times = []
    for _ in range(5):
        begin = time.process_time()
        found = episodes(alarms, quiet=8)
        times.append(time.process_time() - begin)
    assert len(found) > 100_000
    assert min(times) <= 0.1
