"""The predictions of a text in the form that the ledger keeps."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from earnest.check import Context, docket
from earnest.contract.report import Forecast
from earnest.contract.text import Document, Statement
from earnest.ledger import forecasts
from earnest.measure.lift_pooled import lift_pooled
from earnest.store import Record

WRITTEN = dt.date(2019, 5, 30)
AS_OF = dt.date(2020, 1, 1)


def foreseen(text: str, *, date: str | None = None, record: Record | None = None) -> Forecast:
    claim = Statement("brief", 0, len(text), text, "prediction", id="p1", date=date,
                      actors=("FIN", "EST"))  # fmt: skip
    document = Document("brief", text, "0" * 64, date=WRITTEN)
    known = record or Record.open()
    context = Context(document, (claim,), known.at_hand(AS_OF))
    (forecast,) = forecasts(docket(context), context)
    return forecast


def test_a_resolvable_prediction_keeps_its_rule_and_its_day() -> None:
    kept = foreseen("Finland will visit Tallinn by 29 June 2019", date="../2019-06-29")
    assert (kept.deadline, kept.missing, kept.proposed) == (dt.date(2019, 6, 29), (), "")
    assert "by FIN toward EST from 2019-05-30 to 2019-06-29" in kept.rule


def test_the_probability_is_the_shipped_base_rate() -> None:
    kept = foreseen("Finland will visit Tallinn by 29 June 2019", date="../2019-06-29")
    assert kept.p is not None
    assert kept.p == kept.base_rate
    assert kept.low is not None
    assert kept.high is not None
    assert kept.low <= kept.p <= kept.high
    assert kept.n is not None


def test_that_an_act_stays_away_is_as_likely_as_the_act_is_not() -> None:
    act = foreseen("Finland will visit Tallinn by 29 June 2019", date="../2019-06-29")
    none = foreseen("Finland will not visit Tallinn by 29 June 2019", date="../2019-06-29")
    assert act.p is not None
    assert none.p == pytest.approx(1 - act.p)


def test_a_prediction_without_a_day_has_no_probability() -> None:
    kept = foreseen("Finland will visit Tallinn")
    assert (kept.deadline, kept.p, kept.base_rate, kept.n) == (None, None, None, None)
    assert kept.status == "not_resolvable_as_written"
    assert kept.missing == ("a deadline",)
    assert kept.proposed.startswith("By 2020-05-29, ")


def test_only_predictions_are_kept() -> None:
    text = "Finland expelled a diplomat"
    claim = Statement("brief", 0, len(text), text, "event", id="s1", actors=("FIN", "EST"))
    document = Document("brief", text, "0" * 64, date=WRITTEN)
    context = Context(document, (claim,), Record.open().at_hand(AS_OF))
    assert forecasts(docket(context), context) == ()


EXPULSIONS = (
    "event_id,date,actor_country,recipient_country,code,description,source\n"
    "e-1,2019-05-{first},EST,FIN,166,Estonia expels a diplomat,{source}\n"
    "e-2,2019-05-20,FIN,EST,166,Finland expels a diplomat,https://example.org/2\n"
)


def rate_after(folder: Path, *, first: str, source: str = "https://example.org/1") -> float:
    folder.mkdir()
    table = EXPULSIONS.format(first=first, source=source)
    (folder / "events.csv").write_text(table, encoding="utf-8")
    kept = foreseen("Finland will visit Tallinn by 29 June 2019", date="../2019-06-29",
                    record=Record.open(folder))  # fmt: skip
    assert kept.p is not None
    return kept.p


def test_two_hostile_acts_in_the_four_weeks_before_make_the_pair_a_tense_one(
    tmp_path: Path,
) -> None:
    tense = rate_after(tmp_path / "tense", first="02")  # 28 days before 30 May
    calm = rate_after(tmp_path / "calm", first="01")
    unsourced = rate_after(tmp_path / "unsourced", first="02", source="memory")
    assert tense > calm == unsourced


MEASURES = (
    "measure_id,sender,target,object,type,family,announced,start,start_precision,end,"
    "end_precision,status,status_as_of,cluster,source_start,source_end,tier,confidence\n"
)
BAN = "{id},FIN,EST,{what},import_banned,trade,,2019-01-10,day,{end},,https://example.org/s,,page,high\n"
STANDS, WATER = ",,in_force,2019-12-31", "water pumps"
LIFTED_LATER = "2020-03-01,day,lifted,2020-03-01"
WILL_LIFT = "Finland will lift the ban on milk by 31 December 2020"


def ban(name: str, *, what: str = "milk", end: str = STANDS) -> str:
    return BAN.format(id=name, what=what, end=end)


def lifted_by(folder: Path, *rows: str, text: str = WILL_LIFT, by: str = "2020-12-31") -> Forecast:
    folder.mkdir()
    (folder / "measures.csv").write_text(MEASURES + "".join(rows), encoding="utf-8")
    return foreseen(text, date=f"../{by}", record=Record.open(folder))


def test_the_lifting_of_a_measure_in_force_rests_on_how_long_others_lasted(
    tmp_path: Path,
) -> None:
    kept = lifted_by(tmp_path / "r", ban("milk-ban"))
    known = Record.open(tmp_path / "r").at(AS_OF).measures
    mine = next(m for m in known if m.measure_id == "milk-ban")
    rng = np.random.default_rng(20250220)
    told = lift_pooled(mine, known, by=dt.date(2020, 12, 31), as_of=AS_OF, rng=rng)
    assert told is not None
    assert (kept.p, kept.low, kept.high) == (told.p, told.low, told.high)
    assert "of them import banned like milk-ban, which has stood for 356 days" in kept.rests_on
    assert kept.base_rate is not None
    assert kept.base_rate != kept.p


def test_nothing_that_happened_after_the_cut_moves_it(tmp_path: Path) -> None:
    kept = lifted_by(tmp_path / "one", ban("milk-ban"))
    later = BAN.replace("2019-01-10", "2020-02-01").format(id="new", what="milk", end=LIFTED_LATER)
    told = lifted_by(tmp_path / "two", ban("milk-ban", end=LIFTED_LATER), later)
    assert (told.p, told.low, told.high) == (kept.p, kept.low, kept.high)


def test_of_several_measures_the_words_pick_one(tmp_path: Path) -> None:
    both = ban("milk-ban"), ban("pump-ban", what=WATER)
    assert "milk-ban" in lifted_by(tmp_path / "one", *both).rests_on


def test_where_the_words_pick_none_or_two_the_base_rate_stands(tmp_path: Path) -> None:
    twice = ban("milk-ban"), ban("milk-ban-2")
    kept = lifted_by(tmp_path / "two", *twice)
    other = lifted_by(tmp_path / "none")
    assert kept.p == kept.base_rate == other.p
    assert kept.rests_on == other.rests_on == "the base rate of all pairs"


def test_a_measure_lifted_before_the_cut_is_no_longer_asked_about(tmp_path: Path) -> None:
    kept = lifted_by(tmp_path / "r", ban("milk-ban", end="2019-08-01,day,lifted,2019-08-01"))
    assert kept.p == kept.base_rate


def test_a_deadline_that_has_come_has_the_base_rate(tmp_path: Path) -> None:
    kept = lifted_by(tmp_path / "r", ban("milk-ban"), by="2020-01-01")
    assert kept.p == kept.base_rate


def test_a_prediction_of_something_else_has_the_base_rate(tmp_path: Path) -> None:
    kept = lifted_by(tmp_path / "r", ban("milk-ban"), text="Finland will visit Tallinn")
    assert kept.p == kept.base_rate
