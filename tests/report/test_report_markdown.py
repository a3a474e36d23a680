"""The report as Markdown."""

import re
from dataclasses import replace

import pytest
from strait_report import DIFFERENCE, strait_report

from earnest.report import render_markdown
from earnest.report.outside_text import ascii_only, markdown_escaped


@pytest.fixture(scope="module")
def text() -> str:
    return render_markdown(strait_report(differences=(DIFFERENCE,)))


def test_outside_markup_is_escaped(text: str) -> None:
    assert not re.search(r"(?<!\\)<script", text)
    assert "\\<script\\>alert" in text
    assert "\x1b" not in text


def test_every_row_of_a_table_has_as_many_cells_as_its_head(text: str) -> None:
    for table in re.findall(r"(?:^\|.*\n)+", text, re.M):
        counts = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(counts) == 1


def test_a_restricted_outlet_is_no_link(text: str) -> None:
    assert "`https://de.rt.com/x`" in text
    assert "<https://ok.example.org/y>" in text


def test_it_holds_the_sections_of_the_report(text: str) -> None:
    headings = re.findall(r"^## (.*)$", text, re.M)
    assert headings == [
        "What the answers stand on",
        "What the record holds, most consequential first",
        "The docket",
        "What the text leaves out",
        "Timeline: NRL – SDR",
        "Theses and evidence",
        "Forecasts",
        "Parties and their interests",
        "What is wanted",
        "What changed since the earlier report",
        "Data",
    ]


def test_the_probability_stands_with_its_words_and_interval(text: str) -> None:
    assert "unlikely, 24 % \\[15 %, 36 %\\]" in text


def test_an_empty_report_is_still_a_report() -> None:
    report = strait_report(
        findings=(),
        headlines=(),
        theses=(),
        bearing=(),
        parties=(),
        silences=(),
        forecasts=(),
        wanted=(),
        timeline=None,
        rows={},
    )
    text = render_markdown(report)
    assert text.startswith("# Is the quarrel")
    assert "No question was put to the record about this statement." in text
    assert "## Forecasts" not in text


def test_a_forecast_of_an_unknown_statement_keeps_its_id() -> None:
    report = strait_report()
    stray = replace(report.forecasts[0], statement_id="elsewhere")
    assert "| elsewhere |" in render_markdown(replace(report, forecasts=(stray,)))


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        ("1. first", "1\\. first"),
        ("1.5 percent (n = 3)", "1.5 percent (n = 3)"),
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"),
        ("a_b *c* [d](e)", "a\\_b \\*c\\* \\[d\\](e)"),
        ("see https://x.example www.y.example", "see https\\://x.example www\\.y.example"),
        ("two\nlines | one", "two lines \\| one"),
    ],
)
def test_markdown_signs_are_escaped_only_where_they_act(written: str, escaped: str) -> None:
    assert markdown_escaped(written) == escaped


def test_ascii_keeps_the_meaning_of_signs() -> None:
    assert ascii_only("“a” → b … ≠") == '"a" -> b ... !'
