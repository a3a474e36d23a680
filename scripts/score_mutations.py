"""How often the docket is taken in: true claims made from rows, and a thousand mutations of them.

    python scripts/score_mutations.py [N] > docs/mutations.md

N true claims about acts and as many about numbers go two ways: through the fields (actors, date and
quantity as a perfect extractor would hand them over) and through the text (the sentence alone, with
extraction and docket doing the whole job). `mutations.py` says how claims are mutated and when a row
makes a mutation true after all: those are removed and counted. False are *on_record*, *within* and,
but for shifted dates, *other_date*.
"""

import datetime as dt
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from intervals import wilson
from mutations import Act, Amount, acts, amounts, is_act_true, is_number_true, mutated_acts, scaled

from earnest.check import Context, docket
from earnest.contract.text import Document, Quantity, Statement
from earnest.extract.statements import extract_statements
from earnest.store import Record
from earnest.store.view import View

AS_OF = dt.date(2026, 6, 30)
SEED = 20250220
TAKEN_IN = frozenset({"on_record", "other_date", "within"})
FOUND = frozenset({"on_record", "within"})
UNITS = {"personnel": "soldiers", "share": "percent"}
Claim = Act | Amount
Route = Callable[[Claim, View], frozenset[str]]


@dataclass
class Tally:
    """What was asked and said, by kind of claim."""

    true: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)


def through_fields(claim: Claim, view: View) -> frozenset[str]:
    """What the docket says to a claim whose fields are right."""
    one = _act_fields(claim) if isinstance(claim, Act) else _amount_fields(claim)
    document = Document("d", one.text, "", date=_written(claim))
    return _said(document, (one,), view)


def through_text(claim: Claim, view: View) -> frozenset[str]:
    """What the docket says to the sentence alone."""
    document = Document("d", f"{claim.text}.\n", "", date=_written(claim))
    return _said(document, extract_statements(document), view)


def _said(document: Document, statements: tuple[Statement, ...], view: View) -> frozenset[str]:
    found = docket(Context(document, statements, view))
    return frozenset(f.status for f in found if f.check in ("event", "quantity"))


def _written(claim: Claim) -> dt.date:
    if isinstance(claim, Act):
        return claim.day + dt.timedelta(days=30)
    return dt.date(int(claim.year) + 2, 1, 15)


def _act_fields(claim: Act) -> Statement:
    parties = (claim.sender, claim.target)
    return Statement(
        "d", 0, len(claim.text), claim.text, "event", id="s1",
        actors=parties[::-1] if claim.is_passive else parties, date=claim.day.isoformat(),
    )  # fmt: skip


def _amount_fields(claim: Amount) -> Statement:
    unit = "percent" if "share" in claim.series else "USD"
    unit = "soldiers" if "personnel" in claim.series else unit
    states = (claim.country, claim.partner) if claim.partner else (claim.country,)
    return Statement(
        "d", 0, len(claim.text), claim.text, "quantity", id="s1", actors=states, date=claim.year,
        quantity=Quantity(claim.value, claim.value, claim.value, unit),
    )  # fmt: skip


def tally(n: int, view: View, route: Route) -> Tally:
    """N true claims of each kind and their mutations by one route."""
    rng, counts = random.Random(SEED), Tally()
    every = acts(view.measures, rng)
    for true in rng.sample(every, min(n, len(every))):
        _true(counts, "act", true, view, route)
        for kind, claim in mutated_acts(true, every, rng).items():
            _false(counts, kind, claim, is_act_true(claim, view.measures), view, route)
    values = amounts(view.statistics)
    for number in rng.sample(values, min(n, len(values))):
        _true(counts, "number", number, view, route)
        claim = scaled(number, rng)
        _false(counts, "scaled number", claim, is_number_true(claim, view.statistics), view, route)
    return counts


def _true(counts: Tally, kind: str, claim: Claim, view: View, route: Route) -> None:
    counts.true[kind] += 1
    counts.found[kind] += bool(route(claim, view) & FOUND)


def _false(counts: Tally, kind: str, claim: Claim, is_true: bool, view: View, route: Route) -> None:
    if is_true:
        counts.removed[kind] += 1
        return
    counts.asked[kind] += 1
    taken_in = TAKEN_IN - ({"other_date"} if kind == "shifted date" else set())
    if said := route(claim, view) & taken_in:
        counts.false[kind] += 1
        print(f"{route.__name__}: {kind}: {claim.text}: {', '.join(sorted(said))}", file=sys.stderr)


def _table(name: str, counts: Tally) -> None:
    print(f"## Through the {name}\n")
    for kind, of in counts.true.items():
        print(
            f"True claims of one {kind}: {of}, found {counts.found[kind]} ({counts.found[kind] / of:.1%})."
        )
    print(
        "\n| mutation | asked | false | share | upper 95 % | removed as true |\n|---|---|---|---|---|---|"
    )
    for kind, of in counts.asked.items():
        k = counts.false[kind]
        print(
            f"| {kind} | {of} | {k} | {k / of:.1%} | {wilson(k, of)[1]:.1%} | {counts.removed[kind]} |"
        )
    print()


def main(n: int) -> None:
    """Print the page."""
    view = Record.open().at(AS_OF)
    print("# True claims and their mutations\n")
    print(
        "Made by `scripts/score_mutations.py`, from the measures and statistics that ship with the package;\n"
        "`scripts/mutations.py` holds the sentences, the mutations and the rule by which a mutation that some\n"
        "row makes true is removed. False are *on_record*, *within* and, but for shifted dates, *other_date*.\n"
        "These are development figures: rules were changed with misses at hand.\n"
    )
    for name, route in (("fields", through_fields), ("text", through_text)):
        _table(name, tally(n, view, route))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 250)
