"""Quantity: the number of the claim beside the number of the record, with vintage and ratio."""

import datetime as dt
import re
from dataclasses import replace

from earnest.check.agreeing import agreeing, disagreeing, with_others
from earnest.check.answer import MOST_ROWS, finding
from earnest.check.answer import told as told_match
from earnest.check.asked import asked, party_stems
from earnest.check.by_ratio import by_ratio, is_only_a_ratio
from earnest.check.by_value import is_counted_so, label_features
from earnest.check.claimed import (
    TOLERANCE,
    in_so_many,
    range_of,
    range_words,
    signed,
    told_quantity,
)
from earnest.check.computed import place_claimed
from earnest.check.concepts import concepts_in, topics_in, unit_class
from earnest.check.context import Context
from earnest.check.counted import Told, told_in_events
from earnest.check.duration import find_duration, length_of_time
from earnest.check.figures import figures, of_a_fraction
from earnest.check.flows import find_flows
from earnest.check.parties import Parties, parties, side
from earnest.check.proportions import is_part, share_told
from earnest.check.query import events_query, series_query
from earnest.check.series import (
    Candidate,
    best_series,
    candidates,
    concepts_of,
    earliest,
    years_apart,
)
from earnest.check.set_against import set_against
from earnest.check.sought import day_about, measured, sides_about
from earnest.check.told_value import number_of, ratio_words, value_words
from earnest.check.trends import by_trend
from earnest.check.two_values import by_two_values
from earnest.check.units import is_measured, unit_factor
from earnest.check.words import content_stems
from earnest.check.worked_out import by_place, fits_better, is_a_share_of_two, worked_out
from earnest.contract.finding import Finding, Number, Wanted
from earnest.contract.text import Quantity, Statement
from earnest.contract.words import Status
from earnest.extract.numbers import find_numbers

CHECK = "quantity"
_ANSWERS = ("within", "outside")
_FIRST = re.compile(r"\bin (?:the|its) first (?:month|quarter|year|week)\b", re.IGNORECASE)
_INSTEAD = re.compile(r"\b(?:instead of|rather than|(?:down|up) from|not)\b", re.IGNORECASE)
# Numbers further apart are taken for numbers of two things, unless a rare word ties them.
MOST_RATIO = 50.0
WHOLE = 100.0
# What a share is of, where no noun names it ("a third of all who came").
_NAMES_NOTHING = re.compile(
    r"\W*(?:all|those|these|that|this|what|whatever|it|them|us|everything|everyone|everybody)\b",
    re.IGNORECASE,
)
DAY_LENGTH = len("2020-01-01")
# Years between a claim and the nearest figure beyond which they say nothing of each other; a claim that
# gives its own date is answered by that year or one beside it.
MOST_YEARS_APART, MOST_IF_DATED = 3, 1
METHOD = (
    "The best-fitting known series by country, partner, concept and unit, latest period;"
    f" a figure without a modifier has a tolerance of {TOLERANCE:.0%}, “about” one of 10 %."
)


def find(statement: Statement, context: Context) -> Finding | None:
    """The record's answer to a number; None if no number stands in the statement."""
    found = _by_itself(statement, context)
    is_sure = found is not None and found.status == "within" and not is_a_share_of_two(found)
    pair = None if is_sure else by_two_values(statement, context)
    if is_sure or (found and found.status in _ANSWERS and not (pair and pair.status == "within")):
        return found
    return (
        pair
        or set_against(statement, context, check=CHECK)
        or by_trend(statement, context)
        or found
    )


def _by_itself(statement: Statement, context: Context) -> Finding | None:
    """The answer to a number that the record holds, or that follows from one series."""
    told = figures(statement)
    share = share_told(statement.text)
    quantity = statement.quantity or (told[0] if told else None) or share
    if share and quantity and is_part(quantity.unit):  # "nineteen-twentieths" counts no twentieths
        quantity, told = share, ()
    length = length_of_time(statement.text)
    if (claimed := place_claimed(statement.text)) and (
        found := by_place(claimed, statement, context)
    ):
        return found
    if found := find_flows(statement, context):
        return found
    if is_only_a_ratio(statement) and (found := by_ratio(statement, context)):
        return found
    if quantity is None:
        return _without_a_number(statement, length, context)
    if unit_class(quantity.unit) == "days":
        found = find_duration(statement, quantity, context)
        if found.status not in _ANSWERS:
            found = agreeing(statement, quantity, range_of(quantity), context) or found
        return found
    quantity = told[0] if told else quantity
    quantity = in_so_many(statement, quantity) or quantity
    quantity = of_a_fraction(statement.text, quantity)
    found = _answered(statement, quantity, context)
    found = with_others(found, statement, told[1:], context)
    if length and found.status not in _ANSWERS:
        lasted = find_duration(statement, length, context)
        return lasted if lasted.status in _ANSWERS else found
    return found


