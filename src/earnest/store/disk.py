"""What must last on disk: renames in a folder."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last; a system that cannot sync folders needs none of it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
