"""Back-test tables of turns and spells as text."""

from collections.abc import Sequence

from earnest.answers.printed import columns
from earnest.answers.spells_backtest import SpellsRow
from earnest.answers.turns_backtest import TurnsRow


def turns_text(rows: Sequence[TurnsRow]) -> str:
    """One line per detector and band of volume."""
    header = (
        "detector", "acts/month", "pairs", "pair-years", "turns/year", "null/year", "label",
        "crises", "found [90 %]", "chance", "median delay, d",
    )  # fmt: skip
    return "\n".join(columns(header, [_turns(row) for row in rows])) + "\n"


def spells_text(rows: Sequence[SpellsRow]) -> str:
    """One line per sample, model and horizon."""
    header = (
        "sample", "model", "within, d", "n", "joint", "lifted", "Brier", "of base rate", "skill [90 %]",
        "beats the base rate",
    )  # fmt: skip
    return "\n".join(columns(header, [_spells(row) for row in rows])) + "\n"


def _turns(row: TurnsRow) -> tuple[object, ...]:
    band = f"≥ {row.low:g}" if row.high is None else f"{row.low:g}–{row.high:g}"
    found = (
        f"{row.found} [{row.found_low:.2f}, {row.found_high:.2f}]"
        if row.found_low is not None
        else None
    )
    return (
        row.detector, band, row.n, f"{row.dyad_years:.1f}", f"{row.turns_per_year:.2f}",
        f"{row.null_per_year:.2f}", "usable" if row.is_label_usable else "refused",
        row.crises or None, found, None if row.chance is None else f"{row.chance:.2f}",
        None if row.median_delay is None else f"{row.median_delay:.0f}",
    )  # fmt: skip


def _spells(row: SpellsRow) -> tuple[object, ...]:
    found = row.found
    skill = f"{found.skill:.3f} [{found.low:.3f}, {found.high:.3f}]"
    return (
        row.sample, found.model, found.days, found.n, found.clusters, f"{found.base_rate:.2f}",
        f"{found.brier:.4f}", f"{found.brier_of_base_rate:.4f}",
        skill if found.model != "base_rate" else "0",
        "yes" if found.beats_base_rate else "no",
    )  # fmt: skip
