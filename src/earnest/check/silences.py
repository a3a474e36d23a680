"""Silences: what is on record, bears on the text's claims, and is mentioned nowhere in it."""

import datetime as dt
from collections.abc import Iterable

from earnest.check.answer import listed, told_date, told_measure
from earnest.check.asked import asked
from earnest.check.context import Context
from earnest.check.event import is_of_kind_alone
from earnest.check.own_side import own_side
from earnest.check.parties import bodies_in, parties
from earnest.check.untold import Episode, is_beside, ref_of, untold_episodes
from earnest.contract.finding import Finding, RowRef
from earnest.contract.report import Silence
from earnest.contract.rows import Event, Measure
from earnest.contract.when import Period
from earnest.extract.acts import classes_in

NEAR_DAYS = 60
# Days from an act that the text tells of in which an act of the other side bears on it.
BESIDE_DAYS = 3
# States that the text names most, among which silences are heard.
MOST_SIDES = 3
# How many of each kind come first: wider measures, counterexamples, episodes of the story, acts beside
# those told, acts near.
FIRST_OF_EACH = (1, 3, 6, 1, 1)
MOST_OF_EPISODE = 6
# Rows that are left out together, and why that matters.
Found = tuple[tuple[RowRef, ...], str]
# Days before the text in which its story is looked for.
STORY_DAYS = 730
_TELLS = frozenset({"on_record", "other_date", "conflicting", "within", "outside"})
# Rows of an answer that count as told by its statement.
MOST_TOLD = 3
# Classes that a near-date act must belong to before its absence from a text tells anything.
_TELLING = frozenset(
    {"apology", "signature", "visit", "reversal", "release", "withdrawal", "attack", "expulsion",
     "closure", "media_block", "entry_ban", "trade_ban", "severance", "recall", "arrest", "signal",
     "praise", "talks", "accusation", "recognition", "border_closure", "suspension", "seizure"}
)  # fmt: skip


def silences(findings: Iterable[Finding], context: Context) -> tuple[Silence, ...]:
    """Rows the text leaves out, ranked by how much they would change.

    First acts of the same sender and family against others in the same weeks, then counterexamples
    known when the text was written, then what the main parties did and met in the time of its story,
    then acts beside those that it tells of, and shortly before it; of each kind a few, then the rest in
    the same order.
    """
    found = list(findings)
    groups = (
        _wider(found, context),
        _counterexamples(found, context),
        _untold(found, context),
        _beside_told(found, context),
        _near_acts(found, context),
    )
    ordered = [
        *(one for group, most in zip(groups, FIRST_OF_EACH, strict=True) for one in group[:most]),
        *(one for group, most in zip(groups, FIRST_OF_EACH, strict=True) for one in group[most:]),
    ]
    heard: set[RowRef] = set()
    ranked: list[Silence] = []
    for rows, reason in ordered:
        if rows[0] not in heard:
            ranked.append(
                Silence(tuple(r for r in rows if r not in heard), reason, len(ranked) + 1)
            )
        heard.update(rows)
    return tuple(ranked)


def _untold(findings: list[Finding], context: Context) -> list[Found]:
    """Episodes of the text's story that it leaves out."""
    return [
        (
            tuple(ref_of(row) for row in episode.rows[:MOST_OF_EPISODE]),
            f"{listed([_told_row(row) for row in episode.rows], most=2)}: {_why(episode, context)}",
        )
        for episode in untold_episodes(_told(findings, context), context)
    ]


def _why(episode: Episode, context: Context) -> str:
    own, last = own_side(context), max(episode.days)
    when = f"{(context.written - last).days} days before the text"
    if is_beside(episode, context, days=BESIDE_DAYS):
        when = f"within {BESIDE_DAYS} days of an act told, {when}"
    return f"by the side that the text speaks for, {when}" if episode.actor == own else when


def _told_row(row: Event | Measure) -> str:
    return told_measure(row) if isinstance(row, Measure) else f"{told_date(row)}: {row.description}"


def _wider(findings: list[Finding], context: Context) -> list[Found]:
    """What else the sender did, one silence for each act that the text makes much of."""
    by_id = {measure.measure_id: measure for measure in context.view.measures}
    found: dict[tuple[RowRef, ...], str] = {}
    for finding in findings:
        if finding.status != "part_of_wider_measure":
            continue
        left = tuple(
            row
            for row in finding.rows[1:]
            if row.id in by_id and not _is_mentioned(by_id[row.id], context)
        )
        if left:
            shown = listed([told_measure(by_id[row.id]) for row in left], most=2)
            found.setdefault(left, f"{shown}: same sender, same kind of act, same weeks")
    return list(found.items())


