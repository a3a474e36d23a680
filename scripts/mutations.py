"""True claims made from rows of the record in plain English, and mutations that no row makes true.

A claim about an act tells one page-backed, day-dated measure by a template; a claim about a number
tells one value of a series. Mutations change one thing. One that a row makes true after all is
recognised by the written rules of `is_act_true` and `is_number_true`, which use the fields of the
rows alone and nothing that the checks do.
"""

import datetime as dt
import random
from collections.abc import Iterable
from dataclasses import dataclass, replace

from earnest.contract.rows import Measure, Statistic
from earnest.contract.when import Period
from earnest.extract.gazetteer import Gazetteer

# Two wordings a type: active, and passive with the sender after "by".
TOLD: dict[str, tuple[str, str]] = {
    "ambassador_recalled": (
        "{s} recalled its ambassador from {t}",
        "The ambassador in {t} was recalled by {s}",
    ),
    "embassy_closed": (
        "{s} closed its embassy in {t}",
        "The embassy in {t} was closed by {s}",
    ),
    "consulate_closed": (
        "{s} closed a consulate of {t}",
        "A consulate of {t} was closed by {s}",
    ),
    "diplomats_expelled": (
        "{s} expelled diplomats of {t}",
        "Diplomats of {t} were expelled by {s}",
    ),
    "relations_severed": (
        "{s} severed diplomatic relations with {t}",
        "Diplomatic relations with {t} were severed by {s}",
    ),
    "relations_downgraded": (
        "{s} downgraded its relations with {t}",
        "Relations with {t} were downgraded by {s}",
    ),
    "import_banned": (
        "{s} banned imports of goods from {t}",
        "Imports of goods from {t} were banned by {s}",
    ),
    "export_banned": (
        "{s} banned exports of goods to {t}",
        "Exports of goods to {t} were banned by {s}",
    ),
    "media_blocked": (
        "{s} blocked a broadcaster of {t}",
        "A broadcaster of {t} was blocked by {s}",
    ),
    "media_closed": (
        "{s} closed a media office of {t}",
        "A media office of {t} was closed by {s}",
    ),
    "cultural_closed": (
        "{s} closed a cultural centre of {t}",
        "A cultural centre of {t} was closed by {s}",
    ),
    "border_closed": (
        "{s} closed its border with {t}",
        "The border with {t} was closed by {s}",
    ),
    "airspace_closed": (
        "{s} closed its airspace to aircraft of {t}",
        "Airspace was closed to aircraft of {t} by {s}",
    ),
    "flights_banned": (
        "{s} suspended flights to {t}",
        "Flights to {t} were suspended by {s}",
    ),
    "visa_suspended": (
        "{s} suspended visas for citizens of {t}",
        "Visas for citizens of {t} were suspended by {s}",
    ),
}
# Types that a plain sentence does not tell apart: a claim of one is true by a row of another.
ALIKE = (
    frozenset({"media_blocked", "media_closed", "accreditation_withdrawn"}),
    frozenset({"border_closed", "transit_blocked"}),
    frozenset({"airspace_closed", "flights_banned"}),
    frozenset({"visa_suspended", "entry_banned"}),
    frozenset({"cultural_closed", "aid_closed"}),
)
NEAR_DAYS = 14
SCALES = (0.4, 0.6, 1.6, 2.5, 4.0)
NUMBERS = {
    "exports_partner_share": "{p} took {v} per cent of the exports of {c} in {y}",
    "imports_partner_share": "{p} supplied {v} per cent of the imports of {c} in {y}",
    "military_expenditure_share_gdp": "The military expenditure of {c} was {v} per cent of GDP in {y}",
    "gdp_per_capita_ppp": "The GDP per capita of {c} was {v} dollars in {y}",
    "exports_total": "The exports of {c} were worth {v} dollars in {y}",
    "imports_total": "The imports of {c} were worth {v} dollars in {y}",
    "remittances_share_gdp": "Remittances received by {c} were {v} per cent of GDP in {y}",
    "gdp_official": "The GDP of {c} was {v} dollars in {y}",
    "active_military_personnel": "The armed forces of {c} had {v} active soldiers in {y}",
}


