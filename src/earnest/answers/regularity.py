"""`earnest regularity`: a rule about a sender put to the measures, or to events where a feed is."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from earnest.answers.coverage import last_stretch
from earnest.answers.measure_groups import EVERY, near, types_of
from earnest.answers.rule import Counterexample, Verdict, status_of
from earnest.answers.rule_on_events import asked_of_events
from earnest.answers.rule_on_measures import asked_of_measures
from earnest.answers.sides import check_events_known, side
from earnest.contract.words import Status
from earnest.errors import InputError
from earnest.measure.act_groups import ActGroup, act_group
from earnest.measure.regularity import MINIMUM_DAYS, MINIMUM_WATCHES
from earnest.store import Record
from earnest.store.view import View

LIFTING: Final = "lifting"
_SOFTENINGS: Final = frozenset({"strict", "any"})
_RESTRICTIVE: Final = ("expel", "restrict", "reduce")  # what `restrict` means of events


@dataclass(frozen=True, slots=True)
class RegularityAnswer:
    """Counterexamples first, then what is usual for anybody.

    Attributes:
        source: `measures` or `events`.
        counterexamples: rows, quickest first; found: how many there are in all.
        verdict: None if the sender has nothing to watch.
        note: how the question was read, where that is not plain.
    """

    sender: str
    after: str
    until: str
    as_of: dt.date
    source: str
    status: Status
    words: str
    counterexamples: tuple[Counterexample, ...]
    found: int
    verdict: Verdict | None
    note: str


def regularity_answer(
    record: Record, sender: str, *, after: str = EVERY, until: str = LIFTING, as_of: dt.date
) -> RegularityAnswer:
    """Whether a sender ever softens after acts of a kind, against all other senders.

    Args:
        record: where to look.
        sender: a code or name.
        after: `restrict` for all, a type or a family of measures; of events, `restrict` for
            expelling, restricting and reducing, or classes of acts with commas.
        until: `lifting` of measures, or a class of acts.
        as_of: the last day that is known.

    Raises:
        InputError: the sender or a class is unknown, or the day lies before all that is on record.
    """
    who, view = side(sender), record.at(as_of)
    if until == LIFTING:
        return _of_measures(view, who, after, until, types_of(after), "")
    softening = _group(until, f", or {LIFTING} of measures")
    groups = _act_groups(after)
    stretch = last_stretch(view, (who,), upto=as_of) if groups else None
    if groups and stretch:
        check_events_known(record, as_of, option="--as-of")
        rows, n, found = asked_of_events(
            view, who, after=groups, softening=softening, stretch=stretch
        )
        return _answer(view, who, (after, until), "events", rows, n, found, "")
    if softening.name not in _SOFTENINGS or not _is_of_measures(after):
        return _unseen(view, who, after, until)
    note = (
        f"no feed of events covers {who}: softening is read as lifting of measures"
        if groups
        else "softening after measures is read as their lifting"
    )
    return _of_measures(view, who, after, until, types_of(after), note)


def _of_measures(
    view: View, who: str, after: str, until: str, types: frozenset[str], note: str
) -> RegularityAnswer:
    if not view.measures:
        problem = "no measure was announced or in force by then"
        raise InputError(f"--as-of {view.as_of}", problem, "give a later day")
    rows, leads, found = asked_of_measures(view, who, types)
    told = [note] if note else []
    if leads:
        told.append(f"{leads} more liftings rest on memory: leads, no counterexamples")
    return _answer(view, who, (after, until), "measures", rows, len(rows), found, "; ".join(told))


def _answer(
    view: View,
    who: str,
    asked: tuple[str, str],
    source: str,
    rows: tuple[Counterexample, ...],
    n: int,
    found: Verdict | None,
    note: str,
) -> RegularityAnswer:
    after, until = asked
    return RegularityAnswer(
        sender=who,
        after=after,
        until=until,
        as_of=view.as_of,
        source=source,
        status=status_of(found, n),
        words=_words(who, n, found, source),
        counterexamples=rows,
        found=n,
        verdict=found,
        note=note,
    )


def _unseen(view: View, who: str, after: str, until: str) -> RegularityAnswer:
    note = f"no feed of events covers {who}; add one with `earnest record add`, or ask --until {LIFTING}"
    return _answer(view, who, (after, until), "events", (), 0, None, note)


def _words(who: str, n: int, found: Verdict | None, source: str) -> str:
    if found is None:
        return (
            f"the {source} hold nothing of {who} to watch; at least"
            f" {MINIMUM_WATCHES} watches of {MINIMUM_DAYS} days are needed"
        )
    softened = found.bounds[0].softened
    seen = f"{softened} of {found.n} watches of {who} ended in a softening"
    if n:
        return f"{n} counterexample{'' if n == 1 else 's'}; {seen}; {found.gate}"
    return f"no counterexample; {seen}; {found.gate}"


def _act_groups(names: str) -> tuple[ActGroup, ...]:
    """The classes of acts that are named; none if it is the name of measures instead.

    Raises:
        InputError: a name is neither.
    """
    if names == EVERY:
        return tuple(act_group(name) for name in _RESTRICTIVE)
    if _is_of_measures(names):
        return ()
    return tuple(_group(name, f"; of measures, {near(name)}") for name in names.split(","))


def _group(name: str, beside: str) -> ActGroup:
    try:
        return act_group(name)
    except ValueError as error:
        problem, _, remedy = str(error).partition("; ")
        raise InputError(name, problem, remedy + beside) from None


def _is_of_measures(name: str) -> bool:
    try:
        types_of(name)
    except InputError:
        return False
    return True
