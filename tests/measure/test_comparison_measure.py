import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.measure.comparison import Case, Comparison, comparison, separating_circumstances

CLASS = [Case(f"c{n}", n) for n in range(10)]


def ask(cases: list[Case], population: list[Case]) -> Comparison:
    return comparison(cases, population, rng=np.random.default_rng(1))


def test_cases_as_far_apart_as_random_picks_are_typical() -> None:
    found = ask([CLASS[3], CLASS[6]], CLASS)
    assert found.status == "typical"
    assert found.difference == 3
    assert found.usual_difference is not None
    assert found.usual_difference[0] == 1.0
    assert found.usual_difference[1] in (7.0, 8.0)
    assert (found.n, found.censored) == (10, 0)


def test_cases_further_apart_than_nine_in_ten_picks_are_selected() -> None:
    far = Case("far", 400)
    found = ask([CLASS[0], far], [*CLASS * 3, far])
    assert found.status == "selected"
    assert found.separated_by == ()


def test_neighbours_are_no_sign_of_selection() -> None:
    assert ask([CLASS[4], CLASS[4]], CLASS).status == "typical"


def test_a_circumstance_that_splits_quick_from_slow_makes_a_comparison_selected() -> None:
    quick = Case("quick", 3, circumstances={"notice": "no", "war": "no"})
    slow = Case("slow", 6, circumstances={"notice": "yes", "war": "no"})
    found = ask([quick, slow], [*CLASS, quick, slow])
    assert found.status == "selected"
    assert found.separated_by == ("notice",)


def test_a_circumstance_recorded_for_one_case_only_separates_nothing() -> None:
    assert separating_circumstances([Case("a", 1, circumstances={"war": "yes"}), CLASS[5]]) == ()


def test_overlapping_lots_are_not_separated() -> None:
    cases = [
        Case(f"{days}", days, circumstances={"war": war})
        for days, war in ((1, "no"), (5, "yes"), (9, "no"))
    ]
    assert separating_circumstances(cases) == ()


def test_a_case_not_in_effect_counts_as_slow() -> None:
    done = Case("done", 10, circumstances={"notice": "no"})
    waiting = Case("waiting", 30, is_censored=True, circumstances={"notice": "yes"})
    assert separating_circumstances([done, waiting]) == ("notice",)
    early = Case("early", 5, is_censored=True, circumstances={"notice": "yes"})
    assert separating_circumstances([done, early]) == ()


def test_a_percentile_has_ties_at_half_and_an_interval_for_its_n() -> None:
    (place,) = ask([CLASS[5]], CLASS).places
    assert place.percentile == pytest.approx(55.0)
    assert place.low == pytest.approx(30.7, abs=0.5)
    assert place.high == pytest.approx(77.0, abs=0.5)


def test_censored_cases_widen_the_interval() -> None:
    waiting = [Case(f"w{n}", 2, is_censored=True) for n in range(6)]
    (place,) = ask([CLASS[8]], [*CLASS, *waiting]).places
    (without,) = ask([CLASS[8]], [*CLASS, *[Case(c.name, 2) for c in waiting]]).places
    assert place.low < without.low
    assert place.percentile < without.percentile
    (own,) = ask([waiting[0]], [*CLASS, *waiting]).places
    assert own.high == pytest.approx(100.0)


def test_below_eight_nothing_can_be_seen() -> None:
    found = ask([CLASS[0], CLASS[6]], CLASS[:7])
    assert found == Comparison("cannot_see", (), None, None, (), 7, 0)
    assert ask([], CLASS).status == "cannot_see"


@given(
    st.lists(st.tuples(st.integers(0, 50), st.booleans()), min_size=8, max_size=20),
    st.integers(2, 4),
)
def test_a_place_lies_inside_its_interval(rows: list[tuple[int, bool]], size: int) -> None:
    population = [Case(f"{n}", days, is_censored=c) for n, (days, c) in enumerate(rows)]
    for place in ask(population[:size], population).places:
        assert 0 <= place.low <= place.percentile <= place.high <= 100 + 1e-9


@pytest.mark.slow
def test_random_pairs_are_called_selected_at_most_one_time_in_twenty() -> None:
    rng = np.random.default_rng(6)
    population = [Case(f"{n}", int(rng.exponential(60))) for n in range(30)]
    called = 0
    for _ in range(300):
        pair = [population[int(n)] for n in rng.choice(30, 2, replace=False)]
        called += ask(pair, population).status == "selected"
    assert called / 300 <= 0.08
