"""The annotated texts under `corpus/`: every file of every split keeps the annotation guide's form."""

import csv
import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from earnest.contract.words import KINDS, Checkable, Polarity
from earnest.read.codes import country_codes

CORPUS = Path(__file__).parents[1] / "corpus"
FIELDS = (
    "id start end text kind holder attributed_by target actors date date_outside quantity polarity"
    " checkable check_data note"
).split()
LISTED = ["id", "title", "genre", "dispute", "side", "date"]

Row = dict[str, Any]


def texts() -> list[Path]:
    """The texts that have an annotation, or should have one."""
    return sorted(path for path in CORPUS.rglob("*.txt"))


def annotations() -> list[Path]:
    """Those of every split, and the second readings of some of their texts."""
    return sorted(CORPUS.rglob("*.jsonl"))


@cache
def rows_of(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@cache
def content_of(path: Path) -> str:
    """The text of an annotation; that of a second reader lies with the first."""
    beside = path.with_suffix(".txt")
    home = beside if beside.exists() else next(t for t in texts() if t.stem == path.stem)
    return home.read_bytes().decode("utf-8")


def listed() -> Iterator[tuple[Path, dict[str, str]]]:
    for path in sorted(CORPUS.rglob("*-texts.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            yield from ((path, row) for row in csv.DictReader(lines))


def faulty(is_right: Callable[[Row], bool]) -> list[str]:
    """The rows of all splits that a rule finds wrong, as `file id: span`."""
    return [
        f"{path.name} {row['id']}: {row['text']}"
        for path in annotations()
        for row in rows_of(path)
        if not is_right(row)
    ]


def is_day_month_or_year(written: str) -> bool:
    try:
        dt.date.fromisoformat((written + "-01-01")[:10])
    except ValueError:
        return False
    return len(written) in (4, 7, 10)


def is_date(written: object) -> bool:
    """None; a day, month or year; or an interval of them with at most one open end."""
    if written is None:
        return True
    ends = str(written).split("/")
    closed = [end for end in ends if end != ".."]
    shaped = len(closed) == len(ends) == 1 or (len(ends) == 2 and bool(closed))
    return shaped and all(map(is_day_month_or_year, closed))


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_amount(value: object) -> bool:
    """A plain number, a range of two, or a vague word without a figure in it."""
    if isinstance(value, list):
        return len(value) == 2 and all(map(is_number, value))
    vague = isinstance(value, str) and value != "" and not any(map(str.isdigit, value))
    return is_number(value) or vague


def is_quantity(row: Row) -> bool:
    found = row["quantity"]
    if found is None:
        return str(row["kind"]) != "quantity"
    return (
        {"value", "unit", "of"} <= set(found) <= {"value", "from", "unit", "of"}
        and is_amount(found["value"])
        and is_amount(found.get("from", 0))
        and isinstance(found["unit"], str)
    )


@cache
def names_of_states() -> frozenset[str]:
    lines = files("earnest").joinpath("data", "countries.csv").read_text("utf-8").splitlines()
    return frozenset(
        name
        for row in csv.DictReader(lines)
        for name in (row["name"], *row["aliases"].split("|"), *row["demonyms"].split("|"))
        if name not in country_codes()
    )


def is_actor(name: str) -> bool:
    """A state stands as its code, alone or before a colon; anybody else has a name."""
    head, colon, organ = name.partition(":")
    if colon and not organ.strip():
        return False
    if len(head) == 3 and head.isupper() and colon:
        return head in country_codes()
    return head.strip() == head != "" and head not in names_of_states()


def test_every_text_has_an_annotation_and_every_annotation_a_text() -> None:
    first = [p for p in annotations() if p.parent.name != "second"]
    assert [p.with_suffix("") for p in texts()] == [p.with_suffix("") for p in first]


def test_a_second_reading_is_of_a_text_of_another_split() -> None:
    second = {p.stem for p in annotations() if p.parent.name == "second"}
    assert second <= {p.stem for p in texts()}


def test_every_text_is_listed_once_with_its_title_and_date() -> None:
    found = Counter((path.parent / row["id"], row["title"]) for path, row in listed())
    titled = {(t.with_suffix(""), content_of(t).split("\n")[0].strip()) for t in texts()}
    assert found == Counter(titled)
    assert all(list(row) == LISTED and len(row["date"]) == 10 for _, row in listed())
    assert all(is_day_month_or_year(row["date"]) for _, row in listed())


def test_no_two_splits_share_a_text() -> None:
    shared = [name for name, n in Counter(path.stem for path in texts()).items() if n > 1]
    assert shared == []


def test_rows_have_the_fields_of_the_guide() -> None:
    assert faulty(lambda row: list(row) == FIELDS) == []


def test_a_row_has_an_id_of_its_own() -> None:
    assert [
        p.name for p in annotations() if len({r["id"] for r in rows_of(p)}) < len(rows_of(p))
    ] == []


def test_spans_equal_their_slice_of_the_text() -> None:
    wrong = [
        f"{path.name} {row['id']}"
        for path in annotations()
        for row in rows_of(path)
        if content_of(path)[row["start"] : row["end"]] != row["text"] or row["text"] == ""
    ]
    assert wrong == []


def test_spans_neither_start_nor_end_in_space_or_closing_punctuation() -> None:
    assert (
        faulty(lambda row: row["text"].strip() == row["text"] == row["text"].rstrip(".,;:")) == []
    )


def test_no_span_is_annotated_twice() -> None:
    twice = [
        f"{path.name}: {row['text']}"
        for path in annotations()
        for row in rows_of(path)
        if sum((o["start"], o["end"]) == (row["start"], row["end"]) for o in rows_of(path)) > 1
    ]
    assert twice == []


def test_kinds_are_the_nine() -> None:
    assert faulty(lambda row: row["kind"] in KINDS) == []


def test_polarity_and_checkable_are_words_of_the_vocabulary() -> None:
    assert faulty(lambda row: row["polarity"] in get_args(Polarity)) == []
    assert faulty(lambda row: row["checkable"] in get_args(Checkable)) == []


def test_dates_are_days_months_years_or_intervals() -> None:
    assert faulty(lambda row: is_date(row["date"]) and is_date(row["date_outside"])) == []


def test_quantities_are_numbers_or_vague_words_with_a_unit() -> None:
    assert faulty(is_quantity) == []


def test_actors_are_codes_of_states_or_names() -> None:
    assert faulty(lambda row: all(map(is_actor, row["actors"]))) == []


def test_a_claim_of_somebody_else_says_who_attributes_it() -> None:
    assert faulty(lambda r: (r["holder"] == "author") == (r["attributed_by"] is None)) == []


def test_attributions_and_motives_have_a_target() -> None:
    needing = ("attribution", "motive")
    assert faulty(lambda row: row["kind"] not in needing or bool(row["target"])) == []
