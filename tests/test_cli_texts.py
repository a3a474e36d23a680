"""Taking texts apart on the command line: extract, draft and lint."""

import json
from pathlib import Path

import pytest

from cli_runs import CUT_OFF, TEXT, earnest, write

DATE = ("--date", "2019-05-30")
SAYS = 'Finland said that the toll breaks a treaty. Some call it "a show".\n'


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EARNEST_HOME", str(tmp_path / "no-home"))
    monkeypatch.chdir(tmp_path)


FIELDS = (
    "document start end text kind holder cue actors date quantity speaker explained attributed_by"
    " checkable hedge polarity confidence"
).split()


def test_extract_prints_one_object_per_statement_with_the_stable_fields() -> None:
    write("a.txt", TEXT)
    result = earnest("extract", "a.txt", *DATE)
    assert (result.exit_code, result.stderr) == (0, "")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(found) >= 3
    for statement in found:
        assert list(statement) == FIELDS
        assert TEXT[statement["start"] : statement["end"]] == statement["text"]


def test_a_quantity_has_value_bounds_unit_and_what_is_counted() -> None:
    write("a.txt", "About 4,000 barges wait at the lock of Narva in Estonia.\n")
    (quantity,) = (
        statement["quantity"]
        for line in earnest("extract", "a.txt", *DATE).stdout.splitlines()
        if (statement := json.loads(line))["quantity"]
    )
    assert list(quantity) == ["value", "low", "high", "unit", "of"]
    assert (quantity["value"], quantity["unit"]) == (4000, "barges")


def test_without_a_date_extract_warns_and_goes_on() -> None:
    write("a.txt", TEXT)
    result = earnest("extract", "a.txt")
    assert result.exit_code == 0
    assert result.stderr.startswith("earnest: a.txt: no date")
    assert len(result.stdout.splitlines()) >= 3


def test_attributions_have_the_fields_of_their_corpus() -> None:
    write("a.txt", SAYS)
    result = earnest("extract", "a.txt", "--attributions")
    assert (result.exit_code, result.stderr) == (0, "")
    (line,) = result.stdout.splitlines()
    found = json.loads(line)
    assert (list(found), found["name"]) == (["name", "attributions"], "a")
    first = found["attributions"][0]
    assert list(first) == ["source", "cue", "content"]
    ((start, end),) = first["source"]
    assert SAYS[start:end] == "Finland"


def test_json_lines_give_one_output_per_row() -> None:
    write(
        "rows.jsonl",
        json.dumps({"id": "one", "text": TEXT, "date": "2019-05-30"})
        + "\n"
        + json.dumps({"name": "two", "text": SAYS})
        + "\n",
    )
    result = earnest("extract", "rows.jsonl", "--attributions")
    assert [json.loads(line)["name"] for line in result.stdout.splitlines()] == ["one", "two"]
    plain = earnest("extract", "rows.jsonl", *DATE)
    assert {json.loads(line)["document"] for line in plain.stdout.splitlines()} == {"one", "two"}


def test_rows_before_a_broken_one_are_printed_and_the_broken_one_is_named() -> None:
    write("rows.jsonl", json.dumps({"id": "one", "text": TEXT}) + "\nnonsense\n")
    result = earnest("extract", "rows.jsonl", "--attributions")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr.startswith("earnest: rows.jsonl:2: ")


@pytest.fixture
def case() -> Path:
    write("a.txt", TEXT)
    result = earnest("draft", "a.txt", "--case", "case", *DATE)
    assert (result.exit_code, result.stdout) == (0, "")
    return Path("case")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_draft_is_clean_and_can_be_assessed(case: Path) -> None:
    linted = earnest("lint", case)
    assert (linted.exit_code, linted.stdout) == (0, "")
    assert "no problems" in linted.stderr
    assessed = earnest("assess", case, "--as-of", CUT_OFF)
    assert assessed.exit_code == 0
    assert Path("case-report/report.json").is_file()


def test_a_case_says_the_same_as_the_text_it_was_drafted_from(case: Path) -> None:
    earnest("assess", case, "--as-of", CUT_OFF, "--out", "of-case")
    earnest("assess", "a.txt", *DATE, "--as-of", CUT_OFF, "--out", "of-text")
    told = [
        [(f["check"], f["status"], f["words"]) for f in json.loads(text)["findings"]]
        for text in (
            Path(folder, "report.json").read_text(encoding="utf-8")
            for folder in ("of-case", "of-text")
        )
    ]
    assert told[0] == told[1]
    assert told[0]


def test_drafting_again_keeps_what_people_wrote(case: Path) -> None:
    edit(case / "statements.csv", ",yes,", ",partly,")
    before = (case / "statements.csv").read_text(encoding="utf-8")
    assert earnest("draft", "a.txt", "--case", case, *DATE).exit_code == 0
    assert (case / "statements.csv").read_text(encoding="utf-8") == before


def test_lint_lists_every_mistake_with_file_line_and_remedy(case: Path) -> None:
    edit(case / "statements.csv", ",prediction,", ",omen,")
    edit(case / "case.toml", "question =", "quest =")
    edit(case / "text" / "a.toml", "2019-05-30", "soon")
    result = earnest("lint", case)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    for place in ("case.toml", "statements.csv:", "text/a.toml"):
        assert any(place in line for line in lines)
    assert all(";" in line for line in lines)
    assert f"{len(lines)} problems" in result.stderr


def test_a_folder_that_is_no_case_is_named() -> None:
    write("pile/a.txt", TEXT)
    result = earnest("assess", "pile", "--as-of", CUT_OFF)
    assert result.exit_code == 1
    assert result.stderr.startswith("earnest: ")
    assert "case.toml" in result.stderr
    assert earnest("lint", "nowhere").exit_code == 1


def test_a_text_in_another_language_is_refused_with_the_way_out() -> None:
    write(
        "port.txt", "Das Ministerium teilte mit, dass es den Hafen nicht wieder öffnen wird. " * 6
    )
    result = earnest("assess", "port.txt", "--date", "2021-06-01")
    assert result.exit_code == 1
    assert "does not read" not in result.stdout
    assert "language that the rules do not read (de); let a language model read it" in result.stderr


def test_a_text_that_cannot_be_read_does_not_stop_the_others() -> None:
    foreign = "Das Ministerium teilte mit, dass es den Hafen nicht wieder öffnen wird. " * 6
    rows = [{"id": "a", "text": foreign}, {"id": "b", "text": TEXT, "date": "2019-06-01"}]
    write("texts.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    result = earnest("extract", "texts.jsonl")
    assert result.exit_code == 1
    assert "a: the text is in a language" in result.stderr
    assert {json.loads(line)["document"] for line in result.stdout.splitlines()} == {"b"}


def test_the_language_model_reader_without_settings_names_the_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("EARNEST_LLM_BASE_URL", raising=False)
    write("port.txt", TEXT)
    result = earnest("extract", "port.txt", "--reader", "llm")
    assert result.exit_code == 1
    assert "EARNEST_LLM_BASE_URL: it is not set" in result.stderr
