"""The predictions of a text in the form that the ledger keeps."""

import datetime as dt
from pathlib import Path

import pytest

from earnest.check import Context, docket
from earnest.contract.report import Forecast
from earnest.contract.text import Document, Statement
from earnest.ledger import forecasts
from earnest.store import Record

WRITTEN = dt.date(2019, 5, 30)


def foreseen(text: str, *, date: str | None = None, record: Record | None = None) -> Forecast:
    claim = Statement("brief", 0, len(text), text, "prediction", id="p1", date=date,
                      actors=("FIN", "EST"))  # fmt: skip
    document = Document("brief", text, "0" * 64, date=WRITTEN)
    known = record or Record.open()
    context = Context(document, (claim,), known.at(dt.date(2020, 1, 1)))
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
    context = Context(document, (claim,), Record.open().at(dt.date(2020, 1, 1)))
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
