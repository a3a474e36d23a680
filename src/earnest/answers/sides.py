"""The sides that a person names: a code or a name of a state, union or body, made a code."""

import datetime as dt
from typing import Final

from earnest.errors import InputError
from earnest.extract.gazetteer import Gazetteer
from earnest.read.codes import body_codes, nearest_code
from earnest.store import Record

_NO_SIDES: Final = frozenset({"office"})


def side(name: str) -> str:
    """The code of a state or union, or the name of an organisation.

    Args:
        name: a code in any case, or a name (`Estonia`, `European Union`).

    Raises:
        InputError: no such side; with the nearest code, if one is near.
    """
    gazetteer = Gazetteer.load()
    upper = name.strip().upper()
    if gazetteer.is_state(upper) or upper in body_codes():
        return upper
    found = gazetteer.resolve(name)
    if found is None or found.kind in _NO_SIDES:
        near = nearest_code(name)
        remedy = f"did you mean {near}?" if near else "give an ISO 3166-1 alpha-3 code or a name"
        raise InputError(name, "no state, union or body has this code or name", remedy)
    return found.code


def two_sides(a: str, b: str) -> tuple[str, str]:
    """Two different sides.

    Raises:
        InputError: one is unknown, or both are the same.
    """
    sides = side(a), side(b)
    if sides[0] == sides[1]:
        raise InputError(f"{a} {b}", "both sides are the same", "name two different sides")
    return sides


def check_days(since: dt.date | None, until: dt.date | None) -> None:
    """Refuse a period that ends before it begins.

    Raises:
        InputError: telling both days.
    """
    if since and until and until < since:
        raise InputError(
            f"{since} to {until}", "the period ends before it begins", "exchange the two days"
        )


def check_events_known(record: Record, day: dt.date, *, option: str) -> None:
    """Refuse a day before the first event of a record that has some.

    Raises:
        InputError: telling the day on which the events begin.
    """
    days = record.at(dt.date.max).event_days
    if days and day < days[0]:
        raise InputError(f"{option} {day}", f"the events begin on {days[0]}", "give a later day")
