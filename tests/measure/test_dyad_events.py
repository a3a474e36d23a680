"""Events grouped by directed dyad, and days counted per dyad."""

import numpy as np
import pyarrow as pa
from dyad_tables import START, table

from earnest.measure.act_groups import act_group
from earnest.measure.dyad_events import dyad_events
from earnest.measure.points import day_number

ZERO = day_number(START)


def test_dyads_are_directed_and_sorted() -> None:
    events = dyad_events(table(("PER", "CHL", 0, "042"), ("CHL", "PER", 1, "042")))
    assert events.names == (("", "CHL", "PER"), ("", "PER", "CHL"))
    assert list(events.reverse) == [1, 0]
    assert events.pair[0] == events.pair[1]


def test_a_dyad_without_an_answer_has_no_reverse() -> None:
    events = dyad_events(table(("PER", "CHL", 0, "042")))
    assert list(events.reverse) == [-1]


def test_acts_at_home_and_rows_without_a_side_are_left_out() -> None:
    rows = table(("PER", "PER", 0, "042"), ("PER", "CHL", 0, "042"))
    unknown = pa.table(
        {
            "actor_country": pa.array([None], pa.string()),
            "recipient_country": ["CHL"],
            "date": rows["date"].slice(0, 1),
            "code": ["042"],
        }
    )
    assert len(dyad_events(pa.concat_tables([rows, unknown])).day) == 1


def test_the_same_states_in_two_sets_are_two_dyads_of_one_pair() -> None:
    one = table(("PER", "CHL", 0, "042")).append_column("set", pa.array(["north"]))
    two = table(("PER", "CHL", 5, "042")).append_column("set", pa.array(["south"]))
    events = dyad_events(pa.concat_tables([one, two]))
    assert [name for name, _, _ in events.names] == ["north", "south"]
    assert events.pair[0] == events.pair[1]
    assert list(events.first - ZERO) == [0, 5]


def test_a_class_is_present_once_a_day_and_events_are_all_counted() -> None:
    events = dyad_events(
        table(("PER", "CHL", 3, "057"), ("PER", "CHL", 3, "057"), ("PER", "CHL", 4, "112"))
    )
    assert list(events.days_of(act_group("strict")).day - ZERO) == [3]
    assert len(events.active_days().keys) == 2
    assert len(events.every_event().keys) == 3


def test_a_scheme_without_a_code_for_the_class_does_not_see_it() -> None:
    weis = table(("PER", "CHL", 0, "031"), ontology="WEIS").append_column("set", pa.array(["w"]))
    cameo = table(("PER", "CHL", 0, "042"), ontology="CAMEO").append_column("set", pa.array(["c"]))
    events = dyad_events(pa.concat_tables([weis, cameo]))
    assert list(events.sees(act_group("restrict"))) == [True, False]
    assert list(events.sees(act_group("talks"))) == [True, True]


def test_days_are_counted_in_half_open_windows() -> None:
    days = dyad_events(table(*(("PER", "CHL", day, "057") for day in (1, 5, 9)))).active_days()
    dyad = np.zeros(3, dtype=np.int64)
    start, end = np.array([0, 1, 6]) + ZERO, np.array([5, 6, 9]) + ZERO
    assert list(days.between(dyad, start, end)) == [1, 2, 0]


def test_the_last_day_before_and_the_next_day_from_are_found_within_the_dyad() -> None:
    days = dyad_events(table(("CHL", "PER", 2, "057"), ("PER", "CHL", 7, "057"))).active_days()
    dyad, at = np.array([0, 0, 1, 1]), np.array([2, 3, 7, 8]) + ZERO
    assert list(days.last_before(dyad, at)) == [-1, 0, -1, 1]
    assert list(days.next_from(dyad, at)) == [0, -1, 1, -1]


def test_a_table_without_events_has_no_dyads() -> None:
    events = dyad_events(table().slice(0, 0))
    assert events.names == ()
    assert len(events.days_of(act_group("any")).keys) == 0
    assert len(events.sees(act_group("any"))) == 0
