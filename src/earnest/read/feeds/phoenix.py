"""Phoenix events: the daily files of OEDA (26 or 27 columns) and the Cline Center's (CSV)."""

from collections.abc import Iterator
from typing import Final

import pyarrow.compute as pc

from earnest.read.feeds.actors import Sides, roles_of, sides
from earnest.read.feeds.acts import act_columns
from earnest.read.feeds.cells import compact_days, iso_days, mapped, present
from earnest.read.feeds.dyads import event_batch, event_days, identities, ignore_wild_places, scores
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.quoted import csv_rows, has_columns
from earnest.read.feeds.rows import Columns, Rows
from earnest.read.feeds.tabbed import tab_rows

_ACTOR: Final = ("Full", "Entity", "Role", "Attribute")
OEDA: Final = (
    *("EventID", "Date", "Year", "Month", "Day"),
    *(f"{side}Actor{part}" for side in ("Source", "Target") for part in _ACTOR),
    *("EventCode", "EventRootCode", "QuadClass", "GoldsteinScore", "Issues", "Lat", "Lon"),
    *("LocationName", "StateName", "CountryCode", "SentenceID", "URLs", "NewsSources"),
    "GeoSentence",
)
CLINE: Final = ("eid", "story_date", "source", "source_root", "target", "target_root", "code")


def oeda(member: Member) -> Iterator[Batch]:
    """The events of a daily OEDA file."""
    for rows in tab_rows(member, OEDA, optional=1):
        when = event_days(rows, compact_days, "Date")
        columns: Columns = {
            "event_id": identities(rows, "phoenix", "EventID"),
            **when,
            **act_columns(rows, rows.column("EventCode"), quads=rows.column("QuadClass")),
            "goldstein": scores(rows, "GoldsteinScore"),
            "source_ref": mapped(present(rows.column("URLs")), _first),
        }
        both = [
            _side(rows, when, f"{side}ActorEntity", f"{side}ActorRole", f"{side}ActorFull")
            for side in ("Source", "Target")
        ]
        ignore_wild_places(rows, "Lat", "Lon")
        yield event_batch(rows, both, columns)


def cline(member: Member) -> Iterator[Batch]:
    """The events of a Cline Center file."""
    for rows in csv_rows(member, fallback="latin-1", required=CLINE):
        slashed = pc.replace_substring(rows.column("story_date"), "/", "-")
        rows.put("story_date", mapped(slashed, _iso))
        when = event_days(rows, iso_days, "story_date")
        columns: Columns = {
            "event_id": identities(rows, "cline", "eid"),
            **when,
            **act_columns(rows, rows.column("code"), quads=rows.column("quad_class")),
            "goldstein": scores(rows, "goldstein"),
        }
        both = [
            _side(rows, when, f"{side}_root", f"{side}_agent", side)
            for side in ("source", "target")
        ]
        ignore_wild_places(rows, "lat", "lon")
        yield event_batch(rows, both, columns)


def _side(rows: Rows, when: Columns, entity: str, role: str, full: str) -> Sides:
    days = when["date"].to_numpy(zero_copy_only=False)
    one = sides(rows, rows.column(entity), days, scheme="cameo", names=rows.column(full))
    return Sides(one.country, one.name, pc.coalesce(roles_of(rows.column(role)), one.role))


def _first(cell: str) -> str | None:
    return cell.partition(";")[0].strip() or None


def _iso(cell: str) -> str:
    """A date written month-day-year or year-month-day, as the latter."""
    parts = cell.split("-")
    if len(parts) == 3 and len(parts[2]) == 4:
        month, day, year = parts
        return f"{year}-{month:0>2}-{day:0>2}"
    return cell


def _is_oeda(head: bytes) -> bool:
    cells = head.split(b"\n", 1)[0].rstrip(b"\r").split(b"\t")
    return len(cells) in (26, 27) and len(cells[1]) == 8 and cells[1].startswith(cells[2])


FEEDS: Final = (
    Feed("phoenix", "Phoenix events (OEDA)", "events", _is_oeda, oeda),
    Feed("cline", "Phoenix events (Cline)", "events", lambda head: has_columns(head, CLINE), cline),
)
