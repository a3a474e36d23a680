"""One list of statements out of the model's and the rules', the same whatever came first."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from earnest.contract.text import Statement

SAME: Final = 0.5  # character overlap from which two rows are one


def merged(model: Sequence[Statement], rules: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements of both readers, sorted by start, then the longer first; no span twice.

    Where both mark the same place (intersection over union of at least one half, best first), the
    row has the model's span, kind and holder, and the rules' cue, date, quantity, hedge and bodies
    where they have them. Rows of one reader alone stay.
    """
    pairs = _pairs(model, rules)
    taken = set(pairs.values())
    rows = [_joined(row, rules[pairs[n]]) if n in pairs else row for n, row in enumerate(model)]
    rows += [row for n, row in enumerate(rules) if n not in taken]
    return numbered(rows)


def numbered(rows: Sequence[Statement]) -> tuple[Statement, ...]:
    """The rows in the order of the text, the first of each span, ids from `s001`."""
    ordered = sorted(rows, key=lambda r: (r.start, -r.end))
    first = {(row.start, row.end): row for row in reversed(ordered)}
    return tuple(replace(row, id=f"s{n:03d}") for n, row in enumerate(reversed(first.values()), 1))


def overlap(one: Statement, other: Statement) -> float:
    """Intersection over union of two spans, in code points."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    whole = max(one.end, other.end) - min(one.start, other.start)
    return max(0, shared) / whole if whole else 0.0


def _pairs(model: Sequence[Statement], rules: Sequence[Statement]) -> dict[int, int]:
    """For rows of the model the row of the rules at the same place, one to one, best first.

    Of pairs that are as good the earlier comes first, whatever order the model gave its rows in.
    """
    near = [
        (-overlap(a, b), a.kind != b.kind, a.start, a.end, b.start, b.end, m, r)
        for m, a in enumerate(model)
        for r, b in enumerate(rules)
        if overlap(a, b) >= SAME
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, m, r in sorted(near):
        if m not in pairs and r not in taken:
            pairs[m] = r
            taken.add(r)
    return pairs


def _joined(model: Statement, rules: Statement) -> Statement:
    is_report = model.kind == "attribution"
    return replace(
        model,
        cue=rules.cue if is_report else None,
        date=rules.date or model.date,
        quantity=rules.quantity or model.quantity,
        hedge=rules.hedge or model.hedge,
        actors=tuple(dict.fromkeys((*rules.actors, *model.actors))),
        speaker=(rules.speaker or model.speaker) if is_report else None,
        about=rules.about,
    )
