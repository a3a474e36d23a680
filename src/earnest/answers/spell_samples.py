"""Spells to score back-tests of lifting on: of a record, or of files that a person names."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from earnest.answers import spell_collections
from earnest.answers.spells_backtest import Sample, lift_cases
from earnest.errors import InputError
from earnest.measure.lifting import LiftCase, known_at
from earnest.read.feeds import detect
from earnest.read.tables import read_table
from earnest.store import Record

_WHOLE_YEARS: Final = frozenset({"gsdb"})
_READERS: Final[Mapping[str, Callable[[Path], Sequence[LiftCase]]]] = MappingProxyType(
    {
        "ties": lambda path: spell_collections.ties(path)[0],
        "gsdb": spell_collections.gsdb,
        "icb": spell_collections.icb,
    }
)


def sample_of_record(record: Record, *, as_of: dt.date) -> list[Sample]:
    """The page-backed measures of a record that have an end to wait for."""
    return [Sample("record", tuple(lift_cases(record.at(as_of).measures, as_of=as_of)))]


def samples_of_files(files: Sequence[Path], *, as_of: dt.date) -> list[Sample]:
    """One sample for each file of TIES, GSDB or ICB, or of measures of one's own.

    Raises:
        InputError: a file cannot be read, or holds no spells.
        RecordError: rows of measures break their contract.
    """
    return [_sample(path, as_of=as_of) for path in files]


def _sample(path: Path, *, as_of: dt.date) -> Sample:
    feed = detect(path)
    if feed == "measures":
        record = Record({"measures": read_table(path, name="measures")}, ())
        return Sample(path.stem, tuple(lift_cases(record.at(as_of).measures, as_of=as_of)))
    if feed not in _READERS:
        remedy = f"give a file of {', '.join(_READERS)} or measures"
        raise InputError(path, f"a file of {feed} holds no spells that can be scored", remedy)
    try:
        cases = tuple(_READERS[feed](path))
    except (ValueError, KeyError) as error:
        problem = f"a row cannot be read ({error})"
        raise InputError(path, problem, "unpack the file, or fetch it again") from None
    known = tuple(known_at(cases, as_of.toordinal() + 1))
    return Sample(feed, known, (365,)) if feed in _WHOLE_YEARS else Sample(feed, known)
