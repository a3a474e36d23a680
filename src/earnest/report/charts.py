"""Charts as Vega-Lite specifications: the dyad's events up and down, its measures as bars.

Colours are CSS variables with a fallback, so one picture serves light, dark and paper.
"""

import datetime as dt
from typing import Any, Final

from earnest.report.strip import QUADS, Bar, Bin, Strip

Spec = dict[str, Any]

_COLOURS: Final[dict[int, str]] = {
    1: "var(--coop-soft, #8fb8b5)",
    2: "var(--coop, #2c6e6a)",
    3: "var(--conf-soft, #dba590)",
    4: "var(--conf, #96351e)",
}
# The act of a dyad is drawn nearest the axis, its words beyond it.
_STACK: Final = ((2, 1), (4, 3))
_INK: Final = "var(--ink, #1d1b18)"
_FAINT: Final = "var(--rule, #d8d3c8)"
_MUTED: Final = "var(--muted, #5c574e)"
_BAR: Final = "var(--bar, #6b6152)"
# What a screen reader says of a mark; Vega itself would tell its days in local time.
_SAID: Final[Spec] = {"field": "said", "type": "nominal"}
_NAMES_TOUCH: Final = 0.12  # of the window


def timeline_spec(strip: Strip, *, width: int, bar_height: int = 14) -> Spec:
    """The Vega-Lite specification of a strip, `width` pixels wide inside the axes."""
    panels = [_events_panel(strip, width)]
    if strip.bars:
        panels.append(_measures_panel(strip, width, bar_height))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": f"{strip.title}: events and measures, {strip.since} to {strip.until}",
        "vconcat": panels,
        "spacing": 14,
        "config": _CONFIG,
    }


_CONFIG: Final[Spec] = {
    "background": None,
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": _MUTED,
        "titleColor": _MUTED,
        "titleFontWeight": "normal",
        "gridColor": _FAINT,
        "domainColor": _FAINT,
        "tickColor": _FAINT,
        "labelFontSize": 11,
        "titleFontSize": 11,
    },
    "concat": {"spacing": 14},
    "tooltip": True,
}


def _events_panel(strip: Strip, width: int) -> Spec:
    unit = {1: "month", 3: "quarter", 12: "year"}[strip.bin_months]
    y = {
        "type": "quantitative",
        "title": f"events a {unit}",
        "axis": {"tickMinStep": 1, "format": "d", "labelExpr": "abs(datum.value)"},
    }
    bars: Spec = {
        "data": {"values": _stacked(strip)},
        "mark": {"type": "rect", "stroke": "var(--paper, #fff)", "strokeWidth": 0.5},
        "encoding": {
            "x": _x(strip, field="from"),
            "x2": {"field": "to"},
            "y": {"field": "y", **y},
            "y2": {"field": "y2"},
            "color": _quad_colours(),
            "description": _SAID,
            "tooltip": [
                {"field": name, "type": "nominal"} for name in ("from", "to", "kind", "events")
            ],
        },
    }
    zero: Spec = {
        "data": {"values": [{"y": 0}]},
        "mark": {"type": "rule", "color": _INK},
        "encoding": {"y": {"field": "y", "type": "quantitative"}},
    }
    return {
        "width": width,
        "height": 120,
        "layer": [_window(strip), bars, zero, *_date_lines(strip, label=True)],
    }


def _quad_colours() -> Spec:
    order = (2, 1, 3, 4)
    return {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": [QUADS[q] for q in order], "range": [_COLOURS[q] for q in order]},
        "legend": None,
    }


def _stacked(strip: Strip) -> list[Spec]:
    counts = {(b.start, b.quad): b for b in strip.bins}
    values = []
    for start in sorted({b.start for b in strip.bins}):
        for sign, stack in zip((1, -1), _STACK, strict=True):
            height = 0
            for found in (counts[start, q] for q in stack if (start, q) in counts):
                values.append(_rectangle(found, sign * height, sign * (height + found.n)))
                height += found.n
    return values


def _rectangle(bin_: Bin, y: int, y2: int) -> Spec:
    return {
        "from": bin_.start.isoformat(),
        "to": bin_.end.isoformat(),
        "kind": QUADS[bin_.quad],
        "events": bin_.n,
        "y": y,
        "y2": y2,
        "said": f"{bin_.start} to {bin_.end}: {bin_.n:,} {QUADS[bin_.quad]}",
    }


