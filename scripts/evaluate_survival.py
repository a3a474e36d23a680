"""Survival of measures, and the out-of-time skill of "lifted within so many days".

python scripts/evaluate_survival.py SPELLS_FOLDER AS_OF > TABLES.md
"""

import datetime as dt
import sys
from pathlib import Path

import numpy as np

from earnest.answers.spell_collections import gsdb, icb, ties
from earnest.answers.spells_backtest import lift_cases
from earnest.contract.rows import Measure
from earnest.measure.curves import curves
from earnest.measure.lifting import LiftCase, lifting_skill
from earnest.measure.lifting_in_force import asked_in_force
from earnest.measure.spells import effect_spells, grouped, spells
from earnest.measure.survival import share_in_force
from earnest.store.record import Record

DAYS = (30, 90, 180, 365, 730)
LEAST = 10
QUARTERS = (1, 4, 7, 10)


def main(folder: Path, as_of: dt.date) -> None:
    """Write the tables to standard output."""
    imposed, threatened = ties(folder / "ties_v4_1.csv")
    sanctions, crises = gsdb(folder / "gsdb_v4.csv"), icb(folder / "icb2_v14_actor_crises.csv")
    print(
        "## Public data sets\n\n| set | n | 30 d | 90 d | 180 d | 1 y | 2 y |\n|---|---|---|---|---|---|---|"
    )
    for name, cases in (
        ("TIES imposed", imposed),
        ("TIES threat only", threatened),
        ("ICB", crises),
    ):
        print(_curve(name, cases, DAYS))
    print("\n| set | n | 1 y | 2 y | 5 y | 10 y |\n|---|---|---|---|---|---|")
    print(_curve("GSDB", sanctions, (365, 730, 1825, 3650)))
    measures = Record.open().at(as_of).measures
    _print_curated(measures, as_of)
    print("\n## Lifted in time, out of time, against the type's own base rate\n")
    print("| set | from | within, d | model | n | lifted | Brier | of base rate | skill [90 %] |")
    print("|---|---|---|---|---|---|---|---|---|")
    curated = lift_cases(measures, as_of=as_of)
    for name, cases, start, horizons in (
        ("TIES imposed", imposed, 1985, (90, 365)),
        ("GSDB", sanctions, 1990, (365,)),
        ("curated", curated, 2014, (90, 365)),
    ):
        for days in horizons:
            _print_skill(name, cases, dt.date(start, 1, 1), days)
    print("\n## In force for some time: lifted within so many days more\n")
    print(
        "| set | asked | within, d | questions | model | n | joint | lifted | Brier | of base rate"
        " | skill [90 %] |\n|---|---|---|---|---|---|---|---|---|---|---|"
    )
    for name, cases, years, months, horizons in (
        ("TIES imposed", imposed, (1985, 2005), QUARTERS, (90, 365)),
        ("GSDB", sanctions, (1990, 2022), (7,), (365,)),
        ("curated", curated, (2014, as_of.year), QUARTERS, (90, 365)),
    ):
        asked_on = [dt.date(year, month, 1) for year in range(*years) for month in months]
        for days in horizons:
            _print_in_force(name, cases, asked_on, days)


def _curve(name: str, cases: list[LiftCase], days: tuple[int, ...]) -> str:
    length, ended = (
        np.array(values) for values in zip(*((c.days, c.ended) for c in cases), strict=True)
    )
    share = curves(length, ended).shares_at(list(days))[0]
    return f"| {name} | {len(cases)} | {' | '.join(f'{value:.2f}' for value in share)} |"


def _print_curated(measures: tuple[Measure, ...], as_of: dt.date) -> None:
    print("\n## Curated measures: page rows, unknown ends censored / ended, [90 %]\n")
    print(
        "| type | spells | clusters | 30 d | 90 d | 180 d | 1 y | 2 y |\n|---|---|---|---|---|---|---|---|"
    )
    for name, rows in grouped(measures, by=lambda m: m.type).items():
        watched = spells(rows, as_of=as_of)
        if len(watched) < LEAST:
            continue
        cells = []
        for days in DAYS:
            share = share_in_force(watched, days=days, rng=np.random.default_rng(1))
            mark = "" if share.is_identifiable else " not identifiable"
            cells.append(
                f"{share.high:.2f} / {share.low:.2f}"
                f" [{share.interval_low:.2f}, {share.interval_high:.2f}]{mark}"
            )
        print(f"| {name} | {len(watched)} | {share.clusters} | {' | '.join(cells)} |")
    print("\n## Days from announcement to effect, page rows\n")
    print(
        "| type | n | in effect | at once | after 30 d | 90 d | 365 d |\n|---|---|---|---|---|---|---|"
    )
    for name, rows in grouped(measures, by=lambda m: m.type).items():
        lags = effect_spells(rows, as_of=as_of)
        if len(lags) < LEAST:
            continue
        days, ended = np.array([s.days for s in lags]), np.array([s.ended for s in lags])
        share = 1.0 - curves(days, ended).shares_at([0, 30, 90, 365])[0]
        cells = " | ".join(f"{value:.2f}" for value in share)
        print(f"| {name} | {len(lags)} | {ended.sum()} | {cells} |")


def _print_skill(name: str, cases: list[LiftCase], start: dt.date, days: int) -> None:
    for model in ("frailty", "marks"):
        found = lifting_skill(
            cases,
            days=days,
            test_from=start,
            model=model,  # type: ignore[arg-type]
            rng=np.random.default_rng(1),
        )
        if found:
            print(
                f"| {name} | {start.year} | {days} | {model} | {found.n} | {found.base_rate:.2f} |"
                f" {found.brier:.4f} | {found.brier_of_base_rate:.4f} |"
                f" {found.skill:.3f} [{found.low:.3f}, {found.high:.3f}] |"
            )


def _print_in_force(name: str, cases: list[LiftCase], asked_on: list[dt.date], days: int) -> None:
    found = asked_in_force(cases, days=days, asked_on=asked_on)
    years = f"{asked_on[0].year}–{asked_on[-1].year}"
    for told_only in (False, True):
        for model in ("rate", "age", "frailty"):
            row = found.skill(model, rng=np.random.default_rng(1), told_only=told_only)  # type: ignore[arg-type]
            if row:
                print(
                    f"| {name} | {years} | {days} | {'told' if told_only else 'all'} | {model} |"
                    f" {row.n} | {row.clusters} | {row.base_rate:.2f} | {row.brier:.4f} |"
                    f" {row.brier_of_base_rate:.4f} |"
                    f" {row.skill:.3f} [{row.low:.3f}, {row.high:.3f}] |",
                    flush=True,
                )


if __name__ == "__main__":
    main(Path(sys.argv[1]), dt.date.fromisoformat(sys.argv[2]))
