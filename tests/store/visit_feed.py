"""A feed of invented visits, as large as a test needs, and what a workspace should hold of it."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from earnest.store.details import with_addresses
from earnest.store.workspace import Workspace

HEADER = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\t"
    "Intensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\t"
    "City\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n"
)


def line(number: int, *, day: str = "2018-03-01", code: str = "042") -> str:
    return (
        f"{number}\t{day}\tMinistry (Finland)\tGovernment\tFinland\tMake a visit\t{code}\t1.9\t"
        "Ministry (Estonia)\tGovernment\tEstonia\t7\t1\tPaper\tTallinn\t\t\tEstonia\t59.4\t24.7\n"
    )


def feed(
    folder: Path,
    numbers: range,
    *,
    name: str = "events.tab",
    extra: str = "",
    day: str = "2018-03-01",
) -> Path:
    path = folder / name
    text = HEADER + "".join(line(n, day=day) for n in numbers) + extra
    path.write_text(text, encoding="utf-8")
    return path


def feeds(folder: Path, count: int, *, rows: int) -> list[Path]:
    """Files that share no row."""
    return [
        feed(folder, range(10 * rows * n, 10 * rows * n + rows), name=f"f{n:02}.tab")
        for n in range(count)
    ]


def whole(home: Path) -> pa.Table:
    """All events of a workspace with their addresses, by id."""
    events = Workspace(home).dataset("events")
    return with_addresses(events.to_table(), events).sort_by("event_id")


def clean(home: Path, files: Sequence[Path]) -> pa.Table:
    """All events of a new workspace that these files were added to, by id."""
    list(Workspace(home).add_all(files))
    return whole(home)
