"""Specificity: from types, parties and dates alone, whom else did the sender meet in those weeks?"""

from pathlib import Path

import pyarrow as pa
import pytest
from ferry_dispute import MEASURES, answers, brief, ids, record, says

from earnest.check import docket
from earnest.contract.finding import Finding
from earnest.store import Record

YLE = says(
    "Estonia blocked Yle on 5 May",
    "event",
    actors=("EST", "FIN"),
    about=("Yle",),
    date="2019-05-05",
)
EMBASSY = says(
    "Estonia closed the embassy of Finland in March",
    "event",
    actors=("EST", "FIN"),
    date="2019-03",
)


def found(known: Record) -> Finding:
    return answers(known, YLE)["specificity"]


def with_svt_from(folder: Path, day: str) -> Record:
    return record(folder, measures=MEASURES.replace("media_blocked,a report,,2019-05-20",
                                                    f"media_blocked,a report,,{day}"))  # fmt: skip


def test_a_like_act_against_another_in_the_same_weeks_makes_it_part_of_a_wider_measure(
    known: Record,
) -> None:
    answer = found(known)
    assert (answer.status, ids(answer)) == ("part_of_wider_measure", ["m-yle", "m-svt"])
    assert "SWE SVT (2019-05-20, 18 days after)" in answer.words
    assert answer.numbers[0].value == 1


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2019-07-01", "part_of_wider_measure"),  # 60 days after the announcement of 2 May
        ("2019-07-02", "no_other_target_found"),
        ("2019-03-03", "part_of_wider_measure"),
        ("2019-03-02", "no_other_target_found"),
    ],
)
def test_the_weeks_are_sixty_days_either_way(tmp_path: Path, day: str, status: str) -> None:
    assert found(with_svt_from(tmp_path / "r", day)).status == status


def test_what_the_sender_did_before_is_held_against_it(tmp_path: Path) -> None:
    told = {n.name: n for n in found(record(tmp_path / "quiet")).numbers}
    assert told["acts expected in such a window at the sender's pace of ten years"].value == 0
    assert not [name for name in told if name.startswith("probability")]
    earlier = "".join(
        f"m-old{n},EST,SWE,,media_closed,,,{2010 + n}-06-01,day,,,in_force,2020-12-01,,,,"
        f"https://example.org/o{n},,page,high,\n"
        for n in range(8)
    )
    numbers = {
        n.name: n for n in found(record(tmp_path / "busy", measures=MEASURES + earlier)).numbers
    }
    expected = numbers["acts expected in such a window at the sender's pace of ten years"].value
    assert expected == pytest.approx(8 * 121 / 3592, abs=0.01)  # eight acts in about 3,592 days
    chance = numbers["probability of as many acts or more at that pace"].value
    assert chance == pytest.approx(1 - 2.718281828 ** -(8 * 121 / 3592), abs=0.002)
    placebo = numbers["share of earlier windows with as many acts or more"]
    assert placebo.n is not None
    assert 0.2 < placebo.value < 0.4


def test_where_nobody_else_was_met_others_may_be_missing(known: Record) -> None:
    answer = answers(known, EMBASSY)["specificity"]
    assert (answer.status, ids(answer)) == ("no_other_target_found", ["m-embassy"])
    assert "others may be missing" in answer.words


def test_a_measure_from_memory_is_no_companion(tmp_path: Path) -> None:
    unsourced = MEASURES.replace("https://example.org/m6,,page", "memory,,memory")
    assert found(record(tmp_path / "r", measures=unsourced)).status == "no_other_target_found"


def test_a_claim_about_no_measure_has_no_answer(known: Record) -> None:
    claim = says("Finland feels cold toward Estonia", "event", actors=("FIN", "EST"))
    assert "specificity" not in answers(known, claim)


def blanked(known: Record) -> Record:
    """The record without labels and without words that a person put to events."""
    tables = dict(known.tables)
    for name, columns in {
        "measures": ("scope", "note", "trigger"),
        "events": ("description", "note"),
        "statistics": ("note",),
    }.items():
        for column in columns:
            place = tables[name].column_names.index(column)
            empty = pa.nulls(tables[name].num_rows, pa.string())
            tables[name] = tables[name].set_column(place, column, empty)
    return Record(tables, known.sources)


def test_labels_and_descriptions_are_no_input(known: Record) -> None:
    before = docket(brief(known, YLE, EMBASSY))
    after = docket(brief(blanked(known), YLE, EMBASSY))

    def rows(findings: tuple[Finding, ...]) -> list[tuple[str, list[str]]]:
        return [(f.id, ids(f)) for f in findings if f.check == "specificity"]

    assert rows(before) == rows(after)
    assert len(rows(before)) == 2
