"""Text that takes long to make and is always the same, kept in the user's cache folder."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from platformdirs import user_cache_path


def kept(name: str, make: Callable[[], str]) -> str:
    """The text of that name, made if the cache does not hold it whole.

    A cache that cannot be read or written, or whose text is not the one that was put there, is no error:
    the text is made again.
    """
    path = user_cache_path("earnest") / name
    if (found := _read(path)) is not None:
        return found
    text = make()
    with suppress(OSError):
        _write(path, text)
    return text


def _read(path: Path) -> str | None:
    try:
        digest, _, text = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return text.decode("utf-8") if _digest(text) == digest else None


def _write(path: Path, text: str) -> None:
    """Whole or not at all: another process may write the same."""
    raw = text.encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(_digest(raw) + b"\n" + raw)
    Path(file.name).replace(path)


def _digest(raw: bytes) -> bytes:
    return hashlib.sha256(raw).hexdigest().encode("ascii")
