"""Will a measure be lifted by a day? Each measure in force put to the survival of its type."""

import datetime as dt
import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from earnest.answers.measure_groups import ALL_TYPES, types_of
from earnest.answers.sides import two_sides
from earnest.contract.rows import Measure
from earnest.contract.words import FAMILIES, Status, probability_words
from earnest.errors import InputError
from earnest.measure.lift_deadline import Lifting, is_standing, lift_by, lift_deadline
from earnest.measure.lift_pooled import FEWEST_ENDS, PooledLifting, lift_pooled
from earnest.measure.spells import spells
from earnest.store import Record

SEED: Final = 20250220


@dataclass(frozen=True, slots=True)
class MeasureLifting:
    """One measure in force, and whether it will be lifted in time.

    Attributes:
        start: since when, at the precision of the record; last_seen: the last day on which a source
            shows it in force.
        pooled: the probability from all types, thin ones borrowing from the rest, which beat the base
            rate out of time; None with too few ends.
        lifting: the share of others of its type and age, with bounds, or why there is none.
        of_family: the same from all types of its family, where its own type is too thin.
        at_start: the same for a measure of the type on its first day.
    """

    measure_id: str
    type: str
    family: str
    object: str
    start: dt.date
    last_seen: dt.date | None
    source: str
    pooled: PooledLifting | None
    lifting: Lifting
    of_family: Lifting | None
    at_start: Lifting


@dataclass(frozen=True, slots=True)
class LiftingAnswer:
    """The measures of a sender toward a target that are in force, each with its probability.

    Attributes:
        status: `estimate` if at least one has a probability, else `cannot_see`.
        left_out: measures that are not yet in effect, have no end to wait for, or rest on memory.
    """

    status: Status | str
    sender: str
    target: str
    as_of: dt.date
    by: dt.date
    days: int
    words: str
    left_out: int
    measures: tuple[MeasureLifting, ...]


def lifting_answer(
    record: Record,
    sender: str,
    target: str,
    *,
    by: dt.date,
    as_of: dt.date,
    type_: str | None = None,
    measure_id: str | None = None,
) -> LiftingAnswer:
    """The probability of each measure in force to be lifted after `as_of`, by `by`.

    The survival of a type is that of all curated measures of it: a selection, as all measures are.

    Args:
        record: where to look.
        sender: a code or name.
        target: a code or name.
        by: the last day that counts.
        as_of: the last day that is known.
        type_: only measures of this type or family.
        measure_id: only this measure.

    Raises:
        InputError: a side, type or measure is unknown, the sides are the same, or the dates reversed.
    """
    a, b = two_sides(sender, target)
    if by <= as_of:
        raise InputError(f"--by {by}", f"the day does not lie after {as_of}", "give a later one")
    types = types_of(type_) if type_ else ALL_TYPES
    measures = record.at(as_of).measures
    if not measures:
        problem = "no measure was announced or in force by then"
        raise InputError(f"--as-of {as_of}", problem, "give a later day")
    mine = [m for m in measures if (m.sender, m.target) == (a, b) and m.type in types]
    if measure_id is not None:
        mine = [_named(mine, measure_id)]
    open_ = [m for m in mine if m.end is None and m.status != "superseded"]
    asked = [m for m in open_ if is_standing(m)]
    found = tuple(_one(m, measures, by=by, as_of=as_of) for m in asked)
    told = any(one.pooled or _is_told(one.lifting) or _is_told(one.of_family) for one in found)
    return LiftingAnswer(
        status="estimate" if told else "cannot_see",
        sender=a,
        target=b,
        as_of=as_of,
        by=by,
        days=(by - as_of).days,
        words=_words(mine, open_, asked),
        left_out=len(open_) - len(asked),
        measures=found,
    )


