"""The jobs that `benchmarks/run` measures; each runs in a process of its own.

    python benchmarks/jobs.py NAME FOLDER

prints rows, CPU seconds, wall seconds and peak memory (of all processes together) as JSON.
Peers import nothing of earnest, so that they may run in an environment of their own.
"""

import importlib
import importlib.util
import io
import json
import resource
import shutil
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

COLUMNS = 61


def parse_sort_write(folder: Path) -> int:
    """Parse, sort and write parts, on one core; no look for duplicates, no commit."""
    from earnest.store import ingest

    home = _home(folder)
    sources = [one for one in map(ingest.fingerprint, _zips(folder)) if _is_source(one)]
    done = [ingest.read(job) for job in ingest.jobs(home, sources, "gdelt2")]  # type: ignore[arg-type]
    return sum(tally.read for one in done for _, tally in one.tallies.values())


def _is_source(one: object) -> bool:
    return not isinstance(one, Exception)


def record_add(folder: Path, processes: int = 1) -> int:
    """The whole of `earnest record add`."""
    from earnest.store.workspace import Workspace

    added = Workspace(_home(folder)).add_all(_zips(folder), processes=processes)
    return sum(one.read for one, _ in added)


def record_add_2(folder: Path) -> int:
    """The same with two processes."""
    return record_add(folder, 2)


def compact(folder: Path) -> int:
    """`earnest record compact` of what `record_add` left."""
    from earnest.store.workspace import Workspace

    workspace = Workspace(folder / "home")
    workspace.compact()
    return int(workspace.dataset("events").count_rows())


def pyarrow_text(folder: Path) -> int:
    """All 61 columns as text with pyarrow."""
    from pyarrow import csv

    rows = 0
    for path in _zips(folder):
        with zipfile.ZipFile(path) as archive:
            raw = archive.read(archive.namelist()[0])
        rows += csv.read_csv(
            io.BytesIO(raw),
            read_options=csv.ReadOptions(
                column_names=[str(n) for n in range(COLUMNS)], use_threads=False
            ),
            parse_options=csv.ParseOptions(delimiter="\t", quote_char=False),
        ).num_rows
    return rows


def pandas_columns(folder: Path) -> int:
    """All 61 columns with pandas."""
    import pandas

    frames = (
        pandas.read_csv(path, sep="\t", header=None, quoting=3, low_memory=False)
        for path in _zips(folder)
    )
    return sum(len(frame) for frame in frames)


def gdelt_client(folder: Path) -> int:
    """The gdelt client's own reading of a file it fetched; fetching hands it the bytes at once.

    Its module is loaded by itself: the package asks the network for something when imported.
    """
    package = importlib.util.find_spec("gdelt")
    (place,) = package.submodule_search_locations  # type: ignore[union-attr,misc]
    spec = importlib.util.spec_from_file_location("parallel", Path(place) / "parallel.py")
    parallel = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(parallel)  # type: ignore[union-attr]

    class Answer:
        status_code = 200

        def __init__(self, url: str) -> None:
            self.url, self.content = url, Path(url).read_bytes()

    parallel.requests.get = lambda url, **_: Answer(url)
    return sum(len(parallel._mp_worker(str(path), table="events")) for path in _zips(folder))


JOBS: dict[str, Callable[[Path], int]] = {
    "parse_sort_write": parse_sort_write,
    "record_add": record_add,
    "record_add_2": record_add_2,
    "compact": compact,
    "pyarrow_text": pyarrow_text,
    "pandas_columns": pandas_columns,
    "gdelt_client": gdelt_client,
}


def measured(job: Callable[[Path], int], folder: Path) -> dict[str, Any]:
    """What a job took."""
    peak = _Peak()
    began, cpu = time.monotonic(), _cpu()
    rows = job(folder)
    found = {"rows": rows, "wall": time.monotonic() - began, "cpu": _cpu() - cpu}
    return {**found, "peak_mb": peak.stopped()}


class _Peak(threading.Thread):
    """The most memory that this process and its children held at once, looked at now and then."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._most, self._is_over = 0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self._is_over.wait(0.05):
            self._most = max(self._most, sum(map(_resident, _family())))

    def stopped(self) -> int:
        self._is_over.set()
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return max(self._most, own)


def _family() -> list[int]:
    here = Path("/proc/self/task")
    children = here.glob("*/children") if here.is_dir() else ()
    pids = [int(pid) for path in children for pid in path.read_text().split()]
    return [0, *pids]


def _resident(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid or 'self'}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * resource.getpagesize() // 1024**2


def _cpu() -> float:
    own, children = (resource.getrusage(who) for who in (0, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _zips(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.zip"))


def _home(folder: Path) -> Path:
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    return home


# Loaded before the clock starts.
MODULES = {
    "pyarrow_text": "pyarrow.csv",
    "pandas_columns": "pandas",
    "gdelt_client": "pandas",
}


if __name__ == "__main__":
    importlib.import_module(MODULES.get(sys.argv[1], "earnest.store.workspace"))
    print(json.dumps(measured(JOBS[sys.argv[1]], Path(sys.argv[2]))))
