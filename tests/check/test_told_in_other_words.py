"""Acts told in words that no row has, between dates, by "we", or within what somebody is told."""

import datetime as dt
from pathlib import Path

import pytest
from ferry_dispute import EVENTS, LATE, WRITTEN, answers, brief, ids, record, says

from earnest.check import Context, docket
from earnest.check.asked import asked
from earnest.check.lookup import matches
from earnest.check.rarity import FEWEST_ROWS, rare_stems
from earnest.check.story import told_between
from earnest.check.things import shared_things, things_in
from earnest.contract.text import Document
from earnest.extract import extract_statements
from earnest.store import Record

BOTH = ("EST", "FIN")


def told(date: str, text: str) -> str:
    return f"{date.replace('-', '')},{date},day,,EST,,FIN,,036,{text},https://example.org/{date},high,,,page\n"


MANY = EVENTS + "".join(
    told(f"2018-{month:02}-03", f"Ministers talk about buoy number {month}")
    for month in range(1, 13)
)


class TestThings:
    def test_chauffeurs_are_drivers_and_maids_domestic_workers(self) -> None:
        claim = "The chauffeurs and the maids walked out"
        assert shared_things(claim, "Four drivers and a domestic worker are freed") >= {
            "drivers",
            "domestic workers",
        }

    def test_what_both_name_by_one_word_is_not_counted_again(self) -> None:
        assert "drivers" not in shared_things("The drivers left", "A driver is freed")

    def test_a_wording_of_several_words_names_its_thing(self) -> None:
        assert things_in("The letters of credence were late")["credentials"] == {
            "letter",
            "of",
            "credenc",
        }

    def test_a_claim_of_that_day_meets_the_row_in_other_words(self, known: Record) -> None:
        text = "On 20 May 2019 one more cell stood empty in Estonia, to the relief of Finland"
        answer = answers(known, says(text, "event", actors=BOTH, date="2019-05-20"))["event"]
        assert (answer.status, ids(answer)) == ("on_record", ["e-freed"])


class TestStory:
    FIRST = says(
        "On 10 March 2019 Estonia raised the toll", "event", actors=("EST",), date="2019-03-10"
    )
    LAST = says(
        "On 20 April 2019 Finland wrote a letter", "event", actors=("FIN",), date="2019-04-20"
    )

    def test_an_act_between_two_dates_happened_between_them(self, known: Record) -> None:
        act = says("The envoys were shown the door", "event", actors=BOTH)
        context = brief(known, self.FIRST, act, self.LAST)
        window = told_between(context.statements[1], context)
        assert window is not None
        assert (window.start, window.last) == (dt.date(2019, 3, 10), dt.date(2019, 4, 20))

    def test_a_story_told_backwards_places_nothing(self, known: Record) -> None:
        act = says("The envoys were shown the door", "event", actors=BOTH)
        context = brief(known, self.LAST, act, self.FIRST)
        assert told_between(context.statements[1], context) is None

    def test_a_dated_act_needs_no_story(self, known: Record) -> None:
        context = brief(known, self.FIRST, self.LAST)
        assert told_between(context.statements[1], context) is None

    def test_a_row_of_that_time_fits_better_than_without_a_story(self, known: Record) -> None:
        act = says("Somebody was expelled", "event", actors=BOTH)
        alone, among = brief(known, act), brief(known, self.FIRST, act, self.LAST)
        scores = [
            next(m.score for m in matches(asked(c.statements[at], c), c) if m.id == "e-expel")
            for c, at in ((alone, 0), (among, 1))
        ]
        assert scores[1] > scores[0]


class TestHome:
    TEXT = (
        "Finland has shut us out. Our harbours are quiet, and we wait for Finland to speak to us. "
        "We asked Finland for a date. Finland sent us none."
    )

    def context(self, known: Record) -> Context:
        document = Document("d", self.TEXT, "0" * 64, date=WRITTEN)
        return Context(document, extract_statements(document), known.at_hand(LATE))

    def test_we_is_the_state_that_the_record_sets_against_the_one_named(
        self, tmp_path: Path
    ) -> None:
        context = self.context(record(tmp_path, events=MANY))
        assert (context.home, context.focus[:2]) == ("EST", ("FIN", "EST"))

    def test_a_few_rows_tell_nobody(self, known: Record) -> None:
        assert self.context(known).home is None


class TestDenial:
    @pytest.mark.parametrize(
        "text",
        [
            "On 15 March 2019 two Finnish officials learned in Estonia that a toll is not a joke",
            "On 15 March 2019 two Finnish officials in Estonia were handed a bill which nobody could not read",
        ],
    )
    def test_a_not_in_what_was_said_denies_no_act(self, known: Record, text: str) -> None:
        answer = answers(known, says(text, "event", actors=BOTH, date="2019-03-15"))["event"]
        assert answer.status == "on_record"


@pytest.mark.parametrize("sides", [("FIN", "EST"), ("EST", "FIN")])
def test_of_states_named_as_often_the_one_named_first_leads(
    known: Record, sides: tuple[str, str]
) -> None:
    claim = says("They quarrel over a toll", "event", actors=sides)
    assert brief(known, claim).focus == sides


def test_rare_words_are_those_of_two_rows_at_most(tmp_path: Path) -> None:
    rows = record(tmp_path, events=MANY).at(LATE).events()
    assert {"lighthous", "cook"} <= rare_stems(rows)
    assert "buoy" not in rare_stems(rows)
    assert rare_stems(rows[: FEWEST_ROWS - 1]) == frozenset()


def test_rows_of_a_feed_are_told_by_code_whoever_acts(tmp_path: Path) -> None:
    acts = "".join(
        f"f{n},2019-03-{1 + n % 28:02},day,,EST,Mayor {n},FIN,Clerk {n},166,Expel,https://example.org/f{n},"
        "high,,,page\n"
        for n in range(600)
    )
    known = record(tmp_path, events=EVENTS + acts)
    claim = says(
        "On 5 March 2019 Estonia expelled a clerk", "event", actors=BOTH, date="2019-03-05"
    )
    context = brief(known, claim)
    found = next(f for f in docket(context) if f.check == "event")
    assert found.status == "on_record"
    assert "f4" in {m.id for m in matches(asked(context.statements[0], context), context)}
