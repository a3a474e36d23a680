"""A relation as a Vega-Lite specification: acts up and down, turns as bands, surprise below."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from earnest.report.charts import Spec
from earnest.report.strip import QUADS

_COLOURS: Final = {
    1: "var(--coop-soft, #8fb8b5)",
    2: "var(--coop, #2c6e6a)",
    3: "var(--conf-soft, #dba590)",
    4: "var(--conf, #96351e)",
}
_INK: Final = "var(--ink, #1d1b18)"
_BAND: Final = "var(--rule, #d8d3c8)"
_MOST_BARS: Final = 160
_ALARM_NATS: Final = 6.9
# Acts are drawn nearest the axis, words beyond them.
_STACK: Final = ((1, (2, 1)), (-1, (4, 3)))
# What a screen reader says of a mark; Vega itself would tell its days in local time.
_SAID: Final[Spec] = {"field": "said", "type": "nominal"}
# In local time a day west of Greenwich would be drawn as the one before.
_DAYS: Final[Spec] = {"type": "temporal", "scale": {"type": "utc"}}


@dataclass(frozen=True, slots=True)
class DrawnWeek:
    """A week: its Monday, acts by quad, and the surprise in nats where the gate lets it be told."""

    first: dt.date
    quads: tuple[int, ...]
    surprise: float | None


@dataclass(frozen=True, slots=True)
class DrawnTurn:
    """A stretch of days in which `methods` of three see a turn at some time."""

    first: dt.date
    last: dt.date
    methods: int


def relation_spec(
    weeks: Sequence[DrawnWeek],
    turns: Sequence[DrawnTurn],
    *,
    title: str,
    words: str,
    width: int = 760,
) -> Spec:
    """The specification of a chart; without any surprise to tell, of its upper panel only.

    Args:
        weeks: of both directions, earliest first; joined to at most 160 bars.
        turns: drawn as bands behind the bars, their number of methods above.
        title: names the sides and days.
        words: what is seen or cannot be seen, below the title.
        width: pixels inside the axes.
    """
    per_bar = max(1, -(-len(weeks) // _MOST_BARS))
    panels = [_acts(weeks, turns, per_bar, width)]
    told = [week for week in weeks if week.surprise is not None]
    if told:
        panels.append(_surprise(told, width))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": f"{title}. {words}",
        "title": {"text": title, "subtitle": _wrapped(words), "anchor": "start", "color": _INK},
        "vconcat": panels,
        "resolve": {"scale": {"x": "shared"}},
        "config": {"font": "sans-serif", "view": {"stroke": None}},
    }


def _acts(weeks: Sequence[DrawnWeek], turns: Sequence[DrawnTurn], per_bar: int, width: int) -> Spec:
    unit = "week" if per_bar == 1 else f"{per_bar} weeks"
    names = [QUADS[quad] for quad in (2, 1, 3, 4)]
    bars: Spec = {
        "data": {"values": _rectangles(weeks, per_bar)},
        "mark": {"type": "rect"},
        "encoding": {
            "x": {"field": "from", "title": None, **_DAYS},
            "x2": {"field": "to"},
            "y": {
                "field": "y",
                "type": "quantitative",
                "title": f"acts per {unit}",
                "axis": {"labelExpr": "abs(datum.value)", "tickMinStep": 1, "format": "d"},
            },
            "y2": {"field": "y2"},
            "description": _SAID,
            "color": {
                "field": "kind",
                "type": "nominal",
                "title": None,
                "scale": {"domain": names, "range": [_COLOURS[quad] for quad in (2, 1, 3, 4)]},
                "legend": {"orient": "bottom"},
            },
        },
    }
    return {"width": width, "height": 220, "layer": [*_bands(turns), bars]}


def _bands(turns: Sequence[DrawnTurn]) -> list[Spec]:
    if not turns:
        return []
    data: Spec = {
        "values": [
            {
                "from": t.first.isoformat(),
                "to": t.last.isoformat(),
                "label": f"{t.methods} of 3",
                "said": f"{t.first} to {t.last}: a turn by {t.methods} of 3 methods",
            }
            for t in turns
        ]
    }
    x: Spec = {"field": "from", **_DAYS}
    text = {"type": "text", "align": "left", "baseline": "top", "fontSize": 10, "color": _INK}
    return [
        {
            "data": data,
            "mark": {"type": "rect", "color": _BAND, "opacity": 0.6},
            "encoding": {"x": x, "x2": {"field": "to"}, "description": _SAID},
        },
        {
            "data": data,
            "mark": text,
            "encoding": {
                "x": x,
                "y": {"value": 2},
                "text": {"field": "label"},
                "description": _SAID,
            },
        },
    ]


def _surprise(told: Sequence[DrawnWeek], width: int) -> Spec:
    values = [{"week": w.first.isoformat(), "nats": round(w.surprise or 0.0, 2)} for w in told]
    line: Spec = {
        "data": {"values": values},
        "mark": {"type": "line", "interpolate": "step-after", "color": _INK, "strokeWidth": 1},
        "encoding": {
            "x": {"field": "week", "title": None, **_DAYS},
            "y": {"field": "nats", "type": "quantitative", "title": "surprise, nats"},
        },
    }
    alarm: Spec = {
        "data": {"values": [{"nats": _ALARM_NATS}]},
        "mark": {"type": "rule", "strokeDash": [4, 3], "color": _COLOURS[4]},
        "encoding": {"y": {"field": "nats", "type": "quantitative"}},
    }
    return {"width": width, "height": 90, "layer": [line, alarm]}


def _rectangles(weeks: Sequence[DrawnWeek], per_bar: int) -> list[Spec]:
    found = []
    for start in range(0, len(weeks), per_bar):
        joined = weeks[start : start + per_bar]
        since, until = joined[0].first, joined[-1].first + dt.timedelta(days=7)
        for sign, stack in _STACK:
            height = 0
            for quad in stack:
                n = sum(week.quads[quad - 1] for week in joined)
                if n:
                    found.append({
                        "from": since.isoformat(), "to": until.isoformat(), "kind": QUADS[quad],
                        "y": sign * height, "y2": sign * (height + n),
                        "said": f"{since} to {until}: {n:,} {QUADS[quad]}",
                    })  # fmt: skip
                height += n
    return found


def _wrapped(words: str, *, width: int = 110) -> list[str]:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
