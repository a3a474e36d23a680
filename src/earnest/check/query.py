"""The lookup behind a finding, written so that anyone can run it with `earnest sql`."""

import datetime as dt
from collections.abc import Iterable

from earnest.check.asked import Asked


def events_query(question: Asked, *, as_of: dt.date) -> str:
    """The events a question was put to: parties, window and knowledge date, before ranking."""
    sides = _listed(question.parties.states)
    joint = "AND" if len(question.parties.states) > 1 else "OR"
    window = question.window
    conditions = [
        f"(coalesce(actor_country, actor_name) IN ({sides})"
        f" {joint} coalesce(recipient_country, recipient_name) IN ({sides}))",
        f"coalesce(date_end, date) >= DATE '{window.start}'" if window.start else "",
        f"date < DATE '{window.end}'" if window.end else "",
        f"known_at <= DATE '{as_of}'",
    ]
    where = " AND ".join(condition for condition in conditions if condition)
    return f"SELECT event_id, date, code, description FROM events WHERE {where} ORDER BY date"


def measures_query(sender: str, family: str, *, as_of: dt.date) -> str:
    """The measures of one sender in one family that were visible at `as_of`."""
    return (
        "SELECT measure_id, target, object, type, announced, start FROM measures"
        f" WHERE sender = {_quoted(sender)} AND family = {_quoted(family)}"
        f" AND least(coalesce(announced, start), start) <= DATE '{as_of}' ORDER BY start"
    )


def acts_of_query(actor: str, *, as_of: dt.date) -> str:
    """The acts and measures of one state that were known at `as_of`."""
    return (
        "SELECT event_id AS id, date AS day, description AS what FROM events"
        f" WHERE actor_country = {_quoted(actor)} AND known_at <= DATE '{as_of}'"
        " UNION ALL SELECT measure_id, coalesce(\"end\", start), type || ' ' || status FROM measures"
        f" WHERE sender = {_quoted(actor)}"
        f" AND least(coalesce(announced, start), start) <= DATE '{as_of}' ORDER BY day, id"
    )


def series_query(country: str, series: Iterable[str], *, as_of: dt.date) -> str:
    """The values of some series of one country that were known at `as_of`."""
    return (
        "SELECT stat_id, series_id, partner, date, value, unit FROM statistics"
        f" WHERE country = {_quoted(country)} AND series_id IN ({_listed(series)})"
        f" AND known_at <= DATE '{as_of}' ORDER BY series_id, date, partner"
    )


def documents_query(countries: Iterable[str], *, as_of: dt.date) -> str:
    """The indexed documents of some countries, or of all, that were out at `as_of`."""
    listed = _listed(countries)
    who = f"country IN ({listed}) AND " if listed else ""
    return (
        "SELECT document_id, date, outlet, holder, stance FROM documents"
        f" WHERE {who}date <= DATE '{as_of}' ORDER BY date"
    )


def _listed(values: Iterable[str]) -> str:
    return ", ".join(_quoted(value) for value in values)


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
