import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_text import any_text
from earnest.contract.text import Document, Statement
from earnest.contract.when import Period
from earnest.contract.words import KINDS
from earnest.extract import extract_statements

DAY = dt.date(1976, 2, 20)
WORDS = (
    "Iceland Britain the port said that it closed never will because which , . ; : \" ' “ ” ( ) — "
    "! ? and but 12 % 1976 percent may fear in order to according opposition they \n \n\n # - > "
).split(" ")


def statements(text: str, *, date: dt.date | None = DAY) -> tuple[Statement, ...]:
    return extract_statements(Document("d", text, sha256="", date=date))


def one(text: str, words: str) -> Statement:
    lead = "An opening line of no account was here.\n\n"
    return next(s for s in statements(lead + text) if s.text == words)


@given(any_text(max_size=200))
@settings(deadline=None)
def test_every_row_is_a_slice_of_the_text_whatever_it_is(text: str) -> None:
    check_rows(text)


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
@settings(deadline=None)
def test_every_row_is_a_slice_of_any_heap_of_words(text: str) -> None:
    check_rows(text)


def check_rows(text: str) -> None:
    found = statements(text)
    spans = [(s.start, s.end) for s in found]
    assert len(set(spans)) == len(spans)
    assert spans == sorted(spans, key=lambda span: (span[0], -span[1]))
    for statement in found:
        assert statement.text == text[statement.start : statement.end]
        assert statement.text
        assert statement.kind in KINDS


def test_ids_run_in_the_order_of_the_text() -> None:
    found = statements("The port was shut in May. The railway was cut in June.")
    assert [s.id for s in found] == ["s001", "s002"]


def test_offsets_count_code_points_of_the_text_as_given() -> None:
    text = "\u200b𝔸 short line.\r\n\r\nThe “Kestrel” was seized in\u00a0May.\r\n"
    found = statements(text)
    assert found[-1].text == "The “Kestrel” was seized in\u00a0May"
    assert text[found[-1].start : found[-1].end] == found[-1].text


def test_an_empty_text_has_no_statements() -> None:
    assert statements("") == ()


def test_what_is_said_is_held_by_the_speaker_and_attributed_by_the_author() -> None:
    whole, said = statements("Iceland insists that the strait is shared.")
    assert (whole.kind, whole.holder, whole.speaker, whole.attributed_by) == (
        "attribution",
        "author",
        "ISL",
        None,
    )
    assert (said.holder, said.speaker, said.attributed_by) == ("ISL", None, "author")


def test_a_group_of_a_state_is_named_after_it() -> None:
    whole = statements("Icelandic scientists insist that the cod is gone.")[0]
    assert whole.speaker == "ISL:scientists"


def test_a_theory_speaks_for_nobody() -> None:
    whole, said = statements("According to this theory, the strait is shared.")
    assert (whole.speaker, said.holder) == ("unknown", "unknown")


def test_the_objector_is_imagined() -> None:
    whole = statements("Some will object, the limit will fall.")[0]
    assert whole.speaker == "imagined objector"
    assert whole.checkable == "partly"


def test_a_thesis_takes_the_holders_named_in_the_next_sentence() -> None:
    text = (
        "The notion that no quarrel exists has been peddled for weeks. "
        "This notion is peddled by the Icelandic opposition."
    )
    assert one(text, "no quarrel exists").holder == "ISL:opposition"


def test_what_nobody_admits_is_the_authors_own_claim() -> None:
    found = statements("She would never concede that the port is lost.")
    assert [(s.text, s.holder) for s in found if s.text == "the port is lost"] == [
        ("the port is lost", "author")
    ]


def test_the_cue_is_the_verb_of_the_report() -> None:
    text = "Iceland has always insisted that the strait is shared."
    whole = statements(text)[0]
    assert whole.cue is not None
    assert text[slice(*whole.cue)] == "has always insisted"


def test_it_stands_for_the_state_that_was_the_subject_before() -> None:
    text = "Iceland moved the line. In 1972 it moved the line again."
    found = statements(text)[-1]
    assert (found.actors, found.date) == (("ISL",), "1972")


def test_a_body_acted_upon_is_what_it_stands_for() -> None:
    text = "Norway shut its cultural centre in Oslo. Iceland closed it within days."
    found = statements(text)[-1]
    assert found.text == "Iceland closed it within days"
    assert found.about == ("cultural centre",)
    assert found.actors == ("ISL",)


