"""Numbers told in events: "38 died" beside the 38 of a row's own words."""

from dataclasses import dataclass

from earnest.check.context import Context
from earnest.check.lookup import Match, asked, matches
from earnest.check.words import stem
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

    A number counts the same thing if the noun of the claim stands within three words after it.
    """
    noun = stem((quantity.unit or "").split()[-1]) if quantity.unit else ""
    if not noun or noun in ("percent", "day", "month", "year", "week"):
        return ()
    return tuple(
        Told(match, number.value)
        for match in matches(asked(statement, context), context)
        if isinstance(match.row, Event)
        for number in find_numbers(match.row.description)
        if number.value is not None and _counts(match.row.description, number.end, noun)
    )


def _counts(words: str, end: int, noun: str) -> bool:
    following = words[end:].split()[:NOUN_REACH]
    return noun in {stem(word.strip(".,;:()")) for word in following}
