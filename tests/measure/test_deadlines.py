"""Deadlines: estimates with their interval and base rate, and gates that refuse one."""

import datetime as dt
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from dyad_tables import START, busy_world, table

from earnest.contract.baselines import Baselines, DeadlineCoefficients
from earnest.measure.calibration import calibrated_here
from earnest.measure.deadlines import Deadline, deadline, regression_of
from earnest.measure.dyad_events import dyad_events
from earnest.store.baselines import shipped_baselines

AS_OF = START + dt.timedelta(days=850)
WORLD = busy_world(days=900, states=6, seed=4)


@pytest.fixture(scope="module")
def actor() -> str:
    """The actor with most events toward S00 in the days before."""
    known = WORLD.filter(pa.compute.less_equal(WORLD["date"], pa.scalar(AS_OF)))
    mine = known.filter(pa.compute.equal(known["recipient_country"], "S00"))
    counts = pa.compute.value_counts(mine["actor_country"].combine_chunks()).to_pylist()
    return str(max(counts, key=lambda c: c["counts"])["values"])


def asked(actor: str, *, days: int = 30, **kinds: object) -> Deadline:
    options: dict[str, object] = {
        "act": "any",
        "by": AS_OF + dt.timedelta(days=days),
        "as_of": AS_OF,
        "baselines": shipped_baselines(),
        "coverage": "feed",
    }
    events = kinds.pop("events", WORLD)
    return deadline(events, actor, "S00", **(options | kinds))  # type: ignore[arg-type]


def test_an_estimate_has_its_interval_its_base_rate_and_its_counts(actor: str) -> None:
    found = asked(actor)
    assert found.status == "estimate"
    assert found.p is not None and found.low is not None and found.high is not None
    assert 0 < found.low < found.p < found.high < 1
    assert found.base_rate is not None and found.base_rate.days == 30
    assert found.events > found.acts > 0
    assert found.source == "KEDS"
    assert f"{found.events} events of the dyad" in found.reason


def test_a_later_deadline_is_likelier(actor: str) -> None:
    found = [asked(actor, days=days).p for days in (1, 7, 10, 14, 30, 45, 60, 180, 365)]
    shares = [p for p in found if p is not None]
    assert len(shares) == len(found)
    assert all(sooner < later for sooner, later in pairwise(shares))


def test_what_came_after_the_cut_off_changes_nothing(actor: str) -> None:
    after = table(*[(actor, "S00", day, "057") for day in range(851, 890)])
    assert asked(actor, events=pa.concat_tables([WORLD, after])) == asked(actor)


def test_acts_of_late_make_another_likelier(actor: str) -> None:
    late = table(*[(actor, "S00", day, "057") for day in range(840, 851)])
    more, before = asked(actor, events=pa.concat_tables([WORLD, late])).p, asked(actor).p
    assert more is not None and before is not None
    assert more > before


def test_a_selected_record_gets_the_base_rate_and_no_probability(actor: str) -> None:
    found = asked(actor, coverage="selected")
    assert (found.status, found.p, found.low, found.high) == ("cannot_see", None, None, None)
    assert found.base_rate is not None and 0 < found.base_rate.share < 1
    assert "selection" in found.reason


def test_a_dyad_with_few_events_cannot_be_seen_and_says_how_many_are_missing() -> None:
    few = table(*[("QQQ", "S00", day, "112") for day in range(0, 70, 10)])
    found = asked("QQQ", events=pa.concat_tables([WORLD, few]))
    assert (found.status, found.events, found.needed) == ("cannot_see", 7, 13)
    assert found.reason == "the dyad has 7 events; 20 are needed"


def test_a_dyad_nobody_saw_cannot_be_seen_either() -> None:
    found = asked("ZZZ")
    assert (found.status, found.events, found.acts, found.needed) == ("cannot_see", 0, 0, 20)


