"""Scores on our own annotated texts may rise, not fall.

Spans match as in the annotation guide's scorer: one to one, greedily, at a character overlap
(intersection over union) of at least one half.
"""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from earnest.contract.text import Document, Statement
from earnest.extract import extract_statements

FOLDER = Path(__file__).parent.parent / "data" / "statements"
TEXTS = {
    "cod": (dt.date(1976, 2, 20), 0.95, 0.70),
    "blockade": (dt.date(2015, 11, 20), 0.93, 0.75),
    "dam": (dt.date(2020, 7, 6), 0.92, 0.75),
    "islands": (dt.date(2024, 3, 3), 0.85, 0.58),
}


def overlap(row: dict[str, Any], statement: Statement) -> float:
    start, end = int(row["start"]), int(row["end"])
    inside = min(end, statement.end) - max(start, statement.start)
    return max(inside, 0) / (max(end, statement.end) - min(start, statement.start))


def matched(
    gold: list[dict[str, Any]], found: tuple[Statement, ...]
) -> list[tuple[dict[str, Any], Statement]]:
    pairs = [(overlap(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    left, right, kept = set[int](), set[int](), []
    for value, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if value >= 0.5 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            kept.append((gold[i], found[j]))
    return kept


@pytest.mark.parametrize("name", TEXTS)
def test_scores_on_our_own_texts_do_not_fall(name: str) -> None:
    date, detection, with_kind = TEXTS[name]
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    found = extract_statements(Document(name, text, sha256="", date=date))
    pairs = matched(gold, found)
    total = len(gold) + len(found)
    same = sum(g["kind"] == f.kind for g, f in pairs)
    assert 2 * len(pairs) / total >= detection
    assert 2 * same / total >= with_kind


@pytest.mark.parametrize("name", TEXTS)
def test_the_gold_quotes_its_text(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert text[row["start"] : row["end"]] == row["text"]
