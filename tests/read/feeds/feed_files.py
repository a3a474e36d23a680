"""The sample of every feed: files under `tests/data/feeds`, and for Parquet the same facts."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Final

from feed_writers import WRITERS, Fact

FOLDER: Final = Path(__file__).parents[2] / "data" / "feeds"
ROWS: Final = 4  # in every sample
_FACTS: Final = tuple(
    Fact(number, dt.date(2015, 2, number), dt.date(2015, 3, number), *pair, "042", 1.5, "Ferry")
    for number, pair in enumerate(
        [("CHE", "FRA"), ("FRA", "CHE"), ("ITA", "AUT"), ("CHE", "ITA")], 1
    )
)


@cache
def sample(name: str) -> bytes:
    """The sample of a feed."""
    if name.endswith("parquet"):
        return WRITERS[name].file(_FACTS)
    (path,) = FOLDER.glob(f"{name}.*")
    return path.read_bytes()
