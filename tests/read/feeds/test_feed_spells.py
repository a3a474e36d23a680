"""Sanctions, border closures, crises and trade interventions as spells."""

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from feed_samples import Read, read_text
from hypothesis import given, settings
from hypothesis import strategies as st

from any_text import any_text
from earnest.read.feeds import FEEDS, SPELLS, batches, detect

TIES = {
    "caseid": "1990010101",
    "sender1": "225.0",
    "sender1_name": "Switzerland",
    "sender2": "220.0",
    "primarysender": "225.0",
    "targetstate": "365",
    "target_name": "Russia",
    "institution": "0.0",
    "threat": "1",
    "imposition": "1",
    "sanctiontype": "3 7",
    "start_date": "1990-01-01",
    "start_prec": "day",
    "imposed_date": "1990-02-15",
    "imposed_prec": "month",
    "end_date": "1992-07-09",
    "end_prec": "day",
    "ongoing": "False",
    "finaloutcome_label": "stalemate",
}
GSDB = {
    "case_id": "9",
    "sanctioned_state": "Korea, North, Gambia, The",
    "sanctioning_state": "EU, Norway",
    "begin": "1999",
    "end": "2004",
    "trade": "1",
    "descr_trade": "exp_part,imp_compl",
    "arms": "1",
    "military": "0",
    "financial": "0",
    "travel": "1",
    "other": "0",
    "objective": "policy_change",
    "success": "failed",
}
ICB = {
    "crisno": "7",
    "cracno": "12",
    "actor": "UKG",
    "crisname": "FERRY",
    "triggr": "3.0",
    "yrtrig": "1950.0",
    "motrig": "3.0",
    "datrig": "",
    "trigent": "225.0",
    "yrterm": "1950.0",
    "moterm": "5.0",
    "daterm": "4.0",
    "trigger_date": "1950-03-15",
    "term_date": "1950-05-04",
}
COBAP = {
    "ID": "CH01",
    "COUNTRY_NAME": "Switzerland",
    "ISO3": "CHE",
    "POLICY_TYPE": "PARTIAL",
    "POLICY_SUBTYPE": "BORDER_CLOSURE",
    "START_DATE": "03_13_20",
    "END_DATE": "06_15_20",
    "AIR": "0",
    "TARGETS_AIR": "",
    "LAND": "1",
    "TARGETS_LAND": "Italy, France",
    "SEA": "1",
    "TARGETS_SEA": "",
    "CITIZEN": "0",
    "HISTORY_BAN": "0",
    "REFUGEE": "0",
    "VISA_BAN": "0",
    "SOURCE_QUALITY": "Very Sure",
}
GTA = {
    "State Act ID": "5",
    "Announcement Date": "2019-01-02",
    "Implementing Jurisdiction": "Switzerland",
    "Affected Jurisdiction": "France; Italy",
    "Intervention Type": "Import ban",
    "GTA Evaluation": "Red",
    "Implementation Date": "2019-02-01",
    "Removal Date": "",
}
SAMPLES = {"ties": TIES, "gsdb": GSDB, "icb": ICB, "cobap": COBAP, "gta": GTA}


