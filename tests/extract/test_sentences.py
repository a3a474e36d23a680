import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_text import any_text
from earnest.contract.text import Document
from earnest.extract.passages import passages
from earnest.extract.sentences import LONGEST, blocks, normalised, readable


def prose(text: str) -> list[str]:
    return [text[b.start : b.end] for b in blocks(text) if b.role == "prose"]


def sentences(text: str) -> list[str]:
    document = Document("d", text, sha256="", date=dt.date(2020, 1, 1))
    return [s.text.strip() for p in passages(document) for s in p.sentences]


@given(any_text())
def test_the_normalised_copy_has_the_length_of_the_text(text: str) -> None:
    assert len(normalised(text)) == len(text)
    assert len(readable(text)) == len(text)


@given(st.text(st.sampled_from("ab.\n\r\t #-*>[](\u00a0\u2028“”’—:;?!1"), max_size=300))
@settings(deadline=None)
def test_blocks_lie_in_the_text_in_order_and_do_not_overlap(text: str) -> None:
    at = 0
    for block in blocks(text):
        assert at <= block.start < block.end <= len(text)
        at = block.end


def test_curly_quotes_and_hard_spaces_are_made_plain() -> None:
    assert normalised("“no”\u00a0it’s «yes»\u200b") == '"no" it\'s "yes" '


def test_a_lone_surrogate_becomes_a_space() -> None:
    assert normalised("a\ud800b") == "a b"


def test_the_first_heading_is_the_title_and_later_ones_are_headings() -> None:
    text = "# Title here\n\nOne sentence.\n\n## The strait is ours\n\nAnother sentence.\n"
    assert [b.role for b in blocks(text)] == ["title", "prose", "heading", "prose"]


def test_front_matter_is_left_out() -> None:
    text = "---\ntitle: A\ndate: 2020-01-01\n---\n\nThe port was shut.\n"
    assert prose(text) == ["The port was shut."]


@pytest.mark.parametrize(
    "line",
    [
        " date 2020-01-31 By A Writer",
        "By A Writer",
        "Published: 3 May 2020",
        "3 May 2020",
        "Photo: the harbour at dawn",
        "![map](map.png)",
        "https://example.org/a",
        "| a | b |",
        "***",
    ],
)
def test_datelines_bylines_captions_and_rules_claim_nothing(line: str) -> None:
    text = f"{line}\n\nThe port was shut in the spring.\n"
    assert [text[b.start : b.end] for b in blocks(text) if b.role != "aside"] == [
        "The port was shut in the spring."
    ]


def test_a_news_dateline_before_the_sentence_is_left_out() -> None:
    text = "STRELSAU, July 6, 2020 — Ruritania closed the pass.\n\nMore followed later.\n"
    assert prose(text)[0] == "Ruritania closed the pass."


def test_a_bullet_is_an_item_without_its_mark() -> None:
    text = "They want three things.\n\n- The port must open.\n- The tax must go.\n"
    items = [text[b.start : b.end] for b in blocks(text) if b.role == "item"]
    assert items == ["The port must open.", "The tax must go."]


def test_hard_wrapped_lines_are_one_block() -> None:
    wrapped = "The council closed the strait to every ship of the northern\nneighbour in May."
    assert prose(wrapped + "\n\nSo it stayed.\n")[0] == wrapped


def test_the_target_of_a_link_is_blanked_and_its_text_kept() -> None:
    assert readable("see [the note](http://x.example/y) now").split() == [
        "see",
        "the",
        "note",
        "now",
    ]


def test_a_long_line_is_cut_at_sentence_ends() -> None:
    line = "The gate was shut again. " * 200
    pieces = blocks(line)
    assert all(p.end - p.start <= LONGEST for p in pieces)
    assert all(line[p.start : p.end].startswith("The gate") for p in pieces)


def test_a_line_without_spaces_is_cut_all_the_same() -> None:
    assert max(b.end - b.start for b in blocks("x" * 5000)) == LONGEST


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "Gen. Holt met Dr. Marsh in May. The U.S. envoy left.\n\nMore followed.\n"
    assert sentences(text)[:2] == ["Gen. Holt met Dr. Marsh in May.", "The U.S. envoy left."]


def test_a_comma_never_splits_a_sentence() -> None:
    text = "The port, which the council shut in May, stayed shut, and the ships went north."
    assert len(sentences(text + "\n\nMore followed.\n")) == 2


def test_a_semicolon_parts_two_claims_outside_quotations() -> None:
    text = "The port was shut in May; the railway was cut in June.\n\nMore followed.\n"
    assert sentences(text)[0] == "The port was shut in May;"