@dataclass(frozen=True, slots=True)
class Act:
    """A claim that one state did something to another on a day."""

    sender: str
    target: str
    type: str
    day: dt.date
    is_passive: bool = False

    @property
    def text(self) -> str:
        """The claim as a sentence without its full stop."""
        told = TOLD[self.type][self.is_passive].format(s=named(self.sender), t=named(self.target))
        return f"{told} on {self.day.day} {self.day:%B %Y}"


@dataclass(frozen=True, slots=True)
class Amount:
    """A claim about one value of a series."""

    series: str
    country: str
    partner: str | None
    year: str
    value: float

    @property
    def text(self) -> str:
        """The claim as a sentence without its full stop."""
        return NUMBERS[self.series].format(
            c=named(self.country), p=named(self.partner or ""), v=worded(self.value), y=self.year
        )


def named(code: str) -> str:
    """A state by the name that a text would use."""
    found = Gazetteer.load()._by_code.get(code)
    if found is None:
        return code
    has_article = found.name.startswith(("United ", "Netherlands", "Philippines", "Czech Rep"))
    return f"the {found.name}" if has_article else found.name


def worded(value: float) -> str:
    """A value as a text would write it: 3.2 billion, 41 million, 6,500."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:.3g} {word}"
    return f"{value:,.0f}" if value >= 1_000 else f"{value:.3g}"


def acts(measures: Iterable[Measure], rng: random.Random) -> list[Act]:
    """One true claim for each page-backed measure between two states that began on a known day."""
    states = Gazetteer.load().country_codes()
    return [
        Act(m.sender, m.target, m.type, m.start, rng.random() < 0.3)
        for m in measures
        if m.tier == "page" and m.type in TOLD and m.start and m.start_precision == "day"
        and {m.sender, m.target} <= states
    ]  # fmt: skip


def amounts(values: Iterable[Statistic]) -> list[Amount]:
    """One true claim for each yearly value of a series that a template tells."""
    return [
        Amount(v.series_id, v.country, v.partner, v.date, v.value)
        for v in values
        if v.series_id in NUMBERS and len(v.date) == 4 and v.value
    ]


def mutated_acts(true: Act, among: list[Act], rng: random.Random) -> dict[str, Act]:
    """One mutation of each kind of a claim about an act."""
    shift = rng.choice((-1, 1)) * rng.randint(200, 900)
    other = rng.choice([t for t in TOLD if not _alike(t, true.type)])
    some, another = rng.choice(among), rng.choice(among)
    return {
        "invented event": replace(
            some, target=another.target, type=rng.choice(list(TOLD)), is_passive=true.is_passive
        ),
        "swapped actors": replace(true, sender=true.target, target=true.sender),
        "another target": replace(true, target=another.target),
        "another act": replace(true, type=other),
        "shifted date": replace(true, day=true.day + dt.timedelta(days=shift)),
    }


def scaled(true: Amount, rng: random.Random) -> Amount:
    """The claim with its number times a factor far from one."""
    return replace(true, value=true.value * rng.choice(SCALES))


def is_act_true(claim: Act, measures: Iterable[Measure]) -> bool:
    """Whether a row makes a mutated claim true, or it is about one state alone.

    True is a row with these parties in this order, of this type or one that the sentence does not
    tell from it, made public or in force within two weeks of the day, at the row's own precision.
    """
    if claim.sender == claim.target:
        return True
    day = Period.of_days(claim.day, claim.day).widened(NEAR_DAYS)
    return any(
        (m.sender, m.target) == (claim.sender, claim.target)
        and _alike(m.type, claim.type)
        and any(day.overlaps(p) for p in _days(m))
        for m in measures
    )


def is_number_true(claim: Amount, values: Iterable[Statistic]) -> bool:
    """Whether a value of the same series, parties and year lies within a tenth of the number."""
    return any(
        v.series_id == claim.series
        and (v.country, v.partner, v.date) == (claim.country, claim.partner, claim.year)
        and abs(v.value - claim.value) <= 0.1 * abs(claim.value)
        for v in values
    )


def _days(measure: Measure) -> list[Period]:
    days = [Period.of_days(measure.announced, measure.announced)] if measure.announced else []
    if measure.start and measure.start_last:
        days.append(Period.of_days(measure.start, measure.start_last))
    return days


def _alike(one: str, other: str) -> bool:
    return one == other or any({one, other} <= group for group in ALIKE)
