"""A look at the installation: what `earnest` needs to run, and whether it is there."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from earnest import __version__
from earnest.errors import EarnestError
from earnest.extract.encoder import HOW_TO_INSTALL, encoder
from earnest.extract.model import pipeline
from earnest.store import Record
from earnest.store.workspace import Workspace

PACKAGES = ("spacy", "pyarrow", "duckdb", "pydantic", "trafilatura", "pypdf", "vl-convert-python")
# What each extra stands or falls with; an extra that is not there is no fault.
EXTRAS = {"llm": "httpx", "ru": "natasha", "spark": "pyspark"}


@dataclass(frozen=True, slots=True)
class Result:
    """One thing looked at."""

    what: str
    is_fine: bool
    words: str


def examination(workspace: Path | None = None) -> tuple[Result, ...]:
    """Everything looked at, in order; of a workspace every byte is read."""
    python = ".".join(map(str, sys.version_info[:3]))
    return (
        Result("earnest", True, __version__),
        Result("Python", sys.version_info >= (3, 11), python),
        *(_package(name) for name in PACKAGES),
        *(_extra(name, package) for name, package in EXTRAS.items()),
        _tried("extra meaning", lambda: "sentence encoder" if encoder() else HOW_TO_INSTALL),
        _tried("language model of the parser", lambda: pipeline().meta["name"]),
        _tried("embedded record", lambda: repr(Record.open())),
        *(_parts(workspace) if workspace else ()),
    )


def _parts(home: Path) -> tuple[Result, ...]:
    """The parts of a workspace: one line if all are sound, else one for each that is not."""
    try:
        workspace = Workspace(home)
        number, damage = len(workspace.manifest.parts), workspace.damage()
    except EarnestError as error:
        return (Result("workspace", False, str(error)),)
    if not damage:
        return (Result("workspace", True, f"{number:,} parts, each as it was written"),)
    return tuple(Result("workspace", False, str(error)) for error in damage)


def _package(name: str) -> Result:
    try:
        return Result(name, True, version(name))
    except PackageNotFoundError:
        return Result(name, False, "not installed")


def _extra(name: str, package: str) -> Result:
    found = _package(package)
    words = (
        f"{package} {found.words}" if found.is_fine else f"pip install 'earnest[{name}]' adds it"
    )
    return Result(f"extra {name}", True, words)


def _tried(what: str, look: Callable[[], str]) -> Result:
    try:
        return Result(what, True, look())
    except (EarnestError, ImportError, OSError) as error:
        return Result(what, False, str(error).splitlines()[0])
