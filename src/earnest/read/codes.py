"""Codes of the parties: states by ISO 3166-1 alpha-3, and bodies that stand beside states."""

import csv
import difflib
import io
from functools import cache
from importlib.resources import files
from typing import Final

LONGEST_CODE: Final = 3


@cache
def country_codes() -> frozenset[str]:
    """The codes of states that a record may hold: ISO 3166-1 alpha-3, XKX and past states."""
    return frozenset(row["code"] for row in _shipped("countries.csv"))


@cache
def body_codes() -> frozenset[str]:
    """What people write for a body where a state's code stands: EU or EUE, INT, UN, CIS."""
    codes = set()
    for row in _shipped("pseudo_codes.csv"):
        short = (name for name in row["aliases"].split("|") if name.isalpha() and name.isupper())
        codes |= {row["code"], *short}
    return frozenset(codes - country_codes())


def nearest_code(written: str) -> str | None:
    """The known code that looks most like this one, or whose name does; None if none is close."""
    names = _codes_by_name()
    if len(written) > LONGEST_CODE:
        like = difflib.get_close_matches(written.casefold(), names, n=1, cutoff=0.8)
        if like:
            return names[like[0]]
    known = sorted(country_codes() | body_codes())
    close = difflib.get_close_matches(written.upper(), known, n=1, cutoff=0.6)
    return names.get(written.casefold()) or (close[0] if close else None)


@cache
def _codes_by_name() -> dict[str, str]:
    return {
        name.casefold(): row["code"]
        for row in _shipped("countries.csv")
        for name in (row["name"], *row["aliases"].split("|"))
        if name
    }


def _shipped(name: str) -> list[dict[str, str]]:
    text = files("earnest").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))
