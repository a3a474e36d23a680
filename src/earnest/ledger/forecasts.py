"""The predictions of a text in the ledger's form: rule, deadline, probability, base rate, status."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from earnest.check.context import Context
from earnest.check.rule import Rule, proposed, rule_of
from earnest.contract.baselines import BaseRate
from earnest.contract.finding import Finding
from earnest.contract.report import Forecast
from earnest.contract.text import Statement
from earnest.ledger.liftings import lifting
from earnest.ledger.rates import base_rate

TENSE_DAYS, TENSE_ACTS = 28, 2


@dataclass(frozen=True, slots=True)
class _Chance:
    """A probability with its interval, and what it rests on in words."""

    p: float | None = None
    low: float | None = None
    high: float | None = None
    rests_on: str = ""

    def complement(self) -> "_Chance":
        """The chance that it does not come about."""
        p, low, high = (None if x is None else 1 - x for x in (self.p, self.high, self.low))
        return _Chance(p, low, high, self.rests_on)


def forecasts(findings: Iterable[Finding], context: Context) -> tuple[Forecast, ...]:
    """One forecast per prediction, in the order of the text.

    That a measure in force will be lifted has the probability of measures of its type and age. All
    else has the shipped base rate of comparable windows: a model that does not beat the base rate
    is not used.
    """
    return tuple(
        _forecast(context.by_id[finding.statement_id], finding, context)
        for finding in findings
        if finding.check == "prediction"
    )


def _forecast(statement: Statement, finding: Finding, context: Context) -> Forecast:
    rule = rule_of(statement, context)
    days = (rule.deadline - rule.since).days if rule.deadline else None
    tense = is_tense(rule, context)
    rate = base_rate(rule.classes, days=days, is_tense=tense) if days else None
    if rate and rule.expects == "none":
        rate = rate.complement()
    lifted = _of_measures(statement, rule, context)
    if lifted and rule.expects == "none":
        lifted = lifted.complement()
    chance = lifted or _of_windows(rate, is_tense=tense)
    return Forecast(
        statement_id=statement.id,
        rule=rule.words(),
        deadline=rule.deadline,
        p=chance.p,
        low=chance.low,
        high=chance.high,
        base_rate=rate.share if rate else None,
        n=rate.n if rate else None,
        status=finding.status,
        missing=rule.missing,
        proposed=proposed(rule),
        rests_on=chance.rests_on,
    )


def _of_measures(statement: Statement, rule: Rule, context: Context) -> _Chance | None:
    found = lifting(statement, rule, context)
    if found is None:
        return None
    measure, told = found
    rests_on = (
        f"how long {told.n} measures lasted, {told.of_type} of them {measure.type.replace('_', ' ')}"
        f" like {measure.measure_id}, which has stood for {told.age} days"
    )
    return _Chance(told.p, told.low, told.high, rests_on)


def _of_windows(rate: BaseRate | None, *, is_tense: bool) -> _Chance:
    if rate is None:
        return _Chance()
    pairs = "pairs in tension" if is_tense else "all pairs"
    return _Chance(rate.share, rate.low, rate.high, f"the base rate of {pairs}")


def is_tense(rule: Rule, context: Context) -> bool:
    """Whether the record shows two hostile acts among the rule's parties in the 28 days before.

    Rows can show this even in a selected record; where they do not, all pairs are compared with.
    """
    sides = (*rule.actors, *rule.recipients)
    since = rule.since - dt.timedelta(days=TENSE_DAYS)
    recent = context.view.events(actors=sides, recipients=sides, since=since, until=rule.since)
    return sum(e.quad in (3, 4) and e.tier == "page" for e in recent) >= TENSE_ACTS
