"""Days of many dyads, sorted: the form in which rates and kernels are computed all at once."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
_SPAN: Final = 1 << 21  # days in a key (dyad, day): more than any calendar date needs


@dataclass(frozen=True, slots=True)
class Days:
    """Days of many dyads, sorted by dyad and day; days count from 1970-01-01.

    Attributes:
        keys: `dyad * 2**21 + day`, ascending.
        size: number of dyads; some may have no day.
    """

    keys: Ints
    size: int

    @classmethod
    def present(cls, dyad: Ints, day: Ints, *, size: int) -> Self:
        """The days on which something happened in dyads `0 … size − 1`, each counted once."""
        keys = np.sort(dyad * _SPAN + day)  # and then no hashing, which is slower
        return cls(keys[np.append(True, keys[1:] != keys[:-1])[: len(keys)]], size)

    @classmethod
    def counted(cls, dyad: Ints, day: Ints, *, size: int) -> Self:
        """The day of everything that happened in dyads `0 … size − 1`, repeated as it was."""
        return cls(np.sort(dyad * _SPAN + day), size)

    @property
    def dyad(self) -> Ints:
        """The dyad of each day."""
        return self.keys // _SPAN

    @property
    def day(self) -> Ints:
        """The days."""
        return self.keys % _SPAN

    def between(self, dyad: Ints, start: Ints, end: Ints) -> Ints:
        """How many days of each dyad lie in `[start, end)`."""
        return self._rank(dyad, end) - self._rank(dyad, start)

    def last_before(self, dyad: Ints, day: Ints) -> Ints:
        """The index of the last day of the dyad before each given day; −1 if there is none."""
        index = self._rank(dyad, day) - 1
        owner = np.append(self.dyad, -1)[index]  # index −1 meets the −1 at the end
        return np.where(owner == dyad, index, -1)

    def next_from(self, dyad: Ints, day: Ints) -> Ints:
        """The index of the first day of the dyad on or after each given day; −1 if there is none."""
        index = self._rank(dyad, day)
        owner = np.append(self.dyad, -1)[index]
        return np.where(owner == dyad, index, -1)

    def grouped(self, group: Ints, *, size: int) -> "Days":
        """The days of all dyads of a group together; `group` gives the group of each dyad."""
        return Days.counted(group[self.dyad], self.day, size=size)

    def _rank(self, dyad: Ints, day: Ints) -> Ints:
        return np.searchsorted(self.keys, dyad * _SPAN + day)
