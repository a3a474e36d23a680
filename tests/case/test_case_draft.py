import datetime as dt
from dataclasses import replace
from pathlib import Path

from case_texts import (
    BARGES,
    CLOSED,
    EXTRACTED,
    MAIN,
    NEVER,
    OPENS,
    PILOTS,
    RIVAL,
    SAYS,
    STRAIT,
    document,
    statement,
)

from earnest.case.draft import draft_case
from earnest.case.lint import lint
from earnest.case.model import Case
from earnest.case.save import save_case
from earnest.case.theses import content_words, main_thesis
from earnest.contract.report import Bearing, Party
from earnest.contract.text import Statement


def drafted(*more: Statement) -> Case:
    return draft_case(document(), [*EXTRACTED, *more])


def numbered(case: Case, row: Statement) -> str:
    return next(s.id for s in case.statements if (s.start, s.kind) == (row.start, row.kind))


def test_statements_are_numbered_in_order_of_start() -> None:
    case = draft_case(document(), EXTRACTED[::-1])
    assert [row.id for row in case.statements] == [f"s00{n}" for n in range(1, 9)]
    assert [row.text for row in case.statements[:2]] == [MAIN.text, SAYS.text]


def test_the_author_s_main_thesis_comes_first_and_none_of_these_last() -> None:
    case = drafted()
    assert [(t.id, t.text, t.holders, t.origin) for t in case.theses] == [
        ("t1", MAIN.text, ("author",), "text"),
        ("t2", RIVAL.text, ("ZUB",), "text"),
        ("none", "none of these", (), "analyst"),
    ]


def test_a_thesis_names_the_statements_that_state_it() -> None:
    case = drafted()
    assert case.theses[0].stated_in == (numbered(case, MAIN),)
    assert case.theses[1].stated_in == (numbered(case, RIVAL),)


def test_the_author_s_own_facts_bear_on_the_author_s_thesis() -> None:
    case = drafted()
    assert [row for row in case.bearing if row.thesis == "t1"] == [
        Bearing("t1", numbered(case, CLOSED), "supports", "the author gives this in support"),
        Bearing("t1", numbered(case, NEVER), "supports", "the author gives this in support"),
        Bearing("t1", numbered(case, BARGES), "contradicts", "the author concedes this"),
        Bearing("t1", numbered(case, PILOTS), "contradicts", "ZUB says this against it"),
    ]


def test_a_rival_is_borne_out_by_its_holder_and_opposed_by_the_author_s_facts() -> None:
    case = drafted()
    denied = "the author gives this in support of t1, which this thesis denies"
    assert [row for row in case.bearing if row.thesis == "t2"] == [
        Bearing("t2", numbered(case, CLOSED), "contradicts", denied),
        Bearing("t2", numbered(case, NEVER), "contradicts", denied),
        Bearing("t2", numbered(case, PILOTS), "supports", "ZUB gives this in support"),
    ]


def test_the_question_asks_whether_the_record_bears_out_the_main_thesis() -> None:
    assert drafted().question == f"Does the record bear out: '{MAIN.text}'?"


def test_a_question_that_is_given_is_kept() -> None:
    assert draft_case(document(), EXTRACTED, question="Real?").question == "Real?"


def test_a_text_without_a_thesis_is_asked_what_the_record_holds() -> None:
    case = draft_case(document(), [CLOSED])
    assert case.question == (
        "What does the record hold about the claims of 'A real quarrel over a toll'?"
    )
    assert [row.id for row in case.theses] == ["none"]
    assert case.bearing == ()


def test_a_prediction_gets_the_last_day_of_its_date_as_deadline() -> None:
    (row,) = drafted().predictions
    assert row.deadline == dt.date(2031, 6, 30)
    assert row.actor == "RUR"
    assert row.rule == f"on record by 2031-06-30: '{OPENS.text}'"


def test_a_prediction_without_an_end_has_no_deadline() -> None:
    (row,) = draft_case(document(), [replace(OPENS, date="2031-06/..")]).predictions
    assert row.deadline is None
    assert row.rule.startswith("on record at a time the text leaves open: ")


def test_a_deadline_before_the_text_is_not_drafted() -> None:
    (row,) = draft_case(document(), [replace(OPENS, date="2031-04")]).predictions
    assert row.deadline is None


def test_the_parties_are_the_countries_most_named_and_the_author() -> None:
    assert drafted().parties == (Party("RUR", ()), Party("ZUB", ()), Party("author and outlet", ()))


def test_a_country_named_in_passing_is_no_party() -> None:
    rows = [replace(NEVER, start=n, actors=("RUR:navy", "Lock Office")) for n in range(9)]
    case = draft_case(document(), [*rows, PILOTS])
    assert [party.name for party in case.parties] == ["RUR", "author and outlet"]


def test_a_draft_lints_clean(tmp_path: Path) -> None:
    save_case(drafted(), tmp_path)
    assert lint(tmp_path) == ()


def test_the_record_is_kept_as_a_path_of_the_case(tmp_path: Path) -> None:
    assert draft_case(document(), EXTRACTED, record=tmp_path).record == (tmp_path.resolve(),)


def test_a_second_row_with_the_same_span_and_kind_is_left_out() -> None:
    case = drafted(replace(CLOSED, confidence=0.1))
    assert len(case.statements) == len(EXTRACTED)
    assert next(s for s in case.statements if s.kind == "event").confidence == 1.0


