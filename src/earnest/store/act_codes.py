"""Classes of acts as CAMEO codes: what `data/acts.csv` says they are."""

import csv
import io
from functools import cache
from importlib.resources import files


def act_codes(name: str) -> tuple[str, ...]:
    """What the codes of a class of acts begin with.

    Raises:
        ValueError: there is no such class; the message lists them.
    """
    try:
        return _classes()[name]
    except KeyError:
        known = ", ".join(sorted(_classes()))
        raise ValueError(f"there is no class of acts {name!r}; there are {known}") from None


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    text = files("earnest.data").joinpath("acts.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text))
    return {row["act_class"]: tuple(row["codes"].split("|")) for row in rows if row["codes"]}
