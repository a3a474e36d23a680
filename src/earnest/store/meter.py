"""How far reading has come, told across processes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path


@dataclass(slots=True)
class Plain:
    """A number that grows in one process."""

    value: int = 0

    def add(self, n: int) -> None:
        """Let it grow."""
        self.value += n


@dataclass(slots=True)
class Shared:
    """A number that grows in several processes."""

    number: "Synchronized[int]"

    @property
    def value(self) -> int:
        """What it is now."""
        return self.number.value

    def add(self, n: int) -> None:
        """Let it grow."""
        with self.number.get_lock():
            self.number.value += n


@dataclass(slots=True)
class Meter:
    """Rows and bytes read so far; `told` is called when they have grown."""

    rows: Plain | Shared = field(default_factory=Plain)
    size: Plain | Shared = field(default_factory=Plain)
    told: Callable[[], None] = lambda: None


_IN_USE = [Meter()]


def use(one: Meter) -> None:
    """Count on this meter in this process."""
    _IN_USE[0] = one


def rows(n: int) -> None:
    """Count rows that were read."""
    _IN_USE[0].rows.add(n)
    _IN_USE[0].told()


@contextmanager
def reading(path: Path) -> Iterator[Callable[[int], None]]:
    """Count the bytes of a file up to the place that is told; at the end, all of them."""
    seen = 0

    def told(place: int) -> None:
        nonlocal seen
        _IN_USE[0].size.add(max(place - seen, 0))
        seen = max(place, seen)

    yield told
    told(path.stat().st_size)
