"""Words that mean the other side of a quarrel to who speaks for one: "over there", "the other bank"."""

import re
from typing import Final

from earnest.check.context import Context
from earnest.check.own_side import own_side

_LINE: Final = (
    r"(?:border|frontier|river|water|strait|sea|gulf|channel|mountains?|lake|bay|wire|fence|"
    r"pass|line|hills)"
)
_OTHER_SIDE: Final = re.compile(
    r"\b(?:over there|next door|across the way|"
    r"(?:the|that) (?:other|far|opposite) (?:bank|shore|coast|capital|government)|"
    rf"the (?:other|far|opposite) (?:side|end) of (?:the|our) {_LINE}|(?:across|beyond|over) (?:the|"
    rf"our) {_LINE}|"
    r"(?:the|our|a) (?:big(?:ger)? |larger |smaller |good |dear |northern |southern |eastern |western )?"
    r"neighbou?r(?! (?:\w+ )?of\b))\b",
    re.IGNORECASE,
)


def means_other_side(text: str) -> bool:
    """Whether a text speaks of the other side of a quarrel without naming it."""
    return bool(_OTHER_SIDE.search(text))


def other_side(text: str, context: Context) -> str | None:
    """The state that such words mean; None if there are none, or nothing tells whose side the text is on."""
    own = own_side(context) if means_other_side(text) else None
    pair = context.focus[:2]
    return next((s for s in pair if s != own), None) if own in pair and len(pair) > 1 else None
