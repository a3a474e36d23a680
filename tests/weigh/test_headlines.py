"""Which findings head a report, and in what order."""

import datetime as dt
from dataclasses import replace
from typing import get_args

import pytest

from earnest.contract.finding import Finding
from earnest.contract.text import Statement
from earnest.contract.words import STATUSES, Polarity, Status
from earnest.weigh.consequence import HEADLINES, RANK, consequence, headlines


def finding(statement_id: str, status: Status) -> Finding:
    check = next(check for check, allowed in STATUSES.items() if status in allowed)
    return Finding(
        id=f"{statement_id}.{check}",
        statement_id=statement_id,
        check=check,
        question="?",
        status=status,
        words="so",
        method="by hand",
        query="none",
        as_of=dt.date(2020, 1, 1),
    )


def statement(name: str, polarity: Polarity = "supports", *, surety: float = 1.0) -> Statement:
    plain = Statement("brief", 0, 1, name, "event", id=name, polarity=polarity)
    return replace(plain, confidence=surety)


def heads(*pairs: tuple[Statement, Status]) -> list[str]:
    found = [finding(claim.id, status) for claim, status in pairs]
    by_id = {f.id: f.statement_id for f in found}
    return [by_id[id_] for id_ in headlines(found, {claim.id: claim for claim, _ in pairs})]


def test_every_status_has_a_place_of_its_own() -> None:
    assert set(RANK) == set(get_args(Status))
    assert len(set(RANK.values())) == len(RANK)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("counterexamples", "on_record"),
        ("part_of_wider_measure", "other_date"),
        ("outside", "within"),
        ("not_occurred", "open"),
        ("on_record", "cannot_see"),
        ("cannot_see", "set_aside"),
    ],
)
def test_what_speaks_against_a_claim_comes_before_what_bears_it_out(
    first: Status, second: Status
) -> None:
    assert consequence(finding("s1", first)) < consequence(finding("s1", second))


def test_headlines_come_in_the_order_of_consequence() -> None:
    a, b, c = statement("a"), statement("b"), statement("c")
    assert heads((a, "on_record"), (b, "counterexamples"), (c, "outside")) == ["b", "c", "a"]


def test_there_are_six_at_most() -> None:
    statuses: list[Status] = [
        "counterexamples", "outside", "other_date", "open", "mixed", "typical", "circular",
    ]  # fmt: skip
    pairs = [(statement(f"s{n}"), status) for n, status in enumerate(statuses)]
    assert len(heads(*pairs)) == HEADLINES == 6


def test_of_answers_to_one_question_only_one_heads_the_report() -> None:
    a, b = statement("a"), statement("b")
    assert heads((a, "within"), (b, "outside")) == ["b"]


def test_what_the_author_gives_in_support_comes_before_what_is_neutral() -> None:
    aside, support = statement("a", "neutral"), statement("b", "supports")
    assert heads((aside, "outside"), (support, "outside")) == ["b"]


def test_the_surer_reading_comes_first() -> None:
    doubtful, sure = statement("a", surety=0.5), statement("b", surety=0.9)
    assert heads((doubtful, "outside"), (sure, "outside")) == ["b"]


def test_what_tells_nothing_never_heads_a_report() -> None:
    a, b, c = statement("a"), statement("b"), statement("c")
    assert heads((a, "cannot_see"), (b, "no_series"), (c, "set_aside")) == []


def test_the_order_in_which_findings_come_makes_no_difference() -> None:
    a, b, c = statement("a"), statement("b"), statement("c")
    forward = heads((a, "outside"), (b, "outside"), (c, "on_record"))
    assert forward == heads((c, "on_record"), (b, "outside"), (a, "outside"))
