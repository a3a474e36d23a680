"""What the record answers in Python: Arrow tables that show themselves, and streams of batches."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.parquet as pq

from earnest.errors import InputError, OutputError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

SHOWN_ROWS: Final = 10
WIDEST_CELL: Final = 32


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """Rows of an answer; `table` is the Arrow table, `about` says what was asked.

    Whatever takes Arrow takes a result: `polars.DataFrame(result)`, `duckdb.from_arrow(result.table)`.
    """

    table: pa.Table
    about: str

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> "pd.DataFrame":
        """The rows as a pandas frame.

        Raises:
            InputError: pandas is not installed.
        """
        _needed("pandas")
        frame: pd.DataFrame = self.table.to_pandas()
        return frame

    def to_polars(self) -> "pl.DataFrame":
        """The rows as a polars frame.

        Raises:
            InputError: polars is not installed.
        """
        frame: pl.DataFrame = _needed("polars").from_arrow(self.table)
        return frame

    def __repr__(self) -> str:
        rows = [self.table.column_names, *self._cells()]
        widths = [max(len(row[at]) for row in rows) for at in range(self.table.num_columns)]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        ]
        return "\n".join([self._title(), *lines])

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.table.column_names)
        body = "".join(
            f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
            for row in self._cells()
        )
        caption = f"<caption>{escape(self._title())}</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _title(self) -> str:
        shown = f", the first {SHOWN_ROWS} shown" if len(self) > SHOWN_ROWS else ""
        return f"{self.about}: {len(self):,} row{'' if len(self) == 1 else 's'}{shown}"

    def _cells(self) -> list[list[str]]:
        columns = [column.to_pylist() for column in self.table.slice(0, SHOWN_ROWS).columns]
        return [[_shown(cell) for cell in row] for row in zip(*columns, strict=True)]


class Stream:
    """Rows that come in batches and are never all in memory; they can be asked for once."""

    def __init__(self, schema: pa.Schema, batches: Iterable[pa.RecordBatch], about: str) -> None:
        self.schema, self.about = schema, about
        self._reader = pa.RecordBatchReader.from_batches(schema, batches)

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        return iter(self._reader)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._reader.__arrow_c_stream__(requested_schema)

    def read_all(self) -> Result:
        """All rows at once."""
        return Result(self._reader.read_all(), self.about)

    def write(self, path: Path | str) -> int:
        """Write the rows to a Parquet file, batch by batch; how many there were.

        Raises:
            OutputError: the file cannot be written.
        """
        unfinished, n = Path(f"{path}.tmp"), 0
        try:
            with pq.ParquetWriter(unfinished, self.schema, compression="zstd") as file:
                for batch in self:
                    file.write_batch(batch)
                    n += batch.num_rows
            unfinished.replace(path)
        except OSError as error:
            problem = f"the file cannot be written ({error.strerror or error})"
            raise OutputError(path, problem, "choose another place, or free disk space") from None
        finally:
            unfinished.unlink(missing_ok=True)
        return n

    def __repr__(self) -> str:
        names = ", ".join(self.schema.names)
        return f"{self.about}: a stream of {names}; iterate, .write(path) or .read_all()"


def _needed(package: str) -> ModuleType:
    try:
        return import_module(package)
    except ImportError:
        remedy = f"install it (`pip install {package}`), or use `.table`, which is Arrow"
        raise InputError(f"to_{package}", f"{package} is not installed", remedy) from None


def _shown(cell: object) -> str:
    text = "" if cell is None else " ".join(str(cell).split())
    return text if len(text) <= WIDEST_CELL else text[: WIDEST_CELL - 1] + "…"
