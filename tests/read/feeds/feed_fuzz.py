"""Damaged samples of every feed, for as long as one likes; run by hand before a release.

python tests/read/feeds/feed_fuzz.py --minutes 10 --seed 1

Prints executions and findings; each finding is a file that a reader took badly.
"""

import argparse
import gzip
import io
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from pathlib import Path
from typing import Final

from feed_files import sample
from feed_mutations import NOT_TEXT, check_account, check_lines, mutated, read_or_refused

from earnest.errors import InputError
from earnest.read.feeds import FEEDS, detect

SLOW_SECONDS: Final = 5.0


def tried(folder: Path, name: str, raw: bytes, *, kind: str = "plain") -> str:
    """What became of one damaged file: `read` or `refused`, and whether it was `known`.

    Raises:
        AssertionError: the reader lost a line, or let something impossible through.
        Exception: any other error but `InputError` is a finding.
    """
    path = folder / "file"
    path.write_bytes(raw)
    known = "known" if _is_known(path) else "unknown"
    found = read_or_refused(path, name)
    if isinstance(found, InputError):
        return f"{known}, refused"
    check_account(found, name)
    if kind == "plain" and name not in NOT_TEXT:
        check_lines(found, name, raw)
    return f"{known}, read"


def _is_known(path: Path) -> bool:
    try:
        return bool(detect(path))
    except InputError:
        return False


def packed(raw: bytes, kind: str) -> bytes:
    """The bytes as they are, or in an archive."""
    if kind == "gzip":
        return gzip.compress(raw, mtime=0)
    if kind == "zip":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a/file", raw)
            archive.writestr("second", raw)
        return out.getvalue()
    return raw


def one_damage(name: str, chance: random.Random) -> tuple[str, bytes]:
    """A damaged sample: most often the text itself, sometimes an archive of it."""
    kind = chance.choice(("plain", "plain", "plain", "plain", "gzip", "zip"))
    kind = "plain" if name.endswith("parquet") else kind
    return kind, mutated(packed(sample(name), kind), chance)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "feed-findings")
    given = parser.parse_args()
    ran, findings = fuzz(given.minutes, given.seed, given.keep)
    for (name, what), times in sorted(ran.items()):
        print(f"{name:<20} {what:<16} {times:>8,}")
    print(f"{sum(ran.values()):,} executions, {findings:,} findings, seed {given.seed}")
    return int(findings > 0)


def fuzz(minutes: float, seed: int, keep: Path) -> tuple[Counter[tuple[str, str]], int]:
    """Executions by feed and outcome, and the number of findings, which are kept as files."""
    ran, findings, chance = Counter[tuple[str, str]](), 0, random.Random(seed)
    until, names = time.monotonic() + minutes * 60, sorted(FEEDS)
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < until:
            for name in names:
                kind, raw = one_damage(name, chance)
                start = time.process_time()
                try:
                    what = tried(Path(folder), name, raw, kind=kind)
                    assert time.process_time() - start < SLOW_SECONDS, "too slow"
                except Exception:  # noqa: BLE001 - any error is what is looked for
                    what, findings = "FINDING", findings + 1
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{name}-{findings}").write_bytes(raw)
                    (keep / f"{name}-{findings}.txt").write_text(traceback.format_exc(), "utf-8")
                ran[name, what] += 1
    return ran, findings


if __name__ == "__main__":
    sys.exit(main())
