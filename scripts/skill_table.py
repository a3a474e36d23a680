"""The tables of docs/skill.md: every model on every question, scored out of time.

    python scripts/skill_table.py KEDS.parquet ICEWS.parquet

Rewrites what stands between the marks in docs/skill.md. Boosting needs scikit-learn.
"""

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from earnest.measure.backtest import BacktestRow, deadline_backtest
from earnest.measure.deadline_models import MODELS
from earnest.measure.dyad_events import DyadEvents, dyad_events
from earnest.measure.points import protocol_for
from earnest.store.event_columns import event_columns

DOCUMENT = Path("docs/skill.md")
SEED = 20250220
CHOSEN = "refitted"
HEAD = (
    "| sample | class, days | n | base rate | model | Brier | log loss | skill [90 %] "
    "| ahead of boosting [90 %] | slope | ECE (limit) | AUC |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|---|\n"
)


def scored(events: DyadEvents, test_from: dt.date, *, admission: str) -> tuple[BacktestRow, ...]:
    """All models under the protocol of the file's length, admitting on the whole set or the past."""
    laid = protocol_for(events, admission="past" if admission == "past" else "whole")
    return deadline_backtest(
        events,
        test_from=test_from,
        rng=np.random.default_rng(SEED),
        protocol=laid,
        models=tuple(MODELS),
        placebo=("any",),
    )


def table(rows: Iterable[BacktestRow]) -> str:
    """One line per row; sample, class, n and base rate only where they change."""
    return HEAD + "".join(_lines(rows))


def _lines(rows: Iterable[BacktestRow]) -> Iterator[str]:
    before = None
    for row in rows:
        asked = (row.sample, f"{row.act}, {row.days}", f"{row.n:,}", _short(row.base_rate))
        question = asked if asked != before else ("", "", "", "")
        before = asked
        cells = (
            *question,
            f"**{row.model}**" if row.model == CHOSEN else row.model,
            f"{row.brier:.4f}".lstrip("0"),
            f"{row.log_loss:.4f}".lstrip("0"),
            f"{_short(row.skill)} [{_short(row.skill_low)}, {_short(row.skill_high)}]",
            _lead(row),
            "" if row.slope is None else f"{row.slope:.2f}",
            f"{_short(row.ece, 4)} ({_short(row.ece_limit, 4)})",
            _short(row.auc),
        )
        yield "| " + " | ".join(cells) + " |\n"


def diagram(rows: Iterable[BacktestRow]) -> str:
    """Forecast and frequency in ten equally filled groups, one line per question."""
    lines = ["| sample | class, days |" + " |" * 10 + "\n", "|---|---|" + "---|" * 10 + "\n"]
    for row in rows:
        if row.model == CHOSEN and "placebo" not in row.sample:
            pairs = (f"{_short(b.forecast, 2)}→{_short(b.frequency, 2)}" for b in row.diagram)
            lines.append(f"| {row.sample} | {row.act}, {row.days} | " + " | ".join(pairs) + " |\n")
    return "".join(lines)


def _lead(row: BacktestRow) -> str:
    if row.lead is None or row.lead_low is None or row.lead_high is None:
        return ""
    return f"{row.lead:+.3f} [{row.lead_low:+.3f}, {row.lead_high:+.3f}]"


def _short(value: float, digits: int = 3) -> str:
    return f"{value:.{digits}f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.{digits}f}"


def filled(text: str, name: str, content: str) -> str:
    """The document with what stands between the marks of that name replaced."""
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    before, _, rest = text.partition(start)
    return before + start + content + end + rest.partition(end)[2]


def main(keds: Path, icews: Path) -> None:
    """Score everything and rewrite the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    for name, path, test_from in (
        ("KEDS", keds, dt.date(1998, 1, 1)),
        ("ICEWS", icews, dt.date(2018, 5, 1)),
    ):
        events = dyad_events(event_columns([path]))
        for admission in ("whole", "past"):
            rows = scored(events, test_from, admission=admission)
            text = filled(text, f"{name} {admission}", table(rows))
            text = filled(text, f"{name} {admission} diagram", diagram(rows))
    DOCUMENT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
