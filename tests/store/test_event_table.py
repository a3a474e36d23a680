"""Tables and counts that a view takes from the store without loading all events."""

import datetime as dt
from pathlib import Path

import pytest

from earnest.store import Record
from earnest.store.view import View

HEAD = "event_id,date,date_precision,actor_country,recipient_country,code,description,source,tier,known_at\n"
ROWS = (
    "e1,2019-01-01,day,EST,FIN,042,a visit,https://example.org/1,page,2019-01-01",
    "e2,2019-01-01,day,FIN,EST,112,a reproach,https://example.org/2,page,2019-01-01",
    "e3,2019-01-05,day,FIN,EST,172,a ban,https://example.org/3,page,2019-02-01",
    "e4,2019-01-05,day,EST,EST,042,at home,https://example.org/4,page,2019-01-05",
    "e5,2019-01,month,EST,FIN,042,some day,https://example.org/5,page,2019-01-31",
    "e6,2019-01-06,day,EST,LVA,042,remembered,memory,memory,2019-01-06",
    "e7,2019-03-01,day,LVA,EST,190,shots,https://example.org/7,page,2019-03-01",
)


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    folder: Path = tmp_path_factory.mktemp("record")
    (folder / "events.csv").write_text(HEAD + "".join(f"{row}\n" for row in ROWS), "utf-8")
    return Record.open(folder).at(dt.date(2019, 12, 31))


def test_a_table_of_events_is_cut_to_parties_and_days(view: View) -> None:
    both = view.event_table(("EST", "FIN"), ("EST", "FIN"))
    assert both["event_id"].to_pylist() == ["e1", "e2", "e5", "e3", "e4"]
    window = view.event_table(
        ("FIN",), ("EST",), since=dt.date(2019, 1, 2), until=dt.date(2019, 1, 6)
    )
    assert window["code"].to_pylist() == ["172"]
    assert view.event_table().num_rows == len(ROWS)


def test_days_and_pairs_count_dated_backed_acts_between_states(view: View) -> None:
    days = view.acts_by_day(since=None, until=dt.date(2019, 3, 1)).to_pylist()
    assert [(row["date"].day, row["n"]) for row in days] == [(1, 2), (5, 1)]
    pairs = view.acts_by_pair(since=dt.date(2019, 1, 1), until=None).to_pylist()
    assert [tuple(row.values()) for row in pairs] == [("EST", "FIN", 3, 2), ("EST", "LVA", 1, 1)]
    acts = view.acts_between_states(since=dt.date(2019, 1, 2))
    assert acts["code"].to_pylist() == ["172", "190"]


def test_what_was_not_known_yet_is_not_counted(view: View) -> None:
    early = View(view._tables, as_of=dt.date(2019, 1, 31))
    assert early.acts_by_day(since=None, until=None)["n"].to_pylist() == [2]
    assert early.event_days == (dt.date(2019, 1, 1), dt.date(2019, 1, 6))
    assert View(view._tables, as_of=dt.date(2018, 1, 1)).event_days is None
