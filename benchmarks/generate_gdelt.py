"""Schema-faithful GDELT 2.0 event files, made of nothing but a seed.

    python benchmarks/generate_gdelt.py OUT_FOLDER --rows 5000000 [--per-file 100000] [--seed 1]

Each file is a zip as the feed publishes them: 61 tab-separated columns, no header. Row width,
share of blank actors and share of conflict are near those of real files; names and addresses
are invented.
"""

import argparse
import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

COUNTRIES = ("USA", "RUS", "CHN", "DEU", "FRA", "GBR", "IND", "JPN", "BRA", "TUR", "EGY", "NGA")
FIPS = ("US", "RS", "CH", "GM", "FR", "UK", "IN", "JA", "BR", "TU", "EG", "NI")
TYPES = ("", "", "GOV", "MIL", "COP", "MED", "BUS", "CVL", "OPP", "EDU")
CODES = {
    1: ("010", "020", "036", "040", "042", "043", "051", "057"),
    2: ("061", "070", "071", "084"),
    3: ("100", "111", "112", "120", "130"),
    4: ("141", "173", "180", "190", "193"),
}
SCORES = {1: 2.8, 2: 7.0, 3: -2.0, 4: -8.0}
FIRST_DAY = dt.datetime(2015, 2, 19)


def rows(count: int, *, first: int, seed: int) -> Iterator[str]:
    """Lines of a file, without line ends."""
    rng = np.random.default_rng([seed, first])
    sides = rng.integers(0, len(COUNTRIES) * 2, (count, 2))
    types = rng.integers(0, len(TYPES), (count, 2))
    quads = rng.choice([1, 2, 3, 4], count, p=[0.6, 0.1, 0.15, 0.15])
    picks = rng.integers(0, 1 << 30, (count, 3))
    for i in range(count):
        added = FIRST_DAY + dt.timedelta(minutes=15 * ((first + i) // 2000))
        yield _row(first + i, added, sides[i], types[i], int(quads[i]), picks[i])


Numbers = np.ndarray[Any, np.dtype[np.int64]]


def _row(
    number: int, added: dt.datetime, sides: Numbers, types: Numbers, quad: int, picks: Numbers
) -> str:
    code = CODES[quad][picks[0] % len(CODES[quad])]
    day = added - dt.timedelta(days=int(picks[1]) % 40 // 37 * 7)
    actors = [_actor(int(side), TYPES[kind]) for side, kind in zip(sides, types, strict=True)]
    here = int(sides[0]) % len(COUNTRIES)
    score = f"{SCORES[quad]:.1f}"
    act = [
        "1",
        code,
        code[:3],
        code[:2],
        str(quad),
        score,
        "4",
        "1",
        "4",
        f"{-picks[2] % 900 / 97}",
    ]
    place = _place(here, int(picks[1]))
    address = f"https://news{picks[2] % 5000}.example/{added:%Y/%m/%d}/story-number-{picks[0]}"
    cells = [
        *(str(410_000_000 + number), f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day:%Y}"),
        *(f"{day.year + day.timetuple().tm_yday / 366:.4f}", *actors[0], *actors[1], *act),
        *(*place, *place, *place, f"{added:%Y%m%d%H%M%S}", address),
    ]
    return "\t".join(cells)


def _actor(side: int, kind: str) -> list[str]:
    if side >= len(COUNTRIES) + 6:
        return [""] * 10
    country = COUNTRIES[side % len(COUNTRIES)]
    return [country + kind, f"ACTOR OF {country}", country, "", "", "", "", kind, "", ""]


def _place(here: int, pick: int) -> list[str]:
    fips = FIPS[here]
    name = f"Town {pick % 3000}, Province {pick % 30}, Land {here}"
    north, east = f"{pick % 1600 / 10 - 80:.4f}", f"{pick % 3500 / 10 - 175:.4f}"
    return [
        "4",
        name,
        fips,
        f"{fips}{pick % 30:02}",
        str(pick % 90000),
        north,
        east,
        f"-{pick % 999999}",
    ]


def write_file(path: Path, count: int, *, first: int, seed: int) -> None:
    """One zip with `count` rows."""
    text = "\n".join(rows(count, first=first, seed=seed)) + "\n"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(path.name.removesuffix(".zip"), text)


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--per-file", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for first in range(0, given.rows, given.per_file):
        count = min(given.per_file, given.rows - first)
        path = given.folder / f"{first:012}.export.CSV.zip"
        write_file(path, count, first=first, seed=given.seed)


if __name__ == "__main__":
    main()
