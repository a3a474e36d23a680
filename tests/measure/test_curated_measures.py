"""The curated measures keep the rules of `docs/measures.md`, and the checker sees what breaks them."""

import csv
import importlib.util
import re
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "check_measures.py"
CARD = ROOT / "docs" / "measures.md"
AUDIT = ROOT / "docs" / "measures-audit.csv"


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_measures", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


CHECK: Any = loaded()
KNOWN = {
    "gazette.example": CHECK.Host("official", ""),
    "daily.example": CHECK.Host("media", ""),
    "herald.example": CHECK.Host("state_media", "XKX"),
    "digest.example": CHECK.Host("aggregator", ""),
    "copy.example": CHECK.Host("mirror", ""),
}


def row(**changed: str) -> dict[str, str]:
    """A faultless row of an invented salt embargo; XKX and ABW stand for any two states."""
    return {
        "measure_id": "salt",
        "sender": "XKX",
        "target": "ABW",
        "object": "salt",
        "type": "import_banned",
        "family": "trade",
        "trigger": "quarrel over barges",
        "announced": "2031-03-02",
        "start": "2031-03-04",
        "start_precision": "day",
        "end": "2031-06-01",
        "end_precision": "month",
        "status": "lifted",
        "status_as_of": "2031-06-30",
        "scope": "target_specific",
        "reciprocal_of": "",
        "cluster": "",
        "source_start": "https://daily.example/salt",
        "source_end": "https://gazette.example/31/6",
        "source_class": "media",
        "tier": "page",
        "confidence": "high",
        "note": "",
    } | changed


def faults(**changed: str) -> list[str]:
    found: list[str] = CHECK.problems([row(**changed)], KNOWN)
    return found


OPEN = {"end": "", "end_precision": ""}
STANDING = OPEN | {"status": "in_force"}


def test_the_shipped_measures_have_no_fault() -> None:
    assert CHECK.problems(CHECK.rows(), CHECK.hosts()) == []


def test_the_shipped_measures_are_sorted_by_id_without_repeats() -> None:
    ids = [shipped["measure_id"] for shipped in CHECK.rows()]
    assert ids == sorted(set(ids))


def test_every_page_row_has_an_address_and_a_class() -> None:
    pages = [shipped for shipped in CHECK.rows() if shipped["tier"] == "page"]
    assert len(pages) > 600
    for shipped in pages:
        assert shipped["source_start"].startswith(("http://", "https://")), shipped["measure_id"]
        assert shipped["source_class"] not in {"", "aggregator", "mirror"}, shipped["measure_id"]


def test_every_listed_host_is_listed_once_in_order() -> None:
    lines = CHECK.CLASSES.read_text(encoding="utf-8").splitlines()
    names = [line.split(",")[0] for line in lines[1:]]
    assert names == sorted(set(names))


def test_a_faultless_row_passes() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"type": "salt_refused"}, "type 'salt_refused' is not in the vocabulary"),
        ({"family": "arms"}, "family 'arms' is not that of import_banned"),
        ({"target": "XKX"}, "sender and target are the same"),
        ({"end": "2031-06-15"}, "end 2031-06-15 is not the first day of its month"),
        ({"start_precision": "year"}, "start 2031-03-04 is not the first day of its year"),
        ({"end_precision": ""}, "end and its precision do not go together"),
        ({"end": "2031-02-01"}, "ends 2031-02-01, before it starts 2031-03-04"),
        ({"status_as_of": "2031-05-31"}, "status_as_of 2031-05-31 is before the end 2031-06-01"),
        ({"status_as_of": ""}, "status_as_of is blank"),
        ({"announced": "2031-03-05"}, "announced 2031-03-05 after its start"),
        ({"status": "in_force"}, "status in_force does not go with an end"),
        (OPEN, "status lifted does not go with no end"),
        ({"source_end": ""}, "source_end must say what backs the end or status"),
        ({"source_start": ""}, "source_start is blank"),
        ({"source_start": "see notes"}, "source_start is no single http address"),
        ({"source_start": "https://new.example/1"}, "add new.example to source_classes.csv"),
        ({"source_end": "https://copy.example/1"}, "source_end is a mirror"),
        ({"source_end": "https://stg-daily.example/1"}, "source_end is a copy of another site"),
        ({"source_start": "https://digest.example/1"}, "tier page does not go with source_start"),
        ({"source_class": "agency"}, "source_class must be media, not agency"),
        ({"source_end": "memory"}, "confidence is high though"),
        ({"reciprocal_of": "pepper"}, "reciprocal_of pepper is no row"),
    ],
)
def test_a_fault_is_named(changed: dict[str, str], fault: str) -> None:
    assert any(fault in found for found in faults(**changed)), faults(**changed)