def _without_a_number(
    statement: Statement, length: Quantity | None, context: Context
) -> Finding | None:
    """The answer to a claim of a length of time, or of what series count."""
    if length:
        return find_duration(statement, length, context)
    if is_of_a_series(statement):
        return _of_series(statement, Quantity("no figure", None, None, "percent"), None, context)
    return _no_number(statement, context) if statement.kind == "quantity" else None


def _answered(statement: Statement, quantity: Quantity, context: Context) -> Finding:
    """The answer to one number: of events, of the series that fits, by its value, or worked out."""
    claim = signed(range_of(quantity), quantity.unit, statement)
    events = told_in_events(statement, quantity, context) if claim else ()
    in_events = (
        _from_events(statement, quantity, claim, events, context) if claim and events else None
    )
    if in_events and in_events.status == "within":
        return in_events
    found = _of_series(statement, quantity, claim, context)
    if in_events and found.status != "within":
        return in_events
    if claim and found.status == "outside":
        others = (
            agreeing(statement, quantity, claim, context),
            worked_out(statement, quantity, claim, context),
        )
        return next((o for o in others if o and fits_better(o, found, statement, context)), found)
    if claim and found.status not in _ANSWERS:
        found = (
            agreeing(statement, quantity, claim, context)
            or worked_out(statement, quantity, claim, context)
            or disagreeing(statement, quantity, claim, context)
            or found
        )
    return found


def is_of_a_series(statement: Statement) -> bool:
    """Whether a thesis without a number is about what series count ("the economy is diversified")."""
    return bool(concepts_in(statement.text) - {"share", "change", "active", "european_union"})


def _of_series(
    statement: Statement,
    quantity: Quantity,
    claim: tuple[float, float] | None,
    context: Context,
) -> Finding:
    """The number beside the best-fitting series."""
    sides, day = sides_about(statement, context), day_about(statement, context)
    found = _of_what_is_told(quantity, _candidates(statement, quantity, claim, sides, context))
    if not parties(statement).states:
        found = tuple(c for c in found if {c.value.country, c.value.partner} & {*context.focus[:2]})
    best = best_series(found)
    if not best or not best[0].fits:
        same = _by_name_and_number(found, claim) or _of_that_day(
            statement, quantity, claim, context
        )
        best = (same,) if same else best
    most = MOST_IF_DATED if statement.date else MOST_YEARS_APART
    status, words, numbers = _answer(claim, quantity, best, day, most)
    if status == "outside" and (reason := _unlike(statement, quantity, best[0])):
        status, words = "not_comparable", f"{words} {reason}"
    if status == "outside" and (other := _other_number(statement, best)):
        status, words = (
            "within",
            f"{words} The other number of the text, {other:,.10g}, is that of the record.",
        )
    return finding(
        CHECK,
        statement,
        context,
        question=f"What does the record hold for {told_quantity(quantity)}?",
        status=status,
        words=words,
        method=METHOD,
        query=series_query(
            best[0].value.country if best else next(iter(sides.states), ""),
            sorted({c.value.series_id for c in best}),
            as_of=context.view.as_of,
        ),
        numbers=numbers,
        rows=[candidate.ref for candidate in (*best, *found)][:MOST_ROWS],
        wanted=()
        if status in ("within", "outside")
        else (_wanted(statement, quantity, sides.states),),
    )


def _unlike(statement: Statement, quantity: Quantity, best: Candidate) -> str | None:
    """Why a number that disagrees may count something else than the series; None if nothing says so."""
    told, held = quantity.value, best.value.value
    are_nouns = not (is_measured(quantity.unit) or is_measured(best.value.unit))
    if not is_counted_so(quantity.unit, best.value) and not (best.is_named and are_nouns):
        return f"The text counts {quantity.unit}, the series {best.value.unit}."
    if not best.value.partner and len(parties(statement).states) > 1:
        return "That is of one state with all others; the text is about two."
    if not isinstance(told, int | float) or not told or not held:
        return None
    if unit_class(quantity.unit) == "percent" or (best.is_named and best.value.partner):
        return None
    if not 1 / MOST_RATIO <= abs(told * unit_factor(quantity.unit) / held) <= MOST_RATIO:
        return "The two are too far apart to count the same."
    return None


