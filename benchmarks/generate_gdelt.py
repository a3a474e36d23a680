"""Schema-faithful GDELT 2.0 event files, made of nothing but a seed.

    python benchmarks/generate_gdelt.py OUT_FOLDER --rows 5000000 [--per-file 100000] [--seed 1]

Each file is a zip as the feed publishes them: 61 tab-separated columns, no header. Row width,
share of blank actors, share of conflict, rows per article and counts of mentions are near those
of real files; who acts toward whom follows a Zipf law over all countries; names and addresses
are invented.
"""

import argparse
import io
import zipfile
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from earnest.read.codes import country_codes
from earnest.read.feeds import gdelt2

COUNTRIES = sorted(country_codes())
TYPES = ("", "", "GOV", "MIL", "COP", "MED", "BUS", "CVL", "OPP", "EDU")
CODES = {
    1: ("010", "020", "036", "040", "042", "043", "051", "057"),
    2: ("061", "070", "071", "084"),
    3: ("100", "111", "112", "120", "130"),
    4: ("141", "173", "180", "190", "193"),
}
SCORES = {1: "2.8", 2: "7.0", 3: "-2.0", 4: "-8.0"}
SHARES = (0.6, 0.1, 0.15, 0.15)
FIRST_DAY = np.datetime64("2015-02-19T00:00")
PER_QUARTER_HOUR = 2_000
ROWS_PER_ARTICLE = 3
BLANK_ACTORS = 0.2
SITES = 20_000
PLACES = 60_000
Numbers = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Draw:
    """What chance decides about `count` rows that follow row `first`.

    Attributes:
        actor, recipient: places in `COUNTRIES`; -1 for nobody.
        act: place in the acts of all quadrants.
    """

    count: int
    first: int
    seed: int = 1

    @cached_property
    def rng(self) -> np.random.Generator:
        return np.random.default_rng([self.seed, self.first])

    @cached_property
    def sides(self) -> tuple[Numbers, Numbers]:
        weights = 1 / np.arange(1, len(COUNTRIES) + 1)
        order = np.random.default_rng(self.seed).permutation(len(COUNTRIES))
        picks = order[
            self.rng.choice(len(COUNTRIES), (2, self.count), p=weights / weights.sum())
        ].astype(np.int64)
        at_home = self.rng.random(self.count) < 0.5
        picks[1][at_home] = picks[0][at_home]
        picks[self.rng.random((2, self.count)) < BLANK_ACTORS] = -1
        return picks[0], picks[1]

    @cached_property
    def acts(self) -> Numbers:
        quads = self.rng.choice(4, self.count, p=SHARES)
        ends = np.cumsum([len(CODES[quad]) for quad in CODES])
        sizes = np.array([len(CODES[quad]) for quad in CODES])
        within = self.rng.integers(0, 1 << 20, self.count) % sizes[quads]
        return np.asarray(ends[quads] - sizes[quads] + within, dtype=np.int64)

    @cached_property
    def added(self) -> np.ndarray[Any, np.dtype[np.datetime64]]:
        quarters = (self.first + np.arange(self.count)) // PER_QUARTER_HOUR
        return FIRST_DAY + (quarters * 15).astype("timedelta64[m]")

    @cached_property
    def days(self) -> np.ndarray[Any, np.dtype[np.datetime64]]:
        """Mostly the day it was added; one in thirteen a week before."""
        late = np.where(self.rng.random(self.count) < 0.075, 7, 0)
        return self.added.astype("datetime64[D]") - late.astype("timedelta64[D]")

    @cached_property
    def articles(self) -> Numbers:
        """A random number per article; rows that follow each other share one."""
        groups = (self.first + np.arange(self.count)) // ROWS_PER_ARTICLE
        picks = self.rng.integers(0, 1 << 40, int(groups[-1] - groups[0]) + 1)
        return np.asarray(picks[groups - groups[0]], dtype=np.int64)

    @cached_property
    def places(self) -> Numbers:
        return (PLACES * self.rng.random(self.count) ** 2).astype(np.int64)

    @cached_property
    def mentions(self) -> Numbers:
        return self.rng.geometric(0.2, self.count).astype(np.int64)


def addresses_of(days: pa.Array, sites: Numbers, stories: Numbers) -> pa.Array:
    """The address of each row's article."""
    coded = days.dictionary_encode()
    path = pc.strftime(coded.dictionary, format="%Y/%m/%d").take(coded.indices)
    site, story = (pa.array(numbers).cast(pa.string()) for numbers in (sites, stories))
    parts = ["https://news", site, ".example/", path, "/story-number-", story, ""]
    return pc.binary_join_element_wise(*parts)


# Code, quadrant and score of every act, in the order that draws count them.
ACTS = [(code, quad, float(SCORES[quad])) for quad in CODES for code in CODES[quad]]


