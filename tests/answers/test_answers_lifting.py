"""`earnest deadline A B --act lifted`: each measure in force, its probability or what is missing."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from cli_runs import earnest
from earnest.answers.lifting import LiftingAnswer, lifting_answer, lifting_text
from earnest.errors import InputError
from earnest.store import Record

HEAD = (
    "measure_id,sender,target,object,type,start,end,status,status_as_of,cluster,source_start,"
    "source_end,tier,announced"
)
AS_OF, BY = dt.date(2031, 1, 1), dt.date(2031, 3, 31)


def row(name: str, start: str, end: str = "", *, target: str = "EST", type_: str = "boycott_official",
        tier: str = "page") -> str:  # fmt: skip
    status, seen = ("lifted", end) if end else ("in_force", "2030-12-31")
    page = "https://example.org/x"
    return (
        f"{name},FIN,{target},herring,{type_},{start},{end},{status},{seen},,{page},{page},{tier},"
    )


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Twenty boycotts that others met: half were lifted after 100 days, half after 400."""
    folder = tmp_path_factory.mktemp("lifting")
    ends = [dt.date(2027, 1, n) for n in range(1, 21)]
    others = [
        row(
            f"o{n:02d}", f"{day}", f"{day + dt.timedelta(days=100 if n % 2 else 400)}", target="NOR"
        )
        for n, day in enumerate(ends)
    ]
    mine = [
        row("mine", "2030-11-01"),
        row("over", "2029-01-01", "2029-06-01"),
        row("lead", "2030-11-01", tier="memory"),
        row("sent", "2030-11-01", type_="diplomats_expelled"),
    ]
    (folder / "measures.csv").write_text("\n".join([HEAD, *others, *mine]) + "\n", "utf-8")
    return Record.open(folder)


def ask(record: Record, **kinds: object) -> LiftingAnswer:
    options: dict[str, Any] = {"by": BY, "as_of": AS_OF} | kinds
    return lifting_answer(record, "FIN", "EST", **options)


def test_a_measure_in_force_is_put_to_the_others_of_its_type(record: Record) -> None:
    answer = ask(record, type_="boycott_official")
    assert (answer.status, answer.days, answer.left_out) == ("estimate", 89, 1)
    (one,) = answer.measures
    assert one.measure_id == "mine"
    assert one.lifting.age == 61
    low, high = one.lifting.low, one.lifting.high
    assert low is not None and high is not None
    assert 0.4 < low <= high < 0.6  # ten of twenty, give or take curated boycotts
    assert one.at_start.low is not None
    assert one.pooled is not None
    assert one.pooled.low < one.pooled.p < one.pooled.high


def test_the_words_name_the_measure_its_number_and_what_was_left_out(record: Record) -> None:
    text = lifting_text(ask(record, type_="boycott_official"))
    assert text.startswith("FIN toward EST: lifted within 89 days, by 2031-03-31?")
    assert "mine: boycott_official, herring, in force from 2030-11-01" in text
    assert "last seen in force on 2030-12-31" in text
    assert "joint acts" in text
    assert "of its own, at its age of 61 days" in text
    assert "not shown: 1 not yet in effect" in text


def test_an_expulsion_has_no_end_to_wait_for(record: Record) -> None:
    answer = ask(record, type_="diplomats_expelled")
    assert (answer.status, answer.measures) == ("cannot_see", ())
    assert "no measure in force has an end to wait for" in answer.words


def test_a_measure_that_is_over_is_told(record: Record) -> None:
    answer = ask(record, measure_id="over")
    assert answer.status == "cannot_see"
    assert answer.words == "nothing in force is on record: over ended on 2029-06-01"


def test_nothing_between_two_states_is_an_answer(record: Record) -> None:
    answer = lifting_answer(record, "NOR", "SWE", by=BY, as_of=AS_OF, type_="energy_cut")
    assert answer.status == "cannot_see"
    assert "one in force is needed" in answer.words


def test_before_its_start_a_measure_is_not_asked_about(record: Record) -> None:
    answer = ask(record, as_of=dt.date(2030, 10, 1), measure_id="over", by=dt.date(2030, 12, 1))
    assert answer.measures == ()
    with pytest.raises(InputError, match="no such measure"):
        ask(record, as_of=dt.date(2030, 10, 1), measure_id="mine", by=dt.date(2030, 12, 1))


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ({"type_": "import_baned"}, "near ones are import_banned"),
        ({"measure_id": "min"}, "there are mine"),
        ({"by": AS_OF}, "does not lie after"),
        ({"as_of": dt.date(1890, 1, 1)}, "give a later day"),
    ],
)
def test_what_cannot_be_asked_is_told(record: Record, kinds: dict[str, object], words: str) -> None:
    with pytest.raises(InputError, match=words):
        ask(record, **kinds)


@pytest.mark.slow
def test_the_command_answers_about_measures(tmp_path: Path) -> None:
    asked = "deadline ARE QAT --act lifted --by 2018-12-31 --as-of 2018-06-05 --format json"
    result = earnest(*asked.split())
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert {"status", "days", "measures"} <= set(answer)
    assert {"measure_id", "pooled", "lifting", "at_start", "of_family"} <= set(
        answer["measures"][0]
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("FIN EST --by 2031-03-31", "Missing option '--act'"),
        ("FIN EST --by 2031-03-31 --act talks --type boycott_official", "go with --act lifted"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(words: str, told: str) -> None:
    result = earnest("deadline", *words.split())
    assert result.exit_code == 2
    assert told in result.stderr
