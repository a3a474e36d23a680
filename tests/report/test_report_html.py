"""The HTML report: self-contained, escaped, every link with a target."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from strait_report import DIFFERENCE, HOSTILE, TEXT, strait_report

from earnest.contract.report import Report, from_json, to_json
from earnest.contract.words import STATUSES
from earnest.report import render_html

REPEATED = (
    "statements",
    "findings",
    "headlines",
    "theses",
    "bearing",
    "parties",
    "silences",
    "forecasts",
    "wanted",
    "record",
)
VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """The page's elements: tags with attributes, text of scripts and styles, headings."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.raw: list[tuple[dict[str, str], str]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style"):
            self.raw.append((self.tags[-1][1] | {"tag": self.open[-1]}, data))
        else:
            self.words.append(data)

    def attributes(self, name: str) -> list[str]:
        return [attrs[name] for _, attrs in self.tags if name in attrs]

    @property
    def ids(self) -> list[str]:
        return self.attributes("id")

    @property
    def text(self) -> str:
        return "".join(self.words)


@pytest.fixture(scope="module")
def html() -> str:
    return render_html(strait_report(differences=(DIFFERENCE,)))


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


@pytest.fixture(scope="module")
def bare() -> Page:
    """A report with no thesis, finding, record or timeline."""
    nothing: dict[str, object] = dict.fromkeys(REPEATED, ())
    return Page(render_html(strait_report(timeline=None, rows={}, **nothing)))


def test_two_renders_are_identical(html: str) -> None:
    assert render_html(strait_report(differences=(DIFFERENCE,))) == html


def test_a_report_read_back_from_json_renders_alike(html: str) -> None:
    report = strait_report(differences=(DIFFERENCE,))
    assert render_html(from_json(to_json(report))) == html


def test_every_element_is_closed(page: Page) -> None:
    assert page.open == []


def test_outside_markup_is_shown_and_not_run(page: Page, html: str) -> None:
    assert HOSTILE in page.text
    assert "<script>alert" not in html
    assert '<b>"more"</b>' in page.text
    assert [tag for tag, _ in page.tags].count("b") == 0


def test_control_characters_do_not_reach_the_page(html: str) -> None:
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", html)


def test_no_id_is_used_twice(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))


def test_every_link_inside_the_page_has_a_target(page: Page) -> None:
    inside = [href[1:] for href in page.attributes("href") if href.startswith("#")]
    assert len(inside) > 100
    assert set(inside) <= set(page.ids)


def test_findings_statements_and_rows_have_their_anchors(page: Page) -> None:
    assert {"finding-f-wider", "statement-s4", "row-measures-m-fish"} <= set(page.ids)


def test_the_only_addresses_are_links_to_sources(page: Page) -> None:
    assert page.attributes("src") == []
    outside = [href for href in page.attributes("href") if not href.startswith("#")]
    assert outside.count("data:,") == 1
    links = [href for href in outside if href != "data:,"]
    assert all(re.match(r"https://[a-z]+\.example\.org/", href) for href in links)


def test_links_to_sources_tell_them_nothing(page: Page) -> None:
    links = [a for tag, a in page.tags if tag == "a" and a["href"].startswith("http")]
    assert links
    assert {a["rel"] for a in links} == {"noopener noreferrer"}


def test_a_restricted_outlet_and_a_script_address_are_plain_text(page: Page) -> None:
    assert "https://de.rt.com/x" in page.text
    assert not any("rt.com" in href for href in page.attributes("href"))
    assert not any(href.startswith("javascript") for href in page.attributes("href"))


def test_styles_load_nothing(page: Page) -> None:
    styles = [text for attrs, text in page.raw if attrs["tag"] == "style"]
    assert len(styles) == 1
    assert "@import" not in styles[0]
    assert "url(" not in styles[0]


def test_no_element_carries_a_style_or_a_handler_of_its_own(page: Page) -> None:
    names = {name for _, attrs in page.tags for name in attrs}
    assert "style" not in names
    assert not any(name.startswith("on") for name in names)


def _policy(page: Page) -> str:
    return next(
        attrs["content"]
        for tag, attrs in page.tags
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
    )


