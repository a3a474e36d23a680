"""WEIS event codes: the CAMEO code that comes nearest to each.

WEIS is older and coarser than CAMEO; several of its codes share one here, and the code as
written stays in the note of the event.
"""

from functools import lru_cache
from typing import Final

_NEAREST: Final = {
    "01": "080", "013": "055", "014": "0871", "015": "083", "012": "0874",
    "02": "010", "021": "011", "022": "012", "024": "013",
    "03": "040", "032": "042", "033": "043",
    "04": "051",
    "05": "030", "051": "032", "052": "033", "055": "034",
    "06": "050", "061": "055", "062": "036", "063": "075", "064": "054", "065": "085", "066": "084",
    "07": "070", "071": "071", "072": "072",
    "08": "057", "082": "030", "083": "038",
    "09": "020", "092": "022", "093": "023", "096": "028", "097": "026",
    "10": "020",
    "11": "120", "113": "128",
    "12": "112", "121": "111", "122": "111", "123": "090",
    "13": "114", "131": "111",
    "14": "016",
    "15": "100",
    "16": "130",
    "17": "130", "172": "131", "173": "138", "174": "139",
    "18": "150", "181": "140",
    "19": "160", "193": "162", "194": "164", "195": "161",
    "20": "166",
    "21": "170", "211": "171", "212": "173", "213": "181",
    "22": "190", "222": "180", "224": "145", "225": "180",
}  # fmt: skip


@lru_cache(maxsize=1024)
def cameo_of(code: str) -> str | None:
    """The nearest CAMEO code of a WEIS code such as `224`; None if it is no WEIS code."""
    code = code.strip().rstrip("]")
    if not (code.isascii() and code.isdigit() and len(code) in (2, 3)):
        return None
    return _NEAREST.get(code) or _NEAREST.get(code[:2])
