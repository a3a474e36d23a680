"""What a record holds about one dyad and its set, cut out for one deadline: fast on large records."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from earnest.measure.act_groups import CAMEO, ActGroup
from earnest.measure.dyad_days import Days
from earnest.measure.dyad_events import DyadEvents, dyad_events
from earnest.measure.points import day_number

ADMITTED_FROM: Final = 60
_PAIR: Final = ("actor_country", "recipient_country")
_COLUMNS: Final = (*_PAIR, "date", "code", "set", "ontology")


@dataclass(frozen=True, slots=True)
class DyadRecord:
    """The events that bear on one dyad, and what its set says about the class.

    Attributes:
        events: of the dyad, the other way round, of its actor and of its recipient.
        dyad: its number in `events`.
        day: the first day of the future.
        mean: acts of the class per dyad and day, over the admitted dyads of the set.
        set_dyads: admitted dyads of the set; set_acts: days on which they saw an act.
        can_be_seen: whether the set's coding scheme has a code for the class.
    """

    events: DyadEvents
    dyad: int
    day: int
    mean: float
    set_dyads: int
    set_acts: int
    can_be_seen: bool


def dyad_record(
    events: pa.Table, actor: str, recipient: str, *, group: ActGroup, as_of: dt.date
) -> DyadRecord:
    """What is known at the end of `as_of` about an actor's acts toward a recipient.

    Args:
        events: columns as for `dyad_events`; of several sets, the one that saw the dyad most.
        actor: code of a state.
        recipient: code of another state.
        group: the class of acts.
        as_of: the last day that is known.

    Raises:
        ValueError: there are events, and all of them come after `as_of`.
    """
    known = _one_set(_known(events, as_of), actor, recipient)
    day = day_number(as_of) + 1
    near = known.filter(pc.or_(_is(known, _PAIR[0], actor), _is(known, _PAIR[1], recipient)))
    back = known.filter(pc.and_(_is(known, _PAIR[0], recipient), _is(known, _PAIR[1], actor)))
    found = dyad_events(pa.concat_tables([near, back, _silent(known, actor, recipient, as_of)]))
    first = day_number(pc.min(known["date"]).as_py() or as_of)
    names = [(a, b) for _, a, b in found.names]
    dyads, acts = _set_counts(known, group)
    return DyadRecord(
        events=replace(found, first=np.full(len(names), first)),
        dyad=names.index((actor, recipient)),
        day=day,
        mean=(acts + 0.5) / max(1, dyads * (day - first)),
        set_dyads=dyads,
        set_acts=acts,
        can_be_seen=any(group.can_be_seen_in(scheme) for scheme in _schemes(known)),
    )


def _known(events: pa.Table, as_of: dt.date) -> pa.Table:
    days = pc.min_max(events["date"]).as_py()
    if events.num_rows and days["min"] > as_of:
        raise ValueError(f"the record begins on {days['min']}, after {as_of}; give a later date")
    if events.num_rows and days["max"] > as_of:
        events = events.filter(pc.less_equal(events["date"], pa.scalar(as_of, pa.date32())))
    return events.select([name for name in _COLUMNS if name in events.column_names])


def _one_set(known: pa.Table, actor: str, recipient: str) -> pa.Table:
    if "set" not in known.column_names:
        return known
    mine = known.filter(pc.and_(_is(known, _PAIR[0], actor), _is(known, _PAIR[1], recipient)))
    counted = pc.value_counts((mine if mine.num_rows else known)["set"].combine_chunks())
    busiest = max(counted.to_pylist(), key=lambda c: (c["counts"], c["values"] or ""))["values"]
    return known.filter(pc.equal(known["set"], busiest))


def _silent(known: pa.Table, actor: str, recipient: str, as_of: dt.date) -> pa.Table:
    """A row on the day that is asked about: it makes the dyad known, and lies in nobody's past."""
    row: dict[str, Any] = {
        name: known[name][0].as_py() if known.num_rows else CAMEO for name in known.column_names
    }
    row |= {_PAIR[0]: actor, _PAIR[1]: recipient, "code": "", "date": as_of + dt.timedelta(days=1)}
    return pa.Table.from_pylist([row], schema=known.schema)


def _set_counts(known: pa.Table, group: ActGroup) -> tuple[int, int]:
    """Admitted dyads, and the days on which they saw an act of the class."""
    actor, recipient = (known[name].combine_chunks().dictionary_encode() for name in _PAIR)
    named = pc.fill_null(pc.not_equal(known[_PAIR[0]], known[_PAIR[1]]), False).to_numpy()
    both = [side.indices.fill_null(0).to_numpy().astype(np.int64) for side in (actor, recipient)]
    dyad = both[0] * (len(recipient.dictionary) + 1) + both[1]
    admitted = np.bincount(dyad[named]) >= ADMITTED_FROM
    is_act = pc.fill_null(_is_act(known, group), False).to_numpy(zero_copy_only=False) & named
    day = known["date"].combine_chunks().cast(pa.int32()).to_numpy().astype(np.int64)
    counts = is_act.copy()
    counts[is_act] = admitted[dyad[is_act]]
    acts = Days.present(dyad[counts], day[counts], size=len(admitted))
    return int(admitted.sum()), len(acts.keys)


def _is_act(events: pa.Table, group: ActGroup) -> pa.Array:
    """Whether each event is of the class, by looking at each distinct code once."""
    is_act = pa.nulls(0, pa.bool_())
    for scheme in _schemes(events):
        codes = [c for c in pc.unique(events["code"]).to_pylist() if c and group.holds(c, scheme)]
        here = pc.is_in(events["code"], value_set=pa.array(codes, events["code"].type))
        if "ontology" in events.column_names:
            here = pc.and_(here, _is(events, "ontology", scheme))
        is_act = here if not len(is_act) else pc.or_(is_act, here)
    return is_act


def _schemes(events: pa.Table) -> list[str]:
    if "ontology" not in events.column_names:
        return [CAMEO]
    return sorted(s for s in pc.unique(events["ontology"]).to_pylist() if s)


def _is(table: pa.Table, column: str, value: str) -> pa.Array:
    return pc.fill_null(pc.equal(table[column], value), False)
