"""Scores on the annotated Russian texts to develop on may rise, not fall."""

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from russian_reader import needs_russian
from test_extraction_scores import matched

from earnest.contract.text import Document, Statement
from earnest.extract import extract_statements

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parents[2] / "corpus" / "ru" / "dev"


def read(row: dict[str, str]) -> tuple[list[dict[str, Any]], tuple[Statement, ...]]:
    text = (FOLDER / f"{row['id']}.txt").read_text(encoding="utf-8")
    lines = (FOLDER / f"{row['id']}.jsonl").read_text(encoding="utf-8").splitlines()
    date = dt.date.fromisoformat(row["date"])
    document = Document(row["id"], text, sha256="", date=date, language="ru")
    return [json.loads(line) for line in lines], extract_statements(document)


@needs_russian
def test_scores_on_the_texts_to_develop_on_do_not_fall() -> None:
    listing = (FOLDER / "r-texts.csv").read_text(encoding="utf-8").splitlines()
    texts = [read(row) for row in csv.DictReader(listing)]
    pairs = [pair for gold, found in texts for pair in matched(gold, found)]
    total = sum(len(gold) + len(found) for gold, found in texts)
    same = sum(g["kind"] == f.kind for g, f in pairs)
    assert 2 * len(pairs) / total >= 0.90
    assert 2 * same / total >= 0.70
