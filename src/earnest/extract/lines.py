"""Statements and attributions as the JSON Lines that `earnest extract` prints."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Final

from earnest.contract.text import Document, Statement
from earnest.extract.attribution import attributions

FIELDS: Final = (
    "document start end text kind holder cue actors date quantity speaker explained attributed_by"
    " checkable hedge polarity confidence"
).split()


def statement_lines(statements: Iterable[Statement]) -> list[str]:
    """One JSON object per statement, in the order given."""
    return [_line(statement_object(statement)) for statement in statements]


def statement_object(statement: Statement) -> dict[str, Any]:
    """The fields of a statement that scripts may rely on."""
    whole = asdict(statement)
    return {name: whole[name] for name in FIELDS}


def attribution_line(document: Document) -> str:
    """One JSON object with all attributions of a text, in PolNeAR's fields."""
    found = [
        {"source": list(a.source), "cue": list(a.cue), "content": list(a.content)}
        for a in attributions(document)
    ]
    return _line({"name": document.id, "attributions": found})


def _line(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False)
