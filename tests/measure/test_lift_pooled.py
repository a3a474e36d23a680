"""Will a measure be lifted by a day: thin types borrow from all, and age counts."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from earnest.contract.rows import Measure
from earnest.measure.lift_pooled import PooledLifting, lift_pooled

AS_OF = dt.date(2020, 6, 1)
RATES = {"import_banned": 1 / 100, "border_closed": 1 / 400, "media_blocked": 1 / 1_600}


def measure(
    number: int, type_: str, start: dt.date, days: int | None, *, status: str = "lifted"
) -> Measure:
    end = start + dt.timedelta(days=days) if days is not None and status == "lifted" else None
    seen = start + dt.timedelta(days=days or 0) if status == "unknown" else AS_OF
    return Measure(
        measure_id=f"m{number}", sender="A", target="B", object="", type=type_,
        family="trade", trigger=None, announced=start, start=start, start_precision="day",
        end=end, end_precision="day", status=status if end or status == "unknown" else "in_force",
        status_as_of=None, censored_at=None if end else seen, cluster=f"c{number}",
        reciprocal_of=None, source_start="https://example.org/a", source_end="", tier="page",
        confidence=None, note=None, source_id="t",
    )  # fmt: skip


def drawn(rng: np.random.Generator, *, n: int = 300, lost: float = 0.0) -> list[Measure]:
    """Measures of three types whose lengths are exponential, at the rates above."""
    found = []
    for number in range(n):
        kind = list(RATES)[number % 3]
        start = AS_OF - dt.timedelta(days=int(rng.integers(400, 3_000)))
        days = int(rng.exponential(1 / RATES[kind]))
        is_over = start + dt.timedelta(days=days) <= AS_OF
        status = "unknown" if is_over and rng.random() < lost else "lifted"
        found.append(measure(number, kind, start, days if is_over else None, status=status))
    return found


def asked(others: list[Measure], kind: str, *, age: int = 200, days: int = 90) -> PooledLifting:
    mine = measure(9_999, kind, AS_OF - dt.timedelta(days=age), None)
    by = AS_OF + dt.timedelta(days=days)
    found = lift_pooled(mine, [*others, mine], by=by, as_of=AS_OF, rng=np.random.default_rng(1))
    assert found is not None
    return found


@pytest.mark.slow
def test_each_type_keeps_its_own_pace() -> None:
    others = drawn(np.random.default_rng(2))
    for kind, rate in RATES.items():
        assert asked(others, kind).p == pytest.approx(-np.expm1(-90 * rate), abs=0.08)


@pytest.mark.slow
def test_a_type_never_seen_has_the_pace_of_all_and_a_wide_interval() -> None:
    others = drawn(np.random.default_rng(2))
    new = asked(others, "visa_suspended")
    assert new.of_type == 0
    assert asked(others, "media_blocked").p < new.p < asked(others, "import_banned").p
    assert new.high - new.low > 2 * (
        asked(others, "border_closed").high - asked(others, "border_closed").low
    )


@pytest.mark.slow
def test_ends_that_nobody_saw_widen_the_interval_upward() -> None:
    seen = asked(drawn(np.random.default_rng(2), lost=0.0), "border_closed")
    unseen = asked(drawn(np.random.default_rng(2), lost=0.4), "border_closed")
    assert unseen.p < seen.p
    assert unseen.high - unseen.p > seen.high - seen.p


def test_the_measure_itself_is_left_out() -> None:
    assert asked(drawn(np.random.default_rng(2)), "import_banned").n == 300


def test_fewer_than_twenty_ends_are_no_number() -> None:
    others = [measure(n, "import_banned", dt.date(2015, 1, 1), 30 + n) for n in range(19)]
    mine = measure(99, "import_banned", dt.date(2019, 1, 1), None)
    by, rng = dt.date(2021, 1, 1), np.random.default_rng(1)
    assert lift_pooled(mine, others, by=by, as_of=AS_OF, rng=rng) is None
    with pytest.raises(ValueError, match="not in effect"):
        lift_pooled(replace(mine, start=None), others, by=by, as_of=AS_OF, rng=rng)
    with pytest.raises(ValueError, match="a day ahead"):
        lift_pooled(mine, others, by=AS_OF, as_of=AS_OF, rng=rng)


@pytest.mark.slow
def test_nine_intervals_of_ten_cover_the_probability() -> None:
    rng = np.random.default_rng(23)
    inside = 0
    for _ in range(500):
        found = asked(drawn(rng, n=240), "border_closed")
        inside += found.low <= -np.expm1(-90 * RATES["border_closed"]) <= found.high
    assert inside / 500 == pytest.approx(0.90, abs=0.03)
