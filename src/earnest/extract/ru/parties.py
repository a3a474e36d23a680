"""Which parties a Russian text names, and which its pronouns and offices go back to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from earnest.contract.text import Span
from earnest.extract.actors import find_actors
from earnest.extract.ru.names import Name, names_in, roles_in
from earnest.extract.ru.sentence import Sentence, Word, subtree

_THIRD: Final = {
    "он": "Masc", "его": "Masc", "ему": "Masc", "нем": "Masc", "него": "Masc", "нему": "Masc",
    "она": "Fem", "ее": "Fem", "ей": "Fem", "нее": "Fem", "ней": "Fem", "ею": "Fem",
    "они": "Plur", "их": "Plur", "ими": "Plur", "них": "Plur", "ними": "Plur",
}  # fmt: skip
_OWN: Final = frozenset({"мы", "нас", "нам", "нами", "наш"})
_ORGANS: Final = frozenset(
    "president prime_minister foreign_minister foreign_ministry defence_minister defence_ministry "
    "government parliament ruling_party minister ministry central_bank opposition spokesperson".split()
)
_VOICES: Final = frozenset({"media", "civil_society", "business"})
_SIDES: Final = frozenset({"сторона", "столица", "страна", "государство", "сосед", "правительство"})
_BACK: Final = 3  # sentences a pronoun looks back
_MAIN: Final = 2
_LABELS: Final = {"adjective", "country", "capital", "people"}


@dataclass(frozen=True, slots=True)
class Party:
    """A state, body or office at a place of the text.

    Attributes:
        code: of the state or body; None for an office without a state beside it.
        role: of an office or organ; None for a state or body.
        people: whether a whole people is named.
    """

    start: int
    end: int
    sentence: int
    word: Word
    code: str | None
    role: str | None = None
    people: bool = False
    is_body: bool = False


class Parties:
    """The parties of a text, asked for by place."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.found: list[list[Party]] = []
        for n, sentence in enumerate(sentences):
            self.found.append(_parties(n, sentence))
        counts = Counter(p.code for row in self.found for p in row if p.code and not p.is_body)
        self.main = tuple(code for code, _ in counts.most_common(_MAIN) if code)
        self.home = self._home()
        self._settle()

    def within(self, sentence: int, span: Span) -> list[Party]:
        """The parties named in a span of a sentence."""
        return [p for p in self.found[sentence] if span[0] <= p.start and p.end <= span[1]]

    def actors(
        self, sentence: int, words: Sequence[Word], dropped: Word | None, *, us: str | None
    ) -> tuple[str, ...]:
        """Codes and names of the parties in some words or behind their pronouns, in order.

        Args:
            sentence: its number.
            words: of the row.
            dropped: the subject that the row leaves out.
            us: who "мы" is in the row.
        """
        if not words:
            return ()
        span = (words[0].start, words[-1].end)
        named = {p.start: (p.code,) for p in self.within(sentence, span) if p.code}
        found: dict[int, tuple[str, ...]] = dict(named)
        for word in words:
            code = us if word.lemma in _OWN else self.behind(sentence, word)
            both = self.main if _is_both(word, alone=not named) else ()
            if code is not None or both:
                found.setdefault(word.start, both or (code or "",))
        if dropped is not None and not span[0] <= dropped.start < span[1]:
            code = self.code_of(sentence, dropped)
            found |= {dropped.start: (code,)} if code else {}
        return tuple(dict.fromkeys(code for at in sorted(found) for code in found[at]))

    def behind(self, sentence: int, word: Word) -> str | None:
        """The state or body behind a pronoun; None for any other word."""
        if word.lower in _OWN or word.lemma in _OWN:
            return self.home
        gender = _THIRD.get(word.lower)
        if gender is None or word.pos not in ("PRON", "DET"):
            return None
        return self._antecedent(sentence, word, gender)

    def code_of(self, sentence: int, word: Word) -> str | None:
        """The state or body that a noun phrase names or a pronoun stands for."""
        named = self.of_phrase(sentence, word)
        return named.code if named is not None and named.code else self.behind(sentence, word)

    def of_phrase(self, sentence: int, word: Word) -> Party | None:
        """The party that the phrase of a noun names: the noun itself first."""
        phrase = subtree(
            word, without=[c for c in word.children if c.rel in ("acl:relcl", "acl", "conj")]
        )
        spans = {w.i for w in phrase}
        inside = [p for p in self.found[sentence] if p.word.i in spans]
        bodies = [p for p in inside if p.is_body and p.role is None]
        at = [p for p in inside if p.start <= word.start < p.end]
        if bodies and (not at or at[0].role in _VOICES):
            return bodies[0]
        return at[0] if at else (inside[0] if inside else None)

    def _home(self) -> str | None:
        """The state that "мы" is: of the main ones the one that stands less often beside "мы"."""
        with_us: Counter[str] = Counter()
        said = 0
        for n, sentence in enumerate(self.sentences):
            if not any(w.lemma in _OWN for w in sentence.words) or any(
                "«" in w.text for w in sentence.words
            ):
                continue
            said += 1
            with_us.update({p.code for p in self.found[n] if p.code in self.main and p.code})
        if not said or len(self.main) < _MAIN:
            return None
        first, second = self.main
        if with_us[first] == with_us[second]:
            return None
        return first if with_us[first] < with_us[second] else second

    def _settle(self) -> None:
        """Offices without a state beside them take the home state, else the one named last."""
        last: str | None = None
        organ: Party | None = None
        for row in self.found:
            for n, party in enumerate(row):
                if party.role == "ministry" and party.code is None and organ is not None:
                    row[n] = replace(party, code=organ.code, role=organ.role)
                elif party.code is None and party.role in _ORGANS:
                    ours = any(c.lemma == "наш" for c in party.word.children)
                    code = self.home or (None if ours else last or next(iter(self.main), None))
                    row[n] = replace(party, code=code)
                elif (
                    party.code is not None
                    and not party.is_body
                    and party.word.rel.startswith("nsubj")
                ) or (party.code is not None and not party.is_body and last is None):
                    last = party.code
                if row[n].role in ("foreign_ministry", "defence_ministry"):
                    organ = row[n]

    def _antecedent(self, sentence: int, pronoun: Word, gender: str) -> str | None:
        """The last fitting subject, else the last fitting noun, if it is a party."""
        nouns: list[tuple[int, Word]] = []
        for n in range(sentence, max(-1, sentence - _BACK), -1):
            words = self.sentences[n].words
            before = [w for w in words if n < sentence or w.i < pronoun.i]
            fitting = [
                w for w in reversed(before) if w.pos in ("NOUN", "PROPN") and _agrees(w, gender)
            ]
            subjects = [w for w in fitting if w.rel.startswith("nsubj")]
            nouns += [(n, w) for w in (*subjects, *fitting)]
            if nouns and n < sentence:
                break
        for n, word in nouns:
            party = self.of_phrase(n, word)
            if party is not None and party.code and (party.word is word or party.role):
                return party.code
            if (
                word.rel.startswith("nsubj")
                and party is None
                and word.feats.get("Animacy") == "Anim"
            ):
                return None
        return None


