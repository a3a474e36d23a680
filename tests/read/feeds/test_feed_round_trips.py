"""Every reader: files of its feed, written from generated facts, come back row by row."""

import datetime as dt
import os

import pytest
from feed_samples import read
from feed_writers import STATES, WRITERS, YEARS, Fact
from hypothesis import given, settings
from hypothesis import strategies as st

from earnest.read.feeds import FEEDS, detect

pytestmark = pytest.mark.slow

# The default run tries few files of each feed; `.ci/run` asks for all of them.
EXAMPLES = 20 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 3
CODES = ("010", "036", "042", "057", "0831", "112", "145", "160", "190", "2041")
TEXT = st.text(
    st.one_of(
        st.sampled_from(",;\"'\n=+-@\t |"),
        st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]),
    ),
    max_size=20,
).map(lambda text: f"x{text}x")
DAYS = st.dates(dt.date(YEARS[0], 1, 1), dt.date(YEARS[1], 11, 30))
FACTS = st.lists(
    st.builds(
        lambda number, day, days, pair, code, value, text: Fact(
            number, day, day + dt.timedelta(days), pair[0], pair[1], code, value, text
        ),
        st.integers(1, 10**9),
        DAYS,
        st.integers(0, 30),
        st.sampled_from([(a, b) for a in STATES for b in STATES if a != b]),
        st.sampled_from(CODES),
        st.floats(min_value=0, max_value=1e300) | st.integers(0, 10**6).map(float),
        TEXT,
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda fact: fact.number,
)


def test_there_is_a_writer_for_every_feed() -> None:
    assert set(WRITERS) == set(FEEDS)


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=EXAMPLES, deadline=None)
@given(facts=FACTS)
def test_a_written_file_is_recognised_and_comes_back_row_by_row(
    tmp_path_factory: pytest.TempPathFactory, name: str, facts: list[Fact]
) -> None:
    path = tmp_path_factory.mktemp("written") / "file"
    path.write_bytes(WRITERS[name].file(facts))

    found = read(path)

    assert detect(path) == name
    assert (found.rejected, found.unresolved) == ([], {})
    wanted = [dict(WRITERS[name].seen(fact)) for fact in facts]
    if FEEDS[name].table is None:
        assert found.read == len(facts)
        return
    assert len(found.rows) == len(facts)
    shown = [{c: row[c] for c in want} for row, want in zip(found.rows, wanted, strict=True)]
    assert shown == wanted
