"""World Factbook country profiles in JSON: figures that stand in text fields.

Each figure keeps the year in its brackets and, as note, the words around it that limit it;
shares of partners say that only the largest are listed. A figure without a year is left out.
"""

import json
import math
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any, Final

import numpy as np

from earnest.contract.tables import STATISTICS
from earnest.errors import InputError
from earnest.read.feeds.actors import names_in, party
from earnest.read.feeds.feed import Batch, Feed, Member
from earnest.read.feeds.figures import figure, slug
from earnest.read.feeds.rows import Aside, Bad, Rows, rows_of

NO_FIGURE: Final = "fields that hold words, not a figure"
NO_YEAR: Final = "figures without a year"
ENDLESS: Final = "the figure is too large for a number"
REPEATED: Final = "fields that stand in two sections"
LARGEST: Final = "only the largest partners are listed"
MOST_BYTES: Final = 64 << 20
_TAGS: Final = re.compile(r"<[^>]+>")
_YEAR: Final = re.compile(
    r"\((?:FY\s*)?(?P<year>(?:19|20)[0-9]{2})(?:[-/](?P<last>[0-9]{2})(?![0-9]))?(?P<rest>[^)]*)\)"
)
_VALUE: Final = re.compile(
    r"(?P<before>(?:[a-z;, ]{0,60}?\s)?)(?P<minus>[-–−]?)(?P<money>\$?)"
    r"(?P<low>[0-9][0-9,]*\.?[0-9]*)"
    r"(?:\s*(?:-|–|to)\s*\$?(?P<high>[0-9][0-9,]*\.?[0-9]*))?"
    r"(?:\s*(?P<scale>trillion|billion|million))?(?P<unit>[^;(]{0,60})"
)
_SHARE: Final = re.compile(
    r"(?P<name>[^,;%\d]{1,90}(?:, (?:The|Republic of the))?)\s(?P<share>[0-9]*\.?[0-9]+)%"
)
_SCALES: Final = {"trillion": 10**12, "billion": 10**9, "million": 10**6, None: 1}
_LIST: Final = re.compile(r", \d|^[A-Z][a-z]{3}")  # a unit that is none: further items, a place
_YEAR_AT_END: Final = re.compile(r"\s(?:19|20)\d\d$")


