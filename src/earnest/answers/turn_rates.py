"""How often each detector finds a turn, and its noise floor, as aggregates that may ship."""

from pathlib import Path
from typing import Final

from earnest.answers.turns_backtest import TurnsRow, turns_backtest
from earnest.contract.baselines import TurnRate
from earnest.measure.shipping import FEWEST_DYADS, rounded
from earnest.measure.special import exact_count_interval

FEWEST_TURNS: Final = 30


def turn_rates(events: Path, source: str) -> tuple[TurnRate, ...]:
    """The turns per dyad-year of every detector and band of volume with enough dyads and turns.

    Args:
        events: a file of events.
        source: id of the file.

    Raises:
        InputError: the file cannot be read, or no dyad is long and busy enough.
    """
    rows = turns_backtest([events])
    return tuple(_rate(row, source) for row in rows if _may_ship(row))


def _may_ship(row: TurnsRow) -> bool:
    return row.n >= FEWEST_DYADS and row.turns >= FEWEST_TURNS


def _rate(row: TurnsRow, source: str) -> TurnRate:
    low, high = exact_count_interval(row.turns)
    return TurnRate(
        source=source,
        detector=row.detector,
        from_volume=row.low,
        to_volume=row.high,
        per_year=rounded(row.turns_per_year),
        low=rounded(low / row.dyad_years),
        high=rounded(high / row.dyad_years),
        null_per_year=rounded(row.null_per_year),
        n=row.n,
        dyad_years=rounded(row.dyad_years),
        turns=row.turns,
    )
