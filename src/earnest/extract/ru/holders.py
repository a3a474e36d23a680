"""Who asserts a Russian row, who is reported in it, and whose motive it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from earnest.contract.words import Kind
from earnest.extract.ru.claims import Claim
from earnest.extract.ru.clauses import is_predicate, subject
from earnest.extract.ru.parties import Parties
from earnest.extract.ru.reports import Report
from earnest.extract.ru.sentence import Word, subtree

AUTHOR: Final = "author"
UNKNOWN: Final = "unknown"
_FIRST: Final = frozenset({"я", "мы", "мне", "нам", "меня", "нас"})
_CLASS: Final = frozenset(
    {"многий", "некоторый", "другой", "все", "кто-то", "большинство", "часть"}
)
_STANDING: Final = frozenset({"эксперт", "аналитик", "наблюдатель", "историк"})


@dataclass(frozen=True, slots=True)
class Said:
    """A report with the name of who speaks, and whether that names one party."""

    report: Report
    speaker: str
    named: bool


def said(claim: Claim, n: int, parties: Parties) -> Said:
    """What a report claim reports, with its speaker named."""
    assert claim.report is not None
    speaker, named = name_of(claim.report.speaker, n, parties)
    return Said(claim.report, speaker, named)


def holder_of(claim: Claim, told: Sequence[Said]) -> str:
    """The speaker of the innermost report in whose content a row lies, else the author."""
    first, last = claim.run
    around = [
        (run[1] - run[0], s.speaker)
        for s in told
        for run in s.report.content
        if run[0] <= first and last <= run[1]
        and not (claim.form == "report" and claim.report is s.report)
    ]  # fmt: skip
    return min(around)[1] if around else AUTHOR


def name_of(word: Word | None, n: int, parties: Parties) -> tuple[str, bool]:
    """A name for who a noun phrase or pronoun stands for, and whether it names one party."""
    if word is None:
        return UNKNOWN, False
    if word.lower in _FIRST:
        return AUTHOR, True
    party = parties.of_phrase(n, word)
    if party is not None:
        return _party_name(word, n, parties)
    code = parties.behind(n, word)
    if code is not None:
        return code, True
    if word.pos in ("PRON", "DET") or word.lemma in _CLASS or not word.is_word:
        return UNKNOWN, False
    if word.lemma in _STANDING:
        return "experts", False
    phrase = [w for w in subtree(word) if w.rel not in ("acl:relcl", "punct")]
    return _text(phrase) or UNKNOWN, word.pos == "PROPN"


def _party_name(word: Word, n: int, parties: Parties) -> tuple[str, bool]:
    party = parties.of_phrase(n, word)
    assert party is not None
    joined = _conjoined(word, n, parties)
    if joined:
        return joined, True
    if party.role in ("media", "civil_society") and party.is_body and party.code:
        return party.code, True
    if party.role is not None:
        return (f"{party.code}:{party.role}" if party.code else party.role), bool(party.code)
    if party.code is None:
        return UNKNOWN, False
    at = party.start <= word.start < party.end
    if party.people and at:
        return f'{party.code}:"{word.lower}"', False
    if at or party.is_body:
        return party.code, True
    return f"{party.code}:{word.lemma}", True


def _conjoined(word: Word, n: int, parties: Parties) -> str | None:
    """As in "Россия и Сербия": both names."""
    others = [c for c in word.children if c.rel == "conj" and c.pos in ("NOUN", "PROPN")]
    codes = [parties.code_of(n, w) for w in (word, *others)]
    known = [c for c in codes if c]
    return "; ".join(dict.fromkeys(known)) if others and len(set(known)) > 1 else None


def _text(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)


def explained_of(claim: Claim, kind: Kind, n: int, parties: Parties) -> str | None:
    """Whose motive a motive row gives; null in any other row and where nobody is named."""
    if kind != "motive":
        return None
    at = claim.head
    if claim.form == "aim" or claim.role == "reason":
        at = at.head or at
    who = subject(at) or at.child("iobj")
    if who is None and claim.head.child("iobj") is not None:
        who = claim.head.child("iobj")
    if who is None:
        who = _place(at)
    name, named = name_of(who, n, parties)
    return name if named or ":" in name else None


def _place(verb: Word) -> Word | None:
    """As in "В Анкаре опасаются": the place stands for who is there."""
    return next((c for c in verb.children if c.rel == "obl" and c.pos == "PROPN"), None)


def dropped_subject(claim: Claim) -> Word | None:
    """The subject that a coordinate row leaves out."""
    if claim.head.rel != "conj" and claim.form != "aim":
        return None
    who = subject(claim.head) if claim.form == "aim" or is_predicate(claim.head) else None
    return None if who is None or claim.run[0] <= who.i <= claim.run[1] else who
