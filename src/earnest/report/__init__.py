"""Views of a report: one HTML file, Markdown, a terminal summary, and their folder."""

from earnest.report.compare import differences
from earnest.report.html import render_html
from earnest.report.markdown import render_markdown
from earnest.report.summary import render_summary
from earnest.report.write import write_report

__all__ = [
    "differences",
    "render_html",
    "render_markdown",
    "render_summary",
    "write_report",
]
