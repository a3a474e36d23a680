"""Clauses of a Russian sentence: which words head them, and what each does in its sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from earnest.extract.ru.cues import cues
from earnest.extract.ru.sentence import Sentence, Word, subtree

Role = Literal[
    "main", "coordinate", "content", "reason", "contrast", "aim", "relative", "participle"
]
Run = tuple[int, int]  # first and last word of a sentence, both included

_TAIL: Final = frozenset(
    {".", ",", ";", ":", "!", "?", "…", "...", "—", "–", "-", "?!", "!!", "!.."}
)
_QUOTES: Final = frozenset('«»"“”„')
_OPENING: Final = frozenset("«„“")
_CLOSING: Final = frozenset("»”")
_SUBJECT: Final = ("nsubj", "nsubj:pass")
_PREDICATIVES: Final = frozenset(
    "нужно надо необходимо нельзя можно пора трудно ясно видно известно нет жаль легко".split()
)
_BREAKS: Final = frozenset({":", ";", "—", "–"})
_LONGEST_CONNECTIVE: Final = 4


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A clause by the word that heads it."""

    head: Word
    role: Role
    mark: Word | None = None


def is_finite(word: Word) -> bool:
    """Whether the word is a verb with a tense, or an imperative."""
    return word.tense is not None or (word.pos == "VERB" and word.feats.get("Mood") == "Imp")


def is_predicate(word: Word) -> bool:
    """Whether the word can head a clause of its own."""
    if is_finite(word) or word.lower in _PREDICATIVES or word.lower in cues("norm_word"):
        return True
    if word.short and word.pos in ("ADJ", "VERB", "AUX") and "Case" not in word.feats:
        return True
    return word.child(*_SUBJECT, "cop", "csubj") is not None


def subject(word: Word) -> Word | None:
    """The subject of a clause, or of the one it shares its subject with."""
    at, seen = word, set[int]()
    while at.i not in seen:
        seen.add(at.i)
        own = at.child(*_SUBJECT)
        if own is not None:
            return own
        if at.rel not in ("conj", "xcomp", "advcl", "acl") or at.head is None:
            return None
        if at.rel == "acl":
            return at.head
        at = at.head
    return None


def clauses_in(sentence: Sentence) -> tuple[Clause, ...]:
    """The clauses of a sentence that may be rows, in order of their heads."""
    found = []
    for word in sentence.words:
        role = _role(word, sentence)
        if role is not None:
            found.append(Clause(word, role, _mark(word)))
    return tuple(found)


def _role(word: Word, sentence: Sentence) -> Role | None:
    if word.head is None:
        return (
            "main" if word.is_word and (is_predicate(word) or word.i == _root(sentence)) else None
        )
    if word.rel == "conj":
        return _coordinate(word)
    if not is_predicate(word):
        if word.rel == "acl" and word.feats.get("VerbForm") == "Part":
            return "participle"
        return "aim" if word.rel == "advcl" and _is_aim(word) else None
    if word.rel in ("parataxis", "discourse") or _after_break(word, sentence):
        return "main" if word.pos != "ADV" or word.children else None
    if word.rel in ("ccomp", "csubj") and _mark(word) is not None:
        return "content"
    if word.rel in ("acl:relcl", "acl") and word.head.pos in ("NOUN", "PROPN", "PRON"):
        return "relative"
    return _adverbial(word, sentence) if word.rel in ("advcl", "csubj", "ccomp") else None


def _root(sentence: Sentence) -> int:
    """The place of the first root."""
    return next((w.i for w in sentence.words if w.head is None and w.is_word), 0)


def _coordinate(word: Word) -> Role | None:
    """A predicate beside another one; a second noun or infinitive is part of its clause."""
    if not is_predicate(word) or word.head is None:
        return None
    other = word.head
    while other.rel == "conj" and other.head is not None and other.head.i < other.i:
        other = other.head
    if not is_finite(word) and word.child(*_SUBJECT) is None:
        return None
    link = word.child("cc")
    if other.rel == "ccomp" and link is not None and link.lower == "но":
        return "coordinate"
    if (
        other.rel in ("acl:relcl", "advcl", "ccomp", "csubj", "acl")
        and word.child(*_SUBJECT) is None
    ):
        return None
    return "coordinate"


def _adverbial(word: Word, sentence: Sentence) -> Role | None:
    if _is_aim(word):
        return "aim"
    words = [w.lower for w in sentence.words[_first(word) : word.i] if w.is_word]
    opening = " ".join(words)
    if _opens(opening, cues("because")):
        return "reason"
    return "contrast" if _opens(opening, cues("contrast")) else None


def _opens(words: str, marks: Iterable[str]) -> bool:
    return any(
        words == m or words.startswith(m + " ") or f" {m} " in f" {words[:24]} " for m in marks
    )


def _is_aim(word: Word) -> bool:
    mark = _mark(word)
    return mark is not None and mark.lower in cues("purpose_mark")


def _first(word: Word) -> int:
    return subtree(word)[0].i


def _mark(word: Word) -> Word | None:
    return word.child("mark")


def _after_break(word: Word, sentence: Sentence) -> bool:
    """Whether a colon, semicolon or dash stands before the clause and no mark opens it."""
    if word.rel not in ("ccomp", "advcl", "csubj", "appos", "nmod") or _mark(word) is not None:
        return False
    first = _first(word)
    while first < word.i and sentence.words[first].text in _TAIL:
        first += 1
    return first > 0 and sentence.words[first - 1].text in _BREAKS and is_predicate(word)


