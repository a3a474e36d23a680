"""Durations: a claimed length of time beside the days between announcement and effect."""

import re

from earnest.check.answer import finding, told_measure
from earnest.check.asked import asked
from earnest.check.context import Context
from earnest.check.lasting import STILL, Lasting, lasting, told_by
from earnest.check.measured import measure_meant
from earnest.check.query import events_query
from earnest.check.sought import wording
from earnest.check.spells import Found, spell_of_length
from earnest.check.units import DAYS_PER_UNIT
from earnest.contract.finding import Finding, Number, RowRef
from earnest.contract.rows import Measure
from earnest.contract.text import Quantity, Statement
from earnest.contract.when import Period
from earnest.contract.words import Status
from earnest.extract.dates import find_dates

METHOD = (
    "Days from the announcement of the measure to its effect; a measure not in effect at `as_of`"
    " has lasted at least until then."
)
_IN_FORCE = re.compile(
    r"\b(?:for|after|last(?:ed|s)?|needed|took|stayed|waited|(?:over|back|gone|ended|done) (?:in|after|within))"
    r" (?:at least |about |around |almost |nearly |over |more than |less than |some |only )*"
    r"[\w-]+ (?:day|week|month|year)",
    re.IGNORECASE,
)
# A count of weeks, months or years stands for what rounds to it, one of months or years for so many completed.
ROUNDED, COMPLETED = 0.5, 1.0
# Lengths further apart are taken for lengths of two things.
MOST_TIMES = 5.0
# A claim of so many times a lag is about something that lasted, not about how soon it began.
MOST_OF_LAG, FEW_DAYS = 20.0, 3
VAGUE_DAYS = {"couple": (2.0, 3.0), "a couple": (2.0, 3.0), "few": (3.0, 5.0), "a few": (3.0, 5.0)}


def find_duration(statement: Statement, quantity: Quantity, context: Context) -> Finding:
    """The record's answer to a length of time that a statement gives."""
    if counted := _calendar_days(statement, context):
        return _by_the_calendar(statement, quantity, counted, context)
    claim = _days(quantity)
    if claim and _IN_FORCE.search(statement.text):
        held = lasting(statement, context)
        if held and _is_near(held.days, claim):
            return _by_the_spell(statement, held, claim, context)
    measure = measure_meant(statement, context)
    if measure and measure.visible_from > context.written:
        measure = None
    status, words, numbers = _answer(measure, claim, context)
    if claim and status != "within":
        sought = wording(statement, quantity.of, context, is_dated=False)
        begins, is_still = asked(statement, context).begins, bool(STILL.search(statement.text))
        if spell := spell_of_length(sought, claim, begins, context, is_still=is_still):
            return _by_its_length(statement, spell, claim, context)
    return finding(
        "quantity",
        statement,
        context,
        question="How many days did it take, by the record?",
        status=status,
        words=words,
        method=METHOD,
        query=events_query(asked(statement, context), as_of=context.view.as_of),
        numbers=numbers,
        rows=[RowRef("measures", measure.measure_id)] if measure else [],
    )


def _is_near(days: int, claim: tuple[float, float]) -> bool:
    """Whether two lengths are near enough to be of one thing, whichever is right."""
    return claim[0] / MOST_TIMES <= max(days, 1) <= claim[1] * MOST_TIMES


def length_of_time(text: str) -> Quantity | None:
    """A counted length of time that a text gives for how long something held ("for two years")."""
    held = _IN_FORCE.search(text)
    if held is None:
        return None
    length = next(
        (d for d in find_dates(text, anchor=None) if d.is_duration and d.end > held.start()), None
    )
    if length is None or length.days_low is None:
        return None
    per, unit = next(
        (per, unit) for unit, per in reversed(DAYS_PER_UNIT.items()) if unit in text[held.start() :]
    )
    low, high = (
        days / per if days is not None else None for days in (length.days_low, length.days_high)
    )
    value = low if low is not None else 0.0
    return Quantity(round(value, 2), low and round(low, 2), high and round(high, 2), f"{unit}s")


def _calendar_days(statement: Statement, context: Context) -> int | None:
    """Days of a closed interval that starts on the day of the text ("two days left")."""
    if not statement.date or "/" not in statement.date:
        return None
    period = Period.parse(statement.date)
    if period.start != context.written or period.last is None:
        return None
    return (period.last - period.start).days


