"""What the record holds, for a terminal: sources, rows, coverage; tables as CSV or in columns."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pyarrow as pa

from earnest.store import Record
from earnest.store.details import with_addresses
from earnest.store.engine import in_memory
from earnest.store.manifest import Added

WIDEST_CELL = 60
MOST_PAIRS = 12


def holdings_text(record: Record) -> str:
    """Sources with rows, then what each table covers and can show."""
    width = max((len(source.source_id) for source in record.sources), default=6)
    lines = [f"{'source':<{width}}  {'table':<11} {'rows':>11}  sha256"]
    lines += [
        f"{s.source_id:<{width}}  {s.kind:<11} {s.rows:>11,}  {s.sha256[:12]}"
        for s in record.sources
    ]
    lines += [
        "",
        "coverage (only exhaustive rows and ample feeds can show that something did not happen)",
    ]
    covered = _covered(record_table(record, "coverage").to_pylist())
    lines += covered or ["  none stated: every hand-written row is selected"]
    return "\n".join(lines) + "\n"


def _covered(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Coverage in lines; pairs of parties of whom the same is said, if they are many, in one."""
    alike: dict[tuple[Any, ...], list[str]] = {}
    for row in rows:
        said = tuple(row[name] for name in ("table", "class", "from", "to", "kind", "method"))
        alike.setdefault(said, []).append(f"{row['actor'] or '*'} → {row['recipient'] or '*'}")
    lines = []
    for (table, act_class, since, until, kind, method), pairs in alike.items():
        rest = f", {act_class or 'all'}, {since or '…'} to {until or '…'}: {kind}"
        rest += f" ({method})" if method else ""
        many = [f"{len(pairs):,} pairs of parties"] if len(pairs) > MOST_PAIRS else pairs
        lines += [f"  {table:<11} {whose}{rest}" for whose in many]
    return lines


def holdings_json(record: Record) -> str:
    """The same as JSON."""
    content = {
        "sources": [asdict(source) for source in record.sources],
        "rows": {name: record.count(name) for name in record.tables},
        "coverage": record_table(record, "coverage").to_pylist(),
    }
    return json.dumps(content, default=str, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def details_text(added: Sequence[Added]) -> str:
    """Of each file that was added: what was repaired, left out, and which actors are unknown."""
    lines: list[str] = []
    for one in added:
        lines.append(added_words(one, is_new=True))
        for what, counts in (
            ("repaired", one.repaired),
            ("left out", one.left_out),
            ("unknown actor", one.unresolved),
        ):
            ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            lines += [f"  {what}: {name}: {n:,}" for name, n in ranked]
    return "\n".join(lines or ["no file was added to this record"]) + "\n"


def added_words(added: Added, *, is_new: bool) -> str:
    """What became of a file that was added, on one line."""
    if not is_new:
        return f"{added.source_id}: added before, nothing to do"
    kept = ", ".join(f"{n:,} {table}" for table, n in sorted(added.rows.items())) or "no rows"
    asides = [
        f"{n:,} {what}"
        for n, what in (
            (added.duplicates, "there already"),
            (added.rejected, "in quarantine"),
            (sum(added.repaired.values()), "repaired"),
            (sum(added.left_out.values()), "left out"),
            (sum(added.unresolved.values()), "with an unknown actor code"),
        )
        if n
    ]
    remark = ": is this its format? Add it again with another --format" if added.is_unread else ""
    return f"{added.source_id} ({added.feed}): {added.read:,} read, {kept}" + "".join(
        [*(f"; {aside}" for aside in asides), remark]
    )


def table_csv(table: pa.Table) -> str:
    """A table as CSV with a header; missing is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.column_names)
    writer.writerows(["" if cell is None else cell for cell in row] for row in _cells(table))
    return out.getvalue()


def table_json(table: pa.Table) -> str:
    """A table as JSON, one object per row; days are ISO 8601, missing is null."""
    return json.dumps(table.to_pylist(), default=str, ensure_ascii=False, indent=1) + "\n"


def plain_table(table: pa.Table) -> str:
    """A table in columns of text, long cells cut."""
    rows = [table.column_names, *([_shown(cell) for cell in row] for row in _cells(table))]
    widths = [max(len(row[i]) for row in rows) for i in range(table.num_columns)]
    lines = [
        "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines) + "\n"


def record_table(record: Record, name: str) -> pa.Table:
    """A whole table of the record, in memory."""
    rows = record.tables[name]
    table = in_memory(rows)
    return with_addresses(table, rows) if name == "events" else table


def _cells(table: pa.Table) -> list[list[Any]]:
    columns = [column.to_pylist() for column in table.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def _shown(cell: object) -> str:
    text = "" if cell is None else " ".join(str(cell).split())
    return text if len(text) <= WIDEST_CELL else text[: WIDEST_CELL - 1] + "…"
