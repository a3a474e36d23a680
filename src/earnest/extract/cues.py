"""Word lists that extraction goes by, one table a language: none is made for one text."""

from functools import cache

from earnest.read.shipped import table


@cache
def cues(group: str, *, of: str = "cues.csv") -> frozenset[str]:
    """The words of a group, lower case: verbs and nouns as lemmas, the rest as written.

    Args:
        group: the name of the list.
        of: the table that holds it.

    Raises:
        ValueError: there is no such group.
    """
    try:
        return _groups(of)[group]
    except KeyError:
        raise ValueError(f"{of} has no group {group!r}") from None


@cache
def _groups(name: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in table(name):
        found.setdefault(row["group"], set()).add(row["word"])
    return {group: frozenset(words) for group, words in found.items()}
