"""Quantity: the number of the claim beside the number of the record, with vintage and ratio."""

import datetime as dt
import re
from dataclasses import replace

from earnest.check.answer import MOST_ROWS, finding
from earnest.check.answer import told as told_match
from earnest.check.asked import asked, party_stems
from earnest.check.by_value import by_value, label_features
from earnest.check.claimed import (
    TOLERANCE,
    in_so_many,
    range_of,
    range_words,
    signed,
    told_quantity,
)
from earnest.check.computed import Computed, Sought, both_ways, change, place, place_claimed
from earnest.check.concepts import concepts_in, topics_in, unit_class
from earnest.check.context import Context
from earnest.check.counted import Told, told_in_events
from earnest.check.duration import find_duration, length_of_time
from earnest.check.figures import figures, of_a_fraction
from earnest.check.parties import Parties, parties, side
from earnest.check.query import events_query, series_query
from earnest.check.parts import part_of_whole
from earnest.check.series import (
    Candidate,
    best_series,
    candidates,
    concepts_of,
    earliest,
    years_apart,
)
from earnest.check.sought import ELLIPSIS_REACH, sides_about, wording
from earnest.check.words import content_stems
from earnest.contract.finding import Finding, Number, Wanted
from earnest.contract.text import Quantity, Statement
from earnest.contract.when import Period
from earnest.contract.words import Status
from earnest.extract.numbers import find_numbers

