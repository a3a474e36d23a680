"""GDELT 2.0 events: 61 tab-separated columns, no header; recognised by shape, quoting off."""

from collections.abc import Iterator
from typing import Final

from earnest.read.feeds import gdelt
from earnest.read.feeds.feed import Batch, Feed, Member

COLUMNS: Final = gdelt.columns(
    ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"),
    ("DATEADDED", "SOURCEURL"),
)


def batches(member: Member) -> Iterator[Batch]:
    """The events of a GDELT 2.0 file; known at the day of DATEADDED."""
    return gdelt.event_batches(member, COLUMNS, feed="gdelt2")


FEED: Final = Feed(
    name="gdelt2",
    title="GDELT 2.0 events (61 columns)",
    table="events",
    sniff=lambda head: gdelt.is_event_line(head, len(COLUMNS)),
    read=batches,
)
