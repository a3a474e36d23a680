"""Many texts assessed in one go, as a person at a terminal asks for it."""

import json
from pathlib import Path

import pytest

from cli_runs import CUT_OFF, TEXT, earnest, write

SHORT = "Estonia expelled two Finnish diplomats on 15 March 2019.\n"


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EARNEST_HOME", str(tmp_path / "none"))


def assess(*words: str) -> tuple[int, list[str], str]:
    """Exit code, lines of standard output, standard error."""
    result = earnest("assess", *words, "--as-of", CUT_OFF)
    return result.exit_code, result.stdout.splitlines(), result.stderr


def test_each_of_several_texts_gets_a_report_and_a_line() -> None:
    write("a.txt", SHORT)
    write("b.txt", TEXT)
    code, lines, _ = assess("a.txt", "b.txt", "--date", "2019-05-30", "--out", "reports")
    assert code == 0
    assert lines[0] == "reports/a-report: 1 statement, 1 finding"
    assert lines[1].startswith("reports/b-report: 3 statements")
    report = json.loads(Path("reports/b-report/report.json").read_text(encoding="utf-8"))
    assert report["documents"][0]["date"] == "2019-05-30"


def test_the_report_is_the_one_that_the_text_gets_alone() -> None:
    write("a.txt", TEXT)
    write("b.txt", SHORT)
    assess("a.txt", "b.txt", "--date", "2019-05-30")
    assess("a.txt", "--date", "2019-05-30", "--out", "alone")
    together = Path("a-report/report.json").read_bytes()
    assert together == Path("alone/report.json").read_bytes()


def test_rows_of_json_lines_are_texts_and_one_that_fails_costs_no_other() -> None:
    rows = [{"id": "x", "text": SHORT, "date": "2019-05-30"}, {"id": "y", "text": SHORT}]
    write("texts.jsonl", "".join(f"{json.dumps(row)}\n" for row in rows))
    code, lines, words = assess("texts.jsonl")
    assert code == 1
    assert lines == ["x-report: 1 statement, 1 finding"]
    assert "the text carries no date" in words


def test_two_texts_of_one_name_are_refused_before_anything_is_written() -> None:
    write("one/a.txt", SHORT)
    write("two/a.txt", SHORT)
    code, lines, words = assess("one/a.txt", "two/a.txt", "--date", "2019-05-30")
    assert (code, lines) == (1, [])
    assert "one/a.txt" in words
    assert not Path("a-report").exists()


@pytest.mark.parametrize("option", [("--title", "T"), ("--format", "json"), ("--reader", "llm")])
def test_what_goes_with_one_text_is_refused_with_several(option: tuple[str, str]) -> None:
    result = earnest("assess", "a.txt", "b.txt", *option)
    assert result.exit_code == 2
    assert "for one text only" in result.stderr
