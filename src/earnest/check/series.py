"""Series that may answer a number: same country, same class of unit, same concepts."""

import datetime as dt
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from earnest.check.asked import party_stems
from earnest.check.concepts import concepts_in, unit_class
from earnest.check.context import Context
from earnest.check.parties import Parties, bodies_in, side
from earnest.check.words import content_stems, name_stems
from earnest.contract.finding import RowRef
from earnest.contract.rows import Statistic
from earnest.contract.when import Period

# Shared concepts and words from which on a series measures what the claim is about.
FITS = 2.0
# Shared concepts from which on a series is worth showing as the nearest one.
NEAR = 0.25
# The same for a series of one country, all of whose concepts the claim names.
FITS_ALONE = 1.0
# Concepts that merely say that a number is a share, and so identify no series alone.
_FORMAL = frozenset({"share", "active"})
# Stems of words that many labels share.
_GENERIC = content_stems(
    "share part total goods services partner year month top five estimate number figure price sold bought"
    " abroad goes abroad military personnel armed forces active exports imports trade turnover official"
)
# What a share is a share of is not what it measures.
_DENOMINATOR = re.compile(
    r"\bof (?:its |the |their )?(?:gdp|gross domestic product|national (?:income|output))\b",
    re.IGNORECASE,
)
_CHANGE = "change"
_UNITS_OF_TOTALS = frozenset({"percent", "USD", "people", ""})
# Concepts of what states do with each other.
_OF_TRADE = frozenset({"exports", "imports", "trade", "share", "change"})
COMMON_WORD, RARE_WORD, MOST_FOR_WORDS = 0.75, 1.25, 2.5
# For a label all of whose words the claim has.
ALL_WORDS = 0.5
# Named by the partner of a series, and then no concept of its own.
_UNION_CONCEPT = "european_union"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that may answer a number, and how well its series fits the claim.

    `is_named` says that the claim shares a word with the label that few other labels have, `is_same`
    that its number was also found to be the value.
    """

    value: Statistic
    score: float
    is_named: bool = False
    is_same: bool = False

    @property
    def fits(self) -> bool:
        """Whether the series measures what the claim is about."""
        return self.score >= (FITS if self.value.partner else FITS_ALONE)

    @property
    def ref(self) -> RowRef:
        """The row by table and id."""
        return RowRef("statistics", self.value.stat_id)


def candidates(
    text: str,
    unit: str | None,
    parties: Parties,
    context: Context,
    *,
    own: str = "",
    must: frozenset[str] = frozenset(),
    on: dt.date | None = None,
) -> tuple[Candidate, ...]:
    """Known values that may answer a number, best series first, then the period nearest to `on`.

    Args:
        text: the claim with what is counted.
        unit: the unit of the claim; None fits money, and things counted one by one.
        parties: whose series are looked at, and with whom.
        own: the claim alone, where `text` holds words around it: only it says whether a change is meant.
        must: parties of which a series has to be by or with one.
        context: the record as known at `as_of`.
        on: the day the claim is about; the date of the text if it names none.
    """
    if given := {row.id for row in context.given if row.table == "statistics"}:
        return tuple(Candidate(v, FITS) for v in context.view.statistics if v.stat_id in given)
    wanted_unit = unit_class(unit)
    concepts = concepts_in(_DENOMINATOR.sub(" ", text))
    stems = content_stems(text) - party_stems(text)
    if own and _CHANGE not in concepts_in(own):
        concepts -= {_CHANGE}
    if wanted_unit == "percent" and _CHANGE not in concepts:
        concepts |= {"share"}
    labels = _rare_words(context)
    names = name_stems(text) - party_stems(text)
    found = [
        Candidate(
            value,
            score,
            bool(stems & labels & content_stems(value.label) or names & name_stems(value.label)),
        )
        for value in context.statistics_of(parties.states)
        if _is_by_them(value, must)
        and _same_unit(unit_class(value.unit), wanted_unit)
        and (wanted_unit != "percent" or (_CHANGE in concepts) == (_CHANGE in concepts_of(value)))
        and (score := _fit(value, concepts, stems, parties, labels)) >= NEAR
    ]
    day = on or context.written
    return tuple(sorted(found, key=lambda c: (-c.score, *_distance(c.value, day), c.value.stat_id)))


def best_series(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The values of the best-fitting series in its nearest period, all vintages of it."""
    ranked = tuple(found)
    if not ranked:
        return ()
    top = ranked[0]
    return tuple(
        c
        for c in ranked
        if c.score == top.score
        and _key(c.value) == _key(top.value)
        and c.value.date == top.value.date
    )


