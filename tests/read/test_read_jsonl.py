import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_text import any_text
from earnest.contract.text import Document
from earnest.errors import InputError
from earnest.read.jsonl import is_jsonl, read_jsonl


def only(raw: str | bytes) -> Document:
    (document,) = read_jsonl(raw.encode() if isinstance(raw, str) else raw)
    return document


def refusal(raw: str | bytes) -> str:
    with pytest.raises(InputError) as error:
        list(read_jsonl(raw.encode() if isinstance(raw, str) else raw, where="rows.jsonl"))
    return str(error.value)


def test_a_row_states_its_document() -> None:
    row = {"id": "A 1", "text": " T\r\n", "date": "2021-06-03", "title": "F", "outlet": "H"}
    document = only(json.dumps({**row, "author": "Ana Duarte", "language": "pt"}))
    assert (document.id, document.text, document.date) == ("A 1", " T\r\n", dt.date(2021, 6, 3))
    assert (document.title, document.outlet, document.author) == ("F", "H", "Ana Duarte")
    assert document.language == "pt"


def test_a_name_stands_for_an_id_and_a_number_is_one() -> None:
    assert only('{"name": "n", "text": "t"}').id == "n"
    assert only('{"id": 7, "text": "t"}').id == "7"


def test_what_a_row_leaves_out_is_looked_for_in_its_text() -> None:
    document = only('{"id": "a", "text": "By Ana Duarte\\n2021-06-03\\n\\nText."}')
    assert (document.author, document.date) == ("Ana Duarte", dt.date(2021, 6, 3))


def test_a_moment_counts_as_its_day() -> None:
    assert only('{"id": "a", "text": "t", "date": "2021-06-03T09:00:00Z"}').date == dt.date(
        2021, 6, 3
    )


def test_the_hash_is_of_the_text() -> None:
    # the SHA-256 test vector of FIPS 180-2 for "abc"
    assert only('{"id": "a", "text": "abc"}').sha256.startswith("ba7816bf8f01cfea")


def test_a_lone_surrogate_is_replaced_one_for_one() -> None:
    assert only('{"id": "a", "text": "x\\ud800y"}').text == "x\ufffdy"


def test_blank_lines_and_a_mark_are_passed_over() -> None:
    raw = b'\xef\xbb\xbf{"id": "a", "text": "t"}\r\n\r\n{"id": "b", "text": "t"}'
    assert [document.id for document in read_jsonl(raw)] == ["a", "b"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("{", "the row is no JSON"),
        ("[1]", "the row is no JSON object"),
        ('{"text": "t"}', "the row has no id and no name"),
        ('{"id": true, "text": "t"}', "the row has no id and no name"),
        ('{"id": "a"}', "the row has no text"),
        ('{"id": "a", "text": 1}', "text is no text"),
        ('{"id": "a", "text": "t", "title": ["x"]}', "title is no text"),
        ('{"id": "a", "text": "t", "date": "2021-02-30"}', "is no day of the calendar"),
        ("[" * 100_000, "a nesting that cannot be read"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(row: str, problem: str) -> None:
    message = refusal(f'{{"id": "a", "text": "t"}}\n\n{row}\n')
    assert message.startswith("rows.jsonl:3: ")
    assert problem in message


def test_another_encoding_is_told_with_its_line() -> None:
    assert refusal(b'{"id": "a", "text": "caf\xe9"}').startswith("rows.jsonl:1: the encoding")


def test_rows_are_read_only_when_they_are_asked_for() -> None:
    rows = read_jsonl(b'{"id": "a", "text": "t"}\nbroken')
    assert next(rows).id == "a"
    with pytest.raises(InputError, match="JSON Lines:2"):
        next(rows)


def test_a_row_over_the_limit_is_refused_before_it_is_parsed() -> None:
    class Endless(io.RawIOBase):
        def readline(self, size: int | None = -1, /) -> bytes:
            return b"x" * (size or 0)

    with pytest.raises(InputError, match="standard input:1: the row has over 20 MB"):
        next(read_jsonl(Endless()))  # type: ignore[arg-type]


def test_a_file_is_read_and_named_in_errors(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_bytes(b'{"id": "a", "text": "t"}\n{}\n')
    rows: Iterator[Document] = read_jsonl(file)
    assert next(rows).id == "a"
    with pytest.raises(InputError) as error:
        next(rows)
    assert str(error.value).startswith(f"{file}:2: ")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the file cannot be read"):
        list(read_jsonl(tmp_path / "none.jsonl"))


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("a.jsonl", b"", True),
        ("a.ndjson", b"x", True),
        ("a.json", b'\n{"id": "a", "text": "t"}\n', True),
        ("a.json", b'{"id": "a"}', False),
        ("a.txt", b"{ a text }", False),
        ("a.txt", b"\xff", False),
    ],
)
def test_json_lines_are_known_by_name_or_first_row(
    tmp_path: Path, name: str, content: bytes, *, answer: bool
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert is_jsonl(file) is answer


def test_a_missing_file_is_no_json_lines(tmp_path: Path) -> None:
    assert not is_jsonl(tmp_path / "none")


@given(st.lists(any_text(max_size=40), max_size=5))
def test_texts_come_back_in_order_and_unchanged(texts: list[str]) -> None:
    raw = "\n".join(json.dumps({"id": n, "text": text}) for n, text in enumerate(texts)).encode()
    assert [document.text for document in read_jsonl(raw)] == texts
