"""Will a measure be lifted by a day: others that reached its age, two bounds, and a gate."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from earnest.contract.rows import Measure
from earnest.measure.lift_deadline import Lifting, lift_by, lift_deadline
from earnest.measure.spells import Spell

AS_OF = dt.date(2020, 6, 1)


def spell(days: int, *, ended: bool = True, lost: bool = False, cluster: str = "") -> Spell:
    return Spell("m", days, ended and not lost, lost, cluster or f"{days}-{ended}-{lost}")


def asked(spells: list[Spell], *, age: int, days: int) -> Lifting:
    return lift_deadline(spells, age=age, days=days, rng=np.random.default_rng(1))


LIFTED = [spell(10 * n) for n in range(1, 41)]  # one every ten days, up to day 400


def test_the_share_is_that_of_measures_which_reached_the_age() -> None:
    found = asked(LIFTED, age=200, days=50)  # 20 are older than 200 days; 5 of them end by day 250
    assert (found.n, found.clusters) == (20, 20)
    assert found.low == found.high == pytest.approx(0.25)
    assert found.interval_low is not None and found.interval_high is not None
    assert found.interval_low < 0.25 < found.interval_high


def test_a_measure_that_ended_on_the_very_age_says_nothing() -> None:
    assert asked(LIFTED, age=200, days=1).n == 20
    assert asked(LIFTED, age=199, days=1).n == 21
    assert asked(LIFTED, age=199, days=1).low == pytest.approx(1 / 21)


def test_the_first_day_counts_for_a_measure_that_has_just_begun() -> None:
    spells = [*LIFTED[:19], spell(0)]
    assert asked(spells, age=-1, days=1).low == pytest.approx(1 / 20)
    assert asked(spells, age=0, days=1).low == 0


def test_ends_that_nobody_saw_make_two_bounds() -> None:
    spells = [*[spell(500 + n, ended=False) for n in range(30)], spell(40, lost=True)]
    found = asked(spells, age=0, days=90)
    assert found.low == 0.0
    assert found.high == pytest.approx(1 / 31)


def test_bounds_too_far_apart_are_no_number() -> None:
    spells = [spell(40 + n, lost=n < 10, ended=False) for n in range(60)]
    found = asked(spells, age=0, days=60)
    assert found.low is None
    assert "bounds" in found.why
    assert found.needed == 0


def test_below_ten_joint_acts_it_says_how_many_are_missing() -> None:
    spells = [spell(300 + n, cluster=f"act {n % 4}") for n in range(40)]
    found = asked(spells, age=100, days=30)
    assert (found.low, found.interval_high, found.needed) == (None, None, 6)
    assert found.why == "4 of the 10 joint acts needed were watched long enough"


def test_measures_lost_from_sight_early_do_not_open_the_gate() -> None:
    spells = [spell(30 + n, ended=False) for n in range(40)]
    assert asked(spells, age=0, days=365).needed == 10


def test_where_none_was_lifted_the_interval_is_the_exact_one() -> None:
    found = asked([spell(900 + n, ended=False) for n in range(12)], age=0, days=365)
    assert (found.low, found.high, found.interval_low) == (0.0, 0.0, 0.0)
    assert found.interval_high == pytest.approx(1 - 0.05 ** (1 / 12))


def test_a_deadline_that_is_past_is_refused() -> None:
    with pytest.raises(ValueError, match="a day ahead"):
        asked(LIFTED, age=10, days=0)


def measure(number: int, days: int) -> Measure:
    start = AS_OF - dt.timedelta(days=1_000)
    return Measure(
        measure_id=f"m{number}", sender="A", target="B", object="", type="import_banned",
        family="trade", trigger=None, announced=start, start=start, start_precision="day",
        end=start + dt.timedelta(days=days), end_precision="day", status="lifted",
        status_as_of=None, censored_at=None, cluster=f"c{number}", reciprocal_of=None,
        source_start="https://example.org/a", source_end="https://example.org/b", tier="page",
        confidence=None, note=None, source_id="t",
    )  # fmt: skip


def test_a_measure_is_compared_with_others_and_never_with_itself() -> None:
    others = [measure(number, 10 * number) for number in range(1, 41)]
    begun = AS_OF - dt.timedelta(days=200)
    mine = replace(others[0], measure_id="mine", start=begun, end=None, status="in_force")
    by = AS_OF + dt.timedelta(days=50)
    rng = np.random.default_rng(1)
    found = lift_by(mine, [*others, mine], by=by, as_of=AS_OF, rng=rng)
    assert (found.age, found.days, found.n) == (200, 50, 20)
    assert found.low == pytest.approx(0.25)
    with pytest.raises(ValueError, match="not in effect"):
        lift_by(replace(mine, start=None), others, by=by, as_of=AS_OF, rng=rng)


@pytest.mark.slow
def test_nine_intervals_of_ten_cover_the_probability() -> None:
    rng = np.random.default_rng(21)
    true = 1 - np.exp(-(((201 + 90) / 500) ** 0.7 - (201 / 500) ** 0.7))  # whole days, rounded down
    inside, rounds = 0, 1_000
    for _ in range(rounds):
        length, watched = 500 * rng.weibull(0.7, 160), rng.uniform(200, 1_500, 160)
        days = np.minimum(length, watched).astype(int)
        spells = [
            Spell("m", d, bool(n <= w), False, f"{number}")
            for number, (d, n, w) in enumerate(zip(days.tolist(), length, watched, strict=True))
        ]
        found = lift_deadline(spells, age=200, days=90, rng=rng)
        if found.interval_low is None or found.interval_high is None:
            rounds -= 1
            continue
        inside += bool(found.interval_low <= true <= found.interval_high)
    assert rounds > 900
    assert inside / rounds == pytest.approx(0.90, abs=0.03)
