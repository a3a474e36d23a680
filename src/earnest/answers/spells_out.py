"""Survival of measures as text and CSV."""

from collections.abc import Iterator

from earnest.answers.printed import answer_csv, columns
from earnest.answers.spells import DAYS, ShareTold, SpellGroup, SpellsAnswer

_HEADER = (
    "group", "spells", "joint_acts", "lifted", "end_unknown", "days", "in_force_low",
    "in_force_high", "interval_low", "interval_high", "joint_acts_watched", "not_identifiable",
)  # fmt: skip


def spells_text(answer: SpellsAnswer) -> str:
    """One line per group; shares between two bounds, `–` where they are not identifiable."""
    lines = [f"{answer.status}: {answer.words}, as of {answer.as_of}"]
    if answer.left_out:
        lines.append(
            f"  left out: {answer.left_out} without an end to wait for or not yet in effect"
        )
    if not answer.groups:
        return "\n".join(lines) + "\n"
    lines.append(
        "  share still in force after so many days, between two bounds for ends nobody saw [90 %]"
    )
    header = (
        answer.by, "n", "joint", "lifted", *(f"{days} d" for days in DAYS), "median days to effect",
    )  # fmt: skip
    rows = [
        (
            group.name, group.n, group.clusters, group.lifted,
            *(_share(share) for share in group.shares), _effect(group),
        )
        for group in answer.groups
    ]  # fmt: skip
    lines += ["", *columns(header, rows), "", *_whys(answer)]
    return "\n".join(lines).rstrip() + "\n"


def spells_csv(answer: SpellsAnswer) -> str:
    """A row for each group and number of days; numbers below the gate are empty, with the reason."""
    return answer_csv(
        _HEADER,
        (
            (
                group.name, group.n, group.clusters, group.lifted, group.unknown, share.days,
                share.low, share.high, share.interval_low, share.interval_high, share.clusters,
                share.why,
            )
            for group in answer.groups
            for share in group.shares
        ),
    )  # fmt: skip


def _share(share: ShareTold) -> str:
    if share.low is None or share.high is None:
        return "–"
    interval = f"[{share.interval_low:.2f}, {share.interval_high:.2f}]"
    both = f"{share.low:.2f}–{share.high:.2f}"
    return f"{both} {interval}"


def _effect(group: SpellGroup) -> str:
    effect = group.effect
    if group.effect_why:
        return "–"
    high = "…" if effect.high is None else f"{effect.high}"
    return f"{effect.days} [{effect.low}, {high}], n = {effect.n}"


def _whys(answer: SpellsAnswer) -> Iterator[str]:
    """Why there is no number, told once for each reason of a group."""
    is_told = False
    for group in answer.groups:
        reasons = {share.why: share.days for share in reversed(group.shares) if share.why}
        told = [f"from {days} d: {why}" for why, days in reversed(reasons.items())]
        if told and not is_told:
            is_told = True
            yield "– not identifiable:"
        if told:
            yield f"  {group.name}: {told[0]}"
