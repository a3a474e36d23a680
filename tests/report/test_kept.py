"""A text kept in the user's cache is made once, and made again where the cache is not sound."""

from pathlib import Path

import pytest

from earnest.report import kept as module
from earnest.report.kept import kept


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setattr(module, "user_cache_path", lambda *_, **__: folder)
    return folder


def never() -> str:
    raise AssertionError("made again")


def test_it_is_made_once() -> None:
    assert kept("one.js", lambda: "ä\nb") == "ä\nb"
    assert kept("one.js", never) == "ä\nb"


def test_a_changed_byte_is_noticed(cache: Path) -> None:
    kept("one.js", lambda: "right")
    path = cache / "one.js"
    path.write_bytes(path.read_bytes().replace(b"right", b"wrong"))
    assert kept("one.js", lambda: "right") == "right"
    assert kept("one.js", never) == "right"


def test_a_cache_that_cannot_be_written_is_no_error(cache: Path) -> None:
    cache.write_text("a file where the folder should be", encoding="utf-8")
    assert kept("one.js", lambda: "right") == "right"


def test_nothing_else_is_left_in_the_folder(cache: Path) -> None:
    kept("one.js", lambda: "right")
    assert [path.name for path in cache.iterdir()] == ["one.js"]
