"""The languages that the rules know."""

from typing import Final

from earnest.contract.text import Document
from earnest.errors import InputError
from earnest.extract.ru.model import is_installed, require_models

ENGLISH: Final = "en"
RUSSIAN: Final = "ru"


def is_readable(language: str) -> bool:
    """Whether the rules can read a language as installed."""
    return language == ENGLISH or (language == RUSSIAN and is_installed())


def require_readable(document: Document) -> None:
    """Nothing, if the rules can read the document's language as installed.

    Raises:
        InputError: they cannot; names the way out.
    """
    if document.language == RUSSIAN:
        require_models(document.id)
    elif not is_readable(document.language):
        raise InputError(
            document.id,
            f"the text is in a language that the rules do not read ({document.language})",
            "let a language model read it with --reader llm (docs/llm.md)",
        )
