"""Claims that something rose, fell or held, without saying by how much: the change on record beside them."""

import re
from typing import Final

from earnest.check.answer import finding
from earnest.check.asked import asked
from earnest.check.computed import Computed, Sought, change
from earnest.check.concepts import concepts_in
from earnest.check.context import Context
from earnest.check.figures import read_figures
from earnest.check.parties import parties
from earnest.check.query import series_query
from earnest.check.sought import day_about, sides_about
from earnest.contract.finding import Finding, Number
from earnest.contract.text import Statement

METHOD: Final = (
    "The best-fitting series, its value of the claim's time beside that of the year before; a change of less"
    " than two percent is none."
)
# Percent up to which a series has held.
LEVEL: Final = 2.0
# Years between a claim and the change on record beyond which they say nothing of each other.
MOST_YEARS: Final = 3
_UP: Final = re.compile(
    r"\b(?:rose|ris(?:es|en|ing)|gr(?:ew|own|ows|owing)|increas(?:e[sd]|ing)|climb(?:s|ed|ing)|soar(?:s|ed|"
    r"ing)|"
    r"surg(?:e[sd]|ing)|jump(?:s|ed)|boom(?:s|ed|ing)|flourish(?:e[sd]|ing)|thriv(?:e[sd]|ing)|swell(?:s|ed|"
    r"ing)|swollen|"
    r"(?:went|gone|going|goes) up|pick(?:s|ed) up|recover(?:s|ed|ing)|prosper(?:s|ed|ing)|expand(?:s|ed|"
    r"ing))\b",
    re.IGNORECASE,
)
_DOWN: Final = re.compile(
    r"\b(?:fell|fall(?:s|en|ing)|dropp(?:ed|ing)|drops|declin(?:e[sd]|ing)|shr(?:ank|unk|inks|inking)|"
    r"suffer(?:s|ed|ing)?|"
    r"collaps(?:e[sd]|ing)|plung(?:e[sd]|ing)|slump(?:s|ed|ing)|dwindl(?:e[sd]|ing)|dr(?:ied|ies|ying) up|"
    r"wither(?:s|ed|ing)|"
    r"sank|sunk|sinks|tumbl(?:e[sd]|ing)|crash(?:e[sd]|ing)|decreas(?:e[sd]|ing)|diminish(?:e[sd]|ing)|"
    r"(?:went|gone|going|goes) down|been (?:hit|hurt|dented|harmed|cut))\b",
    re.IGNORECASE,
)
_SAME: Final = re.compile(
    r"\b(?:unchanged|(?:held|hold|holds|remained|stayed) (?:steady|firm|stable|level|the same|its own|"
    r"their own)|"
    r"(?:went|gone|goes) on as before|(?:has|have|had) not (?:changed|moved|budged))\b",
    re.IGNORECASE,
)
_NOT: Final = re.compile(
    r"\b(?:not|never|no|hardly|barely|scarcely|without|nor|neither|\w+n[’']t)\b", re.IGNORECASE
)


def trend_claimed(text: str) -> tuple[float, float] | None:
    """The changes in percent that a text allows where it tells only which way; None if it tells none."""
    if not concepts_in(text) - {"share", "change", "active", "european_union"} or read_figures(
        text
    ):
        return None
    ups, downs = bool(_UP.search(text)), bool(_DOWN.search(text))
    if _SAME.search(text):
        return -LEVEL, LEVEL
    if ups == downs:
        return None
    is_denied = bool(_NOT.search(text))
    if ups:
        return (float("-inf"), LEVEL) if is_denied else (LEVEL, float("inf"))
    return (-LEVEL, float("inf")) if is_denied else (float("-inf"), -LEVEL)


def find_trend(statement: Statement, context: Context) -> Finding | None:
    """The answer to a claim that something rose, fell or held; None where no change is on record."""
    allowed = trend_claimed(statement.text)
    found = _change(statement, context) if allowed else None
    if allowed is None or found is None:
        return None
    low, high = allowed
    return finding(
        "quantity",
        statement,
        context,
        question="Which way did it go by the record?",
        status="within" if low <= found.value <= high else "outside",
        words=(
            f"The text says only which way; on record it changed by {found.value:+,.10g} percent"
            f" ({found.words})."
        ),
        method=METHOD,
        query=series_query(
            found.values[0].country,
            sorted({v.series_id for v in found.values}),
            as_of=context.view.as_of,
        ),
        numbers=(Number("worked out", found.value, unit="percent"),),
        rows=found.rows,
    )


def _change(statement: Statement, context: Context) -> Computed | None:
    day = day_about(statement, context)
    must = frozenset(parties(statement).states) - asked(statement, context).guessed
    found = change(Sought(statement.text, sides_about(statement, context), must, day), context)
    if found is None or abs(int(found.values[0].date[:4]) - day.year) > MOST_YEARS:
        return None
    return found
