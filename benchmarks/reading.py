"""How fast texts are read, against the bare parser, and whether time stays linear on bad input.

    python benchmarks/reading.py [--articles 1000] [--characters 1200] [--only speed|start|linear|stream]

Texts are those of `corpus/train`, over and over. Figures are CPU seconds (user and system), the
least of some runs, so that other work on the machine does not count; wall time is told where cores
are compared. Prints one line per figure, with its limit.
"""

import argparse
import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from earnest.contract.text import Document
from earnest.extract import attributions, extract_many, extract_statements
from earnest.extract.model import pipeline
from earnest.read.documents import read_document

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "train"
RUNS = 3
UNIT = 400  # characters of a bad input at 1×
PROSE = "The envoy said that the port was shut in May. The league sold 30 ships to the council. "
BAD = {
    "prose": PROSE,
    "one line without sentence ends": PROSE.replace(".", " and"),
    "whitespace": " \t\n\r  ",
    "mixed scripts": "Порт был закрыт, said 大臣 of the مرفأ in May; η Βουλή voted. ",
    "right-to-left marks": "The \u202eport\u202c was \u200fshut\u200e in May, he said. ",
    "zero-width characters": "The po\u200brt was sh\u200dut\ufeff in May, he said. ",
    "control characters": "The port\x00 was\x07 shut\x1b in\x7f May, he said. ",
    "lone surrogates": "The port \ud800 was shut \udfff in May, he said. ",
    "emoji": "The port 🚢🚢 was shut 😡👨‍👩‍👧 in May, he said. ",
    "OCR noise": "Tbe p0rt vvas shvt ln M&y, hc s@id th~t the l|ne — — was ,, ;. ",
    "table": "| port | ships | 30 |\n|---|---|---|\nLome 12 14 16 1980 1990\n",
    "list": "- the port was shut\n- 30 ships\n* the envoy said no\n1. May\n",
    "captions": "Figure 3: The port in May.\nPhoto: a ship\nThe port was shut.\n",
    "code": "for (i = 0; i < n; i++) { s += f(x[i]); } // said: 'no'\n",
    "quotation marks": "\"'“”‘’« \"the port' “was shut” he said ",
    "brackets": "((([[[ the port was shut ]]] in May, he said (( ",
}


def texts() -> list[Document]:
    """The articles that are read."""
    return [read_document(path, document_id=path.stem) for path in sorted(CORPUS.glob("*.txt"))]


def cpu_seconds(what: Callable[[], object]) -> float:
    """CPU time of one run, that of ended child processes included."""
    before = _spent()
    what()
    return _spent() - before