def is_about(value: Statistic, text: str, named: Collection[str]) -> bool:
    """Whether a value may answer a claim by more than the two being about trade or money.

    The total of one state, in money, shares or heads, answers nothing about two, nor anything that shares
    no word of its label.
    """
    if value.partner or unit_class(value.unit) not in _UNITS_OF_TOTALS:
        return True
    stems = content_stems(text) - party_stems(text)
    concepts = concepts_in(text) & concepts_of(value)
    own = stems & (content_stems(value.label) - _GENERIC) or concepts - _OF_TRADE
    return bool(own) and (len(named) < 2 or not concepts & _OF_TRADE)


def _same_unit(held: str, wanted: str) -> bool:
    """Whether two classes of unit agree; a claim without a unit may be about money or a count."""
    if held == wanted:
        return True
    measured = ("percent", "days")
    if wanted == "" or held == "":
        return held not in measured and wanted not in measured
    return held.islower() and wanted.islower() and not {held, wanted} & {*measured, "people"}


def _is_by_them(value: Statistic, must: frozenset[str]) -> bool:
    """Whether a series is by and with parties named: by one of two, if it has no partner."""
    sides = {side(s) for s in (value.country, value.partner) if s}
    return not must or (sides <= must if len(must) > 1 else bool(sides & must))


def concepts_of(value: Statistic) -> frozenset[str]:
    """The concepts that a series is about, by its label and its name."""
    label = f"{value.label} {value.series_id.replace('_', ' ').replace(' share gdp', '')}"
    return concepts_in(_DENOMINATOR.sub(" ", label))


def _rare_words(context: Context) -> frozenset[str]:
    """Stems that stand in the labels of few series: they tell one series from the others."""
    return context.rare_label_stems


def _fit(
    value: Statistic,
    concepts: frozenset[str],
    stems: frozenset[str],
    parties: Parties,
    rare: frozenset[str],
) -> float:
    own = concepts_of(value)
    if value.partner and side(value.partner) in parties.states:
        own -= {_UNION_CONCEPT}
    telling = content_stems(value.label) - _GENERIC - party_stems(value.label)
    words = stems & telling
    bodies = set(parties.bodies) & bodies_in(value.label)
    if not ((own & concepts) - _FORMAL or words or bodies):
        return 0.0
    score = float(len((own & concepts) - _FORMAL)) + 0.5 * len(own & concepts & _FORMAL)
    score -= 0.5 * len(own - concepts - _FORMAL) + 0.75 * len(
        concepts - own - _FORMAL - {_UNION_CONCEPT}
    )
    score += min(MOST_FOR_WORDS, sum(RARE_WORD if word in rare else COMMON_WORD for word in words))
    if bodies:
        score += 1.0
    if words and words == telling:
        score += ALL_WORDS
    if value.partner:
        score += 1.0 if side(value.partner) in parties.states else -1.0
    return round(score, 2)


def _key(value: Statistic) -> tuple[str, str, str | None]:
    return value.series_id, value.country, value.partner


def _distance(value: Statistic, on: dt.date) -> tuple[bool, int]:
    """Periods that begin after the day come last; of the others the nearest comes first."""
    begins = Period.parse(value.date).start or dt.date.min
    return begins > on, abs((on - begins).days)


def earliest(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The candidates with the first period of the best series moved to the front."""
    ranked = tuple(found)
    if not ranked:
        return ()
    same = [
        c for c in ranked if c.score == ranked[0].score and _key(c.value) == _key(ranked[0].value)
    ]
    first = min(same, key=lambda c: c.value.date)
    return (first, *(c for c in ranked if c is not first))


def years_apart(value: Statistic, on: dt.date) -> int:
    """Years between the reference period of a value and a day; a value of that year is 0 apart."""
    return abs(int(value.date[:4]) - on.year)
