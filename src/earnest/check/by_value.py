"""A series found by its value: a number that agrees with one on record, and words that tie the two.

Agreement alone may be chance: the more values of that unit there are, and the fewer digits a number
has, the likelier. So words have to make up for it. `chance` is the probability that a random number
agrees as closely with some value; words that few labels share weigh as much as they are rare.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log
from typing import Final

from earnest.check.asked import party_stems
from earnest.check.concepts import topics_in
from earnest.check.context import Context
from earnest.check.figures import half_unit
from earnest.check.parties import side
from earnest.check.series import Candidate
from earnest.check.sought import Wording
from earnest.check.units import unit_class, unit_factor
from earnest.check.words import content_stems
from earnest.contract.finding import RowRef
from earnest.contract.rows import Statistic
from earnest.contract.when import Period
from earnest.extract.actors import find_actors
from earnest.extract.currencies import codes_of_noun

# Words must make an agreement so many times as likely as chance does.
ODDS = 20.0
# Random numbers of one unit class spread over so many nats: four powers of ten.
SPREAD = log(10_000)
# A chance from which down an agreement needs no words at all.
SURE = 0.01
# Shared words of the sentences around a claim weigh this much of its own.
AROUND = 0.5
# A subject that both touch weighs this much of a shared word.
TOPIC = 0.75
# Years before the text within which an undated number is looked for.
MOST_YEARS = 5
MOST_TIE: Final = 6.0
# Own words, in nats, from which on they single out a series to be refuted by; of shares more is asked.
TELLS: Final = {False: 1.5, True: 2.5}
# How much of that the next series may have.
SECOND_BEST = 0.6


@dataclass(frozen=True, slots=True)
class Agreement:
    """Values that agree with a number, of how many looked at, how likely by chance, and shared words."""

    values: tuple[Statistic, ...]
    looked_at: int
    chance: float
    shared: tuple[str, ...]

    @property
    def rows(self) -> tuple[RowRef, ...]:
        """The values by table and id."""
        return tuple(RowRef("statistics", v.stat_id) for v in self.values)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The values as candidates that are the same number."""
        return tuple(Candidate(v, 0.0, is_named=True, is_same=True) for v in self.values)

    @property
    def words(self) -> str:
        """How the value was found, in a sentence."""
        tied = (
            f"shared with the text: {', '.join(self.shared)}" if self.shared else "no word shared"
        )
        return (
            f"The series was found by its value, among {self.looked_at} values of that unit;"
            f" a random number would agree as well with one of them {self.chance:.1%} of the time ({tied})."
        )


def by_value(
    wording: Wording, value: float, claim: tuple[float, float], unit: str | None, context: Context
) -> Agreement | None:
    """The known values of the sides that agree with a number and are tied to its words; None if none is."""
    held = held_values(wording, unit or "", context)
    if not held or float("inf") in (-claim[0], claim[1]):
        return None
    factor = unit_factor(unit)
    low, high = claim[0] * factor, claim[1] * factor
    same = [v for v in held if low <= v.value * unit_factor(v.unit) <= high]
    if not same:
        return None
    ties = Ties(wording, context)
    best: tuple[float, Statistic] | None = None
    for one in same:
        chance = _chance(one, value * factor, factor * half_unit(value), held)
        tie = ties.weight(one)
        is_tied = tie > 0 and tie >= log(ODDS * chance)
        if is_tied or chance < SURE or (_is_alone(one, held) and chance * ODDS <= 1.0):
            rank = tie - log(chance)
            if best is None or rank > best[0]:
                best = (rank, one)
    if best is None:
        return None
    first = best[1]
    others = [v for v in same if _series(v) == _series(first) and v is not first]
    chance = _chance(first, value * factor, factor * half_unit(value), held)
    return Agreement((first, *others), len(held), chance, ties.shared(first))


def nearest_by_words(wording: Wording, unit: str | None, context: Context) -> Statistic | None:
    """The value of the one series of a unit between the sides that the claim's own words single out.

    Its label shares rare words with the claim and no other series of that unit does nearly so; the
    totals of one state are left out, since they answer too little of what is told of two.
    """
    held = [v for v in held_values(wording, unit or "", context) if v.partner or _is_odd(v)]
    ties = Ties(wording, context)
    ranked = sorted(
        held,
        key=lambda v: (
            -ties.own_weight(v),
            -(Period.parse(v.date).start or dt.date.min).toordinal(),
            v.stat_id,
        ),
    )
    if not ranked or ties.own_weight(ranked[0]) < TELLS[unit_class(unit) == "percent"]:
        return None
    first = ranked[0]
    others = [
        v
        for v in ranked
        if (v.series_id, v.country, v.partner) != (first.series_id, first.country, first.partner)
    ]
    if others and ties.own_weight(others[0]) > SECOND_BEST * ties.own_weight(first):
        return None
    return first


def _is_odd(value: Statistic) -> bool:
    """Whether a value is in no unit that the totals of every state are in."""
    return unit_class(value.unit) not in ("percent", "USD")


