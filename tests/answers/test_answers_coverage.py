"""Stretches that sources promise to cover, joined where they follow each other."""

import datetime as dt
from pathlib import Path

import pytest

from earnest.answers.coverage import Stretch, last_stretch
from earnest.store import Record
from earnest.store.view import View

HEAD = "table,actor,recipient,class,from,to,kind,method\n"
LATER = dt.date(2020, 1, 1)


def view(folder: Path, *rows: str, as_of: dt.date = LATER) -> View:
    folder.mkdir(exist_ok=True)
    (folder / "coverage.csv").write_text(HEAD + "".join(f"{r},all of it\n" for r in rows), "utf-8")
    return Record.open(folder).at(as_of)


JANUARY = "events,*,*,all,2019-01-01,2019-01-31,feed"
FEBRUARY = "events,*,*,all,2019-02-01,2019-02-28,feed"
JUNE = "events,*,*,all,2019-06-01,2019-06-30,feed"


def test_months_that_follow_each_other_make_one_stretch(tmp_path: Path) -> None:
    found = last_stretch(view(tmp_path, FEBRUARY, JANUARY), ("EST", "FIN"), upto=LATER)
    assert found == Stretch(dt.date(2019, 1, 1), dt.date(2019, 2, 28), "feed")


@pytest.mark.parametrize(
    ("upto", "since"),
    [(dt.date(2019, 12, 1), dt.date(2019, 6, 1)), (dt.date(2019, 5, 1), dt.date(2019, 1, 1))],
)
def test_a_silence_of_months_parts_them(tmp_path: Path, upto: dt.date, since: dt.date) -> None:
    found = last_stretch(view(tmp_path, JANUARY, FEBRUARY, JUNE), ("EST", "FIN"), upto=upto)
    assert found is not None
    assert found.since == since


def test_a_stretch_ends_with_what_is_known(tmp_path: Path) -> None:
    known = view(tmp_path, JANUARY, as_of=dt.date(2019, 1, 10))
    found = last_stretch(known, ("EST", "FIN"), upto=LATER)
    assert found == Stretch(dt.date(2019, 1, 1), dt.date(2019, 1, 10), "feed")


@pytest.mark.parametrize(
    "row",
    [
        "events,EST,EST,all,2019-01-01,2019-01-31,feed",  # another pair
        "events,*,*,expulsion,2019-01-01,2019-01-31,feed",  # one class of acts
        "events,*,*,all,2019-01-01,2019-01-31,selected",
        "measures,*,*,all,2019-01-01,2019-01-31,exhaustive",
    ],
)
def test_other_promises_do_not_count(tmp_path: Path, row: str) -> None:
    assert last_stretch(view(tmp_path, row), ("EST", "FIN"), upto=LATER) is None


def test_an_exhaustive_list_of_the_pair_counts(tmp_path: Path) -> None:
    row = "events,EST|FIN,EST|FIN,all,2019-01-01,2020-12-31,exhaustive"
    found = last_stretch(view(tmp_path, row), ("EST", "FIN"), upto=LATER)
    assert found == Stretch(dt.date(2019, 1, 1), LATER, "exhaustive")
