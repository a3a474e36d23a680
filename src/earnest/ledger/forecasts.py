"""The predictions of a text in the ledger's form: rule, deadline, base rate, status."""

import datetime as dt
from collections.abc import Iterable

from earnest.check.context import Context
from earnest.check.rule import Rule, proposed, rule_of
from earnest.contract.finding import Finding
from earnest.contract.report import Forecast
from earnest.contract.text import Statement
from earnest.ledger.rates import base_rate

TENSE_DAYS, TENSE_ACTS = 28, 2


def forecasts(findings: Iterable[Finding], context: Context) -> tuple[Forecast, ...]:
    """One forecast per prediction, in the order of the text.

    The probability is the shipped base rate of comparable windows as long as no model is better:
    a model that does not beat the base rate is not used.
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
    return Forecast(
        statement_id=statement.id,
        rule=rule.words(),
        deadline=rule.deadline,
        p=rate.share if rate else None,
        low=rate.low if rate else None,
        high=rate.high if rate else None,
        base_rate=rate.share if rate else None,
        n=rate.n if rate else None,
        status=finding.status,
        missing=rule.missing,
        proposed=proposed(rule),
    )


def is_tense(rule: Rule, context: Context) -> bool:
    """Whether the record shows two hostile acts among the rule's parties in the 28 days before.

    Rows can show this even in a selected record; where they do not, all pairs are compared with.
    """
    sides = (*rule.actors, *rule.recipients)
    since = rule.since - dt.timedelta(days=TENSE_DAYS)
    recent = context.view.events(actors=sides, recipients=sides, since=since, until=rule.since)
    return sum(e.quad in (3, 4) and e.tier == "page" for e in recent) >= TENSE_ACTS
