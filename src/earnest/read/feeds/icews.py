"""ICEWS events: 20 tab-separated columns or more, named by a header, UTF-8 or ISO-8859-1, quoting off.

Event ids repeat over days, so an id here is the number and the day; CAMEO codes that lost a
leading zero get it back; the feed's intensity is kept as the Goldstein value.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import pyarrow.compute as pc

from earnest.read.feeds.actors import Sides, sides
from earnest.read.feeds.acts import act_columns
from earnest.read.feeds.cells import Days, iso_days, mapped, present
from earnest.read.feeds.dyads import event_batch, event_days, identities, ignore_wild_places, scores
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.quoted import has_columns, header_of
from earnest.read.feeds.rows import Rows
from earnest.read.feeds.tabbed import tab_rows

COLUMNS: Final = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text"),
    *("CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID"),
    *("Sentence Number", "Publisher", "City", "District", "Province", "Country"),
    *("Latitude", "Longitude"),
)
# The first sector that says what kind of actor this is; sectors such as Elite say nothing of it.
_ROLES: Final = {
    "Military": "military",
    "Army": "military",
    "Navy": "military",
    "Air Force": "military",
    "Police": "police",
    "Judicial": "judiciary",
    "Legislative / Parliamentary": "legislature",
    "Government": "government",
    "Executive": "government",
    "Opposition Major Party (Out Of Government)": "opposition",
    "International Government Organization": "intergovernmental",
    "Rebel": "rebels",
    "Insurgents": "insurgents",
    "Separatists": "separatists",
    "Radicals / Extremists / Fundamentalists": "radicals",
    "Protestors / Popular Opposition / Mobs": "crowds",
    "Dissident": "dissidents",
    "Criminals / Gangs": "criminals",
    "Parties": "party",
    "Media": "media",
    "Business": "business",
    "Nongovernmental Organizations / Activists": "non-governmental",
    "General Population / Civilian / Social": "civilians",
    "Education": "education",
    "Labor": "labour",
    "Unidentified Forces": "armed group",
}


def batches(member: Member) -> Iterator[Batch]:
    """The events of an ICEWS file; known on the day of the event, assumed."""
    named = header_of(member.head, separator="\t")
    names = named if set(COLUMNS) <= set(named) and len(set(named)) == len(named) else COLUMNS
    for rows in tab_rows(member, names, fallback="latin-1", header=names[0]):
        yield _batch(rows)


@lru_cache(maxsize=65536)
def role_of(sectors: str) -> str | None:
    """The role that a list of ICEWS sectors amounts to; None if they say none."""
    given = [sector.strip() for sector in sectors.split(",")]
    return next((role for sector, role in _ROLES.items() if sector in given), None)


def _batch(rows: Rows) -> Batch:
    when = event_days(rows, iso_days, "Event Date")
    ignore_wild_places(rows, "Latitude", "Longitude")
    identity = pc.replace_substring(rows.column("Event ID"), ",", "")
    rows.put("Event ID", identity)
    columns = {
        "event_id": identities(rows, "icews", "Event ID", "Event Date"),
        **when,
        **act_columns(rows, rows.column("CAMEO Code"), were_numbers=True),
        "goldstein": scores(rows, "Intensity"),
        "description": present(rows.column("Event Text")),
    }
    days: Days = when["date"].to_numpy(zero_copy_only=False)
    return event_batch(rows, [_side(rows, s, days) for s in ("Source", "Target")], columns)


def _side(rows: Rows, side: str, days: Days) -> Sides:
    country = present(rows.column(f"{side} Country"))
    name = pc.fill_null(present(rows.column(f"{side} Name")), "")
    one = sides(rows, country, days, scheme="name", names=name)
    role = mapped(rows.column(f"{side} Sectors"), role_of)
    return Sides(one.country, one.name, role)


def _is_icews(head: bytes) -> bool:
    return has_columns(head, COLUMNS[:11], separator="\t")


FEED: Final = Feed("icews", "ICEWS events (20 columns)", "events", _is_icews, batches)
