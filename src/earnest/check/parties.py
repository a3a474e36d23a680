"""Who a statement is about: states, and bodies with the state they belong to."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from earnest.contract.text import Statement
from earnest.extract.actors import find_actors
from earnest.extract.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Parties:
    """The sides of a statement.

    Attributes:
        states: codes of states, and names of unions such as `EU`, in order of mention.
        bodies: organisations named or meant, by their canonical name.
        owners: states that are sides only as the state behind a body.
    """

    states: tuple[str, ...]
    bodies: tuple[str, ...]
    owners: frozenset[str] = frozenset()


def parties(statement: Statement) -> Parties:
    """The states and bodies a statement names; the state behind a body is a party too.

    A claim that somebody else holds about their own conduct often leaves them out ("closing the
    centre would take six months", said the ministry): the holder's state then stands in.
    """
    is_held = statement.attributed_by and statement.holder not in ("author", "unknown")
    holders = statement.holder if is_held else ""
    return _parties((*statement.actors, *statement.about), holders)


@lru_cache(maxsize=16_384)
def _parties(names: tuple[str, ...], holders: str) -> Parties:
    states: dict[str, str] = {}
    bodies: dict[str, None] = {}
    for name in names:
        _add(name, states, bodies)
    if len(states) < 2 and holders:
        for holder in holders.split("; "):
            _add(holder.split(":")[0], states, {})
    owners = {state for state, why in states.items() if why == "owner"}
    return Parties(tuple(states), tuple(bodies), frozenset(owners))


def _add(name: str, states: dict[str, str], bodies: dict[str, None]) -> None:
    gazetteer = Gazetteer.load()
    code, _, rest = name.partition(":")
    if gazetteer.is_state(code):
        is_owner = bool(rest) and _is_body(rest)
        if is_owner:
            bodies[rest] = None
            states.setdefault(code, "owner")
        else:
            states[code] = "named"
    elif _stands_for_a_side(name):
        states[side(name)] = "named"
    elif _is_body(name):
        bodies[name] = None
        if owner := gazetteer.country_of(name):
            states.setdefault(owner, "owner")


def _is_body(name: str) -> bool:
    found = Gazetteer.load().resolve(name)
    return found is not None and found.kind not in _SIDES | {"state", "office"}


def _stands_for_a_side(name: str) -> bool:
    """Whether a name is that of a union or of authorities in control of a territory."""
    found = Gazetteer.load().resolve(name)
    if found is None:
        return Gazetteer.load().is_union(name)
    return Gazetteer.load().is_union(found.code) or found.kind in _SIDES


_SIDES: Final = frozenset({"de_facto", "entity", "armed_group"})


@lru_cache(maxsize=65_536)
def bodies_in(text: str) -> frozenset[str]:
    """Canonical names of the organisations that a row's words name, unions of states included."""
    gazetteer = Gazetteer.load()
    return frozenset(
        m.code for m in find_actors(text) if m.form == "organisation" or gazetteer.is_union(m.code)
    )


@lru_cache(maxsize=65_536)
def side(name: str) -> str:
    """The one code of a side under whatever name a row has it: a union's commission is the union."""
    gazetteer = Gazetteer.load()
    if gazetteer.is_state(name):
        return name
    found = gazetteer.resolve(name)
    if found is not None:
        return found.code if _stands_for_a_side(name) else name
    return _union_of(name) or name


def _union_of(name: str) -> str | None:
    """The union that an organ is of, by its name: "Baltic League arbitral tribunal"."""
    codes = {m.code for m in find_actors(name)}
    code = codes.pop() if len(codes) == 1 else ""
    return code if Gazetteer.load().is_union(code) else None


@lru_cache(maxsize=16_384)
def names_of(code: str) -> tuple[str, ...]:
    """Every name under which rows may hold a side; of a state its code alone."""
    gazetteer = Gazetteer.load()
    return (code,) if gazetteer.is_state(code) else gazetteer.names_of(code)


def all_names(codes: Iterable[str]) -> tuple[str, ...]:
    """Every name of several sides, each once."""
    return tuple(dict.fromkeys(name for code in codes for name in names_of(code)))
