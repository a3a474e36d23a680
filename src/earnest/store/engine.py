"""The one place that talks to the query engine: DuckDB, in memory, over Arrow tables."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from earnest.errors import InputError

# A table in memory, or rows in Parquet parts that are read when they are asked for.
Rows: TypeAlias = "pa.Table | ds.Dataset"


class Engine:
    """DuckDB over named Arrow tables and data sets; nothing is written."""

    def __init__(self, tables: Mapping[str, Rows]) -> None:
        self._connection = duckdb.connect(":memory:")
        self._connection.execute("SET threads TO 2")
        for name, table in tables.items():
            self._connection.register(name, table)

    def rows(self, query: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The rows of a query with named parameters, one dict per row."""
        found: list[dict[str, Any]] = self.table(query, parameters).to_pylist()
        return found

    def table(self, query: str, parameters: Mapping[str, Any]) -> pa.Table:
        """The rows of a query with named parameters, as an Arrow table."""
        return self._connection.sql(query, params=dict(parameters)).to_arrow_table()

    def ask(self, query: str) -> pa.Table:
        """The rows of a query that a person typed, with files and settings out of reach.

        Raises:
            InputError: the query is not valid, or is not a query.
        """
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")
        try:
            answer = self._connection.sql(query)
            return pa.table({}) if answer is None else answer.to_arrow_table()
        except duckdb.Error as error:
            first = str(error).strip().splitlines()[0]
            raise InputError(
                "query", first, "see `earnest tables` for tables and columns"
            ) from None
