"""States that a person named on the command line."""

from earnest.errors import InputError
from earnest.extract.gazetteer import Gazetteer
from earnest.read.codes import country_codes, nearest_code


def checked_states(*states: str) -> None:
    """Refuse codes that are no state's, and a pair of the same state.

    Raises:
        InputError: naming the code, and the nearest one there is.
    """
    for state in states:
        if state not in country_codes():
            near = nearest_code(state)
            is_state = near in country_codes()
            remedy = f"did you mean {near}?" if is_state else "give an ISO 3166-1 alpha-3 code"
            raise InputError(state, "no state has this code or name", remedy)
    if len(set(states)) < len(states):
        raise InputError(states[0], "the two states are the same", "name two different states")


def two_states(a: str, b: str) -> tuple[str, str]:
    """The codes of two different states.

    Args:
        a: a code in any case, or a name.
        b: another.

    Raises:
        InputError: one is no state, or both are the same.
    """
    codes = _state(a), _state(b)
    checked_states(*codes)
    return codes


def _state(name: str) -> str:
    """The code of a state by its name; what is no name of a state stays as it is, in capitals."""
    upper = name.strip().upper()
    if upper in country_codes():
        return upper
    found = Gazetteer.load().resolve(name)
    return found.code if found and found.code in country_codes() else upper
