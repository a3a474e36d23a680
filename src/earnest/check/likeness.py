"""Whether a row of the time of a claim is likely the act that it tells, by the meaning of both.

Word lists know the usual words for acts; who tells one in words of his own is met here. What counts is
how near claim and row are in meaning, how much nearer than other rows of that time, and how many there
are. The weights (`data/likeness.json`) are those of a logistic regression, made by
`scripts/train_likeness.py` from paraphrased rows, which are asked for again where the record lacks them.
"""

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from earnest.check.asked import Asked
from earnest.check.candidates import LABEL_ROWS, events_with
from earnest.check.context import Context
from earnest.check.parties import all_names
from earnest.check.row_facts import is_vague, sides_of_row, time_of
from earnest.contract.rows import Event, Measure
from earnest.extract.actors import find_actors
from earnest.extract.acts import names_another_object
from earnest.extract.encoder import encoder

# Among more rows of that time none is told by its meaning.
MOST_ROWS = 40
# A row of the day before or after is looked at, too: texts and records differ by time zones.
_SLACK_DAYS = 1
# What counts as one day; and days above which a time tells nothing more, or has no end.
_EXACT_DAYS, _MOST_DAYS = 2, 400
# How far above the rest the only row is taken to be.
_ALONE = 0.3


@dataclass(frozen=True, slots=True)
class AtThatTime:
    """A row with the days by which it lies outside the time of a claim."""

    row: Event | Measure
    gap_days: int


def rows_of_that_time(question: Asked, context: Context) -> list[AtThatTime]:
    """Sourced rows by or toward a side of a claim, or of anybody if it has none, at its time.

    Left out are rows of which the claim names another state or object, and those of a feed, which have
    the label of a code instead of words of their own.
    """
    events = [e for e in _events(question, context) if may_be_meant(e, question)]
    measures = [m for m in _measures(question, context) if may_be_meant(m, question)]
    rows = [
        *(AtThatTime(e, question.window.gap_to(e.date, e.last)) for e in events),
        *(AtThatTime(m, question.window.gap_days(time_of(m, question))) for m in measures),
    ]
    return [at for at in rows if abs(at.gap_days) <= _SLACK_DAYS]


def _events(question: Asked, context: Context) -> list[Event]:
    time = question.window.widened(_SLACK_DAYS)
    told = all_names(_states_told(question))
    found = (
        context.view.events(actors=told, recipients=told, since=time.start, until=time.end)
        if len(_states_told(question)) > 1
        else events_with(
            all_names({*question.parties.states, *question.named}),
            context,
            since=time.start,
            until=time.end,
        )
    )
    often = Counter(e.description for e in found)
    return [e for e in found if e.description and often[e.description] < LABEL_ROWS]


def _states_told(question: Asked) -> frozenset[str]:
    """The states that a claim plainly names: each has to be a side of a row that it means."""
    return frozenset(question.named_states) - question.guessed


def _measures(question: Asked, context: Context) -> Sequence[Measure]:
    sides = {*question.parties.states, *question.named}
    return context.measures_with(sides) if sides else context.view.measures


def may_be_meant(row: Event | Measure, question: Asked) -> bool:
    """Whether a row is sourced, and the claim names no state beside its sides and no other object."""
    if row.tier != "page":
        return False
    if isinstance(row, Measure) and names_another_object(question.text, row.type):
        return False
    sides = frozenset().union(*sides_of_row(row))
    return _states_told(question) <= sides


def likeliest(rows: Sequence[AtThatTime], question: Asked) -> AtThatTime | None:
    """The row that is likely the act of a claim; None if none is, or no encoder is installed."""
    of = traits(rows, question) if len(rows) <= MOST_ROWS else ()
    if not of:
        return None
    chances = [probability(one) for one in of]
    best = max(range(len(rows)), key=lambda n: (chances[n], -n))
    return rows[best] if chances[best] >= shipped().least else None


def traits(rows: Sequence[AtThatTime], question: Asked) -> tuple[dict[str, float], ...]:
    """What tells whether each row is meant; none without an encoder.

    likeness: cosine of claim and row; lead: by how much it is above the likest other row;
    between_named: whether the claim itself names both sides; exact: whether claim and row name one day;
    beside: whether the row lies a day outside that time;
    days, rows: logarithms of the length of the claim's time, and of the number of rows.
    """
    encode = encoder() if rows else None
    if encode is None:
        return ()
    claim, *others = encode([unnamed(one) for one in (question.text, *map(words_of, rows))])
    near = [round(float(claim @ other), 4) for other in others]
    return tuple(_traits(at, n, near, question) for n, at in enumerate(rows))


def _traits(at: AtThatTime, n: int, near: Sequence[float], question: Asked) -> dict[str, float]:
    sides = frozenset().union(*sides_of_row(at.row))
    others = [*near[:n], *near[n + 1 :]]
    start, end = question.window.start, question.window.end
    days = min((end - start).days, _MOST_DAYS) if start and end else _MOST_DAYS
    is_exact = at.gap_days == 0 and days <= _EXACT_DAYS and not is_vague(at.row)
    return {
        "likeness": near[n],
        "lead": near[n] - max(others) if others else _ALONE,
        "between_named": float(len(sides) > 1 and sides <= question.named),
        "exact": float(is_exact),
        "beside": float(at.gap_days != 0),
        "days": math.log1p(days),
        "rows": math.log(len(near)),
    }


def words_of(at: AtThatTime) -> str:
    """The words of a row that carry its meaning."""
    if isinstance(at.row, Event):
        return at.row.description
    return f"{at.row.object} {at.row.type.replace('_', ' ')}".strip()


@lru_cache(maxsize=16_384)
def unnamed(text: str) -> str:
    """A text without its states, their people, capitals and leaders.

    Which states they are is known otherwise; their names would make all that two states do alike, and
    treat a dispute otherwise than its mirror image.
    """
    mentions = [
        m for m in find_actors(text) if m.form != "organisation" and (m.country or m.actors)
    ]
    starts = [0, *(m.end for m in mentions)]
    ends = [*(m.start for m in mentions), len(text)]
    return " ".join(" ".join(text[a:b] for a, b in zip(starts, ends, strict=True)).split())


@dataclass(frozen=True, slots=True)
class Likelihood:
    """The logistic regression as it ships: a weight for each trait, and what makes an answer."""

    intercept: float
    weights: dict[str, float]
    least: float


@cache
def shipped() -> Likelihood:
    """The weights that ship."""
    told = json.loads(files("earnest.data").joinpath("likeness.json").read_bytes())
    return Likelihood(told["intercept"], told["weights"], told["least"])


def probability(of: dict[str, float]) -> float:
    """How likely it is that a row with these traits is the act of the claim."""
    model = shipped()
    logit = model.intercept + sum(model.weights[name] * value for name, value in of.items())
    return 1 / (1 + math.exp(-logit))
