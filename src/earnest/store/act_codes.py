"""Classes of acts as CAMEO codes: what `data/acts.csv` says they are."""

from functools import cache

from earnest.read.shipped import table


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
    rows = table("acts.csv")
    return {row["act_class"]: tuple(row["codes"].split("|")) for row in rows if row["codes"]}
