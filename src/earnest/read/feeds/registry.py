"""Which feeds there are, and which of them a file is of."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType
from typing import Final

from earnest.errors import InputError
from earnest.read.feeds import (
    acled,
    cobap,
    comtrade,
    counted,
    cow,
    factbook_csv,
    factbook_json,
    gdelt1,
    gdelt2,
    gsdb,
    gta,
    icb,
    icews,
    keds,
    own_csv,
    own_parquet,
    parquet_events,
    petrarch,
    phoenix,
    plover_json,
    polecat,
    sipri,
    ties,
    ucdp,
    worldbank,
)
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.opening import members, reading

GROUP: Final = "earnest.feeds"
AUTO: Final = "auto"
# Asked in this order; the more particular shapes come first.
_BUILT_IN: Final = (
    *(gdelt2.FEED, gdelt1.FEED, *counted.FEEDS, icews.FEED, polecat.FEED),
    *(*parquet_events.FEEDS, ties.FEED, gsdb.FEED, icb.FEED, cobap.FEED),
    *(factbook_json.FEED, factbook_csv.FEED, worldbank.FEED, cow.FEED, comtrade.FEED, sipri.FEED),
    *(*phoenix.FEEDS, petrarch.FEED, *keds.FEEDS, plover_json.FEED),
    *(acled.FEED, ucdp.FEED, gta.FEED),
    *(*own_csv.FEEDS, *own_parquet.FEEDS),
)
FEEDS: Final[Mapping[str, Feed]] = MappingProxyType({feed.name: feed for feed in _BUILT_IN})
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_NOT_KNOWN: Final = "no reader knows this file"


@cache
def all_feeds() -> Mapping[str, Feed]:
    """The feeds by name: ours, then those that other packages offer under `earnest.feeds`.

    Raises:
        InputError: a package offers something that is no feed, or a name that is taken.
    """
    feeds = dict(FEEDS)
    for offer in entry_points(group=GROUP):
        feed = offer.load()
        if not isinstance(feed, Feed):
            problem = "the package offers something that is no Feed"
            raise InputError(offer.value, problem, "update or remove the package")
        if feed.name in feeds:
            problem = f"the package offers a second feed called {feed.name!r}"
            raise InputError(offer.value, problem, "remove one of the packages")
        feeds[feed.name] = feed
    return MappingProxyType(feeds)


def detect(path: Path) -> str:
    """The name of the feed that a file, or the first known file of an archive, is of.

    Raises:
        InputError: the file cannot be read, or no reader knows it.
    """
    seen = b""
    for member in members(path):
        seen = seen.strip() or member.head
        feed = _feed_of(member)
        if feed is not None:
            return feed.name
    raise _unknown(path, seen)


def batches(
    path: Path, *, format: str = AUTO, told: Callable[[int], None] = lambda _: None
) -> Iterator[Batch]:
    """The rows of a feed's file, batch by batch, in constant memory.

    Args:
        path: a plain file, a `.gz` or a `.zip`, whose files may be of several feeds.
        format: the name of a feed, or `auto` to tell it from the content.
        told: called with the bytes of the file read so far.

    Raises:
        InputError: the file cannot be read, the archive is damaged, or no reader knows a file.
    """
    given = None if format == AUTO else named(format)
    with reading(path):
        for member in members(path):
            if given is None and _is_blank(member):
                continue
            feed = given or _feed_of(member)
            if feed is None:
                raise _unknown(member.name, member.head)
            _refuse_returns(member)
            for batch in feed.read(member):
                told(member.position())
                yield batch


def _feed_of(member: Member) -> Feed | None:
    return next((feed for feed in all_feeds().values() if feed.sniff(member.head)), None)


def _is_blank(member: Member) -> bool:
    return not member.head.strip()


def named(name: str) -> Feed:
    """The feed of this name.

    Raises:
        InputError: there is none; with all names.
    """
    try:
        return all_feeds()[name]
    except KeyError:
        remedy = f"use {AUTO}, {', '.join(all_feeds())}"
        raise InputError("--format", f"there is no format {name!r}", remedy) from None


def _refuse_returns(member: Member) -> None:
    """Lines that end in a carriage return alone would be read as one."""
    if b"\r" in member.head.rstrip(b"\r") and b"\n" not in member.head:
        problem = "its lines end in carriage returns alone"
        raise InputError(member.name, problem, "save it with line ends of Unix or Windows")


def _unknown(where: object, head: bytes) -> InputError:
    if not head.strip():
        return InputError(where, "the file is empty", "fetch it again")
    if head.startswith(_UTF_16):
        return InputError(where, "the file is in UTF-16", "save it in UTF-8")
    names = ", ".join(all_feeds())
    return InputError(where, _NOT_KNOWN, f"give its --format, one of {names}")