def csv_text(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def spells(folder: Path, sample: dict[str, str], **cells: str) -> Read:
    given = {key.replace("__", " "): value for key, value in cells.items()}
    return read_text(folder, csv_text(sample | given))


def given_columns(row: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


@pytest.mark.parametrize("name", SAMPLES)
def test_each_data_set_is_recognised_and_makes_spells(tmp_path: Path, name: str) -> None:
    (tmp_path / "x").write_text(csv_text(SAMPLES[name]), encoding="utf-8")

    assert detect(tmp_path / "x") == name
    assert FEEDS[name].table == "spells"
    assert next(batches(tmp_path / "x")).table.schema == SPELLS


def test_an_imposition_of_ties_is_a_spell_from_its_month_to_its_day(tmp_path: Path) -> None:
    row = spells(tmp_path, TIES).row

    assert given_columns(row, "spell_id", "sender", "cosenders", "target") == (
        "ties:1990010101",
        "CHE",
        "FRA",
        "SUN",
    )
    assert given_columns(row, "class", "measure_type", "family") == (
        "import_restriction|aid_ended",
        None,
        "trade",
    )
    assert given_columns(row, "announced", "start", "start_precision", "end", "status") == (
        dt.date(1990, 1, 1),
        dt.date(1990, 2, 1),
        "month",
        dt.date(1992, 7, 9),
        "lifted",
    )


def test_a_travel_ban_alone_has_one_of_our_types(tmp_path: Path) -> None:
    row = spells(tmp_path, TIES, sanctiontype="8").row

    assert given_columns(row, "measure_type", "family") == ("entry_banned", "movement")


def test_an_imposition_that_goes_on_is_in_force_at_the_end_of_the_data(tmp_path: Path) -> None:
    row = spells(tmp_path, TIES, end_date="", end_prec="", ongoing="True").row

    assert given_columns(row, "end", "status", "status_as_of") == (
        None,
        "in_force",
        dt.date(2005, 12, 31),
    )


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"imposition": "0"}, "threats that were not carried out"),
        ({"end_date": ""}, "impositions with neither an end nor the mark that they go on"),
    ],
)
def test_threats_and_impositions_of_unknown_length_are_left_out(
    tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    found = spells(tmp_path, TIES, **cells)

    assert found.table.num_rows == 0
    assert found.left_out == {"header lines": 1, reason: 1}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"imposed_date": ""}, "the spell has no start"),
        ({"targetstate": ""}, "the spell has no target"),
        ({"primarysender": "", "sender1": "", "sender2": ""}, "the spell has no sender"),
        ({"imposed_date": "1999-01-01"}, "the spell ends before it starts"),
    ],
)
def test_a_spell_without_its_parts_is_quarantined(
    tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    assert spells(tmp_path, TIES, **({"imposed_prec": "day"} | cells)).reasons == {2: reason}


def test_an_institution_without_a_name_is_a_sender(tmp_path: Path) -> None:
    found = spells(tmp_path, TIES, primarysender="", sender1="", sender2="", institution="1.0")

    assert found.row["sender"] == "INT"


def test_an_unknown_sender_is_kept_as_written_and_counted(tmp_path: Path) -> None:
    found = spells(tmp_path, TIES, primarysender="9999", sender1="", sender2="")

    assert found.row["sender"] == "9999"
    assert found.unresolved == {"cow:9999": 1}


def test_a_case_of_gsdb_is_a_spell_for_each_kind_of_sanction(tmp_path: Path) -> None:
    found = spells(tmp_path, GSDB)

    kinds = [given_columns(row, "class", "measure_type", "family") for row in found.rows]
    assert kinds == [
        ("trade_exp_part", None, "trade"),
        ("trade_imp_compl", "import_banned", "trade"),
        ("arms", "arms_suspended", "arms"),
        ("travel", "entry_banned", "movement"),
    ]
    assert {row["target"] for row in found.rows} == {"PRK|GMB"}
    assert {given_columns(row, "sender", "cosenders") for row in found.rows} == {("EU", "NOR")}
    assert {given_columns(row, "start", "end", "end_precision") for row in found.rows} == {
        (dt.date(1999, 1, 1), dt.date(2004, 1, 1), "year")
    }


def test_a_case_that_ends_with_the_data_of_gsdb_is_still_on(tmp_path: Path) -> None:
    row = spells(tmp_path, GSDB, end="2023", descr_trade="", trade="0", arms="0").row

    assert given_columns(row, "end", "status", "status_as_of") == (
        None,
        "in_force",
        dt.date(2023, 12, 31),
    )


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"begin": "?"}, "the spell has no start"),
        ({"sanctioning_state": ""}, "the spell has no sender"),
        ({"sanctioned_state": ""}, "the spell has no target"),
        ({"descr_trade": "", "trade": "0", "arms": "0", "travel": "0"}, "no kind of sanction"),
    ],
)
def test_a_case_of_gsdb_without_its_parts_is_quarantined(
    tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    assert reason in spells(tmp_path, GSDB, **cells).reasons[2]


def test_trade_without_a_description_is_unspecified(tmp_path: Path) -> None:
    row = spells(tmp_path, GSDB, descr_trade="", arms="0", travel="0").row

    assert row["class"] == "trade_unspecified"


def test_a_crisis_of_icb_runs_from_trigger_to_termination(tmp_path: Path) -> None:
    row = spells(tmp_path, ICB).row

    assert given_columns(row, "spell_id", "sender", "target", "class", "label") == (
        "icb:7:12",
        "CHE",
        "GBR",
        "crisis",
        "FERRY",
    )
    assert given_columns(row, "start", "start_precision", "end", "end_precision") == (
        dt.date(1950, 3, 1),
        "month",
        dt.date(1950, 5, 4),
        "day",
    )
    assert row["note"] == "economic act"
    assert row["measure_type"] is None


def test_a_crisis_known_by_its_year_alone_and_without_a_trigger_is_kept(tmp_path: Path) -> None:
    row = spells(tmp_path, ICB, motrig="", moterm="", daterm="", trigent="").row

    assert given_columns(row, "sender", "start_precision", "end", "end_precision") == (
        "unknown",
        "year",
        dt.date(1950, 1, 1),
        "year",
    )


def test_a_coarse_end_never_lies_before_the_start(tmp_path: Path) -> None:
    row = spells(tmp_path, ICB, datrig="20.0", trigger_date="1950-03-20", moterm="", daterm="").row

    assert (row["start"], row["end"]) == (dt.date(1950, 3, 20), dt.date(1950, 3, 20))


def test_crises_without_codes_and_without_a_year_are_told_apart(tmp_path: Path) -> None:
    assert spells(tmp_path, ICB, yrtrig="").left_out["crises without any coded field"] == 1
    assert spells(tmp_path, ICB, yrtrig="19x").reasons == {2: "the spell has no start"}


def test_a_policy_of_cobap_is_a_spell_for_each_channel_it_closes(tmp_path: Path) -> None:
    land, sea = spells(tmp_path, COBAP).rows

    assert given_columns(land, "class", "measure_type", "target") == (
        "land_closed",
        "border_closed",
        "ITA|FRA",
    )
    assert given_columns(sea, "class", "measure_type", "family", "target") == (
        "sea_closed",
        None,
        "movement",
        "*",
    )
    assert (land["start"], land["end"]) == (dt.date(2020, 3, 13), dt.date(2020, 6, 15))


def test_a_complete_closure_bans_entry_of_everyone_until_last_seen(tmp_path: Path) -> None:
    row = spells(tmp_path, COBAP, POLICY_TYPE="COMPLETE", END_DATE="NONE").row

    assert given_columns(row, "measure_type", "target", "end", "status_as_of") == (
        "entry_banned",
        "*",
        None,
        dt.date(2021, 12, 31),
    )


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"START_DATE": "02_30_20"}, "the spell has no start"),
        ({"ISO3": ""}, "the spell has no sender"),
        ({"END_DATE": "01_01_20"}, "the spell ends before it starts"),
    ],
)
def test_a_policy_without_its_parts_is_quarantined(
    tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    assert spells(tmp_path, COBAP, **cells).reasons == {2: reason}


def test_a_country_without_a_policy_is_left_out(tmp_path: Path) -> None:
    found = spells(tmp_path, COBAP, POLICY_TYPE="NOPOLICYIMPLEMENTED", START_DATE="NONE")

    assert found.left_out["countries without a policy"] == 1


def test_a_harmful_intervention_is_a_spell(tmp_path: Path) -> None:
    row = spells(tmp_path, GTA).row

    assert given_columns(row, "spell_id", "sender", "target", "class", "measure_type") == (
        "gta:5:CHE",
        "CHE",
        "FRA|ITA",
        "import_ban",
        "import_banned",
    )
    assert given_columns(row, "announced", "start", "status") == (
        dt.date(2019, 1, 2),
        dt.date(2019, 2, 1),
        "in_force",
    )


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("GTA__Evaluation", "Green", "interventions that free trade"),
        ("Implementation__Date", "", "interventions announced and not yet in force"),
    ],
)
def test_interventions_that_restrict_nothing_are_left_out(
    tmp_path: Path, column: str, value: str, reason: str
) -> None:
    assert spells(tmp_path, GTA, **{column: value}).left_out[reason] == 1


