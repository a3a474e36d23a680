"""The gazetteer: which names stand for which states, unions, bodies and offices.

All of it is data (`data/countries.csv`, `pseudo_codes.csv`, `organisations.csv`,
`officeholders.csv`, `groups.csv`, `traps.csv`); no rule knows a country by name.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal, get_args

from earnest.extract.phrases import Case, Match, Phrases, Token, phrase_tokens
from earnest.read.shipped import table

Form = Literal[
    "country",
    "demonym",
    "people",
    "capital",
    "seat",
    "organisation",
    "officeholder",
    "noun",
    "modifier",
    "not_actor",
    "instrument",
    "opener",
    "trap",
]
Caution = Literal[
    "shared",
    "unused",
    "word",
    "case",
    "exact",
    "person",
    "titled",
    "place",
    "venue",
    "court",
    "phrase",
]

# Where one name stands for several things, the first of these wins.
_PRECEDENCE: Final[tuple[Form, ...]] = (
    "trap",
    "country",
    "people",
    "demonym",
    "organisation",
    "seat",
    "capital",
    "officeholder",
    "noun",
    "modifier",
    "not_actor",
    "instrument",
    "opener",
)
_ANCHORS: Final[frozenset[Form]] = frozenset({"country", "demonym", "people", "capital", "seat"})
_UNIONS: Final = frozenset({"union", "organisation", "alliance", "group", "court"})
_OF_A_STATE: Final = frozenset(
    {
        "cultural",
        "aid",
        "ministry",
        "parliament",
        "agency",
        "armed_force",
        "intelligence",
        "central_bank",
        "party",
    }
)
_WORD_FORMS: Final[dict[str, Form]] = {
    "noun": "noun",
    "modifier": "modifier",
    "not_actor": "not_actor",
    "instrument": "instrument",
    "opener": "opener",
}
_NO_NAMES: Final = frozenset({*_WORD_FORMS, "trap"})
_LONG_ENOUGH: Final = 6  # letters from which on a name may be found in lower case


@dataclass(frozen=True, slots=True)
class Term:
    """What one form of a name stands for.

    Attributes:
        code: ISO 3166-1 alpha-3, a pseudo code such as `EU`, or an organisation's name.
        name: the main name of the thing.
        country: the state behind an organisation or a pseudo name; None if there is none.
        actors: the codes and names that a mention counts for.
        since, until: months `YYYY-MM` (or years) of an office; None where open.
    """

    code: str
    name: str
    form: Form
    kind: str
    role: str | None = None
    country: str | None = None
    actors: tuple[str, ...] = ()
    caution: Caution | None = None
    blanket: bool = False
    since: str | None = None
    until: str | None = None

    @property
    def is_anchor(self) -> bool:
        """Whether a group noun can lean on it: "Ruritanian opposition", "EU leaders"."""
        return self.form in _ANCHORS

    def held(self, on: dt.date) -> bool:
        """Whether the office was held in the month of a day."""
        month = f"{on.year:04}-{on.month:02}"
        return (self.since or "") <= month <= (self.until or "9999")[:7].ljust(7, "~")


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name stands for: its code, the role it has, and the kind of thing it is."""

    code: str
    role: str | None
    kind: str


class Gazetteer:
    """Names of states, unions, bodies and office-holders, to look up or to find in a text."""

    def __init__(self, terms: Iterable[tuple[str, Term]]) -> None:
        self._by_name: dict[str, list[Term]] = {}
        self._by_code: dict[str, Term] = {}
        self._names: dict[str, dict[str, None]] = {}
        self._phrases: Phrases[Term] = Phrases()
        for phrase, term in terms:
            self._by_name.setdefault(_key(phrase), []).append(term)
            if term.form in ("country", "organisation"):
                self._by_code.setdefault(term.code, term)
                self._names.setdefault(term.code, {term.code: None})[phrase] = None
            if term.caution != "unused":
                self._phrases.add(phrase, term, case=_case(phrase, term))

    @staticmethod
    def load() -> "Gazetteer":
        """The gazetteer that ships with the package; read once."""
        return _shipped()

    def resolve(self, name: str) -> Resolved | None:
        """What a whole name or code stands for, or None if it is not in the tables.

        Args:
            name: a code (`AZE`, `EU`), a code with a role (`AZE:opposition`), or a name with or
                without its article.
        """
        code, colon, role = name.partition(":")
        if colon:
            found = self._by_code.get(code.strip())
            return Resolved(found.code, role.strip(' "“”') or None, found.kind) if found else None
        term = self._term(name)
        return Resolved(term.code, term.role, term.kind) if term else None

    def country_codes(self) -> frozenset[str]:
        """ISO 3166-1 alpha-3 codes of states and territories, former ones and XKX included."""
        return frozenset(c for c, t in self._by_code.items() if t.kind == "state")

    def is_state(self, code: str) -> bool:
        """Whether a code is that of a state or territory."""
        return code in self._by_code and self._by_code[code].kind == "state"

    def is_union(self, code: str) -> bool:
        """Whether a code stands for a union, alliance or organisation of states."""
        return code in self._by_code and self._by_code[code].kind in _UNIONS

    def country_of(self, name: str) -> str | None:
        """The state that a name belongs to: of `TASS`, `Moscow` or a code itself."""
        term = self._by_code.get(name) or self._term(name)
        return term.country if term else None

    def names_of(self, code: str) -> tuple[str, ...]:
        """A code of a state, union or organisation with every name that the tables give it."""
        return tuple(self._names.get(code, {code: None}))

    def matches(self, text: str, tokens: Sequence[Token]) -> Iterator[Match[Term]]:
        """The longest names in a text, with every term that each may stand for, best first."""
        for match in self._phrases.matches(text, tokens):
            if len(match.items) == 1:
                yield match
            else:
                yield replace(match, items=tuple(sorted(match.items, key=_rank)))

    def _term(self, name: str) -> Term | None:
        if found := self._by_code.get(name.strip()):
            return found
        terms = [t for t in self._by_name.get(_key(name), ()) if t.form not in _NO_NAMES]
        terms.sort(key=lambda t: t.since or "", reverse=True)
        return min(terms, key=_rank, default=None)


