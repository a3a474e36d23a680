"""What the rows of a file say of how much it covers: of which days, and of whom.

A file of GDELT holds what was reported on its day: an event a year back is a row, but promises
nothing of that year. Files of KEDS follow a region: of others they hold nothing.
"""

import datetime as dt
from collections.abc import Collection
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from earnest.read.feeds.coded import plain

# Feeds whose files hold what was added on a day, whatever day the event was on.
_BY_ADDING: Final = frozenset({"gdelt1", "gdelt2"})
# Feeds whose files hold the acts of some pairs of parties.
_BY_DYAD: Final = frozenset({"keds-weis", "keds-cameo", "keds-parquet"})
# Feeds that hold violence only: their silence says nothing of other acts.
VIOLENCE_ONLY: Final = frozenset({"acled", "ucdp"})
# Files of one feed that lie no further apart are one stretch of coverage.
LONGEST_GAP_DAYS: Final = 31
# A file without a single event for longer was put together from others, or has a date read wrongly.
LONGEST_SILENT_DAYS: Final = 92
# Where most events were added later than this, a file is a back-file, named after their days.
_BACK_FILE_DAYS: Final = 31


def promised_days(events: pa.Table, feed: str) -> set[dt.date]:
    """The days that these events of a file stand for; none if no day is known."""
    days = events["date"]
    if feed in _BY_ADDING and not _is_back_file(events):
        days = events["known_at"]
    return set(pc.unique(days).drop_null().to_pylist())


def promised_stretches(days: Collection[dt.date], feed: str) -> tuple[tuple[str, str], ...]:
    """First and last day of each stretch that a file covers, as ISO dates.

    A file that is silent for over a quarter has a gap. One that holds violence only may be silent
    because there was none.
    """
    found: list[list[dt.date]] = []
    for day in sorted(days):
        if found and (feed in VIOLENCE_ONLY or (day - found[-1][1]).days <= LONGEST_SILENT_DAYS):
            found[-1][1] = day
        else:
            found.append([day, day])
    return tuple((first.isoformat(), last.isoformat()) for first, last in found)


def _is_back_file(events: pa.Table) -> bool:
    known, days = (events[name].to_numpy() for name in ("known_at", "date"))
    lags = (known - days).astype("timedelta64[D]").astype(np.int64)
    return bool(np.median(lags) > _BACK_FILE_DAYS)


def promised_dyads(events: pa.Table, feed: str) -> set[str]:
    """Whose acts toward whom these events of a file stand for, as `ISR>LBN`; none means all."""
    if feed not in _BY_DYAD:
        return set()
    sides = (plain(events[f"{side}_country"]) for side in ("actor", "recipient"))
    pairs = pc.binary_join_element_wise(*sides, ">")
    return set(pc.unique(pairs).drop_null().to_pylist())
