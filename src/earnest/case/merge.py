"""Three versions of a table made one: as drafted before, as people left it, as drafted now."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Merged(Generic[R]):
    """The rows after a redraft.

    Attributes:
        rows: what the table holds now.
        drafted: what the next redraft compares with; rows that a person deleted stay in it,
            so that they do not come back.
        kept: keys of rows a person changed, added or deleted.
        added, removed, renewed: keys of rows the draft brought, dropped, changed.
    """

    rows: dict[str, R]
    drafted: dict[str, R]
    kept: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    renewed: tuple[str, ...]


def merged(
    *,
    before: Mapping[str, R],
    current: Mapping[str, R],
    drafted: Mapping[str, R],
    needed: Collection[str] = (),
) -> Merged[R]:
    """The table that keeps every human edit and takes all else from the new draft.

    Args:
        before: rows by key, as drafted last time.
        current: as people left them.
        drafted: as drafted now.
        needed: keys that a person's rows elsewhere refer to: they are not dropped.
    """
    touched = {key for key, row in current.items() if before.get(key) != row}
    deleted = {key: row for key, row in before.items() if key not in current}
    stays = {key for key in current if key in touched or (key in needed and key not in drafted)}
    rows = {
        key: row if key in stays else drafted[key]
        for key, row in current.items()
        if key in stays or key in drafted
    }
    added = {key: row for key, row in drafted.items() if key not in current and key not in deleted}
    return Merged(
        rows=rows | added,
        drafted=deleted | dict(drafted),
        kept=(*(key for key in current if key in stays), *deleted),
        added=tuple(added),
        removed=tuple(key for key in current if key not in rows),
        renewed=tuple(key for key, row in rows.items() if key not in stays and row != current[key]),
    )
