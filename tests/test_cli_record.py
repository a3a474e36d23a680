"""`earnest record` as a stranger types it: names, wrong formats, reversed days, empty files."""

import json
from pathlib import Path

import pytest

from cli_runs import earnest, write

FEEDS = Path(__file__).parent / "data" / "feeds"
ICEWS = FEEDS / "icews.tab"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EARNEST_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def test_a_series_of_a_state_with_itself_is_refused_in_one_sentence() -> None:
    result = earnest("record", "series", "EST", "EST")
    assert result.exit_code == 1
    assert result.stderr.startswith("earnest: EST EST: both sides are the same")


def test_a_series_takes_names_and_codes_in_any_case() -> None:
    earnest("record", "add", FEEDS / "gdelt2.tab")
    by_code = earnest("record", "series", "RUS", "UKR")
    assert earnest("record", "series", "Russia", "ukr").stdout == by_code.stdout


def test_years_of_a_dyad_take_names_too() -> None:
    by_code = earnest("record", "show", "--dyad", "AZE", "RUS")
    assert earnest("record", "show", "--dyad", "Azerbaijan", "rus").stdout == by_code.stdout
    assert by_code.exit_code == 0


@pytest.mark.parametrize("call", [("series", "EST", "FIN"), ("panel", "--out", "panel.parquet")])
def test_a_period_that_ends_before_it_begins_is_refused(call: tuple[str, ...]) -> None:
    result = earnest("record", *call, "--from", "2018-06-01", "--to", "2018-01-01")
    assert result.exit_code == 1
    assert "the period ends before it begins" in result.stderr


def test_a_series_as_of_a_day_before_all_events_is_refused() -> None:
    earnest("record", "add", ICEWS)
    result = earnest("record", "series", "EST", "FIN", "--as-of", "1900-01-01")
    assert result.exit_code == 1
    assert "the events begin on" in result.stderr


@pytest.mark.parametrize("content", ["", "\n\n  \n"])
def test_an_empty_file_is_said_to_be_empty(content: str) -> None:
    result = earnest("record", "add", write("feed.csv", content))
    assert result.exit_code == 1
    assert result.stderr == "earnest: feed.csv: the file is empty; fetch it again\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (ICEWS.read_bytes().replace(b"\r", b"").replace(b"\n", b"\r"), "carriage returns alone"),
        (ICEWS.read_text("utf-8").encode("utf-16"), "the file is in UTF-16; save it in UTF-8"),
    ],
)
def test_a_file_as_some_spreadsheets_save_it_is_refused_with_the_remedy(
    content: bytes, told: str
) -> None:
    result = earnest("record", "add", write("feed.tab", content))
    assert result.exit_code == 1
    assert told in result.stderr


def test_a_file_added_in_the_wrong_format_can_be_added_again_in_the_right_one() -> None:
    wrong = earnest("record", "add", ICEWS, "--format", "gdelt2")
    assert "is this its format?" in wrong.stdout
    right = earnest("record", "add", ICEWS, "--format", "icews")
    assert "events" in right.stdout
    assert "added before" in earnest("record", "add", ICEWS, "--format", "gdelt2").stdout


def test_a_format_that_does_not_exist_is_refused_for_a_known_file_too() -> None:
    earnest("record", "add", ICEWS)
    result = earnest("record", "add", ICEWS, "--format", "nosuch")
    assert result.exit_code == 1
    assert "there is no format 'nosuch'" in result.stderr


def test_pairs_of_which_the_same_is_promised_are_counted_in_one_line() -> None:
    states = ("ISR", "LEB", "SYR", "EGY", "JOR")
    pairs = [(a, b) for a in states for b in states if a != b]
    lines = "".join(f"19900101\t{a}\t{b}\t042\n19900301\t{a}\t{b}\t190\n" for a, b in pairs)
    earnest("record", "add", write("levant.txt", lines), "--format", "keds-cameo")
    shown = earnest("record", "show").stdout.partition("coverage")[2]
    assert shown.count("\n") == 2
    assert "20 pairs of parties, all, 1990-01-01 to 1990-03-01: feed" in shown
    assert len(json.loads(earnest("record", "show", "--format", "json").stdout)["coverage"]) == 20


def test_the_workspace_may_be_named_as_the_record_that_is_read() -> None:
    earnest("record", "add", ICEWS, "--record", "mine")
    assert "icews.tab" in earnest("record", "show", "--record", "mine").stdout


def test_a_back_test_takes_several_files_after_one_option() -> None:
    result = earnest("backtest", "deadlines", "--events", ICEWS, FEEDS / "gdelt2.tab")
    assert result.exit_code == 1
    assert "points to learn from" in result.stderr


def test_a_feed_may_come_on_standard_input() -> None:
    result = earnest("record", "add", "-", stdin=ICEWS.read_text("utf-8"))
    assert result.stdout.startswith("stdin (icews):")
    assert "stdin" in earnest("record", "show").stdout


def test_the_answer_to_a_query_is_printed_as_json_too() -> None:
    result = earnest("sql", "SELECT 1 AS one, DATE '2025-02-20' AS day", "--format", "json")
    assert json.loads(result.stdout) == [{"one": 1, "day": "2025-02-20"}]


def test_an_empty_query_is_refused() -> None:
    result = earnest("sql", " ; ")
    assert result.exit_code == 1
    assert result.stderr.startswith("earnest: query: the query is empty")
