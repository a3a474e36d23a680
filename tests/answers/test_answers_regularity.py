"""A claimed rule put to measures and to a generated feed: counterexamples first, then the gate."""

import datetime as dt
from pathlib import Path

import pytest
from test_answers_spells import AS_OF, record, row

from earnest.answers.regularity import RegularityAnswer, regularity_answer
from earnest.answers.regularity_out import regularity_text
from earnest.errors import InputError
from earnest.store import Record
from quarrel_feed import FIRST

LATER = dt.date(2020, 1, 1)
CLOSED = [row(n, "embassy_closed", f"201{n}-01-01", cluster=f"c{n}") for n in range(2, 9)]
BROKEN = row(1, "import_banned", "2015-01-01", end="2015-06-30", cluster="b")


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return record(tmp_path_factory.mktemp("broken"), *CLOSED, BROKEN)


@pytest.fixture(scope="module")
def answer(broken: Record) -> RegularityAnswer:
    return regularity_answer(broken, "TUV", as_of=AS_OF)


def test_a_lifted_measure_is_a_counterexample_with_its_row_and_source(
    answer: RegularityAnswer,
) -> None:
    (only,) = answer.counterexamples
    assert (answer.status, answer.found) == ("counterexamples", 1)
    assert (only.table, only.id, only.days) == ("measures", "m1", 180)
    assert only.source == "https://example.org/m"
    assert answer.verdict is not None
    assert answer.verdict.n == 8


def test_a_lifting_from_memory_is_a_lead(tmp_path: Path) -> None:
    unsourced = BROKEN.replace(
        "https://example.org/m,https://example.org/m", "https://example.org/m,memory"
    )
    answer = regularity_answer(record(tmp_path, *CLOSED, unsourced), "TUV", as_of=AS_OF)
    assert answer.counterexamples == ()
    assert "1 more liftings rest on memory" in answer.note


def test_a_quiet_sender_gets_a_bound_not_a_never(tmp_path: Path) -> None:
    answer = regularity_answer(record(tmp_path, *CLOSED), "TUV", as_of=AS_OF)
    found = answer.verdict
    assert found is not None
    assert found.never_above == pytest.approx(1 - 0.05 ** (1 / 7))
    assert answer.counterexamples == ()
    assert answer.status == ("none_found" if found.is_identifiable else "not_identifiable")


def test_a_sender_far_slower_than_all_others_opens_the_gate(tmp_path: Path) -> None:
    many = [row(n, "border_closed", f"{1990 + n}-01-01", cluster=f"c{n}") for n in range(26)]
    answer = regularity_answer(record(tmp_path, *many), "TUV", as_of=AS_OF)
    found = answer.verdict
    assert found is not None
    assert (answer.status, found.is_identifiable, found.share) == ("none_found", True, 0.0)
    assert found.multiplier is not None
    assert found.multiplier < 0.5
    assert found.multiplier_high is not None
    assert found.multiplier < found.multiplier_high < 1
    assert found.bayes_factors[0].value > 10  # never, whatever the time
    text = regularity_text(answer)
    assert "none of 26 softened: the share is below 0.11 (95 %)" in text  # 1 − .05^(1/26)
    assert "pace over the usual one" in text
    assert "gate: open: rank 1–" in text


def test_below_five_watches_numbers_are_withheld(tmp_path: Path) -> None:
    answer = regularity_answer(record(tmp_path, *CLOSED[:3]), "TUV", as_of=AS_OF)
    found = answer.verdict
    assert answer.status == "not_identifiable"
    assert found is not None
    assert (found.n, found.share, found.multiplier, found.bayes_factors) == (3, None, None, ())
    assert "of the 5 watches of 180 days needed" in found.gate


