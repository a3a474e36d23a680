"""A look at the installation: what `earnest` needs to run, and whether it is there."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from earnest import __version__
from earnest.errors import EarnestError
from earnest.extract.model import pipeline
from earnest.store import Record

PACKAGES = ("spacy", "pyarrow", "duckdb", "pydantic", "trafilatura", "pypdf", "vl-convert-python")


@dataclass(frozen=True, slots=True)
class Result:
    """One thing looked at."""

    what: str
    is_fine: bool
    words: str


def examination() -> tuple[Result, ...]:
    """Everything looked at, in order."""
    python = ".".join(map(str, sys.version_info[:3]))
    return (
        Result("earnest", True, __version__),
        Result("Python", sys.version_info >= (3, 11), python),
        *(_package(name) for name in PACKAGES),
        _tried("language model of the parser", lambda: pipeline().meta["name"]),
        _tried("embedded record", lambda: repr(Record.open())),
    )


def _package(name: str) -> Result:
    try:
        return Result(name, True, version(name))
    except PackageNotFoundError:
        return Result(name, False, "not installed")


def _tried(what: str, look: Callable[[], str]) -> Result:
    try:
        return Result(what, True, look())
    except (EarnestError, ImportError, OSError) as error:
        return Result(what, False, str(error).splitlines()[0])
