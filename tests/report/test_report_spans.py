"""Statements marked in a text, nested and crossing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from strait_report import strait_report

from earnest.contract.report import ReportDocument
from earnest.report.docket import Docket, Entry
from earnest.report.spans import GAP, Token, marked

TEXT = "abcdefghij"


def _document(text: str | None = TEXT) -> ReportDocument:
    return replace(strait_report().documents[0], text=text)


def _entries(*spans: tuple[int, int]) -> list[Entry]:
    model = strait_report().statements[0]
    ordered = sorted(spans, key=lambda span: (span[0], -span[1]))
    return [
        Entry(i, replace(model, id=f"s{i}", start=a, end=b, text=TEXT[a:b]), ())
        for i, (a, b) in enumerate(ordered, 1)
    ]


def _written(tokens: list[Token]) -> str:
    """The tokens with a statement as `<1 … 1>`."""
    parts = []
    for token in tokens:
        number = token.entry.number if token.entry else 0
        parts.append(
            {"words": token.words, "open": f"<{number}", "close": f"{number}>"}[token.what]
        )
    return "".join(parts)


def test_a_nested_statement_closes_inside_the_outer_one() -> None:
    assert _written(marked(_document(), _entries((1, 8), (3, 5)))) == "a<1bc<2de2>fgh1>ij"


def test_statements_that_end_together_close_from_the_inside() -> None:
    assert _written(marked(_document(), _entries((1, 8), (3, 8)))) == "a<1bc<2defgh2>1>ij"


def test_a_crossing_statement_is_cut_where_the_earlier_one_ends() -> None:
    tokens = marked(_document(), _entries((1, 5), (3, 8)))
    assert _written(tokens) == "a<1bc<2de2>1><2fgh2>ij"
    seconds = [t for t in tokens if t.entry and t.entry.number == 2]
    assert [t.is_first for t in seconds if t.what == "open"] == [True, False]
    assert [t.is_last for t in seconds if t.what == "close"] == [False, True]


def test_a_hidden_text_leaves_ellipses_between_statements() -> None:
    tokens = marked(_document(None), _entries((1, 4), (2, 3), (7, 9)))
    assert _written(tokens) == f"<1b<2c2>d1>{GAP}<3hi3>"


def test_adjacent_statements_of_a_hidden_text_have_no_ellipsis_between_them() -> None:
    assert _written(marked(_document(None), _entries((1, 4), (4, 6)))) == "<1bcd1><2ef2>"


def test_a_text_without_statements_is_given_whole() -> None:
    assert _written(marked(_document(), [])) == TEXT


def test_a_hidden_text_without_statements_is_empty() -> None:
    assert marked(_document(None), []) == []


def test_statements_of_another_document_are_not_marked_in_this_one() -> None:
    report = strait_report()
    stray = replace(report.statements[0], document="elsewhere")
    docket = Docket(replace(report, statements=(stray, *report.statements[1:])))
    assert "s1" not in [entry.statement.id for entry in docket.of_document("strait")]


spans = st.tuples(st.integers(0, 9), st.integers(1, 10)).filter(lambda s: s[0] < s[1])


@given(st.lists(spans, max_size=6, unique=True))
def test_any_set_of_spans_nests_and_keeps_the_text(found: list[tuple[int, int]]) -> None:
    tokens = marked(_document(), _entries(*found))
    still_open: list[int] = []
    for token in tokens:
        if token.entry and token.what == "open":
            still_open.append(token.entry.number)
        elif token.entry:
            assert still_open.pop() == token.entry.number
    assert still_open == []
    assert "".join(t.words for t in tokens) == TEXT


@given(st.lists(spans, max_size=6, unique=True))
def test_each_statement_begins_once_and_ends_once(found: list[tuple[int, int]]) -> None:
    tokens = marked(_document(), _entries(*found))
    begun = [t.entry.number for t in tokens if t.entry and t.what == "open" and t.is_first]
    ended = [t.entry.number for t in tokens if t.entry and t.what == "close" and t.is_last]
    assert sorted(begun) == sorted(ended) == list(range(1, len(found) + 1))