def _of_what_is_told(quantity: Quantity, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The candidates that name what a share is said to be of ("of our honey"), where it says so."""
    if unit_class(quantity.unit) == "percent" and _is_over_a_whole(quantity):
        found = tuple(c for c in found if "change" in concepts_of(c.value))
    of = quantity.of or ""
    stems = content_stems(of) - party_stems(of)
    if unit_class(quantity.unit) != "percent" or not stems or _NAMES_NOTHING.match(of):
        return found
    told = (concepts_in(of) - {"share"}) | {f"*{t}" for t in topics_in(of)} | stems
    return tuple(c for c in found if told & (label_features(c.value) | concepts_of(c.value)))


def _is_over_a_whole(quantity: Quantity) -> bool:
    """Whether a number of percent is more than a share can be."""
    return isinstance(quantity.value, int | float) and quantity.value > WHOLE


def _by_name_and_number(
    found: tuple[Candidate, ...], claim: tuple[float, float] | None
) -> Candidate | None:
    """The value that shares a rare word with the claim and is the number of it."""
    if claim is None or float("inf") in (-claim[0], claim[1]):
        return None
    low, high = claim
    same = (c for c in found if c.is_named and low <= c.value.value <= high)
    return next((replace(c, is_same=True) for c in same), None)


def _of_that_day(
    statement: Statement,
    quantity: Quantity,
    claim: tuple[float, float] | None,
    context: Context,
) -> Candidate | None:
    """The value of the very day and unit of the claim that is the number of it."""
    if claim is None or not statement.date or len(statement.date) != DAY_LENGTH:
        return None
    low, high = claim
    same = [
        Candidate(v, 0.0, is_named=True, is_same=True)
        for v in context.view.statistics
        if v.date == statement.date
        and unit_class(v.unit) == unit_class(quantity.unit) != ""
        and low <= v.value <= high
        and {side(v.country), side(v.partner or "")} & {*context.focus}
    ]
    return same[0] if len(same) == 1 else None


def _candidates(
    statement: Statement,
    quantity: Quantity,
    claim: tuple[float, float] | None,
    sides: Parties,
    context: Context,
) -> tuple[Candidate, ...]:
    """Series by the claim's own words and, where none fits, by those of its sentence."""
    unit = "percent" if isinstance(quantity.value, str) and claim else quantity.unit
    must = frozenset(parties(statement).states) - asked(statement, context).guessed
    found: tuple[Candidate, ...] = ()
    for text in measured(statement, quantity, context):
        day, own = day_about(statement, context), f"{statement.text} {quantity.of or ''}"
        found = candidates(text, unit, sides, context, own=own, must=must, on=day)
        if found and found[0].fits:
            break
    return earliest(found) if _FIRST.search(statement.text) else found


def _other_number(statement: Statement, best: tuple[Candidate, ...]) -> float | None:
    """A number set against the claim's own ("one, instead of 40") that is the one on record."""
    numbers = (
        n.value
        for found in _INSTEAD.finditer(statement.text)
        for n in find_numbers(statement.text[found.end() :])[:1]
    )
    held = {c.value.value for c in best}
    return next((n for n in numbers if n is not None and n in held), None)


def _from_events(
    statement: Statement,
    quantity: Quantity,
    claim: tuple[float, float],
    told: tuple[Told, ...],
    context: Context,
) -> Finding:
    """The number beside the numbers that events tell of the same thing."""
    low, high = claim
    inside = [t for t in told if low <= t.value <= high]
    first = (inside or told)[0]
    return finding(
        CHECK,
        statement,
        context,
        question=f"Which number do the recorded events give for {told_quantity(quantity)}?",
        status="within" if inside else "outside",
        words=(
            f"The text: {told_quantity(quantity)}, read as {range_words(claim)}. An event on record tells"
            f" {first.value:,.10g}: {told_match(first.match)}."
        ),
        method="Numbers in the words of matching events, with the claim's own noun beside them.",
        query=events_query(asked(statement, context), as_of=context.view.as_of),
        numbers=(Number(f"told in {first.match.ref.id}", first.value, unit=quantity.unit),),
        rows=[t.match.ref for t in (inside or told)],
    )


def _answer(
    claim: tuple[float, float] | None,
    quantity: Quantity,
    best: tuple[Candidate, ...],
    day: dt.date,
    most_years: int,
) -> tuple[Status, str, list[Number]]:
    if not best:
        return "no_series", "No series in the record counts this for a party named.", []
    numbers = [number_of(candidate) for candidate in best]
    shown = " and ".join(value_words(c) for c in best)
    if not best[0].fits and not best[0].is_same:
        words = f"The nearest series counts something else: {shown}."
        return "not_comparable", words, numbers
    if years_apart(best[0].value, day) > most_years:
        words = f"The nearest year on record is too far from {day.year}: {shown}."
        return "not_comparable", words, numbers
    if claim is None:
        words = f"“{quantity.value}” names no number; the record has {shown}."
        return "not_comparable", words, numbers
    low, high = claim
    hits = [c for c in best if low <= c.value.value <= high]
    ratio = ratio_words(quantity, best[0])
    words = f"The text: {told_quantity(quantity)}, read as {range_words(claim)}. The record: {shown}.{ratio}"
    return ("within" if hits else "outside"), words, numbers


def _wanted(statement: Statement, quantity: Quantity, states: tuple[str, ...]) -> Wanted:
    return Wanted(
        table="statistics",
        actor=states[0] if states else None,
        recipient=states[1] if len(states) > 1 else None,
        concept=", ".join(sorted(concepts_in(statement.text))) or quantity.of or statement.text,
        unit=quantity.unit,
    )


def _no_number(statement: Statement, context: Context) -> Finding:
    return finding(
        CHECK,
        statement,
        context,
        question="Which number does the statement give?",
        status="no_series",
        words="No number could be read in the statement, so there is none to hold against a series.",
        method=METHOD,
        query="none: no number to look up",
    )
