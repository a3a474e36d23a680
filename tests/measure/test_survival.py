import datetime as dt
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.contract.rows import Measure
from earnest.measure.spells import Spell, spells
from earnest.measure.survival import kaplan_meier, share_in_force

# Remission times in weeks of the 6-MP arm of Freireich et al. (1963), the standard example.
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
ENDED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("at", "share"),
    [
        (5, 1.0),
        (6, 0.8571),
        (7, 0.8067),
        (10, 0.7529),
        (13, 0.6902),
        (16, 0.6275),
        (22, 0.5378),
        (23, 0.4482),
    ],
)
def test_the_product_limit_estimate_reproduces_the_textbook(at: int, share: float) -> None:
    days, ended = np.array(WEEKS, dtype=float), np.array(ENDED, dtype=bool)
    assert kaplan_meier(days, ended, np.ones(21), at=at) == pytest.approx(share, abs=5e-5)


def spell(days: int, *, ended: bool = False, lost: bool = False, cluster: str = "") -> Spell:
    name = cluster or f"{days}{ended}{lost}{np.random.default_rng(days).integers(1_000_000)}"
    return Spell(name, days, ended, lost, name)


def test_spells_lost_from_sight_make_two_bounds() -> None:
    watched = [spell(400 + n) for n in range(10)] + [spell(10, lost=True), spell(11, ended=True)]
    share = share_in_force(watched, days=365, rng=np.random.default_rng(0))
    assert share.high == pytest.approx(10 / 11)  # the lost one is gone before day 11
    assert share.low == pytest.approx(10 / 12)
    assert (share.n, share.clusters) == (12, 12)
    assert share.is_identifiable


def test_joint_acts_count_once() -> None:
    joint = [spell(10, ended=True, cluster="joint") for _ in range(9)]
    share = share_in_force([*joint, spell(500)], days=365, rng=np.random.default_rng(0))
    assert share.high == pytest.approx(0.5)
    assert share.clusters == 2
    assert not share.is_identifiable


def test_an_interval_encloses_both_bounds() -> None:
    watched = [spell(30 * n, ended=n % 2 == 0, lost=n % 5 == 0) for n in range(1, 60)]
    share = share_in_force(watched, days=365, rng=np.random.default_rng(0))
    assert share.interval_low <= share.low <= share.high <= share.interval_high


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one spell"):
        share_in_force([], days=365, rng=np.random.default_rng(0))


@given(
    st.lists(st.tuples(st.integers(1, 900), st.booleans()), min_size=1, max_size=40),
    st.integers(1, 900),
)
def test_a_share_never_rises_with_time(rows: list[tuple[int, bool]], at: int) -> None:
    days = np.array([row[0] for row in rows], dtype=float)
    ended = np.array([row[1] for row in rows])
    earlier = kaplan_meier(days, ended, np.ones(len(rows)), at=at)
    assert 0.0 <= kaplan_meier(days, ended, np.ones(len(rows)), at=at + 30) <= earlier <= 1.0


def measure(**changes: object) -> Measure:
    given: dict[str, object] = {
        "measure_id": "m1", "sender": "AAA", "target": "BBB", "object": "", "type": "media_blocked",
        "family": "foreign_presence", "trigger": None, "announced": None,
        "start": dt.date(2020, 1, 1), "start_precision": "day", "end": None, "end_precision": None,
        "status": "in_force", "status_as_of": dt.date(2021, 1, 1), "censored_at": dt.date(2021, 1, 1),
        "cluster": None, "reciprocal_of": None, "source_start": "x", "source_end": "",
        "tier": "page", "confidence": "high", "note": None, "source_id": "t/measures.csv",
    }  # fmt: skip
    return Measure(**(given | changes))  # type: ignore[arg-type]


def test_an_open_measure_is_censored_where_it_was_last_seen() -> None:
    (found,) = spells([measure()], as_of=dt.date(2025, 1, 1))
    assert (found.days, found.ended, found.end_unknown) == (366, False, False)


def test_a_superseded_measure_did_not_end_by_lifting() -> None:
    (found,) = spells(
        [measure(end=dt.date(2020, 3, 1), status="superseded")], as_of=dt.date(2025, 1, 1)
    )
    assert (found.days, found.ended) == (60, False)


def test_expulsions_memory_rows_and_measures_not_in_effect_make_no_spell() -> None:
    left_out = [
        measure(type="diplomats_expelled"),
        measure(tier="memory"),
        measure(start=None, announced=dt.date(2020, 1, 1)),
    ]
    assert spells(left_out, as_of=dt.date(2025, 1, 1)) == ()


def test_the_room_opens_no_file() -> None:
    room = Path(__file__).parents[2] / "src" / "earnest" / "measure"
    words = "".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
    assert not re.search(r"\bopen\(", words)
    assert "import os" not in words
    assert "date.today" not in words
