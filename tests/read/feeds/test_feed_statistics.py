"""Statistics of yearbooks: the value, its period, its caveat, and when it was known."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from feed_samples import Read, read, read_text
from hypothesis import given, settings
from hypothesis import strategies as st

from any_text import any_text
from earnest.errors import InputError
from earnest.read.feeds import batches, detect

PROFILE: dict[str, Any] = {
    "Introduction": {"Background": {"text": "<p>A land of lakes.</p>"}},
    "Geography": {"Area": {"total": {"text": "41,277 sq km"}}},
    "Government": {"Country name": {"conventional short form": {"text": "Switzerland"}}},
    "Economy": {
        "Exports": {"Exports 2022": {"text": "$1.128735 billion (2022 est.)"}},
        "Exports - partners": {
            "text": "Germany 16%, Congo, Republic of the 9.5%, Atlantis 3% (2022)"
            "<br><strong>note:</strong> only these"
        },
        "Balance": {"text": "-$12 million (2021)"},
        "Growth": {"text": "0.5% annual rate (2020-25 est.)"},
    },
    "Military and Security": {
        "Personnel": {"text": "approximately 40-50,000 active (2023)"},
        "Deployments": {"text": "approximately 150 Kosovo (NATO) (2023)"},
        "Cities": {"text": "1.4 million ZURICH, 200,000 GENEVA (2023)"},
    },
    "Environment": {"Growth": {"text": "0.5% annual rate (2020-25 est.)"}},
}


def _factbook(folder: Path, profile: dict[str, Any], name: str = "sz.json") -> Read:
    return read_text(folder, json.dumps(profile), file=name)


def _by_series(found: Read) -> dict[tuple[str, str | None], tuple[Any, ...]]:
    return {
        (row["series_id"].removeprefix("factbook:"), row["partner"]): (
            row["date"],
            row["value"],
            row["unit"],
            row["note"],
        )
        for row in found.rows
    }


def test_figures_of_a_country_profile_keep_year_unit_and_caveat(tmp_path: Path) -> None:
    found = _factbook(tmp_path, PROFILE)

    assert _by_series(found) == {
        ("exports", None): ("2022", 1128735000.0, "USD", "est"),
        ("exports_partners", "DEU"): ("2022", 16.0, "percent", LARGEST),
        ("exports_partners", "COG"): ("2022", 9.5, "percent", LARGEST),
        ("exports_partners", "Atlantis"): ("2022", 3.0, "percent", LARGEST),
        ("balance", None): ("2021", -12000000.0, "USD", None),
        ("growth", None): ("2020/2025", 0.5, "percent annual rate", "est"),
        ("personnel.low", None): ("2023", 40000.0, "active", "approximately"),
        ("personnel.high", None): ("2023", 50000.0, "active", "approximately"),
    }
    assert found.unresolved == {"name:Atlantis": 1}


LARGEST = "only the largest partners are listed"


def test_what_is_no_figure_is_left_out_and_counted(tmp_path: Path) -> None:
    found = _factbook(tmp_path, PROFILE)

    assert found.left_out == {
        "fields that hold words, not a figure": 4,
        "figures without a year": 1,
        "fields that stand in two sections": 1,
    }
    assert found.read == 11


def test_a_yearbook_figure_is_known_at_the_end_of_the_next_year_assumed(tmp_path: Path) -> None:
    rows = {row["series_id"]: row for row in _factbook(tmp_path, PROFILE).rows}

    assert rows["factbook:exports"]["known_at"] == dt.date(2023, 12, 31)
    assert rows["factbook:growth"]["known_at"] == dt.date(2026, 12, 31)
    assert rows["factbook:exports"]["known_at_basis"] == "assumed"
    assert rows["factbook:exports"]["country"] == "CHE"


def test_a_profile_without_a_known_name_is_found_by_its_file_name(tmp_path: Path) -> None:
    unnamed = PROFILE | {"Government": {}}

    assert _factbook(tmp_path, unnamed).rows[0]["country"] == "CHE"
    with pytest.raises(InputError, match="names no country"):
        _factbook(tmp_path, unnamed, "lake.json")


def test_broken_json_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the JSON is broken"):
        read_text(tmp_path, '{"Introduction": {"Geography":', "factbook")


WORLDBANK = (
    '"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-05-06",\n\n'
    '"Country Name","Country Code","Indicator Name","Indicator Code","2019","2020",\n'
    '"Switzerland","CHE","Exports (% of GDP)","NE.EXP","61.5","",\n'
    '"World","WLD","Exports (% of GDP)","NE.EXP","28","26",\n'
    '"short"\n'
)


def test_a_world_bank_file_gives_a_row_for_each_year_with_a_value(tmp_path: Path) -> None:
    found = read_text(tmp_path, WORLDBANK)

    assert found.row == {
        "stat_id": "worldbank:NE.EXP:CHE:2019",
        "series_id": "worldbank:NE.EXP",
        "label": "Exports (% of GDP)",
        "country": "CHE",
        "partner": None,
        "date": "2019",
        "value": 61.5,
        "unit": "% of GDP",
        "vintage": "2024-05-06",
        "known_at": dt.date(2020, 12, 31),
        "known_at_basis": "assumed",
        "source_id": "feed.txt",
        "source_ref": "feed.txt:6",
        "note": None,
    }
    assert found.left_out["aggregates of several countries"] == 1
    assert found.reasons == {8: "the line has 1 columns, not 7"}


def test_cow_state_years_give_a_row_for_each_measure_and_skip_minus_nine(tmp_path: Path) -> None:
    text = (
        "ccode,year,milex,milper,cinc\n225.0,1950.0,100.0,-9,0.01\n365,1950,5,,\n"
        "300.0,1900.0,1,1,1\n2,x,1,1,1\n"
    )

    found = read_text(tmp_path, text)

    assert [(row["stat_id"], row["country"], row["value"]) for row in found.rows] == [
        ("cow:milex:225:1950", "CHE", 100.0),
        ("cow:cinc:225:1950", "CHE", 0.01),
        ("cow:milex:365:1950", "SUN", 5.0),
    ]
    assert found.left_out["past states without a code"] == 1
    assert found.reasons == {5: "the year is none"}


NEW_COMTRADE = (
    "period,reporterISO,reporterDesc,partnerISO,partnerDesc,flowDesc,cmdCode,cmdDesc,primaryValue\n"
    "202003,CHE,Switzerland,FRA,France,Export,TOTAL,All Commodities,1500.5\n"
    "2020,CHE,Switzerland,W00,World,Import,27,Fuels,9\n"
    "2020,CHE,Switzerland,_X,Areas nes,Import,27,Fuels,9\n"
    "202013,CHE,Switzerland,FRA,France,Import,27,Fuels,9\n"
    "2020,_X,Areas nes,FRA,France,Import,27,Fuels,9\n"
    "2020,CHE,Switzerland,FRA,France,Import,27,Fuels,\n"
)


def test_a_comtrade_table_gives_dated_flows_in_dollars(tmp_path: Path) -> None:
    found = read_text(tmp_path, NEW_COMTRADE)

    assert [(r["stat_id"], r["partner"], r["value"], r["unit"]) for r in found.rows] == [
        ("comtrade:export:TOTAL:CHE:FRA:2020-03", "FRA", 1500.5, "USD"),
        ("comtrade:import:27:CHE:2020", None, 9.0, "USD"),
        ("comtrade:import:27:CHE:Areas nes:2020", "Areas nes", 9.0, "USD"),
    ]
    assert found.unresolved == {"name:Areas nes": 1}
    assert found.reasons == {
        5: "the period is neither a year nor a month",
        6: "the reporter is no country that is known",
    }
    assert found.left_out["rows without a value"] == 1


def test_the_columns_of_the_old_comtrade_site_are_read_as_well(tmp_path: Path) -> None:
    text = (
        "Period,Reporter ISO,Reporter,Partner ISO,Partner,Trade Flow,Commodity Code,Commodity,"
        "Trade Value (US$)\n2015,,Rep. of Korea,WLD,World,Exports,TOTAL,All,7\n"
    )

    assert read_text(tmp_path, text).row["country"] == "KOR"


def test_a_sipri_sheet_takes_its_unit_from_the_title(tmp_path: Path) -> None:
    text = (
        '"Military expenditure by country, in constant (2022) US$ m.",,,,\n,,,,\n'
        "Country,Notes,2001,2002,2003\nEurope,,,,\nSwitzerland,1,10.5,...,xxx\n"
        "France,,1.5%,. .,\n"
    )

    found = read_text(tmp_path, text)

    assert [(r["country"], r["date"], r["value"], r["unit"]) for r in found.rows] == [
        ("CHE", "2001", 10.5, "constant (2022) US$ m"),
        ("FRA", "2001", 1.5, "percent"),
    ]
    assert found.left_out["lines of regions and remarks"] == 1


def test_trade_partners_as_a_table(tmp_path: Path) -> None:
    text = (
        "factbook_code,country,region,flow,rank,partner,share_pct,year\n"
        "SZ,Switzerland,europe,export,1,Germany,16.0,2023\n"
        "SZ,Switzerland,europe,import,1,Atlantis,3,2023.0\n"
        "QQ,Atlantis,lake,export,1,Germany,16.0,2023\n"
        "SZ,Switzerland,europe,transit,1,Germany,16.0,2023\n"
        "SZ,Switzerland,europe,export,1,Germany,many,2023\n"
    )

    found = read_text(tmp_path, text)

    assert [(r["stat_id"], r["partner"], r["value"]) for r in found.rows] == [
        ("factbook:exports_partners:SZ:DEU:2023", "DEU", 16.0),
        ("factbook:imports_partners:SZ:Atlantis:2023", "Atlantis", 3.0),
    ]
    assert found.unresolved == {"name:Atlantis": 1, "fips:QQ": 1}
    assert found.reasons == {5: "the flow is neither export nor import"}
    assert found.left_out.total() == 3


def test_series_and_personnel_as_tables(tmp_path: Path) -> None:
    series = read_text(
        tmp_path,
        "factbook_code,country,region,series,year,text,value,unit\n"
        "SZ,Switzerland,europe,Military Expenditures,2022.0,0.8% (2022 est.),0.8,% GDP\n"
        "SZ,Switzerland,europe,Exports,,?,,USD\n",
    )
    assert (series.row["series_id"], series.row["unit"], series.row["note"]) == (
        "factbook:military_expenditures",
        "percent of GDP",
        "est",
    )

    personnel = read_text(
        tmp_path,
        "factbook_code,country,region,personnel_text,personnel_parsed\n"
        'SZ,Switzerland,europe,"about 20,000 active (2024)","20,000"\n'
        "FR,France,europe,unknown,\n",
    )
    assert (personnel.row["date"], personnel.row["value"]) == ("2024", 20000.0)


@settings(deadline=None)
@given(st.lists(any_text(max_size=40), max_size=10), st.lists(any_text(max_size=12), max_size=7))
def test_any_text_in_fields_and_cells_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], cells: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    fields = {f"Field {n}": {"text": text} for n, text in enumerate(texts)}
    profile = folder / "sz.json"
    profile.write_text(json.dumps(PROFILE | {"Economy": fields}), encoding="utf-8")
    found = read(profile, "factbook")
    assert found.read == 7 + len(texts)

    table = folder / "wb.csv"
    junk = ",".join(cell.translate({10: "", 13: "", 34: "", 44: ""}) for cell in cells)
    table.write_text(f"{WORLDBANK}{junk}\n", encoding="utf-8", newline="")
    assert detect(table) == "worldbank"
    assert sum(batch.read for batch in batches(table)) == 9
