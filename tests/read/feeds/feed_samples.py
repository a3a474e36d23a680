"""Rows of every feed, written for the tests: real columns, invented dispute over a lake ferry."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from earnest.read.feeds import Rejected, batches, gdelt1, gdelt2, icews
from earnest.read.feeds.coded import plain_table

POLECAT = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors"),
    *("Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name"),
    *("Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors"),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City"),
    *("District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date", "Story People"),
    *("Story Organizations", "Story Locations", "Language", "Version"),
)


@dataclass
class Read:
    """Everything a reader said of a file."""

    table: pa.Table
    read: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    repaired: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    unresolved: Counter[str] = field(default_factory=Counter)

    @property
    def rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.table.to_pylist()
        return rows

    @property
    def row(self) -> dict[str, Any]:
        (one,) = self.rows
        return one

    @property
    def reasons(self) -> dict[int, str]:
        return {one.line: one.reason for one in self.rejected}


def read(path: Path, name: str = "auto") -> Read:
    found = list(batches(path, format=name))
    whole = Read(pa.concat_tables([plain_table(batch.table) for batch in found]))
    for batch in found:
        whole.read += batch.read
        whole.rejected += batch.rejected
        whole.repaired.update(batch.repaired)
        whole.left_out.update(batch.left_out)
        whole.unresolved.update(batch.unresolved)
    return whole


def read_text(folder: Path, text: str, name: str = "auto", *, file: str = "feed.txt") -> Read:
    path = folder / file
    path.write_bytes(text.encode())
    return read(path, name)


def tabbed(names: tuple[str, ...], cells: dict[str, str]) -> str:
    unknown = set(cells) - set(names)
    assert not unknown, unknown
    return "\t".join(cells.get(name, "") for name in names)


GDELT = {
    "GLOBALEVENTID": "410",
    "SQLDATE": "20150218",
    "MonthYear": "201502",
    "Year": "2015",
    "FractionDate": "2015.1315",
    "Actor1Code": "CHEGOV",
    "Actor1Name": "SWITZERLAND",
    "Actor1CountryCode": "CHE",
    "Actor1Type1Code": "GOV",
    "Actor2Code": "FRA",
    "Actor2Name": "FRANCE",
    "Actor2CountryCode": "FRA",
    "IsRootEvent": "1",
    "EventCode": "036",
    "EventBaseCode": "036",
    "EventRootCode": "03",
    "QuadClass": "1",
    "GoldsteinScale": "4.0",
    "NumMentions": "2",
    "NumSources": "1",
    "NumArticles": "2",
    "AvgTone": "-1.5",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Geneva, Geneve, Switzerland",
    "ActionGeo_CountryCode": "SZ",
    "ActionGeo_Lat": "46.2",
    "ActionGeo_Long": "6.15",
    "DATEADDED": "20150219064500",
    "SOURCEURL": "https://news.example/ferry",
}


def gdelt2_line(**cells: str) -> str:
    return tabbed(gdelt2.COLUMNS, GDELT | cells)


def gdelt1_line(**cells: str) -> str:
    return tabbed(gdelt1.COLUMNS, GDELT | {"DATEADDED": "20150219"} | cells)


def gdelt1_old_line(**cells: str) -> str:
    given = GDELT | {"DATEADDED": "20130203"} | cells
    return tabbed(gdelt1.OLD_COLUMNS, {k: v for k, v in given.items() if k != "SOURCEURL"})


ICEWS = {
    "Event ID": "77001",
    "Event Date": "2018-06-01",
    "Source Name": "Foreign Affairs (Switzerland)",
    "Source Sectors": "Executive,Foreign Ministry,Government",
    "Source Country": "Switzerland",
    "Event Text": "Consult",
    "CAMEO Code": "040",
    "Intensity": "1",
    "Target Name": "Military (France)",
    "Target Sectors": "Military,Government",
    "Target Country": "France",
    "Story ID": "5",
    "Sentence Number": "2",
    "Publisher": "Lake Gazette",
    "Country": "Switzerland",
    "Latitude": "46.2",
    "Longitude": "6.15",
}
ICEWS_HEADER = "\t".join(icews.COLUMNS)


def icews_line(**cells: str) -> str:
    return tabbed(icews.COLUMNS, ICEWS | {key.replace("_", " "): v for key, v in cells.items()})


POLECAT_ROW = {
    "Event ID": "P1",
    "Event Date": "2021-03-04",
    "Event Type": "REQUEST",
    "Event Mode": "assist",
    "Intensity": "-1.5",
    "Quad Code": "VERBAL CONFLICT",
    "Contexts": "diplomatic; economic",
    "Actor Name": "Ministry of Transport",
    "Actor Country": "CHE",
    "Primary Actor Sector": "GOV",
    "Recipient Name": "France",
    "Recipient Country": "FRA; FRA",
    "Primary Recipient Sector": "None",
    "Publication Date": "2021-03-05",
    "Version": "1",
}


def polecat_line(**cells: str) -> str:
    return tabbed(POLECAT, POLECAT_ROW | {key.replace("_", " "): v for key, v in cells.items()})
