"""Scores of extraction against gold, by a scorer given as a file.

    python scripts/score_extraction.py statements SCORER GOLD.jsonl TEXT --date 2020-07-06
    python scripts/score_extraction.py attributions SCORER GOLD.jsonl --half odd

The scorers take GOLD and PREDICTED files. `--half` takes the articles whose CRC-32 of the name is
odd or even: rules were looked at on the even half only.
"""

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from earnest.contract.text import Document, Statement
from earnest.extract import attributions, extract_statements


def main() -> int:
    """Run the scorer on what is extracted; returns the scorer's exit status."""
    options = _parser().parse_args()
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder, "gold.jsonl"), Path(folder, "predicted.jsonl")
        if options.what == "statements":
            gold.write_bytes(options.gold.read_bytes())
            _write(predicted, _statement_rows(options.text, options.date))
            extra = ["--text", str(options.text)]
        else:
            articles = list(_articles(options.gold, options.half))
            _write(gold, articles)
            _write(predicted, map(_attribution_row, articles))
            extra = []
        command = [sys.executable, str(options.scorer), str(gold), str(predicted), *extra]
        return subprocess.run(command, check=False).returncode


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    kinds = parser.add_subparsers(dest="what", required=True)
    statements = kinds.add_parser("statements")
    reported = kinds.add_parser("attributions")
    for command in (statements, reported):
        command.add_argument("scorer", type=Path)
        command.add_argument("gold", type=Path)
    statements.add_argument("text", type=Path)
    statements.add_argument("--date", type=dt.date.fromisoformat)
    reported.add_argument("--half", choices=("odd", "even", "all"), default="odd")
    return parser


def _statement_rows(path: Path, date: dt.date | None) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    document = Document(path.stem, text, sha256="", date=date)
    return map(_statement_row, extract_statements(document))


def _statement_row(statement: Statement) -> dict[str, Any]:
    return asdict(statement)


def _articles(path: Path, half: str) -> Iterator[dict[str, Any]]:
    """The articles of one half, the first annotation of each."""
    seen: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        odd = zlib.crc32(article["name"].encode()) % 2 == 1
        if article["name"] not in seen and half in ("all", "odd" if odd else "even"):
            seen.add(article["name"])
            yield article


def _attribution_row(article: dict[str, Any]) -> dict[str, Any]:
    document = Document(article["name"], article["text"], sha256="")
    found = [asdict(a) for a in attributions(document)]
    return {"name": article["name"], "attributions": found}


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)


if __name__ == "__main__":
    sys.exit(main())
