"""Scores of the Russian reader on one split of `corpus/ru`, pooled, with 95 % intervals.

    python scripts/score_russian.py SCORER corpus/ru/dev

SCORER is the public scorer that belongs to the annotation guide, a Python file. Intervals of F1
resample whole texts (2,000 times, seed 0), those of shares are Wilson's.
"""

import argparse
import csv
import datetime as dt
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

from annotated_texts import scorer_at
from intervals import wilson

from earnest.contract.text import Document
from earnest.extract import extract_statements

Rows = list[dict[str, Any]]
TIMES = 2_000


def main() -> int:
    """Print the scores; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("split", type=Path)
    options = parser.parse_args()
    scorer = scorer_at(options.scorer)
    pairs = list(_texts(options.split))
    gold, found = _pooled(pairs)
    print(scorer.show(scorer.score(gold, found)))
    counts = [_counts(scorer, *pair) for pair in pairs]
    for name in ("detection", "labelled", "actors"):
        low, high = _resampled(counts, name)
        print(f"{name:26s} F1 {_f1(counts, name):.3f}  [{low:.3f}, {high:.3f}]  {len(pairs)} texts")
    for name, (hits, n) in _shares(scorer.score(gold, found)).items():
        low, high = wilson(hits, n)
        print(f"{name:26s} {hits}/{n}  [{low:.3f}, {high:.3f}]")
    return 0


def _texts(split: Path) -> Iterator[tuple[Rows, Rows]]:
    """Gold and found rows of each text."""
    for listing in sorted(split.glob("*-texts.csv")):
        for row in csv.DictReader(listing.read_text("utf-8").splitlines()):
            text = (split / f"{row['id']}.txt").read_bytes().decode("utf-8")
            lines = (split / f"{row['id']}.jsonl").read_text("utf-8").splitlines()
            date = dt.date.fromisoformat(row["date"])
            document = Document(row["id"], text, sha256="", date=date, language="ru")
            found = [json.loads(json.dumps(asdict(s))) for s in extract_statements(document)]
            yield [json.loads(line) for line in lines], found


def _pooled(pairs: list[tuple[Rows, Rows]]) -> tuple[Rows, Rows]:
    """All rows as if of one text: each text's offsets moved past those of the one before."""
    gold, found, at = Rows(), Rows(), 0
    for left, right in pairs:
        gold += [{**r, "start": r["start"] + at, "end": r["end"] + at} for r in left]
        found += [{**r, "start": r["start"] + at, "end": r["end"] + at} for r in right]
        at += 10 + max(r["end"] for r in (*left, *right))
    return gold, found


def _counts(scorer: ModuleType, gold: Rows, found: Rows) -> Counter[str]:
    matched = [(gold[i], found[j]) for i, j in scorer.match(gold, found)]
    sides = [(scorer.actor_set(g["actors"]), scorer.actor_set(f["actors"])) for g, f in matched]
    return Counter(
        {
            "detection": len(matched),
            "detection of": len(gold) + len(found),
            "labelled": sum(g["kind"] == f["kind"] for g, f in matched),
            "labelled of": len(gold) + len(found),
            "actors": sum(len(a & b) for a, b in sides),
            "actors of": sum(len(a) + len(b) for a, b in sides),
        }
    )


def _f1(counts: list[Counter[str]], name: str) -> float:
    total = sum(counts, Counter())
    return 2 * total[name] / total[f"{name} of"]


def _resampled(counts: list[Counter[str]], name: str) -> tuple[float, float]:
    rng = random.Random(0)
    values = sorted(_f1(rng.choices(counts, k=len(counts)), name) for _ in range(TIMES))
    return values[TIMES // 40], values[-TIMES // 40]


def _shares(result: dict[str, Any]) -> dict[str, tuple[int, int]]:
    named = {
        "checkable_recall": "checkable_gold",
        "holder_other_found": "holder_other_gold_all",
        "date_accuracy": "date_gold",
        "quantity_accuracy_numeric": "quantity_gold_numeric",
    }
    return {
        name: (round(result[name] * result[of]), result[of])
        for name, of in named.items()
        if result[of]
    }


if __name__ == "__main__":
    sys.exit(main())
