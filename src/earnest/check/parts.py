"""Shares that no series holds but that follow from two values: a part and the whole it is of."""

from dataclasses import dataclass

from earnest.check.by_value import Ties, held_values, label_features
from earnest.check.context import Context
from earnest.check.sought import Wording
from earnest.check.units import unit_class
from earnest.contract.finding import RowRef
from earnest.contract.rows import Statistic

# Own words of a claim, in nats, from which on they tell the part.
TELLS = 1.5


@dataclass(frozen=True, slots=True)
class Part:
    """A part and its whole, of one period, with the share in percent."""

    part: Statistic
    whole: Statistic

    @property
    def percent(self) -> float:
        """The part of the whole, in percent."""
        return round(100.0 * self.part.value / self.whole.value, 2)

    @property
    def rows(self) -> tuple[RowRef, ...]:
        """The two values by table and id."""
        return tuple(RowRef("statistics", v.stat_id) for v in (self.part, self.whole))


def part_of_whole(wording: Wording, context: Context) -> Part | None:
    """The part that a claim's own words tell best, and the larger value that shares most with it."""
    ties = Ties(wording, context)
    counted = [
        v
        for v in held_values(wording, None, context)
        if unit_class(v.unit) not in ("percent", "rank", "days")
    ]
    told = [(w, v) for v in counted if (w := ties.own_weight(v)) >= TELLS]
    for _, part in sorted(told, key=lambda t: (-t[0], t[1].stat_id)):
        if whole := _whole_of(part, counted, ties):
            return Part(part, whole)
    return None


def _whole_of(part: Statistic, counted: list[Statistic], ties: Ties) -> Statistic | None:
    """The larger value of the same sides, period and unit that shares most words with a part and the text."""
    like = [
        v
        for v in counted
        if (v.country, v.partner, v.date, v.unit)
        == (part.country, part.partner, part.date, part.unit)
        and v.value > part.value > 0
        and v.series_id != part.series_id
    ]
    return max(
        like,
        key=lambda v: (
            len(label_features(v) & label_features(part)),
            ties.weight(v),
            v.value,
            v.stat_id,
        ),
        default=None,
    )