def test_a_ban_without_an_object_is_about_the_body_named_before() -> None:
    text = "The newspaper Morgenbladet was banned in 1972. The ban still stands."
    assert statements(text)[-1].about == ("Morgenbladet",)


def test_they_are_the_people_named_before() -> None:
    text = "The Norwegians resent the treaty. They argue that the treaty is void."
    assert statements(text)[-1].holder == 'NOR:"the Norwegians"'


def test_a_blanket_name_is_only_partly_checkable() -> None:
    whole = one(
        "The Norwegians argue that the treaty is void.",
        "The Norwegians argue that the treaty is void",
    )
    assert whole.checkable == "partly"


def test_a_motive_names_whose_it_is() -> None:
    found = statements("Norway fears losing the port.")[0]
    assert (found.kind, found.explained, found.checkable) == ("motive", "NOR", "no")


def test_a_dropped_subject_still_acts() -> None:
    found = statements("Norway shut the port and expelled the Icelandic consul.")
    assert found[-1].actors == ("NOR", "ISL")


def test_a_date_goes_to_the_innermost_row_only() -> None:
    text = "Britain says that Iceland seized three trawlers in 1973."
    whole, said = statements(text)
    assert (whole.date, said.date) == (None, "1973")


def test_before_this_date_points_back_to_the_date_just_named() -> None:
    text = "The treaty ends on 1 March 1976. An offer should come before this date."
    assert statements(text)[-1].date == "1976-02-20/1976-03-01"


def test_without_a_date_of_the_text_relative_dates_stay_open() -> None:
    assert statements("The port was shut last week.", date=None)[0].date is None


def test_an_event_named_twice_shares_its_date() -> None:
    text = (
        "After the withdrawal of British troops the port was quiet. "
        "Norway secured the withdrawal of British troops on 3 May 1975, ahead of schedule."
    )
    first = next(s for s in statements(text) if s.text.startswith("the withdrawal"))
    assert first.date == "1975-05-03"


def test_the_number_is_the_quantity_of_its_row() -> None:
    found = statements("The coast guard has six patrol ships.")[0]
    assert found.quantity is not None
    assert (found.quantity.value, found.quantity.unit) == (6, "ships")


def test_a_hedge_keeps_its_words() -> None:
    assert statements("Norway may perhaps open the port.")[0].hedge == "may … perhaps"
    assert statements("Logically, an offer should come soon.")[0].hedge == "logically … should"
    assert statements("Norway opened the port.")[0].hedge is None


@pytest.mark.parametrize(
    ("sentence", "checkable"),
    [
        ("The treaty was signed at dawn.", "yes"),
        ("Norway never returns a ship.", "yes"),
        ("Norway usually returns the ships.", "partly"),
        ("The blockade caused the famine.", "partly"),
        ("The port will be open again.", "partly"),
        ("The port will be open again by June 1977.", "yes"),
        ("Norway fears losing the port.", "no"),
        ("Who, then, is the bully?", "no"),
    ],
)
def test_what_a_record_could_settle(sentence: str, checkable: str) -> None:
    assert statements(sentence)[0].checkable == checkable


def test_what_a_rival_holds_speaks_against_the_texts_thesis() -> None:
    text = "Norway opened the port in May. Iceland claims that no quarrel exists."
    own, whole, said = statements(text)
    assert (own.polarity, whole.polarity, said.polarity) == ("supports", "neutral", "contradicts")


def test_confidence_lies_between_zero_and_one() -> None:
    assert all(0 < s.confidence <= 1 for s in statements("Norway opened the port in May. No more."))


