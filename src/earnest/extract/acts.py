"""Classes of acts between states, found in words, CAMEO codes and types of measures.

The classes are data (`data/acts.csv`): the words of a claim, the words and code of an event, and
the type of a measure meet in them. One text may belong to several classes. Russian words for the
same classes stand in `data/acts_ru.csv`: the record is in English, the claim need not be.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from earnest.read.shipped import table

# "Demands that the envoys leave", coded as an expulsion, is both.
_SPEECH = frozenset({"accusation", "demand", "threat", "refusal", "legislation", "tension"})
_FIRST_MATERIAL = "15"  # CAMEO roots from a show of force on
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_LAST_COOPERATIVE_ROOT = 8  # CAMEO roots 01-08 cooperate


@dataclass(frozen=True, slots=True)
class ActClass:
    """A class of acts: its tone, the CAMEO code prefixes and measure types that belong to it."""

    name: str
    tone: str  # cooperation | conflict | neutral
    codes: tuple[str, ...]
    types: frozenset[str]
    words: re.Pattern[str]
    beside: re.Pattern[str] | None  # must occur too: "airspace" alone closes nothing
    russian: tuple[re.Pattern[str], ...]  # each must occur: the words, and what must stand beside

    def names(self, text: str) -> bool:
        """Whether a text, in English or Russian, names an act of the class."""
        if self.words.search(text) and (self.beside is None or self.beside.search(text)):
            return True
        if text.isascii():
            return False
        return bool(_CYRILLIC.search(text)) and all(w.search(text) for w in self.russian)


@cache
def act_classes() -> dict[str, ActClass]:
    """All classes by name, in the order of the table."""
    russian = {row["act_class"]: row for row in table("acts_ru.csv")}
    return {
        row["act_class"]: ActClass(
            name=row["act_class"],
            tone=row["tone"],
            codes=_parts(row["codes"]),
            types=frozenset(_parts(row["types"])),
            words=_pattern(row["words"]),
            beside=_pattern(row["beside"]) if row["beside"] else None,
            russian=_russian(russian[row["act_class"]]),
        )
        for row in table("acts.csv")
    }


@lru_cache(maxsize=65_536)
def classes_in(text: str) -> frozenset[str]:
    """Names of the classes whose words occur in the text."""
    return frozenset(name for name, act in act_classes().items() if act.names(text))


# Classes that say what was closed; beside them the closing itself tells nothing more.
_NARROW_CLOSURES = frozenset(
    {"border_closure", "air_closure", "media_block", "trade_ban", "energy_cut", "entry_ban"}
)


def with_the_closure(classes: frozenset[str], text: str) -> frozenset[str]:
    """The classes of a row as a claim may word them: "they shut it" names no border, and may mean one."""
    return (
        classes | {"closure"} if classes & _NARROW_CLOSURES and not _objects_in(text) else classes
    )


def narrowed(classes: frozenset[str]) -> frozenset[str]:
    """The classes of a claim without those that a narrower one makes empty."""
    return classes - {"closure"} if classes & _NARROW_CLOSURES else classes


@cache
def _objects() -> dict[str, re.Pattern[str]]:
    return {row["type"]: _pattern(row["words"]) for row in table("objects.csv")}


def names_another_object(text: str, measure_type: str) -> bool:
    """Whether a text names what measures are taken against, but nothing that fits this type.

    "Closed its embassy" names an embassy: no closing of a newsroom answers it.
    """
    named = _objects_in(text)
    return bool(named) and measure_type in _objects() and measure_type not in named


@lru_cache(maxsize=4_096)
def _objects_in(text: str) -> frozenset[str]:
    return frozenset(kind for kind, words in _objects().items() if words.search(text))


@lru_cache(maxsize=4_096)
def classes_of_code(code: str) -> frozenset[str]:
    """Names of the classes that a CAMEO code belongs to."""
    return frozenset(name for name, act in act_classes().items() if code.startswith(act.codes))


@lru_cache(maxsize=4_096)
def classes_of_type(measure_type: str) -> frozenset[str]:
    """Names of the classes that a type of measure belongs to."""
    return frozenset(name for name, act in act_classes().items() if measure_type in act.types)


@lru_cache(maxsize=65_536)
def classes_of_event(code: str, description: str) -> frozenset[str]:
    """Names of the classes that a coded event with a description belongs to.

    The description says more than the code where it names an act; a class whose tone goes against
    the code's is dropped ("a statement ends the war" is no attack).
    """
    named = frozenset(n for n in classes_in(description) if _agrees(act_classes()[n].tone, code))
    # Codes of conflict are used for many kinds of act; those of cooperation are told apart well.
    if named and not _is_cooperative(code):
        is_mere_speech = named <= _SPEECH and code[:2] >= _FIRST_MATERIAL
        return named | classes_of_code(code) if is_mere_speech else named
    return named | classes_of_code(code)


def _is_cooperative(code: str) -> bool:
    return code[:2].isdigit() and int(code[:2]) <= _LAST_COOPERATIVE_ROOT


def _agrees(tone: str, code: str) -> bool:
    return tone == "neutral" or (tone == "cooperation") == _is_cooperative(code)


def tone_of(classes: frozenset[str]) -> str | None:
    """`cooperation` or `conflict` if all classes that have a tone agree, else None."""
    tones = {act_classes()[name].tone for name in classes} - {"neutral"}
    return tones.pop() if len(tones) == 1 else None


def _russian(row: dict[str, str]) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(words) for words in (row["words"], row["beside"]) if words)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
