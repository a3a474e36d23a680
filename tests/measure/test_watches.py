import datetime as dt

import numpy as np
import pytest
from test_survival import measure

from earnest.measure.spells import spells
from earnest.measure.watches import Watch, adjusted, watches_after, watches_of_measures


def ints(*days: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(days, dtype=np.int64)


def test_a_watch_runs_to_the_first_softening_after_the_act() -> None:
    (found,) = watches_after(
        "CHL", "PER", acts=ints(1_000), softenings=ints(990, 1_000, 1_040, 1_100),
        events=ints(700, 800, 990, 1_000, 1_040), until=3_000, type="restrict",
    )  # fmt: skip
    assert (found.days, found.softened) == (40, True)
    assert found.volume == pytest.approx(3 / 12)  # three acts in the year before


def test_without_softening_it_ends_at_the_horizon_or_with_the_data() -> None:
    found = watches_after(
        "CHL", "PER", acts=ints(1_000, 1_900), softenings=ints(), events=ints(),
        until=2_000, type="restrict",
    )  # fmt: skip
    assert [(watch.days, watch.softened) for watch in found] == [(365, False), (100, False)]


def test_acts_within_180_days_belong_to_one_watch() -> None:
    found = watches_after(
        "CHL", "PER", acts=ints(1_000, 1_050, 1_179, 1_180), softenings=ints(), events=ints(),
        until=3_000, type="restrict",
    )  # fmt: skip
    assert [watch.start for watch in found] == [1_000, 1_180]


def test_measures_are_watched_until_lifted_and_joint_ones_once() -> None:
    rows = [
        measure(measure_id="m1", cluster="joint", end=dt.date(2020, 3, 1), status="lifted"),
        measure(measure_id="m2", cluster="joint", target="CCC"),
        measure(measure_id="m3", sender="DDD"),
    ]
    found = watches_of_measures(rows, spells(rows, as_of=dt.date(2021, 1, 1)))
    assert [(w.sender, w.days, w.softened) for w in found] == [
        ("AAA", 60, True),
        ("DDD", 366, False),
    ]


def test_a_measure_lifted_after_the_horizon_was_not_lifted_within_it() -> None:
    rows = [measure(start=dt.date(2001, 1, 1), end=dt.date(2020, 3, 1), status="lifted")]
    (found,) = watches_of_measures(rows, spells(rows, as_of=dt.date(2021, 1, 1)))
    assert (found.days, found.softened) == (1_826, False)


def test_a_measure_lost_from_sight_is_censored_or_ended_by_the_bound_asked_for() -> None:
    rows = [measure(status="unknown")]
    watched = spells(rows, as_of=dt.date(2021, 1, 1))
    (kept,) = watches_of_measures(rows, watched)
    (gone,) = watches_of_measures(rows, watched, unknown_ends="ended")
    assert (kept.softened, gone.softened) == (False, True)


def test_expected_softenings_add_up_to_those_seen() -> None:
    rng = np.random.default_rng(1)
    watches = [
        Watch("A", "B", 0, int(rng.integers(1, 365)), bool(rng.random() < 0.4), "x", rng.random())
        for _ in range(300)
    ]
    found = adjusted(watches)
    assert sum(w.expected for w in found) == pytest.approx(sum(w.softened for w in found), rel=1e-3)
    with pytest.raises(ValueError, match="at least one watch"):
        adjusted([])


def test_busy_dyads_and_quick_types_are_expected_to_soften_more() -> None:
    rng = np.random.default_rng(2)
    watches = []
    for number in range(1_500):
        busy, quick = number % 2, number % 3 == 0
        wait = rng.exponential(400 / (1 + 3 * busy) / (1 + quick))
        watches.append(
            Watch(
                "A", "B", 0, int(min(wait, 365)), wait < 365, "quick" if quick else "slow",
                volume=20.0 * busy,
            )
        )  # fmt: skip
    found = adjusted(watches)

    def pace(busy: bool, name: str) -> float:
        mine = [w for w in found if (w.volume > 0) == busy and w.type == name]
        return sum(w.expected for w in mine) / sum(w.days for w in mine)

    assert pace(True, "slow") / pace(False, "slow") == pytest.approx(4.0, rel=0.25)
    assert pace(False, "quick") / pace(False, "slow") == pytest.approx(2.0, rel=0.25)