def lifting_text(answer: LiftingAnswer) -> str:
    """One stretch of lines per measure."""
    asked = f"{answer.sender} toward {answer.target}: lifted within {answer.days} days"
    lines = [f"{asked}, by {answer.by}?", f"  {answer.words}"]
    for one in answer.measures:
        about = f", {one.object}" if one.object else ""
        lines.append(f"{one.measure_id}: {one.type}{about}, in force from {one.start}")
        if one.last_seen and one.last_seen < answer.as_of:
            lines.append(f"  last seen in force on {one.last_seen}; taken as in force since")
        lines.append(f"  {_pooled(one.pooled)}")
        lines.append(f"  of its type and age alone: {_told(one.lifting)}")
        if one.of_family:
            lines.append(f"  of its family {one.family} and age: {_told(one.of_family)}")
        lines.append(f"  base rate, a measure of this type on its first day: {_told(one.at_start)}")
    if answer.left_out:
        lines.append(
            f"not shown: {answer.left_out} not yet in effect, without an end to wait for, or without a page"
        )
    return "\n".join(lines) + "\n"


def _one(
    measure: Measure, measures: Sequence[Measure], *, by: dt.date, as_of: dt.date
) -> MeasureLifting:
    alike, family = (
        [m for m in measures if m.type in types]
        for types in ({measure.type}, set(FAMILIES.get(measure.family, ())))
    )
    told = lift_by(measure, alike, by=by, as_of=as_of, rng=np.random.default_rng(SEED))
    wider = lift_by(measure, family, by=by, as_of=as_of, rng=np.random.default_rng(SEED))
    watched = spells((m for m in alike if m is not measure), as_of=as_of)
    pooled = lift_pooled(measure, measures, by=by, as_of=as_of, rng=np.random.default_rng(SEED))
    rng, days = np.random.default_rng(SEED), (by - as_of).days
    return MeasureLifting(
        measure_id=measure.measure_id,
        type=measure.type,
        family=measure.family,
        object=measure.object,
        start=measure.start or as_of,
        last_seen=measure.censored_at,
        source=measure.source_start,
        pooled=pooled,
        lifting=told,
        of_family=wider if told.low is None else None,
        at_start=lift_deadline(watched, age=-1, days=days + 1, rng=rng),
    )


def _is_told(found: Lifting | None) -> bool:
    return found is not None and found.low is not None


def _named(mine: Sequence[Measure], measure_id: str) -> Measure:
    for measure in mine:
        if measure.measure_id == measure_id:
            return measure
    ids = [m.measure_id for m in mine]
    near = difflib.get_close_matches(measure_id, ids, n=3, cutoff=0.4) or ids[:3]
    remedy = (
        f"there are {', '.join(near)}" if near else "see `earnest spells` for what is on record"
    )
    raise InputError(measure_id, "these two have no such measure on record by then", remedy)


def _words(mine: Sequence[Measure], open_: Sequence[Measure], asked: Sequence[Measure]) -> str:
    if asked:
        return f"{len(asked)} in force; intervals are 90 %"
    if open_:
        return "no measure in force has an end to wait for and a page behind it; one is needed"
    ended = [m for m in mine if m.end]
    if ended:
        last = max(ended, key=lambda m: m.end or dt.date.min)
        return f"nothing in force is on record: {last.measure_id} ended on {last.end}"
    return "no measure of this kind is on record between them; one in force is needed"


def _pooled(found: PooledLifting | None) -> str:
    if found is None:
        return f"no probability: fewer than {FEWEST_ENDS} measures of any type were seen to end"
    return (
        f"p = {found.p:.0%} [{found.low:.0%}, {found.high:.0%}], {probability_words(found.p)},"
        f" from {found.n} measures of all types, {found.of_type} of its own, at its age of"
        f" {found.age} days"
    )


def _told(found: Lifting) -> str:
    if found.low is None or found.high is None:
        more = f"; {found.needed} more would be needed" if found.needed else ""
        return f"not identifiable: {found.why}{more}"
    both = (
        f"{found.low:.0%}"
        if found.high - found.low < 0.005
        else f"{found.low:.0%}–{found.high:.0%}"
    )
    interval = f"[{found.interval_low:.0%}, {found.interval_high:.0%}]"
    return f"{both} {interval}, n = {found.n} in {found.clusters} joint acts"
