"""A tested rule as text: counterexamples first."""

from collections.abc import Iterator

from earnest.answers.regularity import RegularityAnswer
from earnest.answers.rule import Verdict
from earnest.answers.spells import ShareTold

MOST_ROWS = 12


def regularity_text(answer: RegularityAnswer) -> str:
    """Counterexamples with their rows and sources, then n, the comparison, and the gate."""
    asked = f"{answer.sender}: after {answer.after}, until {answer.until}, as of {answer.as_of}"
    lines = [f"{asked} ({answer.source})", f"  {answer.status}: {answer.words}"]
    lines += [f"  note: {answer.note}"] if answer.note else []
    lines += ["", *_rows(answer)] if answer.counterexamples else []
    lines += ["", *_verdict(answer.verdict)] if answer.verdict else []
    return "\n".join(lines) + "\n"


def _rows(answer: RegularityAnswer) -> Iterator[str]:
    yield "counterexamples, quickest first"
    shown = answer.counterexamples[:MOST_ROWS]
    for row in shown:
        yield f"  {row.words}"
        source = "" if row.id.endswith(row.source) else f", {row.source}"
        yield f"      {row.table} {row.id}{source}"
    if answer.found > len(shown):
        yield f"  and {answer.found - len(shown)} more"


def _verdict(found: Verdict) -> Iterator[str]:
    yield f"n = {found.n} watches, {found.long_enough} of them 180 days or till a softening"
    if found.share is not None:
        yield f"  softened: {found.share:.2f} [{found.share_low:.2f}, {found.share_high:.2f}]"
    if found.never_above is not None:
        yield f"  none of {found.n} softened: the share is below {found.never_above:.2f} (95 %)"
    for own, others in zip(found.own, found.others, strict=False):
        yield f"  without softening after {own.days} d: {_share(own)}; all others {_share(others)}"
    for bound in found.bounds:
        name = "" if bound.unknown_ends == "none" else f", unseen ends {bound.unknown_ends}"
        yield (
            f"  {_softenings(bound.softened)}, {bound.expected:.1f} expected of a usual sender{name};"
            f" rank {bound.rank_low}–{bound.rank_high} of {found.senders}"
        )
    if found.multiplier is not None:
        interval = f"[{found.multiplier_low:.2f}, {found.multiplier_high:.2f}]"
        yield f"  pace over the usual one: {found.multiplier:.2f} {interval}"
    for factor in found.bayes_factors:
        yield f"  Bayes factor of “{factor.definition}”: {factor.value:.2g}"
    yield f"  gate: {found.gate}"


def _softenings(n: int) -> str:
    return "1 softening" if n == 1 else f"{n} softenings"


def _share(share: ShareTold) -> str:
    if share.low is None or share.high is None:
        return f"not identifiable ({share.why})"
    interval = f"[{share.interval_low:.2f}, {share.interval_high:.2f}]"
    return f"{share.low:.2f}–{share.high:.2f} {interval}"
