"""The reader of Russian: the same statements as from English, by rules over natasha's models.

Its rules are loaded with the first Russian text.
"""

from earnest.contract.text import Attribution, Document, Statement


def russian_attributions(document: Document) -> tuple[Attribution, ...]:
    """The attributions of a document in the order of its text; titles are left out."""
    from earnest.extract.ru import attribution  # noqa: PLC0415 - loads slowly

    return attribution.russian_attributions(document)


def russian_statements(document: Document) -> tuple[Statement, ...]:
    """The statements of a document, sorted by start, then the longer first; no span twice.

    Raises:
        InputError: the models of the extra `ru` are not installed.
    """
    from earnest.extract.ru import statements  # noqa: PLC0415 - loads slowly

    return statements.russian_statements(document)
