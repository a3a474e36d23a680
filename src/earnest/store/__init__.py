"""The record: tables in memory, cut to what was known at a date, queried through DuckDB."""

from earnest.store.record import Record
from earnest.store.view import View

__all__ = ["Record", "View"]
