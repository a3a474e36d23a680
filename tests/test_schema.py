"""The JSON Schema of `report.json` that ships with the package."""

import json
import runpy
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cli_runs import NAMES

SCRIPT = Path(__file__).parents[1] / "scripts" / "write_schema.py"


def shipped_text() -> str:
    return files("earnest.data").joinpath("report.schema.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(shipped_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def report(reports: dict[str, Path], name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((reports[name] / "report.json").read_text("utf-8"))
    return content


def test_the_shipped_schema_is_the_one_of_the_contract() -> None:
    assert shipped_text() == runpy.run_path(str(SCRIPT))["schema_text"]()


@pytest.mark.parametrize("name", NAMES)
def test_a_report_of_a_brief_is_valid(
    validator: Draft202012Validator, reports: dict[str, Path], name: str
) -> None:
    assert [error.message for error in validator.iter_errors(report(reports, name))] == []


def broken(content: dict[str, Any], change: str) -> dict[str, Any]:
    if change == "unknown status":
        content["findings"][0]["status"] = "true"
    elif change == "missing field":
        del content["question"]
    elif change == "no date":
        content["as_of"] = "yesterday"
    elif change == "span of text":
        content["statements"][0]["start"] = "12"
    return content


@pytest.mark.parametrize("change", ["unknown status", "missing field", "no date", "span of text"])
def test_a_broken_report_is_not(
    validator: Draft202012Validator, reports: dict[str, Path], change: str
) -> None:
    content = broken(report(reports, NAMES[0]), change)
    assert list(validator.iter_errors(content))


@pytest.mark.parametrize("name", NAMES)
def test_keys_are_sorted_and_the_file_ends_with_a_line_break(
    reports: dict[str, Path], name: str
) -> None:
    text = (reports[name] / "report.json").read_text(encoding="utf-8")
    content = json.loads(text)
    assert text == json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert content["schema"] == 1
