"""What a wording such as `at least` or `about` lets a number be.

The rules: no modifier, `only`, `exactly`: low = high = value. `About`, `around`, `some`: a tenth on
either side. `Nearly`, `almost`: down to a tenth below. `At least`, `more than`, `over`: no upper
bound. `Up to`, `within`, `less than`: no lower bound. Bounds are closed: "more than 6" has low 6.
"""

import re
from typing import Literal

from earnest.extract.numbers import GAP

Bound = Literal[
    "about", "nearly", "at least", "more than", "at most", "less than", "within", "exactly"
]
Bounds = tuple[float | None, float | None]

_TOLERANCE = 0.1
_WORDS: dict[Bound, str] = {
    "about": "about|around|some|roughly|approximately|approx.|circa|ca.|in the region of|somewhere"
    " around|an estimated|estimated|~|≈",
    "nearly": "nearly|almost|close to|just under|just short of|not quite",
    "at least": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|≥",
    "more than": "more than|over|above|in excess of|upwards of|well over|just over|exceeding|>",
    "at most": "up to|at most|as many as|as much as|no more than|not more than|a maximum of"
    "|a ceiling of|≤",
    "less than": "less than|fewer than|under|below|<",
    "within": "within",
    "exactly": "only|just|exactly|a mere|a total of|precisely",
}  # fmt: skip
BOUND_OF: dict[str, Bound] = {
    word: bound for bound, words in _WORDS.items() for word in words.split("|")
}
_LONGEST_FIRST = sorted(BOUND_OF, key=len, reverse=True)
BOUND_WORDS = "|".join(re.escape(word).replace(r"\ ", GAP) for word in _LONGEST_FIRST)
_AFTER: dict[str, Bound] = {
    "or more": "at least",
    "or so": "about",
    "or fewer": "at most",
    "or less": "at most",
    "at least": "at least",
    "at most": "at most",
}
AFTER_WORDS = "|".join(word.replace(" ", GAP) for word in _AFTER)


def bound_of(wording: str) -> Bound:
    """The bound that a wording before or after a number sets, in any case and spacing."""
    folded = re.sub(GAP, " ", wording.strip().lower())
    return BOUND_OF.get(folded) or _AFTER[folded]


def bounded(value: float, bound: Bound | None) -> Bounds:
    """The lowest and highest number that `bound` of a value allows; None where it sets none."""
    if bound in ("at least", "more than"):
        return value, None
    if bound in ("at most", "less than", "within"):
        return None, value
    margin = _TOLERANCE * abs(value)
    low = round(value - margin, 6) if bound in ("about", "nearly") else value
    return low, round(value + margin, 6) if bound == "about" else value
