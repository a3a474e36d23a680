"""One line of megabytes costs time in step with its length, and is taken apart like any other text."""

import datetime as dt
import time

import pytest

from earnest.contract.text import Document
from earnest.extract.passages import passages
from earnest.extract.statements import extract_statements

PROSE = "Ruritania recalled its ambassador from Norway on 3 May 2019, a minister said. "
SHAPES = {
    "prose": PROSE,
    "no sentence ends": PROSE.replace(".", ""),
    "quotation marks": '"x, ',
    "one word": "a",
}


def line(shape: str, length: int) -> Document:
    return Document("line", (shape * length)[:length], "", date=dt.date(2020, 6, 1))


def test_what_the_parser_worked_with_is_let_go() -> None:
    assert all(passage.doc.tensor.size == 0 for passage in passages(line(PROSE, 4_000)))


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_line_ten_times_as_long_takes_about_ten_times_as_long(shape: str) -> None:
    extract_statements(line(shape, 1_000))
    taken = []
    for length in (2_000, 20_000):
        start = time.process_time()
        extract_statements(line(shape, length))
        taken.append(time.process_time() - start)
    assert taken[1] < 25 * taken[0]  # a square law gives 100
