"""The one place that talks to the query engine: DuckDB, in memory, over Arrow tables."""

import re
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from earnest.errors import InputError
from earnest.store.details import event_details, with_addresses

# A table in memory, or rows in Parquet parts that are read when they are asked for.
Rows: TypeAlias = "pa.Table | ds.Dataset"

_ASKS_DETAILS: Final = re.compile(r"source_ref|event_details|SELECT\s+(?:\w+\.)?\*", re.IGNORECASE)

# Addresses lie in files of their own, which only a query that names them has to read.
JOINED: Final = """
CREATE VIEW events AS
SELECT event_rows.* REPLACE (coalesce(event_rows.source_ref, event_details.source_ref) AS source_ref)
FROM event_rows
LEFT JOIN event_details ON event_rows.event_id = event_details.event_id
"""


class Engine:
    """DuckDB over named Arrow tables and data sets; nothing is written."""

    def __init__(self, tables: Mapping[str, Rows]) -> None:
        self._connection = duckdb.connect(":memory:")
        self._connection.execute("SET threads TO 2")
        self._tables = dict(tables)
        for name, table in tables.items():
            self._connection.register(name, table)

    def rows(self, query: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The rows of a query with named parameters, one dict per row."""
        found: list[dict[str, Any]] = self.table(query, parameters).to_pylist()
        return found

    def table(self, query: str, parameters: Mapping[str, Any]) -> pa.Table:
        """The rows of a query with named parameters, as an Arrow table."""
        found = self._connection.sql(query, params=dict(parameters)).to_arrow_table()
        events = self._tables.get("events")
        return found if events is None else with_addresses(found, events)

    def ask(self, query: str) -> pa.Table:
        """The rows of a query that a person typed, with files and settings out of reach.

        Raises:
            InputError: the query is not valid, or is not a query.
        """
        self._join_details(query)
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

    def _join_details(self, query: str) -> None:
        """Let a query see addresses and extra columns of events if it asks for them."""
        events = self._tables.get("events")
        details = None if events is None else event_details(events)
        if details is None or not _ASKS_DETAILS.search(query):
            return
        self._connection.register("event_details", details)
        self._connection.register("event_rows", events)
        self._connection.unregister("events")
        self._connection.execute(JOINED)
