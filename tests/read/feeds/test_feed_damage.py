"""Every reader: its sample is recognised by content, and no damage to it breaks the reader."""

import os
import random
from pathlib import Path

import pytest
from feed_files import ROWS, sample
from feed_fuzz import fuzz, one_damage, tried
from feed_samples import read
from hypothesis import given, settings
from hypothesis import strategies as st

from earnest.read.feeds import FEEDS, detect

EXAMPLES = 100 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 8


@pytest.mark.parametrize("name", FEEDS)
def test_the_sample_is_recognised_by_its_content_and_read_whole(tmp_path: Path, name: str) -> None:
    path = tmp_path / "no name that says anything"
    path.write_bytes(sample(name))

    found = read(path)

    assert detect(path) == name
    assert found.rejected == []
    rows = found.read if FEEDS[name].table is None else found.table.num_rows
    assert rows == ROWS


@pytest.mark.parametrize("name", FEEDS)
@settings(max_examples=EXAMPLES, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_damage_breaks_a_reader_or_loses_a_line(
    tmp_path_factory: pytest.TempPathFactory, name: str, seed: int
) -> None:
    kind, raw = one_damage(name, random.Random(seed))

    assert tried(tmp_path_factory.getbasetemp(), name, raw, kind=kind)


@pytest.mark.soak
def test_ten_minutes_of_damage_to_all_samples_find_nothing(tmp_path: Path) -> None:
    assert fuzz(10, 20, tmp_path)[1] == 0
