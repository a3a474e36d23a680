"""What the rows of a file say of how much it covers: of which days, and of whom.

A file of GDELT holds what was reported on its day: an event a year back is a row, but promises
nothing of that year. Files of KEDS follow a region: of others they hold nothing.
"""

from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from earnest.read.feeds.coded import plain

# Feeds whose files hold what was added on a day, whatever day the event was on.
_BY_ADDING: Final = frozenset({"gdelt1", "gdelt2"})
# Feeds whose files hold the acts of some pairs of parties.
_BY_DYAD: Final = frozenset({"keds-weis", "keds-cameo", "keds-parquet"})
# Where most events were added later than this, a file is a back-file, named after their days.
_BACK_FILE_DAYS: Final = 31


def promised_days(events: pa.Table, feed: str) -> list[Any]:
    """First and last of the days that these events of a file stand for; none if no day is known."""
    days = events["date"]
    if feed in _BY_ADDING and not _is_back_file(events):
        days = events["known_at"]
    return [day for day in pc.min_max(days).as_py().values() if day]


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
