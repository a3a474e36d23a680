"""Classes of acts as lists of event codes, CAMEO and WEIS: what a deadline is about.

A class is one of the names below, a prefix of a CAMEO code (`17`, `173`), a prefix of a WEIS code
(`weis:21`) or a PLOVER event type (`COERCE`).
"""

import difflib
from dataclasses import dataclass
from functools import cache
from typing import Final

from earnest.read.cameo import ROOTS, is_cameo, plover_of

CAMEO: Final = "CAMEO"
WEIS: Final = "WEIS"
_WEIS_ROOTS: Final = frozenset(f"{number:02d}" for number in range(1, 23))


@dataclass(frozen=True, slots=True)
class CodeList:
    """Code prefixes that belong to a class, and longer ones that do not."""

    cameo: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    weis: tuple[str, ...] = ()

    def holds(self, code: str, ontology: str) -> bool:
        """Whether the code belongs to the list in the given coding scheme."""
        if ontology == WEIS:
            return code.startswith(self.weis)
        return code.startswith(self.cameo) and not code.startswith(self.but_not)


@dataclass(frozen=True, slots=True)
class ActGroup:
    """A class of acts: its name and the code lists whose union it is.

    Attributes:
        plover: the PLOVER event type that the class stands for; None for a class of code lists.
    """

    name: str
    lists: tuple[CodeList, ...] = ()
    plover: str | None = None

    def holds(self, code: str, ontology: str = CAMEO) -> bool:
        """Whether an event with this code is an act of the class."""
        if self.plover is not None:
            return ontology == CAMEO and plover_of(code) == self.plover
        return any(codes.holds(code, ontology) for codes in self.lists)

    def can_be_seen_in(self, ontology: str) -> bool:
        """Whether the coding scheme has any code for the class; where not, its absence says nothing."""
        if self.plover is not None:
            return ontology == CAMEO
        return any(codes.weis if ontology == WEIS else codes.cameo for codes in self.lists)


_PLAIN: Final = {
    "yield": CodeList(("054", "055", "056", "08"), weis=("01", "06")),
    "agreement": CodeList(("057",), weis=("08",)),
    "aid": CodeList(("06", "07"), weis=("07",)),
    "promise": CodeList(("03",), weis=("05",)),
    "consult": CodeList(("04",), ("045",), weis=("03",)),
    "mediate": CodeList(("045",)),
    "praise": CodeList(("05",), ("054", "055", "056", "057"), weis=("04",)),
    "reduce": CodeList(("16",), ("166",), weis=("19",)),
    "expel": CodeList(("166", "174"), weis=("20",)),
    "restrict": CodeList(("172",)),
    "seize": CodeList(("17",), ("172", "174"), weis=("21",)),
    "force": CodeList(("18", "19", "20"), weis=("22",)),
    "hostile": CodeList(
        tuple(f"{root}" for root in range(10, 21)),
        weis=("11", "12", "13", *(f"{root}" for root in range(15, 23))),
    ),
}
_UNIONS: Final = {
    "strict": ("yield", "agreement", "aid"),
    "any": ("yield", "agreement", "aid", "consult", "mediate", "praise", "promise"),
    "talks": ("consult", "mediate"),
}
_ALIASES: Final = {
    "softening:strict": "strict",
    "softening:any": "any",
    "softening": "any",
    "agree": "agreement",
}
GROUP_NAMES: Final = tuple(sorted((*_PLAIN, *_UNIONS)))


def act_group(name: str) -> ActGroup:
    """The class of acts that a user names.

    Args:
        name: a class (`strict`, `softening:strict`, `expel`), a prefix of a CAMEO code (`173`), of
            a WEIS code (`weis:21`), or a PLOVER event type (`COERCE`), in any case.

    Raises:
        ValueError: no such class; the message lists the near ones.
    """
    wanted = name.strip().casefold()
    wanted = _ALIASES.get(wanted, wanted)
    if wanted in _PLAIN:
        return ActGroup(wanted, (_PLAIN[wanted],))
    if wanted in _UNIONS:
        return ActGroup(wanted, tuple(_PLAIN[part] for part in _UNIONS[wanted]))
    found = _of_code(wanted) or _of_plover(wanted)
    if found is None:
        raise ValueError(_unknown(name))
    return found


def _of_code(wanted: str) -> ActGroup | None:
    scheme, _, prefix = wanted.rpartition(":")
    if scheme == "weis" and prefix.isascii() and prefix.isdigit() and prefix[:2] in _WEIS_ROOTS:
        return ActGroup(wanted, (CodeList(weis=(prefix,)),))
    if scheme in ("", "cameo") and is_cameo(prefix) and prefix[:2] in ROOTS:
        return ActGroup(prefix, (CodeList(cameo=(prefix,)),))
    return None


def _of_plover(wanted: str) -> ActGroup | None:
    name = wanted.removeprefix("plover:").upper()
    return ActGroup(name, plover=name) if name in _plover_types() else None


@cache
def _plover_types() -> tuple[str, ...]:
    codes = [f"{number:02d}{rest}" for number in range(1, 21) for rest in ("", *"0123456789")]
    return tuple(sorted({found for code in codes if (found := plover_of(code))}))


def _unknown(name: str) -> str:
    known = [*GROUP_NAMES, *_ALIASES, *(kind.casefold() for kind in _plover_types())]
    near = difflib.get_close_matches(name.strip().casefold(), known, n=3, cutoff=0.5)
    listed = f"near ones are {', '.join(near)}" if near else f"known are {', '.join(GROUP_NAMES)}"
    return f"there is no class of acts {name!r}; {listed}; a CAMEO prefix such as 173 is one too"
