"""Words around a statement that grant it: "It is true that …", "…, I admit"."""

import re
from typing import Final

from earnest.check.context import Context
from earnest.contract.text import Statement

# Code points between such words and the statement.
NEAR: Final = 6
LEAD: Final = 48
_OWNS: Final = r"(?:grant|admit|concede|know|confess|own|allow)"
_BEFORE: Final = re.compile(
    rf"(?:^|[.!?”\"]\s+|\n\s*)\W*(?:it is (?:quite |perfectly )?true,? that|true(?: enough)?,? (?:that )?|"
    rf"I {_OWNS},? (?:it|that|you that)?|"
    r"no doubt|granted,?|admittedly,?|to be (?:fair|sure),?|one must (?:grant|admit|own) that|"
    r"let it be (?:granted|said|admitted) that|(?:we|I) (?:do )?not (?:hide|deny) that)\s*$",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"^[,;:—–”\"\s-]{{0,4}}(?:I {_OWNS}\b|it is (?:quite )?true\b|true enough\b|granted\b|admittedly\b|"
    r"to be (?:fair|sure)\b|no doubt\b|one must (?:grant|admit)\b|it (?:must|has to) be (?:said|admitted|"
    r"granted)\b)",
    re.IGNORECASE,
)


def is_granted(statement: Statement, context: Context) -> bool:
    """Whether a statement is put as something that the author grants."""
    text = context.document.text
    before = text[max(0, statement.start - LEAD) : statement.start]
    after = text[statement.end : statement.end + LEAD]
    return bool(_BEFORE.search(before) or _AFTER.search(after))
