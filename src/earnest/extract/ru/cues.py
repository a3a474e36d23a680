"""Word lists of the Russian reader, read from `data/cues_ru.csv`: none is made for one text."""

import csv
from functools import cache
from importlib.resources import files


@cache
def cues(group: str) -> frozenset[str]:
    """The words of a group, lower case, `ё` written as `е`: lemmas, or phrases as written.

    Raises:
        ValueError: there is no such group.
    """
    try:
        return _groups()[group]
    except KeyError:
        raise ValueError(f"cues_ru.csv has no group {group!r}") from None


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in table("cues_ru.csv"):
        found.setdefault(row["group"], set()).add(row["word"].replace("ё", "е"))
    return {group: frozenset(words) for group, words in found.items()}


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table that ships with the package."""
    text = files("earnest.data").joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
