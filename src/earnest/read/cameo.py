"""What a CAMEO code implies: its root class, its PLOVER event type and its quadrant."""

from typing import Final

ROOTS: Final = frozenset(f"{number:02d}" for number in range(1, 21))

# The longest prefix of a code decides; roots 01 and 02 have no PLOVER counterpart.
_PLOVER: Final = {
    "03": "AGREE",
    "04": "CONSULT",
    "05": "SUPPORT",
    "06": "COOPERATE",
    "07": "AID",
    "08": "RETREAT",
    "080": "CONCEDE",
    "081": "CONCEDE",
    "0813": "RETREAT",
    "0814": "RETREAT",
    "082": "CONCEDE",
    "083": "CONCEDE",
    "09": "ACCUSE",
    "10": "REQUEST",
    "11": "ACCUSE",
    "12": "REJECT",
    "13": "THREATEN",
    "14": "PROTEST",
    "15": "MOBILIZE",
    "16": "SANCTION",
    "163": "COERCE",
    "17": "COERCE",
    "1712": "ASSAULT",
    "175": "ASSAULT",
    "18": "ASSAULT",
    "19": "ASSAULT",
    "191": "COERCE",
    "192": "COERCE",
    "20": "ASSAULT",
}


def is_cameo(code: str) -> bool:
    """Whether the text is a CAMEO code: two to four digits, of one of the twenty roots."""
    return code.isascii() and code.isdigit() and 2 <= len(code) <= 4 and code[:2] in ROOTS


def root_of(code: str) -> str:
    """The two-digit root class of a CAMEO code."""
    return code[:2]


def plover_of(code: str) -> str | None:
    """The PLOVER event type of a CAMEO code; None for roots 01 and 02, which have none."""
    prefixes = (code[:length] for length in range(len(code), 1, -1))
    return next((_PLOVER[prefix] for prefix in prefixes if prefix in _PLOVER), None)


def quad_of(code: str) -> int:
    """The quadrant: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.

    Roots 09 (investigate) and 14 (protest) stand where PLOVER puts them, 3 and 4; some feeds
    file them under 2 and 3.
    """
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4
