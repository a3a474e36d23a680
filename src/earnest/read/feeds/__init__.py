"""Feeds of events, spells and statistics: one file per format, recognised by content."""

from earnest.contract.tables import SPELLS
from earnest.read.feeds.feed import Batch, Feed, Member, Rejected
from earnest.read.feeds.registry import AUTO, FEEDS, all_feeds, batches, detect, named

__all__ = [
    "AUTO",
    "FEEDS",
    "SPELLS",
    "Batch",
    "Feed",
    "Member",
    "Rejected",
    "all_feeds",
    "batches",
    "detect",
    "named",
]
