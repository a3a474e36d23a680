import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from earnest.answers.backtest import backtest_rows, backtest_table
from earnest.answers.deadlines import deadline_answer, deadline_words
from earnest.answers.own_baselines import own_baselines
from earnest.cli import main
from earnest.errors import InputError
from earnest.store import Record
from earnest.store.workspace import Workspace

STATES = ("FIN", "EST", "LVA", "LTU", "SWE", "NOR", "DNK", "POL")
START, DAYS = dt.date(2001, 1, 1), 2_000
CODES = ("042", "057", "112", "172", "036", "190")


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight states that act on each other at steady rates of their own."""
    rng = np.random.default_rng(5)
    rows = []
    for actor in STATES:
        for recipient in STATES:
            if actor == recipient:
                continue
            for _ in range(int(rng.integers(80, 160))):
                day = START + dt.timedelta(days=int(rng.integers(DAYS)))
                rows.append((day, actor, recipient, str(rng.choice(CODES))))
    days, actors, recipients, codes = zip(*sorted(rows), strict=True)
    table = pa.table(
        {
            "date": pa.array(days, pa.date32()),
            "source_name": pa.array(actors),
            "target_name": pa.array(recipients),
            "code": pa.array(codes),
            "relation": pa.array(codes),
            "source_state": pa.array(actors),
            "target_state": pa.array(recipients),
        }
    )
    path = tmp_path_factory.mktemp("feed") / "events.parquet"
    pq.write_table(table, path)
    return path


@pytest.fixture(scope="module")
def home(feed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    added, _ = Workspace(home).add(feed)
    assert added.rows["events"] > 4_000
    return home


AS_OF = dt.date(2006, 1, 1)


def test_a_feed_answers_with_an_interval_beside_the_base_rate(home: Path) -> None:
    answer = deadline_answer(
        Record.open(home), "FIN", "EST", act="strict", by=AS_OF + dt.timedelta(30), as_of=AS_OF
    )
    assert answer.status == "estimate"
    assert answer.p is not None
    assert answer.low is not None
    assert answer.high is not None
    assert 0 < answer.low <= answer.p <= answer.high < 1
    assert answer.base_rate is not None
    assert "base rate of" in deadline_words(answer, "FIN", "EST")


@pytest.mark.slow
def test_coefficients_of_its_own_are_used_where_they_beat_the_base_rate(home: Path) -> None:
    record, by = Record.open(home), AS_OF + dt.timedelta(14)
    own = own_baselines(record, as_of=AS_OF, classes=("hostile",))
    assert own.deadlines
    assert all(fit.drift is not None and 0.5 < fit.drift < 2 for fit in own.deadlines)
    for skill_low, source in ((0.1, "record"), (-0.1, "KEDS")):
        judged = tuple(replace(fit, skill_low=skill_low) for fit in own.deadlines)
        told = deadline_answer(
            record, "FIN", "EST", act="hostile", by=by, as_of=AS_OF,
            own=replace(own, deadlines=judged),
        )  # fmt: skip
        assert (told.status, told.source) == ("estimate", source)


def test_a_selected_record_shows_no_probability(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(
        "event_id,date,actor_country,recipient_country,code,description,source_ref,tier\n"
        "e1,2005-04-01,FIN,EST,042,Finland pays a visit,https://example.org/1,page\n",
        encoding="utf-8",
    )
    answer = deadline_answer(
        Record.open(tmp_path), "FIN", "EST", act="strict", by=dt.date(2006, 2, 1), as_of=AS_OF
    )
    assert (answer.status, answer.p) == ("cannot_see", None)
    assert answer.base_rate is not None
    assert "cannot see" in deadline_words(answer, "FIN", "EST")


def test_a_later_event_changes_no_earlier_answer(home: Path) -> None:
    record = Record.open(home)
    ask = {"act": "any", "by": dt.date(2004, 2, 1), "as_of": dt.date(2004, 1, 1)}
    whole = deadline_answer(record, "SWE", "NOR", **ask)  # type: ignore[arg-type]
    cut = record.tables["events"].to_table()
    cut = cut.filter(
        pa.compute.less_equal(cut["date"], pa.scalar(dt.date(2004, 1, 1), pa.date32()))
    )
    early = Record({**record.tables, "events": cut}, record.sources)
    assert deadline_answer(early, "SWE", "NOR", **ask) == whole  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("actor", "recipient", "act", "by", "words"),
    [
        ("FIN", "FIN", "any", "2006-02-01", "the two states are the same"),
        ("QQQ", "EST", "any", "2006-02-01", "no state has this code or name"),
        ("FIN", "EST", "anny", "2006-02-01", "near ones are any"),
        ("FIN", "EST", "any", "2005-02-01", "does not lie after"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_sentence(
    home: Path, actor: str, recipient: str, act: str, by: str, words: str
) -> None:
    day = dt.date.fromisoformat(by)
    with pytest.raises(InputError, match=words):
        deadline_answer(Record.open(home), actor, recipient, act=act, by=day, as_of=AS_OF)


def test_the_command_prints_the_fields_of_the_answer_as_json(home: Path) -> None:
    asked = "deadline fin est --act any --by 2006-01-31 --as-of 2006-01-01 --format json --record"
    result = CliRunner().invoke(main, [*asked.split(), str(home)])
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert {"p", "low", "high", "base_rate", "events", "acts", "status", "days"} <= set(answer)
    assert answer["days"] == 30


@pytest.mark.slow
def test_the_back_test_has_a_row_per_sample_class_horizon_and_model(feed: Path) -> None:
    rows = backtest_rows([feed], test_from=dt.date(2004, 1, 1), with_boosting=False)
    asked = {(row.sample, row.act, row.days, row.model) for row in rows}
    assert len(asked) == len(rows) > 0
    assert {"climatology", "eb_poisson", "self_exciting"} <= {row.model for row in rows}
    climatology = [row for row in rows if row.model == "climatology"]
    assert all(abs(row.skill) < 1e-9 for row in climatology)
    assert len(backtest_table(rows).splitlines()) == len(rows) + 1


def test_a_back_test_of_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        backtest_rows([tmp_path / "none.parquet"], test_from=None, with_boosting=False)


def test_a_back_test_without_a_question_is_refused(feed: Path) -> None:
    for day in (dt.date(1990, 1, 1), dt.date(2030, 1, 1)):
        with pytest.raises(InputError, match="leave no question with 30 points"):
            backtest_rows([feed], test_from=day, with_boosting=False)


def test_an_empty_record_is_an_answer() -> None:
    answer = deadline_answer(
        Record.open(), "FIN", "EST", act="strict", by=dt.date(2006, 2, 1), as_of=AS_OF
    )
    assert (answer.status, answer.p, answer.events) == ("cannot_see", None, 0)
    assert answer.base_rate is not None
    assert "a feed with 20 events of the pair is needed" in answer.reason


def test_a_day_before_the_events_is_refused(home: Path) -> None:
    day = dt.date(1999, 1, 1)
    with pytest.raises(InputError, match="the events begin on 2001-01-01"):
        deadline_answer(
            Record.open(home), "FIN", "EST", act="strict", by=day + dt.timedelta(9), as_of=day
        )
