"""States that a person named on the command line."""

from earnest.errors import InputError
from earnest.read.codes import country_codes, nearest_code


def checked_states(*states: str) -> None:
    """Refuse codes that are no state's, and a pair of the same state.

    Raises:
        InputError: naming the code, and the nearest one there is.
    """
    for state in states:
        if state not in country_codes():
            near = nearest_code(state)
            remedy = f"did you mean {near}?" if near else "give an ISO 3166-1 alpha-3 code"
            raise InputError(state, "no state has this code", remedy)
    if len(set(states)) < len(states):
        raise InputError(states[0], "the two states are the same", "name two different states")
