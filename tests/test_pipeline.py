"""The main job from end to end: what a report on a text holds, and telling findings in briefs."""

import datetime as dt
import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from cli_runs import NAMES, TEXT, brief
from earnest.contract.report import Report, from_json, to_json
from earnest.errors import CaseError, InputError
from earnest.pipeline import Request, assess

WRITTEN = dt.date(2019, 5, 30)
EVENTS = (
    "event_id,date,actor_country,recipient_country,code,description,source,known_at\n"
    "e-1,2019-03-15,EST,FIN,166,Estonia expels two Finnish diplomats,https://example.org/1,\n"
    "e-2,2019-07-04,FIN,EST,055,Finland apologises to Estonia,https://example.org/2,\n"
)


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    Path("record").mkdir()
    Path("record/events.csv").write_text(EVENTS, encoding="utf-8")


ASKED = Request(source="a.txt", today=dt.date(2020, 1, 1), date=WRITTEN, records=(Path("record"),))


def statuses(report: Report) -> dict[str, str]:
    """The status of each finding by kind of check, for a text in which each comes once."""
    return {finding.check: finding.status for finding in report.findings}


def test_each_claim_gets_the_answer_of_the_record_given() -> None:
    found = statuses(assess(ASKED))
    assert (found["motive"], found["prediction"]) == ("set_aside", "occurred")


def test_the_same_claims_at_an_earlier_cut_off_are_still_open() -> None:
    assert statuses(assess(replace(ASKED, as_of=dt.date(2019, 7, 3))))["prediction"] == "open"


def test_without_the_record_it_cannot_be_seen() -> None:
    assert statuses(assess(replace(ASKED, records=())))["prediction"] == "cannot_see"


def test_every_row_that_something_refers_to_stands_in_the_report() -> None:
    report = assess(ASKED)
    refs = [row for finding in report.findings for row in finding.rows]
    refs += [row for silence in report.silences for row in silence.rows]
    refs += report.timeline.rows if report.timeline else ()
    assert {"e-1", "e-2"} <= {row.id for row in refs}
    for row in refs:
        assert row.id in report.rows[row.table]
    assert sum(map(len, report.rows.values())) == len(set(refs))


def test_the_sources_are_named_with_their_hash_and_rows() -> None:
    sources = {source.source_id: source for source in assess(ASKED).record}
    own = sources["record/events.csv"]
    assert (own.rows, own.kind, len(own.sha256)) == (2, "events", 64)
    assert "embedded/measures.csv" in sources


def test_a_text_nobody_looked_at_is_unreviewed() -> None:
    assert assess(ASKED).reviewed is False


def test_the_steps_are_told_as_they_come() -> None:
    told: list[str] = []
    assess(replace(ASKED, step=told.append))
    assert told == [
        "reading the text",
        "taking the text apart",
        "reading the record",
        "asking the record",
        "weighing the theses",
    ]


def test_a_record_given_twice_is_read_once() -> None:
    twice = assess(replace(ASKED, records=(Path("record"), Path("record"))))
    assert to_json(twice) == to_json(assess(ASKED))


def test_the_text_itself_is_left_out_unless_asked_for() -> None:
    (document,) = assess(ASKED).documents
    assert document.text is None
    (whole,) = assess(replace(ASKED, text_is_whole=True)).documents
    assert whole.text == TEXT


def test_a_report_can_be_read_back() -> None:
    report = assess(ASKED)
    again = from_json(to_json(report))
    assert to_json(again) == to_json(report)
    for field in fields(Report):
        if field.name != "rows":  # dates in rows are kept as text
            assert getattr(again, field.name) == getattr(report, field.name)


def test_what_another_record_changed_is_put_down_to_the_record() -> None:
    Path("earlier.json").write_text(to_json(assess(replace(ASKED, records=()))), encoding="utf-8")
    changed = assess(replace(ASKED, against=Path("earlier.json"))).differences
    assert changed
    assert {difference.cause for difference in changed} == {"record"}
    assert any("will apologise" in difference.statement for difference in changed)


def test_a_text_without_a_date_is_refused() -> None:
    with pytest.raises(InputError, match="carries no date"):
        assess(replace(ASKED, date=None))


def test_a_text_written_after_the_cut_off_is_refused() -> None:
    with pytest.raises(InputError, match="after the cut-off 2019-05-29"):
        assess(replace(ASKED, as_of=dt.date(2019, 5, 29)))


def test_a_folder_that_is_no_case_is_refused_with_all_that_is_missing() -> None:
    with pytest.raises(CaseError) as told:
        assess(replace(ASKED, source="record"))
    assert len(told.value.problems) >= 3


def report_of(reports: dict[str, Path], name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((reports[name] / "report.json").read_text("utf-8"))
    return content


# A claim as the brief has it, the check put to it, and the status its record gives.
TELLING = [
    ("qatar-2017", "severed relations with Qatar", "event", "on_record"),
    ("qatar-2017", "Egypt has blocked the site of Al Jazeera", "event", "on_record"),
    ("qatar-2017", "embassies in Doha", "prediction", "not_resolvable_as_written"),
    ("morocco-algeria-2021", "never reopens what it has closed", "regularity", "counterexamples"),
    ("morocco-algeria-2021", "has been shut since 2004", "event", "other_date"),
    ("japan-korea-2019", "wants to punish its neighbour", "motive", "set_aside"),
]


@pytest.mark.parametrize(("name", "words", "check", "status"), TELLING)
def test_a_telling_claim_gets_its_finding(
    reports: dict[str, Path], name: str, words: str, check: str, status: str
) -> None:
    report = report_of(reports, name)
    claims = {s["id"] for s in report["statements"] if words in s["text"]}
    found = {f["status"] for f in report["findings"] if f["statement_id"] in claims
             and f["check"] == check}  # fmt: skip
    assert found == {status}


@pytest.mark.parametrize("name", NAMES)
def test_a_report_on_a_brief_hangs_together(reports: dict[str, Path], name: str) -> None:
    report = report_of(reports, name)
    text = brief(name).read_text(encoding="utf-8")
    claims = {statement["id"]: statement for statement in report["statements"]}
    findings = {finding["id"]: finding for finding in report["findings"]}
    assert len(findings) == len(report["findings"])
    assert all(text[s["start"] : s["end"]] == s["text"] for s in claims.values())
    assert {f["statement_id"] for f in findings.values()} <= set(claims)
    assert set(report["headlines"]) <= set(findings)
    assert {f["statement_id"] for f in report["forecasts"]} == {
        id_ for id_, claim in claims.items() if claim["kind"] == "prediction"
    }
    for thesis in report["theses"]:
        assert set(thesis["rests_on"]) <= set(claims)


@pytest.mark.parametrize("name", NAMES)
def test_a_residual_thesis_stands_beside_those_of_the_text(
    reports: dict[str, Path], name: str
) -> None:
    theses = report_of(reports, name)["theses"]
    assert theses[-1]["text"] == "none of these"
    assert theses[0]["origin"] == "text"
