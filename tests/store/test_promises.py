"""What a file promises to cover: its own days and parties, not every day and party it mentions."""

import datetime as dt
from pathlib import Path

from earnest.read.feeds import gdelt2
from earnest.store import Record, pledged
from earnest.store.workspace import Workspace

Promise = tuple[str, str, dt.date, dt.date]


def gdelt_line(number: int, day: str, *, added: str) -> str:
    cells = dict.fromkeys(gdelt2.COLUMNS, "") | {
        "GLOBALEVENTID": str(number),
        "SQLDATE": day,
        "MonthYear": day[:6],
        "Year": day[:4],
        "Actor1CountryCode": "CHE",
        "Actor2CountryCode": "FRA",
        "EventCode": "042",
        "QuadClass": "1",
        "DATEADDED": f"{added}001500",
    }
    return "\t".join(cells.values()) + "\n"


def promises(home: Path) -> list[Promise]:
    rows = Record.open(home).tables["coverage"].to_pylist()
    return [(row["actor"], row["recipient"], row["from"], row["to"]) for row in rows]


def added(home: Path, path: Path, text: str, form: str = "auto") -> int:
    path.write_text(text, encoding="utf-8")
    one, _ = Workspace(home).add(path, form=form)
    return one.rows["events"]


def test_an_event_reported_years_later_is_kept_and_covers_nothing(tmp_path: Path) -> None:
    lines = [gdelt_line(n, "20250219", added="20250220") for n in range(3)]
    late = [
        gdelt_line(8, "20150220", added="20250220"),
        gdelt_line(9, "20240220", added="20250220"),
    ]

    assert added(tmp_path / "home", tmp_path / "20250220.export.CSV", "".join(lines + late)) == 5

    day = dt.date(2025, 2, 20)
    assert promises(tmp_path / "home") == [("*", "*", day, day)]


def test_a_back_file_covers_the_days_of_its_events(tmp_path: Path) -> None:
    days = ["19790101", "19790401", "19790701", "19791001", "19791231"]
    lines = [gdelt_line(n, day, added="20130203") for n, day in enumerate(days)]

    added(tmp_path / "home", tmp_path / "1979.csv", "".join(lines))

    assert promises(tmp_path / "home") == [("*", "*", dt.date(1979, 1, 1), dt.date(1979, 12, 31))]


def test_the_years_between_two_days_of_a_file_are_not_covered(tmp_path: Path) -> None:
    days = ["20150218", "20200318"]
    lines = [gdelt_line(n, day, added=day) for n, day in enumerate(days)]

    added(tmp_path / "home", tmp_path / "sample.csv", "".join(lines))

    first, last = dt.date(2015, 2, 18), dt.date(2020, 3, 18)
    assert promises(tmp_path / "home") == [("*", "*", first, first), ("*", "*", last, last)]


def test_a_file_of_violence_covers_the_years_without_any() -> None:
    rows = pledged.promised_stretches([dt.date(2015, 2, 18), dt.date(2020, 3, 18)], "ucdp")

    assert rows == (("2015-02-18", "2020-03-18"),)


def test_a_file_whose_rows_were_there_already_still_covers_its_days(tmp_path: Path) -> None:
    one = gdelt_line(1, "20250220", added="20250220")
    added(tmp_path / "home", tmp_path / "a.csv", one)

    assert added(tmp_path / "home", tmp_path / "b.csv", one + one) == 0

    assert [entry.since for entry in Workspace(tmp_path / "home").manifest.added] == [
        "2025-02-20"
    ] * 2


def test_keds_covers_the_pairs_that_a_file_holds_and_nobody_else(tmp_path: Path) -> None:
    lines = "19900101\tISR\tLEB\t042\n19900301\tISR\tLEB\t190\n19900201\tLEB\tISR\t042\n"

    added(tmp_path / "home", tmp_path / "levant.txt", lines, "keds-cameo")

    assert promises(tmp_path / "home") == [
        ("ISR", "LBN", dt.date(1990, 1, 1), dt.date(1990, 3, 1)),
        ("LBN", "ISR", dt.date(1990, 1, 1), dt.date(1990, 3, 1)),
    ]
    window = {"since": dt.date(1990, 1, 2), "until": dt.date(1990, 2, 1)}
    view = Record.open(tmp_path / "home").at(dt.date(2000, 1, 1))
    assert view.event_coverage(("ISR",), ("LBN",), **window) == "feed"
    assert view.event_coverage(("FIN",), ("EST",), **window) == "selected"
