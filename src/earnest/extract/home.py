"""Whose side a text is written from: the state that its "we" and its bare "the government" mean."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from earnest.contract.text import Span
from earnest.extract.actors import ActorMention
from earnest.extract.cities import cities_in
from earnest.extract.passages import Passage
from earnest.extract.syntax import ancestors, is_verb

_WE: Final = re.compile(r"\b(?:[Ww]e|us|[Oo]urs?|ourselves)\b(?![.\-])")
_OUR: Final = re.compile(r"\b[Oo]ur [a-z]")
_STATE: Final = re.compile(r"[A-Z]{3}")
_PLACED: Final = re.compile(r"(?:\b(?:in|from|of)\s+(?:the\s+)?|[,|/—–-]\s*|^\s*)$", re.IGNORECASE)
_OFTEN: Final = 3  # sentences with "we" from which on a text speaks for a side
_ALIKE: Final = 0.75
_QUOTED: Final = re.compile(r'"[^"]{0,400}"')
_LINE: Final = 80  # characters; a shorter line may be a byline
_CLOSING: Final = frozenset(".!?…:\"'”’)")
_OURS: Final = frozenset({"we", "us", "our", "ours", "ourselves"})
_OFTEN_FACING: Final = 2
_LITTLE: Final = 0.2
_FACES_MOST: Final = (
    3  # clauses with "us" from which on it is enough that the other side is named at all
)
_HARDLY: Final = 0.1
# What is ours in, to or with a state: that state is not ours.
_AWAY: Final = re.compile(
    r"\b[Oo]ur (?:own )?(?:[\w’'-]+ ){0,2}?(?:embassy|ambassador|envoy|charg[eé]|consul\w*|mission|diplomats|"
    r"exports|imports|sales|trade|border|frontier|relations|ties|friends|neighbours?|dispute|quarrel|row)"
    r"(?: [a-z]+)? (?:in|to|from|with|at) (?:the )?$"
)
_AWAY_REACH: Final = 60
_ENOUGH: Final = 0.35  # how often the second state is named, as a share of the first


def home_of(text: str, parsed: Sequence[Passage], actors: Sequence[ActorMention]) -> str | None:
    """The code of the state from which a text speaks; None if nothing tells.

    The place beside title or byline decides, and one "our" is enough then; in a title only that of a
    state that does not stand against "us". Without a place, whoever says "we" names the other state
    more often than his own, and in one clause with "us": of the two named most, the second is meant.

    Args:
        text: the document's normalised text.
        parsed: its passages.
        actors: the parties that it names.
    """
    first = next((p.start for p in parsed if _is_text(p)), 0)
    ours = [span for p in parsed if _WE.search(p.text) for span in _ours(p)]
    title = parsed[0].start + len(parsed[0].text) if parsed else 0
    header = {a.country for a in actors if title < a.end <= first and _is_state(a)}
    header |= {c.country for c in cities_in(text[title:first])}
    if len(ours) < _OFTEN:
        owned = any(_OUR.search(text, start, end) for start, end in ours)
        return header.pop() if owned and len(header) == 1 else None
    placed = [a for a in actors if a.end <= first and _is_state(a) and _is_place(text, a, title)]
    states = [a for a in actors if _is_state(a)]
    facing = _facing(parsed, states) + _away(text, states)
    placed = [a for a in placed if a.end > title or not facing[a.country]]
    for codes in (header, {a.country for a in placed}):
        if len(codes) == 1:
            return codes.pop()
    return _told_apart(states, facing) or _named_less(states, ours, facing)


def _is_text(passage: Passage) -> bool:
    """Whether a passage is running text, not a title, a byline or a place."""
    words = passage.text.rstrip()
    return passage.role == "prose" and len(words) > _LINE and words[-1:] in _CLOSING


def _is_state(actor: ActorMention) -> bool:
    return actor.country is not None and _STATE.fullmatch(actor.country) is not None


def _is_place(text: str, actor: ActorMention, title: int) -> bool:
    """Whether a name says where a text was written; "from" in a title is from the other side."""
    before = text[max(0, actor.start - 12) : actor.start]
    if actor.end <= title and before.rstrip().endswith("from"):
        return False
    return actor.form in ("capital", "country") and _PLACED.search(before) is not None


def _ours(passage: Passage) -> list[Span]:
    """The sentences of a passage that say "we" outside quotation marks."""
    found = []
    for sentence in passage.sentences:
        plain = _QUOTED.sub("", sentence.text)
        if _WE.search(plain):
            found.append(passage.offsets(sentence.start, sentence.end - 1))
    return found


def _facing(parsed: Sequence[Passage], states: Sequence[ActorMention]) -> Counter[str | None]:
    """How often each state stands in one clause with "we": it acts on us, or we on it."""
    found: Counter[str | None] = Counter()
    for passage in parsed:
        end = passage.start + len(passage.text)
        ours = {_clause(t) for t in passage.doc if t.lower_ in _OURS}
        for state in states if ours else ():
            if passage.start <= state.start < end:
                inside = passage.doc.char_span(
                    state.start - passage.start, state.end - passage.start, alignment_mode="expand"
                )
                if inside is not None and len(inside) and _clause(inside.root) in ours:
                    found[state.country] += 1
    return found


def _away(text: str, states: Sequence[ActorMention]) -> Counter[str | None]:
    """How often something of ours is said to be in, to or with each state: "our embassy in Valletta"."""
    return Counter(
        a.country for a in states if _AWAY.search(text[max(0, a.start - _AWAY_REACH) : a.start])
    )


def _clause(token: Token) -> int:
    """The verb that a word belongs to; the root of its sentence if there is none."""
    above = next((t for t in (token, *ancestors(token)) if is_verb(t)), token.sent.root)
    return above.i


def _told_apart(states: Sequence[ActorMention], facing: Counter[str | None]) -> str | None:
    """Where the state named most stands against "us", the one named most of those that hardly do."""
    counted = Counter(a.country for a in states)
    (other, most), *rest = counted.most_common() or [(None, 0)]
    if not facing[other]:
        return None
    enough = _LITTLE if facing[other] >= _OFTEN_FACING else _ENOUGH
    enough = _HARDLY if facing[other] >= _FACES_MOST else enough
    return next((c for c, n in rest if 2 * facing[c] < facing[other] and n >= enough * most), None)


def _named_less(
    states: Sequence[ActorMention], ours: Sequence[Span], facing: Counter[str | None]
) -> str | None:
    """Of the two states named most the second; of two named alike, the one that "we" is not beside.

    A state that often stands against "us" is never ours.
    """
    counted = Counter(a.country for a in states)
    ranked = [code for code, _ in counted.most_common(2)]
    if not ranked or (len(ranked) < 2 and facing[ranked[0]] >= _OFTEN_FACING):
        return None
    if len(ranked) < 2:
        return ranked[0]
    share = counted[ranked[1]] / counted[ranked[0]]
    beside = Counter(a.country for a in states if any(s <= a.start < e for s, e in ours))
    if share >= _ALIKE and beside[ranked[0]] < beside[ranked[1]]:
        return ranked[0]
    if share < _ENOUGH and facing[ranked[0]] >= _OFTEN_FACING:
        return None
    return ranked[1] if share >= _ENOUGH else ranked[0]
