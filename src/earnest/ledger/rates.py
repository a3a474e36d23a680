"""Shipped base rates: how often an act of a kind followed within so many days, for any pair."""

from typing import Final

from earnest.contract.baselines import BaseRate
from earnest.extract.acts import tone_of
from earnest.measure.baselines import shipped_rate
from earnest.store.baselines import shipped_baselines

# Classes of acts in words, and the narrowest class of event codes that holds them.
_GROUPS: Final = (
    (frozenset({"signature"}), "agreement"),
    (frozenset({"payment"}), "aid"),
    (frozenset({"reversal", "release", "apology"}), "yield"),
    (frozenset({"reversal", "release", "apology", "signature", "payment"}), "strict"),
    (frozenset({"praise"}), "praise"),
    (frozenset({"visit", "talks"}), "talks"),
    (frozenset({"attack"}), "force"),
    (frozenset({"expulsion"}), "expel"),
    (frozenset({"severance", "downgrade", "recall"}), "reduce"),
    (frozenset({"arrest"}), "seize"),
)


def base_rate(classes: frozenset[str], *, days: int, is_tense: bool = False) -> BaseRate | None:
    """The shipped rate for acts of these classes within `days`.

    Between two shipped horizons the hazard is interpolated; beyond the longest, its rate stands.
    None for acts of no known group, and for less than a day.
    """
    group = _group(classes)
    if group is None or days < 1:
        return None
    sample = "tense" if is_tense else "all"
    return shipped_rate(shipped_baselines(), group, days=days, sample=sample)


def _group(classes: frozenset[str]) -> str | None:
    if not classes:
        return None
    named = next((name for members, name in _GROUPS if classes <= members), None)
    return named or {"cooperation": "any", "conflict": "hostile"}.get(tone_of(classes) or "")
