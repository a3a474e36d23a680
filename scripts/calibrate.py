"""The baselines that ship with the package, from the files they are computed from.

    python scripts/calibrate.py KEDS.parquet ICEWS.parquet SPELLS_FOLDER > src/earnest/data/baselines.json

Only aggregates over at least 5 pairs of states (or cases) and 30 acts (or ends) leave this script;
the same files give the same bytes.
"""

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from spell_sources import gsdb, icb, ties

from earnest.contract.baselines import (
    BASELINES_VERSION,
    Baselines,
    BaselineSource,
    SurvivalShare,
    baselines_json,
)
from earnest.measure.calibration import calibrated, together
from earnest.measure.dyad_events import dyad_events
from earnest.measure.lifting import LiftCase
from earnest.measure.points import EPOCH, protocol_for
from earnest.measure.spells import Spell
from earnest.measure.survival_baselines import survival_shares
from earnest.store.event_columns import checksum, event_columns

SEED = 20250220
TITLES = {
    "KEDS": "Kansas Event Data System, five regions, 1979-2011",
    "ICEWS": "Integrated Crisis Early Warning System, January to June 2018",
    "TIES": "Threat and Imposition of Economic Sanctions 4.1",
    "GSDB": "Global Sanctions Data Base 4",
    "ICB": "International Crisis Behavior 14, crises of actors",
}
DAYS = (30, 90, 180, 365, 730)
YEARS = (365, 730, 1825, 3650)


def event_baselines(name: str, path: Path, test_from: dt.date) -> Baselines:
    """Rates and models from one file of events."""
    table = event_columns([path])
    events = dyad_events(table)
    laid = protocol_for(events, admission="past")
    source = BaselineSource(
        id=name,
        title=TITLES[name],
        sha256=checksum(path),
        rows=table.num_rows,
        events=len(events.day),
        since=EPOCH + dt.timedelta(days=int(events.first.min())),
        until=EPOCH + dt.timedelta(days=int(events.last.max())),
        protocol=f"directed pairs of states with at least {laid.minimum_events} events so far, "
        f"every {laid.spacing} days from day {laid.burn_in} on",
    )
    return calibrated(events, source, test_from=test_from, seed=SEED)


def spell_baselines(
    name: str, path: Path, kinds: dict[str, list[LiftCase]], days: Sequence[int]
) -> Baselines:
    """Survival shares from one file of spells."""
    every = [case for cases in kinds.values() for case in cases]
    starts = [dt.date.fromordinal(case.start) for case in every]
    source = BaselineSource(
        id=name,
        title=TITLES[name],
        sha256=checksum(path),
        rows=path.read_text(encoding="utf-8").count("\n") - 1,
        events=len(every),
        since=min(starts),
        until=max(s + dt.timedelta(days=c.days) for s, c in zip(starts, every, strict=True)),
        protocol="Kaplan-Meier, open spells censored, one weight per case",
    )
    rng = np.random.default_rng(SEED)
    shares: list[SurvivalShare] = []
    for kind, cases in kinds.items():
        shares += survival_shares(_spells(cases), source=name, kind=kind, days=days, rng=rng)
    return Baselines(BASELINES_VERSION, (source,), (), (), (), tuple(shares))


def _spells(cases: Sequence[LiftCase]) -> list[Spell]:
    return [Spell("", case.days, case.ended, case.lost, case.cluster) for case in cases]


def main(keds: Path, icews: Path, spells: Path) -> None:
    """Write the file to standard output."""
    files = {
        name: spells / name
        for name in ("ties_v4_1.csv", "gsdb_v4.csv", "icb2_v14_actor_crises.csv")
    }
    sanctions, aims, crises = files.values()
    imposed, threatened = ties(sanctions)
    parts = [
        event_baselines("KEDS", keds, dt.date(1998, 1, 1)),
        event_baselines("ICEWS", icews, dt.date(2018, 5, 1)),
        spell_baselines("TIES", sanctions, {"imposed": imposed, "threatened": threatened}, DAYS),
        spell_baselines("GSDB", aims, {"all": gsdb(aims)}, YEARS),
        spell_baselines("ICB", crises, {"all": icb(crises)}, DAYS),
    ]
    sys.stdout.write(baselines_json(together(parts)))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