def _counterexamples(findings: list[Finding], context: Context) -> list[Found]:
    """What speaks against each rule of the author's; what a rival is said to hold is not his."""
    told = _told(findings, context)
    found: list[Found] = []
    for finding in findings:
        statement = context.by_id[finding.statement_id]
        if finding.status != "counterexamples" or statement.holder != "author":
            continue
        words = {
            r: w for r in finding.rows if r.id not in told and (w := _told_if_known(r, context))
        }
        if words:
            shown = listed(list(words.values()), most=2)
            found.append((tuple(words)[:MOST_OF_EPISODE], f"{shown}: against “{statement.text}”"))
    return found


def _told_if_known(row: RowRef, context: Context) -> str | None:
    """The row in words if it was known when the text was written."""
    if row.table == "measures":
        measure = next((m for m in context.view.measures if m.measure_id == row.id), None)
        known = measure is not None and (measure.end or dt.date.max) <= context.written
        return told_measure(measure) if measure and known else None
    event = next((e for e in _all_near(context, days=36_500) if e.event_id == row.id), None)
    return f"{told_date(event)}: {event.description}" if event else None


def _near_acts(findings: list[Finding], context: Context) -> list[Found]:
    cited = _told(findings, context)
    found = _near_measures(cited, context)
    for event in sorted(_all_near(context, days=NEAR_DAYS), key=lambda e: e.date, reverse=True):
        telling = classes_in(event.description) & _TELLING
        if event.event_id in cited or event.tier != "page" or not telling:
            continue
        apart = (context.written - event.last).days
        reason = f"{told_date(event)}: {event.description}: {apart} days before the text"
        found.append(((RowRef("events", event.event_id),), reason))
    return found


def _told(findings: list[Finding], context: Context) -> frozenset[str]:
    """Rows that statements tell of: the best one of an answer, a few where the claim names its time."""
    return frozenset(
        row.id
        for finding in findings
        if finding.status in _TELLS and not is_of_kind_alone(finding)
        for row in finding.rows[: MOST_TOLD if _is_pointed(finding, context) else 1]
    )


def _is_pointed(finding: Finding, context: Context) -> bool:
    return asked(context.by_id[finding.statement_id], context).is_pointed


def _beside_told(findings: list[Finding], context: Context) -> list[Found]:
    """Acts of the main parties within days of an act that the text tells of by its date."""
    told = _told(findings, context)
    answers = [f for f in findings if f.check == "event" and f.status in _TELLS]
    ids = {f.rows[0].id for f in answers if f.rows and _is_pointed(f, context)}
    days = {event.date for event in context.view.events_of(sorted(ids))}
    return [
        (
            (RowRef("events", event.event_id),),
            f"{told_date(event)}: {event.description}: within {BESIDE_DAYS} days of an act told",
        )
        for event in _all_near(context, days=STORY_DAYS)
        if event.tier == "page"
        and event.date_precision == "day"
        and event.event_id not in told
        and any(abs((event.date - day).days) <= BESIDE_DAYS for day in days)
    ]


def _near_measures(told: frozenset[str], context: Context) -> list[Found]:
    """Measures between the text's main parties, taken shortly before it, that no statement tells."""
    sides = context.focus[:MOST_SIDES]
    first = context.written - dt.timedelta(days=NEAR_DAYS)
    return [
        (
            (RowRef("measures", m.measure_id),),
            f"{told_measure(m)}: {(context.written - m.visible_from).days} days before the text",
        )
        for m in context.measures_among(sides)
        if m.tier == "page"
        and first <= m.visible_from <= context.written
        and m.measure_id not in told
        and not _is_mentioned(m, context)
    ]


def _all_near(context: Context, *, days: int) -> tuple[Event, ...]:
    """Events among the text's main parties in the days before it was written."""
    sides = context.focus[:MOST_SIDES]
    if len(sides) < 2:
        return ()
    window = Period.of_days(context.written - dt.timedelta(days=days), context.written)
    return context.view.events(actors=sides, recipients=sides, since=window.start, until=window.end)


def _is_mentioned(measure: Measure, context: Context) -> bool:
    """Whether the text names the measure's body, or its target together with a like act."""
    bodies = bodies_in(measure.object)
    acts = classes_in(f"{measure.object} {measure.type.replace('_', ' ')}")
    for statement in context.statements:
        sides = parties(statement)
        if bodies & set(sides.bodies):
            return True
        if {measure.sender, measure.target} <= set(sides.states) and acts & classes_in(
            statement.text
        ):
            return True
    return False
