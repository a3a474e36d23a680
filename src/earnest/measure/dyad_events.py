"""Events between states, grouped by directed dyad: an actor, a recipient, and a set of events.

Days count from 1970-01-01. A set is one collection; the same two states in two sets are two dyads,
because sets differ in what they see.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from earnest.measure.act_groups import CAMEO, ActGroup
from earnest.measure.dyad_days import Bools, Days, Ints

_NOBODY: Final = -1


@dataclass(frozen=True, slots=True)
class DyadEvents:
    """Events between states, grouped by directed dyad.

    Attributes:
        names: (set, actor, recipient) of each dyad, sorted.
        pair: for each dyad the number of its two states, over all sets and both directions.
        reverse: for each dyad the number of the same dyad the other way round; −1 if unseen.
        by_actor, by_recipient: for each dyad the number of its actor, of its recipient, in its set.
        first, last: first and last day of each dyad's set.
        dyad, day, code: one entry per event; `code` is an index into `codes`.
        codes: distinct (code, coding scheme).
    """

    names: tuple[tuple[str, str, str], ...]
    pair: Ints
    reverse: Ints
    by_actor: Ints
    by_recipient: Ints
    first: Ints
    last: Ints
    dyad: Ints
    day: Ints
    code: Ints
    codes: tuple[tuple[str, str], ...]

    def days_of(self, group: ActGroup) -> Days:
        """The days on which each dyad saw an act of the class."""
        holds = np.array([group.holds(*code) for code in self.codes], dtype=bool)
        is_act = holds[self.code] if len(holds) else np.zeros(0, dtype=bool)
        return Days.present(self.dyad[is_act], self.day[is_act], size=len(self.names))

    def active_days(self) -> Days:
        """The days on which each dyad saw any event."""
        return Days.present(self.dyad, self.day, size=len(self.names))

    def every_event(self) -> Days:
        """The day of every event."""
        return Days.counted(self.dyad, self.day, size=len(self.names))

    def sees(self, group: ActGroup) -> Bools:
        """For each dyad, whether its set's coding scheme has a code for the class."""
        can = np.array([group.can_be_seen_in(scheme) for _, scheme in self.codes], dtype=bool)
        seeing = np.zeros(len(self.names), dtype=bool)
        if len(can):
            seeing[self.dyad[can[self.code]]] = True
        return seeing


def dyad_events(table: pa.Table) -> DyadEvents:
    """The events between two different states in the table, by directed dyad.

    Args:
        table: columns `actor_country`, `recipient_country`, `date` (date32) and `code`; where
            present, `set` keeps several collections apart and `ontology` names the coding scheme
            (`CAMEO` where absent). Rows without both states, a date or a code are left out.
    """
    events = _interstate(table)
    set_names, of_set = _coded(_column(events, "set", ""))
    states, sides = _coded(
        pa.concat_arrays([_column(events, "actor_country"), _column(events, "recipient_country")])
    )
    size, actor, recipient = len(states), sides[: events.num_rows], sides[events.num_rows :]
    keys, dyad = np.unique((of_set * size + actor) * size + recipient, return_inverse=True)
    dyad_set, source, target = keys // size**2, keys // size % size, keys % size
    day = events["date"].combine_chunks().cast(pa.int32()).to_numpy().astype(np.int64)
    first, last = _bounds(of_set, day, len(set_names))
    codes, code = _coded_pairs(events)
    return DyadEvents(
        names=tuple(
            (set_names[s], states[a], states[b])
            for s, a, b in zip(dyad_set, source, target, strict=True)
        ),
        pair=_numbered(np.minimum(source, target) * size + np.maximum(source, target)),
        reverse=_found(keys, (dyad_set * size + target) * size + source),
        by_actor=_numbered(dyad_set * size + source),
        by_recipient=_numbered(dyad_set * size + target),
        first=first[dyad_set],
        last=last[dyad_set],
        dyad=dyad,
        day=day,
        code=code,
        codes=codes,
    )


def _interstate(table: pa.Table) -> pa.Table:
    known = pc.and_(pc.is_valid(table["date"]), pc.is_valid(table["code"]))
    apart = pc.not_equal(table["actor_country"], table["recipient_country"])
    return table.filter(pc.fill_null(pc.and_(known, apart), False))


def _column(table: pa.Table, name: str, default: str = "") -> pa.Array:
    if name not in table.column_names:
        return pa.repeat(default, table.num_rows)
    return table[name].cast(pa.string()).combine_chunks().fill_null(default)


def _coded(values: pa.Array) -> tuple[tuple[str, ...], Ints]:
    """Distinct values, sorted, and for each value its place among them."""
    encoded = values.dictionary_encode()
    names = encoded.dictionary.to_pylist()
    order = sorted(range(len(names)), key=names.__getitem__)
    place = np.empty(len(names), dtype=np.int64)
    place[order] = np.arange(len(names))
    return tuple(names[i] for i in order), place[encoded.indices.to_numpy()]


def _coded_pairs(events: pa.Table) -> tuple[tuple[tuple[str, str], ...], Ints]:
    codes, code = _coded(_column(events, "code"))
    schemes, scheme = _coded(_column(events, "ontology", CAMEO))
    keys, index = np.unique(code * max(1, len(schemes)) + scheme, return_inverse=True)
    return tuple((codes[k // len(schemes)], schemes[k % len(schemes)]) for k in keys), index


def _bounds(of_set: Ints, day: Ints, size: int) -> tuple[Ints, Ints]:
    first, last = np.full(size, np.iinfo(np.int64).max), np.zeros(size, dtype=np.int64)
    np.minimum.at(first, of_set, day)
    np.maximum.at(last, of_set, day)
    return first, last


def _numbered(keys: Ints) -> Ints:
    return np.unique(keys, return_inverse=True)[1]


def _found(keys: Ints, wanted: Ints) -> Ints:
    place = np.searchsorted(keys, wanted)
    return np.where(np.append(keys, _NOBODY)[place] == wanted, place, _NOBODY)
