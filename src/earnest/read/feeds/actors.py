"""Actor codes of feeds: which state, body and role they name, and on which day."""

import csv
import datetime as dt
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.resources import files
from typing import Any, Final

import numpy as np
import pyarrow as pa

from earnest.read.codes import country_codes
from earnest.read.feeds.cells import Days, mapped
from earnest.read.feeds.coded import Coded, plain
from earnest.read.feeds.rows import Rows

_OPEN: Final = ("0001-01-01", "9999-12-31")
_LETTERS: Final = 3
_SHORT_NAME: Final = 3  # shorter ones are codes, which must be exact
_ETHNIC: Final = re.compile(r"[a-z]{3}(?:[A-Z]{3})*$")  # CAMEO writes peoples in small letters


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a code names: a state, a body beside states, a role; `known` if any table has it."""

    country: str | None = None
    body: str | None = None
    role: str | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Sides:
    """One side of all rows: columns of country, name and role."""

    country: pa.Array
    name: pa.Array
    role: pa.Array


NOBODY: Final = Party(known=False)


def party(scheme: str, code: str) -> Party:
    """Whom a code of a scheme names.

    Args:
        scheme: `cameo`, `keds`, `cow` (numbers or letters), `fips` or `name`.
        code: as the feed writes it; composite codes such as `USAGOV` are taken apart.
    """
    if not code:
        return Party()
    if scheme in ("cameo", "keds"):
        return _composite(scheme, code)
    return _looked_up(scheme, code)


def sides(
    rows: Rows, codes: pa.Array, days: Days, *, scheme: str, names: pa.Array | None = None
) -> Sides:
    """Country, name and role of one side of each row.

    Codes that name nobody are counted as unresolved and stay as the name. The country is the
    one that bore the code on the day. A body takes the place of the feed's own name for it.

    Args:
        rows: where unresolved codes are counted.
        codes: one per row, blank where missing.
        days: of the events.
        scheme: as in `party`.
        names: what the feed calls the party.
    """
    own = None if names is None else Coded.of(names)
    one = coded_sides(rows, Coded.of(codes), days, scheme=scheme, names=own)
    return Sides(*(plain(part.column()) for part in (one.country, one.name, one.role)))


@dataclass(frozen=True, slots=True)
class CodedSides:
    """As `Sides`, coded."""

    country: Coded
    name: Coded
    role: Coded


def coded_sides(
    rows: Rows, codes: Coded, days: Days, *, scheme: str, names: Coded | None = None
) -> CodedSides:
    """What `sides` finds, for coded columns."""
    part = partial(_part_of, scheme)
    _count_unresolved(rows, codes, scheme)
    country = _on_their_days(codes.each(part("country")), days, rows.unresolved)
    name = codes.each(part("body")).blanked(country.places >= 0)
    if names is not None:
        name = name.otherwise(names)
    return CodedSides(country, name.otherwise(codes.each(part("left"))), codes.each(part("role")))


@cache
def _part_of(scheme: str, part: str) -> Callable[[str], Any]:
    """What reads a part of a party from its code, the same function each time."""
    if part == "left":
        return lambda code: None if party(scheme, code).known else code
    return lambda code: getattr(party(scheme, code), part)


def states_on(countries: pa.Array, days: Days, unresolved: Counter[str]) -> pa.Array:
    """Countries by the state that bore the code on the day; see docs/actor-codes.md."""
    return plain(_on_their_days(Coded.of(countries), days, unresolved).column())


def _on_their_days(countries: Coded, days: Days, unresolved: Counter[str]) -> Coded:
    places = countries.places
    for code, place, since, until, state in _spans_within(countries, days):
        within = np.flatnonzero((countries.places == place) & (days >= since) & (days <= until))
        if not len(within):
            continue
        if state is None:
            unresolved[f"state:{code} after its end"] += len(within)
        places = places.copy() if places is countries.places else places
        places[within] = countries.values.places([state])
    return Coded(places, countries.values)


def _spans_within(
    countries: Coded, days: Days
) -> Iterator[tuple[str, int, np.datetime64, np.datetime64, str | None]]:
    """When codes of these countries stood for another state or none, if that was on such days."""
    if not len(days):
        return
    first, last = days.min(), days.max()
    for code, spans in _dated_states().items():
        place = countries.values.place(code)
        for low, high, state in spans if place >= 0 else ():
            since, until = np.datetime64(low), np.datetime64(high)
            if state != code and not (since > last or until < first):
                yield code, place, since, until, state


def state_on(country: str | None, day: dt.date) -> str | None:
    """The state that bore a country's code on a day; None if it had ended without a heir."""
    for first, last, state in _dated_states().get(country or "", ()):
        if first <= day.isoformat() <= last:
            return state
    return country


def country_named(name: str) -> str | None:
    """The country that a name or alias belongs to; None if it is no country's."""
    return _looked_up("name", name).country


def names_in(text: str) -> list[Party]:
    """The parties of a comma list whose names may hold commas: the longest name wins."""
    tokens = [token.strip() for token in text.split(",") if token.strip()]
    found = []
    while tokens:
        for length in range(min(4, len(tokens)), 0, -1):
            one = _looked_up("name", ", ".join(tokens[:length]))
            if one.known or length == 1:
                found.append(one if one.known else Party(body=tokens[0], known=False))
                tokens = tokens[length:]
                break
    return found


