from dataclasses import replace
from pathlib import Path

from case_texts import by_hand

from earnest.case.model import Decision
from earnest.case.review import decision_for, is_reviewed


def test_a_decision_is_found_by_statement_and_check(tmp_path: Path) -> None:
    case = by_hand(tmp_path)
    assert decision_for(case, "s1", "event") == case.decisions[0]
    assert decision_for(case, "s1", "specificity") is None
    assert decision_for(case, "s2", "event") is None


def test_a_case_is_reviewed_once_what_it_rests_on_is_decided(tmp_path: Path) -> None:
    assert is_reviewed(by_hand(tmp_path), ["s1"])


def test_one_undecided_statement_leaves_a_case_unreviewed(tmp_path: Path) -> None:
    case = by_hand(tmp_path)
    assert not is_reviewed(case, ["s1", "s2"])
    decided = (*case.decisions, Decision("s2", "quantity", "rejected", "another toll"))
    assert is_reviewed(replace(case, decisions=decided), ["s1", "s2"])


def test_every_check_that_was_run_needs_a_decision(tmp_path: Path) -> None:
    case = by_hand(tmp_path)
    assert not is_reviewed(case, ["s1"], checks={"s1": ["event", "specificity"]})
    assert is_reviewed(case, ["s1"], checks={"s1": ["event"]})


def test_a_statement_the_case_does_not_have_is_not_reviewed(tmp_path: Path) -> None:
    assert not is_reviewed(by_hand(tmp_path), ["s1", "s9"])


def test_a_case_that_rests_on_nothing_is_not_called_reviewed(tmp_path: Path) -> None:
    assert not is_reviewed(by_hand(tmp_path), [])