@cache
def _shipped() -> Gazetteer:
    return Gazetteer(_terms())


def _rank(term: Term) -> tuple[bool, int]:
    return term.caution == "shared", _PRECEDENCE.index(term.form)


def _key(name: str) -> str:
    words = [t.folded for t in phrase_tokens(name)]
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _case(phrase: str, term: Term) -> Case:
    words = [t.word for t in phrase_tokens(phrase)]
    if term.form == "trap":
        return "any"
    if term.caution in ("word", "exact") or any(len(w) > 1 and w.isupper() for w in words):
        return "exact"
    if term.form in _WORD_FORMS:
        return "any"
    plain = term.form in ("country", "demonym", "people") and term.kind == "state"
    is_safe = plain and term.caution is None and min(map(len, words)) >= _LONG_ENOUGH
    if is_safe:
        return "any"
    return "exact" if len("".join(words)) < 3 else "initial"


def _terms() -> Iterator[tuple[str, Term]]:
    yield from _countries()
    yield from _pseudo_codes()
    yield from _organisations()
    yield from _officeholders()
    yield from _nouns()
    for row in table("traps.csv"):
        yield row["phrase"], Term("", row["phrase"], "trap", row["why"])


def _countries() -> Iterator[tuple[str, Term]]:
    for row in table("countries.csv"):
        code, cautions = row["code"], _cautions(row["caution"])
        base = Term(code, row["name"], "country", "state", country=code, actors=(code,))
        yield from _forms([row["name"], *_split(row["aliases"])], base, cautions)
        for form, column in _COLUMNS:
            term = replace(base, form=form, blanket=form == "people")
            yield from _forms(_split(row[column]), term, cautions)


_COLUMNS: Final[tuple[tuple[Form, str], ...]] = (
    ("demonym", "demonyms"),
    ("people", "people"),
    ("capital", "capitals"),
    ("seat", "seats"),
)


def _pseudo_codes() -> Iterator[tuple[str, Term]]:
    for row in table("pseudo_codes.csv"):
        code, members = row["code"], tuple(_split(row["members"]))
        country = row["country"] or None
        owned = f"{country}:{code}" if country else code
        base = Term(
            code, row["name"], "country", row["kind"], country=country, actors=members or (owned,)
        )
        cautions = _cautions(row["caution"])
        names = dict.fromkeys([row["name"], *_split(row["aliases"])])
        yield from _forms(names, base, cautions)
        yield from _forms(_split(row["adjectives"]), replace(base, form="demonym"), cautions)


def _organisations() -> Iterator[tuple[str, Term]]:
    for row in table("organisations.csv"):
        name, country, kind = row["name"], row["country"] or None, row["kind"]
        owned = f"{country}:{name}" if country and kind in _OF_A_STATE else name
        term = Term(name, name, "organisation", kind, kind, country, (owned,))
        yield from _forms([name, *_split(row["aliases"])], term, {})


def _officeholders() -> Iterator[tuple[str, Term]]:
    for row in table("officeholders.csv"):
        code, office = row["country"], row["office"]
        term = Term(code, row["name"], "officeholder", "office", office, code, (code,))
        term = replace(term, since=row["from"] or None, until=row["to"] or None)
        yield row["name"], term
        for form in _split(row["forms"]):
            phrase, titled, _ = form.partition("=")
            alone: Caution | None = "person" if len(phrase_tokens(phrase)) == 1 else None
            yield phrase, replace(term, caution="titled" if titled else alone)


def _nouns() -> Iterator[tuple[str, Term]]:
    for row in table("groups.csv"):
        term = Term("", row["wording"], _WORD_FORMS[row["kind"]], row["actor"])
        yield (
            row["wording"],
            replace(term, role=row["role"] or None, blanket=row["blanket"] == "yes"),
        )


def _forms(
    phrases: Iterable[str], term: Term, cautions: dict[str, Caution]
) -> Iterator[tuple[str, Term]]:
    for phrase in phrases:
        caution = cautions.get(_key(phrase)) if cautions else None
        yield phrase, replace(term, caution=caution) if caution else term


def _cautions(cell: str) -> dict[str, Caution]:
    pairs = (item.partition("=") for item in _split(cell))
    return {_key(form): _CAUTIONS[why] for form, _, why in pairs}


_CAUTIONS: Final[dict[str, Caution]] = {c: c for c in get_args(Caution)}


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]
