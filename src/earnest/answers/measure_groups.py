"""Measures named by type, family or sender: what a person may write for each."""

import difflib
from collections.abc import Iterable
from typing import Final

from earnest.contract.rows import Measure
from earnest.contract.words import FAMILIES, FAMILY_OF
from earnest.errors import InputError

ALL_TYPES: Final = frozenset(FAMILY_OF)
EVERY: Final = "restrict"  # every restrictive measure, as a class of acts


def types_of(name: str) -> frozenset[str]:
    """The types of measures that a name stands for: a type, a family, or `restrict` for all.

    Raises:
        InputError: no such type or family; the near ones are listed.
    """
    wanted = name.strip().casefold().replace(" ", "_").replace("-", "_")
    if wanted == EVERY:
        return ALL_TYPES
    if wanted in FAMILIES:
        return frozenset(FAMILIES[wanted])
    if wanted in ALL_TYPES:
        return frozenset({wanted})
    raise InputError(name, "there is no such type or family of measures", near(wanted))


def near(wanted: str) -> str:
    """A remedy: the near names, or all families."""
    found = difflib.get_close_matches(wanted, sorted({*ALL_TYPES, *FAMILIES}), n=3, cutoff=0.5)
    if found:
        return f"near ones are {', '.join(found)}"
    return f"name a type (import_banned, …) or a family: {', '.join(FAMILIES)}"


def visible(
    measures: Iterable[Measure], *, sender: str | None, types: frozenset[str]
) -> tuple[Measure, ...]:
    """The page-backed measures of a sender (of anyone if None) and of these types."""
    return tuple(
        m
        for m in measures
        if m.tier == "page" and m.type in types and (sender is None or m.sender == sender)
    )
