"""What is usual for anybody: the share of like measures still in force after a year."""

import numpy as np

from earnest.check.context import Context
from earnest.check.counterexamples import (
    Counterexample,
)
from earnest.contract.words import FAMILY_OF
from earnest.extract.acts import classes_of_type
from earnest.measure.spells import spells
from earnest.measure.survival import WIDEST_BOUNDS, Share, share_in_force


def families_ruled(
    broken: list[Counterexample], classes: frozenset[str], context: Context
) -> frozenset[str]:
    """The families of the measures that break the rule, else of those that the rule names."""
    ids = {example.ref.id for example in broken if example.ref.table == "measures"}
    at_hand = {m.family for m in context.view.measures if m.measure_id in ids}
    named = {family for t, family in FAMILY_OF.items() if classes & classes_of_type(t)}
    return frozenset(at_hand or named)


def usual_share(families: frozenset[str], context: Context) -> Share | None:
    known = context.worked_out
    key = ("usual share", families)
    if key not in known:
        known[key] = _share_of(families, context)
    found = known[key]
    assert found is None or isinstance(found, Share)
    return found


def _share_of(families: frozenset[str], context: Context) -> Share | None:
    same = [m for m in context.view.measures if m.family in families]
    watched = spells(same, as_of=context.view.as_of)
    if not watched:
        return None
    return share_in_force(watched, days=365, rng=np.random.default_rng(1))


def usual_words(share: Share | None) -> str:
    if share is None:
        return ""
    if not share.is_identifiable:
        why = (
            "fewer than ten joint acts were still watched after a year."
            if share.high - share.low <= WIDEST_BOUNDS
            else f"between {share.low:.0%} and {share.high:.0%} of {share.n} were still in force after a"
            " year, and those bounds are too far apart."
        )
        return f" How long such measures last for anybody is not identifiable here: {why}"
    return (
        f" Of {share.n} such measures by all senders {share.low:.0%} to {share.high:.0%} were still in"
        " force after a year: that a measure stays is expected of anyone."
    )
