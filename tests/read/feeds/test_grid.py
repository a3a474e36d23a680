"""Lines cut into cells all at once, held against a plain split."""

from hypothesis import given, settings
from hypothesis import strategies as st

from any_text import any_text
from earnest.read.feeds.coded import Words
from earnest.read.feeds.grid import Grid

CELL = any_text(max_size=12, without="\t\n\r\0")
LINES = st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=12)


@settings(deadline=None)
@given(LINES)
def test_cells_are_those_of_a_plain_split(lines: list[list[str]]) -> None:
    text = "".join("\t".join(line) + "\n" for line in lines).encode()
    right = [line for line in lines if len(line) == 3]

    grid = Grid.of(text, 3)
    coded = grid.coded({Words(): [0, 2], Words(): [1]})

    for place in range(3):
        expected = [line[place] for line in right]
        assert grid.cells(place).to_pylist() == expected
        column = coded[place].column().to_pylist()
        assert column == [cell or None for cell in expected]
    assert [(odd.place, odd.width, odd.is_blank) for odd in grid.odd] == [
        (place, len(line), line == [""]) for place, line in enumerate(lines) if len(line) != 3
    ]


def test_words_keep_their_places_while_they_grow() -> None:
    words = Words()
    first = words.places(["a", "", "bb"]).tolist()
    lengths = words.figures(len).tolist()[:2]

    assert first == [0, -1, 1]
    assert words.places(["bb", "c", None]).tolist() == [1, 2, -1]
    assert words.figures(len).tolist()[:3] == [*lengths, 1.0]
    assert words.column().to_pylist() == ["a", "bb", "c"]
