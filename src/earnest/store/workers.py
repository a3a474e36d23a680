"""Work on several files at once: processes of our own, or none where one is enough."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as wait_for
from typing import Any, Final, Protocol, TypeVar

from earnest.store import meter

Given = TypeVar("Given")
Made = TypeVar("Made")
_POLL_SECONDS: Final = 0.2


class Run(Protocol):
    """A function put to each job, with the results in the order of the jobs."""

    def __call__(self, work: Callable[[Given], Made], jobs: Sequence[Given]) -> list[Made]: ...


@contextmanager
def workers(processes: int, told: Callable[[int, int], None]) -> Iterator[Run]:
    """Somewhere to run jobs; `told` hears of rows and bytes read so far.

    Args:
        processes: with one, jobs run here, one after the other.
        told: called now and then, with totals.
    """
    if processes < 2:
        one = meter.Meter()
        one.told = lambda: told(one.rows.value, one.size.value)
        meter.use(one)
        yield lambda work, jobs: [work(job) for job in jobs]
        return
    context = get_context("spawn")
    numbers: tuple[Any, Any] = (context.Value("q", 0), context.Value("q", 0))
    with ProcessPoolExecutor(
        processes, mp_context=context, initializer=_begin, initargs=numbers
    ) as pool:

        def run(work: Callable[[Given], Made], jobs: Sequence[Given]) -> list[Made]:
            futures = [pool.submit(work, job) for job in jobs]
            _watch(futures, lambda: told(numbers[0].value, numbers[1].value))
            return [future.result() for future in futures]

        yield run


def _watch(futures: Sequence["Future[Any]"], told: Callable[[], None]) -> None:
    left = set(futures)
    while left:
        done, left = wait(left, timeout=_POLL_SECONDS)
        told()
        if any(future.exception() for future in done):
            for future in left:
                future.cancel()
            wait(left)
            return


def _begin(rows: Any, size: Any) -> None:  # noqa: ANN401 - what a context makes
    meter.use(meter.Meter(meter.Shared(rows), meter.Shared(size)))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A writer that is killed takes its helpers with it."""
    parent = parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)
