import numpy as np
import pytest

from earnest.measure.spells import Spell
from earnest.measure.survival import share_in_force


def drawn(rng: np.random.Generator, clusters: int) -> list[Spell]:
    """Spells of mean 500 days, watched for up to 1,500, in joint acts of one to three."""
    found = []
    for number in range(clusters):
        length, watched = rng.exponential(500), rng.uniform(200, 1_500)
        for part in range(rng.integers(1, 4)):
            found.append(
                Spell(
                    f"{number}-{part}", int(min(length, watched)), bool(length <= watched),
                    False, f"{number}",
                )
            )  # fmt: skip
    return found


@pytest.mark.slow
@pytest.mark.parametrize("clusters", [30, 60])
def test_the_interval_of_a_share_covers_at_its_rate(clusters: int) -> None:
    rng = np.random.default_rng(11)
    true, inside, rounds = np.exp(-366 / 500), 0, 1_000  # whole days: ended by day 365 included
    for _ in range(rounds):
        share = share_in_force(drawn(rng, clusters), days=365, rng=rng, resamples=300)
        inside += share.interval_low <= true <= share.interval_high
    assert inside / rounds == pytest.approx(0.90, abs=0.03)


def test_the_share_put_in_is_recovered() -> None:
    rng = np.random.default_rng(12)
    share = share_in_force(drawn(rng, 3_000), days=365, rng=rng, resamples=50)
    assert share.high == share.low == pytest.approx(np.exp(-366 / 500), abs=0.02)


def test_where_nothing_ended_the_interval_is_the_exact_binomial_one() -> None:
    spells = [Spell(f"{n}", 400, False, False, f"{n}") for n in range(12)]
    share = share_in_force(spells, days=365, rng=np.random.default_rng(1))
    assert (share.low, share.high, share.interval_high) == (1.0, 1.0, 1.0)
    assert share.interval_low == pytest.approx(0.05 ** (1 / 12))
    assert share.is_identifiable


def test_where_everything_ended_the_interval_is_the_exact_binomial_one() -> None:
    spells = [Spell(f"{n}", 10 + n, True, False, f"{n}") for n in range(12)]
    share = share_in_force(spells, days=365, rng=np.random.default_rng(1))
    assert (share.low, share.high, share.interval_low) == (0.0, 0.0, 0.0)
    assert share.interval_high == pytest.approx(1 - 0.05 ** (1 / 12))
    assert not share.is_identifiable
