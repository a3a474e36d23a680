"""All that is wrong with a case folder, in the order of its files."""

from pathlib import Path

from earnest.case.load import read_case
from earnest.errors import Problem


def lint(folder: Path) -> tuple[Problem, ...]:
    """Every broken rule of the folder, empty if it is sound; never raises on a bad case.

    A problem is what keeps the case from being assessed; matters of taste are not reported.
    """
    return read_case(folder)[1]
