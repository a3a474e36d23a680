"""Shipped base rates: by kind of act and horizon, with interval and n."""

from itertools import pairwise

import pytest

from earnest.ledger.rates import base_rate


def share(*classes: str, days: int, is_tense: bool = False) -> float:
    rate = base_rate(frozenset(classes), days=days, is_tense=is_tense)
    assert rate is not None
    return rate.share


def test_a_rate_names_its_sample_its_source_its_interval_and_its_n() -> None:
    rate = base_rate(frozenset({"signature"}), days=14)
    assert rate is not None
    assert (rate.sample, rate.act, rate.days) == ("all", "agreement", 14)
    assert 0 < rate.low <= rate.share <= rate.high < 1
    assert rate.n > 1_000
    assert rate.source


def test_a_rate_between_two_horizons_lies_between_theirs() -> None:
    assert share("visit", days=30) < share("visit", days=45) < share("visit", days=60)


def test_beyond_the_longest_horizon_its_rate_stands() -> None:
    rate = base_rate(frozenset({"visit"}), days=900)
    assert rate is not None
    assert (rate.days, rate.share) == (365, share("visit", days=365))


def test_no_horizon_is_shorter_than_a_day() -> None:
    assert base_rate(frozenset({"signature"}), days=0) is None


@pytest.mark.parametrize(
    ("classes", "group"),
    [
        ({"signature"}, "agreement"),
        ({"signature", "payment"}, "strict"),
        ({"visit"}, "talks"),
        ({"signature", "visit"}, "any"),
        ({"attack"}, "force"),
        ({"expulsion"}, "expel"),
        ({"recall"}, "reduce"),
        ({"threat"}, "hostile"),
    ],
)
def test_acts_are_put_in_the_narrowest_group_that_holds_them(classes: set[str], group: str) -> None:
    rate = base_rate(frozenset(classes), days=30)
    assert rate is not None
    assert rate.act == group


def test_acts_of_no_known_group_have_no_rate() -> None:
    assert base_rate(frozenset(), days=30) is None
    assert base_rate(frozenset({"visit", "attack"}), days=30) is None


def test_more_days_make_an_act_likelier() -> None:
    shares = [share("visit", days=days) for days in (7, 14, 30, 90, 365)]
    assert all(sooner <= later for sooner, later in pairwise(shares))


def test_tense_pairs_are_the_busier_ones() -> None:
    assert share("visit", days=30, is_tense=True) > share("visit", days=30)
