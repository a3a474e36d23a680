"""Findings rest on what was known at the cut-off, and come out the same every time."""

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from ferry_dispute import EVENTS, LATE, WRITTEN, brief, number, record, says
from hypothesis import given, settings
from hypothesis import strategies as st

from earnest.check import docket, silences
from earnest.contract.finding import Finding
from earnest.contract.report import Silence
from earnest.contract.text import Quantity, Statement
from earnest.store import Record
from earnest.store.engine import Engine

Late = tuple[tuple[Finding, ...], tuple[Silence, ...]]
BOTH = ("EST", "FIN")
EXAMPLES = 3 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 1
CLAIMS: tuple[Statement, ...] = (
    says("Estonia blocked Yle on 5 May", "event", actors=BOTH, about=("Yle",), date="2019-05-05"),
    says("Finland has apologised for the harbour search", "event", actors=("FIN", "EST")),
    says("Estonia closed the embassy of Finland", "event", actors=BOTH, date="2019-03"),
    says("Finland suspended visas", "event", actors=("FIN", "EST"), date="2019-05"),
    says("Estonia has not lifted the block on car ferries", "event", actors=BOTH),
    says("16 percent of Estonian exports go to Finland", "quantity", actors=BOTH,
         quantity=number(16, "percent", of="exports")),
    says("it took weeks to block the transit of car ferries", "quantity", actors=BOTH,
         quantity=Quantity(3.0, 3.0, None, "weeks")),
    says("Estonia never lifts a ban", "regularity", actors=("EST",)),
    says("Finland will apologise by July 2019", "prediction", actors=("FIN", "EST"),
         date="../2019-07"),
    says("Finns call the toll unlawful", "attribution", actors=("FIN",), speaker='FIN:"Finns"'),
)  # fmt: skip


def answered(known: Record, as_of: dt.date) -> Late:
    context = brief(known, *CLAIMS, as_of=as_of)
    found = docket(context)
    return found, silences(found, context)


def forgotten(known: Record, as_of: dt.date) -> Record:
    """The record as a person would have written it on that day: nothing later is in it."""
    tables = dict(known.tables)
    for name, column in (("events", "known_at"), ("statistics", "known_at"), ("documents", "date")):
        tables[name] = tables[name].filter(pc.less_equal(tables[name][column], as_of))
    measures = tables["measures"]
    seen = pc.min_element_wise(measures["announced"], measures["start"])
    tables["measures"] = measures.filter(pc.less_equal(seen, as_of))
    return Record(tables, known.sources)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(days=st.integers(0, 700))
def test_deleting_what_came_later_changes_no_finding(known: Record, days: int) -> None:
    as_of = WRITTEN + dt.timedelta(days=days)
    assert answered(known, as_of) == answered(forgotten(known, as_of), as_of)


def test_an_end_that_lies_ahead_changes_no_finding(known: Record) -> None:
    as_of = dt.date(2019, 8, 31)
    rows = known.tables["measures"].to_pylist()
    for row in rows:
        has_ended = row["end"] is not None and row["end"] <= as_of
        is_told = row["status_as_of"] is not None and row["status_as_of"] <= as_of
        if not has_ended:
            row |= {"end": None, "end_precision": None}
        if not has_ended and not is_told:
            row |= {"status": "in_force", "status_as_of": None, "source_end": None}
    schema = known.tables["measures"].schema
    tables = {**known.tables, "measures": pa.Table.from_pylist(rows, schema=schema)}
    assert answered(known, as_of) == answered(Record(tables, known.sources), as_of)


def test_findings_are_the_same_where_events_are_looked_up_one_by_one(
    known: Record, late: Late
) -> None:
    looked_up = replace(brief(known, *CLAIMS), view=known.at(LATE))
    found = docket(looked_up)
    assert (found, silences(found, looked_up)) == late


@pytest.fixture(scope="module")
def late(known: Record) -> Late:
    return answered(known, LATE)


def test_findings_come_out_the_same_every_time(known: Record, late: Late) -> None:
    assert answered(known, LATE) == late


def test_the_order_of_the_rows_in_a_file_makes_no_difference(late: Late, tmp_path: Path) -> None:
    head, *rows = EVENTS.strip().split("\n")
    turned = record(tmp_path / "record", events="\n".join([head, *reversed(rows)]) + "\n")
    assert answered(turned, LATE) == late


def test_every_finding_names_its_statement_question_method_lookup_and_cut_off(late: Late) -> None:
    found, _ = late
    assert {f.statement_id for f in found} == {f"s{n}" for n in range(1, len(CLAIMS) + 1)}
    assert len({f.id for f in found}) == len(found)
    for finding in found:
        assert finding.question.endswith(("?", "."))
        assert finding.words
        assert finding.method
        assert finding.query.startswith(("SELECT ", "none: "))
        assert finding.as_of == LATE
        assert len(finding.rows) == len(set(finding.rows))


def test_the_lookup_of_a_finding_shows_the_rows_it_cites(known: Record, late: Late) -> None:
    findings, _ = late
    engine = Engine(known.tables)
    assert any(f.rows for f in findings)
    for finding in findings:
        if finding.query.startswith("SELECT "):
            found = engine.table(finding.query, {})
            assert found.column_names == ["id", "day", "what"], finding.query
            shown = set(found["id"].to_pylist())
            assert {row.id for row in finding.rows} <= shown, finding.query
