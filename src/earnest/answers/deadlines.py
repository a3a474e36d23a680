"""Will an act of a kind happen by a day? The record's events put to the deadline model."""

import datetime as dt

from earnest.answers.states import checked_states
from earnest.contract.words import probability_words
from earnest.errors import InputError
from earnest.measure.act_groups import act_group
from earnest.measure.baselines import shipped_rate
from earnest.measure.calibration import calibrated_here
from earnest.measure.deadlines import Deadline, deadline
from earnest.measure.dyad_events import dyad_events
from earnest.store import Record
from earnest.store.baselines import shipped_baselines
from earnest.store.columns import known_columns

COLUMNS = ("actor_country", "recipient_country", "date", "code")
OWN = "record"


def deadline_answer(
    record: Record, actor: str, recipient: str, *, act: str, by: dt.date, as_of: dt.date
) -> Deadline:
    """The probability of an act by a day, or why it cannot be seen.

    For a class without shipped coefficients the model is fitted on the record itself.

    Raises:
        InputError: a state or class is unknown, the states are the same, or the dates reversed.
    """
    checked_states(actor, recipient)
    events = known_columns(record, COLUMNS, as_of=as_of)
    coverage = record.at(as_of).event_coverage((actor,), (recipient,), since=as_of, until=as_of)
    baselines, source = shipped_baselines(), None
    try:
        group = act_group(act)
        is_shipped = shipped_rate(baselines, group.name, days=1, sample="all") is not None
        if not is_shipped and coverage != "selected" and events.num_rows:
            baselines, source = calibrated_here(dyad_events(events), act), OWN
        return deadline(
            events,
            actor,
            recipient,
            act=act,
            by=by,
            as_of=as_of,
            baselines=baselines,
            coverage=coverage,
            source=source,
        )
    except ValueError as error:
        raise InputError("deadline", str(error), "see `earnest deadline --help`") from None


def deadline_words(answer: Deadline, actor: str, recipient: str) -> str:
    """The answer in a few lines."""
    asked = f"{actor} toward {recipient}, {answer.act}, within {answer.days} days"
    lines = [asked]
    if answer.p is not None and answer.low is not None and answer.high is not None:
        lines.append(
            f"  p = {answer.p:.0%} [{answer.low:.0%}, {answer.high:.0%}], {probability_words(answer.p)}"
        )
    else:
        lines.append("  cannot see")
    lines.append(f"  {answer.reason}")
    if answer.needed:
        lines.append(f"  {answer.needed} more events of the pair would be needed")
    if answer.base_rate:
        rate = answer.base_rate
        pairs = "tense pairs" if answer.is_tense else "all pairs"
        lines.append(
            f"  base rate of {pairs}: {rate.share:.0%} [{rate.low:.0%}, {rate.high:.0%}], n = {rate.n:,}"
        )
    lines.append(f"  {answer.events} events of the pair, {answer.acts} days with such an act")
    return "\n".join(lines) + "\n"
