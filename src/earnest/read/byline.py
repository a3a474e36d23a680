"""Title, outlet, author and date from the first lines of a plain text.

The lines that say so stay in the text: spans count them.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from earnest.read.article import Byline

EARLIEST: Final = dt.date(1900, 1, 1)
LATEST: Final = dt.date(2099, 12, 31)  # fixed, so that a run does not depend on its day
LINES_LOOKED_AT: Final = 12

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_DAYS: Final = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_DAYS_AND_MONTHS: Final = frozenset((*_MONTHS, *(f"{day}day" for day in _DAYS)))
_MONTH: Final = rf"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _MONTHS)}|sept)\.?"
_WEEKDAY: Final = rf"(?:(?:{'|'.join(_DAYS)})day,?\s+)?"
_DATE: Final = (
    rf"{_WEEKDAY}(?:(?P<iso>\d{{4}}-\d\d-\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>\d{{4}})"
    rf"|{_MONTH.replace('month', 'month2')}\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?"
    r"\s+(?P<year2>\d{4}))"
)
_TIME: Final = r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+\(?[A-Z]{2,4}\)?)?)?"
_LABEL: Final = (
    r"(?:(?:first\s+)?(?:date|dated|published|posted|updated|publication date)(?:\s+on)?\s*:?\s*)?"
)
_NAME: Final = r"(?P<name>[^\W\d_][^\d\n:;!?|]{1,79}?)"
_DATELINE: Final = re.compile(
    rf"\s*{_LABEL}{_DATE}{_TIME}(?:\s*[,|·–—-]?\s*by:?\s+{_NAME})?\s*\.?\s*", re.IGNORECASE
)
_BY_LINE: Final = re.compile(
    rf"\s*(?:by|author)\s*:?\s+{_NAME}(?:\s*[,|·–—-]\s*{_DATE}{_TIME})?\s*", re.IGNORECASE
)
_HEADING: Final = re.compile(r"#\s+(?P<title>.+?)\s*#*\s*")
_FRONT_MATTER: Final = re.compile(
    "\ufeff?---[ \t]*(?:\r\n|\n|\r)(?P<body>.*?)(?:\r\n|\n|\r)"
    "(?:---|\\.\\.\\.)[ \t]*(?=[\r\n]|\\Z)",
    re.DOTALL,
)
_ENTRY: Final = re.compile(r"(?P<key>[A-Za-z_ -]+):[ \t]*(?P<value>.*)")
_KEYS: Final = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "publisher", "publication", "site", "source"),
    "author": ("author", "authors", "by", "byline"),
    "date": ("date", "published", "publication_date", "publication date"),
    "language": ("language", "lang"),
}


def front_matter_end(text: str) -> int:
    """The code point after a leading `---` block of `key: value` lines; 0 if there is none."""
    found = _FRONT_MATTER.match(text)
    return found.end() if found and _entries(found["body"]) else 0


def byline_of(text: str) -> Byline:
    """What front matter says about a text, and what its first lines add.

    Dates count if they are days of the calendar from 1900 to 2099; a date inside a sentence is
    not taken.
    """
    end = front_matter_end(text)
    found = _FRONT_MATTER.match(text) if end else None
    matter = _from_entries(_entries(found["body"])) if found else Byline()
    return matter.or_else(_from_lines(text[end:].lstrip("\ufeff")))


def plausible_date(text: str) -> dt.date | None:
    """The day that a text such as `March 12, 2019` names; None if it names none."""
    found = _DATELINE.fullmatch(text)
    return _day(found) if found else None


def language_code(text: str | None) -> str | None:
    """The ISO 639-1 code that starts a tag such as `en-GB`; None if it starts with none."""
    found = re.fullmatch(r"([A-Za-z]{2})(?:[-_].*)?", (text or "").strip())
    return found[1].lower() if found else None


def _entries(body: str) -> dict[str, str]:
    found = (_ENTRY.fullmatch(line.strip()) for line in body.splitlines())
    pairs = ((entry["key"].strip().lower(), _unquoted(entry["value"])) for entry in found if entry)
    return {key: value for key, value in pairs if value}


def _unquoted(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1].strip() if quoted else value


def _from_entries(entries: dict[str, str]) -> Byline:
    values = {
        name: next((entries[key] for key in keys if key in entries), None)
        for name, keys in _KEYS.items()
    }
    date, language = values["date"], values["language"]
    return Byline(
        title=values["title"],
        outlet=values["outlet"],
        author=values["author"],
        date=plausible_date(date) if date else None,
        language=language_code(language),
    )


def _from_lines(text: str) -> Byline:
    byline = Byline()
    for number, line in enumerate(_first_lines(text)):
        byline = byline.or_else(_from_line(line, is_first=number == 0))
    return byline


def _first_lines(text: str) -> Iterator[str]:
    """The first lines that are not blank, up to the first that is as long as a paragraph."""
    lines = (line for line in text[:4000].splitlines() if line.strip())
    for _, line in zip(range(LINES_LOOKED_AT), lines, strict=False):
        if len(line) > 200:
            return
        yield line


def _from_line(line: str, *, is_first: bool) -> Byline:
    plain = line.strip().strip("*_").strip()
    heading = _HEADING.fullmatch(line.strip()) if is_first else None
    if heading:
        return Byline(title=heading["title"])
    found = _DATELINE.fullmatch(plain) or _BY_LINE.fullmatch(plain)
    if found is None:
        return Byline()
    return Byline(author=_author(found["name"]), date=_day(found))


def _author(name: str | None) -> str | None:
    """A name, not the start of a sentence such as `By then the talks had failed`."""
    name = (name or "").strip().rstrip(",|·–—-").strip()
    words = name.split()
    capital = sum(word[:1].isupper() for word in words)
    is_name = 0 < len(words) <= 8 and 2 * capital > len(words) and words[0][:1].isupper()
    is_deadline = bool(words) and words[0].lower().rstrip(",") in _DAYS_AND_MONTHS
    return name if is_name and not is_deadline and not name.endswith(".") else None


def _day(found: re.Match[str]) -> dt.date | None:
    parts = found.groupdict()
    try:
        if parts["iso"]:
            day = dt.date.fromisoformat(parts["iso"])
        elif parts["month"] or parts["month2"]:
            month = (parts["month"] or parts["month2"]).lower()[:3]
            number = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month))
            year, date = parts["year"] or parts["year2"], parts["day"] or parts["day2"]
            day = dt.date(int(year), number, int(date))
        else:
            return None
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None
