"""The one-screen summary."""

from dataclasses import replace

import pytest
from strait_report import ANSI, DIFFERENCE, HOSTILE, strait_report

from earnest.contract.report import Report
from earnest.report import render_summary

FILES = ("report.html", "report.md", "report.json")


def _summary(report: Report, *, width: int = 100, ascii_only: bool = False) -> str:
    return render_summary(
        report, width=width, ascii_only=ascii_only, elapsed_seconds=2.41, files=FILES
    )


def _hostile() -> Report:
    """Long, hostile text wherever a report can hold text from outside."""
    report = strait_report()
    bad = f"{ANSI} {HOSTILE} " + "very-long-word" * 30 + " and more words" * 60
    findings = tuple(replace(f, words=bad) for f in report.findings)
    silences = tuple(replace(s, reason=bad) for s in report.silences)
    forecasts = tuple(replace(f, rule=bad) for f in report.forecasts) * 4
    statements = tuple(replace(s, text=bad) for s in report.statements)
    headlines = tuple(f.id for f in findings)
    return replace(
        report,
        question=bad,
        findings=findings,
        silences=silences,
        forecasts=forecasts,
        statements=statements,
        headlines=headlines,
        differences=(DIFFERENCE,),
    )


@pytest.mark.parametrize("width", [40, 60, 79, 80, 100, 132, 250])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_it_fits_one_screen_whatever_the_text(width: int, ascii_only: bool) -> None:
    for report in (strait_report(), _hostile()):
        lines = _summary(report, width=width, ascii_only=ascii_only).splitlines()
        assert len(lines) <= 40
        assert max(map(len, lines)) <= width


def test_a_terminal_is_sent_no_control_character() -> None:
    text = _summary(_hostile())
    assert all(letter == "\n" or letter.isprintable() for letter in text)


def test_ascii_is_ascii() -> None:
    report = strait_report(question="Ist die Straße offen — или нет?")
    text = _summary(report, ascii_only=True)
    assert text.isascii()
    assert "! " in text


def test_each_headline_stands_with_its_glyph_and_its_word() -> None:
    text = _summary(strait_report(), width=120)
    assert "≠ “Norland never lifts a ban" in text
    assert "denied: 2 indexed documents" in text
    assert "● “Some 60 % of Sudria's grain" in text


def test_the_head_names_state_date_size_and_what_the_report_is_not() -> None:
    text = _summary(strait_report(), width=130)
    assert text.splitlines()[0].endswith("unreviewed · as of 2031-12-31")
    assert "1 text, 197 words, 17 statements · record: 55 events, 7 measures, 1 statistics" in text
    assert "it is no statement about anyone's honesty." in text


def test_predictions_say_how_many_can_be_resolved() -> None:
    text = " ".join(_summary(strait_report()).split())
    assert "1 of 2 resolvable as written" in text
    assert "1 lacks a deadline, an actor or a test" in text


def test_a_base_rate_is_printed_where_no_probability_is_shipped() -> None:
    report = strait_report()
    unshipped = replace(report.forecasts[0], p=None, low=None, high=None)
    text = " ".join(_summary(replace(report, forecasts=(unshipped,))).split())
    assert "(base rate 21 % (n = 340))" in text


def test_without_a_base_rate_only_the_status_is_printed() -> None:
    report = strait_report()
    bare = replace(report.forecasts[0], p=None, base_rate=None, deadline=None)
    text = " ".join(_summary(replace(report, forecasts=(bare,))).split())
    assert "toward SDR: did not occur Silences" in text


def test_the_end_names_the_files_and_the_time() -> None:
    last = _summary(strait_report()).splitlines()[-1]
    assert last.endswith("2.4 s")
    assert "report.html · report.md · report.json" in last


def test_files_are_named_after_the_folder_they_share() -> None:
    files = [f"out/{name}" for name in (*FILES, "record-to-fill/a.csv", "record-to-fill/b.csv")]
    text = render_summary(
        strait_report(), width=120, ascii_only=False, elapsed_seconds=None, files=files
    )
    assert text.endswith("  out/ report.html · report.md · report.json · record-to-fill/\n")


def test_files_without_a_folder_in_common_are_named_in_full() -> None:
    text = render_summary(
        strait_report(), width=120, ascii_only=False, elapsed_seconds=None, files=("a/x", "b/y")
    )
    assert text.endswith("  a/x · b/y\n")


def test_no_time_and_no_files_leave_no_last_line() -> None:
    text = render_summary(
        strait_report(), width=100, ascii_only=False, elapsed_seconds=None, files=()
    )
    assert text.endswith("see wanted.csv\n")


def test_a_report_without_headlines_says_so() -> None:
    report = strait_report(headlines=(), forecasts=(), silences=(), wanted=())
    text = _summary(report)
    assert "no finding heads this report" in text
    assert "Predictions" not in text


def test_changes_against_an_earlier_report_are_counted() -> None:
    assert "1 change against the earlier report" in _summary(
        strait_report(differences=(DIFFERENCE,))
    )