def test_a_document_id_with_blanks_and_slashes_becomes_a_file_name() -> None:
    rows = [replace(row, document="op/ed no. 1") for row in EXTRACTED]
    case = draft_case(document(name="op/ed no. 1"), rows)
    assert case.documents[0].id == "op-ed-no.-1"
    assert {row.document for row in case.statements} == {"op-ed-no.-1"}


TALK = (
    "The shortage of salt is home-made. Salt is short because Borduria hoards it. "
    "The shortage is home-made, whatever ministers say. The council must act. "
    "According to Syldavia, salt is short since Borduria hoards salt for war. "
    "The millers whisper: the salt shortage was ordered by the crown itself."
)


def said(words: str, kind: str, polarity: str, holder: str = "author") -> Statement:
    return statement(words, kind, polarity, holder, TALK, "talk")  # type: ignore[arg-type]


HOME = said("The shortage of salt is home-made", "thesis", "supports")
AGAIN = said("The shortage is home-made", "thesis", "supports")
HOARDS = said("Salt is short because Borduria hoards it", "thesis", "contradicts", "BOR:opposition")
ALSO = said("salt is short since Borduria hoards salt for war", "thesis", "contradicts", "SYL")
MUST = said("The council must act", "thesis", "neutral")
WHISPER = replace(
    said(
        "The millers whisper: the salt shortage was ordered by the crown itself",
        "attribution",
        "neutral",
    ),
    speaker="the millers",
    cue=(TALK.index("whisper"), TALK.index("whisper") + 7),
)


def test_statements_that_say_the_same_are_one_thesis_with_all_their_holders() -> None:
    case = draft_case(document(TALK, "talk"), [HOME, AGAIN, HOARDS, ALSO])
    assert [(t.text, t.holders) for t in case.theses[:-1]] == [
        (AGAIN.text, ("author",)),
        (HOARDS.text, ("BOR:opposition", "SYL")),
    ]


def test_a_reported_view_without_a_statement_of_its_own_is_a_thesis() -> None:
    case = draft_case(document(TALK, "talk"), [HOME, WHISPER])
    thesis = case.theses[1]
    assert thesis.text == "the salt shortage was ordered by the crown itself"
    assert thesis.holders == ("the millers",)


def test_a_report_that_holds_a_statement_is_no_thesis_by_itself() -> None:
    inner = said(
        "the salt shortage was ordered by the crown itself", "event", "neutral", "the millers"
    )
    case = draft_case(document(TALK, "talk"), [HOME, WHISPER, inner])
    assert [thesis.id for thesis in case.theses] == ["t1", "none"]


def test_a_step_of_the_argument_said_once_is_no_rival() -> None:
    step = said("ministers say", "thesis", "supports")
    case = draft_case(document(TALK, "talk"), [HOME, step])
    assert [thesis.text for thesis in case.theses] == [HOME.text, "none of these"]


def test_rivals_held_by_others_come_before_the_author_s_further_theses() -> None:
    case = draft_case(document(TALK, "talk"), [MUST, HOME, ALSO])
    assert [t.text for t in case.theses[:-1]] == [HOME.text, ALSO.text, MUST.text]


def test_a_holder_known_only_by_a_contrary_rule_still_has_a_thesis() -> None:
    rule = said(
        "salt is short since Borduria hoards salt for war", "regularity", "contradicts", "SYL"
    )
    case = draft_case(document(TALK, "talk"), [HOME, rule])
    assert case.theses[1].holders == ("SYL",)


def test_at_most_six_theses_are_drafted() -> None:
    goods = ["salt", "barley", "timber", "copper", "amber", "wool", "honey", "indigo"]
    views = [f"The {name} quarrel is about {name} alone" for name in goods]
    text = ". ".join(views)
    rows = [
        statement(view, "thesis", "contradicts", f"guild {n}", text, "m")
        for n, view in enumerate(views)
    ]
    case = draft_case(document(text, "m"), rows)
    assert len(case.theses) == 7


def test_the_main_thesis_shares_its_words_with_the_title() -> None:
    text = "The crown is bankrupt. The harbour quarrel is sham."
    rows = [
        statement(words, "thesis", "supports", text=text, name="h")
        for words in ("The crown is bankrupt", "The harbour quarrel is sham")
    ]
    assert main_thesis(rows, titles=["A harbour in quarrel"]) == rows[1]
    assert main_thesis(rows) == rows[0]
    assert main_thesis([RIVAL]) is None


def test_content_words_are_stems_without_function_words() -> None:
    assert content_words("They would have negotiated these negotiations") == {"negoti"}


def test_a_report_without_a_cue_or_with_few_words_yields_no_thesis() -> None:
    bare = replace(WHISPER, cue=None)
    short = replace(SAYS, text="Zubrowka insists so", end=SAYS.start + 19, speaker="ZUB",
                    cue=(SAYS.start + 9, SAYS.start + 16))  # fmt: skip
    assert [t.id for t in draft_case(document(TALK, "talk"), [HOME, bare]).theses] == ["t1", "none"]
    assert [t.id for t in draft_case(document(STRAIT), [MAIN, short]).theses] == ["t1", "none"]
