"""What the tests of the Russian reader share: a document, its statements, and when to skip."""

import datetime as dt

import pytest

from earnest.contract.text import Document, Statement
from earnest.extract import extract_statements
from earnest.extract.ru.model import is_installed

DAY = dt.date(2017, 11, 3)
needs_russian = pytest.mark.skipif(not is_installed(), reason="earnest[ru] is not installed")


def statements(text: str, *, date: dt.date | None = DAY) -> tuple[Statement, ...]:
    return extract_statements(Document("d", text, sha256="", date=date, language="ru"))


def only(text: str) -> Statement:
    """The one statement of a sentence."""
    (found,) = statements(text)
    return found


def row(text: str, words: str) -> Statement:
    """The statement of a text whose span is `words`."""
    return next(s for s in statements(text) if s.text == words)
