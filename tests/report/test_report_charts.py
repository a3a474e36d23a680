"""The numbers that figures draw, and the drawing."""

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from strait_report import AS_OF, DATE, strait_report

from earnest.contract.finding import RowRef
from earnest.contract.report import Report, Timeline
from earnest.report.charts import timeline_spec
from earnest.report.figures import figure, inline_svg, json_for_script, standalone_svg
from earnest.report.strip import Bar, Bin, Strip, timeline, two_years


def _report(events: list[dict[str, Any]], measures: list[dict[str, Any]] | None = None) -> Report:
    rows = {
        "events": {f"e{i}": row for i, row in enumerate(events)},
        "measures": {f"m{i}": row for i, row in enumerate(measures or [])},
    }
    refs = tuple(RowRef(table, id_) for table, found in rows.items() for id_ in found)
    line = Timeline(("NRL", "SDR"), dt.date(2030, 1, 1), AS_OF, refs)
    return strait_report(rows=rows, timeline=line)


def _strip(report: Report) -> Strip:
    strip = timeline(report)
    assert strip is not None
    return strip


def test_events_are_counted_by_month_and_quad() -> None:
    report = _report(
        [
            {"date": dt.date(2030, 3, 1), "quad": 4},
            {"date": "2030-03-31", "quad": 4},
            {"date": "2030-04-01", "quad": 1},
        ]
    )
    march, april, may = (dt.date(2030, month, 1) for month in (3, 4, 5))
    assert _strip(report).bins == (Bin(march, april, 4, 2), Bin(april, may, 1, 1))


def test_an_event_known_only_to_the_year_is_counted_but_not_drawn() -> None:
    report = _report(
        [
            {"date": "2030-01-01", "date_precision": "year", "quad": 4},
            {"date": "2030-01-01", "date_precision": "day", "quad": None},
        ]
    )
    assert (_strip(report).n, _strip(report).unplaced) == (0, 2)


def test_an_event_outside_the_window_is_not_counted() -> None:
    assert _strip(_report([{"date": "2029-12-31", "quad": 4}])).n == 0


def test_a_long_window_is_drawn_by_quarters_and_a_longer_one_by_years() -> None:
    report = _report([{"date": "2030-05-15", "quad": 2}])
    assert report.timeline is not None
    for first, months, start in ((2015, 3, dt.date(2030, 4, 1)), (1990, 12, dt.date(2030, 1, 1))):
        line = replace(report.timeline, since=dt.date(first, 1, 1))
        strip = _strip(replace(report, timeline=line))
        assert (strip.bin_months, strip.bins[0].start) == (months, start)


def test_a_measure_is_cut_to_the_window_and_open_where_no_end_is_known() -> None:
    measures: list[dict[str, Any]] = [
        {"sender": "NRL", "target": "SDR", "object": "fish", "start": "2028-01-01", "end": None},
        {"sender": "NRL", "target": "SDR", "type": "visa_suspended", "start": "2030-02-01"}
        | {"end": "2030-03-01"},
        {"sender": "NRL", "target": "SDR", "start": "2027-01-01", "end": "2028-01-01"},
        {"sender": "NRL", "target": "SDR", "start": None, "end": None},
    ]
    assert _strip(_report([], measures)).bars == (
        Bar("m0", "NRL → SDR: fish", dt.date(2030, 1, 1), AS_OF, True),
        Bar(
            "m1",
            "NRL → SDR: visa suspended",
            dt.date(2030, 2, 1),
            dt.date(2030, 3, 1),
            False,
        ),
    )


def test_the_first_screen_shows_two_years_before_the_text_and_what_followed() -> None:
    strip = two_years(strait_report())
    assert strip is not None
    assert (strip.since, strip.until) == (DATE - dt.timedelta(days=731), AS_OF)
    assert strip.texts == (DATE,)


def test_a_report_without_a_timeline_draws_nothing() -> None:
    report = strait_report(timeline=None)
    assert timeline(report) is None
    assert two_years(report) is None
    assert figure("strip", None, width=300) is None


def test_a_timeline_that_ends_long_before_the_text_has_no_strip() -> None:
    line = Timeline(("NRL", "SDR"), dt.date(2001, 1, 1), dt.date(2002, 1, 1), ())
    assert two_years(strait_report(timeline=line)) is None


