"""Which feeds there are, and feeds that other packages bring along."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from feed_samples import read_text

from earnest.errors import InputError
from earnest.read.feeds import FEEDS, all_feeds, batches

MODULE = """
from earnest.contract.tables import EVENTS
from earnest.read.feeds import Batch, Feed

def read(member):
    yield Batch(EVENTS.empty_table(), len(member.stream.read().split()))

OURS = Feed("ferry", "ferry timetables", "events", lambda head: head.startswith(b"FERRY"), read)
TAKEN = Feed("icews", "another", "events", lambda head: False, read)
"""


def _installed(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A package with a feed, as an installer would leave it on the path."""
    info = folder / "ferry_feed-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: ferry-feed\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        f"[earnest.feeds]\nferry = ferry_feed_{name.lower()}:{name}\n", encoding="utf-8"
    )
    (folder / f"ferry_feed_{name.lower()}.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    all_feeds.cache_clear()


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    all_feeds.cache_clear()


def test_every_feed_is_found_under_its_own_name() -> None:
    assert all(feed.name == name for name, feed in FEEDS.items())
    assert {"gdelt2", "gdelt1", "icews", "polecat", "phoenix", "plover"} <= set(FEEDS)


def test_every_feed_is_documented() -> None:
    page = Path(__file__).parents[3] / "docs" / "feeds.md"

    assert [n for n in FEEDS if f"`{n}`" not in page.read_text(encoding="utf-8")] == []


def test_a_package_may_bring_a_feed_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _installed(tmp_path, monkeypatch, "OURS")

    assert read_text(tmp_path, "FERRY 1 2").read == 3


@pytest.mark.parametrize(
    ("name", "problem"), [("TAKEN", "second feed called 'icews'"), ("read", "that is no Feed")]
)
def test_a_package_that_offers_a_bad_feed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, problem: str
) -> None:
    _installed(tmp_path, monkeypatch, name)

    with pytest.raises(InputError, match=problem):
        all_feeds()


def test_a_format_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x")

    with pytest.raises(InputError, match="there is no format 'gdelt3'"):
        list(batches(tmp_path / "x", format="gdelt3"))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("gdelt-mentions", "410\t20150218230000\t20150218230000" + "\t1" * 13),
        ("gdelt-mentions", "globaleventid,eventtimedate,mentiontimedate"),
        ("gdelt-gkg", "20150218230000-0\t20150218230000" + "\t" * 25),
        ("gdelt-gkg", "20200705\t1" + "\t" * 9),
    ],
)
def test_mentions_and_the_knowledge_graph_are_counted_only(
    tmp_path: Path, name: str, line: str
) -> None:
    found = read_text(tmp_path, f"{line}\n{line}\n")

    assert FEEDS[name].table is None
    assert (found.table.num_rows, found.read) == (0, 2)
    assert found.left_out == {"lines counted, not stored": 2}


@pytest.mark.parametrize(
    "name",
    [
        *("ties", "gsdb", "icb", "cobap", "gta", "worldbank", "sipri", "cow", "comtrade"),
        *("factbook-csv", "cline", "acled", "ucdp", "polecat"),
    ],
)
def test_a_file_given_under_a_format_whose_columns_it_lacks_is_an_error(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(InputError, match="the file has no column"):
        read_text(tmp_path, "ferry,lake\n1,2\n", name)


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "no header line"), ("ccode,year,milex,milper,year\n", "two columns are called 'year'")],
)
def test_a_header_that_is_missing_or_says_a_thing_twice_is_an_error(
    tmp_path: Path, text: str, problem: str
) -> None:
    with pytest.raises(InputError, match=problem):
        read_text(tmp_path, text, "cow")
