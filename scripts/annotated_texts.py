"""Annotated texts: a folder of `ID.txt` with `ID.jsonl`, their dates in `*texts.csv`."""

import csv
import datetime as dt
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from earnest.contract.text import Document
from earnest.read.documents import read_document


def scorer_at(path: Path) -> ModuleType:
    """The annotation guide's scorer, a Python file, as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def annotated_documents(split: Path) -> Iterator[tuple[Document, list[dict[str, Any]]]]:
    """The texts of a folder with their rows, by name.

    Args:
        split: a folder such as `corpus/train`.
    """
    dates = _dates(split)
    for path in sorted(split.glob("*.txt")):
        rows = path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
        document = read_document(path, date=dates.get(path.stem), document_id=path.stem)
        yield document, [json.loads(row) for row in rows]


def _dates(split: Path) -> dict[str, dt.date]:
    """The texts' own dates, where they are known to the day."""
    found: dict[str, dt.date] = {}
    for path in sorted(split.glob("*texts.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                try:
                    found[row["id"]] = dt.date.fromisoformat(row["date"])
                except ValueError:
                    continue
    return found