def is_counted_so(unit: str | None, value: Statistic) -> bool:
    """Whether a series counts in the unit of a claim, or names it."""
    wanted, held = unit_class(unit), unit_class(value.unit)
    if "" in (wanted, held) or wanted == held or value.unit in codes_of_noun(wanted):
        return True
    return bool(content_stems(unit or "") & content_stems(value.label))


def held_values(wording: Wording, unit: str | None, context: Context) -> list[Statistic]:
    """The known values of the unit's class (None: of any) between the sides, of the time of the claim."""
    return [
        v
        for v in context.statistics_of(wording.sides.states)
        if (unit is None or _is_unit(v.unit, unit))
        and wording.is_between(side(v.country), v.partner and side(v.partner))
        and _is_of_time(v, wording)
    ]


def _is_unit(held: str, wanted: str) -> bool:
    one, other = unit_class(held), unit_class(wanted)
    return other != "" and (one == other or held in codes_of_noun(other))


def _is_of_time(value: Statistic, wording: Wording) -> bool:
    period = Period.parse(value.date)
    if wording.period is not None:
        return wording.period.overlaps(period)
    begins = period.start or dt.date.min
    return begins <= wording.written and wording.written.year - begins.year <= MOST_YEARS


def _chance(one: Statistic, value: float, rounding: float, held: list[Statistic]) -> float:
    """How likely it is that a random number of that many digits agrees as closely with one of the values."""
    on_record = one.value * unit_factor(one.unit)
    off = max(abs(value - on_record), rounding, 1e-9)
    values = {v.value * unit_factor(v.unit) for v in held}
    if unit_class(one.unit) == "percent":
        return min(1.0, covered([(v - off, v + off) for v in values]) / 100)
    size = max(abs(value), abs(on_record), 1e-9)
    apart = log((size + off) / max(size - off, size / 100)) / 2
    places = [log(abs(v)) for v in values if v]
    return min(1.0, covered([(p - apart, p + apart) for p in places]) / SPREAD)


def covered(spans: list[tuple[float, float]]) -> float:
    """The length that spans cover together."""
    total, reached = 0.0, float("-inf")
    for start, end in sorted(spans):
        total += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return total


def _series(value: Statistic) -> tuple[str, str, str | None, str]:
    return value.series_id, value.country, value.partner, value.date


def _is_alone(one: Statistic, held: list[Statistic]) -> bool:
    """Whether the values of that unit are all of one series."""
    return len({(v.series_id, v.country, v.partner) for v in held}) == 1 and one in held


class Ties:
    """What ties labels of series to a claim: words and subjects, the rarer among labels the heavier."""

    def __init__(self, wording: Wording, context: Context) -> None:
        states = wording.sides.states
        self.often, self.labels = _label_words(states, context)
        self.own = _features(wording.own)
        self.wording = wording

    @cached_property
    def around(self) -> frozenset[str]:
        """Words and subjects around the claim that it has not itself."""
        return _features(self.wording.around) - self.own

    def weight(self, value: Statistic) -> float:
        """How strongly the label of a value is tied to the claim, in nats."""
        mine = label_features(value)
        own = self.own_weight(value)
        # The total of a state says little of what two states do: there the claim's own words must tell it.
        around = sum(self._rarity(f) for f in mine & self.around) if value.partner else 0.0
        return min(MOST_TIE, own + AROUND * around)

    def own_weight(self, value: Statistic) -> float:
        """The same by the claim's own words alone."""
        return sum(self._rarity(f) for f in label_features(value) & self.own)

    def shared(self, value: Statistic) -> tuple[str, ...]:
        """The words and subjects that label and claim share."""
        return tuple(
            sorted(f.removeprefix("*") for f in label_features(value) & (self.own | self.around))
        )

    def _rarity(self, feature: str) -> float:
        much = TOPIC if feature.startswith("*") else 1.0
        return much * log((1 + self.labels) / self.often.get(feature, 1))


def label_features(value: Statistic) -> frozenset[str]:
    """Words and subjects of a series: of its label, its name and its note."""
    return _features(f"{value.label} {value.series_id.replace('_', ' ')} {value.note or ''}")


def _features(text: str) -> frozenset[str]:
    words = content_stems(text) - party_stems(text)
    return words | {f"*{t}" for t in topics_in(text)} | {f"*{p}" for p in _peoples(text)}


@lru_cache(maxsize=16_384)
def _peoples(text: str) -> frozenset[str]:
    """The peoples that a text names as such: "Estonians" answer a poll, Estonia does not."""
    return frozenset(
        m.code for m in find_actors(text) if m.form == "demonym" and m.name.endswith("s")
    )


def _label_words(states: tuple[str, ...], context: Context) -> tuple[Counter[str], int]:
    """How many series of the sides have each word or subject, and how many series there are."""
    key = ("label words", states)
    if key not in context.worked_out:
        series = {(v.series_id, v.label): v for v in context.statistics_of(states)}
        often = Counter(f for v in series.values() for f in label_features(v))
        context.worked_out[key] = (often, len(series))
    found = context.worked_out[key]
    assert isinstance(found, tuple)
    return found
