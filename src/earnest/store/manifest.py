"""The manifest of a workspace: which parts count, and what was read from which file.

A part that no manifest names does not exist: a writer that dies leaves at worst a stray file.
"""

import json
import os
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from earnest.errors import InputError
from earnest.store.disk import sync_folder

NAME: Final = "manifest.json"
FORMAT: Final = 1
MOST_CODES: Final = 50


@dataclass(frozen=True, slots=True)
class Part:
    """An immutable Parquet file of one table.

    Attributes:
        file: its name under `parts/`.
        added: the sources whose rows it holds.
        since, until: first and last day of its events; None in other tables.
        actors: first and last country that acts in it, empty if none does; None in other tables
            and in parts of versions that did not keep it.
        bytes_: its size, which a half-copied file would not have.
        crc32: of its bytes; None in parts of versions that did not keep it.
    """

    file: str
    table: str
    rows: int
    bytes_: int
    added: tuple[str, ...]
    since: str | None = None
    until: str | None = None
    crc32: int | None = None
    actors: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file that was added.

    Attributes:
        source_id: the name of the file; sha256: of its bytes.
        rows: rows kept, by table; duplicates: rows that were there already.
        read, rejected: rows of the file, and those put in quarantine.
        repaired, left_out, unresolved: counts by reason, or by actor code.
        since, until: first and last day that it promises the events of; None if it promises none.
        stretches: the first and last days of all that it promises; empty in workspaces of versions that
            did not keep them.
        dyads: of whom toward whom, as `ISR>LBN`; none if that is everyone.
    """

    source_id: str
    sha256: str
    feed: str
    rows: dict[str, int]
    read: int
    rejected: int = 0
    duplicates: int = 0
    repaired: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    unresolved: dict[str, int] = field(default_factory=dict)
    since: str | None = None
    until: str | None = None
    stretches: tuple[tuple[str, str], ...] = ()
    dyads: tuple[str, ...] = ()

    @property
    def is_unread(self) -> bool:
        """Whether every line was rejected, as it is if the file is of another format."""
        return bool(self.rejected) and self.rejected == self.read


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state of a workspace; `generation` grows by one with each change."""

    generation: int = 0
    parts: tuple[Part, ...] = ()
    added: tuple[Added, ...] = ()
    format: int = FORMAT

    def files(self, table: str) -> tuple[str, ...]:
        """The parts of a table, in the order they were added."""
        return tuple(part.file for part in self.parts if part.table == table)

    def source(self, sha256: str) -> Added | None:
        """What was added with this checksum; None if nothing was."""
        return next((added for added in self.added if added.sha256 == sha256), None)

    def grown(self, parts: tuple[Part, ...], added: tuple[Added, ...]) -> "Manifest":
        """The next state, with these parts and sources instead."""
        return replace(self, generation=self.generation + 1, parts=parts, added=added)


def shortened(unresolved: Counter[str]) -> dict[str, int]:
    """The most frequent unknown actor codes, and one entry that counts all others."""
    found = dict(unresolved.most_common(MOST_CODES))
    others = len(unresolved) - len(found)
    if others:
        found[f"{others:,} other codes"] = unresolved.total() - sum(found.values())
    return found


def load(home: Path) -> Manifest:
    """The manifest of a workspace; an empty one for a folder without.

    Raises:
        InputError: the manifest is damaged, or of a later version.
    """
    path = home / NAME
    try:
        content = json.loads(path.read_bytes())
        if content.get("format") != FORMAT:
            problem = (
                f"the workspace has format {content.get('format')}, this version reads {FORMAT}"
            )
            raise InputError(path, problem, "use the version of earnest that wrote it")
        return _adapter().validate_python(content)
    except FileNotFoundError:
        return Manifest()
    except (OSError, ValueError, AttributeError, ValidationError) as error:
        first = str(error).splitlines()[0]
        remedy = f"put back a copy, for instance {NAME}.before, or add the files to a new workspace"
        raise InputError(path, f"the manifest is damaged ({first})", remedy) from None


def load_before(home: Path) -> Manifest:
    """The state before the last change; an empty one if there is none that can be read."""
    try:
        return _adapter().validate_json((home / f"{NAME}.before").read_bytes())
    except (OSError, ValueError):
        return Manifest()


@cache
def _adapter() -> TypeAdapter[Manifest]:
    """Kept: to make one takes as long as to read a small manifest."""
    return TypeAdapter(Manifest)


def commit(home: Path, manifest: Manifest) -> None:
    """Make a manifest the state of the workspace: all of it or nothing."""
    path, before, new = home / NAME, home / f"{NAME}.before", home / f"{NAME}.new"
    content: dict[str, Any] = asdict(manifest)
    with new.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(content, file, ensure_ascii=False, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        before.write_bytes(path.read_bytes())
    new.replace(path)
    sync_folder(home)