@pytest.mark.slow
def test_time_grows_in_line_with_the_text() -> None:
    paragraph = (
        "Norway shut the port in May, and Iceland, which has no fleet, protested loudly. " * 5
    )
    short = (paragraph + "\n\n") * (8_000 // len(paragraph))
    statements(short[:2000])

    def seconds(text: str) -> float:
        start = time.process_time()
        statements(text)
        return time.process_time() - start

    assert seconds(short * 10) < 20 * seconds(short)


def test_a_denial_of_the_authors_own_words_is_rhetoric() -> None:
    found = statements("I am not saying that Norway is weak.")
    assert [(s.kind, s.holder) for s in found] == [("rhetoric", "author")]


def test_some_claims_are_named_by_a_noun() -> None:
    text = 'Norway refuted the legend that "no ship is ever returned" by returning one.'
    found = {s.text: s for s in statements(text)}
    whole = found['the legend that "no ship is ever returned"']
    assert (whole.kind, whole.speaker) == ("attribution", "unknown")
    assert found["no ship is ever returned"].holder == "unknown"


def test_a_version_whose_author_is_unknown_is_an_attribution() -> None:
    found = statements("There is a rumour, whose source nobody remembers.")
    assert [s.kind for s in found] == ["attribution"]


def test_two_promoters_of_a_thesis_have_a_row_each() -> None:
    text = "This rumour is spread in Bergen by the Icelandic opposition, in Oslo by the Norwegians."
    assert [s.speaker for s in statements(text)] == ["ISL:opposition", 'NOR:"the Norwegians"']


def test_a_quotation_without_a_speaker_is_attributed_to_nobody() -> None:
    found = statements('Norway guards the "last free port of the north" against all.')
    quoted = next(s for s in found if s.text.startswith('"'))
    assert (quoted.kind, quoted.speaker) == ("attribution", "unknown")


def test_what_is_explained_as_follows_is_said() -> None:
    whole, said = statements("The Norwegians explain it as follows: the port is lost.")
    assert whole.kind == "attribution"
    assert (said.text, said.holder) == ("the port is lost", 'NOR:"the Norwegians"')


def test_a_professed_intention_is_an_attribution_and_a_motive() -> None:
    found = statements("Norway announced its intention to leave the league.")
    assert [s.kind for s in found] == ["attribution", "motive"]


def test_calling_something_names_is_an_attribution() -> None:
    assert statements("Norway called the treaty a mistake.")[0].kind == "attribution"


def test_who_stands_for_the_noun_before_it() -> None:
    text = "The Icelandic scientists, who insist that the cod is gone, left in May."
    whole = next(s for s in statements(text) if s.kind == "attribution")
    assert whole.speaker == "ISL:scientists"


def test_saying_so_is_an_attribution_without_a_clause() -> None:
    assert statements("Norway has said so in May.")[0].kind == "attribution"


def test_nobody_speaks_for_nobody() -> None:
    assert "attribution" not in {s.kind for s in statements("Nobody believes that Norway is weak.")}


def test_why_something_was_done_presupposes_that_it_was() -> None:
    found = statements("This explains why the trawlers were sent home.")
    assert found[-1].text == "the trawlers were sent home"


def test_a_trailing_clause_of_time_is_a_row_of_its_own() -> None:
    found = statements("Norway moved in May 1975, when the fleet had left the port.")
    assert [s.text for s in found] == ["Norway moved in May 1975", "the fleet had left the port"]


def test_a_long_phrase_in_front_is_left_out_and_its_ranking_kept() -> None:
    text = "After the worst winter of the whole unhappy century of trade, Norway kept the port."
    found = statements(text)
    assert found[-1].text == "Norway kept the port"
    assert "comparison" in {s.kind for s in found}


def test_a_concession_in_front_is_left_out() -> None:
    found = statements("Despite the visit of the envoy to Oslo, the toll was doubled.")
    assert [s.text for s in found] == ["the visit of the envoy to Oslo", "the toll was doubled"]


def test_a_means_that_is_an_act_is_a_row() -> None:
    found = statements("Norway answered by signing the treaty with Iceland in May 1975.")
    assert found[-1].text == "signing the treaty with Iceland in May 1975"
    assert found[-1].actors == ("NOR", "ISL")


def test_days_left_are_counted_from_the_date_of_the_text() -> None:
    assert statements("There are five days left.")[0].date == "1976-02-20/1976-02-25"


def test_after_that_day_opens_an_interval() -> None:
    text = "The treaty ends on 1 March 1976. After that day the port will be open."
    assert statements(text)[-1].date == "1976-03-01/.."


@pytest.mark.slow
@pytest.mark.parametrize("day", ["1960-05-01", "2012-02-29", "2025-03-01"])
def test_no_interval_ends_before_it_starts_whatever_the_texts_date(day: str) -> None:
    dated = 0
    for path in sorted((Path(__file__).parents[2] / "corpus" / "train").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        rows = extract_statements(Document("d", text, "", date=dt.date.fromisoformat(day)))
        dated += sum(Period.parse(row.date).start != dt.date.min for row in rows if row.date)
    assert dated > 100