def batches(member: Member) -> Iterator[Batch]:
    """The figures of one country profile.

    Raises:
        InputError: the file is no JSON of this kind, or names no country we know.
    """
    try:
        profile = json.loads(_whole(member).decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise InputError(member.name, f"the JSON is broken ({error})", "fetch it again") from None
    if not isinstance(profile, dict):
        raise InputError(member.name, "the JSON is no country profile", "fetch it again")
    country = _country(member, profile)
    fields = list(_fields(profile, ()))
    records = [(place, list(field)) for place, field in enumerate(fields, 1)]
    rows = rows_of(member, ("path", "text"), records, [text.encode() for _, text in fields])
    _leave_out_repeated(rows)
    yield rows.each(partial(_figures, country=country), STATISTICS)


def _whole(member: Member) -> bytes:
    raw = member.stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise InputError(member.name, "the file has over 64 MB", "give one country profile a file")
    return raw


def _leave_out_repeated(rows: Rows) -> None:
    """Some fields stand in two sections; the first counts."""
    seen: set[tuple[str, str]] = set()
    repeated = np.zeros(len(rows), dtype=bool)
    for place, (path, text) in enumerate(zip(*rows.text.to_pydict().values(), strict=True)):
        key = path.partition(" / ")[2], text
        repeated[place] = key in seen
        seen.add(key)
    rows.leave_out(repeated, REPEATED)


def _country(member: Member, profile: dict[str, Any]) -> str:
    for form in ("conventional short form", "conventional long form"):
        name = _plain(_text_at(profile, ("Government", "Country name", form, "text")))
        found = party("name", name).country
        if found:
            return found
    code = member.name.rpartition("!")[2].rpartition("/")[2].removesuffix(".json").upper()
    found = party("fips", code).country
    if found is None:
        remedy = "name the file after its two-letter code in the Factbook, such as gg.json"
        raise InputError(member.name, "the profile names no country that is known", remedy)
    return found


def _text_at(node: object, path: tuple[str, ...]) -> str:
    for name in path:
        node = node.get(name) if isinstance(node, dict) else None
    return node if isinstance(node, str) else ""


def _fields(node: object, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if not isinstance(node, dict):
        return
    if isinstance(node.get("text"), str):
        yield " / ".join(path), _plain(node["text"])
    for name, inner in node.items():
        yield from _fields(inner, (*path, _YEAR_AT_END.sub("", _sound(name))))


def _plain(text: str) -> str:
    """Text without tags, on one line."""
    return " ".join(_TAGS.sub(" ", _sound(text)).split())


def _sound(text: str) -> str:
    """Text where what no UTF-8 can hold, such as half a sign, is replaced."""
    return text.encode(errors="replace").decode()


def _figures(rows: Rows, cells: dict[str, str], *, country: str) -> Iterator[dict[str, Any]]:
    path, text = cells["path"], cells["text"]
    found = list(_shares(rows, text) if path.endswith("- partners") else _value(text))
    if not found:
        raise Aside(NO_FIGURE)
    year = _YEAR.search(text)
    if year is None:
        raise Aside(NO_YEAR)
    parts = list(dict.fromkeys(path.split(" / ")[1:]))
    series = "factbook:" + ".".join(slug(part) for part in parts)
    for suffix, partner, value, unit, caveat in found:
        if not math.isfinite(value):
            raise Bad(ENDLESS)
        yield figure(
            series + suffix,
            label=" / ".join(parts),
            country=country,
            partner=partner,
            date=_period(year),
            value=value,
            unit=unit,
            note="; ".join(filter(None, (year["rest"].strip(" ."), caveat))) or None,
        )


def _period(year: re.Match[str]) -> str:
    """The year, or both ends of a stretch such as 2020-25."""
    first, last = year["year"], year["last"]
    return f"{first}/{first[:2]}{last}" if last and last > first[2:] else first


Found = tuple[str, str | None, float, str, str | None]


def _shares(rows: Rows, text: str) -> Iterator[Found]:
    for match in _SHARE.finditer(text.partition("(")[0]):
        name = match["name"].strip()
        one = names_in(name)[0]
        if not one.known:
            rows.unresolved[f"name:{name}"] += 1
        code = one.country or one.body or name
        yield "", code, float(match["share"]), "percent", LARGEST


def _value(text: str) -> Iterator[Found]:
    """The figure that a text starts with; a range gives its two ends."""
    match = _VALUE.match(text)
    if match is None or _LIST.search(match["unit"].strip()):
        return
    before = match["before"].strip(" ;,")
    if before and not any(word in before for word in ("approx", "estimate", "about", "than")):
        return
    factor = _SCALES[match["scale"]] * (-1 if match["minus"] else 1)
    low, unit = _decimal(match["low"]), _unit(match)
    if match["high"] is None:
        yield "", None, float(low * factor), unit, before or None
        return
    high = _decimal(match["high"])
    low = low * 1000 if low < high / 100 else low  # `40-50,000` is 40,000 to 50,000
    yield ".low", None, float(low * factor), unit, before or None
    yield ".high", None, float(high * factor), unit, before or None


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.rstrip(",.").replace(",", ""))


def _unit(match: re.Match[str]) -> str:
    words = match["unit"].strip(" ,;")
    if match["money"]:
        return "USD"
    return ("percent " + words[1:].strip()).strip() if words.startswith("%") else words or "number"


def _is_factbook(head: bytes) -> bool:
    return head.lstrip()[:1] == b"{" and b'"Introduction"' in head[:4096] and b'"Geography"' in head


FEED: Final = Feed(
    "factbook", "World Factbook profiles (JSON)", "statistics", _is_factbook, batches
)
