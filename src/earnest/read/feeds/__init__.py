"""Feeds of events, spells and statistics: one file per format, recognised by content."""

from earnest.read.feeds.feed import Batch, Feed, Member, Rejected
from earnest.read.feeds.registry import FEEDS, all_feeds, batches, detect
from earnest.read.feeds.spells import SPELLS

__all__ = [
    "FEEDS",
    "SPELLS",
    "Batch",
    "Feed",
    "Member",
    "Rejected",
    "all_feeds",
    "batches",
    "detect",
]
