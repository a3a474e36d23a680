"""Back-tests of turns on a generated feed, and of lifting on the embedded measures."""

import datetime as dt
from pathlib import Path

import pytest

from earnest.answers.backtest_out import spells_text, turns_text
from earnest.answers.spell_samples import sample_of_record, samples_of_files
from earnest.answers.spells_backtest import json_rows, quarters_from, spells_backtest
from earnest.answers.turns_backtest import TurnsRow, turns_backtest
from earnest.errors import InputError, RecordError
from earnest.store import Record
from quarrel_feed import BREAK, quarrel_events


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return quarrel_events(tmp_path_factory.mktemp("feed"))


@pytest.fixture(scope="module")
def listed(feed: Path) -> tuple[TurnsRow, ...]:
    crises = feed.parent / "crises.csv"
    crises.write_text(
        f"actor,trigger,date\nFIN,EST,{BREAK}\nNOR,SWE,2016-05-01\nEST,PER,2016-01-01\n", "utf-8"
    )
    return turns_backtest([feed], crises=crises)


def of(rows: tuple[TurnsRow, ...], detector: str, low: float, high: float | None) -> TurnsRow:
    return next(r for r in rows if (r.detector, r.low, r.high) == (detector, low, high))


def test_the_crisis_that_is_there_is_found_and_the_invented_one_is_not(
    listed: tuple[TurnsRow, ...],
) -> None:
    row = of(listed, "2 of 3", 5.0, None)
    assert (row.crises, row.found) == (2, 1)  # the third pair never met
    assert row.median_delay is not None
    assert 0 <= row.median_delay <= 14
    assert row.chance is not None
    assert row.chance < 0.2
    assert (row.found_low, row.found_high) == pytest.approx((0.025, 0.975), abs=0.001)  # 1 of 2


def test_turns_per_year_are_one_turn_over_the_years_watched(listed: tuple[TurnsRow, ...]) -> None:
    row = of(listed, "2 of 3", 5.0, None)
    assert row.turns_per_year * row.dyad_years == pytest.approx(
        round(row.turns_per_year * row.dyad_years)
    )
    assert row.turns_per_year > row.null_per_year


def test_below_the_gate_no_detector_finds_anything(listed: tuple[TurnsRow, ...]) -> None:
    assert all(r.turns_per_year == 0 for r in listed if r.high == 2.0)


@pytest.mark.slow
def test_days_before_the_test_begin_only_inform_baselines(feed: Path) -> None:
    whole = of(turns_backtest([feed]), "2 of 3", 5.0, None)
    late = of(turns_backtest([feed], test_from=dt.date(2017, 7, 1)), "2 of 3", 5.0, None)
    assert late.dyad_years < whole.dyad_years
    assert late.turns_per_year * late.dyad_years == pytest.approx(1.0)  # the falling out, no other


def test_a_test_after_the_end_is_refused(feed: Path) -> None:
    with pytest.raises(InputError, match="an earlier --test-from"):
        turns_backtest([feed], test_from=dt.date(2030, 1, 1))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("actor,date\nEST,2017-01-01\n", "trigger are missing"),
        ("actor,trigger,date\nEST,FIN,soon\n", "crises.csv:2: date: 'soon' is no date"),
    ],
)
def test_a_broken_list_of_crises_is_refused(
    feed: Path, tmp_path: Path, content: str, words: str
) -> None:
    crises = tmp_path / "crises.csv"
    crises.write_text(content, encoding="utf-8")
    with pytest.raises((InputError, RecordError), match=words):
        turns_backtest([feed], crises=crises)
    with pytest.raises(InputError, match="cannot be read"):
        turns_backtest([feed], crises=tmp_path / "none.csv")


def test_the_table_of_turns_has_a_line_for_each_row(listed: tuple[TurnsRow, ...]) -> None:
    lines = turns_text(listed).splitlines()
    assert len(lines) == len(listed) + 1
    assert any("≥ 5" in line and "1 [0.03, 0.97]" in line for line in lines)


@pytest.mark.slow
def test_models_of_lifting_are_scored_against_the_base_rate() -> None:
    as_of = dt.date(2025, 12, 31)
    table = spells_backtest(
        sample_of_record(Record.open(), as_of=as_of), test_from=dt.date(2019, 1, 1), as_of=as_of
    )
    rows = [row.found for row in table]
    assert [(r.model, r.days) for r in rows] == [
        (model, days) for days in (90, 365) for model in ("base_rate", "frailty", "marks")
    ]
    for row in rows:
        assert row.n >= row.clusters > 50
        assert 0 < row.base_rate < 1
        assert row.skill == pytest.approx(1 - row.brier / row.brier_of_base_rate)
    assert rows[0].skill == 0.0
    text = spells_text(table)
    assert len(text.splitlines()) == 7


@pytest.mark.slow
def test_measures_in_force_are_asked_about_every_quarter() -> None:
    as_of = dt.date(2023, 12, 31)
    samples = sample_of_record(Record.open(), as_of=as_of)
    table = spells_backtest(samples, test_from=dt.date(2022, 10, 1), as_of=as_of, asked="in_force")
    rows = [row.found for row in table]
    assert [(r.model, r.days) for r in rows] == [
        (model, days) for days in (90, 365) for model in ("base_rate", "rate", "age", "frailty")
    ]
    assert all(row.skill == 0.0 for row in rows if row.model == "base_rate")
    assert all(row.n >= row.clusters > 50 for row in rows)


def test_quarters_begin_in_january_april_july_and_october() -> None:
    found = quarters_from(dt.date(2019, 5, 1), until=dt.date(2020, 1, 1))
    assert found == [dt.date(2019, 7, 1), dt.date(2019, 10, 1), dt.date(2020, 1, 1)]


def test_no_spell_to_score_is_refused() -> None:
    as_of = dt.date(2090, 1, 2)
    samples = sample_of_record(Record.open(), as_of=as_of)
    with pytest.raises(InputError, match="give an earlier day"):
        spells_backtest(samples, test_from=dt.date(2090, 1, 1), as_of=as_of)


def test_a_file_of_sanctions_is_scored_in_the_fields_of_every_back_test() -> None:
    path = Path(__file__).parents[1] / "data" / "feeds" / "ties.csv"
    as_of = dt.date(2025, 12, 31)
    rows = json_rows(
        spells_backtest(
            samples_of_files([path], as_of=as_of), test_from=dt.date(1950, 1, 1), as_of=as_of
        )
    )
    assert {row["sample"] for row in rows} == {"ties"}
    fields = {"class", "horizon", "model", "n", "base_rate", "brier", "log_loss", "ece"}
    assert fields | {"skill", "skill_low", "skill_high"} <= set(rows[0])


def test_a_file_without_spells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "events.txt"
    path.write_text("19900101\tISR\tLEB\t042\n19900301\tISR\tLEB\t190\n", encoding="utf-8")
    with pytest.raises(InputError, match="holds no spells"):
        samples_of_files([path], as_of=dt.date(2025, 12, 31))
