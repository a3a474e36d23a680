"""How exact a time is that is told by counting: "a fortnight after that" may be a day or two off."""

import re
from typing import Final

from earnest.extract.date_rules import COUNT

_SLACK: Final = {"week": 1, "fortnight": 2, "month": 4, "year": 15, "decade": 200}
_COUNTED: Final = re.compile(
    rf"\b(?:{COUNT}|the|some|about|barely|only|scarcely|nearly|almost)\s+(?P<unit>week|fortnight|month|"
    rf"year|decade)s? "
    r"(?:later|earlier|after(?:wards)?|before(?:hand)?|on\b(?! the)|hence|ago)\b",
    re.IGNORECASE,
)
# A day that is named leaves nothing to count.
_NAMED_DAY: Final = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|"
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}\b|"
    r"\bto the (?:very )?day\b|\bexactly\b",
    re.IGNORECASE,
)


def days_of_slack(text: str) -> int:
    """Days by which an act may lie beside the day counted in a text; 0 where it counts none."""
    found = _COUNTED.search(text)
    if found is None or _NAMED_DAY.search(text):
        return 0
    return _SLACK[found["unit"].casefold()]