def test_the_policy_admits_exactly_the_scripts_and_the_style_of_the_page(page: Page) -> None:
    def hashed(text: str) -> str:
        digest = hashlib.sha256(text.encode()).digest()
        return f"sha256-{base64.b64encode(digest).decode()}"

    run = {hashed(text) for attrs, text in page.raw if attrs.get("type") != "application/json"}
    assert set(re.findall(r"sha256-[A-Za-z0-9+/=]+", _policy(page))) == run
    assert _policy(page).startswith("default-src 'none'")
    assert "unsafe" not in _policy(page)


def test_headings_descend_one_level_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_every_table_has_a_caption_and_scoped_headings(page: Page) -> None:
    tags = [tag for tag, _ in page.tags]
    assert tags.count("caption") == tags.count("table")
    assert all("scope" in attrs for tag, attrs in page.tags if tag == "th")


def test_the_first_screen_says_what_the_report_is_not(page: Page) -> None:
    sentence = (
        "This report describes what this record holds on 2031-12-31; "
        "it is no statement about anyone's honesty."
    )
    assert sentence in page.text.partition("The text, with its statements marked")[0]


def test_every_status_is_explained(page: Page) -> None:
    statuses = {status for group in STATUSES.values() for status in group}
    assert all(f" {status}" in page.text for status in statuses)


def test_the_whole_text_is_shown_between_its_marks(page: Page, html: str) -> None:
    body = re.search(r'<div class="body">(.*?)</div>', html, re.S)
    assert body is not None
    without_refs = re.sub(r'<a class="ref".*?</a>', "", body.group(1), flags=re.S)
    assert Page(without_refs).text == TEXT


def test_a_text_that_may_not_be_shown_gives_its_statements_only() -> None:
    report = strait_report(timeline=None)
    hidden = replace(report.documents[0], text=None)
    text = Page(render_html(replace(report, documents=(hidden,)))).text
    assert "and both gave notice first" not in text
    assert "around 4,000 families live by it" in text
    assert "The text is not reproduced" in text


def test_a_statement_no_record_can_settle_is_listed_apart(html: str) -> None:
    assert '<li id="docket-s12">' in html
    assert '<details class="entry tone-against" id="docket-s4">' in html


def test_an_unreviewed_report_says_so(page: Page) -> None:
    assert "drafted by the tool, checked by no one" in page.text


def test_a_reviewed_report_does_not_say_it_was_checked_by_no_one() -> None:
    text = Page(render_html(strait_report(reviewed=True, timeline=None))).text
    assert "checked by no one" not in text


def test_a_change_against_an_earlier_report_names_its_cause(page: Page) -> None:
    assert "outside the series" in page.text
    assert "What changed since the earlier report" in page.text


def test_the_first_screen_is_kept_short() -> None:
    report = strait_report(timeline=None)
    thesis = report.theses[0]
    ids = tuple(statement.id for statement in report.statements[:9])
    full = replace(thesis, rests_on=ids, would_change=thesis.would_change * 3)
    silences = report.silences * 6
    page = Page(render_html(replace(report, theses=(full,), silences=silences)))
    assert sum(attrs.get("class", "").startswith("chip ") for _, attrs in page.tags) == 6
    assert "and 3 more in the table" in page.text
    assert "and 3 more under Forecasts" in page.text
    assert "4 more" in page.text.partition("What the text leaves out")[2]


def test_a_thesis_that_nothing_bears_says_so(page: Page) -> None:
    assert "What would change it is not stated." in page.text


def test_an_empty_report_is_a_whole_page(bare: Page) -> None:
    assert bare.open == []
    inside = {href[1:] for href in bare.attributes("href") if href.startswith("#")}
    assert inside <= set(bare.ids)
    assert "The record was empty." in bare.text


def test_a_page_without_figures_carries_no_chart_library(bare: Page) -> None:
    scripts = [text for attrs, text in bare.raw if attrs["tag"] == "script"]
    assert len(scripts) == 1
    assert len(scripts[0]) < 5_000


def test_drawn_rows_beyond_the_limit_are_left_to_the_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("earnest.report.html.DRAWN_ROWS_SHOWN", 10)
    report: Report = strait_report()
    assert "further drawn rows in report.json" in Page(render_html(report)).text
