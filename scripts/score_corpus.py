"""Scores on a split of the corpus, pooled over its texts, with intervals.

    python scripts/score_corpus.py SCORER corpus/test > table.md

    python scripts/score_corpus.py SCORER corpus/train --told corpus/second

With `--told` the rows of another folder are scored instead of what is extracted, over the texts that it
holds: what a second reader reaches is the most that can be asked for.

SCORER is the annotation guide's `score_statements.py`; its own functions decide what matches.
Where the guide leaves two ways of writing one thing open and annotators use both, a second line says
what the figure is if the two count as one: an organisation by its initials or its full name
("EAC", "East African Community"); an interval's end left open or closed with the text's own date
("since 2014"); a share as a decimal or in percent ("a third": 0.333 of a share, 33.3 percent).
Intervals (95 %) are those of 1,000 bootstrap samples of texts, with a fixed seed.
"""

import argparse
import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from annotated_texts import annotated_documents, scorer_at

from earnest.contract.text import Document
from earnest.extract import extract_statements
from earnest.extract.gazetteer import Gazetteer

SAMPLES = 1_000
SEED = 20_261_127
Row = dict[str, Any]
# name: (right, of), two of them make an F1: hits over half of predicted and gold.
FIGURES = {
    "statements found, F1": ("matched", "gold", "told"),
    "found with kind, F1": ("same kind", "gold", "told"),
    "kind right, of those found": ("same kind", "matched"),
    "checkable claims found": ("checkable found", "checkable"),
    "statements held by others found": ("others found", "others"),
    "actors, F1": ("actors hit", "actors gold", "actors told"),
    "the same, names of one thing alike": ("alike hit", "alike gold", "alike told"),
    "dates right": ("dates right", "dates"),
    "the same, open ends and the text's date alike": ("dates alike", "dates"),
    "dates told, right or wrong": ("dates told", "dates"),
    "numeric quantities right": ("numbers right", "numbers"),
    "the same, shares and percent alike": ("numbers alike", "numbers"),
    "spurious date": ("dates spurious", "dateless"),
    "spurious quantity": ("quantities spurious", "quantityless"),
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("split", type=Path)
    parser.add_argument("--told", type=Path, help="a folder of rows to score instead")
    options = parser.parse_args()
    scorer = scorer_at(options.scorer)
    tallies = [
        tally(scorer, gold, told, on=text.date)
        for text, gold in annotated_documents(options.split)
        if (told := _rows_told(text, options.told)) is not None
    ]
    print(f"`{options.split.name}`: {len(tallies)} texts, {sum(t['gold'] for t in tallies)} rows\n")
    print("\n".join(table(scorer, tallies)))


def _rows_told(text: Document, folder: Path | None) -> list[Row] | None:
    """What is extracted, or the rows of a folder; None where that holds none."""
    if folder is None:
        return _told(text)
    path = folder / f"{text.id}.jsonl"
    if not path.exists():
        return None
    return [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]


def _told(text: Document) -> list[Row]:
    """The statements of a text as they would be read from a file."""
    rows: list[Row] = json.loads(json.dumps([asdict(s) for s in extract_statements(text)]))
    return rows


def tally(
    scorer: ModuleType, gold: Sequence[Row], told: Sequence[Row], *, on: dt.date | None = None
) -> Counter[str]:
    """Counts of one text, by the scorer's own matching.

    Args:
        scorer: the guide's scorer.
        gold: what is annotated.
        told: what is extracted.
        on: the text's own date.
    """
    pairs = [(gold[i], told[j]) for i, j in scorer.match(gold, told)]
    matched = {id(g) for g, _ in pairs}
    counts: Counter[str] = Counter(gold=len(gold), told=len(told), matched=len(pairs))
    checkable = [g for g in gold if g["checkable"] in ("yes", "partly")]
    counts["checkable"] = len(checkable)
    counts["checkable found"] = sum(id(g) in matched for g in checkable)
    counts["others"] = sum(not scorer.is_author(g["holder"]) for g in gold)
    for g in gold:
        counts[f"gold {g['kind']}"] += 1
    for t in told:
        counts[f"told {t['kind']}"] += 1
    for g, t in pairs:
        counts.update(_of_pair(scorer, g, t))
        counts.update(_alike(scorer, g, t, on))
    return counts


def _of_pair(scorer: ModuleType, gold: Row, told: Row) -> Iterator[str]:
    if gold["kind"] == told["kind"]:
        yield from ("same kind", f"hit {gold['kind']}")
    if not scorer.is_author(gold["holder"]) and not scorer.is_author(told["holder"]):
        yield "others found"
    ours, theirs = scorer.actor_set(told["actors"]), scorer.actor_set(gold["actors"])
    yield from ["actors hit"] * len(ours & theirs)
    yield from ["actors gold"] * len(theirs)
    yield from ["actors told"] * len(ours)
    if gold["date"]:
        yield "dates"
        yield from ["dates told"] * bool(told["date"])
        yield from ["dates right"] * scorer.date_ok(gold["date"], told["date"])
    else:
        yield "dateless"
        yield from ["dates spurious"] * bool(told["date"])
    amount = gold["quantity"]
    if amount is None:
        yield "quantityless"
        yield from ["quantities spurious"] * bool(told["quantity"])
    elif scorer.number(amount["value"]) is not None:
        yield "numbers"
        yield from ["numbers right"] * scorer.quantity_ok(amount, told["quantity"])


def _alike(scorer: ModuleType, gold: Row, told: Row, on: dt.date | None) -> Iterator[str]:
    """What counts if two ways of writing one thing are one."""
    ours, theirs = (scorer.actor_set(_named_alike(row["actors"])) for row in (told, gold))
    yield from ["alike hit"] * len(ours & theirs)
    yield from ["alike gold"] * len(theirs)
    yield from ["alike told"] * len(ours)
    if gold["date"]:
        readings = (told["date"], _closed(told["date"], on), _opened(told["date"], on))
        yield from ["dates alike"] * any(scorer.date_ok(gold["date"], r) for r in readings)
    amount = gold["quantity"]
    if amount is not None and scorer.number(amount["value"]) is not None:
        shares = (told["quantity"], _as_share(told["quantity"]))
        yield from ["numbers alike"] * any(scorer.quantity_ok(amount, q) for q in shares)


def _named_alike(actors: Sequence[str]) -> list[str]:
    """Actors by the codes that the gazetteer gives their names."""
    found = ((name, Gazetteer.load().resolve(name)) for name in actors)
    return [name if known is None or ":" in name else known.code for name, known in found]


def _closed(date: str | None, on: dt.date | None) -> str | None:
    """An interval with an open end as one that ends (or starts) with the text's own date."""
    if date is None or on is None:
        return date
    return date.replace("/..", f"/{on}").replace("../", f"{on}/")


def _opened(date: str | None, on: dt.date | None) -> str | None:
    """An interval that ends or starts with the text's own date as an open one."""
    if date is None or on is None:
        return date
    return date.replace(f"/{on}", "/..").replace(f"{on}/", "../")


def _as_share(amount: Row | None) -> Row | None:
    """Percent as decimals of a share."""
    if amount is None or amount["unit"] != "percent" or not isinstance(amount["value"], float):
        return amount
    return {**amount, "value": amount["value"] / 100, "unit": "share"}


def table(scorer: ModuleType, tallies: Sequence[Counter[str]]) -> Iterator[str]:
    """The figures as a Markdown table, then F1 by kind."""
    rng = np.random.default_rng(SEED)
    draws = rng.integers(0, len(tallies), size=(SAMPLES, len(tallies)))
    yield "| figure | n | value | 95 % |"
    yield "|---|---|---|---|"
    kinds = {f"{k}, F1": (f"hit {k}", f"gold {k}", f"told {k}") for k in scorer.KINDS}
    for name, counted in {**FIGURES, **kinds}.items():
        value = _share(_sums(tallies, counted))
        samples = [_share(_sums([tallies[i] for i in draw], counted)) for draw in draws]
        low, high = np.nanpercentile(samples, [2.5, 97.5])
        n = sum(t[counted[1]] for t in tallies)
        yield f"| {name} | {n} | {value:.3f} | {low:.2f} to {high:.2f} |"


def _sums(tallies: Sequence[Counter[str]], counted: Sequence[str]) -> list[int]:
    return [sum(t[name] for t in tallies) for name in counted]


def _share(sums: Sequence[int]) -> float:
    right, *of = sums
    return len(of) * right / sum(of) if sum(of) else float("nan")


if __name__ == "__main__":
    main()
