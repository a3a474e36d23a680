"""The baselines that ship, made anew from the named collections they come from."""

import datetime as dt
import difflib
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np

from earnest.answers.named_inputs import NamedInput, named_inputs
from earnest.answers.spell_collections import gsdb, icb, ties
from earnest.answers.turn_rates import turn_rates
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
from earnest.store.event_columns import event_columns

SEED: Final = 20250220
DAYS: Final = (30, 90, 180, 365, 730)
YEARS: Final = (365, 730, 1825, 3650)
_MOST_SHOWN: Final = 12
_SPELLS: Final = "Kaplan-Meier, open spells censored, one weight per case"


def shipped_again(folder: Path, *, step: Callable[[str], None] = lambda _: None) -> Baselines:
    """The baselines that ship with the package, computed from their inputs.

    Args:
        folder: where the files of `data/collections.csv` lie, at any depth.
        step: told what is being done.

    Raises:
        RecordError: inputs are missing, or others than the numbers come from.
    """
    parts = []
    for given in named_inputs(folder):
        step(f"calibrating on {given.id}")
        parts.append(_of_events(given) if given.kind == "events" else _of_spells(given))
    return together(parts)


def _of_events(given: NamedInput) -> Baselines:
    table = event_columns([given.path])
    events = dyad_events(table)
    laid = protocol_for(events, admission="past")
    source = BaselineSource(
        id=given.id,
        title=given.title,
        sha256=given.sha256,
        rows=table.num_rows,
        events=len(events.day),
        since=EPOCH + dt.timedelta(days=int(events.first.min())),
        until=EPOCH + dt.timedelta(days=int(events.last.max())),
        protocol=f"directed pairs of states with at least {laid.minimum_events} events so far, "
        f"every {laid.spacing} days from day {laid.burn_in} on",
    )
    rates = calibrated(events, source, test_from=given.test_from, seed=SEED)
    turns = Baselines(BASELINES_VERSION, (), (), (), (), turns=turn_rates(given.path, given.id))
    return together([rates, turns])


def _of_spells(given: NamedInput) -> Baselines:
    kinds, days = _kinds(given), YEARS if given.kind == "gsdb" else DAYS
    every = [case for cases in kinds.values() for case in cases]
    starts = [dt.date.fromordinal(case.start) for case in every]
    source = BaselineSource(
        id=given.id,
        title=given.title,
        sha256=given.sha256,
        rows=given.path.read_text(encoding="utf-8").count("\n") - 1,
        events=len(every),
        since=min(starts),
        until=max(s + dt.timedelta(days=c.days) for s, c in zip(starts, every, strict=True)),
        protocol=_SPELLS,
    )
    rng = np.random.default_rng(SEED)
    shares: list[SurvivalShare] = []
    for kind, cases in kinds.items():
        spells = [Spell("", case.days, case.ended, case.lost, case.cluster) for case in cases]
        shares += survival_shares(spells, source=given.id, kind=kind, days=days, rng=rng)
    return Baselines(BASELINES_VERSION, (source,), (), (), (), survival=tuple(shares))


def _kinds(given: NamedInput) -> dict[str, Sequence[LiftCase]]:
    if given.kind == "ties":
        imposed, threatened = ties(given.path)
        return {"imposed": imposed, "threatened": threatened}
    return {"all": gsdb(given.path) if given.kind == "gsdb" else icb(given.path)}


def differences(found: Baselines) -> str:
    """The lines that differ from the file that ships, at most ten of them; empty if none does."""
    shipped = files("earnest.data").joinpath("baselines.json").read_text(encoding="utf-8")
    before, after = shipped.splitlines(), baselines_json(found).splitlines()
    lines = [
        line
        for line in difflib.unified_diff(before, after, "what ships", "made anew", n=0, lineterm="")
        if not line.startswith("@@")
    ]
    if len(lines) > _MOST_SHOWN:
        lines[_MOST_SHOWN:] = [f"… and {len(lines) - _MOST_SHOWN} more lines differ"]
    return "".join(f"{line}\n" for line in lines)
