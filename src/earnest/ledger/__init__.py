"""Forecasts: registered with a rule, resolved from the record, scored later."""

from earnest.ledger.forecasts import forecasts

__all__ = ["forecasts"]
