"""Will an act of a kind happen by a day? The record's events put to the deadline model."""

import datetime as dt

import pyarrow as pa

from earnest.answers.coverage import last_stretch
from earnest.answers.rated_acts import COLUMNS, rated_acts
from earnest.answers.sides import check_events_known
from earnest.answers.states import checked_states
from earnest.contract.baselines import Baselines
from earnest.contract.words import probability_words
from earnest.errors import InputError
from earnest.measure.act_groups import act_group
from earnest.measure.baselines import deadline_models, shipped_rate
from earnest.measure.calibration import OWN, calibrated_here
from earnest.measure.deadlines import Deadline, deadline
from earnest.measure.dyad_events import dyad_events
from earnest.store import Record
from earnest.store.baselines import shipped_baselines
from earnest.store.columns import known_acts


def deadline_answer(
    record: Record,
    actor: str,
    recipient: str,
    *,
    act: str,
    by: dt.date,
    as_of: dt.date,
    own: Baselines | None = None,
) -> Deadline:
    """The probability of an act by a day, or why it cannot be seen.

    For a class without coefficients the model is fitted on the record itself.

    Args:
        record: where to look.
        actor: code of a state.
        recipient: code of another state.
        act: a class of acts, a code prefix or a PLOVER type.
        by: the last day that counts.
        as_of: the last day that is known.
        own: baselines made from this record; those that ship if None, or where it lacks the class.

    Raises:
        InputError: a state or class is unknown, the states are the same, or the dates reversed.
    """
    checked_states(actor, recipient)
    view = record.at(as_of)
    covered = last_stretch(view, (actor, recipient), upto=as_of)
    acts = rated_acts(record, as_of=as_of) if covered else known_acts(record, COLUMNS, as_of=as_of)
    if not acts.num_rows:
        check_events_known(record, as_of, option="--as-of")
    try:
        baselines, source = _baselines(act, acts if covered else None, own)
        return deadline(
            acts,
            actor,
            recipient,
            act=act,
            by=by,
            as_of=as_of,
            baselines=baselines,
            coverage=covered.kind if covered else "selected",
            covered_until=covered.until if covered else None,
            source=source,
        )
    except ValueError as error:
        raise InputError("deadline", str(error), "see `earnest deadline --help`") from None


def _baselines(
    act: str, acts: pa.Table | None, own: Baselines | None
) -> tuple[Baselines, str | None]:
    """The baselines to use, and their source: own ones, shipped ones, or made on the spot."""
    name, shipped = act_group(act).name, shipped_baselines()
    if own and deadline_models(own, name, sample="all", source=OWN):
        return own, OWN
    if acts is None or shipped_rate(shipped, name, days=1, sample="all") or not acts.num_rows:
        return shipped, None
    return calibrated_here(dyad_events(acts), (name,)), OWN


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
