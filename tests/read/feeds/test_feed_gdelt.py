"""GDELT events: every cell in its place, and every line accounted for."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from feed_samples import Read, gdelt1_line, gdelt1_old_line, gdelt2_line, read, read_text
from hypothesis import given, settings
from hypothesis import strategies as st

from earnest.read.feeds import batches, detect, gdelt1, gdelt2


def test_there_are_61_58_and_57_columns() -> None:
    assert [len(names) for names in (gdelt2.COLUMNS, gdelt1.COLUMNS, gdelt1.OLD_COLUMNS)] == [
        61,
        58,
        57,
    ]
    assert gdelt2.COLUMNS[26] == "EventCode"
    assert gdelt2.COLUMNS[-2:] == ("DATEADDED", "SOURCEURL")


def test_a_row_of_gdelt2_becomes_an_event_cell_by_cell(tmp_path: Path) -> None:
    found = read_text(tmp_path, gdelt2_line() + "\n", file="one.CSV")

    assert found.row == {
        "event_id": "gdelt2:410",
        "date": dt.date(2015, 2, 18),
        "date_precision": "day",
        "date_end": None,
        "actor_country": "CHE",
        "actor_name": "SWITZERLAND",
        "actor_role": "government",
        "recipient_country": "FRA",
        "recipient_name": "FRANCE",
        "recipient_role": None,
        "code": "036",
        "root": "03",
        "plover": "AGREE",
        "quad": 1,
        "goldstein": 4.0,
        "description": None,
        "confidence": None,
        "tier": "page",
        "note": None,
        "known_at": dt.date(2015, 2, 19),
        "known_at_basis": "published",
        "source_id": "one.CSV",
        "source_ref": "https://news.example/ferry",
    }


def test_the_quadrant_and_the_score_of_the_row_are_kept_not_computed_again(tmp_path: Path) -> None:
    line = gdelt2_line(EventCode="090", EventRootCode="09", QuadClass="2", GoldsteinScale="-7.7")

    found = read_text(tmp_path, line + "\n")

    assert (found.row["quad"], found.row["goldstein"]) == (2, -7.7)


@pytest.mark.parametrize(
    ("line", "name"),
    [(gdelt2_line(), "gdelt2"), (gdelt1_line(), "gdelt1"), (gdelt1_old_line(), "gdelt1")],
)
def test_the_format_shows_in_the_content_and_not_in_the_name(
    tmp_path: Path, line: str, name: str
) -> None:
    path = tmp_path / "holiday photo.jpg"
    path.write_text(line + "\n", encoding="utf-8")

    assert detect(path) == name


def test_lines_of_57_and_of_58_columns_may_stand_in_one_file(tmp_path: Path) -> None:
    text = f"{gdelt1_line()}\n{gdelt1_old_line(GLOBALEVENTID='411')}\n"

    found = read_text(tmp_path, text, file="mixed.csv")

    assert found.rejected == []
    assert found.table["source_ref"].to_pylist() == ["https://news.example/ferry", "mixed.csv:2"]
    assert found.table["known_at"].to_pylist() == [dt.date(2015, 2, 19), dt.date(2013, 2, 3)]


def test_a_known_group_without_a_country_is_the_body_itself(tmp_path: Path) -> None:
    line = gdelt2_line(
        Actor1Code="IGOUNO",
        Actor1Name="UNITED NATIONS",
        Actor1CountryCode="",
        Actor1KnownGroupCode="UNO",
        Actor1Type1Code="IGO",
    )

    row = read_text(tmp_path, line + "\n").row

    assert (row["actor_country"], row["actor_name"]) == (None, "UN")
    assert row["actor_role"] == "intergovernmental"


def test_an_unknown_actor_code_is_counted_and_its_name_stays(tmp_path: Path) -> None:
    found = read_text(tmp_path, gdelt2_line(Actor2CountryCode="QQQ", Actor2Name="NOWHERE") + "\n")

    assert found.unresolved == {"cameo:QQQ": 1}
    assert (found.row["recipient_country"], found.row["recipient_name"]) == (None, "NOWHERE")


@pytest.mark.parametrize("code", ["AFR", "kur"])
def test_a_region_or_a_people_is_no_state_and_not_unresolved(tmp_path: Path, code: str) -> None:
    found = read_text(tmp_path, gdelt2_line(Actor1Code=code, Actor1CountryCode="") + "\n")

    assert found.unresolved == {}
    assert found.row["actor_country"] is None


def test_traps_of_real_files_go_to_the_quarantine_with_line_and_reason(tmp_path: Path) -> None:
    lines = [
        gdelt2_line(Actor1Name='THE "LAKE'),
        "410\t2015",
        gdelt2_line(Actor1Name="A\tB"),
        gdelt2_line(SQLDATE="20150230"),
        gdelt2_line(EventCode="---"),
        gdelt2_line(GLOBALEVENTID=""),
        gdelt2_line(GLOBALEVENTID="500"),
    ]

    found = read_text(tmp_path, "\n".join(lines) + "\n")

    assert found.table["event_id"].to_pylist() == ["gdelt2:410", "gdelt2:500"]
    assert found.reasons == {
        2: "the line has 2 columns, not 61",
        3: "the line has 62 columns, not 61",
        4: "the date is no day of the calendar",
        5: "there is no CAMEO code",
        6: "the event has no number",
    }
    assert found.rejected[0].raw == b"410\t2015"
    assert found.rejected[0].member == "feed.txt"


def test_bytes_that_are_no_text_are_repaired_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "bytes.csv"
    lines = [gdelt2_line(Actor1Name="N\0UL"), gdelt2_line(Actor1Name="C\rR"), gdelt2_line()]
    raw = [line.encode() for line in lines]
    raw[2] = raw[2].replace(b"FRANCE", b"FRAN\xe7E")
    path.write_bytes(b"\r\n".join(raw) + b"\r\n")

    found = read(path)

    assert found.table["actor_name"].to_pylist() == ["NUL", "C R", "SWITZERLAND"]
    assert found.rows[2]["recipient_name"] == "FRAN�E"
    assert found.repaired == {
        "NUL bytes removed": 1,
        "carriage returns inside the line replaced by spaces": 1,
        "bytes that are not UTF-8 replaced": 1,
    }


def test_impossible_coordinates_and_scores_are_ignored_and_counted(tmp_path: Path) -> None:
    line = gdelt2_line(ActionGeo_Lat="461", ActionGeo_Long="x", GoldsteinScale="99")

    found = read_text(tmp_path, line + "\n")

    assert found.row["goldstein"] is None
    assert found.repaired == {
        "coordinates on no globe ignored": 1,
        "Goldstein values outside -10 to 10 ignored": 1,
    }


def test_without_a_date_of_adding_the_event_is_known_on_its_day_assumed(tmp_path: Path) -> None:
    found = read_text(tmp_path, gdelt2_line(DATEADDED="soon") + "\n")

    assert found.row["known_at"] == dt.date(2015, 2, 18)
    assert found.row["known_at_basis"] == "assumed"
    assert found.repaired.total() == 1


def test_a_last_line_without_a_line_end_is_read_and_remarked(tmp_path: Path) -> None:
    found = read_text(tmp_path, gdelt2_line())

    assert found.table.num_rows == 1
    assert found.repaired == {"the last line of the file has no line end": 1}


def test_blank_lines_keep_the_numbers_of_the_lines_after_them(tmp_path: Path) -> None:
    found = read_text(tmp_path, f"\n{gdelt2_line()}\n\n\nshort\n")

    assert found.left_out == {"blank lines": 3}
    assert list(found.reasons) == [5]
    assert found.read == 5


def test_a_line_longer_than_any_row_is_one_rejected_line(tmp_path: Path) -> None:
    endless = "x" * (9 << 20)

    found = read_text(tmp_path, f"{gdelt2_line()}\n{endless}\n{gdelt2_line()}\n")

    assert found.table.num_rows == 2
    assert found.reasons == {2: "the line is longer than 4 MB"}
    assert len(found.rejected[0].raw) == 4096


def test_rows_come_in_batches_and_lines_are_numbered_through(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    line = gdelt2_line(Actor1Name="N" * 3000)
    path.write_text(f"{line}\n" * 3500 + "short\n" + f"{line}\n" * 3500, encoding="utf-8")

    found = list(batches(path))

    assert len(found) > 1
    assert sum(batch.table.num_rows for batch in found) == 7000
    assert [one.line for batch in found for one in batch.rejected] == [3501]


JUNK = st.binary(max_size=60).map(lambda raw: raw.replace(b"\n", b""))
GOOD = st.builds(
    lambda number, day: gdelt2_line(GLOBALEVENTID=str(number), SQLDATE=day).encode(),
    st.integers(1, 10**9),
    st.from_regex(
        r"20[0-2][0-9][01][0-9][0-3][0-9]", fullmatch=True, alphabet=st.sampled_from("0123456789")
    ),
)


@settings(deadline=None)
@given(st.lists(st.one_of(JUNK, GOOD), max_size=12))
def test_every_line_is_a_row_or_quarantined_or_blank(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    for name in ("gdelt2", "gdelt1"):
        path = tmp_path_factory.mktemp("junk") / "junk.csv"
        everything = [gdelt2_line().encode(), *lines]
        path.write_bytes(b"".join(line + b"\n" for line in everything))
        found = [*batches(path, format=name)]

        rows = sum(batch.table.num_rows for batch in found)
        rejected = sum(len(batch.rejected) for batch in found)
        blank = sum(sum(batch.left_out.values()) for batch in found)
        assert rows + rejected + blank == len(everything)
        assert sum(batch.read for batch in found) == len(everything)


MARRED = ("GLOBALEVENTID", "SQLDATE", "Actor1Code", "Actor1Name", "ActionGeo_Lat", "SOURCEURL")
CELLS = st.dictionaries(
    st.sampled_from((*MARRED, "EventCode", "NumMentions", "DATEADDED")),
    st.text(st.sampled_from('7aé"\t\r\0 -.'), max_size=5),
    max_size=3,
)
FAULTY = st.one_of(
    JUNK,
    GOOD,
    CELLS.map(lambda cells: gdelt2_line(**cells).encode("latin-1")),
    CELLS.map(lambda cells: gdelt2_line(**cells).encode()),
)


@settings(deadline=None)
@given(st.lists(FAULTY, min_size=2, max_size=5))
def test_lines_with_faults_leave_the_others_as_they_are_alone(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    path = tmp_path_factory.mktemp("faults") / "one.csv"

    def found(*some: bytes) -> Read:
        path.write_bytes(b"\n".join(some) + b"\n")
        return read(path, "gdelt2")

    together = found(*lines)
    alone = [found(*[b""] * place, line) for place, line in enumerate(lines)]

    assert together.rows == [row for one in alone for row in one.rows]
    assert together.rejected == [line for one in alone for line in one.rejected]
    assert together.repaired == sum((one.repaired for one in alone), Counter())
    assert together.unresolved == sum((one.unresolved for one in alone), Counter())
