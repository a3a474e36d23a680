"""`earnest relation`, `spells`, `regularity` and `backtest` as typed at a terminal."""

import csv
import io
import json
from pathlib import Path

import pytest

from cli_runs import earnest
from quarrel_feed import BREAK, quarrel_events

AS_OF = ("--as-of", "2020-01-01")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EARNEST_HOME", str(tmp_path / "no-home"))
    monkeypatch.chdir(tmp_path)


def printed(*words: str | Path) -> str:
    result = earnest(*words)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def refused(*words: str | Path) -> str:
    result = earnest(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("earnest: ")
    return line


CALL = ("relation", "EST", "FIN", *AS_OF, "--from", "2017-01-01")


def test_a_relation_is_printed_in_words_and_as_json(quarrel_home: Path) -> None:
    call = (*CALL, "--record", quarrel_home)
    assert f"3 of 3 methods (surprise, change point, hidden Markov), since {BREAK}" in printed(
        *call
    )
    answer = json.loads(printed(*call, "--format", "json"))
    assert (answer["status"], answer["label"]["since"]) == ("on_record", str(BREAK))


@pytest.mark.slow
def test_a_relation_is_printed_as_a_table_and_as_a_picture(quarrel_home: Path) -> None:
    call = (*CALL, "--record", quarrel_home)
    answer = json.loads(printed(*call, "--format", "json"))
    rows = list(csv.DictReader(io.StringIO(printed(*call, "--format", "csv"))))
    assert {row["side"] for row in rows} == {"EST>FIN", "FIN>EST", "both"}
    assert len(rows) == len(answer["weeks"])
    assert printed(*call, "--format", "svg").startswith("<svg")


def test_a_relation_without_a_record_is_an_answer() -> None:
    assert "cannot_see: the record is selected here; it holds 0" in printed(
        "relation", "EST", "FIN"
    )


def test_spells_are_printed_in_three_forms() -> None:
    call = ("spells", "--type", "visa_suspended", "--as-of", "2025-12-31")
    assert "visa_suspended" in printed(*call)
    answer = json.loads(printed(*call, "--format", "json"))
    assert answer["by"] == "type"
    rows = list(csv.DictReader(io.StringIO(printed(*call, "--format", "csv"))))
    assert len(rows) == 5 * len(answer["groups"])
    for row in rows:
        assert bool(row["in_force_low"]) != bool(row["not_identifiable"])


@pytest.mark.slow
def test_a_rule_is_printed_in_two_forms(quarrel_home: Path) -> None:
    call = ("regularity", "SWE", "--until", "softening", "--record", quarrel_home, *AS_OF)
    assert "counterexamples, quickest first" in printed(*call)
    answer = json.loads(printed(*call, "--format", "json"))
    assert answer["found"] >= len(answer["counterexamples"]) > 0
    assert answer["source"] == "events"


@pytest.mark.slow
def test_a_back_test_of_turns_is_printed_in_two_forms(tmp_path: Path) -> None:
    call = ("backtest", "turns", "--events", quarrel_events(tmp_path))
    rows = json.loads(printed(*call, "--format", "json"))
    assert {"detector", "turns_per_year", "null_per_year", "n"} <= rows[0].keys()
    assert len(printed(*call).splitlines()) == len(rows) + 1


@pytest.mark.slow
def test_a_back_test_of_spells_is_printed_as_json() -> None:
    call = ("backtest", "spells", "--test-from", "2023-01-01", "--as-of", "2025-12-31")
    skills = json.loads(printed(*call, "--format", "json"))
    assert {row["model"] for row in skills} == {"base_rate", "frailty", "marks"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("relation", "ESTO", "FIN"), "did you mean EST"),
        (("relation", "EST", "EST"), "both sides are the same"),
        (
            ("relation", "EST", "FIN", "--from", "2019-02-01", "--to", "2019-01-01"),
            "before it begins",
        ),
        (("spells", "--type", "import_baned"), "near ones are import_banned"),
        (("spells", "--as-of", "1500-01-01"), "give a later day"),
        (("regularity", "Nowherestan"), "no state, union or body"),
        (("regularity", "SAU", "--until", "softning"), "near ones are softening"),
        (("backtest", "turns", "--events", "none.parquet"), "none.parquet"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(words: tuple[str, ...], told: str) -> None:
    assert told in refused(*words)


def test_a_day_before_the_feed_is_refused(quarrel_home: Path) -> None:
    told = refused("relation", "EST", "FIN", "--record", quarrel_home, "--as-of", "2001-01-01")
    assert "the events begin on 2014-01-06" in told


@pytest.mark.parametrize(
    "command",
    [("relation",), ("spells",), ("regularity",), ("backtest", "turns"), ("backtest", "spells")],
)
def test_each_command_explains_itself_with_an_example(command: tuple[str, ...]) -> None:
    told = printed(*command, "--help")
    assert "Example" in told
    assert f"earnest {' '.join(command)}" in told
