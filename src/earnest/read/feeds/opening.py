"""Files as given, plain or packed: gzip and zip are unpacked on the fly, never onto the disk."""

import errno
import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, TYPE_CHECKING, BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq
from isal import isal_zlib

from earnest.errors import InputError
from earnest.read.feeds.feed import Member

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_BYTES: Final = 1 << 16
MOST_TIMES_LARGER: Final = 250  # text packs 3 to 30 times; deflate allows 1,032
FREE_BYTES: Final = 16 << 20
MOST_MEMBERS: Final = 100_000
_PARQUET: Final = b"PAR1"
_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_AGAIN: Final = "fetch the file again"
_NO_DEFLATE: Final[type[Exception]] = isal_zlib.error  # type: ignore[assignment]
_DAMAGED: Final = (
    *(zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, _NO_DEFLATE, lzma.LZMAError, EOFError),
)
_DIRECTORY: Final = (struct.error, UnicodeDecodeError, OverflowError, IndexError)


def members(path: Path) -> Iterator[Member]:
    """The files behind a path, one at a time: itself, or what a `.gz` or `.zip` holds.

    What a file is shows in its first bytes, not in its name.

    Raises:
        InputError: the file cannot be read, or the archive is damaged, encrypted, larger than
            its packed size allows, or names files outside of itself.
    """
    with reading(path), path.open("rb") as raw:
        magic = raw.peek(4)[:4]
        if magic.startswith(_ZIP):
            yield from _zipped(path, raw)
        elif magic.startswith(_GZIP):
            packed = path.stat().st_size
            with gzip.GzipFile(fileobj=raw) as file:
                stream = _Bounded(file, packed, path.name)
                yield _member(path.name, path.name, stream, raw)
        elif magic == _PARQUET:
            head = _PARQUET + b"\n" + "\t".join(_columns(path)).encode()
            yield Member(path.name, path.name, head, raw, path)
        else:
            yield Member(path.name, path.name, _head(raw), raw, path, raw.tell)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Failures of the disk, of archives and of Parquet files, told as such.

    Raises:
        InputError: for any of them.
    """
    try:
        yield
    except FileNotFoundError:
        raise InputError(path, "there is no such file", "check the name and the folder") from None
    except _DAMAGED as error:
        raise InputError(path, f"the archive is damaged ({error})", _AGAIN) from None
    except pa.ArrowException as error:
        first = str(error).partition("\n")[0]
        raise InputError(path, f"the Parquet file is damaged ({first})", _AGAIN) from None
    except OSError as error:
        # A list of files that points before the file's start, or a packed stream that is none.
        if error.errno in (errno.EINVAL, None):
            raise InputError(path, f"the archive is damaged ({error})", _AGAIN) from None
        reason = error.strerror or str(error).partition("\n")[0]
        remedy = "check the name and the right to read it, or fetch it again"
        raise InputError(path, f"the file cannot be read ({reason})", remedy) from None


def _zipped(path: Path, raw: BinaryIO) -> Iterator[Member]:
    with _listed(raw) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        _refuse_unsound(path, infos)
        for info in infos:
            yield from _unzipped(path, archive, info, raw, free=FREE_BYTES // len(infos))


def _listed(raw: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(raw)
    except (*_DIRECTORY, NotImplementedError) as error:  # a version that there is not yet
        raise zipfile.BadZipFile(f"the list of its files is broken: {error}") from None


def _refuse_unsound(path: Path, infos: Sequence[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_MEMBERS:
        problem = f"the archive lists {len(infos):,} files, over {MOST_MEMBERS:,}"
        raise InputError(path, problem, "unpack it and give the files you need")
    if sum(info.compress_size for info in infos) > path.stat().st_size:
        problem = "the files of the archive lie one over the other"
        raise InputError(path, problem, "do not use it, or unpack it and look at what it holds")
    for info in infos:
        _refuse_outside(path, info.filename)


def _unzipped(
    path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo, raw: BinaryIO, *, free: int
) -> Iterator[Member]:
    name = PurePosixPath(info.filename)
    if "__MACOSX" in name.parts[:1] or name.name.startswith("."):
        return
    where = f"{path.name}!{info.filename}"
    if info.flag_bits & 1:
        raise InputError(where, "the file is encrypted", "unpack it with its password first")
    try:
        with archive.open(info) as file:
            if info.compress_type == zipfile.ZIP_DEFLATED:  # the same stream in half the time
                file._decompressor = isal_zlib.decompressobj(-zlib.MAX_WBITS)  # type: ignore[attr-defined]
            stream = _Bounded(file, info.compress_size, where, free=free)
            yield _member(path.name, where, stream, raw)
    except UnicodeDecodeError:
        raise zipfile.BadZipFile("the name of a file is broken") from None
    except NotImplementedError as error:
        problem = f"the file is packed in a way that cannot be read ({error})"
        raise InputError(where, problem, "unpack it and give the file") from None


def _refuse_outside(path: Path, name: str) -> None:
    parts = (PurePosixPath(name), PureWindowsPath(name))
    if any(part.is_absolute() or part.drive or ".." in part.parts for part in parts):
        problem = f"the archive names a file outside of itself ({name!r})"
        raise InputError(path, problem, "do not use it, or unpack it with care and give the files")


class _Bounded(io.RawIOBase):
    """A packed stream that stops where it unpacks to far more than text does."""

    def __init__(
        self,
        stream: IO[bytes] | gzip.GzipFile,
        packed: int,
        where: str,
        *,
        free: int = FREE_BYTES,
    ) -> None:
        self._stream, self._where = stream, where
        self._left = free + MOST_TIMES_LARGER * packed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        raw = self._stream.read(len(view))
        view[: len(raw)] = raw
        self._left -= len(raw)
        if self._left < 0:
            problem = f"it unpacks to over {MOST_TIMES_LARGER} times its packed size"
            raise InputError(self._where, problem, "unpack it and look at what it holds")
        return len(raw)


def _member(source: str, name: str, stream: io.RawIOBase, raw: BinaryIO) -> Member:
    buffered = io.BufferedReader(stream, buffer_size=HEAD_BYTES)
    head = buffered.peek(HEAD_BYTES)[:HEAD_BYTES]
    return Member(source, name, head, buffered, position=raw.tell)


def _head(raw: BinaryIO) -> bytes:
    head = raw.read(HEAD_BYTES)
    raw.seek(0)
    return head


def _columns(path: Path) -> list[str]:
    with sound_names(path):
        return list(pq.read_schema(path).names)


@contextmanager
def sound_names(path: Path) -> Iterator[None]:
    """Column names of a Parquet file that are no UTF-8, told as damage.

    Raises:
        InputError: they are none.
    """
    try:
        yield
    except UnicodeDecodeError:
        problem = "the Parquet file is damaged (a column's name is no text)"
        raise InputError(path, problem, _AGAIN) from None
