"""How often the event check is taken in: true claims made from measures, and mutations of them.

    python scripts/score_mutations.py [N] > docs/mutations.md

Each claim tells one page-backed, day-dated measure in a plain sentence. Its mutations swap the two
states, name another target, shift the date by 200 to 900 days, or put an act of another kind in
its place. A mutation that some row of the record makes true is removed and counted. False are
*on_record* and, but for shifted dates, *other_date*.
"""

import datetime as dt
import random
import sys
from collections import Counter
from dataclasses import dataclass, replace
from math import sqrt

from earnest.check import Context
from earnest.check.event import find
from earnest.contract.rows import Measure
from earnest.contract.text import Document, Statement
from earnest.extract.acts import classes_of_type
from earnest.extract.gazetteer import Gazetteer
from earnest.store import Record

TOLD = {
    "ambassador_recalled": "{s} recalled its ambassador from {t}",
    "embassy_closed": "{s} closed its embassy in {t}",
    "diplomats_expelled": "{s} expelled diplomats of {t}",
    "relations_severed": "{s} severed diplomatic relations with {t}",
    "import_banned": "{s} banned imports of goods from {t}",
    "media_blocked": "{s} blocked a broadcaster of {t}",
    "media_closed": "{s} closed a media office of {t}",
    "cultural_closed": "{s} closed a cultural centre of {t}",
    "border_closed": "{s} closed its border with {t}",
    "airspace_closed": "{s} closed its airspace to aircraft of {t}",
    "visa_suspended": "{s} suspended visas for citizens of {t}",
}
AS_OF = dt.date(2026, 6, 30)


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence in fields: who, toward whom, which type of measure, when."""

    sender: str
    target: str
    type: str
    day: dt.date


def named(code: str) -> str:
    """A state by the name that a text would use."""
    found = Gazetteer.load()._by_code.get(code)
    return found.name if found else code


def statement(claim: Claim) -> Statement:
    """The claim as the extractor would hand it over."""
    words = TOLD[claim.type].format(s=named(claim.sender), t=named(claim.target))
    text = f"{words} on {claim.day.day} {claim.day:%B %Y}"
    return Statement(
        "d", 0, len(text), text, "event", id="s1",
        actors=(claim.sender, claim.target), date=claim.day.isoformat(),
    )  # fmt: skip


def status(claim: Claim, record: Record) -> str:
    """What the event check says to a claim."""
    one = statement(claim)
    written = claim.day + dt.timedelta(days=30)
    document = Document("d", one.text, "", date=written)
    found = find(one, Context(document, (one,), record.at(AS_OF)))
    return found.status if found else "none"


def is_true(claim: Claim, measures: tuple[Measure, ...]) -> bool:
    """Whether some row makes a mutated claim true: parties, class, and the day within two weeks."""
    return any(
        m.sender == claim.sender
        and m.target == claim.target
        and classes_of_type(m.type) & classes_of_type(claim.type)
        and abs((m.visible_from - claim.day).days) <= 14
        for m in measures
    )


def mutations(claim: Claim, targets: list[str], rng: random.Random) -> dict[str, Claim]:
    """One mutation of each kind."""
    shift = rng.choice((-1, 1)) * rng.randint(200, 900)
    others = [t for t in TOLD if not classes_of_type(t) & classes_of_type(claim.type)]
    return {
        "swapped states": replace(claim, sender=claim.target, target=claim.sender),
        "another target": replace(claim, target=rng.choice(targets)),
        "shifted date": replace(claim, day=claim.day + dt.timedelta(days=shift)),
        "another act": replace(claim, type=rng.choice(others)),
    }


def wilson(k: int, n: int) -> float:
    """The upper end of Wilson's 95 % interval for k of n."""
    z = 1.96
    centre, spread = k + z * z / 2, z * sqrt(k * (n - k) / n + z * z / 4)
    return (centre + spread) / (n + z * z)


def main(n: int) -> None:
    """Print the table."""
    rng, record = random.Random(20250220), Record.open()
    measures = record.at(AS_OF).measures
    states = Gazetteer.load().country_codes()
    fit = [
        m for m in measures
        if m.tier == "page" and m.type in TOLD and m.start and m.start_precision == "day"
        and {m.sender, m.target} <= states
    ]  # fmt: skip
    targets = sorted({m.target for m in fit})
    true, false, removed, asked = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for m in rng.sample(fit, min(n, len(fit))):
        assert m.start is not None
        claim = Claim(m.sender, m.target, m.type, m.start)
        true[status(claim, record)] += 1
        for kind, mutated in mutations(claim, targets, rng).items():
            if mutated.sender == mutated.target or is_true(mutated, measures):
                removed[kind] += 1
                continue
            asked[kind] += 1
            said = status(mutated, record)
            taken_in = ("on_record",) if kind == "shifted date" else ("on_record", "other_date")
            false[kind] += said in taken_in
    total = sum(true.values())
    print("# True claims and their mutations, through the fields\n")
    print("Made by `scripts/score_mutations.py`; claims from the embedded measures.\n")
    print(f"True claims: {total}; " + ", ".join(f"{s} {k}" for s, k in true.most_common()) + ".\n")
    print(
        "| mutation | asked | false | share | upper 95 % | removed as true |\n|---|---|---|---|---|---|"
    )
    for kind in asked:
        k, of = false[kind], asked[kind]
        print(f"| {kind} | {of} | {k} | {k / of:.1%} | {wilson(k, of):.1%} | {removed[kind]} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 250)
