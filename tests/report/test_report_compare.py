"""What changed between two reports, and why."""

import datetime as dt
from dataclasses import replace

from strait_report import strait_report

from earnest.contract.report import Report, Tool
from earnest.report import differences

OLD = strait_report()


def _other_answer(report: Report) -> Report:
    findings = tuple(
        replace(f, status="outside", words="40 % in 2030.") if f.id == "f-grain" else f
        for f in report.findings
    )
    return replace(report, findings=findings)


def _other_text(report: Report) -> Report:
    document = replace(report.documents[0], sha256="e5" * 32)
    return replace(report, documents=(document,))


def _other_record(report: Report) -> Report:
    return replace(report, record=(replace(report.record[0], sha256="f6" * 32),))


def test_the_same_report_has_no_differences() -> None:
    assert differences(OLD, strait_report()) == ()


def test_a_finding_that_changed_with_the_record_is_put_down_to_the_record() -> None:
    (found,) = differences(OLD, _other_record(_other_answer(OLD)))
    assert found.cause == "record"
    assert found.statement == "“Some 60 % of Sudria's grain passes through the strait”"
    assert found.before == "within the series: 58.8 – 65.6 % in 2030."
    assert found.after == "outside the series: 40 % in 2030."


def test_another_cut_off_date_is_another_record() -> None:
    new = replace(_other_answer(OLD), as_of=dt.date(2032, 1, 1))
    assert [d.cause for d in differences(OLD, new)] == ["record"]


def test_a_finding_that_changed_with_the_tool_alone_is_put_down_to_the_tool() -> None:
    new = replace(_other_answer(OLD), tool=Tool("1.3.0"))
    assert [d.cause for d in differences(OLD, new)] == ["tool"]


def test_a_finding_that_changed_with_the_text_alone_is_put_down_to_the_text() -> None:
    assert [d.cause for d in differences(OLD, _other_text(_other_answer(OLD)))] == ["text"]


def test_a_statement_that_went_with_the_text_is_named() -> None:
    new = _other_text(replace(OLD, statements=OLD.statements[1:]))
    (found,) = differences(OLD, new)
    assert (found.before, found.after, found.cause) == ("not checked", "not in the report", "text")


def test_a_statement_that_came_with_another_tool_is_put_down_to_the_tool() -> None:
    old = replace(OLD, statements=OLD.statements[1:])
    (found,) = differences(old, replace(OLD, tool=Tool("1.3.0")))
    assert (found.before, found.cause) == ("not in the report", "tool")


def test_a_statement_that_only_moved_is_no_difference() -> None:
    moved = tuple(
        replace(s, id=f"x{s.id}", start=s.start + 5, end=s.end + 5) for s in OLD.statements
    )
    findings = tuple(replace(f, statement_id=f"x{f.statement_id}") for f in OLD.findings)
    assert differences(OLD, replace(OLD, statements=moved, findings=findings)) == ()