def _spent() -> float:
    own, children = (resource.getrusage(who) for who in (0, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def speed() -> None:
    """Words per CPU second, against the parser with nothing after it."""
    documents = texts()
    words = sum(len(d.text.split()) for d in documents)
    jobs: dict[str, Callable[[], object]] = {
        "bare parser": lambda: list(pipeline().pipe(d.text for d in documents)),
        "statements": lambda: [extract_statements(d) for d in documents],
        "attributions": lambda: [attributions(d) for d in documents],
    }
    for job in jobs.values():
        job()  # warm
    least = dict.fromkeys(jobs, float("inf"))
    for _, (name, job) in itertools.product(range(RUNS), jobs.items()):  # in turn: the same load
        least[name] = min(least[name], cpu_seconds(job))
    bare = words / least["bare parser"]
    told(f"bare parser, {words:,} words", f"{bare:,.0f} words/s/core")
    for name in ("statements", "attributions"):
        rate = words / least[name]
        told(
            name, f"{rate:,.0f} words/s/core, {rate / bare:.2f} of bare", rate / bare >= 0.6, "0.60"
        )


def start() -> None:
    """From the shell to the first statement."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "note.txt")
        path.write_text(PROSE, encoding="utf-8")
        code = "from earnest.cli import main; main()"
        command = [sys.executable, "-c", code, "extract", str(path), "--date", "2025-02-20"]
        runs = [
            cpu_seconds(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
            for _ in range(RUNS)
        ]
    told(
        "start-up: `earnest extract` of two sentences",
        f"{min(runs):.2f} CPU s",
        min(runs) <= 2.5,
        "2.5",
    )


def linear() -> None:
    """Time of bad inputs at 1×, 10× and 100×, spans checked."""
    for name, unit in BAD.items():
        took = [_once(unit, UNIT * times) for times in (1, 10, 100)]
        growth = took[2] / max(took[1], 0.005)
        told(
            f"{name}, {UNIT * 100:,} characters",
            f"{took[0]:.3f}, {took[1]:.3f}, {took[2]:.3f} s; ×{growth:.1f} from 10× to 100×",
            growth <= 13,
            "×13",
        )


def _once(unit: str, size: int) -> float:
    text = (unit * (size // len(unit) + 1))[:size]
    document = Document("bad", text, sha256="")
    found = extract_statements(document)
    assert all(s.text == text[s.start : s.end] for s in found)
    for one in attributions(document):
        assert all(0 <= a < b <= len(text) for a, b in (*one.source, *one.cue, *one.content))
    return min(cpu_seconds(lambda: extract_statements(document)) for _ in range(2))


def stream(articles: int, characters: int) -> None:
    """Many articles: memory at the end, and two processes against one."""
    one, two = (_streamed(articles, processes, characters) for processes in (1, 2))
    tenth = _streamed(max(1, articles // 10), 1, characters)
    grown = one["mb"] / tenth["mb"]
    told(
        f"memory of one process, {articles:,} articles against a tenth",
        f"{one['mb']:.0f} MB, {tenth['mb']:.0f} MB",
        grown <= 1.1,
        "×1.1",
    )
    told(f"{articles:,} articles, one process", f"{articles / one['wall']:.1f} articles/s")
    told(
        "two processes, wall",
        f"{one['wall'] / two['wall']:.2f} times as fast",
        one["wall"] / two["wall"] >= 1.8,
        "1.8 (on a quiet machine)",
    )
    told("two processes, CPU", f"{2 * one['cpu'] / two['cpu']:.2f} at best")
    told("memory of the largest process of two", f"{two['mb']:.0f} MB")


def _streamed(articles: int, processes: int, characters: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--streamed", *map(str, (articles, processes, characters))]
    found = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, float] = json.loads(found.stdout)
    return told


def _stream_here(articles: int, processes: int, characters: int) -> None:
    """Read the articles, and print what it took as JSON."""
    next(iter(extract_many(texts()[:1])))  # the model is loaded before the clock starts
    began, spent = time.monotonic(), _spent()
    for _ in extract_many(_repeated(articles, characters), processes=processes):
        pass
    largest = max(resource.getrusage(w).ru_maxrss for w in (0, resource.RUSAGE_CHILDREN))
    wall, cpu = time.monotonic() - began, _spent() - spent
    print(json.dumps({"wall": wall, "cpu": cpu, "mb": largest / 1024}))


def _repeated(articles: int, characters: int) -> Iterator[Document]:
    """Short articles: the texts of the corpus in turn, each with a word of its own."""
    for n, document in zip(range(articles), itertools.cycle(texts()), strict=False):
        yield replace(document, id=f"a{n}", text=f"{document.text[:characters]} Port{n} was shut.")


def told(what: str, found: str, holds: bool | None = None, limit: str = "") -> None:
    """Print one figure."""
    verdict = "" if holds is None else f"  limit {limit}{'' if holds else '  MISSED'}"
    print(f"{what:<58} {found}{verdict}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--characters", type=int, default=1200, help="of each article")
    parser.add_argument("--only", choices=("speed", "start", "linear", "stream"))
    parser.add_argument("--streamed", nargs=3, type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.streamed:
        _stream_here(*given.streamed)
        return
    jobs: dict[str, Callable[[], None]] = {
        "speed": speed,
        "start": start,
        "linear": linear,
        "stream": lambda: stream(given.articles, given.characters),
    }
    for name, job in jobs.items():
        if given.only in (None, name):
            job()


if __name__ == "__main__":
    main()
