import numpy as np
import pytest

from earnest.measure.regularity import Regularity, bayes_factors, frailty_shape, regularity
from earnest.measure.watches import Watch


def watch(sender: str, *, days: int = 365, softened: bool = False, expected: float = 0.5) -> Watch:
    return Watch(sender, "BBB", 0, days, softened, "restrict", 1.0, expected)


def table(senders: int = 30, each: int = 12, seed: int = 1) -> list[Watch]:
    """Senders whose pace is drawn from a gamma of shape 2, each with so many watches."""
    rng = np.random.default_rng(seed)
    found = []
    for number in range(senders):
        pace = rng.gamma(2.0, 0.5)
        for _ in range(each):
            wait = rng.exponential(300 / pace)
            days = int(min(wait, 365))
            found.append(
                watch(f"S{number:02d}", days=days, softened=wait < 365, expected=days / 300)
            )
    return found


def answer(watches: list[Watch], sender: str) -> Regularity:
    return regularity(watches, sender=sender, rng=np.random.default_rng(1))


def test_one_counterexample_answers_never_whatever_the_gate() -> None:
    found = answer([*table(), watch("AAA", days=20, softened=True), watch("AAA")], "AAA")
    assert found.status == "counterexamples"
    assert [w.days for w in found.counterexamples] == [20]
    assert (found.n, found.share) == (2, 0.5)
    assert found.never_above is None
    assert found.bayes_factors[0].value == 0.0
    assert not found.is_rank_identifiable


def test_a_few_quiet_watches_are_not_identifiable_and_it_is_said_what_would_settle_it() -> None:
    found = answer([*table(), *[watch("AAA")] * 4], "AAA")
    assert found.status == "not_identifiable"
    assert found.long_enough == 4
    assert found.never_above == pytest.approx(1 - 0.05 ** (1 / 4))
    assert found.more_watches is not None
    assert 1 <= found.more_watches <= 40


def test_watches_shorter_than_180_days_do_not_open_the_gate() -> None:
    found = answer([*table(), *[watch("AAA", days=100, expected=3.0)] * 20], "AAA")
    assert found.rank[1] <= 10
    assert found.status == "not_identifiable"
    assert found.long_enough == 0


def test_many_quiet_watches_are_none_found_at_the_bottom_of_the_table() -> None:
    found = answer([*table(), *[watch("AAA", expected=1.2)] * 25], "AAA")
    assert found.status == "none_found"
    assert found.rank[0] == 1
    assert found.more_watches == 0
    assert found.multiplier_interval[1] < 0.3
    assert found.senders == 31
    never, quarter, half = (factor.value for factor in found.bayes_factors)
    assert min(never, quarter, half) > 10


def test_a_sender_without_a_watch_cannot_be_seen() -> None:
    found = answer(table(), "ZZZ")
    assert found.status == "cannot_see"
    assert found.share is None
    assert found.share_interval is None
    assert found.multiplier == pytest.approx(1.0)
    assert found.rank[1] - found.rank[0] > 20


def test_watches_must_be_adjusted_first() -> None:
    bare = Watch("AAA", "BBB", 0, 10, False, "restrict")
    with pytest.raises(ValueError, match=r"watches\.adjusted"):
        answer([bare], "AAA")


def test_the_bayes_factor_of_never_is_the_inverse_chance_of_seeing_none() -> None:
    # pace ~ gamma(2, 2): P(no softening in exposure 6) = (2 / 8)^2 = 1/16
    never, quarter, half = bayes_factors(0.0, 6.0, prior=2.0)
    assert never.value == pytest.approx(16.0)
    # below 1/4: prior 1 - e^-.5 (1.5), posterior gamma(2, 8): 1 - e^-2 (3)
    before, after = 1 - np.exp(-0.5) * 1.5, 1 - np.exp(-2.0) * 3.0
    expected = after / (1 - after) / (before / (1 - before))
    assert quarter.value == pytest.approx(expected, rel=2e-3)
    assert half.value > 1


def test_no_watch_says_nothing_for_or_against() -> None:
    assert [f.value for f in bayes_factors(0.0, 0.0, prior=1.5)] == pytest.approx([1, 1, 1])


def test_the_spread_of_paces_put_in_is_recovered() -> None:
    rng = np.random.default_rng(3)
    expected = np.full(4_000, 5.0)
    softened = rng.poisson(5.0 * rng.gamma(2.0, 0.5, 4_000)).astype(float)
    assert frailty_shape(softened, expected) == pytest.approx(2.0, rel=0.1)
    alike = rng.poisson(expected).astype(float)
    assert frailty_shape(alike, expected) > 20


@pytest.mark.slow
def test_rank_intervals_cover_the_true_rank_at_their_rate() -> None:
    rng = np.random.default_rng(4)
    inside, rounds = 0, 200
    for number in range(rounds):
        pace = rng.gamma(2.0, 0.5, 25)
        watches = [
            watch(f"S{s:02d}", days=d, softened=w < 365, expected=d / 300)
            for s, p in enumerate(pace)
            for w in rng.exponential(300 / p, size=10)
            for d in [int(min(w, 365))]
        ]
        found = regularity(watches, sender="S00", rng=np.random.default_rng(number))
        true = 1 + int((pace < pace[0]).sum())
        inside += found.rank[0] <= true <= found.rank[1]
    assert inside / rounds == pytest.approx(0.90, abs=0.06)
