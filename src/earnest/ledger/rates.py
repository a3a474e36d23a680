"""Shipped base rates: how often an act of a kind followed within so many days, for any pair."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from earnest.extract.acts import tone_of

# Groups of acts for which rates ship, and the classes of acts that belong to each.
_STRICT: Final = frozenset({"reversal", "signature", "release", "payment"})
_FORCE: Final = frozenset({"attack"})
_EXPULSION: Final = frozenset({"expulsion"})


@dataclass(frozen=True, slots=True)
class BaseRate:
    """A share of comparable windows with a 90 % interval.

    Attributes:
        sample: `tense` pairs (two hostile acts in the 28 days before) or `all`.
        act_group: strict or any softening, expulsion, force, or any hostile act.
    """

    sample: str
    act_group: str
    days: int
    share: float
    low: float
    high: float
    n: int
    source: str


def base_rate(classes: frozenset[str], *, days: int, is_tense: bool = False) -> BaseRate | None:
    """The shipped rate for acts of these classes within `days`.

    The longest shipped horizon that is not longer than `days`; None for acts of no known group.
    """
    group = _group(classes)
    sample = "tense" if is_tense else "all"
    fitting = [r for r in _rates() if (r.sample, r.act_group) == (sample, group) and r.days <= days]
    return max(fitting, key=lambda rate: rate.days, default=None)


def _group(classes: frozenset[str]) -> str | None:
    if not classes:
        return None
    if classes <= _STRICT:
        return "strict"
    if classes <= _FORCE:
        return "force"
    if classes <= _EXPULSION:
        return "expel"
    return {"cooperation": "any", "conflict": "hostile"}.get(tone_of(classes) or "")


@cache
def _rates() -> tuple[BaseRate, ...]:
    table = files("earnest.data").joinpath("base_rates.csv").read_text(encoding="utf-8")
    return tuple(
        BaseRate(
            sample=row["sample"],
            act_group=row["act_group"],
            days=int(row["days"]),
            share=float(row["share"]),
            low=float(row["low"]),
            high=float(row["high"]),
            n=int(row["n"]),
            source=row["source"],
        )
        for row in csv.DictReader(table.splitlines())
    )
