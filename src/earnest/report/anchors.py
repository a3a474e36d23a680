"""Names of places in the HTML report: safe in an `id` and in a link, whatever the row id holds."""

import re
from typing import Final

from earnest.contract.finding import RowRef

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9.:-]")


def anchor(kind: str, name: str) -> str:
    """The `id` of a finding, a statement, a docket row; different names give different ids."""
    return f"{kind}-{_UNSAFE.sub(lambda found: f'_{ord(found.group()):x}_', name)}"


def row_anchor(row: RowRef) -> str:
    """The `id` of a row of the record: `row-<table>-<id>`."""
    return anchor(f"row-{row.table}", row.id)
