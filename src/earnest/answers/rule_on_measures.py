"""A rule asked of measures: was what the sender imposed ever lifted, and how does that compare?"""

from collections.abc import Sequence
from typing import Final

from earnest.answers.measure_groups import visible
from earnest.answers.rule import Counterexample, Verdict, verdict
from earnest.contract.rows import Measure
from earnest.measure.spells import spells
from earnest.measure.watches import watches_of_measures
from earnest.store.view import View

MEMORY: Final = "memory"  # in a source column: no page was found


def asked_of_measures(
    view: View, sender: str, types: frozenset[str]
) -> tuple[tuple[Counterexample, ...], int, Verdict | None]:
    """Lifted measures of the sender, quickest first, and its watches against all others.

    Returns:
        Liftings that a page backs; how many more rest on memory; the verdict, None without watches.
    """
    rows = visible(view.measures, sender=None, types=types)
    watched = spells(rows, as_of=view.as_of)
    names = {m.measure_id: m.sender for m in rows}
    found = verdict(
        sender,
        [
            ("censored", watches_of_measures(rows, watched, unknown_ends="censored")),
            ("ended", watches_of_measures(rows, watched, unknown_ends="ended")),
        ],
        {
            "own": [s for s in watched if names[s.measure_id] == sender],
            "others": [s for s in watched if names[s.measure_id] != sender],
        },
    )
    own = [m for m in rows if m.sender == sender and m.status == "lifted"]
    backed = [m for m in own if m.source_end != MEMORY]
    return _lifted(backed), len(own) - len(backed), found


def _lifted(rows: Sequence[Measure]) -> tuple[Counterexample, ...]:
    found = [
        Counterexample(
            table="measures",
            id=m.measure_id,
            day=m.end.isoformat(),
            days=(m.end - m.start).days,
            words=f"{m.sender}–{m.target} {m.type.replace('_', ' ')}"
            f"{f', {m.object}' if m.object else ''}, in force from {m.start}, lifted {m.end}",
            source=m.source_end or m.source_start or m.source_id,
        )
        for m in rows
        if m.end and m.start
    ]
    return tuple(sorted(found, key=lambda one: (one.days, one.id)))
