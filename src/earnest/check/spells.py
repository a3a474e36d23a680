"""Spells found by their length: measures that lasted as long as a claim says, and words that tie the two."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log

from earnest.check.asked import party_stems
from earnest.check.by_value import AROUND, MOST_TIE, ODDS, TOPIC, covered
from earnest.check.concepts import topics_in
from earnest.check.context import Context
from earnest.check.sought import Wording
from earnest.check.words import content_stems
from earnest.contract.rows import Measure
from earnest.contract.when import Period

# Lengths of spells spread over so many nats: a day to ten years.
SPREAD = log(3_653)
# A beginning that the claim names ("since last spring") ties as a word does that few labels have.
BEGINNING = 2.0
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Spell:
    """A measure, the days it lasted by the record, and whether the date of the text ends it."""

    measure: Measure
    days: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The spell that agrees with a length, and how likely a random length is to agree as well."""

    spell: Spell
    chance: float
    shared: tuple[str, ...]


def spell_of_length(
    wording: Wording,
    claim: tuple[float, float],
    begins: Period | None,
    context: Context,
    *,
    is_still: bool,
) -> Found | None:
    """The measure between the sides that lasted as long as claimed and that the words are tied to.

    Args:
        wording: words and sides of the claim.
        claim: the least and the most days.
        begins: when that began which the claim says has held since; None if it does not tell.
        context: the record as known at `as_of`.
        is_still: whether the claim is about what still held at the date of the text.
    """
    spells = [s for s in _spells(wording, context) if s.is_open == is_still]
    low, high = claim
    if not spells or low <= 0 or high == float("inf"):
        return None
    off = log(high / low) / 2
    chance = max(1e-9, covered([(log(s.days) - off, log(s.days) + off) for s in spells]) / SPREAD)
    often = Counter(f for s in spells for f in _features(s.measure))
    found = [
        (tie, s)
        for s in spells
        if low <= s.days <= high
        and (tie := _tie(s, wording, begins, often, len(spells))) > 0
        and tie >= log(ODDS * chance)
    ]
    if not found:
        return None
    _, spell = min(found, key=lambda f: (-f[0], f[1].measure.measure_id))
    both = _features(spell.measure) & _words(f"{wording.own} {wording.around}")
    return Found(spell, chance, tuple(sorted(f.removeprefix("*") for f in both)))


def _spells(wording: Wording, context: Context) -> Iterator[Spell]:
    """The spells between the sides that had begun when the text was written."""
    for m in context.measures_among(wording.sides.states):
        if (
            m.start is None
            or m.start >= wording.written
            or not wording.is_between(m.sender, m.target)
        ):
            continue
        is_open = m.end is None or m.end > wording.written
        until = m.end if m.end and not is_open else wording.written
        if (days := (until - m.start).days) > 0 and not (is_open and m.status == "unknown"):
            yield Spell(m, days, is_open)


def _tie(
    spell: Spell, wording: Wording, begins: Period | None, often: Counter[str], n: int
) -> float:
    """How strongly a measure is tied to the claim, in nats."""
    own = _words(wording.own)
    around = _words(wording.around) - own
    tie = 0.0
    for feature in _features(spell.measure) & (own | around):
        much = (TOPIC if feature.startswith("*") else 1.0) * (1.0 if feature in own else AROUND)
        tie += much * log((1 + n) / often[feature])
    start = spell.measure.start
    if begins is not None and start is not None:
        last = spell.measure.start_last or start
        tie += BEGINNING if begins.overlaps(Period.of_days(start, last)) else -BEGINNING
    return min(MOST_TIE, tie)


@lru_cache(maxsize=16_384)
def _words(text: str) -> frozenset[str]:
    """Stems, subjects and years of a text, without the names of its states."""
    stems = content_stems(text) - party_stems(text)
    return stems | {f"*{t}" for t in topics_in(text)} | frozenset(_YEAR.findall(text))


def _features(measure: Measure) -> frozenset[str]:
    told = (measure.type.replace("_", " "), measure.object, measure.trigger, measure.note)
    year = str(measure.start.year) if measure.start else ""
    return _words(" ".join([*(t for t in told if t), year]))
