"""Rows of a hand-written `documents.csv`: texts of others, with the stance a person coded."""

from typing import Any, Final

from earnest.contract.tables import DOCUMENTS
from earnest.read.cells import Cells
from earnest.read.sheet import Layout

LAYOUT: Final = Layout(
    columns={name: name for name in DOCUMENTS.names} | {"source": "source_ref"},
    required=("document_id", "date"),
)
_TEXTS: Final = ("outlet", "language", "holder", "thesis", "stance", "gist", "source_ref")


def indexed_document(cells: Cells) -> dict[str, Any]:
    """The index entry of one row; a coarse date counts from its last day."""
    cells.needed("date")
    date = cells.date("date")
    return {
        "document_id": cells.needed("document_id"),
        "date": date and date.last,
        "country": cells.party("country"),
        **{name: cells.text(name) for name in _TEXTS},
    }
