"""Claims that leave out what the one before them told: "on Sunday the one at the pass", "we sent none"."""

import re
from typing import Final

from earnest.check.context import Context, shares_words
from earnest.contract.text import Statement

# Code points back in which the claim stands that tells what is left out.
REACH: Final = 160
_LEFT_OUT: Final = re.compile(
    r"\b(?:none|neither|ours|theirs|hers|did (?:so|it|the same|likewise)|do(?:es)? (?:so|the same|likewise)|"
    r"followed suit|as well|likewise|(?:the|this|that|another|its|their|our)(?: [\w’'-]+)? ones?|"
    r"(?:the|a) (?:second|third|fourth|other|rest|last|next)|another|both|the same)\b(?! (?:day|week|month|"
    r"year|time))",
    re.IGNORECASE,
)


def leaves_out(text: str) -> bool:
    """Whether a text names a thing or an act only by pointing back to one."""
    return bool(_LEFT_OUT.search(text))


def told_before(statement: Statement, context: Context) -> Statement | None:
    """The claim just before that tells what an elliptic one leaves out; None if it leaves out nothing."""
    if statement.kind == "prediction" or not leaves_out(statement.text):
        return None
    near = [
        s for s in context.statements
        if s.end <= statement.start
        and statement.start - s.end <= REACH
        and s.holder == statement.holder
        and not shares_words(s, statement)
    ]  # fmt: skip
    return max(near, key=lambda s: (s.end, -s.start), default=None)
