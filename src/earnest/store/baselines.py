"""The baselines that ship with the package, and those a user made."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from earnest.contract.baselines import Baselines, baselines_from_json
from earnest.errors import InputError


@cache
def shipped_baselines() -> Baselines:
    """The baselines in the package's `data/baselines.json`."""
    return baselines_from_json(files("earnest.data").joinpath("baselines.json").read_bytes())


def read_baselines(path: Path) -> Baselines:
    """Baselines that `earnest calibrate` wrote.

    Raises:
        InputError: there is no such file, or it holds no baselines.
    """
    try:
        return baselines_from_json(path.read_bytes())
    except FileNotFoundError as error:
        problem, remedy = "there is no such file", "make it with `earnest calibrate`"
        raise InputError(path, problem, remedy) from error
    except ValidationError as error:
        problem = f"this is no file of baselines ({error.error_count()} fields are wrong)"
        raise InputError(path, problem, "make it again with `earnest calibrate`") from error
