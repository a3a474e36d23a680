"""What a claim leaves to the record: whose person is meant, who comes first, what goes which way."""

from pathlib import Path

import pytest
from ferry_dispute import (
    DOCUMENTS,
    EVENTS,
    MEASURES,
    STATISTICS,
    answers,
    brief,
    ids,
    number,
    record,
    says,
)

from earnest.check.asked import acts_of, denies
from earnest.check.circles import circle_in
from earnest.check.flows import flows_told
from earnest.check.persons import states_of_persons
from earnest.check.stances import course
from earnest.check.universals import is_rule
from earnest.store import Record

BOTH = ("EST", "FIN")
RESIGNS = (
    "e-out,2019-04-18,day,,FIN,,FIN,,010,Prime minister Lahtvere resigns over the ferries,"
    "https://example.org/p1,high,,,page\n"
    "e-visa,2019-03-02,day,,EST,,FIN,,120,Visa of harbour minister Lahtvere is refused,"
    "https://example.org/p2,high,,,page\n"
)
TRADE = "".join(
    f"{one},https://example.org/t,2019-05-01\n"
    for one in (
        "t-sold,exports_to_partner,Goods sold to the partner in the year,EST,FIN,2018,300,EUR,2019-05",
        "t-bought,imports_from_partner,Goods bought from the partner in the year,EST,FIN,2018,100,EUR,2019-05",
        "t-salt-fin,salt_sent_home,Salt sent home from Finland in the year,EST,FIN,2018,70,tonnes,2019-05",
        "t-salt-swe,salt_sent_home,Salt sent home from Sweden in the year,EST,SWE,2018,90,tonnes,2019-05",
        "t-for,votes_for,Votes for the toll in the harbour council,EST,,2019-03-15,31,votes,2019-05",
    )
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("told")
    return record(folder / "record", events=EVENTS + RESIGNS, statistics=STATISTICS + TRADE)


def test_a_name_that_rows_give_with_an_office_is_of_the_state_of_all_those_rows(
    told: Record,
) -> None:
    context = brief(told, says("Lahtvere resigned", "event"))
    assert states_of_persons("On Monday Aino Lahtvere resigned", context) == ("FIN",)
    assert states_of_persons("On Monday the baker resigned", context) == ()


def test_an_act_of_such_a_person_is_found_though_no_state_is_named(told: Record) -> None:
    claim = says("On 8 April Lahtvere resigned", "event", date="2019-04-08")
    found = answers(told, says("Estonia faces Finland", "thesis", actors=BOTH), claim)["event"]
    assert (found.status, ids(found)[:1]) == ("other_date", ["e-out"])


def test_what_is_said_to_come_first_is_held_against_what_stands_above_it(told: Record) -> None:
    claim = says("No country sends home as much salt as Finland", "comparison", actors=BOTH)
    found = answers(told, claim)["comparison"]
    assert found.status == "selected"
    assert set(ids(found)) == {"t-salt-fin", "t-salt-swe"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Estonia sells Finland three times what it buys", "within"),
        ("Estonia sells Finland six times what it buys", "outside"),
        ("Finland buys from Estonia three times what it sells", "within"),
    ],
)
def test_what_is_sold_is_held_against_what_is_bought(text: str, status: str, told: Record) -> None:
    found = answers(told, says(text, "quantity", actors=BOTH))["quantity"]
    assert (found.status, set(ids(found))) == (status, {"t-sold", "t-bought"})


def test_no_factor_between_selling_and_buying_is_read_from_words_in_another_order() -> None:
    assert flows_told("It sells and buys six times what Finland has") is None
    assert flows_told("It sells six times what it buys") is not None


def test_a_number_of_a_day_is_that_of_a_series_of_that_day(told: Record) -> None:
    claim = says(
        "On 15 March the toll was passed with 31 votes",
        "quantity",
        actors=("EST",),
        date="2019-03-15",
        quantity=number(31, "votes"),
    )
    found = answers(told, claim)["quantity"]
    assert (found.status, ids(found)[:1]) == ("within", ["t-for"])


def test_a_number_in_an_event_of_another_time_answers_no_dated_claim(told: Record) -> None:
    claim = says(
        "On 1 May 20 sailors were held",
        "quantity",
        actors=BOTH,
        date="2019-05-01",
        quantity=number(20, "sailors"),
    )
    assert "e-sailors" not in ids(answers(told, claim)["quantity"])


WIDER = EVENTS + (
    "e-salt-swe,2019-03-18,day,,EST,,SWE,,166,Estonia expels two Swedish diplomats too,"
    "https://example.org/w1,high,,,page\n"
)


def test_whom_else_the_act_before_met_tells_whether_it_was_aimed_at_one_alone(
    tmp_path: Path,
) -> None:
    known = record(tmp_path / "r", events=WIDER)
    first = says("On 15 March Estonia expelled two diplomats of Finland", "event", actors=BOTH,
                 date="2019-03-15")  # fmt: skip
    alone = says("The step was aimed at Finland and at nobody else", "event", actors=("FIN",))
    found = answers(known, first, alone)["specificity"]
    assert (found.status, ids(found)) == ("part_of_wider_measure", ["e-salt-swe"])


