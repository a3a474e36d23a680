"""Many texts, one after the other: statements as they come, in memory that does not grow."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Final

from earnest.contract.text import Document, Statement
from earnest.extract.model import pipeline
from earnest.extract.statements import extract_statements

_TOGETHER: Final = 8  # texts handed to a process at a time
_AHEAD: Final = 2  # batches a process that are read before the first is taken


def extract_many(
    documents: Iterable[Document], *, processes: int = 1
) -> Iterator[tuple[Statement, ...]]:
    """The statements of each document, in the order of the documents.

    Documents are read as they are needed, a few dozen ahead of what was taken. With more than one
    process a script needs the usual `if __name__ == "__main__":`.

    Args:
        documents: any number of them; an iterator is not read to its end first.
        processes: how many work at once; with one, the work is done here.

    Raises:
        InputError: a text is in a language that the rules do not know; raised when its turn comes.
    """
    batches = _batches(documents)
    if processes < 2:
        for batch in batches:
            yield from _statements(batch)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[tuple[Statement, ...]]]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(_statements, batch))
                if len(waiting) > _AHEAD * processes:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    given = iter(documents)
    while batch := list(islice(given, _TOGETHER)):
        yield batch


def _statements(batch: list[Document]) -> list[tuple[Statement, ...]]:
    """What the parser learns of the words of a batch is forgotten after it."""
    with pipeline().memory_zone():
        return [extract_statements(document) for document in batch]
