"""Universal claims: how many times at most, and of which act, where the words leave it to the text."""

import re
from typing import Final

from earnest.check.context import Context, shares_words
from earnest.check.fit import BROAD_CLASSES
from earnest.contract.text import Statement
from earnest.extract.acts import classes_in

_NUMBERS: Final = {"once": 1, "a single time": 1, "twice": 2, "two times": 2, "three times": 3,
                   "four times": 4, "five times": 5}  # fmt: skip
_TIMES: Final = "|".join(_NUMBERS)
_HAS: Final = r"(?:has|have|had|[’']ve|[’']s)"
# "Has closed it once": not "once it has closed", nor "once more".
_AT_MOST: Final = re.compile(
    rf"\b{_HAS} (?:\w+ )?\w+(?: [\w’'-]+){{0,6}} (?:only |just |exactly |but )?({_TIMES})\s*[.,;:]?\s*$|"
    rf"\b(?:only|just|but|no more than) ({_TIMES})\b",
    re.IGNORECASE,
)
_RULE: Final = re.compile(
    r"\b(?:never|not once|always|invariably|under no circumstances)\b", re.IGNORECASE
)
# Code points before a rule within which a like claim of another side may tell what it is about.
PARALLEL: Final = 160


def most_times(text: str) -> int | None:
    """How often at most something was done by the words of a text: "has closed it once" is 1."""
    found = _AT_MOST.search(text)
    return _NUMBERS[(found[1] or found[2]).casefold()] if found else None


def rule_classes(statement: Statement, context: Context) -> frozenset[str]:
    """The acts that a rule is about; one that names none speaks of those of the claim beside it.

    "A has closed the border once; B has never done so": the second is about closing, too.
    """
    own = classes_in(statement.text)
    if own - BROAD_CLASSES or not _RULE.search(statement.text):
        return own
    before = [
        s for s in context.statements
        if 0 <= statement.start - s.end <= PARALLEL
        and s.holder == statement.holder
        and not shares_words(s, statement)
        and (most_times(s.text) is not None or _RULE.search(s.text))
    ]  # fmt: skip
    return next((c for s in reversed(before) if (c := classes_in(s.text))), own)
