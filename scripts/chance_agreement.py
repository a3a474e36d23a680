"""How often a random number agrees with some embedded figure of a country, by its digits.

    python scripts/chance_agreement.py > docs/chance_agreement.md

For each country and class of unit, random numbers of one to four significant digits are drawn from
the spread of the country's own figures (logarithmically evenly; of shares evenly from 0 to 100),
and held against all of these. `bare` is the share that agrees within 5 %; `rounded` the share that
agrees as closely as the digits allow; `found` the share that the check would call *within* on a
claim that has none of a label's words. The first is why a number alone proves nothing; the last is
what is left of it.
"""

import datetime as dt
import random
from collections.abc import Iterator
from math import log10

from earnest.check import Context
from earnest.check.by_value import by_value, held_values
from earnest.check.figures import half_unit
from earnest.check.parties import Parties
from earnest.check.sought import Wording
from earnest.contract.rows import Statistic
from earnest.contract.text import Document
from earnest.store import Record

AS_OF = dt.date(2026, 6, 30)
WRITTEN = dt.date(2025, 6, 1)
SEED, DRAWS, COUNTRIES = 7, 40, 60
UNITS = ("percent", "USD")
Count = tuple[int, int, int, int]


def drawn(held: list[Statistic], unit: str, digits: int, rng: random.Random) -> float:
    """A random number of so many digits, of the size of a country's own figures."""
    if unit == "percent":
        value = rng.uniform(0.5, 100)
    else:
        sizes = [abs(v.value) for v in held if v.value]
        value = 10 ** rng.uniform(log10(min(sizes)), log10(max(sizes)))
    return float(f"{value:.{digits - 1}e}")


def agreements(country: str, unit: str, digits: int, context: Context, rng: random.Random) -> Count:
    """How many numbers were drawn, agreed within 5 %, agreed as rounded, and were called found."""
    said = Wording("that came to as much", "", Parties((country,), ()), frozenset(), None, WRITTEN)
    held = held_values(said, unit, context)
    if not held:
        return 0, 0, 0, 0
    bare = rounded = found = 0
    for _ in range(DRAWS):
        value = drawn(held, unit, digits, rng)
        bare += any(abs(v.value - value) <= 0.05 * value for v in held)
        rounded += any(abs(v.value - value) <= half_unit(value) for v in held)
        claim = (0.95 * value, 1.05 * value)
        found += by_value(said, value, claim, unit, context) is not None
    return DRAWS, bare, rounded, found


def rows(context: Context, rng: random.Random) -> Iterator[str]:
    """Lines of the table, by unit and digits."""
    countries = sorted({v.country for v in context.view.statistics})
    some = rng.sample(countries, min(COUNTRIES, len(countries)))
    for unit in UNITS:
        for digits in (1, 2, 3, 4):
            each = [agreements(country, unit, digits, context, rng) for country in some]
            n, bare, rounded, found = (sum(column) for column in zip(*each, strict=True))
            yield f"| {unit} | {digits} | {n} | {bare / n:.1%} | {rounded / n:.1%} | {found / n:.1%} |"


def main() -> None:
    """Print the page."""
    document = Document("d", "That came to as much.", "", date=WRITTEN)
    context = Context(document, (), Record.open().at(AS_OF))
    print("# How often a number agrees by chance\n")
    print(
        "Made by `scripts/chance_agreement.py` from the figures that ship with the package: random"
    )
    print(f"numbers held against the figures of {COUNTRIES} countries, without a word in common.\n")
    print(
        "| unit | digits | drawn | within 5 % | as rounded | called found |\n|---|---|---|---|---|---|"
    )
    for line in rows(context, random.Random(SEED)):
        print(line)


if __name__ == "__main__":
    main()
