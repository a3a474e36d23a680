"""Attribution: do the indexed texts of the speaker hold what is ascribed to them?"""

import datetime as dt
from pathlib import Path

import pytest
from ferry_dispute import DOCUMENTS, answers, ids, record, says

from earnest.contract.finding import Finding
from earnest.store import Record


def ascribed(known: Record, speaker: str, text: str, **more: dt.date) -> Finding:
    claim = says(text, "attribution", actors=("FIN", "EST"), speaker=speaker)
    return answers(known, claim, **more)["attribution"]


def test_a_text_of_the_speaker_that_asserts_it_documents_it(known: Record) -> None:
    answer = ascribed(known, "FIN:foreign ministry", "the foreign ministry calls the toll unlawful")
    assert (answer.status, ids(answer)) == ("documented", ["d-1"])
    assert "2019-05-01 Harbour Post: asserts" in answer.words


def test_a_text_of_the_speaker_that_denies_it_is_shown_as_a_denial(known: Record) -> None:
    answer = ascribed(known, "FIN:shipowners", "shipowners call the toll unlawful")
    assert (answer.status, ids(answer)) == ("denied", ["d-2"])


def test_a_blanket_name_gathers_all_of_the_nation_and_is_called_one(known: Record) -> None:
    answer = ascribed(known, 'FIN:"the Finns"', "the Finns call the toll unlawful")
    assert (answer.status, ids(answer)) == ("mixed", ["d-1", "d-2"])
    assert "blanket name" in answer.words


def test_a_named_body_is_no_blanket_name(known: Record) -> None:
    answer = ascribed(known, "FIN:shipowners", "shipowners call the toll unlawful")
    assert "blanket" not in answer.words


def test_texts_of_others_do_not_count(known: Record) -> None:
    answer = ascribed(known, "LVA:president", "the president calls the toll unlawful")
    assert (answer.status, answer.rows) == ("cannot_see", ())
    (wanted,) = answer.wanted
    assert (wanted.table, wanted.actor) == ("documents", "LVA:president")


def test_a_text_after_the_cut_off_is_not_known(known: Record) -> None:
    answer = ascribed(
        known, "FIN:shipowners", "shipowners call the toll unlawful", as_of=dt.date(2019, 5, 2)
    )
    assert answer.status == "cannot_see"


@pytest.mark.parametrize(("texts", "status"), [(19, "cannot_see"), (20, "not_documented")])
def test_silence_counts_from_twenty_texts_on(tmp_path: Path, texts: int, status: str) -> None:
    rows = "".join(
        f"x-{n},2019-04-{n + 1:02},Quay Letters,LVA,en,LVA:president,weather,asserts,rain falls,"
        f"https://example.org/x{n}\n"
        for n in range(texts)
    )
    many = record(tmp_path / "r", documents=DOCUMENTS + rows)
    answer = ascribed(many, "LVA:president", "the president calls the toll unlawful")
    assert answer.status == status
    assert f"{texts} indexed texts" in answer.words
