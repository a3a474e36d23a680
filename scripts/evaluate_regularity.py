"""A claimed regularity on the KEDS event sets: one sender against all others.

    python scripts/evaluate_regularity.py KEDS.parquet STATE_YEARS.csv AZE

Restrictive acts are expel, restrict and reduce; softenings strict or any. A sender counts from the
first year it is listed as a state.
"""

import csv
import datetime as dt
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from earnest.measure.act_groups import act_group
from earnest.measure.regularity import regularity
from earnest.measure.watches import Watch, adjusted, watches_after

RESTRICTIVE = ("expel", "restrict", "reduce")
# Correlates of War letters that differ from ISO 3166-1 alpha-3.
LETTERS = {
    "IRN": "IRN", "UKG": "GBR", "FRN": "FRA", "GMY": "DEU", "LEB": "LBN", "KUW": "KWT", "UAE": "ARE",
    "OMA": "OMN", "BAH": "BHR", "ALG": "DZA", "MOR": "MAR", "LIB": "LBY", "SUD": "SDN", "BUL": "BGR",
    "RUM": "ROU", "SPN": "ESP", "NTH": "NLD", "SWD": "SWE", "DEN": "DNK", "SWZ": "CHE", "CRO": "HRV",
    "BOS": "BIH", "YUG": "SRB", "SER": "SRB", "SLV": "SVN", "MAC": "MKD", "GRG": "GEO", "KZK": "KAZ",
    "KYR": "KGZ", "TAJ": "TJK", "TKM": "TKM", "UZB": "UZB", "AUS": "AUT", "AUL": "AUS", "SAF": "ZAF",
    "ROK": "KOR", "MNG": "MNE",
}  # fmt: skip


def main(keds: Path, states: Path, sender: str) -> None:
    """Write the answer under strict and any softening to standard output."""
    since = _since(states)
    rows = pq.read_table(keds).to_pylist()
    for softening in ("strict", "any"):
        watches = adjusted(_watches(rows, since, softening))
        found = regularity(watches, sender=sender, rng=np.random.default_rng(1))
        print(f"## {sender}, {softening} softening\n")
        print(f"- {len(watches)} watches of {found.senders} senders")
        for name in found.__slots__:
            value = getattr(found, name)
            if name == "counterexamples":
                value = [(dt.date.fromordinal(w.start), w.recipient, w.days) for w in value]
            print(f"- {name}: {value}")
        print()


def _since(path: Path) -> dict[str, int]:
    first: dict[str, int] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = LETTERS.get(row["abb"], row["abb"])
            year = dt.date(int(float(row["year"])), 1, 1).toordinal()
            first[code] = min(year, first.get(code, year))
    return first


def _watches(rows: list[dict[str, object]], since: dict[str, int], softening: str) -> list[Watch]:
    groups = [act_group(name) for name in RESTRICTIVE]
    soft = act_group(softening)
    until: dict[str, int] = defaultdict(int)
    days: dict[tuple[str, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        a, b, day = row["source_state"], row["target_state"], row["date"].toordinal()  # type: ignore[attr-defined]
        until[str(row["set"])] = max(until[str(row["set"])], day)
        if not a or not b or a == b or a not in since or day < since[str(a)]:
            continue
        pair = days[str(row["set"]), str(a), str(b)]
        pair["all"].append(day)
        code, ontology = str(row["code"]), str(row["ontology"])
        if any(group.holds(code, ontology) for group in groups):
            pair["acts"].append(day)
        if soft.holds(code, ontology):
            pair["soft"].append(day)
    return [
        watch
        for (name, a, b), pair in sorted(days.items())
        for watch in watches_after(
            a,
            b,
            acts=np.unique(np.array(pair["acts"], dtype=np.int64)),
            softenings=np.unique(np.array(pair["soft"], dtype=np.int64)),
            events=np.sort(np.array(pair["all"] + days.get((name, b, a), {}).get("all", []))),
            until=until[name],
            type="restrictive",
        )
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
