"""What is read of parts as they are written: what can hold a dyad, and no page that was changed."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from feed_of_states import LAST_KNOWN, events

from earnest.errors import InputError
from earnest.store import Record, parts
from earnest.store.manifest import Manifest, Part, commit
from earnest.store.row_groups import read, row_groups


@pytest.fixture(autouse=True)
def _small_row_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "ROW_GROUP", 200)
    monkeypatch.setattr(parts, "ROLLUP_GROUP", 50)


@pytest.fixture
def written(tmp_path: Path) -> list[Part]:
    """Two parts with rollups in a workspace: acts of Estonia and Finland, and of all others."""
    rows = acts(1200)
    is_first = pc.fill_null(pc.is_in(rows["actor_country"], pa.array(["EST", "FIN"])), False)
    some = [rows.filter(is_first), rows.filter(pc.invert(is_first))]
    found = [part for one in some for part in parts.write(tmp_path, "events", one, added=())]
    commit(tmp_path, Manifest(1, tuple(found), ()))
    return found


def acts(n: int) -> pa.Table:
    """Rows without addresses, which would be a file of their own."""
    return events(n, seed=7, is_plain=True).drop_columns(["source_ref"])


def dyad(home: Path, one: str = "EST", other: str = "FIN") -> pa.Table:
    return Record.open(home).series(one, other, as_of=LAST_KNOWN).table


def panel(home: Path) -> pa.Table:
    return Record.open(home).panel(as_of=LAST_KNOWN).read_all().table


def without(home: Path, written: list[Part], gone: list[Part]) -> None:
    commit(home, Manifest(2, tuple(part for part in written if part not in gone), ()))


def change_a_byte(path: Path, column: str) -> None:
    """Change one byte in the last page of a column of the first row group."""
    group = pq.read_metadata(path).row_group(0)
    (place,) = (n for n in range(group.num_columns) if group.column(n).path_in_schema == column)
    chunk = group.column(place)
    raw = bytearray(path.read_bytes())
    start = chunk.dictionary_page_offset or chunk.data_page_offset
    raw[start + chunk.total_compressed_size - 2] ^= 0x04
    path.write_bytes(bytes(raw))


def test_the_manifest_keeps_the_first_and_the_last_actor_of_a_part(written: list[Part]) -> None:
    assert [part.actors for part in written] == [("EST", "FIN"), None, ("LTU", "XKX"), None]


def test_a_part_whose_actors_are_others_is_not_opened(tmp_path: Path, written: list[Part]) -> None:
    before = dyad(tmp_path)
    for part in written[2:]:
        path = tmp_path / "parts" / part.file
        path.write_bytes(bytes(path.stat().st_size))
    assert before.num_rows > 10
    assert dyad(tmp_path).equals(before)


def test_without_bounds_in_the_manifest_all_parts_are_looked_at(
    tmp_path: Path, written: list[Part]
) -> None:
    before = dyad(tmp_path, "EST", "LVA")
    old = [Part(p.file, p.table, p.rows, p.bytes_, p.added) for p in written]
    commit(tmp_path, Manifest(2, tuple(old), ()))
    assert dyad(tmp_path, "EST", "LVA").equals(before)


def test_a_part_without_its_rollup_is_counted_by_its_rows(
    tmp_path: Path, written: list[Part]
) -> None:
    before = dyad(tmp_path, "EST", "LVA")
    without(tmp_path, written, written[1:2])
    assert dyad(tmp_path, "EST", "LVA").equals(before)


def test_a_part_of_nobody_holds_no_dyad(tmp_path: Path) -> None:
    rows = acts(300)
    found = parts.write(tmp_path, "events", rows.filter(rows["actor_country"].is_null()), added=())
    commit(tmp_path, Manifest(1, tuple(found), ()))
    assert found[0].actors == ("", "")
    assert dyad(tmp_path).num_rows == panel(tmp_path).num_rows == 0


def test_a_column_of_one_code_is_known_without_being_read(tmp_path: Path) -> None:
    rows = acts(900)
    one = rows.filter(pc.equal(rows["actor_country"], "FIN"))
    (part, _) = parts.write(tmp_path, "events", one, added=())
    (group, *_) = row_groups(str(tmp_path / "parts" / part.file))
    assert group.same == {"actor_country": "FIN"}
    assert read(group, ["actor_country"]).to_pylist() == [{"actor_country": "FIN"}] * group.rows


def test_acts_of_a_state_toward_itself_alone_are_not_read(tmp_path: Path) -> None:
    rows = acts(900)
    is_home = pc.and_(
        pc.equal(rows["actor_country"], "FIN"), pc.equal(rows["recipient_country"], "FIN")
    )
    (part, _) = parts.write(tmp_path, "events", rows.filter(is_home), added=())
    groups = list(row_groups(str(tmp_path / "parts" / part.file)))
    assert groups
    assert not any(group.may_cross() for group in groups)


@pytest.mark.parametrize("ask", [dyad, panel])
@pytest.mark.parametrize("column", ["recipient_country", "date", "quad"])
def test_a_changed_byte_is_told_and_not_counted(
    tmp_path: Path, written: list[Part], column: str, ask: Callable[[Path], pa.Table]
) -> None:
    without(tmp_path, written, written[1::2])
    change_a_byte(tmp_path / "parts" / written[0].file, column)
    with pytest.raises(InputError, match=rf"{written[0].file}.*damaged.*doctor"):
        ask(tmp_path)


def test_events_at_hand_are_not_read_from_a_changed_byte(
    tmp_path: Path, written: list[Part]
) -> None:
    change_a_byte(tmp_path / "parts" / written[0].file, "code")
    with pytest.raises(InputError, match=r"part is damaged.*doctor"):
        Record.open(tmp_path).at_hand(LAST_KNOWN)


def test_a_changed_byte_of_a_rollup_is_told_too(tmp_path: Path, written: list[Part]) -> None:
    change_a_byte(tmp_path / "parts" / written[1].file, "n")
    with pytest.raises(InputError, match=written[1].file):
        dyad(tmp_path)
