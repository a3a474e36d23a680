"""The lookup behind a finding, written so that anyone can run it with `earnest sql`.

Every lookup gives the same three columns, `id`, `day` and `what`: the rows a question was put to,
before ranking. `with_cited` adds the rows that a finding cites, so that running its query again
shows all of them.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from earnest.check.asked import Asked
from earnest.contract.finding import RowRef
from earnest.contract.tables import ID_COLUMN

_SELECT: Final = {
    "events": "SELECT event_id AS id, CAST(date AS VARCHAR) AS day,"
    " concat_ws(' ', code, description) AS what FROM events",
    "measures": "SELECT measure_id AS id, CAST(coalesce(start, announced) AS VARCHAR) AS day,"
    " concat_ws(' ', sender, target, type, object) AS what FROM measures",
    "statistics": "SELECT stat_id AS id, CAST(date AS VARCHAR) AS day,"
    " concat_ws(' ', series_id, country, partner, value, unit) AS what FROM statistics",
    "documents": "SELECT document_id AS id, CAST(date AS VARCHAR) AS day,"
    " concat_ws(' ', outlet, holder, stance) AS what FROM documents",
}


def with_cited(lookup: str, rows: Sequence[RowRef]) -> str:
    """The lookup, and the rows cited that it may not reach: of another time, party or table."""
    if not lookup.startswith("SELECT "):
        return lookup
    tables = sorted({row.table for row in rows})
    cited = (
        f"{_SELECT[table]} WHERE {ID_COLUMN[table]} IN ({_listed(r.id for r in rows if r.table == table)})"
        for table in tables
    )
    return f"{' UNION '.join((lookup, *cited))} ORDER BY day, id"


def events_query(question: Asked, *, as_of: dt.date) -> str:
    """The events and measures a question was put to: parties, window and knowledge date."""
    sides = _listed(question.parties.states)
    joint = "AND" if len(question.parties.states) > 1 else "OR"
    window = question.window
    events = [
        f"(coalesce(actor_country, actor_name) IN ({sides})"
        f" {joint} coalesce(recipient_country, recipient_name) IN ({sides}))",
        f"coalesce(date_end, date) >= DATE '{window.start}'" if window.start else "",
        f"date < DATE '{window.end}'" if window.end else "",
        f"known_at <= DATE '{as_of}'",
    ]
    measures = [
        f"(sender IN ({sides}) {joint} target IN ({sides}))",
        f'("end" IS NULL OR "end" >= DATE \'{window.start}\')' if window.start else "",
        f"{_SEEN} < DATE '{window.end}'" if window.end else "",
        f"{_SEEN} <= DATE '{as_of}'",
    ]
    return f"{_where('events', events)} UNION {_where('measures', measures)}"


def measures_query(
    *, as_of: dt.date, sender: str = "", family: str = "", types: Iterable[str] = ()
) -> str:
    """The measures of a sender, a family or some types that were visible at `as_of`."""
    listed = _listed(types)
    conditions = [
        f"sender = {_quoted(sender)}" if sender else "",
        f"family = {_quoted(family)}" if family else "",
        f"type IN ({listed})" if listed else "",
        f"{_SEEN} <= DATE '{as_of}'",
    ]
    return _where("measures", conditions)


def acts_of_query(actor: str, *, as_of: dt.date) -> str:
    """The acts and measures of one state that were known at `as_of`."""
    who = _quoted(actor)
    events = _where("events", [f"actor_country = {who}", f"known_at <= DATE '{as_of}'"])
    return f"{events} UNION {measures_query(as_of=as_of, sender=actor)}"


def series_query(country: str, series: Iterable[str], *, as_of: dt.date) -> str:
    """The values of some series of one country that were known at `as_of`."""
    named = f"series_id IN ({_listed(series)})"
    return _where(
        "statistics", [f"country = {_quoted(country)}", named, f"known_at <= DATE '{as_of}'"]
    )


def documents_query(countries: Iterable[str], *, as_of: dt.date) -> str:
    """The indexed documents of some countries, or of all, that were out at `as_of`."""
    listed = _listed(countries)
    return _where(
        "documents", [f"country IN ({listed})" if listed else "", f"date <= DATE '{as_of}'"]
    )


# When a measure could first be seen.
_SEEN: Final = "least(coalesce(announced, start), start)"


def _where(table: str, conditions: Iterable[str]) -> str:
    return f"{_SELECT[table]} WHERE {' AND '.join(filter(None, conditions))}"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(_quoted(value) for value in values)


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
