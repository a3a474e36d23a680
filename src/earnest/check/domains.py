"""What restrictive acts take hold of, named without the act: planes, lorries, envoys, goods."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from earnest.check.fit import SET_CLASSES
from earnest.contract.words import FAMILY_OF
from earnest.extract.acts import act_classes
from earnest.read.shipped import table

# "No aeroplane went", "not one lorry has made the journey".
_NONE_OF: Final = r"\b(?:no|not (?:one|an?|a single)|none of (?:our|their|the)) (?:[\w’'-]+ )?"
# Envoys stand for the acts that take them away.
_ENVOYS: Final = r"ambassadors?|envoys?|heads? of mission"
_GOODS: Final = r"goods|cargo(?:es)?|wares|merchandise"


@cache
def _things() -> dict[str, str]:
    """Types of measures and classes of acts, with the words for what they take hold of."""
    named = {row["type"]: row["words"] for row in table("objects.csv")}
    beside = {
        name: act.words.pattern
        for name, act in act_classes().items()
        if name in SET_CLASSES and act.beside is not None
    }
    goods = f"{named['import_banned']}|{_GOODS}"
    return {**named, **beside, "ambassador_recalled": _ENVOYS, "import_banned": goods}


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """For each kind of thing its words, and the words that say that there was none."""
    return {
        name: (
            re.compile(rf"\b(?:{words})\b", re.IGNORECASE),
            re.compile(rf"{_NONE_OF}(?:{words})\b", re.IGNORECASE),
        )
        for name, words in _things().items()
    }


@lru_cache(maxsize=16_384)
def none_of(text: str) -> frozenset[str]:
    """Kinds of thing of which a text says that there was none: "no aeroplane went"."""
    return frozenset(name for name, (_, none) in _patterns().items() if none.search(text))


@lru_cache(maxsize=16_384)
def things(text: str) -> frozenset[str]:
    """Names of the kinds of thing that a text names: those of one type of measure, or one class."""
    return frozenset(name for name, (words, _) in _patterns().items() if words.search(text))


def are_akin(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two sets of things share one, or both hold what trade is carried by: goods, lorries."""
    mine, theirs = set(one), set(other)
    return bool(mine & theirs) or (_of_trade(mine) and _of_trade(theirs))


def _of_trade(names: Iterable[str]) -> bool:
    types = (t for n in names for t in (act_classes()[n].types if n in act_classes() else (n,)))
    return any(FAMILY_OF.get(t) == "trade" for t in types)
