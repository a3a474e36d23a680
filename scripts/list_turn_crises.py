"""The crises on which turns are scored, listed before any detector runs.

    python scripts/list_turn_crises.py KEDS.parquet ICB_ACTORS.csv > docs/turns-crises.csv

Every actor crisis of the ICB project from 1979 on whose triggering entity and crisis actor are both
states and form a dyad of the event sets that covers the day of the trigger. Volume is counted over
the 365 days before the trigger. Ids, states and dates only.
"""

import csv
import datetime as dt
import sys
from pathlib import Path

from earnest.answers.detectors import DailyCounts, daily_counts
from earnest.measure.dyad_events import dyad_events
from earnest.measure.points import day_number
from earnest.store.event_columns import event_columns

# Correlates of War state numbers of the states that the event sets know.
STATE = {
    2: "USA", 20: "CAN", 200: "GBR", 210: "NLD", 220: "FRA", 225: "CHE", 230: "ESP", 255: "DEU",
    260: "DEU", 290: "POL", 305: "AUT", 310: "HUN", 315: "CZE", 316: "CZE", 325: "ITA", 339: "ALB",
    341: "MNE", 343: "MKD", 344: "HRV", 345: "SRB", 346: "BIH", 347: "KSV", 349: "SVN", 350: "GRC",
    352: "CYP", 355: "BGR", 360: "ROU", 365: "RUS", 369: "UKR", 370: "BLR", 371: "ARM", 372: "GEO",
    373: "AZE", 380: "SWE", 385: "NOR", 390: "DNK", 560: "ZAF", 600: "MAR", 615: "DZA", 616: "TUN",
    620: "LBY", 625: "SDN", 630: "IRN", 640: "TUR", 645: "IRQ", 651: "EGY", 652: "SYR", 660: "LBN",
    663: "JOR", 666: "ISR", 670: "SAU", 678: "YEM", 679: "YEM", 690: "KWT", 692: "BHR", 694: "QAT",
    696: "ARE", 698: "OMN", 700: "AFG", 701: "TKM", 702: "TJK", 703: "KGZ", 704: "UZB", 705: "KAZ",
    710: "CHN", 731: "PRK", 732: "KOR", 740: "JPN", 750: "IND", 770: "PAK", 900: "AUS",
}  # fmt: skip
FIELDS = (
    "crisno", "cracno", "actor", "trigger", "date", "set", "days_covered", "events_per_month",
)  # fmt: skip


def main(keds: Path, icb: Path) -> None:
    """Write the list to standard output."""
    found = list(daily_counts(dyad_events(event_columns([keds]))))
    writer = csv.DictWriter(sys.stdout, FIELDS, lineterminator="\n")
    writer.writeheader()
    with icb.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            writer.writerows(_listed(row, found))


def _listed(row: dict[str, str], found: list[DailyCounts]) -> list[dict[str, object]]:
    actor, trigger = (STATE.get(int(float(row[name] or -1))) for name in ("cracid", "trigent"))
    if not (actor and trigger and actor != trigger and row["actor_trigger_date"] >= "1979"):
        return []
    date = dt.date.fromisoformat(row["actor_trigger_date"])
    pair = (min(actor, trigger), max(actor, trigger))
    volumes = [
        (_per_month(dyad, at), at, dyad.set)
        for dyad in found
        if dyad.pair == pair and 0 < (at := day_number(date) - dyad.start) < len(dyad.events)
    ]
    if not volumes:
        return []
    per_month, covered, name = max(volumes)
    values = (
        row["crisno"], row["cracno"], actor, trigger, date, name, covered, f"{per_month:.2f}",
    )  # fmt: skip
    return [dict(zip(FIELDS, values, strict=True))]


def _per_month(dyad: DailyCounts, at: int) -> float:
    days = min(at, 365)
    return float(dyad.events[at - days : at].sum()) / days * 365.25 / 12


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
