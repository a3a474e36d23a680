from dataclasses import replace

from strait_report import strait_report

from earnest.report.reach import reach, reach_words


def test_a_statement_with_one_answer_counts_as_answered() -> None:
    report = strait_report()
    its = reach(report)
    open_statuses = {
        "cannot_see",
        "no_series",
        "not_identifiable",
        "not_comparable",
        "not_documented",
    }
    for statement in its.open_:
        found = [f.status for f in report.findings if f.statement_id == statement]
        assert set(found) <= open_statuses | {"set_aside", "rests_on"}
    assert not set(its.answered) & set(its.open_)


def test_a_statement_set_aside_was_not_asked_about() -> None:
    report = strait_report()
    aside = {f.statement_id for f in report.findings if f.status == "set_aside"}
    its = reach(
        replace(report, findings=tuple(f for f in report.findings if f.statement_id in aside))
    )
    assert its.answered == ()


def test_a_record_without_events_says_so_first() -> None:
    report = strait_report()
    sources = tuple(s for s in report.record if s.kind != "events")
    words = reach_words(replace(report, record=sources))
    assert words.startswith("This record holds no events at all. Of ")
    assert reach_words(replace(report, timeline=None)).startswith(
        "This record holds no events of the"
    )
    assert reach_words(report).startswith("Of ")