def test_a_coarse_end_in_the_month_of_the_start_is_not_before_it() -> None:
    assert faults(end="2031-03-01") == []


def test_an_act_made_public_later_may_say_so() -> None:
    assert faults(announced="2031-03-05", note="made public a day later") == []


def test_an_expulsion_has_no_end() -> None:
    expelled = {"type": "diplomats_expelled", "family": "diplomatic", "object": ""}
    assert any("no natural end" in fault for fault in faults(**expelled))
    assert faults(**expelled, **OPEN, status="unknown", status_as_of="2031-03-04") == []


def test_in_force_needs_a_page_after_the_act() -> None:
    assert any(
        "later than the act" in fault
        for fault in faults(**OPEN, status="in_force", status_as_of="2031-03-04")
    )
    assert faults(**OPEN, status="in_force", status_as_of="2031-03-05") == []


def test_state_media_back_what_their_own_state_did() -> None:
    own = {"source_start": "https://herald.example/1", "source_class": "state_media_of_party"}
    assert faults(**own) == []
    assert any("tier page" in fault for fault in faults(**own, sender="ABW", target="XKX"))


def test_state_media_of_a_third_state_count_as_media() -> None:
    address = "https://herald.example/1"
    assert CHECK.source_class(address, row(sender="CUW"), KNOWN) == "media"
    assert CHECK.supports(address, row(sender="CUW"), KNOWN)


def test_an_answer_has_the_parties_exchanged() -> None:
    answer = row(measure_id="barges", object="barges", reciprocal_of="salt")
    found = CHECK.problems([row(), answer], KNOWN)
    assert found == ["barges: reciprocal_of salt does not have the parties exchanged"]
    assert CHECK.problems([row(), answer | {"sender": "ABW", "target": "XKX"}], KNOWN) == []


def test_rows_of_one_day_must_name_different_objects() -> None:
    twin = row(measure_id="twin")
    assert CHECK.problems([row(), twin], KNOWN) == ["the same act twice: salt, twin"]
    assert CHECK.problems([row(), twin | {"object": "pepper"}], KNOWN) == []


def test_a_step_that_still_stands_is_not_taken_again() -> None:
    first = row(announced="", start="2031-03-04", **STANDING)
    again = row(announced="", start="2031-05-01", **STANDING, measure_id="again")
    assert CHECK.problems([first, again], KNOWN) == ["overlaps: salt, again"]
    assert CHECK.problems([first, again | {"object": "pepper"}], KNOWN) == []
    after = again | {"start": "2031-07-01", "status_as_of": "2031-09-30"}
    assert CHECK.problems([row(), after], KNOWN) == []


def test_one_step_of_one_day_against_two_states_is_not_specific() -> None:
    wider = row(measure_id="wider", target="CUW", scope="part_of_wider_measure")
    found = CHECK.problems([row(), wider], KNOWN)
    assert found == ["salt: same step, same day, other targets: not target_specific"]
    assert CHECK.problems([row(note="own occasion"), wider], KNOWN) == []


def test_a_cluster_has_more_than_one_row() -> None:
    assert CHECK.problems([row(cluster="salt-2031")], KNOWN) == [
        "cluster salt-2031 has one row only"
    ]
    pair = [row(cluster="salt-2031"), row(measure_id="b", sender="CUW", cluster="salt-2031")]
    assert CHECK.problems(pair, KNOWN) == []


def test_an_answer_does_not_come_first() -> None:
    answer = row(measure_id="early", sender="ABW", target="XKX", start="2031-02-01", announced="")
    found = CHECK.problems([row(), answer | {"reciprocal_of": "salt"}], KNOWN)
    assert found == ["early: answers salt, which came later"]


