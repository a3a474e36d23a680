"""What changed against an earlier report, and whether text, record or tool brought it."""

from typing import Literal

from earnest.contract.finding import Finding
from earnest.contract.report import Difference, Report, ReportStatement
from earnest.report.legend import sign
from earnest.report.wording import shortened

Cause = Literal["text", "record", "tool"]
_Place = tuple[str, str]


def differences(old: Report, new: Report) -> tuple[Difference, ...]:
    """Statements that came, went or got another finding, in the order of the new text.

    A statement is known again by its kind and words. A finding that changed is put down to
    the record (another cut-off date is another record), else to the tool, else to the text; a
    statement that came or went to the text, unless only the tool changed.
    """
    before, after = _by_words(old), _by_words(new)
    found = [_changed(place, before, after, old, new) for place in after]
    found += [_gone(place, before, old, new) for place in before if place not in after]
    return tuple(difference for difference in found if difference is not None)


def _by_words(report: Report) -> dict[_Place, ReportStatement]:
    return {
        (statement.kind, " ".join(statement.text.split())): statement
        for statement in sorted(report.statements, key=lambda s: (s.document, s.start, -s.end))
    }


def _changed(
    place: _Place,
    before: dict[_Place, ReportStatement],
    after: dict[_Place, ReportStatement],
    old: Report,
    new: Report,
) -> Difference | None:
    now = _answers(new, after[place])
    if place not in before:
        return Difference(_name(place), "not in the report", now, _cause(old, new, is_text=True))
    then = _answers(old, before[place])
    if then == now:
        return None
    return Difference(_name(place), then, now, _cause(old, new, is_text=False))


def _gone(
    place: _Place, before: dict[_Place, ReportStatement], old: Report, new: Report
) -> Difference:
    then = _answers(old, before[place])
    return Difference(_name(place), then, "not in the report", _cause(old, new, is_text=True))


def _name(place: _Place) -> str:
    return f"“{shortened(place[1], 120)}”"


def _answers(report: Report, statement: ReportStatement) -> str:
    """The findings of a statement in words: the same words mean the same findings."""
    mine = [f for f in report.findings if f.statement_id == statement.id]
    return "; ".join(_answer(f) for f in sorted(mine, key=lambda f: (f.check, f.id))) or (
        "not checked"
    )


def _answer(finding: Finding) -> str:
    return f"{sign(finding.status).word}: {finding.words}"


def _cause(old: Report, new: Report, *, is_text: bool) -> Cause:
    """The cause of a change; `is_text`: the statement itself came or went."""
    is_other_text = {d.sha256 for d in old.documents} != {d.sha256 for d in new.documents}
    if not is_text and _record(old) != _record(new):
        return "record"
    if old.tool != new.tool and not (is_text and is_other_text):
        return "tool"
    return "text"


def _record(report: Report) -> object:
    sources = sorted((source.source_id, source.sha256) for source in report.record)
    return report.as_of, sources
