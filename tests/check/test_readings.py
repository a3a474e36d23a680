"""What a statement is asked about by its words, and numbers and companions that the record yields."""

from dataclasses import replace
from pathlib import Path

import pytest
from ferry_dispute import STATISTICS, answers, brief, ids, number, record, says

from earnest.check.readings import readings
from earnest.contract.text import Quantity
from earnest.store import Record

BOTH = ("EST", "FIN")
VISITORS = STATISTICS + "".join(
    f"v-{partner}-{year},visitors,Visitors from the partner in the year,EST,{partner},{year},{n},persons,"
    f"2019-01,https://example.org/v,2019-01-31\n"
    for partner, year, n in (
        ("FIN", 2017, 400),
        ("FIN", 2018, 300),
        ("LTU", 2018, 200),
        ("SWE", 2018, 350),
    )
)


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder: Path = tmp_path_factory.mktemp("visitors")
    return record(folder / "record", statistics=VISITORS)


def fell(percent: float) -> Quantity:
    return number(percent, "percent")


def test_a_change_is_worked_out_from_two_years(counted: Record) -> None:
    told = says("Visitors from Finland to Estonia fell by a quarter in 2018", "quantity",
                actors=BOTH, date="2018", quantity=fell(25))  # fmt: skip
    found = answers(counted, told)["quantity"]
    assert (found.status, set(ids(found))) == ("within", {"v-FIN-2018", "v-FIN-2017"})


def test_a_wrong_change_is_outside(counted: Record) -> None:
    told = says("Visitors from Finland to Estonia fell by half in 2018", "quantity", actors=BOTH,
                date="2018", quantity=fell(50))  # fmt: skip
    assert answers(counted, told)["quantity"].status == "outside"


def test_a_place_is_worked_out_from_the_values_of_all_partners(counted: Record) -> None:
    told = says("Finland sent more visitors to Estonia than any other country in 2018", "comparison",
                actors=BOTH, date="2018")  # fmt: skip
    found = answers(counted, told)["quantity"]
    assert (found.status, ids(found)[0]) == ("outside", "v-FIN-2018")


def test_a_claim_that_nobody_else_was_met_is_held_against_like_acts(known: Record) -> None:
    told = says("Estonia blocked no other broadcaster than Yle, and only of the Finns it blocked any, with no"
                " other country met", "thesis", actors=BOTH, about=("Yle",), date="2019-05-05")  # fmt: skip
    found = answers(known, told)["specificity"]
    assert (found.status, "m-svt" in ids(found)) == ("part_of_wider_measure", True)


def test_a_rule_that_another_sentence_breaks_is_a_contradiction(known: Record) -> None:
    broken = says("Estonia expelled two Finnish diplomats on 15 March", "event", actors=BOTH,
                  date="2019-03-15")  # fmt: skip
    rule = says("Estonia has never expelled a Finn", "thesis", actors=BOTH)
    found = answers(known, broken, rule)["consistency"]
    assert (found.status, ids(found)) == ("contradicts", ["e-expel"])


def test_a_rule_is_asked_about_as_one_whatever_its_kind(known: Record) -> None:
    rule = says("Estonia has never expelled a Finn", "thesis", actors=BOTH)
    assert answers(known, rule)["regularity"].status == "counterexamples"


def test_what_began_on_a_day_is_told_by_its_beginning(known: Record) -> None:
    told = says("Estonia has been without a word for Finland since 20 March", "event", actors=BOTH,
                date="2019-03-20/..")  # fmt: skip
    found = answers(known, told)["event"]
    assert (found.status, ids(found)) == ("on_record", ["m-embassy"])


def test_an_act_of_its_day_answers_a_claim_that_names_nobody(known: Record) -> None:
    frame = says("Estonia and Finland quarrel", "thesis", actors=BOTH)
    told = says("The cook was released from jail on 20 May", "event", date="2019-05-20")
    assert ids(answers(known, frame, told)["event"])[0] == "e-freed"


def test_a_ground_with_a_wish_is_set_aside_as_a_motive(known: Record) -> None:
    whole = "Estonia blocked Yle because they cannot bear a neighbour with a radio"
    context = brief(known, says(whole, "event", actors=BOTH, about=("Yle",)))
    start = whole.index("they")
    wish = replace(context.statements[0], kind="rhetoric", start=start, text=whole[start:])
    assert "motive" in [name for name, _ in readings(wish, context)]


def test_a_late_first_act_is_shown_beside_a_failed_prediction(known: Record) -> None:
    told = says("Finland will apologise to Estonia by 10 June 2019", "prediction",
                actors=BOTH[::-1], date="2019-06-10")  # fmt: skip
    found = answers(known, told)["prediction"]
    assert (found.status, "e-apology" in ids(found)) == ("cannot_see", True)


def test_an_end_that_is_foretold_does_not_come_true_by_a_beginning(known: Record) -> None:
    last = says("Finland will have made the last of its apologies to Estonia by July 2019",
                "prediction", actors=BOTH[::-1], date="../2019-07")  # fmt: skip
    assert answers(known, last)["prediction"].status == "cannot_see"


def test_an_act_of_the_other_side_contradicts_nothing(known: Record) -> None:
    expelled = says("Estonia expelled two Finnish diplomats on 15 March", "event", actors=BOTH,
                    date="2019-03-15")  # fmt: skip
    rule = says("Finland has never expelled an Estonian", "thesis", actors=BOTH[::-1])
    assert "consistency" not in answers(known, expelled, rule)
