"""What whole groups are said to think, and whether texts speak well or ill of a matter."""

from pathlib import Path

import pytest
from ferry_dispute import DOCUMENTS, answers, brief, ids, record, says

from earnest.check import docket
from earnest.check.stances import group_meant, verb_tone
from earnest.store import Record

AMONG = """\
d-4,2019-05-05,The Skerry Times,FIN,en,FIN:opposition,the toll is a trick,asserts,a mockery of sailors,\
https://example.org/d4
d-5,2019-05-06,Net and Rope,FIN,en,FIN:president,Estonia broke the treaty,denies,he sees no breach at all,\
https://example.org/d5
d-6,2018-03-01,Net and Rope,FIN,en,FIN:prime minister,the pact of 2018 was a good deal,asserts,glad of it,\
https://example.org/d6
d-7,2018-03-02,Quay Letters,FIN,en,FIN:politicians,the pact of 2018 was a good deal,denies,a disgrace,\
https://example.org/d7
"""


@pytest.fixture
def told(tmp_path: Path) -> Record:
    return record(tmp_path / "told", documents=DOCUMENTS + AMONG)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Even the opposition in Helsinki applauds the toll", "FIN:opposition"),
        ("All the merchants of Helsinki want the toll gone", "FIN:merchants"),
        (
            "Everybody in Helsinki, from the port to the palace, is clamouring for a ban",
            'FIN:"everybody"',
        ),
        ("The whole of Finland condemns it", 'FIN:"the whole"'),
        ("Not a single newspaper in Helsinki supports the toll", 'FIN:"not a single newspaper"'),
        ("All flights to Helsinki were stopped", None),
        ("Even Finland closed its port", None),
        ("Finland applauds the toll", None),
    ],
)
def test_the_group_that_is_said_to_be_of_one_mind(text: str, group: str | None) -> None:
    assert group_meant(says(text, "event", actors=("FIN",))) == group


def test_who_is_said_not_to_praise_is_said_to_blame() -> None:
    assert verb_tone("Everyone supports the toll") == 1
    assert verb_tone("Not a single newspaper supports the toll") == -1


@pytest.mark.parametrize(
    ("text", "status", "rows"),
    [
        ("Everyone in Finland applauded the pact", "mixed", {"d-6", "d-7"}),
        ("Even the opposition in Finland applauds what was done on the quay", "denied", {"d-4"}),
        (
            "Even the opposition in Finland condemns what was done on the quay",
            "documented",
            {"d-4"},
        ),
    ],
)
def test_texts_of_the_group_answer(told: Record, text: str, status: str, rows: set[str]) -> None:
    found = answers(told, says(text, "event", actors=("FIN",)))["attribution"]
    assert found.status == status
    assert rows <= set(ids(found))


def test_who_denies_a_thesis_holds_what_it_denies(told: Record) -> None:
    claim = says(
        "The president says that he sees no breach of anything",
        "attribution",
        actors=("FIN",),
        speaker="FIN:president",
    )
    assert answers(told, claim)["attribution"].status == "documented"


def test_a_paper_is_found_by_its_own_name(told: Record) -> None:
    claim = says("The Skerry Times found the toll a trick", "attribution", speaker="Skerry Times")
    found = answers(told, claim)["attribution"]
    assert (found.status, ids(found)) == ("documented", ["d-4"])


def test_an_act_of_all_is_no_attribution(told: Record) -> None:
    claim = says("All flights to Finland were stopped", "event", actors=("FIN",))
    assert "attribution" not in {f.check for f in docket(brief(told, claim))}