def extent(words: Sequence[Word], head: Word, detached: Sequence[Word]) -> Run:
    """From the first to the last word below a head, the detached clauses left out."""
    low, high = 0, len(words) - 1
    below = subtree(head, without=detached)
    for other in detached:
        if other is head or _is_aside(other, below):
            continue
        edge = boundary(words, head, other)
        if other.i < head.i:
            low = max(low, edge)
        else:
            high = min(high, edge)
    kept = [w for w in below if low <= w.i <= high] or [head]
    linked = [n for n, w in enumerate(kept) if w.rel == "cc" and w.head is head and w.i < head.i]
    kept = kept[linked[-1] + 1 :] if linked else kept
    while len(kept) > 1 and kept[-1].text in _TAIL:
        kept.pop()
    while len(kept) > 1 and (kept[0].text in _TAIL or kept[0].rel == "cc"):
        kept.pop(0)
    return kept[0].i, kept[-1].i


def boundary(words: Sequence[Word], head: Word, other: Word) -> int:
    """The last place on the head's side of where two clauses meet: a comma, or "и"."""
    a, b = sorted((head.i, other.i))
    stops = [i for i in range(a + 1, b) if words[i].text in _STOPS]
    linked = [
        i for i in stops if words[i + 1].pos in ("CCONJ", "SCONJ") or words[i + 1].lower in _LINKS
    ]
    edge = subtree(words[b])[0].i
    near = [i for i in stops if i <= max(edge, a + 1)]
    joint = next(
        (i for i in range(a + 1, b) if words[i].pos == "CCONJ" and words[i].head is words[b]), None
    )
    if linked or stops:
        place = (linked or near or stops)[-1]
    else:
        place = joint if joint is not None else (max(edge, a + 1) if head.i < other.i else other.i)
    return place if head.i < other.i else place + 1


_STOPS: Final = frozenset({",", ";", ":", "—", "–"})
_LINKS: Final = frozenset({"потому", "поскольку", "хотя", "тогда", "ибо", "так"})
_ASIDE: Final = 5


def _is_aside(other: Word, below: Sequence[Word]) -> bool:
    """Whether a clause is a short insertion, with words of the other one on both sides."""
    run = subtree(other)
    if other.rel == "conj" or len(run) > _ASIDE:
        return False
    return any(w.i < run[0].i for w in below) and any(w.i > run[-1].i for w in below if w.is_word)


def trimmed(words: Sequence[Word], run: Run, *, marks: frozenset[str] = frozenset()) -> Run:
    """The run without connectives, framing, enclosing marks and closing punctuation.

    Args:
        words: of the sentence.
        run: the clause.
        marks: subordinators that are dropped too.
    """
    first, last = run
    while first < last and (step := _leading(words, first, last, marks)):
        first += step
    while first < last and (words[last].text in _TAIL or _dangles(words, first, last)):
        last -= 1
    return _unquoted(words, first, last)


def _leading(words: Sequence[Word], first: int, last: int, marks: frozenset[str]) -> int:
    word = words[first]
    if word.text in _TAIL or word.text in _CLOSING or word.text == ")":
        return 1
    for size in range(min(_LONGEST_CONNECTIVE, last - first), 0, -1):
        phrase = " ".join(w.lower for w in words[first : first + size])
        if phrase in marks or (phrase in cues("connective") and _is_connective(words, first, size)):
            return size
    return 0


def _is_connective(words: Sequence[Word], first: int, size: int) -> bool:
    """Whether a word that can also be a noun or an answer really links here: "Правда, …"."""
    word = words[first]
    if size > 1 or word.pos in ("CCONJ", "PART", "SCONJ"):
        return True
    comma = first + 1 < len(words) and words[first + 1].text == ","
    return comma or (
        word.pos == "ADV" and word.lower not in ("потом", "тогда", "так", "вообще", "дальше")
    )


def _dangles(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the last word is a conjunction or a mark that opens nothing."""
    word = words[last]
    if word.rel in ("cc", "mark") and word.pos in ("CCONJ", "SCONJ"):
        return True
    inside = [w.text for w in words[first : last + 1]]
    if word.text in _OPENING or word.text == "(":
        return True
    return word.text == ")" and "(" not in inside


def _unquoted(words: Sequence[Word], first: int, last: int) -> Run:
    """The run without quotation marks that enclose it or that do not close inside it."""
    texts = [w.text for w in words]
    while (
        first < last
        and texts[first] in _OPENING
        and not set(texts[first + 1 : last + 1]) & _CLOSING
    ):
        first += 1
    while first < last and texts[last] in _CLOSING and not set(texts[first:last]) & _OPENING:
        last -= 1
        while first < last and texts[last] in _TAIL:
            last -= 1
    closing = [i for i in range(first, last + 1) if texts[i] in _CLOSING]
    if first < last and texts[first] in _OPENING and closing == [last]:
        return _unquoted(words, first + 1, last - 1) if last - first > 2 else (first, last)
    while first < last and texts[first] in _TAIL:
        first += 1
    return first, last


def detached_from(clause: Clause, clauses: Sequence[Clause]) -> list[Word]:
    """The heads of the other clauses that are rows beside a clause rather than parts of it."""
    apart = ("main", "coordinate", "reason", "contrast")
    return [c.head for c in clauses if c.head is not clause.head and c.role in apart]