def test_only_the_measures_named_are_watched(broken: Record) -> None:
    trade = regularity_answer(broken, "TUV", after="trade", as_of=AS_OF)
    assert trade.verdict is not None
    assert trade.verdict.n == 1
    closures = regularity_answer(broken, "TUV", after="embassy_closed", as_of=AS_OF)
    assert (closures.found, closures.status != "counterexamples") == (0, True)


def test_what_was_lifted_later_breaks_nothing_yet(broken: Record) -> None:
    early = regularity_answer(broken, "TUV", as_of=dt.date(2015, 6, 29))
    assert early.found == 0


def test_a_sender_without_measures_cannot_be_seen() -> None:
    nobody = regularity_answer(Record.open(), "TUV", as_of=AS_OF)
    assert (nobody.status, nobody.verdict) == ("cannot_see", None)
    assert "at least 5 watches of 180 days are needed" in nobody.words
    assert regularity_text(nobody).splitlines()[1].startswith("  cannot_see: the measures hold")


@pytest.mark.slow
def test_softening_without_a_feed_is_read_as_lifting(broken: Record) -> None:
    answer = regularity_answer(broken, "TUV", after="restrict", until="softening", as_of=AS_OF)
    assert (answer.source, answer.found) == ("measures", 1)
    assert "softening is read as lifting of measures" in answer.note
    of_type = regularity_answer(broken, "TUV", after="trade", until="strict", as_of=AS_OF)
    assert of_type.note == "softening after measures is read as their lifting"


def test_other_acts_without_a_feed_cannot_be_seen(broken: Record) -> None:
    answer = regularity_answer(broken, "TUV", after="force", until="any", as_of=AS_OF)
    assert (answer.status, answer.source) == ("cannot_see", "events")
    assert "earnest record add" in answer.note


def test_a_feed_shows_the_softening_acts_themselves(quarrels: Record) -> None:
    answer = regularity_answer(quarrels, "Sweden", after="restrict", until="strict", as_of=LATER)
    assert (answer.source, answer.status) == ("events", "counterexamples")
    view = quarrels.at(LATER)
    for example in answer.counterexamples:
        softening = view.row("events", example.id)
        assert softening["code"] == "057"  # the only strict softening in the feed
        assert softening["actor_country"] == "SWE"
        assert str(softening["date"]) == example.day
    assert [e.days for e in answer.counterexamples] == sorted(
        e.days for e in answer.counterexamples
    )
    assert answer.verdict is not None
    assert answer.verdict.senders == 5


def test_each_watch_of_a_feed_starts_with_a_restrictive_act(quarrels: Record) -> None:
    answer = regularity_answer(quarrels, "EST", after="173", until="strict", as_of=LATER)
    view = quarrels.at(LATER)
    hard = [e for e in view.events(actors=("EST",), recipients=("FIN",)) if e.code == "173"]
    assert answer.verdict is not None
    assert 1 <= answer.verdict.n <= len(hard)
    assert answer.verdict.n <= (LATER - FIRST).days // 180 + 1


@pytest.mark.parametrize(
    ("after", "until", "words"),
    [
        ("restrikt", "softening", "near ones are restrict"),
        ("restrict", "softning", "near ones are softening"),
        ("import_baned", "lifting", "near ones are import_banned"),
    ],
)
def test_unknown_classes_are_refused_with_near_ones(after: str, until: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        regularity_answer(Record.open(), "TUV", after=after, until=until, as_of=AS_OF)


def test_a_day_before_all_measures_is_refused() -> None:
    with pytest.raises(InputError, match="give a later day"):
        regularity_answer(Record.open(), "TUV", as_of=dt.date(1500, 1, 1))


def test_the_text_begins_with_counterexamples_and_ends_with_the_gate(
    answer: RegularityAnswer,
) -> None:
    text = regularity_text(answer)
    places = [text.index(part) for part in ("counterexamples, quickest", "n = 8", "gate:")]
    assert places == sorted(places)
    assert "measures m1, https://example.org/m" in text
    assert "unseen ends censored" in text
