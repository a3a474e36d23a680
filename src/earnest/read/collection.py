"""One text or many: whatever a name on the command line stands for."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from earnest.contract.text import Document
from earnest.read.documents import read_document
from earnest.read.jsonl import is_jsonl, read_jsonl


def documents_in(name: str, *, date: dt.date | None = None) -> Iterator[Document]:
    """The documents of a file: its rows if it is JSON Lines, read one by one, else itself.

    Args:
        name: a file, an address, or `-` for standard input.
        date: of documents that carry none.

    Raises:
        InputError: the file or one of its rows cannot be used.
    """
    path = Path(name)
    if name != "-" and path.is_file() and is_jsonl(path):
        for document in read_jsonl(path):
            yield document if document.date else replace(document, date=date)
    else:
        yield read_document(name, date=date)
