"""Bad files given to `record add`: good rows stay as they are, bad lines go to the quarantine."""

import gzip
import io
import json
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from feed_samples import ICEWS_HEADER, gdelt2_line, icews_line, polecat_line
from feed_samples import POLECAT as POLECAT_NAMES

from cli_runs import earnest
from earnest.read.feeds.quoted import LONG_CELL, MENDED, OPEN_QUOTE
from earnest.store.manifest import Added, load
from earnest.store.workspace import Workspace


@dataclass(frozen=True)
class Outcome:
    """What a user finds after `record add`."""

    home: Path
    shown: str

    @property
    def added(self) -> Added:
        return load(self.home).added[-1]

    @property
    def lines(self) -> dict[int, tuple[str, str, str]]:
        """File, reason and text of each line in quarantine, by its number."""
        files = sorted((self.home / "quarantine").glob("*.jsonl"))
        rows = [json.loads(r) for f in files for r in f.read_text("utf-8").splitlines()]
        return {row["line"]: (row["file"], row["reason"], row["raw"]) for row in rows}

    @property
    def reasons(self) -> dict[int, str]:
        return {line: reason for line, (_, reason, _) in self.lines.items()}

    def rows(self, table: str = "events") -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = Workspace(self.home).dataset(table).to_table().to_pylist()
        return rows

    def column(self, name: str, table: str = "events") -> list[Any]:
        return sorted(row[name] for row in self.rows(table))


Add = Callable[..., Outcome]


@pytest.fixture
def add(tmp_path: Path) -> Add:
    def run(content: bytes | str, name: str = "file", *words: str) -> Outcome:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        result = earnest("record", "add", path, "--home", tmp_path / "home", *words)
        assert result.exit_code == 0, result.stderr
        return Outcome(tmp_path / "home", result.stdout)

    return run


@pytest.fixture
def refused(tmp_path: Path) -> Callable[[bytes], str]:
    """What the user is told of a file that is not taken; the workspace stays as it was."""

    def run(content: bytes) -> str:
        path = tmp_path / "archive"
        path.write_bytes(content)
        result = earnest("record", "add", path, "--home", tmp_path / "home")
        assert result.exit_code != 0
        assert load(tmp_path / "home").added == ()
        assert "Traceback" not in result.stderr
        return result.stderr

    return run


