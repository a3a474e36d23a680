"""Numbers told in events: "38 died" beside the 38 of a row's own words."""

from dataclasses import dataclass

from earnest.check.asked import asked
from earnest.check.context import Context
from earnest.check.lookup import Match, matches
from earnest.check.words import content_stems, stem
from earnest.contract.rows import Event
from earnest.contract.text import Quantity, Statement
from earnest.extract.numbers import find_numbers

# Words after a number in which the thing counted is looked for.
NOUN_REACH = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A number in the words of an event that counts the same thing as a claim."""

    match: Match
    value: float


def told_in_events(statement: Statement, quantity: Quantity, context: Context) -> tuple[Told, ...]:
    """Numbers in matching events that count the claim's unit, best match first.

    A number counts the same thing if the noun of the claim stands within three words after it. A claim
    with a date of its own is answered by events of that time alone.
    """
    nouns = _nouns(statement, quantity)
    if not nouns or nouns & {"percent", "day", "month", "year", "week"}:
        return ()
    question = asked(statement, context)
    return tuple(
        Told(match, number.value)
        for match in matches(question, context)
        if isinstance(match.row, Event) and (match.is_in_window or not question.is_dated_itself)
        for number in find_numbers(match.row.description)
        if number.value is not None and _counts(match.row.description, number.end, nouns)
    )


def _nouns(statement: Statement, quantity: Quantity) -> frozenset[str]:
    """Stems of what is counted: the unit, or the words after the number where it has none."""
    if quantity.unit:
        return frozenset({stem(quantity.unit.split()[-1])})
    number = next((n for n in find_numbers(statement.text) if n.value == quantity.value), None)
    return _following(statement.text, number.end) if number else frozenset()


def _following(words: str, end: int) -> frozenset[str]:
    following = " ".join(words[end:].split()[:NOUN_REACH])
    return content_stems(following)


def _counts(words: str, end: int, nouns: frozenset[str]) -> bool:
    return bool(nouns & _following(words, end))
