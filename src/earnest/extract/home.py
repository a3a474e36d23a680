"""Whose side a text is written from: the state that its "we" and its bare "the government" mean."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from earnest.contract.text import Span
from earnest.extract.actors import ActorMention
from earnest.extract.passages import Passage

_WE: Final = re.compile(r"\b(?:[Ww]e|us|[Oo]urs?|ourselves)\b(?![.\-])")
_STATE: Final = re.compile(r"[A-Z]{3}")
_PLACED: Final = re.compile(r"(?:\b(?:in|from|of)\s+(?:the\s+)?|[,|/—–-]\s*|^\s*)$", re.IGNORECASE)
_OFTEN: Final = 3  # sentences with "we" from which on a text speaks for a side
_ALIKE: Final = 0.75
_QUOTED: Final = re.compile(r'"[^"]{0,400}"')
_LINE: Final = 80  # characters; a shorter line may be a byline
_CLOSING: Final = frozenset(".!?…:\"'”’)")
_ENOUGH: Final = 0.35  # how often the second state is named, as a share of the first


def home_of(text: str, parsed: Sequence[Passage], actors: Sequence[ActorMention]) -> str | None:
    """The code of the state from which a text speaks; None if nothing tells.

    The place beside title or byline decides. Without one, whoever says "we" names the other state
    more often than his own: of the two named most, the second is meant.

    Args:
        text: the document's normalised text.
        parsed: its passages.
        actors: the parties that it names.
    """
    first = next((p.start for p in parsed if _is_text(p)), 0)
    ours = [span for p in parsed if _WE.search(p.text) for span in _ours(p)]
    if len(ours) < _OFTEN:
        return None
    title = text.find("\n")
    header = [a for a in actors if title < a.end <= first and _is_state(a)]
    placed = [a for a in actors if a.end <= first and _is_state(a) and _is_place(text, a)]
    for found in (header, placed):
        codes = {a.country for a in found}
        if len(codes) == 1:
            return found[0].country
    return _named_less(actors, ours)


def _is_text(passage: Passage) -> bool:
    """Whether a passage is running text, not a title, a byline or a place."""
    words = passage.text.rstrip()
    return passage.role == "prose" and len(words) > _LINE and words[-1:] in _CLOSING


def _is_state(actor: ActorMention) -> bool:
    return actor.country is not None and _STATE.fullmatch(actor.country) is not None


def _is_place(text: str, actor: ActorMention) -> bool:
    before = text[max(0, actor.start - 12) : actor.start]
    return actor.form in ("capital", "country") and _PLACED.search(before) is not None


def _ours(passage: Passage) -> list[Span]:
    """The sentences of a passage that say "we" outside quotation marks."""
    found = []
    for sentence in passage.sentences:
        plain = _QUOTED.sub("", sentence.text)
        if _WE.search(plain):
            found.append(passage.offsets(sentence.start, sentence.end - 1))
    return found


def _named_less(actors: Sequence[ActorMention], ours: Sequence[Span]) -> str | None:
    """Of the two states named most the second; of two named alike, the one that "we" is not beside."""
    states = [a for a in actors if _is_state(a)]
    counted = Counter(a.country for a in states)
    ranked = [code for code, _ in counted.most_common(2)]
    if len(ranked) < 2:
        return ranked[0] if ranked else None
    share = counted[ranked[1]] / counted[ranked[0]]
    beside = Counter(a.country for a in states if any(s <= a.start < e for s, e in ours))
    if share >= _ALIKE and beside[ranked[0]] < beside[ranked[1]]:
        return ranked[0]
    return ranked[1] if share >= _ENOUGH else ranked[0]
