"""Arithmetic on dates as rows carry them: an ISO point, or an interval with or without an open end."""

import datetime as dt
from typing import Final

from earnest.extract.stretches import around, first_day, shifted

_DAY: Final = 10  # characters of an ISO day
_MONTH: Final = 7
_YEAR: Final = 4
_MIDDLE: Final = 15  # the day of a month from which days and weeks are counted on


def ends(iso: str) -> tuple[str | None, str | None]:
    first, _, last = iso.partition("/")
    last = last or first
    return (None if first == ".." else first), (None if last == ".." else last)


def years_on(iso: str, count: int) -> str:
    """An ISO date or interval so many years on; as it was where there is no such day."""
    points = []
    for point in iso.split("/"):
        if point == "..":
            points.append(point)
            continue
        shifted_point = f"{int(point[:_YEAR]) + count:04}{point[_YEAR:]}"
        try:
            first_day(shifted_point)
        except ValueError:
            return iso
        points.append(shifted_point)
    return "/".join(points)


def later_than(iso: str, on: dt.date, days: int) -> str:
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    return iso if day >= on else (day + dt.timedelta(days=days)).isoformat()


def _grain(unit: str) -> int:
    """Characters of the ISO point at which a stretch of so many units is told."""
    return {"month": 7, "year": 4, "decade": 4, "century": 4}.get(unit, _DAY)


def between(on: dt.date, unit: str, count: float) -> str | None:
    """From the text's date to another, or the other way round, at the unit's grain."""
    other = shifted(on, unit, count)
    if other is None:
        return None
    size = _grain(unit) if unit != "month" or count < 0 else _DAY
    far = other.isoformat()[:size]
    return f"{far}/{on.isoformat()}" if other < on else f"{on.isoformat()}/{far}"


def far_point(on: dt.date, unit: str, count: float) -> str | None:
    day = shifted(on, unit, count)
    stretch = around(day, unit if unit in ("week", "month", "year") else "day") if day else None
    if unit in ("decade", "century") and day is not None:
        return day.isoformat()[:_YEAR]
    return stretch.iso if stretch else None


def from_point(iso: str, unit: str, count: float) -> str | None:
    """From a known point to so many units later; the point itself if that is hours."""
    if "/" in iso:
        return None
    if unit in ("hour", "minute"):
        return iso
    end = moved(iso, unit, count)
    return None if end is None or end == iso else f"{iso}/{end}"


def moved(iso: str, unit: str, count: float) -> str | None:
    """A point so far from another, at the grain of the other; None from what has no end."""
    point = iso.rpartition("/")[2] if count > 0 else iso.partition("/")[0]
    if point == ".." or (len(point) == _YEAR and _grain(unit) != _YEAR):
        return None
    start = first_day(point) if len(point) != _MONTH else first_day(f"{point}-{_MIDDLE}")
    day = shifted(start, unit, count)
    return day.isoformat()[: min(len(point), _DAY)] if day else None
