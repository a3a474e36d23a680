"""POLECAT events: about 40 tab-separated columns, mapped by the names in the header.

Some files carry a surplus `Headline` cell in the header alone, or empty cells at line ends.
PLOVER event types have no finer CAMEO code: `code` is the CAMEO root that stands for the type.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from earnest.read.feeds.actors import Sides, country_named, sides
from earnest.read.feeds.cells import Days, iso_days, mapped, mask, present
from earnest.read.feeds.dyads import event_batch, event_days, identities, ignore_wild_places, scores
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.plover import plover_columns
from earnest.read.feeds.quoted import checked_columns, header_of
from earnest.read.feeds.rows import Columns, Mask, Rows
from earnest.read.feeds.tabbed import tab_rows

NAMES: Final = ("Event ID", "Event Date", "Event Type", "Quad Code", "Actor Name", "Recipient Name")
SEVERAL: Final = "several countries on one side: no country taken"


def batches(member: Member) -> Iterator[Batch]:
    """The events of a POLECAT file; known at the publication date, else assumed."""
    names = columns(member.head)
    checked_columns(member, names, NAMES)
    for rows in tab_rows(member, names, header="Event ID", trailing=True):
        yield _batch(rows)


def columns(head: bytes) -> list[str]:
    """The columns of the data lines: those of the header, without a surplus `Headline`."""
    names = header_of(head, separator="\t")
    while names and not names[-1]:
        names.pop()
    lines = [line.rstrip(b"\r") for line in head.split(b"\n")[1:-1] if line.strip()]
    widths = {line.count(b"\t") + 1 for line in lines}
    if "Headline" in names and len(names) not in widths and len(names) - 1 in widths:
        names.remove("Headline")
    return [name or f"column {place}" for place, name in enumerate(names, 1)]


def _batch(rows: Rows) -> Batch:
    when = dict(event_days(rows, iso_days, "Event Date"))
    days: Days = when["date"].to_numpy(zero_copy_only=False)
    when |= _published(rows, when)
    intensity = "Intensity" if "Intensity" in rows.text.column_names else "Event Intensity"
    found: Columns = {
        "event_id": identities(rows, "polecat", "Event ID"),
        **when,
        **plover_columns(rows, rows.column("Event Type"), quads=rows.column("Quad Code")),
        "goldstein": scores(rows, intensity),
        "description": _description(rows),
    }
    ignore_wild_places(rows, "Latitude", "Longitude")
    return event_batch(rows, [_side(rows, s, days) for s in ("Actor", "Recipient")], found)


def _published(rows: Rows, when: Columns) -> Columns:
    published, sound = iso_days(rows.column("Publication Date"))
    given = pa.array(published, pa.date32(), mask=~sound)
    basis = pc.if_else(pa.array(sound), "published", "assumed")
    return {"known_at": pc.coalesce(given, when["date"]), "known_at_basis": basis}


def _description(rows: Rows) -> pa.Array:
    """Type, mode and contexts, as words."""
    parts = [present(rows.column(name)) for name in ("Event Type", "Event Mode", "Contexts")]
    return pc.binary_join_element_wise(*parts, "; ", null_handling="skip")


def _side(rows: Rows, side: str, days: Days) -> Sides:
    given = present(rows.column(f"{side} Country"))
    rows.repair(mask(pc.match_substring(pc.fill_null(given, ""), ";")) & _differ(given), SEVERAL)
    country = mapped(given, _one_country)
    name = pc.fill_null(present(rows.column(f"{side} Name")), "")
    one = sides(rows, country, days, scheme="name", names=name)
    role = mapped(rows.column(f"Primary {side} Sector"), _role)
    return Sides(one.country, one.name, role)


def _differ(given: pa.Array) -> Mask:
    return mask(mapped(given, lambda cell: len(_countries(cell)) > 1, pa.bool_()))


def _countries(cell: str) -> set[str]:
    return {part.strip() for part in cell.split(";") if part.strip() not in ("", "None")}


@lru_cache(maxsize=65536)
def _one_country(cell: str) -> str | None:
    """The one country of a list such as `ABC; ABC`; None if there are several."""
    given = _countries(cell)
    if len(given) != 1:
        return None
    (one,) = given
    return country_named(one) or one


def _role(cell: str) -> str | None:
    return None if cell.strip() in ("", "None") else cell.strip().lower()


def _is_polecat(head: bytes) -> bool:
    return set(NAMES) <= set(header_of(head, separator="\t"))


FEED: Final = Feed("polecat", "POLECAT events (40 columns)", "events", _is_polecat, batches)