def _by_the_calendar(
    statement: Statement, quantity: Quantity, counted: int, context: Context
) -> Finding:
    low, high = _days(quantity) or (0.0, float("inf"))
    return finding(
        "quantity",
        statement,
        context,
        question="How many days are there, by the calendar?",
        status="within" if low <= counted <= high else "outside",
        words=f"From {context.written}, the date of the text, it is {counted} days ({statement.date}).",
        method="Arithmetic on the date of the text.",
        query="none: arithmetic",
        numbers=(Number("days by the calendar", float(counted), unit="days"),),
    )


def _by_the_spell(
    statement: Statement, held: Lasting, claim: tuple[float, float], context: Context
) -> Finding:
    """How long it lasted, for a claim that something held "for" a time or was over after one."""
    low, high = claim
    return finding(
        "quantity",
        statement,
        context,
        question="How many days did it last, by the record?",
        status="within" if low <= held.days <= high else "outside",
        words=f"The text: {_range_words(claim)}. The record: {held.days} days ({held.words}).",
        method="Days from the start of the measure to its end, or from the act to its undoing.",
        query=events_query(asked(statement, context), as_of=context.view.as_of),
        numbers=(Number("days it lasted", float(held.days), unit="days"),),
        rows=held.rows,
    )


def _by_its_length(
    statement: Statement, found: Found, claim: tuple[float, float], context: Context
) -> Finding:
    """A measure that lasted as long as claimed, found by that and by words tied to it."""
    spell = found.spell
    until = "; still so at the date of the text" if spell.is_open else ""
    tied = ", ".join(found.shared) or "when it began"
    return finding(
        "quantity",
        statement,
        context,
        question="Which measure lasted that long, by the record?",
        status="within",
        words=(
            f"The text: {_range_words(claim)}. The record: {spell.days} days"
            f" ({told_measure(spell.measure)}{until})."
        ),
        method=(
            "The measure was found by how long it lasted; a random length would agree as well with"
            f" one between these parties {found.chance:.1%} of the time (shared with the text: {tied})."
        ),
        query=events_query(asked(statement, context), as_of=context.view.as_of),
        numbers=(Number("days it lasted", float(spell.days), unit="days"),),
        rows=(RowRef("measures", spell.measure.measure_id), *told_by(spell.measure, context)),
    )


def _answer(
    measure: Measure | None, claim: tuple[float, float] | None, context: Context
) -> tuple[Status, str, list[Number]]:
    if measure is None or measure.announced is None:
        return (
            "no_series",
            "The record has no measure whose announcement and effect could be dated.",
            [],
        )
    if claim is None:
        return (
            "not_comparable",
            f"The wording gives no number of days: {told_measure(measure)}.",
            [],
        )
    low, high = claim
    asked_for = _range_words(claim)
    lag = measure.lag_days
    if lag is not None:
        words = f"The text: {asked_for}. The record: {lag} days ({told_measure(measure)})."
        number = Number("days from announcement to effect", float(lag), unit="days")
        if low > MOST_OF_LAG * max(lag, FEW_DAYS):
            return "not_comparable", words, [number]
        return ("within" if low <= lag <= high else "outside"), words, [number]
    elapsed = (context.view.as_of - measure.announced).days
    words = (
        f"The text: {asked_for}. {elapsed} days after the announcement it was not in effect as known"
        f" on {context.view.as_of} ({told_measure(measure)})."
    )
    number = Number("days since announcement, not yet in effect", float(elapsed), unit="days")
    if elapsed > high:
        return "outside", words, [number]
    return (
        ("within" if elapsed >= low and high == float("inf") else "not_comparable"),
        words,
        [number],
    )


def _days(quantity: Quantity) -> tuple[float, float] | None:
    """The claimed length in days, as a range; a single figure stands for its whole unit."""
    unit = (quantity.unit or "").casefold().removesuffix("s")
    per = DAYS_PER_UNIT.get(unit)
    if per is None:
        return None
    if isinstance(quantity.value, str):
        vague = VAGUE_DAYS.get(quantity.value.casefold())
        return None if vague is None else (vague[0] * per, vague[1] * per)
    low = quantity.low if quantity.low is not None else 0.0
    high = quantity.high if quantity.high is not None else float("inf")
    if low == high and per > 1:  # "twenty months" is a rounded figure
        more = COMPLETED if per > DAYS_PER_UNIT["week"] else ROUNDED
        return (low - ROUNDED) * per, (high + more) * per
    return low * per, high * per


def _range_words(claim: tuple[float, float]) -> str:
    low, high = claim
    if high == float("inf"):
        return f"at least {low:.0f} days"
    return f"at most {high:.0f} days" if low == 0 else f"{low:.0f} to {high:.0f} days"