def test_a_record_of_one_dyad_is_too_thin_to_pool(actor: str) -> None:
    alone = WORLD.filter(pa.compute.equal(WORLD["actor_country"], actor))
    alone = alone.filter(pa.compute.equal(alone["recipient_country"], "S00"))
    found = asked(actor, events=alone)
    assert found.status == "cannot_see"
    assert "30 acts in 5 are needed" in found.reason


def test_a_class_the_coding_scheme_cannot_see_has_no_probability(actor: str) -> None:
    weis = WORLD.append_column("ontology", pa.array(["WEIS"] * WORLD.num_rows))
    found = asked(actor, events=weis, act="restrict")
    assert found.status == "cannot_see"
    assert "no code for acts of the class restrict" in found.reason


def test_beyond_the_longest_horizon_no_model_looks(actor: str) -> None:
    found = asked(actor, days=500)
    assert found.status == "cannot_see"
    assert found.reason == "no model looks further than 365 days ahead"
    assert found.base_rate is not None and found.base_rate.days == 365


def test_a_class_without_a_model_falls_back_to_the_base_rate(actor: str) -> None:
    bare = Baselines(1, (), shipped_baselines().rates, (), ())
    found = asked(actor, baselines=bare)
    assert found.status == "cannot_see"
    assert found.base_rate is not None
    assert "no model of this class beats the base rate" in found.reason


def test_of_several_sets_the_one_that_saw_the_dyad_most_is_used(actor: str) -> None:
    thin = table((actor, "S00", 3, "057")).append_column("set", pa.array(["thin"]))
    full = WORLD.append_column("set", pa.array(["full"] * WORLD.num_rows))
    assert asked(actor, events=pa.concat_tables([thin, full])) == asked(actor)


def test_the_same_state_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="S00 cannot act toward itself"):
        asked("S00")


def test_a_deadline_that_is_past_is_refused(actor: str) -> None:
    with pytest.raises(ValueError, match="does not lie after 2002-04-30"):
        asked(actor, by=AS_OF)


def test_a_cut_off_before_the_record_is_refused(actor: str) -> None:
    early = dt.date(1999, 1, 1)
    with pytest.raises(ValueError, match=r"the record begins on 2000-01-.*, after 1999-01-01"):
        asked(actor, as_of=early, by=early + dt.timedelta(days=9))


def test_an_unknown_class_is_refused(actor: str) -> None:
    with pytest.raises(ValueError, match="near ones are strict"):
        asked(actor, act="strictt")


def test_shipped_coefficients_become_the_regression_they_came_from() -> None:
    triangle = tuple(float(number) for number in range(21))
    model = DeadlineCoefficients(
        "X", "all", "any", 7, (7.0,), (1.0, 0, 0, 0, 0, 0), triangle, 0.1, 100, 5, 30
    )
    fit = regression_of(model)
    assert (fit.covariance == fit.covariance.T).all()
    assert list(fit.covariance[0]) == [0, 1, 2, 3, 4, 5]
    assert fit.covariance[1, 2] == 7
    assert fit.probability(np.array([[-5.0, 0, 0, 0, 0, 0]]))[0] == pytest.approx(
        0.0067153, rel=1e-5
    )


def test_a_class_that_does_not_ship_is_calibrated_on_the_record_itself(actor: str) -> None:
    known = WORLD.filter(pa.compute.less_equal(WORLD["date"], pa.scalar(AS_OF)))
    own = calibrated_here(dyad_events(known), ("COERCE",))
    found = asked(actor, act="coerce", days=14, baselines=own, source="record")
    assert found.act == "COERCE"
    assert found.base_rate is not None and found.base_rate.source == "record"
    assert asked(actor, act="coerce", days=14).base_rate is None


def test_a_record_without_events_calibrates_to_nothing() -> None:
    own = calibrated_here(dyad_events(table().slice(0, 0)), ("173",))
    assert (own.rates, own.means, own.deadlines) == ((), (), ())
