"""Numbers that no series holds as such but that follow from its values: change, rank, sum of both ways."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from earnest.check.asked import party_stems
from earnest.check.concepts import concepts_in, unit_class, without_change
from earnest.check.context import Context
from earnest.check.parties import Parties
from earnest.check.series import Candidate, candidates
from earnest.check.words import content_stems
from earnest.contract.finding import RowRef
from earnest.contract.rows import Statistic
from earnest.contract.when import Period

_ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1
    )
}
_PLACE = re.compile(
    rf"\b(?P<n>{'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th)) (?:place|rank|position|(?:largest|biggest|most)\b)",
    re.IGNORECASE,
)
# "No country gained more than A", "nowhere did prices rise so much as in A": A is said to come first.
_NONE_MORE = re.compile(
    r"\b(?:no(?! more| fewer| less)|nobody|none|nowhere|not one|nothing)\b[^.;:]*?"
    r"\b(?:(?:more|as (?:much|many)|so (?:much|many)|(?:as|so) (?:high|large|great|big|heav(?:y|"
    r"ily)))\b[^.;:]*?\b(?:than|as)\b|"
    r"(?:larger|bigger|higher|greater|heavier|richer|harder|faster|better) [^.;:]*?\bthan\b)",
    re.IGNORECASE,
)
_TOP = re.compile(
    r"\b(?:(?:more|larger|bigger|higher|greater) (?:[\w’'-]+ ){0,5}than any(?: other| one)?|"
    r"(?:is|was|are|were|remains?|remained) (?:the|its|their|our) "
    r"(?:most important|largest|biggest|greatest|first|main|top|best|chief|leading|principal|"
    r"foremost) (?:\w+ )?"
    r"(?:partner|market|source|supplier|buyer|customer|client|outlet|destination|lender|investor|seller))\b",
    re.IGNORECASE,
)
# "No port ships as much as ours", "nobody sold it more than they did": the one named comes first.
_NO_OTHER = re.compile(
    r"\b(?:no|not one|not a single|none of (?:the|its|our|their)|nobody|no one)\b (?!more|less|fewer|longer)"
    r"[^.;:]{0,50}?\b(?:(?:as|so) (?:much|many|large|big|often)\b[^.;:]{0,60}?\bas|"
    r"(?:more|larger|bigger|higher|greater)\b[^.;:]{0,40}?\bthan)\b",
    re.IGNORECASE,
)
# What one state is to another, and the flow that tells it: no total of a state does.
_WITH_WHOM = {
    "exports": re.compile(
        r"\b(?:markets?|buyers?|customers?|clients?|outlets?|destinations?)\b", re.IGNORECASE
    ),
    "imports": re.compile(r"\b(?:sources?|suppliers?|sellers?)\b", re.IGNORECASE),
    "trade": re.compile(r"\b(?:trad(?:e|ing) )?partners?\b", re.IGNORECASE),
}
# Shared words and partner from which on a series may tell a place in an order.
NEAR_PLACE = 1.5
_TRADE, _SOLD, _BOUGHT = "trade", "exports", "imports"


@dataclass(frozen=True, slots=True)
class Computed:
    """A number worked out from values of the record, with these values."""

    value: float
    unit: str
    words: str
    values: tuple[Statistic, ...]

    @property
    def rows(self) -> tuple[RowRef, ...]:
        """The values by table and id."""
        return tuple(RowRef("statistics", value.stat_id) for value in self.values)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a number is sought for: its words, sides, those that a series must be by or with, its day."""

    text: str
    sides: Parties
    must: frozenset[str]
    day: dt.date


def is_computed(text: str) -> bool:
    """Whether a text gives a place in an order, for which it need not have a number."""
    return place_claimed(text) is not None


def place_claimed(text: str) -> int | None:
    """The place in an order of size that a text claims; None if it claims none."""
    if found := _PLACE.search(text):
        word = found["n"].casefold()
        return _ORDINALS.get(word) or int(re.sub(r"\D", "", word))
    return 1 if any(w.search(text) for w in (_TOP, _NONE_MORE, _NO_OTHER)) else None


def change(sought: Sought, context: Context) -> Computed | None:
    """The change in percent of the best-fitting series on the year before."""
    found = _levels(sought, context)
    for now in found:
        before = _of_period(now, _year_before(now.date), context)
        if before is not None and before.value:
            percent = 100.0 * (now.value - before.value) / abs(before.value)
            then = f"{before.value:,.10g} in {before.date}"
            words = f"{now.label.strip()}: {then}, {now.value:,.10g} in {now.date}"
            return Computed(round(percent, 2), "percent", words, (now, before))
    return None


