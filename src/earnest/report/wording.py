"""Numbers, spans of time and rows that are wanted, in words that every view shares."""

import datetime as dt
from typing import Final

from earnest.contract.finding import Finding, Number, Seen, Wanted
from earnest.contract.report import DISCLAIMER, Forecast, Report, Thesis
from earnest.contract.tables import TABLES
from earnest.contract.words import probability_words

_UNGROUPED: Final = frozenset({"year", "years", "date"})


def disclaimer(report: Report) -> str:
    """The sentence that stands on the first screen of every view."""
    return DISCLAIMER.format(as_of=report.as_of.isoformat())


def shortened(text: str, limit: int) -> str:
    """The text on one line, cut at a word within `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head).rstrip(" ,;:.–-") + "…"


def figure_words(value: float | None, unit: str | None = None) -> str:
    """A number with thousands apart and three or more figures; empty if there is none."""
    if value is None:
        return ""
    if float(value).is_integer():
        return f"{value:.0f}" if unit in _UNGROUPED else f"{value:,.0f}"
    return f"{value:,.1f}" if abs(value) >= 100 else f"{value:.3g}"


def interval_words(low: float | None, high: float | None, unit: str | None = None) -> str:
    """`[low, high]`, an open side as `…`; empty if neither is known."""
    if low is None and high is None:
        return ""
    return f"[{figure_words(low, unit) or '…'}, {figure_words(high, unit) or '…'}]"


def number_words(number: Number) -> str:
    """A finding's number on one line: name, value, interval, unit, n."""
    parts = [
        f"{number.name} {figure_words(number.value, number.unit)}",
        interval_words(number.low, number.high, number.unit),
        number.unit or "",
        "" if number.n is None else f"(n = {number.n:,})",
    ]
    return " ".join(part for part in parts if part)


def probability(forecast: Forecast) -> str:
    """The registered probability in words and figures."""
    if forecast.p is None:
        return "none shipped"
    words = f"{probability_words(forecast.p)}, {percent(forecast.p)}"
    if forecast.low is not None and forecast.high is not None:
        words = f"{words} [{percent(forecast.low)}, {percent(forecast.high)}]"
    return words


def probability_from(forecast: Forecast) -> str:
    """The registered probability with what it was taken from."""
    words = probability(forecast)
    return f"{words}; from {forecast.rests_on}" if forecast.rests_on else words


def percent(share: float) -> str:
    """A share as a whole percentage; never rounded to certainty."""
    if 0 < share < 0.01:
        return "<1 %"
    if 0.99 < share < 1:
        return ">99 %"
    return f"{share * 100:.0f} %"


def base_rate(forecast: Forecast) -> str:
    """The share of comparable windows with such an act, and how many were looked at."""
    if forecast.base_rate is None:
        return "none shipped"
    n = "" if forecast.n is None else f" (n = {forecast.n:,})"
    return percent(forecast.base_rate) + n


def window(since: dt.date | None, until: dt.date | None) -> str:
    """A stretch of time in words; an open side is said."""
    if since is None and until is None:
        return "any time"
    if since is None:
        return f"until {until}"
    return f"since {since}" if until is None else f"{since} to {until}"


def seen_words(seen: Seen | None) -> str:
    """What the record could see for a finding."""
    if seen is None:
        return "not stated"
    return f"{seen.n:,} rows, {seen.kind}, {window(seen.since, seen.until)}"


def wanted_words(wanted: Wanted) -> str:
    """Which rows are wanted, on one line."""
    sides = " → ".join(side for side in (wanted.actor, wanted.recipient) if side)
    what = [wanted.table, sides, wanted.act_class, wanted.concept]
    unit = f"in {wanted.unit}" if wanted.unit else None
    return ", ".join(p for p in (*what, unit, window(wanted.since, wanted.until)) if p)


def held_by(thesis: Thesis) -> str:
    """Who holds a thesis; one that a person added says so."""
    names = [name for name in thesis.holders if name not in ("unknown", "analyst")]
    names = ["the author" if name == "author" else name for name in names]
    held = f"held by {'; '.join(names)}" if names else ""
    if thesis.origin == "analyst":
        return "; ".join(part for part in ("added by an analyst", held) if part)
    return held or "holder unknown"


def text_words(report: Report) -> str:
    """The texts under examination and what was found in them."""
    n = len(report.documents)
    parts = [f"{n} text" if n == 1 else f"{n} texts"]
    whole = [document.text for document in report.documents if document.text is not None]
    if whole and len(whole) == n:
        parts.append(f"{sum(len(text.split()) for text in whole):,} words")
    return ", ".join([*parts, counted(len(report.statements), "statement")])


def record_words(report: Report) -> str:
    """How many rows its sources hold, by table; what they say of their own coverage is no row."""
    sizes: dict[str, int] = {}
    for source in report.record:
        sizes[source.kind] = sizes.get(source.kind, 0) + source.rows
    known = [kind for kind in ("events", "measures", "statistics", "documents") if kind in sizes]
    others = sorted(sizes.keys() - {*known, "coverage"})
    parts = [_rows_of(kind, sizes[kind]) for kind in (*known, *others)]
    return "record: " + (", ".join(parts) if parts else "empty")


def _rows_of(kind: str, n: int) -> str:
    return f"{n:,} {kind}" if kind in TABLES else f"{counted(n, 'row')} ({kind})"


def counted(n: int, noun: str) -> str:
    """`1 row`, `2 rows`."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def answer_words(finding: Finding, word: str) -> str:
    """The answer with its status in front, unless it says it at once itself."""
    words = finding.words.strip()
    return words if word.lower() in words[: len(word) + 8].lower() else f"{word}: {words}"
