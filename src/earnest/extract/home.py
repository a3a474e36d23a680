"""Whose side a text is written from: the state that its "we" and its bare "the government" mean."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from earnest.extract.actors import ActorMention
from earnest.extract.passages import Passage

_WE: Final = re.compile(r"\b(?:we|us|our|ours|ourselves)\b(?![.\-])")
_STATE: Final = re.compile(r"[A-Z]{3}")
_PLACED: Final = re.compile(r"(?:\b(?:in|from|of)\s+(?:the\s+)?|[,|/—–-]\s*|^\s*)$", re.IGNORECASE)
_ENOUGH: Final = 0.3  # how often the second state is named, as a share of the first


def home_of(text: str, parsed: Sequence[Passage], actors: Sequence[ActorMention]) -> str | None:
    """The code of the state from which a text speaks; None if nothing tells.

    The place beside title or byline decides. Without one, whoever says "we" names the other state
    more often than his own: of the two named most, the second is meant.

    Args:
        text: the document's normalised text.
        parsed: its passages.
        actors: the parties that it names.
    """
    first = next((p.start for p in parsed if p.role == "prose"), 0)
    if not any(_WE.search(p.doc.text) for p in parsed):
        return None
    title = text.find("\n")
    header = [a for a in actors if title < a.end <= first and _is_state(a)]
    placed = [a for a in actors if a.end <= first and _is_state(a) and _is_place(text, a)]
    for found in (header, placed):
        codes = {a.country for a in found}
        if len(codes) == 1:
            return found[0].country
    return _named_less(actors)


def _is_state(actor: ActorMention) -> bool:
    return actor.country is not None and _STATE.fullmatch(actor.country) is not None


def _is_place(text: str, actor: ActorMention) -> bool:
    before = text[max(0, actor.start - 12) : actor.start]
    return actor.form in ("capital", "country") and _PLACED.search(before) is not None


def _named_less(actors: Sequence[ActorMention]) -> str | None:
    counted = Counter(a.country for a in actors if _is_state(a))
    ranked = [code for code, _ in counted.most_common(2)]
    if len(ranked) < 2:
        return ranked[0] if ranked else None
    enough = counted[ranked[1]] >= _ENOUGH * counted[ranked[0]]
    return ranked[1] if enough else ranked[0]
