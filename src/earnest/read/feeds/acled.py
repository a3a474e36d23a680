"""ACLED exports: sub-event types become the nearest CAMEO code; notes and texts are not kept."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from earnest.read.feeds.actors import Sides, sides
from earnest.read.feeds.acts import act_columns
from earnest.read.feeds.cells import iso_days, mapped, mask
from earnest.read.feeds.dyads import event_batch, event_days, identities, ignore_wild_places
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.quoted import csv_rows, header_of
from earnest.read.feeds.rows import Columns, Rows

NAMES: Final = ("event_date", "event_type", "sub_event_type", "actor1", "actor2", "country")
NO_ACT: Final = "strategic developments without a CAMEO code"
_CODES: Final = {
    "armed clash": "190",
    "government regains territory": "191",
    "non-state actor overtakes territory": "191",
    "air/drone strike": "195",
    "shelling/artillery/missile attack": "194",
    "suicide bomb": "183",
    "remote explosive/landmine/ied": "183",
    "grenade": "183",
    "chemical weapon": "204",
    "attack": "180",
    "sexual violence": "181",
    "abduction/forced disappearance": "181",
    "peaceful protest": "141",
    "protest with intervention": "141",
    "excessive force against protesters": "175",
    "violent demonstration": "145",
    "mob violence": "145",
    "agreement": "057",
    "arrests": "173",
    "looting/property destruction": "171",
    "disrupted weapons use": "170",
}
_NO_ACTS: Final = frozenset(
    {"other", "change to group/activity", "headquarters or base established"}
    | {"non-violent transfer of territory"}
)
_OF_STATE: Final = re.compile(r"(?:Forces|Government|Police) of (?:the )?(?P<name>[^(]+?) \(")
_IN_BRACKETS: Final = re.compile(r"\((?P<name>[^()0-9]+)\)")
_ROLES: Final = (
    ("military forces", "military"),
    ("police forces", "police"),
    ("government", "government"),
    ("protesters", "crowds"),
    ("rioters", "crowds"),
    ("civilians", "civilians"),
)
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def batches(member: Member) -> Iterator[Batch]:
    """The events of an ACLED export, comma- or semicolon-separated."""
    for rows in csv_rows(member, separator=_separator(member.head), required=NAMES):
        rows.put("event_date", mapped(rows.column("event_date"), _iso))
        when = event_days(rows, iso_days, "event_date")
        kinds = mapped(rows.column("sub_event_type"), str.lower)
        rows.leave_out(mask(pc.is_in(kinds, pa.array(sorted(_NO_ACTS)))), NO_ACT)
        key = "event_id_cnty" if "event_id_cnty" in rows.text.column_names else "data_id"
        columns: Columns = {
            "event_id": identities(rows, "acled", key),
            **when,
            **act_columns(rows, mapped(kinds, lambda kind: _CODES.get(kind, ""))),
            "description": kinds,
        }
        both = [_side(rows, actor, when) for actor in ("actor1", "actor2")]
        ignore_wild_places(rows, "latitude", "longitude")
        yield event_batch(rows, both, columns)


def _side(rows: Rows, column: str, when: Columns) -> Sides:
    """The country in the actor's name; without one the actor has a name only."""
    names = rows.column(column)
    days = when["date"].to_numpy(zero_copy_only=False)
    one = sides(rows, mapped(names, country_in), days, scheme="name", names=names)
    return Sides(one.country, one.name, mapped(names, _role))


@lru_cache(maxsize=65536)
def country_in(actor: str) -> str | None:
    """The name of the country in `Military Forces of X (2000-)` or `Protesters (X)`."""
    found = _OF_STATE.search(actor) or _IN_BRACKETS.search(actor)
    return found["name"].strip() if found else None


def _role(actor: str) -> str | None:
    text = actor.lower()
    return next((role for word, role in _ROLES if text.startswith(word)), None)


def _iso(cell: str) -> str:
    """`2020-03-04` as it is, and `4 March 2020` in that form."""
    parts = cell.split()
    if len(parts) == 3 and parts[1] in _MONTHS:
        return f"{parts[2]}-{_MONTHS.index(parts[1]) + 1:02}-{parts[0]:0>2}"
    return cell


def _separator(head: bytes) -> str:
    return ";" if head.split(b"\n", 1)[0].count(b";") > head.split(b"\n", 1)[0].count(b",") else ","


def _is_acled(head: bytes) -> bool:
    return set(NAMES) <= set(header_of(head, separator=_separator(head)))


FEED: Final = Feed("acled", "ACLED exports", "events", _is_acled, batches)
