"""GDELT 1.0 events: 58 columns, or 57 without an address in the files before April 2013."""

from collections.abc import Iterator
from typing import Final

from earnest.read.feeds import gdelt
from earnest.read.feeds.feed import Batch, Feed, Member

COLUMNS: Final = gdelt.columns(
    ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID"),
    ("DATEADDED", "SOURCEURL"),
)
OLD_COLUMNS: Final = COLUMNS[:-1]


def batches(member: Member) -> Iterator[Batch]:
    """The events of a GDELT 1.0 file; lines of 57 and of 58 columns may stand side by side."""
    return gdelt.event_batches(member, COLUMNS, feed="gdelt1", optional=1)


def _is_gdelt1(head: bytes) -> bool:
    return any(gdelt.is_event_line(head, len(names)) for names in (COLUMNS, OLD_COLUMNS))


FEED: Final = Feed(
    name="gdelt1",
    title="GDELT 1.0 events (57 or 58 columns)",
    table="events",
    sniff=_is_gdelt1,
    read=batches,
)
