"""What the record holds, for a terminal: sources, rows, coverage; tables as CSV or in columns."""

import csv
import io
import json
from dataclasses import asdict
from typing import Any

import pyarrow as pa

from earnest.store import Record

WIDEST_CELL = 60


def holdings_text(record: Record) -> str:
    """Sources with rows, then what each table covers and can show."""
    lines = ["source                                     table        rows  sha256"]
    lines += [
        f"{s.source_id:<42} {s.kind:<11} {s.rows:>6,}  {s.sha256[:12]}" for s in record.sources
    ]
    lines += [
        "",
        "coverage (only exhaustive rows and ample feeds can show that something did not happen)",
    ]
    covered = record.tables["coverage"].to_pylist()
    lines += [
        f"  {row['table']:<11} {row['actor'] or '*'} → {row['recipient'] or '*'}, {row['class'] or 'all'},"
        f" {row['from'] or '…'} to {row['to'] or '…'}: {row['kind']}"
        for row in covered
    ] or ["  none stated: every hand-written row is selected"]
    return "\n".join(lines) + "\n"


def holdings_json(record: Record) -> str:
    """The same as JSON."""
    content = {
        "sources": [asdict(source) for source in record.sources],
        "rows": {name: table.num_rows for name, table in record.tables.items()},
        "coverage": record.tables["coverage"].to_pylist(),
    }
    return json.dumps(content, default=str, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def table_csv(table: pa.Table) -> str:
    """A table as CSV with a header; missing is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.column_names)
    writer.writerows(["" if cell is None else cell for cell in row] for row in _cells(table))
    return out.getvalue()


def plain_table(table: pa.Table) -> str:
    """A table in columns of text, long cells cut."""
    rows = [table.column_names, *([_shown(cell) for cell in row] for row in _cells(table))]
    widths = [max(len(row[i]) for row in rows) for i in range(table.num_columns)]
    lines = [
        "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines) + "\n"


def _cells(table: pa.Table) -> list[list[Any]]:
    columns = [column.to_pylist() for column in table.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def _shown(cell: object) -> str:
    text = "" if cell is None else " ".join(str(cell).split())
    return text if len(text) <= WIDEST_CELL else text[: WIDEST_CELL - 1] + "…"
