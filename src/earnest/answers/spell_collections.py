"""Spells of three public data sets as their files hold them: sanctions imposed and threatened, crises.

They are read here with every mark that a model of lifting might use; `read/feeds` reads the same
files into the record, which keeps less.
"""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from earnest.measure.lifting import LiftCase

TIES_TO: Final = dt.date(2005, 12, 31)
GSDB_KINDS: Final = ("trade", "arms", "military", "financial", "travel", "other")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text[:10]) if text else None


def ties(path: Path) -> tuple[list[LiftCase], list[LiftCase]]:
    """Sanctions imposed, and cases that stayed a threat; open ends are censored at the end of 2005."""
    imposed, threatened = list[LiftCase](), list[LiftCase]()
    for row in _rows(path):
        is_imposed = row["imposition"] == "1" and bool(row["imposed_date"])
        start, end = (
            _day(row["imposed_date"] if is_imposed else row["start_date"]),
            _day(row["end_date"]),
        )
        if start is None or (row["imposition"] == "1" and not is_imposed):
            continue
        if end is None and row["ongoing"] != "True":
            continue
        if start > (end or TIES_TO):
            continue
        kinds = (row["sanctiontype"] or row.get("sanctiontypethreat") or "none").split()
        case = LiftCase(
            start=start.toordinal(),
            days=((end or TIES_TO) - start).days,
            ended=end is not None,
            lost=False,
            type=kinds[0],
            marks=(
                *(f"kind:{kind}" for kind in kinds[1:]),
                f"sender:{row['primarysender']}",
                f"target:{row['targetstate']}",
                f"issue:{row.get('issue1', '')}",
                f"institution:{row.get('institution', '')}",
            ),
            cluster=row["caseid"],
        )
        (imposed if is_imposed else threatened).append(case)
    return imposed, threatened


def gsdb(path: Path) -> list[LiftCase]:
    """Sanction cases in whole calendar years, the first and the last counted."""
    found = []
    for row in _rows(path):
        begin, is_open = int(row["begin"]), row["still_on_2022"] == "True"
        kinds = [kind for kind in GSDB_KINDS if row[kind] == "1"] or ["other"]
        found.append(
            LiftCase(
                start=dt.date(begin, 1, 1).toordinal(),
                days=365 * (int(row["end"]) - begin + 1),
                ended=not is_open,
                lost=False,
                type="+".join(kinds),
                marks=(
                    *(f"kind:{kind}" for kind in kinds),
                    f"sender:{row['sanctioning_state']}",
                    f"target:{row['sanctioned_state']}",
                    *(f"aim:{aim}" for aim in row["objective"].split(",")),
                    f"joint:{row['sender_mult']}",
                ),
                cluster=row["case_id"],
            )
        )
    return found


def icb(path: Path) -> list[LiftCase]:
    """Crises of single states, from the trigger to the end."""
    found = []
    for row in _rows(path):
        start, days = _day(row["actor_trigger_date"]), row["days"]
        if start and days and float(days) >= 0:
            found.append(
                LiftCase(
                    start.toordinal(), round(float(days)), True, False, "crisis", (), row["crisno"]
                )
            )
    return found
