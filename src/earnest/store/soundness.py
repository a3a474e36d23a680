"""Parts that DuckDB is about to read, held against the checksums that the manifest keeps of them.

Arrow checks each page as it reads it; DuckDB does not, so that the whole file is read once before.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from earnest.store import parts
from earnest.store.manifest import load

# About seven million events, a tenth of a second; of more, `earnest doctor` reads every byte.
MOST_BYTES: Final = 128 << 20
_State = tuple[str, int, int]
_sound: set[_State] = set()


def check_files(files: Sequence[str]) -> None:
    """Refuse parts with changed bytes; each is read once in a process, and none of a large record.

    Raises:
        InputError: naming the part, and the source to add again.
    """
    states = [_state(path) for path in map(Path, files) if path.exists()]
    if sum(size for _, size, _ in states) > MOST_BYTES:
        return
    unknown = [state for state in states if state not in _sound]
    for home in {Path(file).parents[1] for file, *_ in unknown}:
        held = {str(home / parts.FOLDER / part.file): part for part in load(home).parts}
        for state in unknown:
            if part := held.get(state[0]):
                parts.check_bytes(home, part)
                _sound.add(state)


def _state(path: Path) -> _State:
    found = path.stat()
    return str(path), found.st_size, found.st_mtime_ns
