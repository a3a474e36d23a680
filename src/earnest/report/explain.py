"""One finding of a report in full, for a terminal: question, answer, rows, query."""

from earnest.contract.finding import Finding
from earnest.contract.report import Report
from earnest.errors import InputError
from earnest.report.legend import sign
from earnest.report.outside_text import without_controls
from earnest.report.record_rows import row_views
from earnest.report.wording import number_words, seen_words


def explained(report: Report, finding_id: str) -> str:
    """Everything that stands behind a finding, with the query that anyone can run again.

    Args:
        report: as read from `report.json`.
        finding_id: a finding's id such as `s012.event`, or a statement's, for all its findings.

    Raises:
        InputError: the report has no such finding; the near ones are named.
    """
    found = [f for f in report.findings if finding_id in (f.id, f.statement_id)]
    if not found:
        near = ", ".join(f.id for f in report.findings[:6])
        raise InputError(finding_id, "the report has no such finding", f"it has {near}, …")
    return "\n".join(without_controls(_one(report, finding)) for finding in found)


def _one(report: Report, finding: Finding) -> str:
    statement = next(s for s in report.statements if s.id == finding.statement_id)
    lines = [
        f"{finding.id}  “{statement.text}”",
        f"  question  {finding.question}",
        f"  answer    {sign(finding.status).word}: {finding.words}",
        *(f"  number    {number_words(number)}" for number in finding.numbers),
        *(
            f"  row       {view.ref.table}:{view.ref.id}  {', '.join(view.when)}  {view.what}"
            for view in row_views(finding.rows, report)
        ),
        f"  coverage  {seen_words(finding.coverage)}",
        f"  method    {finding.method}",
        f"  query     {finding.query}",
        f"  as of     {finding.as_of}",
    ]
    return "\n".join(lines) + "\n"