def _count_unresolved(rows: Rows, codes: Coded, scheme: str) -> None:
    unknown = codes.each(_part_of(scheme, "left"))
    for code, times in unknown.times(rows.kept).items():
        rows.unresolved[f"{scheme}:{code}"] += times


@lru_cache(maxsize=65536)
def _composite(scheme: str, code: str) -> Party:
    """A CAMEO or KEDS code: a state or body in three letters or more, then roles in threes."""
    code = code.replace("---", "").strip()
    if not code:
        return Party()
    if _ETHNIC.match(code):
        return Party(role=_first_role(code[_LETTERS:]) or "ethnic group")
    code = code.upper()
    for length in range(len(code), 1, -1):
        head = _looked_up(scheme, code[:length])
        if head.known and (length == len(code) or length >= _LETTERS):
            role = _first_role(code[length:])
            return Party(head.country, head.body, role or head.role)
    return NOBODY


def _first_role(rest: str) -> str | None:
    parts = (rest[i : i + _LETTERS] for i in range(0, len(rest), _LETTERS))
    return next((role for part in parts if (role := _roles().get(part))), None)


@lru_cache(maxsize=65536)
def _looked_up(scheme: str, code: str) -> Party:
    key = _key(scheme, code)
    for table in _FALLBACKS.get(scheme, (scheme,)):
        if key in _tables()[table]:
            return _tables()[table][key]
    if scheme in ("cameo", "keds", "iso3", "name") and key.upper() in country_codes():
        return Party(country=key.upper())
    if scheme in ("cameo", "keds") and key in _roles():
        return Party(role=_roles()[key])
    if scheme == "name":
        return _squeezed_names().get(_squeezed(code), NOBODY)
    return _tables()["cow_abb"].get(key, NOBODY) if scheme == "keds" else NOBODY


def _squeezed(name: str) -> str:
    """The letters of a name alone: lines broken inside words and stray accents do not matter."""
    words = name.split()
    words = words[1:] if len(words) > 1 and words[0] in ("the", "and") else words
    plain = unicodedata.normalize("NFKD", " ".join(words).casefold())
    return "".join(sign for sign in plain if sign.isascii() and sign.isalpha())


@cache
def _squeezed_names() -> dict[str, Party]:
    """Countries by the letters of their long names, where no other party has the same."""
    found: dict[str, set[Party]] = {}
    for name, one in _tables()["name"].items():
        found.setdefault(_squeezed(name), set()).add(one)
    return {
        letters: one
        for letters, ones in found.items()
        if len(ones) == 1 and len(letters) > _SHORT_NAME
        for one in ones
        if one.country
    }


_FALLBACKS: Final[Mapping[str, tuple[str, ...]]] = {
    "keds": ("keds", "cameo"),
    "cow": ("cow", "cow_abb"),
}


def _key(scheme: str, code: str) -> str:
    if scheme == "name":
        return " ".join(code.replace("’", "'").split()).casefold()
    return code.strip().removesuffix(".0").upper()


@cache
def _tables() -> dict[str, dict[str, Party]]:
    tables: dict[str, dict[str, Party]] = {"name": {}, "fips": {}, "iso3": {}}
    _add_countries(tables)
    for row in _shipped("actor_codes.csv"):
        if row["scheme"] != "state":
            one = Party(row["iso3"] or None, row["body"] or None, row["role"] or None)
            tables.setdefault(row["scheme"], {})[_key(row["scheme"], row["code"])] = one
    return tables


def _add_countries(tables: dict[str, dict[str, Party]]) -> None:
    for row in _shipped("pseudo_codes.csv"):
        for name in (row["code"], row["name"], *row["aliases"].split("|")):
            if name:
                tables["name"][_key("name", name)] = Party(body=row["code"])
    for row in _shipped("countries.csv"):
        if row["fips"]:
            tables["fips"][row["fips"]] = Party(country=row["code"])
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                tables["name"][_key("name", name)] = Party(country=row["code"])


@cache
def _roles() -> dict[str, str]:
    return {
        row["code"]: row["role"] for row in _shipped("actor_codes.csv") if row["scheme"] == "role"
    }


@cache
def _dated_states() -> dict[str, list[tuple[str, str, str | None]]]:
    states: dict[str, list[tuple[str, str, str | None]]] = {}
    for row in _shipped("actor_codes.csv"):
        if row["scheme"] == "state":
            span = (row["from"] or _OPEN[0], row["to"] or _OPEN[1], row["iso3"] or None)
            states.setdefault(row["code"], []).append(span)
    return states


def _shipped(name: str) -> list[dict[str, str]]:
    text = files("earnest").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def roles_of(types: pa.Array) -> pa.Array:
    """Role words of CAMEO type codes; null where the type is blank or unknown."""
    return mapped(types, role_of_type)


def role_of_type(code: str) -> str | None:
    """The role word of a CAMEO type code; None where it is blank or unknown."""
    return _roles().get(code)
