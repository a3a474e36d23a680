"""Rows that are wanted, as CSV."""

import csv
import datetime as dt
from pathlib import Path

from strait_report import WANTED_EVENTS, WANTED_SERIES

from earnest.contract.finding import Wanted
from earnest.read.tables import read_folder
from earnest.report.wanted import EVENT_COLUMNS, events_skeleton, fetch_line, wanted_csv


def _rows(wanted: list[Wanted]) -> list[dict[str, str]]:
    return list(csv.DictReader(wanted_csv(wanted).splitlines()))


def test_events_of_a_window_can_be_fetched() -> None:
    assert fetch_line(WANTED_EVENTS) == (
        "earnest record fetch gdelt2 --from 2031-03-20 --to 2031-05-01"
    )


def test_events_without_a_window_must_be_found_by_hand() -> None:
    assert fetch_line(Wanted("events", "NRL", "SDR", since=dt.date(2031, 1, 1))) == ""


def test_a_feed_is_asked_only_for_days_it_has() -> None:
    since, until = dt.date(2014, 1, 1), dt.date(2016, 1, 1)
    wanted = Wanted("events", "NRL", since=since, until=until)
    assert fetch_line(wanted).endswith("--from 2015-02-18 --to 2016-01-01")
    assert fetch_line(Wanted("events", "NRL", since=since, until=dt.date(2015, 1, 1))) == ""


def test_a_known_concept_can_be_fetched() -> None:
    assert fetch_line(WANTED_SERIES) == "earnest record fetch worldbank SP.POP.TOTL"
    spent = Wanted("statistics", "NRL", concept="of its military spending", unit="USD")
    assert fetch_line(spent).endswith(" MS.MIL.XPND.CD")
    a_head = Wanted("statistics", "NRL", concept="gdp_per_capita", unit="USD")
    assert fetch_line(a_head).endswith(" NY.GDP.PCAP.CD")


def test_a_percentage_asks_for_another_series_than_an_amount() -> None:
    spent = Wanted("statistics", "NRL", concept="military spending", unit="percent")
    assert fetch_line(spent).endswith(" MS.MIL.XPND.GD.ZS")
    assert fetch_line(Wanted("statistics", "NRL", concept="exports", unit="percent")) == ""


def test_trade_with_one_partner_must_be_found_by_hand() -> None:
    assert fetch_line(Wanted("statistics", "NRL", "SDR", concept="exports", unit="USD")) == ""


def test_an_unknown_concept_must_be_found_by_hand() -> None:
    assert fetch_line(Wanted("statistics", concept="families")) == ""
    assert fetch_line(Wanted("statistics")) == ""


def test_measures_must_be_found_by_hand() -> None:
    assert fetch_line(Wanted("measures", "NRL", concept="population")) == ""


def test_each_wanted_row_is_one_line_with_its_fields() -> None:
    assert _rows([WANTED_EVENTS, WANTED_EVENTS, WANTED_SERIES]) == [
        {
            "table": "events",
            "actor": "NRL",
            "recipient": "SDR",
            "family_or_code": "root:08",
            "since": "2031-03-20",
            "until": "2031-05-01",
            "concept": "",
            "unit": "",
            "fetch": "earnest record fetch gdelt2 --from 2031-03-20 --to 2031-05-01",
        },
        {
            "table": "statistics",
            "actor": "SDR",
            "recipient": "",
            "family_or_code": "",
            "since": "",
            "until": "",
            "concept": "population",
            "unit": "families",
            "fetch": "earnest record fetch worldbank SP.POP.TOTL",
        },
    ]


def test_no_cell_is_a_formula() -> None:
    assert _rows([Wanted("events", actor="=HYPERLINK(1)")])[0]["actor"] == "'=HYPERLINK(1)"


def test_the_folder_to_fill_is_a_record_folder_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(events_skeleton(), encoding="utf-8")
    (tmp_path / "wanted.csv").write_text(wanted_csv([WANTED_EVENTS]), encoding="utf-8")
    tables = read_folder(tmp_path)
    assert {name: table.num_rows for name, table in tables.items()} == {"events": 0}


def test_a_filled_skeleton_is_read(tmp_path: Path) -> None:
    row = dict.fromkeys(EVENT_COLUMNS, "") | {
        "event_id": "x1",
        "date": "2024-04-01",
        "actor_country": "FRA",
        "recipient_country": "DEU",
        "code": "036",
        "description": "offers to talk",
        "source": "https://news.example.org/x1",
        "tier": "page",
    }
    line = ",".join(row[column] for column in EVENT_COLUMNS) + "\n"
    (tmp_path / "events.csv").write_text(events_skeleton() + line, encoding="utf-8")
    (found,) = read_folder(tmp_path)["events"].to_pylist()
    assert (found["event_id"], found["source_ref"]) == ("x1", "https://news.example.org/x1")


def test_the_skeleton_holds_its_columns_and_no_row() -> None:
    reader = csv.DictReader(events_skeleton().splitlines())
    assert list(reader) == []
    assert reader.fieldnames is not None
    assert {"event_id", "date", "actor_country", "code", "source", "tier"} <= set(reader.fieldnames)