def test_a_wall_that_nobody_kept_so_long_is_held_against_those_of_others(tmp_path: Path) -> None:
    older = (
        "m-fin-ham,FIN,EST,ham,import_banned,swine fever,,2010-01-10,day,2018-02-01,day,lifted,2018-02-01,,,,"
        "https://example.org/o1,https://example.org/o2,page,high,\n"
        "m-est-ham,EST,FIN,ham,import_banned,swine fever,,2018-01-10,day,,,in_force,2020-12-01,,,,"
        "https://example.org/o3,,page,high,\n"
    )
    known = record(tmp_path / "r", measures=MEASURES + older)
    claim = says("No ban on ham has stood as long as ours in Estonia", "event", actors=BOTH)
    found = answers(known, claim)["comparison"]
    assert (found.status, ids(found)[:1]) == ("selected", ["m-fin-ham"])


def test_who_is_said_never_to_have_punished_another_did_so_by_any_unkind_act(
    known: Record,
) -> None:
    claim = says("Estonia has never punished Finland", "event", actors=BOTH)
    found = answers(known, claim)["regularity"]
    assert found.status == "counterexamples"
    assert {"e-expel", "m-ferry"} <= set(ids(found))


def test_a_rule_on_what_is_once_put_up_is_broken_by_what_was_taken_down(known: Record) -> None:
    rule = says("What Estonia has once put up it does not take down", "rhetoric", actors=("EST",))
    found = answers(known, rule)["regularity"]
    assert (found.status, ids(found)[:1]) == ("counterexamples", ["m-ham"])


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("the toll should stay", 1),
        ("the toll should be lifted", -1),
        ("the toll must not be lifted", 1),
        ("the toll is high", 0),
    ],
)
def test_whether_words_are_for_something_to_go_on(text: str, which: int) -> None:
    assert course(text) == which


STAYS = DOCUMENTS + (
    "d-8,2019-05-20,Quay Letters,EST,en,EST:president,the toll should stay,denies,she wants it gone for good,"
    "https://example.org/d8\n"
    "d-9,2019-05-21,Quay Letters,EST,en,EST:foreign minister,the toll should stay,denies,it had its day,"
    "https://example.org/d9\n"
)


def test_who_denies_that_it_should_stay_asks_that_it_be_lifted(tmp_path: Path) -> None:
    known = record(tmp_path / "r", documents=STAYS)
    claim = says("The president of Estonia asked that the toll be lifted", "attribution",
                 actors=("EST",), speaker="EST:president")  # fmt: skip
    assert answers(known, claim)["attribution"].status == "documented"


def test_who_all_are_said_to_stand_behind_it_is_asked_of_every_text(tmp_path: Path) -> None:
    known = record(tmp_path / "r", documents=STAYS)
    claim = says("Everyone in Tallinn stands behind the toll", "rhetoric", actors=("EST",))
    assert answers(known, claim)["attribution"].status == "denied"


def test_a_foreign_policy_chief_is_a_foreign_minister_by_another_title(tmp_path: Path) -> None:
    known = record(tmp_path / "r", documents=STAYS)
    claim = says("The top diplomat of Estonia wants it gone, it had its day", "attribution",
                 actors=("EST",), speaker="EST:top diplomat")  # fmt: skip
    assert "d-9" in ids(answers(known, claim)["attribution"])


def test_a_body_is_no_office_that_shares_a_word_with_its_name(tmp_path: Path) -> None:
    minister = (
        "d-10,2019-05-20,Quay Letters,EST,en,EST:trade minister,the toll breaks the treaty,denies,no breach,"
        "https://example.org/d10\n"
    )
    known = record(tmp_path / "r", documents=DOCUMENTS + minister)
    claim = says("The World Trade Organization sees no breach", "attribution", actors=("WTO",),
                 speaker="unknown")  # fmt: skip
    assert "d-10" not in ids(answers(known, claim)["attribution"])


def test_a_place_that_an_act_is_told_of_is_no_side_of_it(tmp_path: Path) -> None:
    signed = EVENTS + (
        "e-pact,2019-04-25,day,,EST,,FIN,,057,Pact on the herring is signed in Riga,"
        "https://example.org/r1,high,,,page\n"
    )
    known = record(tmp_path / "r", events=signed)
    first = says("Estonia faces Finland", "thesis", actors=BOTH)
    claim = says(
        "On 25 April the pact was signed in Riga", "event", actors=("LVA",), date="2019-04-25"
    )
    found = answers(known, first, claim)["event"]
    assert (found.status, ids(found)[:1]) == ("on_record", ["e-pact"])


def test_what_an_act_was_for_is_set_aside_as_a_motive(known: Record) -> None:
    claim = says("If Estonia shut the quay, it was to please Riga", "event", actors=("EST", "LVA"))
    assert answers(known, claim)["motive"].status == "set_aside"


