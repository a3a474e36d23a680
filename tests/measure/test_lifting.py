import datetime as dt

import numpy as np
import pytest

from earnest.measure.lifting import LiftCase, LiftingSkill, Model, known_at, lifting_skill

FIRST = dt.date(2000, 1, 1).toordinal()
TEST_FROM = dt.date(2006, 1, 1)
UNTIL = dt.date(2012, 1, 1).toordinal()


def case(start: int, days: int, ended: bool = True, **more: object) -> LiftCase:
    given: dict[str, object] = {
        "lost": False, "type": "x", "marks": (), "cluster": f"{start}:{days}",
    }  # fmt: skip
    return LiftCase(start, days, ended, **(given | more))  # type: ignore[arg-type]


def cases(n: int = 900, *, marked: float = 1.0, types: int = 3, seed: int = 1) -> list[LiftCase]:
    """Spells whose hazard is `marked` times higher for one sender of two."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(n):
        start = FIRST + int(rng.integers(0, UNTIL - FIRST))
        sender = int(rng.integers(0, 2))
        length = rng.exponential(600 / (marked if sender else 1.0))
        watched = UNTIL - start
        found.append(
            case(
                start,
                int(min(length, watched)),
                length <= watched,
                type=f"t{rng.integers(0, types)}",
                marks=(f"sender:{sender}",),
            )
        )
    return found


def skill(given: list[LiftCase], model: Model, days: int = 365) -> LiftingSkill:
    found = lifting_skill(
        given, days=days, test_from=TEST_FROM, model=model, rng=np.random.default_rng(1)
    )
    assert found is not None
    return found


def test_a_day_in_the_past_hides_every_later_end() -> None:
    known = known_at([case(100, 50), case(100, 500), case(700, 10)], 300)
    assert [(c.days, c.ended) for c in known] == [(50, True), (200, False)]


def test_the_base_rate_has_no_skill_over_itself() -> None:
    found = skill(cases(), "base_rate")
    assert (found.skill, found.low, found.high) == (0.0, 0.0, 0.0)
    assert not found.beats_base_rate
    assert found.brier == pytest.approx(found.brier_of_base_rate)


def test_a_mark_that_matters_is_used() -> None:
    found = skill(cases(marked=6.0), "marks")
    assert found.beats_base_rate
    assert found.skill > 0.08


def test_a_mark_that_does_not_matter_earns_nothing() -> None:
    found = skill(cases(), "marks")
    assert not found.beats_base_rate
    assert found.skill > -0.05


@pytest.mark.slow
def test_pooling_beats_the_own_rate_of_thin_types() -> None:
    found = skill(cases(types=120), "frailty")
    assert found.skill > 0.05
    assert found.beats_base_rate


def test_only_spells_with_a_known_outcome_are_scored() -> None:
    old = [case(FIRST + n, 100 + n) for n in range(50)]
    start = TEST_FROM.toordinal()
    new = [
        case(start + 1, 40),
        case(start + 2, 400, ended=False),
        case(start + 3, 200, ended=False),
        case(start + 4, 200, ended=False, lost=True),
    ]
    found = skill([*old, *new], "base_rate")
    assert (found.n, found.base_rate) == (2, 0.5)


def test_nothing_to_score_has_no_skill() -> None:
    old = [case(FIRST + n, 100 + n) for n in range(50)]
    assert (
        lifting_skill(
            old, days=365, test_from=TEST_FROM, model="frailty", rng=np.random.default_rng(1)
        )
        is None
    )


def test_joint_acts_are_resampled_together() -> None:
    given = [
        case(TEST_FROM.toordinal() + 1, 40 + 400 * (n % 2), cluster=f"{n % 4}") for n in range(40)
    ]
    assert skill([*cases(50), *given], "base_rate").clusters >= 4


def test_without_a_past_the_forecast_is_even() -> None:
    found = lifting_skill(
        [case(FIRST, 40), case(FIRST + 1, 900)], days=365, test_from=dt.date(2000, 1, 1),
        model="marks", rng=np.random.default_rng(1),
    )  # fmt: skip
    assert found is not None
    assert found.brier == pytest.approx(0.25)