def _is_both(word: Word, *, alone: bool) -> bool:
    """As in "Обе столицы", and "стороны" where no party is named: the two parties of the text."""
    if word.lemma not in _SIDES or word.pos != "NOUN":
        return False
    both = any(c.lemma == "оба" for c in word.children)
    bare = word.lemma in ("сторона", "страна") and not any(
        c.rel in ("amod", "nmod") for c in word.children
    )
    return both or (alone and bare and word.feats.get("Number") == "Plur")


def _agrees(word: Word, gender: str) -> bool:
    if gender == "Plur":
        return word.feats.get("Number") == "Plur"
    neuter = gender == "Masc" and word.feats.get("Gender") in ("Masc", "Neut")
    return word.feats.get("Number") != "Plur" and (word.feats.get("Gender") == gender or neuter)


def _parties(n: int, sentence: Sentence) -> list[Party]:
    words = sentence.words
    names = list(names_in(words))
    taken = {
        i for name in names if name.form == "organisation" for i in range(name.first, name.last + 1)
    }
    roles = [r for r in roles_in(words) if not taken & set(range(r.first, r.last + 1))]
    found = [_named(n, words, name) for name in names]
    for role in roles:
        found.append(_office(n, words, role, names, roles))
    return sorted(found, key=lambda p: p.start)


@cache
def _actor_of(code: str) -> str:
    """What a body counts for: a state's own body for its state (`RUS:Duma`), others for themselves."""
    found = find_actors(code)
    return found[0].actors[0] if found and found[0].actors else code


def _named(n: int, words: Sequence[Word], name: Name) -> Party:
    word = words[name.last] if name.form != "adjective" else words[name.first]
    return Party(
        words[name.first].start, words[name.last].end, n, _top(words, name),
        _actor_of(name.code) if name.form == "organisation" else name.code,
        people=name.form == "people" and word.feats.get("Number") == "Plur",
        is_body=name.form == "organisation",
    )  # fmt: skip


def _top(words: Sequence[Word], name: Name) -> Word:
    """The word of a name that its other words hang on."""
    run = words[name.first : name.last + 1]
    return next(
        (w for w in run if w.head is None or not name.first <= w.head.i <= name.last), run[-1]
    )


def _office(
    n: int, words: Sequence[Word], role: Name, names: Sequence[Name], roles: Sequence[Name]
) -> Party:
    head = _top(words, role)
    phrase = {w.i for w in subtree(head, without=[c for c in head.children if c.rel in _APART])}
    phrase |= {i for i in range(role.first - 1, role.last + 1) if i >= 0 and words[i].pos == "ADJ"}
    states = [x for x in names if x.last in phrase or x.first in phrase]
    inner = [
        x.code
        for x in roles
        if x is not role and x.first in phrase and role.code in ("spokesperson", "officials")
    ]
    code = states[0].code if states else None
    name = inner[0] if inner else role.code
    is_body = bool(states) and states[0].form == "organisation"
    return Party(
        words[role.first].start, words[role.last].end, n, head, code, name, is_body=is_body
    )


_APART: Final = (
    "acl:relcl",
    "acl",
    "conj",
    "parataxis",
    "nsubj",
    "appos",
    "advcl",
    "ccomp",
    "csubj",
    "obl",
)
