import datetime as dt
from pathlib import Path

import pytest

from earnest.contract.finding import RowRef
from earnest.errors import InputError
from earnest.store import Record, View
from earnest.store.asof import rewind

EVENTS = """event_id,date,date_precision,date_end,actor_country,actor_name,recipient_country,\
recipient_name,code,description,source_ref,confidence,known_at,note,tier
e1,2019-03-02,day,,FIN,,EST,,166,Finland sends a clerk home,https://example.org/1,high,2019-03-02,,page
e2,2019-04,month,,EST,,FIN,,172,Estonia bars a ferry,https://example.org/2,high,,,page
e3,2019-05-01,day,,FIN,,,EU,042,Finland hosts a visit,https://example.org/3,high,2019-06-15,,page
"""
MEASURES = """measure_id,sender,target,object,type,trigger,announced,start,start_precision,end,\
end_precision,status,status_as_of,scope,reciprocal_of,cluster,source_start,source_end,confidence,note
m1,FIN,EST,ferry,transit_blocked,,2019-03-01,2019-04-10,day,2019-09-01,day,lifted,2019-09-01,,,,\
https://example.org/4,https://example.org/5,high,
"""
COVERAGE = """table,actor,recipient,class,from,to,kind,method
events,FIN|EST,FIN|EST,all,2019-01-01,2019-12-31,exhaustive,all notes of both ministries
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("events", EVENTS), ("measures", MEASURES), ("coverage", COVERAGE)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def view(folder: Path, day: str) -> View:
    return Record.open(folder).at(dt.date.fromisoformat(day))


def ids(found: View, **query: object) -> list[str]:
    return [event.event_id for event in found.events(**query)]  # type: ignore[arg-type]


def test_an_event_is_seen_from_the_day_it_was_known(folder: Path) -> None:
    assert ids(view(folder, "2019-05-02")) == ["e1", "e2"]
    assert ids(view(folder, "2019-06-15")) == ["e1", "e2", "e3"]


def test_an_undated_knowledge_counts_from_the_last_day_of_the_event(folder: Path) -> None:
    assert ids(view(folder, "2019-04-29")) == ["e1"]
    (event,) = (e for e in view(folder, "2019-04-30").events() if e.event_id == "e2")
    assert (event.known_at, event.known_at_basis) == (dt.date(2019, 4, 30), "assumed")
    assert event.last == dt.date(2019, 4, 30)


def test_sides_and_window_narrow_a_lookup(folder: Path) -> None:
    late = view(folder, "2020-01-01")
    assert ids(late, actors=("FIN",), recipients=("EST",)) == ["e1"]
    assert ids(late, recipients=("EU",)) == ["e3"]
    assert ids(late, since=dt.date(2019, 4, 30), until=dt.date(2019, 5, 1)) == ["e2"]
    assert late.count_events(actors=("FIN",)) == 2


def test_a_measure_is_visible_from_its_announcement_with_its_start_hidden(folder: Path) -> None:
    def own(day: str) -> list[tuple[object, object, str]]:
        found = view(folder, day).measures
        return [(m.start, m.end, m.status) for m in found if m.measure_id == "m1"]

    assert own("2019-02-28") == []
    assert own("2019-03-01") == [(None, None, "in_force")]
    assert own("2019-04-10") == [(dt.date(2019, 4, 10), None, "in_force")]
    assert own("2019-09-01") == [(dt.date(2019, 4, 10), dt.date(2019, 9, 1), "lifted")]


def test_the_source_of_an_end_is_hidden_with_the_end(folder: Path) -> None:
    (early,) = (m for m in view(folder, "2019-05-01").measures if m.measure_id == "m1")
    assert (early.source_end, early.status_as_of, early.censored_at) == (
        "",
        None,
        dt.date(2019, 5, 1),
    )


def test_a_status_known_later_leaves_the_row_in_force() -> None:
    raw = {
        "measure_id": "m", "sender": "FIN", "target": "EST", "object": None, "type": "boycott_official",
        "family": "trade", "trigger": None, "announced": None, "start": dt.date(2020, 1, 1),
        "start_precision": None, "end": None, "end_precision": None, "status": "unknown",
        "status_as_of": dt.date(2021, 1, 1), "cluster": None, "reciprocal_of": None,
        "source_start": None, "source_end": "x", "tier": "page", "confidence": None, "note": None,
        "source_id": "t",
    }  # fmt: skip
    early, late = rewind(raw, as_of=dt.date(2020, 6, 1)), rewind(raw, as_of=dt.date(2021, 6, 1))
    assert early is not None
    assert late is not None
    assert (early.status, early.censored_at) == ("in_force", dt.date(2020, 6, 1))
    assert (late.status, late.censored_at) == ("unknown", dt.date(2021, 1, 1))


def test_nothing_known_later_changes_a_view(folder: Path) -> None:
    before = view(folder, "2019-04-30")
    later = {"e3"}
    whole = Record.open(folder)
    events = whole.tables["events"]
    early = events.filter([row not in later for row in events["event_id"].to_pylist()])
    kept = Record({**whole.tables, "events": early}, whole.sources)
    after = kept.at(dt.date(2019, 4, 30))
    assert before.events() == after.events()
    assert before.measures == after.measures


def test_coverage_is_selected_unless_a_source_promises_more(folder: Path) -> None:
    late = view(folder, "2020-01-01")
    year = {"since": dt.date(2019, 1, 1), "until": dt.date(2019, 12, 31)}
    assert late.event_coverage(("FIN", "EST"), ("FIN", "EST"), **year) == "exhaustive"
    assert late.event_coverage(("FIN", "LVA"), ("FIN", "LVA"), **year) == "selected"


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (dt.date(2018, 12, 31), dt.date(2019, 6, 1)),
        (dt.date(2019, 1, 1), dt.date(2020, 1, 1)),
        (None, None),
    ],
)
def test_a_promise_counts_only_for_a_window_it_covers(
    folder: Path, since: dt.date | None, until: dt.date | None
) -> None:
    late = view(folder, "2020-01-01")
    kind = late.event_coverage(("FIN",), ("EST",), since=since, until=until)
    assert kind == "selected"


def test_rows_can_be_taken_away_or_left_alone(folder: Path) -> None:
    late = view(folder, "2020-01-01")
    assert ids(late.without([RowRef("events", "e1")])) == ["e2", "e3"]
    assert ids(late.only([RowRef("events", "e1")])) == ["e1"]
    assert len(late.only([RowRef("events", "e1")]).measures) == len(late.measures)
    assert [m.measure_id for m in late.only([RowRef("measures", "m1")]).measures] == ["m1"]


def test_a_row_is_given_back_as_stored(folder: Path) -> None:
    late = view(folder, "2020-01-01")
    assert late.row("events", "e1")["description"] == "Finland sends a clerk home"
    with pytest.raises(KeyError):
        view(folder, "2019-01-01").row("events", "e1")


def test_a_missing_folder_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such record folder"):
        Record.open(tmp_path / "none")


def test_the_users_row_takes_the_place_of_the_embedded_one(tmp_path: Path) -> None:
    embedded = Record.open().tables["measures"]["measure_id"].to_pylist()
    (tmp_path / "measures.csv").write_text(
        MEASURES.replace("m1,", f"{embedded[0]},"), encoding="utf-8"
    )
    record = Record.open(tmp_path)
    assert record.tables["measures"].num_rows == len(embedded)
    row = next(r for r in record.tables["measures"].to_pylist() if r["measure_id"] == embedded[0])
    assert row["object"] == "ferry"
    assert "measures" in repr(record)


def test_a_replaced_row_is_counted_once_with_the_file_that_replaces_it(tmp_path: Path) -> None:
    embedded = Record.open().tables["measures"]["measure_id"].to_pylist()
    (tmp_path / "measures.csv").write_text(
        MEASURES.replace("m1,", f"{embedded[0]},"), encoding="utf-8"
    )
    record = Record.open(tmp_path)
    rows = {s.source_id: s.rows for s in record.sources if s.kind == "measures"}
    assert rows == {"embedded/measures.csv": len(embedded) - 1, f"{tmp_path.name}/measures.csv": 1}
    assert sum(rows.values()) == record.count("measures")


def test_a_query_cannot_reach_files(folder: Path) -> None:
    record = Record.open(folder)
    assert record.ask("SELECT count(*) AS n FROM events").to_pylist() == [{"n": 3}]
    with pytest.raises(InputError, match="query"):
        record.ask(f"SELECT * FROM read_csv('{folder / 'events.csv'}')")
    with pytest.raises(InputError, match="query"):
        record.ask("SELEC nonsense")


COARSE = """measure_id,sender,target,object,type,trigger,announced,start,start_precision,end,\
end_precision,status,status_as_of,scope,reciprocal_of,cluster,source_start,source_end,confidence,note
m2,FIN,EST,radio,media_blocked,,{announced},2019-04-01,month,,,unknown,2019-05-02,,,,\
https://example.org/6,,high,
"""


@pytest.mark.parametrize(
    ("announced", "day", "seen"),
    [("", "2019-04-29", False), ("", "2019-04-30", True), ("2019-04-13", "2019-04-13", True)],
)
def test_a_start_known_to_the_month_counts_from_its_last_day(
    tmp_path: Path, announced: str, day: str, seen: bool
) -> None:
    (tmp_path / "measures.csv").write_text(COARSE.format(announced=announced), encoding="utf-8")
    found = [m for m in view(tmp_path, day).measures if m.measure_id == "m2"]
    assert bool(found) == seen
    if announced:
        assert found[0].start is None
        (late,) = (m for m in view(tmp_path, "2019-06-01").measures if m.measure_id == "m2")
        assert late.visible_from == dt.date(2019, 4, 13)
