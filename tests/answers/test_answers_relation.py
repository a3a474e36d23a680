"""A relation from a generated feed: turns and gates; from picked rows: counts and no more."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest

from earnest.answers.relation import RelationAnswer, relation_answer
from earnest.answers.relation_out import relation_csv, relation_svg, relation_text
from earnest.answers.sides import side
from earnest.errors import InputError
from earnest.store import Record
from quarrel_feed import BREAK, FIRST, LAST

LATER = dt.date(2020, 1, 1)


@pytest.fixture(scope="module")
def fallen_out(quarrels: Record) -> RelationAnswer:
    return relation_answer(quarrels, "EST", "Finland", as_of=LATER)


def test_a_falling_out_is_seen_by_all_methods_from_its_week_on(fallen_out: RelationAnswer) -> None:
    label = fallen_out.label
    assert label is not None
    assert fallen_out.status == "on_record"
    assert len(label.methods) == 3
    assert label.since == BREAK
    assert fallen_out.words.startswith("3 of 3 methods")
    assert f"since {BREAK}" in fallen_out.words
    assert label.is_usable


def test_before_it_no_method_sees_a_turn(quarrels: Record) -> None:
    before = relation_answer(
        quarrels, "EST", "FIN", until=BREAK - dt.timedelta(days=1), as_of=LATER
    )
    assert before.label is not None
    assert before.label.methods == ()
    assert before.turns == ()


def test_what_was_not_known_yet_is_not_seen(quarrels: Record) -> None:
    early = relation_answer(quarrels, "EST", "FIN", as_of=BREAK - dt.timedelta(days=1))
    assert early.until == BREAK - dt.timedelta(days=1)
    assert early.label is not None
    assert early.label.methods == ()


def test_both_directions_make_up_both(fallen_out: RelationAnswer) -> None:
    by_week: dict[dt.date, dict[str, int]] = {}
    for week in fallen_out.weeks:
        by_week.setdefault(week.first, {})[week.side] = week.events
    assert all(w["a_to_b"] + w["b_to_a"] == w["both"] for w in by_week.values())
    assert sum(w["both"] for w in by_week.values()) == fallen_out.events


def test_counts_are_those_of_the_store(quarrels: Record, fallen_out: RelationAnswer) -> None:
    view = quarrels.at(LATER)
    n = view.count_events(actors=("EST",), recipients=("FIN",))
    n += view.count_events(actors=("FIN",), recipients=("EST",))
    assert fallen_out.events == n
    everything = sum(w.exposure for w in fallen_out.weeks if w.side == "both")
    assert everything == view.count_events()


def test_a_thin_pair_shows_counts_but_no_number_below_the_gate(quarrels: Record) -> None:
    thin = relation_answer(quarrels, "LVA", "LTU", as_of=LATER)
    assert (thin.status, thin.label, thin.turns) == ("cannot_see", None, ())
    assert thin.events > 20
    assert all(week.conflict_share is None and week.surprise is None for week in thin.weeks)
    assert "turns need 5" in thin.words
    assert "more acts in the year" in thin.words


def test_two_sides_that_never_met_are_thin_not_wrong(quarrels: Record) -> None:
    strangers = relation_answer(quarrels, "LVA", "NOR", as_of=LATER)
    assert (strangers.status, strangers.events) == ("cannot_see", 0)
    assert "60 more acts in the year" in strangers.words


def test_a_short_feed_cannot_tell_a_turn(quarrels: Record) -> None:
    until = FIRST + dt.timedelta(days=59)
    short = relation_answer(quarrels, "EST", "FIN", until=until, as_of=LATER)
    assert short.status == "cannot_see"
    assert "covers 60 days" in short.words
    assert all(week.surprise is None for week in short.weeks)


def test_only_the_weeks_asked_for_are_shown(quarrels: Record) -> None:
    since = dt.date(2017, 8, 2)
    part = relation_answer(quarrels, "EST", "FIN", since=since, as_of=LATER)
    assert part.weeks[0].first == dt.date(2017, 7, 31)  # the Monday of that week
    assert part.label is not None
    assert part.label.since == BREAK  # the baseline reaches back further


@pytest.mark.slow
def test_days_outside_the_feed_are_cut_to_it(quarrels: Record) -> None:
    wide = relation_answer(
        quarrels, "EST", "FIN", since=dt.date(2000, 1, 1), until=dt.date(2019, 6, 1), as_of=LATER
    )
    assert (wide.since, wide.until) == (FIRST, LAST)


EVENTS_HEAD = (
    "event_id,date,date_precision,actor_country,actor_name,recipient_country,recipient_name,code,"
    "description,source,tier\n"
)


def picked(folder: Path, *rows: str) -> Record:
    (folder / "events.csv").write_text(EVENTS_HEAD + "".join(f"{r}\n" for r in rows), "utf-8")
    return Record.open(folder)


def test_picked_rows_show_counts_only(tmp_path: Path) -> None:
    known = picked(
        tmp_path,
        "e1,2019-02-10,day,EST,,FIN,,173,sailors are held,https://example.org/1,page",
        "e2,2019-02-12,day,FIN,,EST,,042,a visit,https://example.org/2,page",
        "e3,2019-03,month,EST,,FIN,,112,a reproach,https://example.org/3,page",
        "e4,2019-04-01,day,EST,,FIN,,112,a reproach,memory,memory",
        "e5,2019-02-11,day,EST,,LVA,,112,a reproach,https://example.org/5,page",
    )
    answer = relation_answer(known, "EST", "FIN", as_of=dt.date(2019, 12, 31))
    assert (answer.status, answer.coverage) == ("cannot_see", "selected")
    assert (answer.events, answer.left_out) == (2, 2)
    assert (answer.since, answer.until) == (dt.date(2019, 2, 10), dt.date(2019, 12, 31))
    both = {week.first: week for week in answer.weeks if week.side == "both"}
    week = both[dt.date(2019, 2, 11)]
    assert (week.quads, week.exposure) == (
        (1, 0, 0, 0),
        2,
    )  # the visit; and one act of another pair
    assert all(week.conflict_share is None for week in answer.weeks)
    assert "A feed with at least 5 acts a month" in answer.words


def test_an_empty_record_is_an_answer() -> None:
    empty = relation_answer(Record.open(), "EST", "FIN", as_of=LATER)
    assert (empty.status, empty.events, empty.turns) == ("cannot_see", 0, ())


def test_unions_and_bodies_are_sides_too(tmp_path: Path) -> None:
    known = picked(
        tmp_path,
        "e1,2019-03-05,day,EU,,EST,,042,a visit,https://example.org/1,page",
        "e2,2019-03-06,day,EST,,,NATO,111,a reproach,https://example.org/2,page",
    )
    assert relation_answer(known, "European Union", "EST", as_of=LATER).events == 1
    assert relation_answer(known, "EST", "NATO", as_of=LATER).events == 1


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("ESTO", "FIN", "did you mean EST"),
        ("Qqqqqq", "FIN", "no state, union or body"),
        ("EST", "Estonia", "both sides are the same"),
    ],
)
def test_sides_that_make_no_sense_are_refused(quarrels: Record, a: str, b: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        relation_answer(quarrels, a, b, as_of=LATER)


def test_days_that_make_no_sense_are_refused(quarrels: Record) -> None:
    with pytest.raises(InputError, match="ends before it begins"):
        relation_answer(quarrels, "EST", "FIN", since=LAST, until=FIRST, as_of=LATER)
    with pytest.raises(InputError, match=f"the events begin on {FIRST}"):
        relation_answer(quarrels, "EST", "FIN", as_of=dt.date(2013, 1, 1))
    with pytest.raises(InputError, match="--to 2013"):
        relation_answer(quarrels, "EST", "FIN", until=dt.date(2013, 1, 1), as_of=LATER)


def test_codes_and_names_are_sides_and_office_holders_are_not() -> None:
    assert (side("est"), side("Finland"), side("European Union")) == ("EST", "FIN", "EU")
    with pytest.raises(InputError):
        side("Estonie du Sud")


def test_the_text_tells_status_turns_and_the_last_weeks(fallen_out: RelationAnswer) -> None:
    text = relation_text(fallen_out)
    first, second, *rest = text.splitlines()
    assert first == f"EST and FIN, {FIRST} to {LAST}, as of {LATER}"
    assert second.startswith("  on_record: 3 of 3 methods (surprise, change point, hidden Markov")
    assert f"  {BREAK} going on: 3 of 3" in text
    assert sum(line.startswith("201") for line in rest) == 52
    assert rest[-1] == "(weeks before these: 156; --format csv has all)"  # 208 weeks


def test_the_csv_has_a_row_for_each_week_and_direction(fallen_out: RelationAnswer) -> None:
    rows = list(csv.DictReader(io.StringIO(relation_csv(fallen_out))))
    assert len(rows) == len(fallen_out.weeks)
    last = rows[-1]
    assert (last["side"], last["week"]) == ("both", "2017-12-25")
    assert last["methods"] == "surprise|change_point|hidden_markov"
    assert float(last["surprise_nats"]) > 6.9
    assert rows[0]["conflict_share"] == ""  # the first sixteen weeks are baseline only


def test_the_picture_names_sides_and_label_and_uses_no_variable(
    fallen_out: RelationAnswer,
) -> None:
    svg = relation_svg(fallen_out)
    assert svg.startswith("<svg")
    assert "EST and FIN" in svg
    assert "3 of 3" in svg
    assert "surprise, nats" in svg
    assert "var(--" not in svg