def test_who_is_advised_not_to_do_a_thing_is_advised_all_the_same() -> None:
    travel = acts_of("The minister advised his people not to travel to Helsinki")
    assert not denies("The minister advised his people not to travel to Helsinki", travel)
    assert denies("The minister did not travel to Helsinki", travel)


def test_officers_on_a_side_act_and_are_not_acted_on(tmp_path: Path) -> None:
    stops = EVENTS + (
        "e-stop,2019-04-27,day,,FIN,,EST,,163,Finnish officers at the quay stop letting lorries through,"
        "https://example.org/q1,high,,,page\n"
    )
    known = record(tmp_path / "r", events=stops)
    claim = says(
        "It was on 27 April that the officers on the Finnish side stopped letting lorries through to Estonia",
        "event",
        actors=("FIN", "EST"),
        date="2019-04-27",
    )
    found = answers(known, claim)["event"]
    assert (found.status, ids(found)[:1]) == ("on_record", ["e-stop"])


def test_not_a_single_measure_is_a_rule_and_not_a_single_day_is_none() -> None:
    assert is_rule("Estonia has not answered with a single measure of its own")
    assert not is_rule("The gate was not opened for a single day since")


def test_an_answer_by_measures_is_any_unkind_act(known: Record) -> None:
    claim = says("Estonia has not answered Finland with a single measure", "event", actors=BOTH)
    assert answers(known, claim)["regularity"].status == "counterexamples"


def test_of_texts_on_one_point_those_of_the_day_told_answer(tmp_path: Path) -> None:
    later = (
        "d-11,2019-03-05,Quay Letters,EST,en,EST:premier,the toll is fair,asserts,a fair toll,https://example.org/a\n"
        "d-12,2019-05-25,Quay Letters,EST,en,EST:premier,the toll is fair,denies,no fair toll,https://example.org/b\n"
    )
    known = record(tmp_path / "r", documents=DOCUMENTS + later)
    claim = says("The premier said on 5 March that the toll is fair", "attribution",
                 actors=("EST",), speaker="EST:premier", date="2019-03-05")  # fmt: skip
    found = answers(known, claim)["attribution"]
    assert (found.status, ids(found)) == ("documented", ["d-11"])


def test_it_has_none_rests_on_what_was_told_before() -> None:
    assert circle_in(
        "That they have no proof is shown by their refusal to publish any, and they refuse because they"
        " have none"
    )
    assert not circle_in("They publish no proof because the court forbids it, and they are right")


TOTALS = STATISTICS + "".join(
    f"{one},https://example.org/t,2019-05-01\n"
    for one in (
        "t-all-est,exports_total,Exports of goods and services in all,EST,,2018,900,USD,2019-05",
        "t-all-fin,exports_total,Exports of goods and services in all,FIN,,2018,300,USD,2019-05",
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "Estonia sold Latvia three times as much as Finland",
        "A line at sea would give Estonia three times as much as Finland",
        "Estonia is the first supplier of Finland",
        "Both were larger than Estonia and Finland",
    ],
)
def test_totals_of_states_answer_nothing_about_what_two_have_with_each_other(
    text: str, tmp_path: Path
) -> None:
    known = record(tmp_path / "r", statistics=TOTALS)
    found = answers(known, says(text, "quantity", actors=("EST", "FIN", "LVA")))
    said = {f.status for f in found.values()} & {"within", "outside", "selected", "typical"}
    assert not said


def test_nobody_who_should_be_hurt_is_no_rule_about_unkind_acts(known: Record) -> None:
    claim = says("Estonia needed that nobody should be hurt", "motive", actors=("EST",))
    assert "regularity" not in answers(known, claim)


def test_what_nobody_ever_did_to_another_is_asked_of_those_near_at_hand(known: Record) -> None:
    first = says("Estonia faces Finland", "thesis", actors=BOTH)
    claim = says("Never before had one country blocked the media of another", "event")
    found = answers(known, first, claim)["regularity"]
    assert (found.status, "m-svt" in ids(found)) == ("counterexamples", True)
    assert "m-yle" not in ids(found)  # between the two themselves


def test_the_best_customer_is_told_by_what_is_sold(tmp_path: Path) -> None:
    sold = STATISTICS + "".join(
        f"{one},https://example.org/b,2019-05-01\n"
        for one in (
            "b-fin,exports_to_partner,Goods sold to the partner in the year,EST,FIN,2018,300,EUR,2019-05",
            "b-swe,exports_to_partner,Goods sold to the partner in the year,EST,SWE,2018,500,EUR,2019-05",
            "b-customs,customs_dues,Dues taken at the customs,EST,FIN,2018,30,EUR,2019-05",
        )
    )
    known = record(tmp_path / "r", statistics=sold)
    claim = says("Finland was our best customer", "event", actors=BOTH)
    found = answers(known, claim)["comparison"]
    assert (found.status, set(ids(found))) == ("selected", {"b-fin", "b-swe"})