def test_cooperation_is_drawn_up_and_conflict_down() -> None:
    days = [{"date": "2030-03-01", "quad": quad} for quad in (1, 2, 2, 3, 4)]
    spec = timeline_spec(_strip(_report(days)), width=300)
    drawn = next(
        layer["data"]["values"]
        for layer in spec["vconcat"][0]["layer"]
        if layer["mark"].get("type") == "rect"
    )
    heights = {value["kind"]: (value["y"], value["y2"]) for value in drawn}
    assert heights == {
        "acts of cooperation": (0, 2),
        "words of cooperation": (2, 3),
        "acts of conflict": (0, -1),
        "words of conflict": (-1, -2),
    }


def test_json_cannot_end_its_script_element() -> None:
    text = json_for_script({"a": "</script><!-- & \u2028"})
    assert "<" not in text
    assert json.loads(text) == {"a": "</script><!-- & \u2028"}


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    strip = timeline(strait_report())
    assert strip is not None
    return timeline_spec(strip, width=400)


def test_the_drawing_on_the_page_takes_its_colours_from_the_page(spec: dict[str, Any]) -> None:
    assert "var(--coop, #2c6e6a)" in inline_svg(spec)


def test_a_drawing_of_its_own_has_fixed_colours(spec: dict[str, Any]) -> None:
    svg = standalone_svg(spec)
    assert "var(" not in svg
    assert "#2c6e6a" in svg


def test_a_hostile_label_is_escaped_in_the_drawing() -> None:
    measure = {"sender": "<script>", "target": "&", "start": "2030-02-01", "end": "2030-09-01"}
    svg = inline_svg(timeline_spec(_strip(_report([], [measure])), width=400))
    assert "<script>" not in svg
    assert "&lt;script&gt;" in svg


def _bans(n: int) -> list[dict[str, Any]]:
    """Bans in force over the text's date, one starting each further day before it."""
    return [
        {"sender": "NRL", "target": "SDR", "object": str(i)}
        | {"start": (DATE - dt.timedelta(days=i)).isoformat(), "end": None}
        for i in range(n)
    ]


def test_of_many_measures_the_first_screen_draws_those_nearest_to_the_text() -> None:
    strip = two_years(_report([], _bans(11)))
    assert strip is not None
    assert strip.bars_left_out == 3
    assert [bar.label[-1] for bar in strip.bars] == list("76543210")


def test_names_of_near_dates_are_written_away_from_each_other() -> None:
    def sides(as_of: dt.date) -> list[str]:
        strip = _strip(replace(_report([{"date": "2030-03-01", "quad": 1}]), as_of=as_of))
        layers = timeline_spec(strip, width=300)["vconcat"][0]["layer"]
        return [layer["mark"]["align"] for layer in layers if layer["mark"]["type"] == "text"]

    assert sides(AS_OF) == ["center", "center"]
    assert sides(DATE + dt.timedelta(days=5)) == ["right", "left"]


def test_a_window_that_holds_neither_text_nor_cut_off_has_no_upright_line() -> None:
    report = _report([{"date": "2030-03-01", "quad": 1}])
    line = Timeline(
        ("NRL", "SDR"), dt.date(2030, 1, 1), dt.date(2030, 6, 1), (RowRef("events", "e0"),)
    )
    spec = timeline_spec(_strip(replace(report, timeline=line)), width=300)
    assert len(spec["vconcat"]) == 1
    assert [layer["mark"]["type"] for layer in spec["vconcat"][0]["layer"]] == [
        "tick",
        "rect",
        "rule",
    ]


def test_a_reader_of_the_screen_is_told_days_that_no_time_zone_moves() -> None:
    report = _report(
        [{"date": "2030-03-01", "quad": 4}],
        [{"sender": "NRL", "target": "SDR", "type": "import_banned", "start": "2030-03-01"}],
    )
    spec = timeline_spec(_strip(report), width=400)
    layers = [layer for panel in spec["vconcat"] for layer in panel["layer"]]
    dated = [layer for layer in layers if "x" in layer["encoding"]]
    assert len(dated) > 4
    unseen = [layer for layer in dated if layer["mark"].get("aria") is False]
    assert all("description" in layer["encoding"] for layer in dated if layer not in unseen)
    told = {value.get("said") for layer in dated for value in layer["data"]["values"]}
    assert "2030-03-01 to 2030-04-01: 1 acts of conflict" in told
