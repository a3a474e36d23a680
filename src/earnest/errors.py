"""Everything that can go wrong in the user's world.

    EarnestError
    ├── InputError      a text, file or address given by the user cannot be used
    ├── RecordError     a record table breaks its contract (all problems together)
    ├── CaseError       a case folder breaks its contract (all problems together)
    └── OutputError     a result cannot be written

A mistake of the calling code is a `ValueError`, not one of these.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule: where it is, what is wrong, what to do."""

    where: str
    problem: str
    remedy: str
    line: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        place = self.where if self.line is None else f"{self.where}:{self.line}"
        field = "" if self.field is None else f" {self.field}:"
        return f"{place}:{field} {self.problem}; {self.remedy}"


class EarnestError(Exception):
    """An expected failure, told in one clear sentence; the command line exits with 1."""


class InputError(EarnestError):
    """A text, file or address given by the user cannot be used."""

    def __init__(self, where: object, problem: str, remedy: str) -> None:
        self.where, self.problem, self.remedy = str(where), problem, remedy
        super().__init__(f"{self.where}: {problem}; {remedy}")

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str, str]]:
        return type(self), (self.where, self.problem, self.remedy)  # other processes send it back


class OutputError(InputError):
    """A result cannot be written to the place asked for."""


class _ProblemsError(EarnestError):
    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class RecordError(_ProblemsError):
    """Record tables that break their contract, every problem listed."""


class CaseError(_ProblemsError):
    """A case folder that breaks its contract, every problem listed."""
