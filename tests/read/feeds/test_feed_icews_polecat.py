"""ICEWS and POLECAT: real columns, and the traps their users report."""

import datetime as dt
from pathlib import Path

import pytest
from feed_samples import (
    ICEWS_HEADER,
    POLECAT,
    icews_line,
    polecat_line,
    read,
    read_text,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from earnest.read.feeds import batches, detect


def _icews(folder: Path, *lines: str) -> str:
    return "\n".join((ICEWS_HEADER, *lines)) + "\n"


def test_a_row_of_icews_becomes_an_event(tmp_path: Path) -> None:
    row = read_text(tmp_path, _icews(tmp_path, icews_line())).row

    assert row["event_id"] == "icews:77001:2018-06-01"
    assert (row["date"], row["known_at"]) == (dt.date(2018, 6, 1), dt.date(2018, 6, 1))
    assert row["known_at_basis"] == "assumed"
    assert (row["actor_country"], row["actor_role"]) == ("CHE", "government")
    assert (row["recipient_country"], row["recipient_role"]) == ("FRA", "military")
    assert row["actor_name"] == "Foreign Affairs (Switzerland)"
    assert (row["code"], row["root"], row["quad"], row["goldstein"]) == ("040", "04", 1, 1.0)
    assert row["description"] == "Consult"
    assert row["source_ref"] == "feed.txt:2"


def test_a_further_column_of_icews_is_kept_and_its_order_may_differ(tmp_path: Path) -> None:
    lines = [ICEWS_HEADER.split("\t"), icews_line().split("\t")]
    text = "".join(
        "\t".join([*cells[::-1], extra]) + "\n"
        for cells, extra in zip(lines, ("Desk", "7"), strict=True)
    )

    found = read_text(tmp_path, text)

    assert found.row["event_id"] == "icews:77001:2018-06-01"
    assert found.row["description"] == "Consult"


def test_one_event_number_on_two_days_is_two_events(tmp_path: Path) -> None:
    text = _icews(tmp_path, icews_line(), icews_line(Event_Date="2018-06-02"))

    assert len(set(read_text(tmp_path, text).table["event_id"].to_pylist())) == 2


@pytest.mark.parametrize(
    ("written", "code"),
    [("14", "014"), ("40", "040"), ("233", "0233"), ("112", "112"), ("0841", "0841")],
)
def test_a_lost_leading_zero_comes_back(tmp_path: Path, written: str, code: str) -> None:
    found = read_text(tmp_path, _icews(tmp_path, icews_line(CAMEO_Code=written)))

    assert found.row["code"] == code
    assert found.repaired.total() == (written != code)


def test_a_line_in_latin_1_is_read_as_that_and_its_neighbours_as_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "events.tab"
    first = icews_line(Source_Name="Zürich").encode("latin-1")
    second = icews_line(Source_Name="Genève").encode()
    path.write_bytes(b"\n".join([ICEWS_HEADER.encode(), first, second]) + b"\n")

    found = read(path)

    assert found.table["actor_name"].to_pylist() == ["Zürich", "Genève"]
    assert found.repaired == {"line read as ISO-8859-1": 1}


@pytest.mark.parametrize("missing", ["NA", "NULL", ""])
def test_an_actor_that_is_missing_is_null(tmp_path: Path, missing: str) -> None:
    found = read_text(
        tmp_path, _icews(tmp_path, icews_line(Source_Name=missing, Source_Country=missing))
    )

    assert (found.row["actor_country"], found.row["actor_name"]) == (None, None)
    assert found.unresolved == {}


def test_a_country_that_no_table_knows_is_reported(tmp_path: Path) -> None:
    found = read_text(tmp_path, _icews(tmp_path, icews_line(Target_Country="Lakeland")))

    assert found.unresolved == {"name:Lakeland": 1}


def test_an_intensity_off_the_scale_is_ignored_and_counted(tmp_path: Path) -> None:
    found = read_text(tmp_path, _icews(tmp_path, icews_line(Intensity="-11")))

    assert found.row["goldstein"] is None
    assert found.repaired == {"intensities outside -10 to 10 ignored": 1}


def _polecat(header: tuple[str, ...], *lines: str) -> str:
    return "\n".join(("\t".join(header), *lines)) + "\n"


def test_a_row_of_polecat_becomes_an_event(tmp_path: Path) -> None:
    row = read_text(tmp_path, _polecat(POLECAT, polecat_line())).row

    assert len(POLECAT) == 40
    assert row["event_id"] == "polecat:P1"
    assert (row["plover"], row["code"], row["root"], row["quad"]) == ("REQUEST", "10", "10", 3)
    assert row["goldstein"] == -1.5
    assert (row["actor_country"], row["recipient_country"]) == ("CHE", "FRA")
    assert (row["actor_role"], row["recipient_role"]) == ("gov", None)
    assert (row["known_at"], row["known_at_basis"]) == (dt.date(2021, 3, 5), "published")
    assert row["description"] == "REQUEST; assist; diplomatic; economic"


def test_a_surplus_headline_in_the_header_alone_shifts_nothing(tmp_path: Path) -> None:
    header = (*POLECAT[:34], "Headline", *POLECAT[34:])

    row = read_text(tmp_path, _polecat(header, polecat_line())).row

    assert row["known_at"] == dt.date(2021, 3, 5)


def test_empty_cells_at_the_end_of_a_line_are_no_fault(tmp_path: Path) -> None:
    found = read_text(tmp_path, _polecat((*POLECAT, "", ""), polecat_line() + "\t\t"))

    assert found.table.num_rows == 1


def test_columns_are_found_by_name_whatever_their_order(tmp_path: Path) -> None:
    renamed = [name.replace("Intensity", "Event Intensity") for name in POLECAT]
    header = tuple(reversed(renamed))
    line = "\t".join(reversed(polecat_line().split("\t")))
    text = _polecat(("Event ID", *header[:-1]), f"P1\t{line.rsplit(chr(9), 1)[0]}")

    row = read_text(tmp_path, text).row

    assert (row["goldstein"], row["actor_country"]) == (-1.5, "CHE")


def test_several_countries_on_one_side_are_none_and_counted(tmp_path: Path) -> None:
    found = read_text(tmp_path, _polecat(POLECAT, polecat_line(Actor_Country="CHE; ITA")))

    assert found.row["actor_country"] is None
    assert found.repaired == {"several countries on one side: no country taken": 1}


def test_an_event_type_outside_of_plover_is_quarantined(tmp_path: Path) -> None:
    found = read_text(tmp_path, _polecat(POLECAT, polecat_line(Event_Type="WAVE")))

    assert found.reasons == {2: "there is no PLOVER event type"}


JUNK = st.binary(max_size=60).map(lambda raw: raw.replace(b"\n", b""))


@settings(deadline=None)
@given(st.lists(st.one_of(JUNK, st.just(b"GOOD")), max_size=10))
def test_every_line_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    samples = {
        "icews": (ICEWS_HEADER, icews_line()),
        "polecat": ("\t".join(POLECAT), polecat_line()),
    }
    for name, (header, good) in samples.items():
        path = tmp_path_factory.mktemp("junk") / "junk.tab"
        all_lines = [good.encode() if line == b"GOOD" else line for line in lines]
        path.write_bytes(b"".join(line + b"\n" for line in (header.encode(), *all_lines)))
        found = [*batches(path, format=name)]

        rows = sum(batch.table.num_rows for batch in found)
        rejected = sum(len(batch.rejected) for batch in found)
        others = sum(sum(batch.left_out.values()) for batch in found)
        assert rows >= lines.count(b"GOOD")
        assert rows + rejected + others == sum(batch.read for batch in found) == len(lines) + 1
        assert detect(path) == name