def _x(strip: Strip, *, field: str) -> Spec:
    years = (strip.until - strip.since).days / 365.25
    axis = {"format": "%Y", "tickCount": {"interval": "year", "step": 1 + int(years // 12)}}
    scale = {"type": "utc", "nice": False}
    return {"field": field, "type": "temporal", "title": None, "scale": scale, "axis": axis}


def _window(strip: Strip) -> Spec:
    """An unseen layer that stretches the time axis to the whole window."""
    days = [{"date": day.isoformat()} for day in (strip.since, strip.until)]
    return {
        "data": {"values": days},
        "mark": {"type": "tick", "opacity": 0, "tooltip": None, "aria": False},
        "encoding": {"x": _x(strip, field="date")},
    }


def _date_lines(strip: Strip, *, label: bool) -> list[Spec]:
    inside = [day for day in strip.texts if strip.since <= day <= strip.until]
    marks = [_date_mark(day, "text") for day in inside]
    if strip.since <= strip.as_of <= strip.until:
        marks.append(_date_mark(strip.as_of, "cut-off"))
    if not marks:
        return []
    dash = {
        "condition": {"test": "datum.name === 'cut-off'", "value": [2, 3]},
        "value": [1, 0],
    }
    rule: Spec = {
        "data": {"values": marks},
        "mark": {"type": "rule", "color": _INK, "strokeWidth": 1.2},
        "encoding": {"x": _x(strip, field="date"), "strokeDash": dash, "description": _SAID},
    }
    if not label:
        return [rule]
    return [rule, *(_name(strip, mark, align) for mark, align in _aligned(strip, marks))]


def _date_mark(day: dt.date, name: str) -> Spec:
    return {"date": day.isoformat(), "name": name, "said": f"{name}: {day}"}


def _aligned(strip: Strip, marks: list[Spec]) -> list[tuple[Spec, str]]:
    """Names over their lines; two that would touch are written away from each other."""
    days = [dt.date.fromisoformat(mark["date"]) for mark in marks]
    near = (strip.until - strip.since) * _NAMES_TOUCH
    is_close = marks[-1]["name"] == "cut-off" and any(days[-1] - day < near for day in days[:-1])
    if not is_close:
        return [(mark, "center") for mark in marks]
    return [(mark, "left" if mark["name"] == "cut-off" else "right") for mark in marks]


def _name(strip: Strip, mark: Spec, align: str) -> Spec:
    text = {"type": "text", "color": _INK, "dy": -7, "fontSize": 11, "baseline": "bottom"}
    return {
        "data": {"values": [mark]},
        "mark": {**text, "align": align},
        "encoding": {
            "x": _x(strip, field="date"),
            "y": {"value": 6},
            "text": {"field": "name"},
            "description": _SAID,
        },
    }


def _measures_panel(strip: Strip, width: int, bar_height: int) -> Spec:
    values = [_bar_values(bar, i) for i, bar in enumerate(strip.bars, 1)]
    y = {"field": "row", "type": "ordinal", "title": None, "axis": None}
    bars: Spec = {
        "data": {"values": values},
        "mark": {"type": "bar", "color": _BAR, "stroke": _BAR, "height": 4, "yOffset": 5},
        "encoding": {
            "x": _x(strip, field="from"),
            "x2": {"field": "to"},
            "y": y,
            "description": _SAID,
            "tooltip": [
                {"field": name, "type": "nominal"} for name in ("measure", "from", "to", "end")
            ],
        },
    }
    return {
        "width": width,
        "height": {"step": bar_height * 1.6},
        "layer": [
            _window(strip),
            bars,
            *_bar_ends(values, strip, y),
            *_date_lines(strip, label=False),
        ],
    }


def _bar_ends(values: list[Spec], strip: Strip, y: Spec) -> list[Spec]:
    layers = [_open_ends(values, strip, y), *_labels(values, strip, y)]
    return [layer for layer in layers if layer["data"]["values"]]


def _bar_values(bar: Bar, row: int) -> Spec:
    end = "no end known" if bar.is_open else "ended"
    return {
        "row": row,
        "measure": bar.label,
        "from": bar.start.isoformat(),
        "to": bar.end.isoformat(),
        "end": end,
        "said": f"{bar.label}: {bar.start} to {bar.end}, {end}",
    }


def _open_ends(values: list[Spec], strip: Strip, y: Spec) -> Spec:
    return {
        "data": {"values": [v for v in values if v["end"] == "no end known"]},
        "mark": {"type": "point", "shape": "triangle-right", "size": 45, "yOffset": 5}
        | {"filled": True, "color": _BAR, "opacity": 1},
        "encoding": {"x": _x(strip, field="to"), "y": y, "description": _SAID},
    }


def _labels(values: list[Spec], strip: Strip, y: Spec) -> list[Spec]:
    """Labels above the bars, written from the side of the window that has room for them."""
    middle = (strip.since + (strip.until - strip.since) / 2).isoformat()
    early = [value for value in values if value["from"] <= middle]
    late = [value for value in values if value["from"] > middle]
    return [
        _label(early, strip, y, field="from", align="left"),
        _label(late, strip, y, field="to", align="right"),
    ]


def _label(values: list[Spec], strip: Strip, y: Spec, *, field: str, align: str) -> Spec:
    mark = {"type": "text", "align": align, "dy": -4, "fontSize": 11, "color": _INK}
    return {
        "data": {"values": values},
        "mark": {**mark, "limit": 320},
        "encoding": {
            "x": _x(strip, field=field),
            "y": y,
            "text": {"field": "measure"},
            "description": _SAID,
        },
    }
