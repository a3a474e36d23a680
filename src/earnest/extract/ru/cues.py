"""Word lists of the Russian reader, `ё` written as `е`."""

from earnest.extract.cues import cues as words_of


def cues(group: str) -> frozenset[str]:
    """The words of a group of `data/cues_ru.csv`, lower case: lemmas, or phrases as written.

    Raises:
        ValueError: there is no such group.
    """
    return words_of(group, of="cues_ru.csv")
