"""A user's own baselines: made from a record, kept beside it, and used for the days that follow."""

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Final

from earnest.answers.rated_acts import rated_acts
from earnest.contract.baselines import Baselines, baselines_json
from earnest.errors import InputError, OutputError
from earnest.measure.act_groups import GROUP_NAMES
from earnest.measure.calibration import OWN, calibrated_here
from earnest.measure.dyad_events import dyad_events
from earnest.measure.dyad_rates import dyad_rates
from earnest.store import Record
from earnest.store.baselines import read_baselines

NAME: Final = "calibration.json"


def own_baselines(
    record: Record,
    *,
    as_of: dt.date,
    classes: Sequence[str] = GROUP_NAMES,
    step: Callable[[str], None] = lambda _: None,
) -> Baselines:
    """Rates, coefficients and rates of single dyads of a record.

    Args:
        record: whose feeds, or exhaustive lists, are counted.
        as_of: the last day that is known.
        classes: of acts.
        step: told what is being done.

    Raises:
        InputError: no source of the record promises to see acts, or a class is unknown.
    """
    step("reading the record")
    acts = rated_acts(record, as_of=as_of)
    if not acts.num_rows:
        problem = f"no feed or exhaustive list of the record holds acts by {as_of}"
        raise InputError("the record", problem, "add a feed with `earnest record add`")
    step("calibrating")
    events = dyad_events(acts)
    try:
        found = calibrated_here(events, classes, sha256=_digest(record))
    except ValueError as error:
        raise InputError("--act", str(error), "see `earnest calibrate --help`") from None
    return replace(found, dyads=dyad_rates(events, classes=classes, source=OWN))


def own_baselines_in(folders: Sequence[Path], *, as_of: dt.date) -> Baselines | None:
    """The calibration that lies beside the record; None if there is none, or it has seen later days.

    Raises:
        InputError: the file is no calibration.
    """
    for folder in reversed(folders):
        if (folder / NAME).is_file():
            found = read_baselines(folder / NAME)
            if all(source.until <= as_of for source in found.sources):
                return found
    return None


def write_baselines(baselines: Baselines, path: Path) -> None:
    """Write a calibration, never into the package.

    Raises:
        OutputError: the place lies within the package, or cannot be written to.
    """
    package = Path(str(files("earnest"))).resolve()
    if package in path.resolve().parents:
        problem = "what is made from your own record does not go into the package"
        raise OutputError(path, problem, "give a place of your own with --out")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".tmp")
        unfinished.write_text(baselines_json(baselines), encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        problem = f"the file cannot be written ({error.strerror or error})"
        raise OutputError(path, problem, "give another place with --out") from None


def baselines_words(found: Baselines) -> str:
    """What a calibration holds, in a few lines."""
    source = found.sources[0]
    used = [fit for fit in found.deadlines if fit.skill_low is not None and fit.skill_low > 0]
    lines = [
        f"{source.events:,} acts between states, {source.since} to {source.until}",
        f"  {len(found.rates)} base rates, {len(found.dyads)} rates of single pairs",
        f"  {len(used)} of {len(found.deadlines)} models beat the base rate out of time",
    ]
    return "\n".join(lines) + "\n"


def _digest(record: Record) -> str:
    sums = sorted(source.sha256 for source in record.sources if source.kind == "events")
    return hashlib.sha256("".join(sums).encode()).hexdigest()
