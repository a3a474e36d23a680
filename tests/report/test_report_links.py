"""Which addresses become links, and what names of places look like."""

import pytest
from hypothesis import given

from any_text import any_text
from earnest.report.anchors import anchor
from earnest.report.links import Piece, restricted_hosts, source_pieces


@pytest.mark.parametrize(
    "address",
    [
        "https://news.example.org/a?b=c#d",
        "http://example.org",
        "https://rt.com.example.org/",
        "https://art.com/gallery",
        "https://[2001:db8::1]/a",
    ],
)
def test_an_ordinary_address_is_a_link(address: str) -> None:
    assert source_pieces(address) == (Piece(address, address),)


@pytest.mark.parametrize(
    "address",
    [
        "https://rt.com/news",
        "https://www.RT.com./news",
        "https://deutsch.rt.com/",
        "https://fr.sputniknews.africa/x.html",
        "https://en.news-front.info/",
        "http://reader@rt.com/",
        "https://rt.com:8443/",
        "https://web.archive.org/web/2023/https://www.rt.com/news/",
        "https://web.archive.org/web/2023/rt.com/news/",
        "https://example.org/go?to=https%3A%2F%2Fria.ru%2Fx",
        "https://",
        "https://xn--a\u00ad..b/",
    ],
)
def test_an_address_that_leads_to_a_restricted_outlet_or_nowhere_is_text(address: str) -> None:
    assert all(piece.href is None for piece in source_pieces(address))


@pytest.mark.parametrize(
    "note", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "memory", "line 7"]
)
def test_anything_but_a_web_address_is_text(note: str) -> None:
    assert source_pieces(note) == (Piece(note),)


def test_addresses_are_found_inside_a_note() -> None:
    assert source_pieces("see https://a.example.org/1, and (http://b.example.org/2).") == (
        Piece("see "),
        Piece("https://a.example.org/1", "https://a.example.org/1"),
        Piece(", and ("),
        Piece("http://b.example.org/2", "http://b.example.org/2"),
        Piece(")."),
    )


def test_an_empty_note_has_no_pieces() -> None:
    assert source_pieces("") == ()


def test_the_table_of_restricted_outlets_holds_bare_hosts() -> None:
    assert {"rt.com", "ria.ru", "presstv.ir"} <= restricted_hosts()
    assert all(host == host.lower() and "/" not in host for host in restricted_hosts())


@given(any_text(max_size=60))
def test_cutting_a_note_loses_no_letter(note: str) -> None:
    assert "".join(piece.text for piece in source_pieces(note)) == note


@given(any_text(max_size=12), any_text(max_size=12))
def test_different_names_have_different_anchors(one: str, other: str) -> None:
    assert (anchor("row", one) == anchor("row", other)) == (one == other)


def test_a_hostile_name_gives_a_harmless_anchor() -> None:
    assert anchor("finding", 'a b"<_') == "finding-a_20_b_22__3c__5f_"