def table(draw: Draw) -> pa.Table:
    """All 61 columns of the rows, as text."""
    day = pa.array(draw.days, pa.date32())
    compact = pc.strftime(day, format="%Y%m%d")
    year = pc.strftime(day, format="%Y")
    blank = pa.array([""]).take(pa.array(np.zeros(draw.count, dtype=np.int32)))
    columns = dict.fromkeys(gdelt2.COLUMNS, blank)
    columns |= {
        "GLOBALEVENTID": pa.array(410_000_000 + draw.first + np.arange(draw.count)),
        "SQLDATE": compact,
        "MonthYear": pc.utf8_slice_codeunits(compact, 0, 6),
        "Year": year,
        "FractionDate": pc.binary_join_element_wise(year, ".", pc.strftime(day, format="%j"), "4"),
        **_act(draw),
        **_actor(draw, 1),
        **_actor(draw, 2),
        **{
            f"{where}_{part}": column
            for where in ("Actor1Geo", "Actor2Geo", "ActionGeo")
            for part, column in _place(draw).items()
        },
        "DATEADDED": _stamp(draw),
        "SOURCEURL": addresses_of(
            pa.array(draw.added.astype("datetime64[D]"), pa.date32()),
            draw.articles % SITES,
            draw.articles,
        ),
    }
    return pa.table({name: columns[name] for name in gdelt2.COLUMNS})


def _stamp(draw: Draw) -> pa.Array:
    seconds = pa.array(draw.added.astype("datetime64[s]"), pa.timestamp("s"))
    return pc.strftime(seconds, format="%Y%m%d%H%M%S")


def _act(draw: Draw) -> dict[str, pa.Array]:
    chosen = pa.array(draw.acts)
    code, quad, score = (pa.array(part).take(chosen) for part in zip(*ACTS, strict=True))
    tone = pa.array(draw.rng.normal(-2, 4, draw.count)).cast(pa.string())
    return {
        "IsRootEvent": pa.array(draw.rng.integers(0, 2, draw.count)),
        "EventCode": code,
        "EventBaseCode": code,
        "EventRootCode": pc.utf8_slice_codeunits(code, 0, 2),
        "QuadClass": quad,
        "GoldsteinScale": score,
        "NumMentions": pa.array(draw.mentions),
        "NumSources": pa.array(np.where(draw.mentions % 9, 1, 2)),
        "NumArticles": pa.array(draw.mentions),
        "AvgTone": tone,
    }


def _actor(draw: Draw, side: int) -> dict[str, pa.Array]:
    who = draw.sides[side - 1]
    country = pa.array([*COUNTRIES, ""]).take(pa.array(who % (len(COUNTRIES) + 1)))
    kind = pa.array(TYPES).take(pa.array(draw.rng.integers(0, len(TYPES), draw.count)))
    named = pc.not_equal(country, "")
    kind = pc.if_else(named, kind, "")
    name = pc.if_else(named, pc.binary_join_element_wise("ACTOR OF", country, " "), "")
    found = {"Code": pc.binary_join_element_wise(country, kind, ""), "Name": name}
    found |= {"CountryCode": country, "Type1Code": kind}
    return {f"Actor{side}{part}": column for part, column in found.items()}


def _place(draw: Draw) -> dict[str, pa.Array]:
    return {part: cells.take(pa.array(draw.places)) for part, cells in gazetteer().items()}


@cache
def gazetteer() -> dict[str, pa.Array]:
    text = {
        "Type": [str(n % 5) for n in range(PLACES)],
        "FullName": [f"Town {n}, Province {n % 2000}, Land {n % 200}" for n in range(PLACES)],
        "CountryCode": [f"{chr(65 + n % 26)}{chr(65 + n % 7)}" for n in range(PLACES)],
        "ADM1Code": [f"{chr(65 + n % 26)}{chr(65 + n % 7)}{n % 30:02}" for n in range(PLACES)],
        "ADM2Code": [str(n % 9000) for n in range(PLACES)],
        "Lat": [f"{n * 37 % 160000 / 1000 - 80:.4f}" for n in range(PLACES)],
        "Long": [f"{n * 91 % 350000 / 1000 - 175:.4f}" for n in range(PLACES)],
        "FeatureID": [f"-{n * 7919 % 9_999_999}" for n in range(PLACES)],
    }
    return {part: pa.array(cells) for part, cells in text.items()}


def text(draw: Draw) -> bytes:
    """The rows as the feed writes them."""
    out = io.BytesIO()
    options = csv.WriteOptions(include_header=False, delimiter="\t", quoting_style="none")
    csv.write_csv(table(draw), out, options)
    return out.getvalue()


def write_file(path: Path, draw: Draw) -> None:
    """One zip with these rows."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(path.name.removesuffix(".zip"), text(draw))


def write_files(folder: Path, rows: int, *, per_file: int, seed: int = 1) -> list[Path]:
    """Zips with so many rows in all."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for first in range(0, rows, per_file):
        path = folder / f"{first:012}.export.CSV.zip"
        write_file(path, Draw(min(per_file, rows - first), first, seed))
        paths.append(path)
    return paths


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--per-file", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write_files(given.folder, given.rows, per_file=given.per_file, seed=given.seed)


if __name__ == "__main__":
    main()