def test_an_unknown_status_is_as_of_the_start_and_has_no_later_page() -> None:
    unknown = OPEN | {"status": "unknown", "source_end": ""}
    assert faults(**unknown, status_as_of="2031-03-04") == []
    assert any("last day of the start" in fault for fault in faults(**unknown))
    later = unknown | {"status_as_of": "2031-03-04", "source_end": "https://gazette.example/31/6"}
    assert any("makes it in_force" in fault for fault in faults(**later))


def test_one_step_entered_under_two_kindred_types_is_found() -> None:
    talks = {"type": "dialogue_suspended", "family": "diplomatic", "object": ""}
    forces = {"type": "military_cooperation_suspended", "family": "arms", "object": "contacts"}
    pair = [row(**talks), row(**forces, measure_id="forces")]
    assert CHECK.problems(pair, KNOWN) == ["the same act twice: salt, forces"]


def test_a_host_has_a_known_class_and_only_state_media_a_country() -> None:
    odd = {"a.example": CHECK.Host("blog", ""), "b.example": CHECK.Host("media", "XKX")}
    assert CHECK.problems([], odd) == [
        "source_classes.csv: a.example has the unknown class 'blog'",
        "source_classes.csv: b.example: state media, and only they, have a country",
    ]


def test_the_command_prints_the_count_and_succeeds(capsys: pytest.CaptureFixture[str]) -> None:
    assert CHECK.main() == 0
    assert capsys.readouterr().out == f"0 faults in {len(CHECK.rows())} measures\n"


def audited() -> list[dict[str, str]]:
    with AUDIT.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def verdicts(draw: str, column: str) -> Counter[str]:
    return Counter(found[f"{column}_verdict"] for found in audited() if found["draw"] == draw)


def test_the_card_counts_the_rows_of_every_family_and_tier() -> None:
    counted = Counter((found["family"], found["tier"]) for found in CHECK.rows())
    families = sorted({family for family, _ in counted})
    card = CARD.read_text(encoding="utf-8")
    for family in families:
        page, memory = counted[family, "page"], counted[family, "memory"]
        assert f"| {family} | {page} | {memory} | {page + memory} |" in card
    page = sum(counted[family, "page"] for family in families)
    total = counted.total()
    assert f"| all | {page} | {total - page} | {total:,} |" in card


def test_the_card_counts_parties_and_statuses() -> None:
    found, known = CHECK.rows(), CHECK.hosts()
    senders, targets = ({each[side] for each in found} for side in ("sender", "target"))
    status = Counter(each["status"] for each in found)
    backed = [each for each in found if CHECK.supports(each["source_end"], each, known)]
    paged = Counter(each["status"] for each in backed)
    card = " ".join(CARD.read_text(encoding="utf-8").split())
    assert f"{len(found):,} measures by {len(senders)} senders against {len(targets)} tar" in card
    assert f"of {status['lifted']} lifted rows {paged['lifted']} have a page" in card
    assert f"of {status['in_force']} rows in force {paged['in_force']} have one" in card
    assert f"A further {status['unknown']} rows claim no status" in card
    assert f"and {status['superseded']} are superseded" in card


def test_the_audit_names_rows_that_exist_and_keeps_to_its_words() -> None:
    known = {found["measure_id"] for found in CHECK.rows()}
    drawn = {(found["draw"], found["measure_id"]) for found in audited()}
    assert len(drawn) == len(audited()) == 240
    assert {measure for _, measure in drawn} <= known
    words = {"right", "wrong", "not_verifiable"}
    for found in audited():
        assert {found["start_verdict"], found["scope_verdict"]} <= words
        assert found["end_verdict"] in words | {"none"}
        assert (found["end_verdict"] == "none") == (found["status_as_read"] == "unknown")
        assert found["pages"].startswith("http")


@pytest.mark.parametrize("column", ["start", "end", "scope"])
def test_the_card_gives_the_verdicts_of_the_audit(column: str) -> None:
    card = CARD.read_text(encoding="utf-8")
    line = next(line for line in card.splitlines() if re.match(rf"\| {column}.* right \|", line))
    for draw in ("1", "2", "3", "4"):
        counted = verdicts(draw, column)
        assert f"{counted['right']} of {counted['right'] + counted['wrong']}, " in line
