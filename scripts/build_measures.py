"""Bring the three hand-made lists of restrictive measures into one table of the contract.

    python scripts/build_measures.py MEASURES_FOLDER > src/earnest/data/embedded/measures.csv

The lists differ in two column names (`body`, `goods`); everything else is kept as it is.
`tier` is `page` where an address backs the start, `memory` otherwise; `family` follows the type.
"""

import csv
import sys
from pathlib import Path

from earnest.contract.words import FAMILY_OF

COLUMNS = (
    "measure_id,sender,target,object,type,family,trigger,announced,start,start_precision,end,"
    "end_precision,status,status_as_of,scope,reciprocal_of,cluster,source_start,source_end,tier,"
    "confidence,note"
).split(",")

# Triggers reworded so that private persons appear by role only.
REWORDED = {
    "MYS-PRK-2017-visafree": {"trigger": "killing of a relative of the North Korean leader"},
    "chn-nor-salmon-2010": {"trigger": "Nobel peace prize for a jailed dissident"},
}


def row_of(raw: dict[str, str]) -> dict[str, str]:
    """One row of a hand-made list in the contract's columns."""
    row = {column: raw.get(column, "") for column in COLUMNS}
    row["measure_id"] = raw["id"]
    row["object"] = raw.get("body") or raw.get("goods") or ""
    row["type"] = raw["measure"]
    row["family"] = FAMILY_OF[raw["measure"]]
    row["tier"] = "page" if raw["source_start"].startswith("http") else "memory"
    return row | REWORDED.get(raw["id"], {})


def main(folder: Path) -> None:
    """Write the joined table to standard output, sorted by id."""
    rows = []
    for name in ("diplomatic", "media", "trade"):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            rows += [row_of(raw) for raw in csv.DictReader(lines)]
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: row["measure_id"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
