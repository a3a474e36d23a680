"""Feeds fetched from where they are published, into a workspace; all of it can be resumed."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from earnest.errors import InputError
from earnest.read.addresses import Allow, is_public
from earnest.read.download import Wish, download
from earnest.store.ingest import BYTES_PER_JOB
from earnest.store.manifest import Added
from earnest.store.workspace import Workspace

GDELT2_LIST: Final = "http://data.gdeltproject.org/gdeltv2/masterfilelist.txt"
WORLD_BANK: Final = "https://api.worldbank.org/v2/en/indicator/{indicator}?downloadformat=csv"
FACTBOOK: Final = (
    "https://raw.githubusercontent.com/factbook/factbook.json/master/{region}/{code}.json"
)
FACTBOOK_REGIONS: Final = (
    "africa australia-oceania central-america-n-caribbean central-asia east-n-southeast-asia europe"
    " middle-east north-america south-america south-asia"
).split()
AT_ONCE: Final = 2  # polite: the servers are public goods
DOWNLOADS: Final = "downloads"
BYTES_AT_ONCE: Final = 4 * BYTES_PER_JOB
MOST_IN_A_ROW: Final = 3
_EXPORT: Final = re.compile(r"(\d{8})\d{6}\.export\.CSV\.zip$")
_INDICATOR: Final = re.compile(r"[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)+")
Progress = Callable[[int, int, str], None]


def _silent(done: int, of: int, what: str) -> None:
    del done, of, what


@dataclass(frozen=True, slots=True)
class Sources:
    """Where feeds are published; tests put a server of their own here."""

    gdelt2_list: str = GDELT2_LIST
    world_bank: str = WORLD_BANK
    factbook: str = FACTBOOK
    allow: Allow = is_public


def fetch_gdelt2(
    workspace: Workspace,
    since: dt.date,
    until: dt.date,
    *,
    sources: Sources = Sources(),
    processes: int = 1,
    progress: Progress = _silent,
) -> list[Added]:
    """Events of GDELT 2.0 from `since` to `until`, both included: one file per quarter of an hour.

    Size and MD5 of each file are checked against the publisher's list. Files are added many at a
    time, by so many processes. A file that cannot be had keeps no other out; its error is told at
    the end. After three such files in a row no other is asked for.

    Raises:
        InputError: the dates are reversed, nothing is published for them, or a file cannot be had.
    """
    if until < since:
        raise InputError("--from", f"{since} is after {until}", "give the earlier day first")
    folder = workspace.home / DOWNLOADS
    master = folder / "gdelt2-masterfilelist.txt"
    master.unlink(missing_ok=True)
    progress(0, 1, "the list of files")
    download(Wish(sources.gdelt2_list), master, allow=sources.allow)
    wishes = list(_in_days(master, since, until))
    if not wishes:
        problem = f"no file is published for {since} to {until}"
        raise InputError(sources.gdelt2_list, problem, "GDELT 2.0 begins on 2015-02-18")
    return _added(workspace, wishes, sources, progress, processes=processes)


def fetch_worldbank(
    workspace: Workspace,
    indicator: str,
    *,
    sources: Sources = Sources(),
    progress: Progress = _silent,
) -> list[Added]:
    """One indicator of the World Bank for all countries and years.

    Raises:
        InputError: the name is no indicator's, or the file cannot be had.
    """
    if not _INDICATOR.fullmatch(indicator):
        problem = f"{indicator!r} is not the code of an indicator"
        raise InputError("indicator", problem, "give one such as NE.EXP.GNFS.CD")
    wish = Wish(sources.world_bank.format(indicator=indicator))
    return _added(workspace, [wish], sources, progress, names=[f"worldbank-{indicator}.zip"])


def fetch_factbook(
    workspace: Workspace,
    region: str,
    code: str,
    *,
    sources: Sources = Sources(),
    progress: Progress = _silent,
) -> list[Added]:
    """The page of one country in the Factbook's JSON edition.

    Args:
        workspace: where the figures go.
        region: the folder of the country there, such as `central-asia`.
        code: its FIPS code in lower case, such as `aj`.
        sources: where feeds are published.
        progress: called with files done, files in all, and the name of the last.

    Raises:
        InputError: there is no such region or page.
    """
    if region not in FACTBOOK_REGIONS or not re.fullmatch(r"[a-z]{2}", code):
        problem = f"there is no page {region}/{code}"
        raise InputError("factbook", problem, f"regions: {', '.join(FACTBOOK_REGIONS)}")
    wish = Wish(sources.factbook.format(region=region, code=code))
    return _added(workspace, [wish], sources, progress, names=[f"factbook-{code}.json"])


def _in_days(master: Path, since: dt.date, until: dt.date) -> Iterator[Wish]:
    """The files of the days, from lines of `SIZE MD5 ADDRESS`."""
    first, last = f"{since:%Y%m%d}", f"{until:%Y%m%d}"
    with master.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            parts = line.split()
            found = _EXPORT.search(line.strip())
            if found and len(parts) == 3 and first <= found[1] <= last and parts[0].isdigit():
                yield Wish(parts[2], parts[1].lower(), int(parts[0]))


def _added(
    workspace: Workspace,
    wishes: Sequence[Wish],
    sources: Sources,
    progress: Progress,
    *,
    names: Sequence[str] = (),
    processes: int = 1,
) -> list[Added]:
    """Files fetched two at a time and added in order, as many at once as make some parts."""
    folder = workspace.home / DOWNLOADS
    named = names or [wish.address.rsplit("/", 1)[-1] for wish in wishes]

    def have(wish: Wish, name: str) -> Path:
        download(wish, folder / name, allow=sources.allow)
        return folder / name

    added = list[Added]()
    held = list[Path]()

    def add() -> None:
        some, held[:] = held[:], []
        added.extend(one for one, _ in workspace.add_all(some, processes=processes))

    failures, in_a_row = list[InputError](), 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        fetched = [pool.submit(have, *one) for one in zip(wishes, named, strict=True)]
        for done, one in enumerate(fetched):
            progress(done, len(wishes), named[done])
            try:
                held.append(one.result())
                in_a_row = 0
            except InputError as error:
                failures.append(error)
                in_a_row += 1
            if in_a_row == MOST_IN_A_ROW:
                pool.shutdown(wait=False, cancel_futures=True)
                break
            if sum(path.stat().st_size for path in held) >= BYTES_AT_ONCE:
                add()
        add()
    if failures:
        raise failures[0]
    progress(len(wishes), len(wishes), "")
    return added