def place(sought: Sought, context: Context) -> Computed | None:
    """The place on record: of a series of places, else among the values of one series and period."""
    held = candidates(sought.text, "rank", sought.sides, context, must=sought.must, on=sought.day)
    if (
        best := next((c for c in held if unit_class(c.value.unit) == "rank"), None)
    ) and best.is_named:
        value = best.value
        words = f"{value.label.strip()}, {value.date}: {value.value:,.10g}"
        return Computed(value.value, "rank", words, (value,))
    flow = next((f for f, words in _WITH_WHOM.items() if words.search(sought.text)), None)
    is_bilateral = len(sought.must) > 1 or flow is not None
    if flow is not None:
        sought = replace(sought, text=_WITH_WHOM[flow].sub(flow, sought.text))
    for value in _levels(sought, context, least=NEAR_PLACE):
        if is_bilateral and not value.partner:
            continue
        rivals = _rivals(value, context)
        if len(rivals) > 1:
            larger = [v for v in rivals if v.value > value.value]
            words = f"{value.label.strip()}, {value.date}: place {len(larger) + 1} of {len(rivals)} on record"
            return Computed(
                float(len(larger) + 1), "rank", words, (value, *_next_to(value, rivals))
            )
    return None


def both_ways(sought: Sought, unit: str | None, context: Context) -> Computed | None:
    """What was sold and bought between two states in one period, together."""
    concepts = concepts_in(sought.text)
    if _TRADE not in concepts or concepts & {_SOLD, _BOUGHT}:
        return None
    held = [
        v
        for v in context.statistics_of(sought.sides.states)
        if v.partner in sought.sides.states and unit_class(v.unit) == unit_class(unit)
    ]
    sold = [v for v in held if _SOLD in concepts_in(v.label + " " + v.series_id.replace("_", " "))]
    for one in sorted(sold, key=lambda v: (_distance(v, sought.day), v.stat_id)):
        other = next((v for v in held if is_way_back(one, v)), None)
        if other:
            words = f"sold {one.value:,.10g} and bought {other.value:,.10g} in {one.date}"
            return Computed(one.value + other.value, one.unit, words, (one, other))
    return None


def is_way_back(one: Statistic, other: Statistic) -> bool:
    """Whether one value is what a state sold another, and the other what it bought of it then."""
    same = (one.country, one.partner, one.date, one.unit)
    return same == (other.country, other.partner, other.date, other.unit) and (
        other.series_id
        == one.series_id.replace("exports", "imports").replace("_to_", "_from_")
        != one.series_id
    )


def _levels(sought: Sought, context: Context, *, least: float | None = None) -> list[Statistic]:
    """Values that are no changes or shares themselves, of series that fit the words, best first."""
    text = without_change(sought.text)
    found = candidates(text, None, sought.sides, context, must=sought.must, on=sought.day)
    return [c.value for c in _best_of(found, least) if unit_class(c.value.unit) != "percent"]


def _best_of(found: Iterable[Candidate], least: float | None) -> list[Candidate]:
    """The values of the best-fitting series; `least` is the score that does where a partner is named."""
    ranked = [c for c in found if c.fits or c.is_named or (least is not None and c.score >= least)]
    return [c for c in ranked if c.score == ranked[0].score]


def _of_period(like: Statistic, date: str, context: Context) -> Statistic | None:
    """The value of the same series in another period, latest edition."""
    same = [
        v
        for v in context.view.statistics
        if (v.series_id, v.country, v.partner) == (like.series_id, like.country, like.partner)
        and v.date == date
        and v.unit == like.unit
    ]
    return max(same, key=lambda v: (v.known_at, v.stat_id), default=None)


def _year_before(date: str) -> str:
    return f"{int(date[:4]) - 1:04}{date[4:]}"


def _rivals(value: Statistic, context: Context) -> list[Statistic]:
    """Values of the same series and period, of other partners or, without partner, of other states.

    Series of one state with others whose labels differ in the other state alone count as one series.
    """
    return [
        v
        for v in context.view.statistics
        if (v.date, v.unit) == (value.date, value.unit)
        and (v.country == value.country if value.partner else v.partner is None)
        and (v.series_id == value.series_id or _differ_in_partner(v, value))
    ]


def _differ_in_partner(one: Statistic, other: Statistic) -> bool:
    """Whether the labels of two series say the same of two partners."""
    if not one.partner or not other.partner or one.partner == other.partner:
        return False
    plain, same = (content_stems(v.label) - party_stems(v.label) for v in (one, other))
    return plain == same != frozenset()


def _next_to(value: Statistic, rivals: list[Statistic]) -> list[Statistic]:
    """The nearest values above and below."""
    others = [v for v in rivals if v.stat_id != value.stat_id]
    return sorted(others, key=lambda v: (abs(v.value - value.value), v.stat_id))[:2]


def _distance(value: Statistic, day: dt.date) -> int:
    return abs(((Period.parse(value.date).start or dt.date.min) - day).days)
