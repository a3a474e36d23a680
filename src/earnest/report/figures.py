"""Figures for the HTML report: an SVG that needs no script, and the specification behind it."""

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Final

from markupsafe import Markup

from earnest.report.charts import Spec, timeline_spec
from earnest.report.kept import kept
from earnest.report.strip import Strip

_ENTRY: Final = "window.vegaEmbed = vegaEmbed;"
_VARIABLE: Final = re.compile(r"var\(--[a-z-]+,\s*([^)]+)\)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn strip.

    Attributes:
        svg: markup for the page; every text in it was escaped by the renderer.
        spec: JSON, safe inside a script element.
    """

    name: str
    strip: Strip
    svg: Markup
    spec: Markup

    @property
    def label(self) -> str:
        """What a reader who does not see the picture is told."""
        strip = self.strip
        return (
            f"{strip.title}: {strip.n} events and {len(strip.bars)} measures, "
            f"{strip.since} to {strip.until}. The numbers are in the table below."
        )


def figure(name: str, strip: Strip | None, *, width: int) -> Figure | None:
    """The strip drawn `width` pixels wide; None where there is nothing to draw."""
    if strip is None or not (strip.bins or strip.bars):
        return None
    spec = timeline_spec(strip, width=width)
    svg = Markup(inline_svg(spec))  # noqa: S704  (the renderer escapes every text in it)
    return Figure(name, strip, svg, json_for_script(spec))


def inline_svg(spec: Spec) -> str:
    """The chart as SVG whose colours follow the page's CSS variables."""
    import vl_convert  # noqa: PLC0415  (half a second; only figures need it)

    return str(vl_convert.vegalite_to_svg(spec))


def standalone_svg(spec: Spec) -> str:
    """The chart as an SVG file of its own, on white, with fixed colours."""
    return _VARIABLE.sub(r"\1", inline_svg({**spec, "background": "#ffffff"}))


def json_for_script(spec: Spec) -> Markup:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(spec, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    escaped = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(escaped)  # noqa: S704  (no markup is left in it)


@cache
def script_bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, which defines `vegaEmbed`.

    Bundling takes three seconds and gives the same each time, so it is kept in the user's cache.
    """

    def bundled() -> str:
        import vl_convert  # noqa: PLC0415

        return str(vl_convert.javascript_bundle(_ENTRY)).replace("\r\n", "\n")

    return kept(f"vega-{version('vl-convert-python')}.js", bundled)


def csp_hash(content: str) -> str:
    """The hash source of an inline script or style for a Content-Security-Policy."""
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
