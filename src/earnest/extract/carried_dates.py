"""Dates that a row does not say itself: told earlier in its sentence, or of an event dated elsewhere."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from earnest.contract.text import Span
from earnest.contract.words import Kind
from earnest.extract.claim import Claim
from earnest.extract.cues import cues
from earnest.extract.dates_in_context import ToldDate
from earnest.extract.syntax import ancestors, children, is_verb, modals, subject
from earnest.extract.tenses import is_perfect, tense_of

_REPORTING: Final[frozenset[Kind]] = frozenset({"event", "quantity", "comparison"})
_JOINED: Final = frozenset({"main", "coordinate", "contrast", "after", "participle"})
_WHEN: Final = frozenset({"after", "during", "at", "on", "since", "before", "of"})
_DEFINITE: Final = frozenset({"the", "this", "that", "its", "their", "his", "her", "our"})
_HOLDING: Final = frozenset({"be", "hold", "begin", "start", "end", "take", "fall", "schedule"})
_POINT: Final = re.compile(r"\d{4}-\d\d(?:-\d\d)?")


def carried_dates(
    rows: Sequence[tuple[Claim, Span]],
    dates: Sequence[str | None],
    kinds: Sequence[Kind],
    told: Sequence[ToldDate],
) -> tuple[str | None, ...]:
    """The dates of rows, with those that are told elsewhere; rhetoric has one only in figures.

    What was done, counted or compared in a sentence is dated by the point told before it there; "the
    vote" by the one date that the text gives a vote.

    Args:
        rows: the rows with their spans, sorted by start.
        dates: what each says itself.
        kinds: of each.
        told: the dates of the text, in order.
    """
    events = _dated_events(told)
    return tuple(
        None
        if kind == "rhetoric" and not _has_figure(claim)
        else date or _carried(claim, span, kind, told, events)
        for (claim, span), date, kind in zip(rows, dates, kinds, strict=True)
    )


def _has_figure(claim: Claim) -> bool:
    return any(t.is_digit for t in claim.words)


def _carried(
    claim: Claim, span: Span, kind: Kind, told: Sequence[ToldDate], events: dict[str, str]
) -> str | None:
    if kind not in (*_REPORTING, "prediction"):
        return None
    tells = kind in _REPORTING and _is_told(claim)
    return _of_event(claim, events) or (_of_story(claim, span, told) if tells else None)


def _of_story(claim: Claim, span: Span, told: Sequence[ToldDate]) -> str | None:
    """The point told last before a clause in its sentence, or by the main verb of the one before."""
    before = _last_in(claim, claim.head.sent, span, told)
    if before is None and claim.head.sent.start and not _is_of_named(claim.head):
        sentence = claim.head.doc[claim.head.sent.start - 1].sent
        before = _last_in(claim, sentence, span, told)
        before = before if before is not None and before.is_of_main_clause else None
    return before.iso if before is not None and _POINT.fullmatch(before.iso) else None


def _is_told(claim: Claim) -> bool:
    """Whether a clause tells what was done, in the simple past."""
    if claim.form != "clause" or claim.role not in _JOINED:
        return False
    earlier = "had" in modals(claim.head) or is_perfect(claim.head)
    return tense_of(claim.head) == "past" and not earlier


def _is_of_named(head: Token) -> bool:
    """Whether a party by name acts: with it a new story may begin."""
    who = subject(head)
    return who is None or who.pos_ == "PROPN"


def _last_in(
    claim: Claim, sentence: SpacySpan, span: Span, told: Sequence[ToldDate]
) -> ToldDate | None:
    """The date told last in a sentence, before a row."""
    start = claim.passage.start + sentence.start_char
    end = min(span[0], claim.passage.start + sentence.end_char)
    return next((t for t in reversed(told) if start <= t.start and t.end <= end), None)


def _dated_events(told: Sequence[ToldDate]) -> dict[str, str]:
    """The date of each kind of event that the text dates just once."""
    found: dict[str, set[str]] = {}
    for date in told:
        noun = _event_of(date.token) if date.token is not None else None
        if noun is not None and ".." not in date.iso:
            found.setdefault(noun.lemma_.lower(), set()).add(date.iso)
    return {noun: isos.pop() for noun, isos in found.items() if len(isos) == 1}


def _event_of(token: Token) -> Token | None:
    """The event noun that a date hangs on, itself or by a verb of taking place."""
    for above in ancestors(token):
        if _is_event(above):
            return above
        if is_verb(above):
            held = children(above, "nsubj", "nsubjpass") if above.lemma_ in _HOLDING else []
            return next((t for t in held if _is_event(t)), None)
    return None


def _is_event(token: Token) -> bool:
    return token.pos_ == "NOUN" and token.lemma_.lower() in cues("event_noun")


def _of_event(claim: Claim, events: dict[str, str]) -> str | None:
    for noun in _meant(claim):
        iso = events.get(noun.lemma_.lower())
        if iso is not None:
            return f"{iso}/.." if noun.head.lower_ == "since" else iso
    return None


def _meant(claim: Claim) -> Iterator[Token]:
    """Event nouns that say when a row's fact is: its own head or subject, or "after the vote"."""
    for token in claim.words:
        definite = any(c.lower_ in _DEFINITE for c in token.children)
        if definite and _is_event(token) and _dates(token, claim):
            yield token


def _dates(noun: Token, claim: Claim) -> bool:
    above, head = noun.head, claim.head
    if claim.form == "event" and noun.i == head.i:
        return True
    if noun.dep_ == "nsubj":
        return above.i == head.i and head.lemma_ == "be"
    return noun.dep_ == "pobj" and above.lower_ in _WHEN and _is_adjunct(noun, claim)


def _is_adjunct(noun: Token, claim: Claim) -> bool:
    """Whether a phrase of time hangs on the row's own verb: "after the vote", "the day of the vote"."""
    for above in ancestors(noun.head):
        if above.i == claim.head.i:
            return noun.head.lower_ != "of" or noun.head.head.lemma_.lower() in cues("time_noun")
        if is_verb(above) or (
            above.pos_ == "NOUN" and above.lemma_.lower() not in cues("time_noun")
        ):
            return False
    return False