def _zip(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def _gdelt(*numbers: int, **cells: str) -> str:
    return "".join(gdelt2_line(GLOBALEVENTID=str(n), **cells) + "\n" for n in numbers)


def _icews(*lines: str) -> str:
    return "\n".join((ICEWS_HEADER, *lines)) + "\n"


EVENTS = "event_id,date,actor_country,recipient_country,code,description,source_ref\n"


def _event(identity: str, description: str, date: str = "2019-03-15") -> str:
    return f"{identity},{date},CHE,FRA,042,{description},https://news.example\n"


# Stray quotes


def test_quotes_mean_nothing_in_tabbed_feeds(add: Add) -> None:
    lines = _gdelt(1, Actor1Name='"THE FERRY') + _gdelt(2, Actor1Name='5" PIPE') + _gdelt(3)

    found = add(lines)

    assert found.column("actor_name") == ['"THE FERRY', '5" PIPE', "SWITZERLAND"]
    assert found.lines == {}


def test_quotes_of_icews_and_polecat_swallow_no_lines(add: Add) -> None:
    add(_icews(icews_line(Source_Name='"Harbour'), icews_line(Event_ID="2")))
    polecat = (polecat_line(Actor_Name='A "Pier'), polecat_line(Event_ID="P2"))
    found = add("\n".join(("\t".join(POLECAT_NAMES), *polecat)) + "\n", "second")

    assert len(found.rows()) == 4
    assert '"Harbour' in found.column("actor_name")
    assert found.lines == {}


def test_a_quote_that_is_never_closed_costs_its_line_alone(add: Add) -> None:
    text = EVENTS + _event("a", "fine") + _event("b", '"open') + _event("c", '"one, two"')

    found = add(text)

    assert found.column("event_id") == ["a", "c"]
    assert found.column("description") == ["fine", "one, two"]
    assert found.lines == {3: ("file", OPEN_QUOTE, _event("b", '"open').rstrip("\n"))}


def test_two_stray_quotes_do_not_join_the_rows_between_them(add: Add) -> None:
    text = EVENTS + _event("a", '"open') + _event("b", "fine") + _event("c", '"open')

    found = add(text)

    assert found.column("event_id") == ["b"]
    assert found.reasons == {2: OPEN_QUOTE, 4: OPEN_QUOTE}


def test_a_quote_inside_a_cell_is_a_sign_like_others(add: Add) -> None:
    text = EVENTS + _event("a", 'a 5" pipe') + _event("b", "fine") + _event("c", 'a 6" pipe')

    assert add(text).column("description") == ['a 5" pipe', 'a 6" pipe', "fine"]


def test_text_behind_a_closing_quote_is_read_and_counted_as_repaired(add: Add) -> None:
    found = add(EVENTS + _event("a", '"The" ferry') + _event("b", "fine"))

    assert found.column("description") == ["The ferry", "fine"]
    assert found.added.repaired == {MENDED: 1}


def test_a_cell_may_hold_line_ends_commas_and_doubled_quotes(add: Add) -> None:
    found = add(EVENTS + _event("a", '"one,\ntwo ""three"""') + _event("b", "fine"))

    assert found.column("description") == ["fine", 'one,\ntwo "three"']
    assert found.lines == {}


def test_lines_after_a_cell_of_several_lines_keep_their_numbers(add: Add) -> None:
    found = add(EVENTS + _event("a", '"one\ntwo"') + "short\n")

    assert found.reasons == {4: "the line has 1 columns, not 7"}


def test_a_quoted_cell_that_is_endless_is_told_as_such(add: Add) -> None:
    found = add(EVENTS + _event("a", '"' + "x" * 140_000 + '"') + _event("b", "fine"))

    assert found.column("event_id") == ["b"]
    assert found.reasons == {2: LONG_CELL}


# Widths


def test_a_tab_inside_a_cell_makes_a_long_row_that_is_kept_aside(add: Add) -> None:
    found = add(_gdelt(1) + _gdelt(2, Actor1Name="LAKE\tFERRY") + _gdelt(3))

    assert found.column("event_id") == ["gdelt2:1", "gdelt2:3"]
    long = _gdelt(2, Actor1Name="LAKE\tFERRY").rstrip("\n")
    assert found.lines == {2: ("file", "the line has 62 columns, not 61", long)}


def test_a_tab_inside_a_cell_of_a_comma_table_is_part_of_it(add: Add) -> None:
    assert add(EVENTS + _event("a", "lake\tferry")).column("description") == ["lake\tferry"]


@pytest.mark.parametrize(("text", "width"), [("410\t2015", 2), ("\t" * 70, 71)])
def test_short_and_long_rows_of_icews_are_kept_aside(add: Add, text: str, width: int) -> None:
    found = add(_icews(icews_line(), text, icews_line(Event_ID="2")))

    assert found.column("event_id") == ["icews:2:2018-06-01", "icews:77001:2018-06-01"]
    assert found.lines == {3: ("file", f"the line has {width} columns, not 20", text)}


def test_short_and_long_rows_of_a_comma_table_are_kept_aside(add: Add) -> None:
    found = add(EVENTS + "a,2019\n" + _event("b", "fine") + _event("c", "x,y"))

    assert found.column("event_id") == ["b"]
    assert found.reasons == {
        2: "the line has 2 columns, not 7",
        4: "the line has 8 columns, not 7",
    }


# Bytes


def test_nul_and_non_utf_8_bytes_are_repaired_and_counted(add: Add) -> None:
    lines = _gdelt(1, Actor1Name="N\0UL") + _gdelt(2, Actor1Name="LAC LEMAN") + _gdelt(3)

    found = add(lines.encode().replace(b"LEMAN", b"L\xe9MAN"))

    assert found.column("actor_name") == ["LAC L\ufffdMAN", "NUL", "SWITZERLAND"]
    assert found.added.repaired == {"NUL bytes removed": 1, "bytes that are not UTF-8 replaced": 1}


def test_nul_and_non_utf_8_bytes_of_a_comma_table_are_repaired_and_counted(add: Add) -> None:
    text = (EVENTS + _event("a", "n\0ul") + _event("b", "LEMAN")).encode()

    found = add(text.replace(b"LEMAN", b"L\xe9man"))

    assert found.column("description") == ["L\ufffdman", "nul"]
    assert sum(found.added.repaired.values()) == 2


def test_the_bytes_of_a_rejected_line_are_kept_as_they_were(add: Add) -> None:
    found = add(_gdelt(1).encode() + b"\xe9\0short\n")

    assert found.lines[2][2] == "\\xe9\0short"


# Ids, dates, coordinates


def test_an_id_that_stands_twice_is_kept_once_and_counted(add: Add) -> None:
    found = add(_gdelt(1, 2, 1) + _gdelt(3))
    assert found.column("event_id") == ["gdelt2:1", "gdelt2:2", "gdelt2:3"]
    assert found.added.duplicates == 1

    again = add(_gdelt(3, 4), "second")
    assert again.column("event_id") == [f"gdelt2:{n}" for n in (1, 2, 3, 4)]
    assert again.added.duplicates == 1


@pytest.mark.parametrize("date", ["20150230", "00000000", "2015022", ""])
def test_an_impossible_date_of_gdelt_is_quarantined(add: Add, date: str) -> None:
    found = add(_gdelt(1) + _gdelt(2, SQLDATE=date))

    assert found.column("event_id") == ["gdelt2:1"]
    assert found.reasons == {2: "the date is no day of the calendar"}


@pytest.mark.parametrize("date", ["2018-02-30", "2018-6-1", "NULL", "9999-99-99"])
def test_an_impossible_date_of_icews_is_quarantined(add: Add, date: str) -> None:
    found = add(_icews(icews_line(), icews_line(Event_ID="2", Event_Date=date)))

    assert found.column("event_id") == ["icews:77001:2018-06-01"]
    assert found.reasons == {3: "the date is no day of the calendar"}


@pytest.mark.parametrize("date", ["2018-02-30", "0000-00-00", "99999-01-01", "2018-Q9"])
def test_an_impossible_date_of_an_own_table_is_quarantined(add: Add, date: str) -> None:
    found = add(EVENTS + _event("a", "fine") + _event("b", "x", date))

    assert found.column("event_id") == ["a"]
    assert found.reasons == {3: f"date: '{date}' is not a date of the calendar"}


@pytest.mark.parametrize(("north", "east"), [("91", "0"), ("-461", "6"), ("46", "181")])
def test_impossible_coordinates_cost_the_place_and_not_the_event(
    add: Add, north: str, east: str
) -> None:
    add(_gdelt(1, ActionGeo_Lat=north, ActionGeo_Long=east))
    found = add(_icews(icews_line(Latitude=north, Longitude=east)), "second")
    polecat = polecat_line(Latitude=north, Longitude=east)
    third = add("\t".join(POLECAT_NAMES) + f"\n{polecat}\n", "third")

    assert len(third.rows()) == 3
    repairs = [added.repaired for added in load(found.home).added]
    assert repairs == [{"coordinates on no globe ignored": 1}] * 3


# Archives


def test_a_sound_zip_of_truncated_text_loses_the_torn_line_alone(add: Add) -> None:
    whole = _gdelt(*range(50))

    found = add(_zip(("export.CSV", whole[:-100].encode())), "export.zip")

    assert len(found.rows()) == 49
    ((file, reason, raw),) = found.lines.values()
    assert (file, list(found.lines)) == ("export.zip!export.CSV", [50])
    assert reason.startswith("the line has ")
    assert whole.splitlines()[49].startswith(raw)
    assert found.added.repaired == {"the last line of the file has no line end": 1}


NOISE = np.random.default_rng(7).integers(33, 127, 200_000, dtype=np.uint8).tobytes()
PACKED = _zip(("a", _gdelt(*range(100)).encode() + NOISE + b"\n"))


@pytest.mark.parametrize("part", [0.05, 0.5, 0.999])
@pytest.mark.parametrize("pack", [lambda raw: PACKED, gzip.compress])
def test_a_truncated_archive_adds_nothing(
    refused: Callable[[bytes], str], part: float, pack: Callable[[bytes], bytes]
) -> None:
    raw = pack(_gdelt(*range(100)).encode() + NOISE + b"\n")

    assert "the archive is damaged" in refused(raw[: int(len(raw) * part)])


@pytest.mark.parametrize("place", [60, 5_000, 100_000])
def test_a_corrupt_archive_adds_nothing(refused: Callable[[bytes], str], place: int) -> None:
    raw = bytearray(PACKED)
    raw[place] ^= 0x55

    assert "the archive is damaged" in refused(bytes(raw))


def test_an_archive_whose_list_points_nowhere_adds_nothing(
    refused: Callable[[bytes], str],
) -> None:
    raw = bytearray(PACKED)
    end = raw.rindex(b"PK\x05\x06")
    raw[end + 16 : end + 20] = struct.pack("<I", 0xFFFFFF00)

    assert "the archive is damaged" in refused(bytes(raw))


@pytest.mark.parametrize("pack", [lambda raw: _zip(("a", raw)), gzip.compress])
def test_a_bomb_is_stopped_and_adds_nothing(
    refused: Callable[[bytes], str], pack: Callable[[bytes], bytes]
) -> None:
    bomb = _gdelt(1).encode() + b"\t" * (28 << 20)

    assert "unpacks to over 250 times its packed size" in refused(pack(bomb))


def test_a_bomb_of_files_that_lie_one_over_the_other_is_refused(
    refused: Callable[[bytes], str],
) -> None:
    raw = _zip(("a", NOISE))
    start, end = raw.index(b"PK\x01\x02"), raw.index(b"PK\x05\x06")
    entry, tail = raw[start:end], bytearray(raw[end:])
    entries = entry.replace(b"a", b"b") + entry
    tail[8:16] = struct.pack("<HHI", 2, 2, len(entries))

    assert "lie one over the other" in refused(raw[:start] + entries + bytes(tail))


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../x.CSV", "a/../../x.CSV", "C:\\x.CSV", "\\\\host\\x.CSV"]
)
def test_an_archive_that_names_paths_outside_is_refused(
    refused: Callable[[bytes], str], name: str, tmp_path: Path
) -> None:
    told = refused(_zip(("fine.CSV", _gdelt(1).encode()), (name, _gdelt(2).encode())))

    assert "names a file outside of itself" in told
    assert not (tmp_path.parent / "x.CSV").exists()


@pytest.mark.parametrize("name", [".", "./", " ", "a//b"])
def test_an_odd_name_in_an_archive_is_no_matter(add: Add, name: str) -> None:
    found = add(_zip((name, _gdelt(1).encode()), ("b.CSV", _gdelt(2).encode())))

    assert "gdelt2:2" in found.column("event_id")


# Formulas


@pytest.mark.parametrize(
    "cell",
    ['=HYPERLINK("http://x.example","y")', "+1+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0"],
)
def test_a_formula_is_text_and_stays_as_it_is(add: Add, cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'

    found = add(EVENTS + _event("a", quoted) + _event("b", "fine"))
    assert sorted([cell, "fine"]) == found.column("description")

    measures = "id,sender,target,measure,start,note\n"
    found = add(f"{measures}m,CHE,FRA,border_closed,2019,{quoted}\n", "second")
    assert found.column("note", "measures") == [cell]
