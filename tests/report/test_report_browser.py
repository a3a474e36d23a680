"""The report opened in a browser: scripts run under the policy and nothing is fetched."""

# ruff: noqa: ANN401  (playwright is optional, so its types are not at hand)
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from strait_report import strait_report

from earnest.report import render_html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_html(strait_report()), encoding="utf-8")
    return path.as_uri()


def test_charts_come_alive_without_a_message_or_a_request(browser: Any, address: str) -> None:
    page = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_selector("#plot-timeline > div svg")
    page.wait_for_selector("#plot-strip > div svg")
    page.hover("#plot-strip svg .mark-rect path >> nth=2", force=True)
    page.close()
    assert said == []
    assert [url for url in asked if not url.startswith("data:")] == [address]


def test_a_link_to_a_finding_opens_its_docket_row(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "#finding-f-wider")
    page.wait_for_selector("#docket-s3[open] #finding-f-wider")
    assert page.is_visible("#finding-f-wider .answer")
    page.close()


def test_a_phone_scrolls_in_one_direction(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.close()


def test_without_scripts_the_drawn_chart_is_there(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("#plot-strip > svg").count() == 1
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_enough_from_its_ground(browser: Any, address: str, scheme: str) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
    faint = page.evaluate(CONTRAST_BELOW_AA)
    page.close()
    assert faint == []


# Elements whose own text has less than 4.5 : 1 against the nearest painted ground.
CONTRAST_BELOW_AA = """() => {
  const parse = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = new Set();
  for (const e of document.querySelectorAll("body *:not(svg *):not(script)")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || e.closest("svg")) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.add(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
  }
  return [...found];
}"""
