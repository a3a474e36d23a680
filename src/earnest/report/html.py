"""The report as one HTML file that needs no network and no script."""

from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from earnest.contract.finding import RowRef
from earnest.contract.report import Report
from earnest.report import wording
from earnest.report.anchors import anchor, row_anchor
from earnest.report.docket import Docket, cited_rows
from earnest.report.figures import Figure, csp_hash, figure, script_bundle
from earnest.report.legend import GLYPHS, KIND_WORDS, SIGNS, sign
from earnest.report.links import source_pieces
from earnest.report.matrix import matrix
from earnest.report.outside_text import without_controls
from earnest.report.reach import reach_words
from earnest.report.record_rows import RowView, row_views
from earnest.report.spans import marked
from earnest.report.strip import QUADS, timeline, two_years
from earnest.report.wanted import fetch_line

DRAWN_ROWS_SHOWN: Final = 1000
_STRIP_WIDTH: Final = 372
_TIMELINE_WIDTH: Final = 1040


def render_html(report: Report) -> str:
    """The report as one self-contained HTML page.

    Everything outside the program's own words is escaped; the page asks for nothing over the
    network, and its Content-Security-Policy allows only the scripts and styles inlined in it.
    """
    docket = Docket(report)
    figures = _figures(report)
    rows, left_out = _appendix(report)
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            docket=docket,
            figures=figures,
            matrix=matrix(report, docket),
            reach=reach_words(report),
            rows=rows,
            rows_left_out=left_out,
            refs_with_rows={(view.ref.table, view.ref.id) for view in rows},
            row_views=lambda refs: row_views(refs, report),
            **_inlined(figures),
        )
    )


def _figures(report: Report) -> dict[str, Figure]:
    drawn = {
        "strip": figure("strip", two_years(report), width=_STRIP_WIDTH),
        "timeline": figure("timeline", timeline(report), width=_TIMELINE_WIDTH),
    }
    return {name: found for name, found in drawn.items() if found is not None}


def _inlined(figures: dict[str, Figure]) -> dict[str, Any]:
    """Style and scripts with the policy that admits exactly them."""
    style, behaviour = _asset("report.css"), _asset("report.js")
    scripts = ([script_bundle()] if figures else []) + [behaviour]
    policy = (
        f"default-src 'none'; img-src data:; style-src {csp_hash(style)}; "
        f"script-src {' '.join(map(csp_hash, scripts))}; base-uri 'none'; form-action 'none'"
    )
    return {
        "style": Markup(style),  # noqa: S704  (our own file)
        "scripts": [Markup(script) for script in scripts],  # noqa: S704
        "policy": policy,
    }


def _appendix(report: Report) -> tuple[tuple[RowView, ...], int]:
    """Rows shown in full, and how many drawn rows are left to `report.json`."""
    cited = cited_rows(report)
    drawn = report.timeline.rows if report.timeline else ()
    others = tuple(row for row in dict.fromkeys(drawn) if row not in set(cited))
    shown = tuple(sorted(cited + others[:DRAWN_ROWS_SHOWN], key=_table_order))
    return row_views(shown, report), max(0, len(others) - DRAWN_ROWS_SHOWN)


def _table_order(row: RowRef) -> str:
    return row.table


@cache
def _asset(name: str) -> str:
    return files("earnest.report").joinpath("templates", name).read_text(encoding="utf-8")


def _without_controls(value: object) -> object:
    """Text without characters that no page may hold; everything else unchanged."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return without_controls(value)
    return value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("earnest.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_without_controls,
    )
    environment.globals.update(
        anchor=anchor,
        row_anchor=row_anchor,
        sign=sign,
        marked=marked,
        source_pieces=source_pieces,
        fetch_line=fetch_line,
        words=wording,
        GLYPHS=GLYPHS,
        SIGNS=SIGNS,
        KIND_WORDS=KIND_WORDS,
        QUADS=QUADS,
    )
    return environment
