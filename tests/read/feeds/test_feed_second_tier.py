"""Event feeds of the second tier: a sample of each, cell by cell, and lines of junk."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from feed_samples import Read, read, read_text, tabbed
from hypothesis import given, settings
from hypothesis import strategies as st

from earnest.contract.tables import EVENTS
from earnest.errors import InputError
from earnest.read.feeds import batches, detect, phoenix
from earnest.read.feeds.weis import cameo_of


def _sides(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[f"{s}_{p}"] for s in ("actor", "recipient") for p in ("country", "role"))


PHOENIX = tabbed(
    phoenix.OEDA,
    {
        "EventID": "1234",
        "Date": "20140620",
        "Year": "2014",
        "Month": "6",
        "Day": "20",
        "SourceActorFull": "CHEGOV",
        "SourceActorEntity": "CHE",
        "SourceActorRole": "GOV",
        "TargetActorFull": "FRA",
        "TargetActorEntity": "FRA",
        "EventCode": "042",
        "EventRootCode": "04",
        "QuadClass": "0",
        "GoldsteinScore": "1.9",
        "URLs": "https://a.example;https://b.example",
    },
)
CLINE = (
    "eid,story_date,year,month,day,source,source_root,source_agent,target,target_root,"
    "target_agent,code,root_code,quad_class,goldstein\n"
    "NYT1,1/9/1986,1986,1,9,CHEGOV,CHE,GOV,FRA,FRA,,112,11,3,-2.0\n"
)
PETRARCH = "20080804\tCHEGOV\tFRA\t---\t042\t\tAFP01_1\thttps://a.example\tafp\n".replace(
    "FRA\t---\t", "FRAMIL\t"
)
ACLED = (
    "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,country,notes\n"
    "CHE1,04 March 2020,Protests,Peaceful protest,Protesters (Switzerland),,Switzerland,x\n"
    "CHE2,2020-03-05,Battles,Armed clash,Military Forces of France (2017-),Civilians (Italy),F,x\n"
    "CHE3,2020-03-05,Strategic developments,Other,A,B,F,x\n"
    "CHE4,2020-03-05,Strategic developments,Wave,A,B,F,x\n"
)
UCDP = (
    "id,year,type_of_violence,side_a,side_b,date_start,date_end,date_prec\n"
    "9,1999,1,Government of France,Ferry Front,1999-03-01 00:00:00.000,1999-03-31,4\n"
    "10,1999,3,Ferry Front,Civilians,1999-03-01,1999-03-01,1\n"
    "11,1999,2,A,B,1999-03-02,1999-03-01,1\n"
)


def test_an_oeda_phoenix_line_of_26_columns(tmp_path: Path) -> None:
    row = read_text(tmp_path, PHOENIX.removesuffix("\t") + "\n").row

    assert (row["event_id"], row["code"], row["quad"], row["goldstein"]) == (
        "phoenix:1234",
        "042",
        1,
        1.9,
    )
    assert _sides(row) == ("CHE", "government", "FRA", None)
    assert row["source_ref"] == "https://a.example"


def test_a_cline_phoenix_row(tmp_path: Path) -> None:
    row = read_text(tmp_path, CLINE).row

    assert (row["event_id"], row["date"]) == ("cline:NYT1", dt.date(1986, 1, 9))
    assert (row["code"], row["quad"], row["goldstein"]) == ("112", 3, -2.0)
    assert _sides(row) == ("CHE", "government", "FRA", None)


def test_a_petrarch_line(tmp_path: Path) -> None:
    row = read_text(tmp_path, PETRARCH).row

    assert (row["date"], row["code"], row["source_ref"]) == (
        dt.date(2008, 8, 4),
        "042",
        "https://a.example",
    )
    assert _sides(row) == ("CHE", "government", "FRA", "military")


def test_weis_lines_get_the_nearest_cameo_code_and_keep_their_own(tmp_path: Path) -> None:
    found = read_text(tmp_path, "890402\tFRY\tUNK\t224\t(RIOT)\n890403 USR GER 031\nnonsense\n")

    riot, meeting = found.rows
    assert (riot["date"], riot["code"], riot["note"], riot["description"]) == (
        dt.date(1989, 4, 2),
        "145",
        "WEIS 224",
        "riot",
    )
    assert _sides(riot)[::2] == ("YUG", "GBR")
    assert _sides(meeting)[::2] == ("SUN", "DEU")
    assert meeting["code"] == "040"
    assert found.reasons == {3: "the line is not date, source, target, code"}


def test_cameo_lines_keep_their_code(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("20010101\tCHE\tFRA\t0831\n", encoding="utf-8")

    assert detect(tmp_path / "x") == "keds-cameo"
    assert read(tmp_path / "x").row["code"] == "0831"
    assert read(tmp_path / "x", "keds-weis").reasons == {1: "there is no CAMEO code"}


@pytest.mark.parametrize(
    ("weis", "cameo"), [("224", "145"), ("021", "011"), ("199", "160"), ("23", None), ("x", None)]
)
def test_the_nearest_code_falls_back_on_the_root(weis: str, cameo: str | None) -> None:
    assert cameo_of(weis) == cameo


def _plover(**fields: object) -> dict[str, Any]:
    sample = {
        "id": "R1",
        "date": "2016-05-04",
        "source": [{"code": "CHE", "sector": "GOV"}],
        "target": [{"code": "FRA", "sector": ""}],
        "event": "CONSULT",
        "mode": "meet",
    }
    return sample | fields


def test_plover_records_in_an_array_or_one_after_another(tmp_path: Path) -> None:
    two = [_plover(), _plover(id="R2", date="20160505", event="ASSAULT", target="ITAMIL")]
    array = read_text(tmp_path, json.dumps(two, indent=1))
    lines = read_text(tmp_path, "\n".join(map(json.dumps, two)))

    assert array.table.drop(["source_ref"]) == lines.table.drop(["source_ref"])
    assert [(r["event_id"], r["plover"], r["code"], r["quad"]) for r in lines.rows] == [
        ("plover:R1", "CONSULT", "04", 1),
        ("plover:R2", "ASSAULT", "18", 4),
    ]
    assert _sides(lines.rows[0]) == ("CHE", "government", "FRA", None)
    assert _sides(lines.rows[1])[2:] == ("ITA", "military")


def test_plover_records_that_are_broken_or_say_nothing_are_told_apart(tmp_path: Path) -> None:
    lines = [
        _plover(),
        _plover(event=""),
        _plover(source="", target=""),
        _plover(event="WAVE"),
    ]
    text = "\n".join(map(json.dumps, lines)) + '\n{"event": "CONSULT",\n' + json.dumps(_plover())

    found = read_text(tmp_path, text)

    assert found.table.num_rows == 2
    assert found.left_out == {
        "records without an event": 1,
        "reciprocal records whose sides stand in the text alone": 1,
    }
    assert found.reasons == {
        4: "there is no PLOVER event type",
        5: "the JSON of the record is broken",
    }


def test_acled_rows_get_a_code_by_their_sub_type(tmp_path: Path) -> None:
    found = read_text(tmp_path, ACLED)

    protest, clash = found.rows
    assert (protest["date"], protest["code"]) == (dt.date(2020, 3, 4), "141")
    assert _sides(protest) == ("CHE", "crowds", None, None)
    assert (clash["code"], clash["event_id"]) == ("190", "acled:CHE2")
    assert _sides(clash) == ("FRA", "military", "ITA", "civilians")
    assert found.left_out["strategic developments without a CAMEO code"] == 1
    assert found.reasons == {5: "there is no CAMEO code"}


def test_acled_files_may_be_separated_by_semicolons(tmp_path: Path) -> None:
    assert read_text(tmp_path, ACLED.replace(",", ";")).table.num_rows == 2


def test_ucdp_rows_keep_first_and_last_day_and_precision(tmp_path: Path) -> None:
    found = read_text(tmp_path, UCDP)

    month, day = found.rows
    assert (month["date"], month["date_end"], month["date_precision"], month["known_at"]) == (
        dt.date(1999, 3, 1),
        dt.date(1999, 3, 31),
        "month",
        dt.date(1999, 3, 31),
    )
    assert _sides(month) == ("FRA", "government", None, None)
    assert (day["code"], day["date_end"], day["recipient_role"]) == ("180", None, "civilians")
    assert found.reasons == {4: "the event ends before it starts"}


def _parquet(folder: Path, columns: dict[str, list[Any]]) -> Read:
    path = folder / "events.parquet"
    pq.write_table(pa.table(columns), path)
    return read(path)


def test_keds_in_parquet_takes_the_files_state_and_else_our_table(tmp_path: Path) -> None:
    found = _parquet(
        tmp_path,
        {
            "set": ["lake", "lake", "lake"],
            "ontology": ["WEIS", "CAMEO", "CAMEO"],
            "date": [dt.date(1989, 4, 2), dt.date(1999, 4, 2), dt.date(1999, 4, 3)],
            "source_code": ["YUG", "IGOUNO", "QQQ"],
            "target_code": ["ETHALB", "MOSREB", "USAGOV"],
            "source_state": ["SRB", None, None],
            "target_state": ["KSV", None, "USA"],
            "code": ["224", "145]", "020"],
        },
    )

    first, second, third = found.rows
    assert (first["code"], first["note"]) == ("145", "WEIS 224")
    assert _sides(first) == ("SRB", None, "XKX", "ethnic group")
    assert (second["actor_name"], second["code"], second["note"]) == ("UN", "145", None)
    assert (third["actor_name"], third["recipient_role"]) == ("QQQ", "government")
    assert found.unresolved == {"keds:QQQ": 1}
    assert (third["code"], found.repaired.total()) == ("020", 1)


def test_icews_in_parquet_keeps_names_and_counts_missing_states(tmp_path: Path) -> None:
    found = _parquet(
        tmp_path,
        {
            "date": [dt.date(2018, 1, 1)] * 2,
            "source_name": ["Protester (France)", "A. Person"],
            "target_name": ["France", "France"],
            "code": ["141", None],
            "relation": ["Demonstrate or rally", "None"],
            "source_state": ["FRA", None],
            "target_state": ["FRA", "FRA"],
        },
    )

    assert (found.row["actor_name"], found.row["description"]) == (
        "Protester (France)",
        "Demonstrate or rally",
    )
    assert found.reasons == {2: "there is no CAMEO code"}
    assert found.rejected[0].raw.startswith(b"2018-01-01\tA. Person\tFrance")


def test_our_own_parquet_is_taken_with_what_follows_derived(tmp_path: Path) -> None:
    columns: dict[str, list[Any]] = {
        "event_id": ["a"],
        "date": [dt.date(2020, 1, 2)],
        "actor_country": ["CHE"],
        "recipient_country": ["FRA"],
        "code": ["042"],
        "known_at": [dt.date(2020, 1, 3)],
    }

    found = _parquet(tmp_path, columns)
    assert found.table.schema == EVENTS
    assert (found.row["event_id"], found.row["quad"]) == ("a", 1)

    with pytest.raises(InputError, match="'colour' is none of the events table"):
        _parquet(tmp_path, columns | {"colour": ["blue"]})
    with pytest.raises(InputError, match="a column has another type"):
        _parquet(tmp_path, columns | {"date": ["yesterday"]})


def test_parquet_inside_an_archive_is_refused(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("x.parquet", b"PAR1\nevent_id")
    with pytest.raises(InputError, match="unpack it first"):
        list(batches(tmp_path / "x.zip", format="keds-parquet"))


SAMPLES = {
    "phoenix": PHOENIX + "\n",
    "cline": CLINE,
    "petrarch": PETRARCH,
    "keds-weis": "890402\tFRY\tUNK\t224\n",
    "keds-cameo": "20010101\tCHE\tFRA\t0831\n",
    "plover": json.dumps(_plover()) + "\n",
    "acled": ACLED,
    "ucdp": UCDP,
}


@pytest.mark.parametrize("name", SAMPLES)
def test_each_sample_is_recognised_as_what_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / "x").write_text(SAMPLES[name], encoding="utf-8")

    assert detect(tmp_path / "x") == name


@pytest.mark.parametrize("name", SAMPLES)
@settings(deadline=None)
@given(junk=st.lists(st.binary(max_size=40), max_size=6))
def test_junk_after_a_sample_never_breaks_a_reader(
    tmp_path_factory: pytest.TempPathFactory, name: str, junk: list[bytes]
) -> None:
    path = tmp_path_factory.mktemp("junk") / "junk"
    path.write_bytes(SAMPLES[name].encode() + b"\n".join(junk))

    found = [*batches(path, format=name)]

    for batch in found:
        accounted = batch.table.num_rows + len(batch.rejected) + sum(batch.left_out.values())
        assert batch.read == accounted
