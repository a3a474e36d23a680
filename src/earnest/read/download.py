"""Files from the web, whole and checked: resumed when cut, tried again when the server asks."""

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpcore

from earnest.errors import InputError, OutputError
from earnest.read.addresses import Allow, Deadline, VettedBackend, is_public

TRIES: Final = 5
SECONDS: Final = 120.0
LONGEST_WAIT: Final = 60.0
MOST_BYTES: Final = 2 * 1024**3
_AGAIN: Final = frozenset({429, 500, 502, 503, 504})
Sleep = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """A file to have: its address, and what it must be if that is known.

    Attributes:
        md5: of the bytes, in hex; size: in bytes. None if the source does not say.
    """

    address: str
    md5: str | None = None
    size: int | None = None


class _Cut(Exception):  # noqa: N818 - a connection that ended early; it is taken up again
    def __init__(self, wait: float) -> None:
        self.wait = wait


def download(
    wish: Wish, path: Path, *, allow: Allow = is_public, sleep: Sleep = time.sleep
) -> bool:
    """Have a file at `path`, whole; returns whether it had to be fetched.

    A file that is there and right is left alone. A cut connection is resumed where it broke, a
    busy server is asked again after the time it names.

    Args:
        wish: what to fetch.
        path: where to keep it; while it is incomplete it is called `<path>.part`.
        allow: which network addresses may be connected to; see `read.url`.
        sleep: waits so many seconds.

    Raises:
        InputError: the file is not there, or is not what it should be after several tries.
        OutputError: the file cannot be written.
    """
    if path.is_file() and _is_right(path, wish):
        return False
    part = path.with_name(f"{path.name}.part")
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        for attempt in range(TRIES):
            try:
                _fetch(wish, part, allow)
            except _Cut as cut:
                sleep(min(LONGEST_WAIT, cut.wait or 2.0**attempt))
                continue
            if _is_right(part, wish):
                part.replace(path)
                return True
            part.unlink(missing_ok=True)
    except OSError as error:
        problem = f"the file cannot be written ({error.strerror or error})"
        raise OutputError(path, problem, "free disk space, or choose another folder") from None
    problem = f"it did not arrive whole and right in {TRIES} tries"
    raise InputError(wish.address, problem, "try again later; what has come is kept")


def _fetch(wish: Wish, part: Path, allow: Allow) -> None:
    have = part.stat().st_size if part.is_file() else 0
    headers: Mapping[bytes | str, bytes | str] = {
        "User-Agent": "earnest",
        "Accept-Encoding": "identity",
        **({"Range": f"bytes={have}-"} if have else {}),
    }
    backend = VettedBackend(allow=allow, deadline=Deadline(seconds=SECONDS))
    try:
        with (
            httpcore.ConnectionPool(network_backend=backend) as pool,
            pool.stream("GET", wish.address, headers=headers) as response,
        ):
            _refuse(response, wish)
            mode = "ab" if have and response.status == 206 else "wb"
            _write(response, part, mode)
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
        raise _Cut(0.0) from None


def _refuse(response: httpcore.Response, wish: Wish) -> None:
    """Raise unless the server sends the file."""
    headers = {n.decode("latin-1").lower(): v.decode("latin-1") for n, v in response.headers}
    if response.status in _AGAIN:
        named = headers.get("retry-after", "")
        raise _Cut(float(named) if named.isdigit() else 0.0)
    if response.status not in (200, 206, 416):
        problem = f"the server answered with status {response.status}"
        raise InputError(wish.address, problem, "check the dates or the name that you asked for")


def _write(response: httpcore.Response, part: Path, mode: str) -> None:
    if response.status == 416:
        return
    with part.open(mode) as file:
        for chunk in response.iter_stream():
            file.write(chunk)
            if file.tell() > MOST_BYTES:
                limit = f"over {MOST_BYTES // 1024**3} GB, which is the limit"
                raise InputError(part.name, f"the file has {limit}", "fetch a part of it by hand")


def _is_right(path: Path, wish: Wish) -> bool:
    if wish.size is not None and path.stat().st_size != wish.size:
        return False
    if wish.md5 is None:
        return path.stat().st_size > 0
    with path.open("rb") as file:
        return hashlib.file_digest(file, "md5").hexdigest() == wish.md5
