"""The languages that the rules know."""

from typing import Final

from earnest.contract.text import Document
from earnest.errors import InputError

RUSSIAN: Final = "ru"
READABLE: Final = frozenset({"en", RUSSIAN})


def require_readable(document: Document) -> None:
    """Nothing, if the rules know the document's language.

    Raises:
        InputError: they do not; names the way out.
    """
    if document.language not in READABLE:
        raise InputError(
            document.id,
            f"the text is in a language that the rules do not read ({document.language})",
            "let a language model read it with --reader llm (docs/llm.md)",
        )
