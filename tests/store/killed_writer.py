"""A writer in a process of its own, to be killed.

Its process is forked from one that has imported the package, so that it begins at once.
"""

import sys
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Final

from earnest.store import ingest, workspace

if sys.platform == "win32":
    CONTEXT: Final = get_context("spawn")
else:
    CONTEXT: Final = get_context("forkserver")
    CONTEXT.set_forkserver_preload([__name__])


def writer(home: Path, files: list[Path], *, processes: int = 1) -> BaseProcess:
    """A process that has just begun to add files to a workspace, two to a commit."""
    is_at_work = CONTEXT.Event()
    process = CONTEXT.Process(target=_write, args=(is_at_work, home, files, processes))
    process.start()
    assert is_at_work.wait(timeout=60)
    return process


def _write(is_at_work: Event, home: Path, files: list[Path], processes: int) -> None:
    ingest.BYTES_PER_JOB, workspace.JOBS_PER_COMMIT = 1, 2  # type: ignore[misc]
    is_at_work.set()
    list(workspace.Workspace(home).add_all(files, processes=processes))
