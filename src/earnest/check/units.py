"""Units: the class of what a number counts or measures, and how units of one class convert."""

from functools import cache, lru_cache

from earnest.extract.actors import find_actors
from earnest.read.shipped import table

DAYS_PER_UNIT = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
# Words of the longest name of a unit ("barrel per day").
LONGEST_UNIT = 3


@cache
def _units() -> dict[str, tuple[str, float]]:
    """Class and factor to the unit of the class by the singular name of a unit."""
    return {
        word: (row["class"], float(row["factor"]))
        for row in table("units.csv")
        for word in row["words"].split("|")
    }


@cache
def _irregular() -> dict[str, str]:
    return {
        "men": "man", "women": "woman", "children": "child", "servicemen": "serviceman",
        "servicewomen": "servicewoman", "policemen": "policeman", "fishermen": "fisherman",
        "militiamen": "militiaman", "feet": "foot", "casualties": "casualty", "deputies": "deputy",
    }  # fmt: skip


def _singular(word: str) -> str:
    last = word.rsplit(maxsplit=1)[-1] if word else ""
    single = _irregular().get(last) or last.removesuffix("s")
    return f"{word[: len(word) - len(last)]}{single}"


def _unit_named(word: str) -> tuple[str, float] | None:
    """Class and factor of a unit by its own name, else by the last noun of it."""
    single = _singular(word)
    last = single.rsplit(maxsplit=1)[-1] if single else ""
    return _units().get(word) or _units().get(single) or _units().get(last)


@lru_cache(maxsize=16_384)
def unit_class(unit: str | None) -> str:
    """The class of a unit: `percent`, `people`, a currency code, `days`, or the noun itself."""
    word = (unit or "").strip().casefold()
    if word in ("%", "percent", "per cent", "percentage") or word.startswith(("percent", "% ")):
        return "percent"
    if word.startswith("share"):
        return "percent"
    if not word or (len(word) == 3 and word.isalpha() and unit == word.upper()):
        return word.upper()
    single = _singular(word)
    if single in DAYS_PER_UNIT:
        return "days"
    if found := _unit_named(word):
        return found[0]
    return "people" if _is_of_a_nation(unit or "") else single


@lru_cache(maxsize=16_384)
def unit_factor(unit: str | None) -> float:
    """How many of the unit of its class one of a unit is: days of a week, metres of a mile."""
    word = (unit or "").strip().casefold()
    if (single := _singular(word)) in DAYS_PER_UNIT:
        return DAYS_PER_UNIT[single]
    found = _unit_named(word) if word else None
    return found[1] if found else 1.0


def is_measured(unit: str | None) -> bool:
    """Whether a unit is one of a known class, and not just a noun that is counted ("votes")."""
    word = (unit or "").strip()
    kind = unit_class(word)
    return kind in ("percent", "days") or kind.isupper() or _unit_named(word.casefold()) is not None


def _is_of_a_nation(unit: str) -> bool:
    """Whether a counted noun names the people of a state ("three million Venezuelans")."""
    if not unit[:1].isupper() or not unit.endswith("s"):
        return False
    return any(m.form == "demonym" or m.name == unit for m in find_actors(unit))


def unit_after(text: str, end: int) -> str | None:
    """The longest name of a known unit that begins right after a number."""
    words = text[end:].lstrip(" -‑").split()[:LONGEST_UNIT]
    for n in range(len(words), 0, -1):
        name = " ".join(words[:n]).strip(".,;:!?()").casefold()
        if name in _units() or _singular(name) in _units():
            return name
    return None