CHECK = "quantity"
_ANSWERS = ("within", "outside")
_FIRST = re.compile(r"\bin (?:the|its) first (?:month|quarter|year|week)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"^\W*(?:it|they|that|this|those|these)\b", re.IGNORECASE)
_INSTEAD = re.compile(r"\b(?:instead of|rather than|(?:down|up) from|not)\b", re.IGNORECASE)
# What a share is of, where no noun names it ("a third of all who came").
_NAMES_NOTHING = re.compile(
    r"\W*(?:all|those|these|that|this|what|whatever|it|them|us|everything|everyone|everybody)\b", re.IGNORECASE
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
    told = figures(statement)
    quantity = statement.quantity or (told[0] if told else None)
    length = length_of_time(statement.text)
    if (claimed := place_claimed(statement.text)) and (
        found := _by_place(claimed, statement, context)
    ):
        return found
    if quantity is None:
        if length:
            return find_duration(statement, length, context)
        if is_of_a_series(statement):
            return _of_series(
                statement, Quantity("no figure", None, None, "percent"), None, context
            )
        return _no_number(statement, context) if statement.kind == "quantity" else None
    if unit_class(quantity.unit) == "days":
        found = find_duration(statement, quantity, context)
        if found.status not in _ANSWERS:
            found = _agreeing(statement, quantity, range_of(quantity), context) or found
        return found
    quantity = told[0] if told else quantity
    quantity = in_so_many(statement, quantity) or quantity
    quantity = of_a_fraction(statement.text, quantity)
    found = _answered(statement, quantity, context)
    found = _with_others(found, statement, told[1:], context)
    if length and found.status not in _ANSWERS:
        lasted = find_duration(statement, length, context)
        return lasted if lasted.status in _ANSWERS else found
    return found


def _answered(statement: Statement, quantity: Quantity, context: Context) -> Finding:
    """The answer to one number: of events, of the series that fits, by its value, or worked out."""
    claim = signed(range_of(quantity), quantity.unit, statement)
    if claim and (events := told_in_events(statement, quantity, context)):
        return _from_events(statement, quantity, claim, events, context)
    found = _of_series(statement, quantity, claim, context)
    if claim and found.status not in _ANSWERS:
        found = (
            _agreeing(statement, quantity, claim, context)
            or _worked_out(statement, quantity, claim, context)
            or found
        )
    return found


def _agreeing(
    statement: Statement,
    quantity: Quantity,
    claim: tuple[float, float] | None,
    context: Context,
    *,
    is_main: bool = True,
) -> Finding | None:
    """The answer by the values that agree with the number and are tied to its words."""
    if claim is None or not isinstance(quantity.value, int | float):
        return None
    sought = wording(statement, quantity.of, context, is_dated=is_main)
    value = quantity.value if claim[0] >= 0 else -quantity.value
    found = by_value(sought, value, claim, quantity.unit, context)
    if found is None:
        return None
    shown = " and ".join(_value_words(c) for c in found.candidates)
    ratio = _ratio(quantity, found.candidates[0])
    return finding(
        CHECK,
        statement,
        context,
        question=f"Does the record hold {told_quantity(quantity)}?",
        status="within",
        words=f"The text: {told_quantity(quantity)}, read as {range_words(claim)}. The record: {shown}.{ratio}",
        method=f"{METHOD} {found.words}",
        query=series_query(
            found.values[0].country,
            sorted({v.series_id for v in found.values}),
            as_of=context.view.as_of,
        ),
        numbers=[_number(c) for c in found.candidates],
        rows=found.rows,
    )


def _with_others(
    found: Finding, statement: Statement, others: tuple[Quantity, ...], context: Context
) -> Finding:
    """The answer with the other numbers of the statement that agree with values on record."""
    for other in others:
        quantity = of_a_fraction(statement.text, other)
        claim = signed(range_of(quantity), quantity.unit, statement)
        also = _agreeing(statement, quantity, claim, context, is_main=False)
        if also is None:
            continue
        if found.status not in _ANSWERS:
            found = also
            continue
        rows = tuple(dict.fromkeys((*found.rows[: MOST_ROWS - len(also.rows)], *also.rows)))
        found = replace(
            found,
            words=f"{found.words} {also.words}",
            query=f"{found.query}\n{also.query}",
            numbers=(*found.numbers, *also.numbers),
            rows=rows,
        )
    return found


def _sought(statement: Statement, text: str, context: Context) -> Sought:
    must = frozenset(parties(statement).states) - asked(statement, context).guessed
    return Sought(text, sides_about(statement, context), must, _about(statement, context))


def _by_place(claimed: int, statement: Statement, context: Context) -> Finding | None:
    """The answer to a claim of a place in an order ("more than any other", "fifth place")."""
    nothing = Quantity("place", None, None, None)
    for text in (statement.text, *_measured(statement, nothing, context)):
        if found := place(_sought(statement, text, context), context):
            said = f"place {claimed}"
            return _computed(statement, said, claimed == found.value, found, context)
    return None


def _worked_out(
    statement: Statement, quantity: Quantity, claim: tuple[float, float], context: Context
) -> Finding | None:
    """The answer to a number that follows from the record: a change, or a sum of both ways."""
    low, high = claim
    if unit_class(quantity.unit) == "percent" and "change" not in concepts_in(statement.text):
        return _part(statement, quantity, claim, context)
    for text in _measured(statement, quantity, context):
        sought = _sought(statement, text, context)
        is_change = "change" in concepts_in(statement.text)
        if unit_class(quantity.unit) == "percent":
            found = change(sought, context) if is_change else None
        else:
            found = both_ways(sought, quantity.unit, context)
        if found:
            said = f"{told_quantity(quantity)}, read as {range_words(claim)}"
            return _computed(statement, said, low <= found.value <= high, found, context)
    return None


def _part(
    statement: Statement, quantity: Quantity, claim: tuple[float, float], context: Context
) -> Finding | None:
    """The answer to a share by two values, a part and its whole; it can confirm, not refute.

    What the claim means by part and whole may be wider or narrower than what the two series count.
    """
    found = part_of_whole(wording(statement, quantity.of, context, is_dated=False), context)
    if found is None:
        return None
    low, high = claim
    is_within = low <= found.percent <= high
    shown = " of ".join(_value_words(Candidate(v, 0.0)) for v in (found.part, found.whole))
    unlike = "" if is_within else " Part and whole may not be those that the text means."
    return finding(
        CHECK,
        statement,
        context,
        question="What share follows from the values on record?",
        status="within" if is_within else "not_comparable",
        words=(
            f"The text: {told_quantity(quantity)}, read as {range_words(claim)}."
            f" From the record: {found.percent:g} percent ({shown}).{unlike}"
        ),
        method="A part by the claim's own words, and the larger value of the same sides, period and unit.",
        query=series_query(
            found.part.country,
            sorted({found.part.series_id, found.whole.series_id}),
            as_of=context.view.as_of,
        ),
        numbers=(Number("worked out", found.percent, unit="percent"),),
        rows=found.rows,
    )


def _computed(
    statement: Statement, said: str, is_within: bool, found: Computed, context: Context
) -> Finding:
    return finding(
        CHECK,
        statement,
        context,
        question="What number follows from the values on record?",
        status="within" if is_within else "outside",
        words=f"The text: {said}. From the record: {found.value:,.10g} {found.unit} ({found.words}).",
        method="Worked out from the values of one series, or of the two ways of one trade, in one period.",
        query=series_query(
            found.values[0].country,
            sorted({v.series_id for v in found.values}),
            as_of=context.view.as_of,
        ),
        numbers=(Number("worked out", found.value, unit=found.unit),),
        rows=found.rows,
    )


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
    sides, day = sides_about(statement, context), _about(statement, context)
    found = _of_what_is_told(quantity, _candidates(statement, quantity, claim, sides, context))
    best = best_series(found)
    if not best or not best[0].fits:
        same = _by_name_and_number(found, claim) or _of_that_day(
            statement, quantity, claim, context
        )
        best = (same,) if same else best
    most = MOST_IF_DATED if statement.date else MOST_YEARS_APART
    status, words, numbers = _answer(claim, quantity, best, day, most)
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


def _of_what_is_told(quantity: Quantity, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The candidates that name what a share is said to be of ("of our honey"), where it says so."""
    of = quantity.of or ""
    stems = content_stems(of) - party_stems(of)
    if unit_class(quantity.unit) != "percent" or not stems or _NAMES_NOTHING.match(of):
        return found
    told = (concepts_in(of) - {"share"}) | {f"*{t}" for t in topics_in(of)} | stems
    return tuple(c for c in found if told & (label_features(c.value) | concepts_of(c.value)))


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
    for text in _measured(statement, quantity, context):
        day, own = _about(statement, context), f"{statement.text} {quantity.of or ''}"
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


def _measured(statement: Statement, quantity: Quantity, context: Context) -> tuple[str, ...]:
    """The words that may say what is counted: the claim's own, then those of the sentences before.

    An elliptic claim ("it fell by half", or one that names no concept) needs the latter.
    """
    words = f"{statement.text} {quantity.of or ''}"
    before = context.document.text[max(0, statement.start - ELLIPSIS_REACH) : statement.start]
    sentences = re.split(r"(?<=[.!?])\s+", before)
    here, earlier = sentences[-1], " ".join(sentences[-2:])
    is_elliptic = not concepts_in(words) - {"share", "change"} or bool(
        _PRONOUN.search(statement.text)
    )
    if not is_elliptic:
        return words, f"{here} {words}"
    return f"{here} {words}", f"{earlier} {words}"


def _answer(
    claim: tuple[float, float] | None,
    quantity: Quantity,
    best: tuple[Candidate, ...],
    day: dt.date,
    most_years: int,
) -> tuple[Status, str, list[Number]]:
    if not best:
        return "no_series", "No series in the record counts this for a party named.", []
    numbers = [_number(candidate) for candidate in best]
    shown = " and ".join(_value_words(c) for c in best)
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
    ratio = _ratio(quantity, best[0])
    words = f"The text: {told_quantity(quantity)}, read as {range_words(claim)}. The record: {shown}.{ratio}"
    return ("within" if hits else "outside"), words, numbers


def _about(statement: Statement, context: Context) -> dt.date:
    """The day a number is about: its own date, else the date of the text."""
    start = Period.parse(statement.date).start if statement.date else None
    return start or context.written


def _value_words(candidate: Candidate) -> str:
    value = candidate.value
    side = f"{value.country}–{value.partner}" if value.partner else value.country
    vintage = f", edition {value.vintage}" if value.vintage else ""
    if value.vintage and value.vintage > value.known_at.isoformat():
        vintage += ", published later in this form"
    return f"{value.label.strip()}, {side}, {value.date}: {value.value:,.10g} {value.unit}{vintage}"


def _ratio(quantity: Quantity, candidate: Candidate) -> str:
    if not isinstance(quantity.value, int | float) or not candidate.value.value:
        return ""
    return f" Ratio text to record: {quantity.value / candidate.value.value:.2f}."


def _number(candidate: Candidate) -> Number:
    value = candidate.value
    side = f" {value.partner}" if value.partner else ""
    return Number(
        f"{value.series_id} {value.country}{side} {value.date}",
        value.value,
        unit=value.unit,
        source_id=value.source_id,
    )


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
