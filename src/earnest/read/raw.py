"""The bytes of a file or of standard input, within a size limit."""

import sys
from pathlib import Path
from typing import BinaryIO, Final

from earnest.errors import InputError

MOST_BYTES: Final = 20 * 1024 * 1024
STDIN: Final = "-"


def file_bytes(path: Path) -> bytes:
    """The bytes of a text file.

    Raises:
        InputError: the path is missing, a folder, unreadable, empty or over 20 MB.
    """
    if path.is_dir():
        raise InputError(path, "this is a folder, not a text", "give a text, HTML or PDF file")
    try:
        with path.open("rb") as file:
            return bounded_bytes(file, where=str(path))
    except FileNotFoundError:
        raise InputError(path, "there is no such file", "check the name and the folder") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        remedy = "check the name and the right to read it"
        raise InputError(path, f"the file cannot be read ({reason})", remedy) from None


def stdin_bytes() -> bytes:
    """The bytes of standard input, under the same rules as a file."""
    return bounded_bytes(sys.stdin.buffer, where="standard input")


def bounded_bytes(stream: BinaryIO, *, where: str) -> bytes:
    """All bytes of a stream.

    Raises:
        InputError: the stream is empty or holds over 20 MB.
    """
    raw = stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise InputError(
            where,
            f"the text has {_megabytes(stream)} and the limit is {MOST_BYTES // 1024**2} MB",
            "split it into several files, or give its texts as rows of a JSON Lines file",
        )
    if not raw.strip():
        raise InputError(where, "the text is empty", "give a file that holds a text")
    return raw


def _megabytes(stream: BinaryIO) -> str:
    if not stream.seekable():
        return f"over {MOST_BYTES // 1024**2} MB"
    return f"{stream.seek(0, 2) / 1024**2:.1f} MB"
