import datetime as dt
import logging
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earnest.errors import InputError
from earnest.read.documents import read_document
from earnest.read.html import html_article
from earnest.read.signatures import is_html

PARAGRAPHS = [
    "The ferry line between the two islands has been closed since the spring, and both "
    "governments say that the other one has to move first.",
    "A commission of four members was to meet in the autumn, but neither side has named its "
    "members, and the hall that was booked stands empty.",
    "Whoever says that the quarrel is only for show should look at the harbour, where the "
    "ships have been lying for seven months.",
]
HEAD = """<meta charset="utf-8"><title>The ferries – The Harbour</title>
<meta property="og:title" content="The ferries"><meta property="og:site_name" content="The Harbour">
<meta name="author" content="Ana Duarte">
<meta property="article:published_time" content="2021-06-03T08:00:00Z">"""


def page(head: str = HEAD, body: str | None = None) -> bytes:
    text = "".join(f"<p>{p}</p>" for p in PARAGRAPHS) if body is None else body
    return (
        f'<!DOCTYPE html><html lang="pt-BR"><head>{head}</head><body><nav><a href="/">Home</a>'
        f"</nav><article><h1>The ferries</h1>{text}</article><footer>All rights</footer>"
        "</body></html>"
    ).encode()


def test_the_article_is_read_without_the_page_around_it(tmp_path: Path) -> None:
    file = tmp_path / "ferries.html"
    file.write_bytes(page())
    document = read_document(file)
    assert document.media == "html"
    assert all(paragraph in document.text for paragraph in PARAGRAPHS)
    assert "All rights" not in document.text
    assert "Home" not in document.text


def test_the_page_says_title_site_author_and_date(tmp_path: Path) -> None:
    file = tmp_path / "ferries.html"
    file.write_bytes(page())
    document = read_document(file)
    assert (document.title, document.outlet) == ("The ferries", "The Harbour")
    assert (document.author, document.date) == ("Ana Duarte", dt.date(2021, 6, 3))


def test_the_words_of_an_article_outweigh_the_language_its_page_states(tmp_path: Path) -> None:
    file = tmp_path / "ferries.html"
    file.write_bytes(page())
    assert read_document(file).language == "en"


def test_a_page_under_a_text_name_is_known_by_its_content(tmp_path: Path) -> None:
    file = tmp_path / "ferries.txt"
    file.write_bytes(page())
    assert read_document(file).media == "html"


def test_a_page_without_a_date_has_none() -> None:
    assert html_article(page("<title>The ferries</title>"), where="x").byline.date is None


def test_a_date_in_the_address_counts() -> None:
    address = "https://harbour.example/2021/06/03/ferries.html"
    article = html_article(page("<title>The ferries</title>"), where="x", address=address)
    assert article.byline.date == dt.date(2021, 6, 3)


def test_a_date_line_in_the_article_counts() -> None:
    body = "".join(f"<p>{p}</p>" for p in ["Published: 3 June 2021", *PARAGRAPHS])
    article = html_article(page("<title>T</title>", body), where="x")
    assert article.byline.date == dt.date(2021, 6, 3)


@pytest.mark.parametrize(
    "raw",
    [
        b"<html><body></body></html>",
        b"<!doctype html>",
        b"<html><body><nav><a href='/'>Home</a><a href='/news'>News</a></nav></body></html>",
        b"<html><body><form><b>Name</b><input><button>Sign in</button></form></body></html>",
    ],
)
def test_a_page_without_an_article_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError, match="the HTML page holds no article"):
        html_article(raw, where="x")


def test_the_declared_encoding_is_used_where_the_page_is_not_utf8() -> None:
    body = "".join(f"<p>{p} Übermut, Größe, Maß.</p>" for p in PARAGRAPHS)
    raw = page("<title>T</title>", body).decode().encode("cp1252")
    assert "Übermut, Größe, Maß." in html_article(raw, where="x", charset="windows-1252").text


def test_an_encoding_that_does_not_exist_is_passed_over() -> None:
    raw = page().decode().replace("spring", "printemps d\u2019\u00e9t\u00e9").encode("cp1252")
    assert PARAGRAPHS[1] in html_article(raw, where="x", charset="no-such-thing").text


def test_a_utf16_page_is_read(tmp_path: Path) -> None:
    file = tmp_path / "ferries.html"
    file.write_bytes(page().decode().encode("utf-16"))
    assert PARAGRAPHS[0] in read_document(file).text


@pytest.mark.parametrize(
    ("raw", "answer"),
    [
        (b"\xef\xbb\xbf\n<HTML>", True),
        (b"<?xml version='1.0'?>\n<!-- made by hand -->\n<!DOCTYPE html>", True),
        (b"<p>A Markdown text may start so.</p>", False),
        (b"In <html> the tag comes first.", False),
        (b"<headline>", False),
    ],
)
def test_a_page_is_known_by_its_first_tag(raw: bytes, *, answer: bool) -> None:
    assert is_html(raw) is answer


def test_nothing_is_logged_about_a_bad_page(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(InputError):
        html_article(b"<html><body></body></html>", where="x")
    assert not [record for record in caplog.records if record.name.startswith("trafilatura")]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_damaged_pages_are_read_or_refused(noise: bytes) -> None:
    raw = page()
    try:
        text = html_article(raw[:400] + noise + raw[400:], where="x").text
    except InputError:
        return
    assert text.strip()
