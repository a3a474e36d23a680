"""Word lists that extraction goes by, read from `data/cues.csv`: none is made for one text."""

import csv
from functools import cache
from importlib.resources import files


@cache
def cues(group: str) -> frozenset[str]:
    """The words of a group, lower case: verbs and nouns as lemmas, the rest as written.

    Raises:
        ValueError: there is no such group.
    """
    try:
        return _groups()[group]
    except KeyError:
        raise ValueError(f"cues.csv has no group {group!r}") from None


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    text = files("earnest.data").joinpath("cues.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["group"], set()).add(row["word"])
    return {group: frozenset(words) for group, words in found.items()}