def test_an_intervention_without_a_sender_is_quarantined(tmp_path: Path) -> None:
    found = spells(tmp_path, GTA, Implementing__Jurisdiction="")

    assert found.reasons == {2: "the spell has no sender"}


def test_a_quote_that_stays_open_costs_its_own_line_only(tmp_path: Path) -> None:
    header, good = csv_text(GSDB).strip().split("\n")
    bad = good.replace("policy_change", '"policy_change', 1)

    found = read_text(tmp_path, "\n".join([header, good, bad, good, good]) + "\n")

    assert found.reasons == {3: "a quote is opened and not closed"}
    assert found.read == 5
    assert found.table.num_rows == 3 * 4


def test_a_quoted_cell_may_hold_line_ends(tmp_path: Path) -> None:
    found = read_text(tmp_path, csv_text(GSDB | {"objective": "two\nlines"}, GSDB))

    assert {row["label"] for row in found.rows} == {"two\nlines", "policy_change"}
    assert found.rows[-1]["source_ref"] == "feed.txt:4"


CELL = any_text(max_size=12, without="\n\r\0")


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.lists(CELL, max_size=4), CELL), max_size=8))
def test_every_record_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, lines: list[list[str] | str | None]
) -> None:
    for name, sample in SAMPLES.items():
        header, good = csv_text(sample).strip().split("\n")
        names = list(sample)
        text = [header]
        for line in lines:
            if line is None:
                text.append(good)
            elif isinstance(line, str):
                text.append(line.replace('"', ""))
            else:
                odd = dict(zip(names, line, strict=False))
                text.append(csv_text(sample | odd).strip("\n").split("\n", 1)[1])
        path = tmp_path_factory.mktemp("junk") / "junk.csv"
        path.write_text("\n".join(text) + "\n", encoding="utf-8", newline="")
        found = [*batches(path, format=name)]

        rejected = sum(len(batch.rejected) for batch in found)
        aside = sum(sum(batch.left_out.values()) for batch in found)
        refs = {ref for batch in found for ref in batch.table["source_ref"].to_pylist()}
        assert sum(batch.read for batch in found) == len(text)
        assert len(refs) + rejected + aside == len(text)
