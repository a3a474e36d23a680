"""Weigh what tells that a row is the act of a claim, on sentences that paraphrase rows.

    python scripts/train_likeness.py             # writes src/earnest/data/likeness.json
    python scripts/train_likeness.py --validate  # each set by weights of the others; writes nothing

Every dated statement that the words of the rules do not answer is asked three times: with the rows that
tell its act; without them; and of other rows of the same states, as though they lay on its day. The
second and third time stand for acts that a record lacks, and count half each. Set 5 is never read.
"""

import argparse
import datetime as dt
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from score_paraphrases import Row, record_of, telling
from sklearn.linear_model import LogisticRegression

from earnest.check import Context
from earnest.check.asked import Asked, asked
from earnest.check.candidates import events_with
from earnest.check.likeness import AtThatTime, may_be_meant, rows_of_that_time, traits
from earnest.check.lookup import fit_of_meaning, matches, strong
from earnest.check.parties import all_names
from earnest.check.row_facts import id_of
from earnest.contract.text import Document
from earnest.extract.statements import extract_statements

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "src" / "earnest" / "data" / "likeness.json"
SETS = ("paraphrases", "paraphrases2", "paraphrases3", "paraphrases4")
ABSENT_WEIGHT = 0.5
LEAST = 0.45
MOST_OTHERS = 6
SEED = 20250220
DIGITS = 3


@dataclass(frozen=True)
class Example:
    """What tells of one row, whether it is the one meant, and what it counts."""

    traits: dict[str, float]
    is_meant: bool
    weight: float


@dataclass(frozen=True)
class Query:
    """The rows that one statement may mean; those left without the right ones; rows of other days."""

    examples: tuple[Example, ...]
    hidden: tuple[Example, ...]
    others: tuple[Example, ...]


def main() -> None:
    """Train, or validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--validate", action="store_true")
    if parser.parse_args().validate:
        for name in SETS:
            validate(name)
        return
    queries = [q for name in SETS for q in queries_of(name)]
    model = fitted(queries)
    names = next(list(e.traits) for q in queries for e in q.examples)
    told = {
        "intercept": round(float(model.intercept_[0]), DIGITS),
        "least": LEAST,
        "made_by": "python scripts/train_likeness.py",
        "statements": len(queries),
        "rows": sum(len(q.examples) for q in queries),
        "weights": {n: round(float(w), DIGITS) for n, w in zip(names, model.coef_[0], strict=True)},
    }
    MODEL.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=1))


@cache
def queries_of(name: str) -> tuple[Query, ...]:
    """The statements of a set that words do not answer."""
    lines = (ROOT / "tests" / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(q for line in lines for q in _queries(json.loads(line)))


def _queries(row: Row) -> Iterator[Query]:
    view = record_of(row)
    wanted = {ref.id for ref in telling(row, view)}
    document = Document("d", f"{row['text']}\n", "", date=dt.date.fromisoformat(row["date"]))
    context = Context(document, extract_statements(document), view)
    for statement in context.statements:
        question = asked(statement, context)
        found = strong(m for m in matches(question, context) if not m.fit.is_by_meaning)
        if not question.is_dated or found:
            continue
        rows = _possible(rows_of_that_time(question, context), question)
        without = [at for at in rows if id_of(at.row) not in wanted]
        others = _others(row, question, context, max(1, min(len(rows), MOST_OTHERS)))
        yield Query(
            tuple(_examples(rows, question, wanted, 1.0)),
            tuple(_examples(without, question, wanted, ABSENT_WEIGHT)),
            tuple(_examples(others, question, wanted, ABSENT_WEIGHT)),
        )


def _possible(rows: Sequence[AtThatTime], question: Asked) -> list[AtThatTime]:
    return [
        at
        for at in rows
        if may_be_meant(at.row, question) and fit_of_meaning(at.row, question) is not None
    ]


def _others(row: Row, question: Asked, context: Context, n: int) -> list[AtThatTime]:
    """Rows of the states of a sentence that it does not tell, as though they lay on its day."""
    wanted = {ref.id for ref in telling(row, context.view)}
    sides = all_names(row["actors"])
    acts = events_with(sides, context)
    pool = [AtThatTime(e, 0) for e in sorted(acts, key=lambda e: e.event_id)]
    fit = [at for at in _possible(pool, question) if id_of(at.row) not in wanted]
    return random.Random(f"{SEED} {row['id']}").sample(fit, min(n, len(fit)))


def _examples(
    rows: Sequence[AtThatTime], question: Asked, wanted: set[str], weight: float
) -> Iterator[Example]:
    for at, of in zip(rows, traits(rows, question), strict=True):
        yield Example(of, id_of(at.row) in wanted, weight)


def fitted(queries: Sequence[Query]) -> LogisticRegression:
    """The regression on all rows of some statements."""
    rows = [e for q in queries for e in (*q.examples, *q.hidden, *q.others)]
    x = np.array([list(e.traits.values()) for e in rows])
    y = np.array([e.is_meant for e in rows])
    return LogisticRegression(max_iter=2000).fit(x, y, [e.weight for e in rows])


def validate(name: str) -> None:
    """Print how a set fares under weights of the others."""
    model = fitted([q for other in SETS if other != name for q in queries_of(other)])
    counts = Counter({"statements": 0})
    for query in queries_of(name):
        counts["statements"] += 1
        counts["with the row"] += any(e.is_meant for e in query.examples)
        best = _told(query.examples, model)
        counts["right"] += best is not None and best.is_meant
        counts["wrong"] += best is not None and not best.is_meant
        counts["false without it"] += _told(query.hidden, model) is not None
        counts["false among others"] += _told(query.others, model) is not None
    print(name, dict(counts))


def _told(examples: Sequence[Example], model: LogisticRegression) -> Example | None:
    """The likest row, if it is likely enough."""
    if not examples:
        return None
    chances = model.predict_proba(np.array([list(e.traits.values()) for e in examples]))[:, 1]
    return examples[chances.argmax()] if chances.max() >= LEAST else None


if __name__ == "__main__":
    main()
