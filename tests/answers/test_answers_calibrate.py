"""`earnest calibrate`: a user's own numbers beside the record, and the shipped ones made anew."""

import datetime as dt
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

import earnest as package
from cli_runs import earnest
from earnest.answers import named_inputs as inputs
from earnest.answers.calibrate import differences
from earnest.answers.deadlines import deadline_answer
from earnest.answers.own_baselines import NAME, own_baselines, own_baselines_in, write_baselines
from earnest.answers.rated_acts import rated_acts
from earnest.contract.baselines import Baselines, baselines_from_json
from earnest.errors import InputError, OutputError, RecordError
from earnest.store import Record
from earnest.store.baselines import shipped_baselines

pytestmark = pytest.mark.slow

LAST = dt.date(2017, 12, 31)


@pytest.fixture(scope="module")
def own(quarrels: Record) -> Baselines:
    return own_baselines(quarrels, as_of=LAST, classes=("hostile", "any"))


def test_an_own_calibration_holds_rates_of_single_pairs(own: Baselines) -> None:
    assert {rate.act for rate in own.dyads} <= {"hostile", "any"}
    assert own.dyads
    for rate in own.dyads:
        assert rate.low < rate.per_day < rate.high
        assert rate.acts <= rate.days <= 1_095
    assert own.sources[0].id == "record"
    assert own.sources[0].until <= LAST


def test_what_ships_holds_no_single_pair_and_no_drift() -> None:
    assert not shipped_baselines().dyads
    assert all(fit.drift is None for fit in shipped_baselines().deadlines)


def test_it_is_kept_beside_the_record_and_read_for_later_days_only(
    own: Baselines, tmp_path: Path
) -> None:
    write_baselines(own, tmp_path / NAME)
    until = own.sources[0].until
    assert own_baselines_in([tmp_path], as_of=until) == own
    assert own_baselines_in([tmp_path], as_of=until - dt.timedelta(days=1)) is None
    assert own_baselines_in([tmp_path / "none"], as_of=until) is None


def test_the_package_is_no_place_for_ones_own_numbers(own: Baselines) -> None:
    inside = Path(package.__file__).parent / "data" / NAME
    with pytest.raises(OutputError, match="does not go into the package"):
        write_baselines(own, inside)
    assert not inside.exists()


def test_long_after_the_feed_ended_nothing_is_said(quarrels: Record) -> None:
    day = dt.date(2019, 6, 1)
    answer = deadline_answer(
        quarrels, "FIN", "EST", act="hostile", by=day + dt.timedelta(days=30), as_of=day
    )
    assert (answer.status, answer.p) == ("cannot_see", None)
    assert "the record's events end on 201" in answer.reason


def test_the_command_writes_beside_the_record_and_says_what(
    quarrel_home: Path, tmp_path: Path
) -> None:
    out = tmp_path / "mine" / NAME
    result = earnest(
        "calibrate", "--act", "hostile", "--as-of", "2017-12-31", "--record", quarrel_home,
        "--out", out,
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    assert "rates of single pairs" in result.stdout
    assert f"written to {out}" in result.stderr
    assert baselines_from_json(out.read_bytes()).dyads


def test_hand_written_rows_alone_cannot_be_calibrated_on(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(
        "event_id,date,actor_country,recipient_country,code,description,source_ref,tier\n"
        "e1,2005-04-01,FIN,EST,042,Finland pays a visit,https://example.org/1,page\n",
        encoding="utf-8",
    )
    record = Record.open(tmp_path)
    assert rated_acts(record, as_of=LAST).num_rows == 0
    with pytest.raises(InputError, match="add a feed with"):
        own_baselines(record, as_of=LAST)


def test_rows_inside_a_promise_enter_a_rate_and_leads_never_do(tmp_path: Path) -> None:
    lines = ["event_id,date,actor_country,recipient_country,code,description,source_ref,tier"]
    for name, day, tier in (("in", "2005-04-01", "page"), ("lead", "2005-04-02", "memory"),
                            ("out", "2007-04-01", "page"), ("coarse", "2005-05", "page")):  # fmt: skip
        lines.append(f"{name},{day},FIN,EST,042,a visit,https://example.org/1,{tier}")
    (tmp_path / "events.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "coverage.csv").write_text(
        "table,actor,recipient,class,from,to,kind,method\n"
        "events,FIN,EST,all,2005-01-01,2005-12-31,exhaustive,read through\n",
        encoding="utf-8",
    )
    acts = rated_acts(Record.open(tmp_path), as_of=LAST)
    assert acts["date"].to_pylist() == [dt.date(2005, 4, 1)]


def test_an_unknown_class_is_refused_with_the_near_ones(quarrel_home: Path) -> None:
    result = earnest("calibrate", "--act", "hostle", "--record", quarrel_home)
    assert result.exit_code == 1
    assert "near ones are hostile" in result.stderr


def test_inputs_that_are_missing_or_others_are_all_listed(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "ties_v4_1.csv").write_text("caseid\n", encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        inputs.named_inputs(tmp_path)
    told = str(caught.value).splitlines()
    assert len(told) == 5
    assert sum("there is no such file" in line for line in told) == 4
    assert sum("its checksum is" in line for line in told) == 1
    result = earnest("calibrate", "--inputs", tmp_path, "--check")
    assert result.exit_code == 1


@pytest.mark.soak
def test_the_shipped_file_is_made_anew_from_its_inputs() -> None:
    """By hand: EARNEST_INPUTS=FOLDER pytest -m soak tests/answers."""
    result = earnest("calibrate", "--inputs", os.environ["EARNEST_INPUTS"], "--check")
    assert (result.exit_code, result.stdout) == (0, "the same file as ships\n")


def test_what_ships_differs_from_itself_in_nothing_and_a_change_is_shown() -> None:
    shipped = shipped_baselines()
    assert differences(shipped) == ""
    changed = replace(shipped, means=shipped.means[1:])
    assert shipped.means[0].act in differences(changed)


def test_check_without_inputs_is_wrong_usage() -> None:
    result = earnest("calibrate", "--check")
    assert result.exit_code == 2


def test_what_ships_names_the_very_inputs_it_was_made_from() -> None:
    listed = {(row.id, row.sha256) for row in inputs.listed(Path("nowhere"))}
    assert {(source.id, source.sha256) for source in shipped_baselines().sources} == listed


def test_json_of_ones_own_has_a_line_for_each_pair(own: Baselines, tmp_path: Path) -> None:
    write_baselines(own, tmp_path / NAME)
    content = json.loads((tmp_path / NAME).read_text(encoding="utf-8"))
    assert {row["actor"] for row in content["dyads"]} >= {"FIN", "EST"}
