"""Dates, quantities, speakers and parties of rows, read in their context."""

import datetime as dt

import pytest

from earnest.contract.text import Document, Statement
from earnest.extract import extract_statements

DAY = dt.date(2020, 7, 15)  # a Wednesday
LEAD = "A line that leads up to what comes was put here at the top of it all.\n\n"


def rows(text: str, *, lead: str = LEAD) -> dict[str, Statement]:
    document = Document("d", lead + text, sha256="", date=DAY)
    return {s.text: s for s in extract_statements(document)}


def date(text: str, words: str | None = None) -> str | None:
    return rows(text)[words or text.rstrip(".")].date


@pytest.mark.parametrize(
    ("sentence", "iso"),
    [
        ("The ferry was stopped on 20 August.", "2019-08-20"),
        ("The licence expires on 20 August.", "2020-08-20"),
        ("The talks will resume on Friday.", "2020-07-17"),
        ("The minister will resign by autumn.", "2020-09/2020-11"),
        ("The new pier will be open in five years.", "2025"),
        ("The port will reopen within three months.", "2020-07-15/2020-10-15"),
        ("For thirty years the fleet guarded the strait.", "1990/2020-07-15"),
        ("The envoy has been absent for two weeks.", "2020-07-01/2020-07-15"),
        ("The dredger will stay until 3 September.", "2020-07-15/2020-09-03"),
        ("The dues must be paid by 3 September.", "2020-09-03"),
        ("The list has been frozen since a congress held in Lima in 1977.", "1977/.."),
        ("Exports fell in 2017 and again in 2018.", "2017/2018"),
        ("In the first nine months of last year the mine sold copper.", "2019-01/2019-09"),
    ],
)
def test_the_verb_tells_which_date_is_meant(sentence: str, iso: str) -> None:
    assert date(sentence) == iso


@pytest.mark.parametrize(
    ("second", "iso"),
    [
        ("The envoys were flown home two days later.", "2020-03-05"),
        ("The envoys were flown home the next day.", "2020-03-04"),
        ("The envoys were flown home that evening.", "2020-03-03"),
        ("The border has been shut ever since.", "2020-03-03/.."),
        ("The embassy was closed in May of that year.", "2020-05"),
    ],
)
def test_a_date_is_counted_from_the_one_told_before(second: str, iso: str) -> None:
    first = "On 3 March 2020 a gunman entered the embassy. "
    assert rows(first + second)[second.rstrip(".")].date == iso


def test_clauses_joined_by_and_share_the_date_before_the_first() -> None:
    found = rows(
        "On 3 March 2020 a gunman entered the embassy, killed a guard and wounded a clerk."
    )
    assert found["killed a guard"].date == found["wounded a clerk"].date == "2020-03-03"


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge is at odds with the treaty of 1992.",
        "Fourteen complaints listed by the embassy in 1992 have nothing to do with fish.",
    ],
)
def test_a_date_that_only_tells_which_thing_is_meant_is_not_the_row_s(sentence: str) -> None:
    assert date(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Two governments needed a fight.",
        "Within three hours the council had removed him.",
        "It will give identity cards to its 120,000 inhabitants.",
        "The premier, 63, was once a guard.",
    ],
)
def test_a_number_that_passes_by_is_no_quantity(sentence: str) -> None:
    assert rows(sentence)[sentence.rstrip(".")].quantity is None


def test_a_share_is_told_before_the_time_it_took() -> None:
    quantity = rows("Its debt fell within four years to 60 percent.")[
        "Its debt fell within four years to 60 percent"
    ].quantity
    assert quantity is not None
    assert (quantity.value, quantity.unit) == (60, "percent")


def test_what_is_said_in_several_clauses_makes_a_row_each() -> None:
    found = rows("The minister replied that the oil is Dutch and that a treaty forbids the tax.")
    assert found["the oil is Dutch"].holder == found["a treaty forbids the tax"].holder != "author"


def test_a_quotation_that_goes_on_has_the_same_speaker() -> None:
    text = (
        '"We are renting a beach," said the envoy of Peru. "Chile has a base and nobody minds it."'
    )
    found = rows(text)
    assert found["Chile has a base"].holder == found["We are renting a beach"].holder != "author"


def test_we_in_a_quotation_means_the_speaker_s_state() -> None:
    text = "The Peruvian government said that we owe nothing to anyone."
    assert rows(text)["we owe nothing to anyone"].actors == ("PER",)


def test_we_and_the_cabinet_mean_the_state_of_the_byline() -> None:
    text = "We pay. Our ships wait. The cabinet sleeps. We see it. Chile laughs at us every day."
    found = rows(text, lead="A song of ships\nComment from Lima\n\n")
    assert found["The cabinet sleeps"].actors == ("PER",)


def test_both_countries_mean_the_two_named_most() -> None:
    found = rows("Peru and Chile met. Peru spoke of fish. Both countries have changed presidents.")
    assert set(found["Both countries have changed presidents"].actors) == {"PER", "CHL"}


def test_a_tongue_is_no_party() -> None:
    assert (
        rows("The notice was printed in Hungarian.")["The notice was printed in Hungarian"].actors
        == ()
    )


@pytest.mark.parametrize(
    ("sentence", "iso"),
    [
        ("The wall was built two winters ago.", "2018-12/2019-02"),
        ("The wall was torn down last weekend.", "2020-07-11/2020-07-12"),
        ("The pipeline will be full by the end of the year.", "2020-12"),
        ("Since the beginning of the year no lorry has crossed.", "2020-01/.."),
        ("The levy will rise from 1 October.", "2020-10-01/.."),
        ("The flights will resume before the autumn.", "2020-07-15/2020-09"),
        ("It was not until 2019 that the water fell.", "2019"),
        ("As early as 2015 the water was low.", "2015"),
        ("Over the winter the water rose.", "2019-12/2020-02"),
        ("On New Year's Eve the water rose.", "2019-12-31"),
    ],
)
def test_ways_of_dating_that_lean_on_the_day_of_the_text(sentence: str, iso: str) -> None:
    assert date(sentence) == iso


def test_a_month_in_a_story_of_an_earlier_year_is_the_next_one_of_that_story() -> None:
    text = "On 27 January 2018 a gunman entered the embassy. In April the envoys were expelled."
    assert rows(text)["In April the envoys were expelled"].date == "2018-04"


@pytest.mark.parametrize(
    ("sentence", "row", "iso"),
    [
        ("On the Sunday the envoy left.", "On the Sunday the envoy left", "2018-01-28"),
        ("On 3 May the envoys left.", "On 3 May the envoys left", "2018-05-03"),
        ("In early May a treaty was signed.", "In early May a treaty was signed", "2018-05-01/2018-05-15"),
        (
            "The envoy was summoned on a Friday. He was summoned again on the Saturday.",
            "He was summoned again on the Saturday",
            None,
        ),
    ],
)  # fmt: skip
def test_days_of_a_story_are_told_from_the_day_before(
    sentence: str, row: str, iso: str | None
) -> None:
    text = f"On 27 January 2018 a gunman entered the embassy. {sentence}"
    assert rows(text)[row].date == iso


@pytest.mark.parametrize(
    ("sentence", "iso"),
    [
        ("The very next day the envoy left.", "2018-01-28"),
        ("The day after that, the envoy left.", "2018-01-28"),
        ("Two more days, and the envoy left.", "2018-01-29"),
        ("The port has been shut ever since. On 3 May the envoy left.", "2018-05-03"),
        ("In March 1989 it was the other side. On 3 November the envoy left.", "2019-11-03"),
    ],
)
def test_a_story_goes_on_by_days_and_not_over_many_months(sentence: str, iso: str) -> None:
    text = f"On 27 January 2018 a gunman entered the embassy. {sentence}"
    found = rows(text)
    row = next(t for t in found if t.endswith("the envoy left"))
    assert found[row].date == iso


def test_a_hundred_and_more_days_are_counted() -> None:
    assert date("A hundred and two days ago the port was shut.") == "2020-04-04"


def test_this_winter_is_the_one_that_is_on() -> None:
    document = Document(
        "d", "The port was closed this winter.", sha256="", date=dt.date(2016, 1, 18)
    )
    assert extract_statements(document)[0].date == "2015-12/2016-02"


def test_a_month_before_a_subject_is_no_helping_verb() -> None:
    text = "On 11 May the two ministers signed, and within a week the ban had evaporated."
    assert rows(text)["On 11 May the two ministers signed"].kind == "event"


def test_a_season_told_in_the_past_has_gone_by() -> None:
    assert date("A sailor was found dead this winter.") == "2019-12/2020-02"


def test_a_row_opened_by_since_is_dated_though_the_event_after_it_is_a_row() -> None:
    text = "Since the war of 2008 the two states have shared the river."
    assert rows(text)[text.rstrip(".")].date == "2008/.."


def test_what_was_done_later_in_a_sentence_has_the_date_told_before() -> None:
    text = "The gauge was read on 3 May 2020, but not one barge came near the lock."
    assert rows(text)["not one barge came near the lock"].date == "2020-05-03"


def test_the_next_sentence_goes_on_at_the_date_while_nobody_new_is_named() -> None:
    text = "On 3 May 2020 the guards fired at a barge. Three sailors were hurt."
    assert rows(text)["Three sailors were hurt"].date == "2020-05-03"


def test_a_sentence_about_a_party_by_name_starts_anew() -> None:
    text = "On 3 May 2020 the guards fired at a barge. Norway sent a lawyer."
    assert rows(text)["Norway sent a lawyer"].date is None


def test_rhetoric_has_no_date_but_in_figures() -> None:
    text = "Who today believes the minister?"
    assert {s.date for s in rows(text).values()} == {None}


def test_what_a_report_counts_is_counted_in_the_reported_row_only() -> None:
    text = "The ministry says that 37 barges were seized."
    found = rows(text)
    assert [s.quantity is None for s in found.values() if s.kind == "attribution"] == [True]


def test_the_title_does_not_tell_whose_side_a_text_is_on() -> None:
    lead = "Homework from France\n\n"
    text = (
        "France shut our port. France bombed our airfield. France insulted us. Mali buried its dead, and"
        " we waited for an answer. Mali closed the pass."
    )
    found = rows(text, lead=lead)
    assert next(s for w, s in found.items() if w.startswith("we waited")).actors == ("MLI",)


def test_a_pronoun_after_a_thing_as_subject_is_no_party() -> None:
    found = rows("Norway froze the talks. The memorandum was signed in June. Its text is secret.")
    assert found["Its text is secret"].actors == ()


def test_a_pronoun_after_a_party_as_subject_is_that_party() -> None:
    found = rows("Norway froze the talks. It has closed its ports.")
    assert found["It has closed its ports"].actors == ("NOR",)


def test_a_city_where_others_met_is_no_party() -> None:
    found = rows("Norway and Sweden fell out in May. Norway signed the accord in Paris.")
    assert found["Norway signed the accord in Paris"].actors == ("NOR",)


def test_we_of_a_speaker_without_a_state_is_the_text_s_own_side() -> None:
    text = "We pay. Our ships wait. We see it. A taxi driver says that we pay for everything."
    found = rows(text, lead="A song of ships\nComment from Lima\n\n")
    assert found["we pay for everything"].actors == ("PER",)


def test_by_how_much_things_differ_is_counted_in_a_comparison() -> None:
    text = "The accord gives Norway 11,500 square kilometres more than the old line."
    quantity = rows(text)[text.rstrip(".")].quantity
    assert quantity is not None
    assert quantity.value == 11_500


def test_of_a_whole_the_part_is_what_is_counted() -> None:
    text = "Of some 190 states, fewer than ten have backed the view."
    quantity = rows(text)[text.rstrip(".")].quantity
    assert quantity is not None
    assert quantity.value == 10


def test_of_what_a_number_rose_from_and_to_the_latter_counts() -> None:
    text = "In February the cabinet raised the toll from 4,000 to 400,000 pesos."
    quantity = rows(text)[text.rstrip(".")].quantity
    assert quantity is not None
    assert (quantity.value, quantity.unit) == (400_000, "pesos")


def test_a_number_of_the_clause_s_own_goes_before_one_that_describes() -> None:
    text = "A sack of rice that cost 1,000 dalasi at New Year costs 1,350 today."
    quantity = rows(text)[text.rstrip(".")].quantity
    assert quantity is not None
    assert (quantity.value, quantity.unit) == (1350, "GMD")


def test_a_deadline_does_not_date_the_order() -> None:
    assert date("The ministry ordered all foreigners to leave by 1 August.") is None


def test_the_next_day_is_counted_from_a_day() -> None:
    text = "On 3 March the fort fell, as it had in May 1940. The next day the town was empty."
    assert date(text, "The next day the town was empty") == "2020-03-04"


def test_a_term_of_what_is_generally_so_starts_at_no_date() -> None:
    text = "Peru left the pact on 3 March. It can raise an army within three months."
    assert date(text, "It can raise an army within three months") is None


def test_a_clause_with_when_has_the_date_of_the_clause_it_goes_with() -> None:
    text = "Last June the minister protested when a ferry was sent away from the port."
    assert date(text, "a ferry was sent away from the port") == "2020-06"


def test_who_acted_in_a_cleft_has_its_date() -> None:
    text = "In May it was our own harbour master who spoke of theft."
    assert date(text, "our own harbour master who spoke of theft") == "2020-05"


def test_what_a_year_is_told_by_is_dated_by_it_without_its_since() -> None:
    text = "Since March 2016, when Lima shut the pass, the road has been quiet."
    assert date(text, "when Lima shut the pass") == "2016-03"


def test_the_same_morning_points_to_no_stretch_of_months() -> None:
    text = "The loan is to be repaid within twelve months. Both were seen on the same morning."
    assert date(text, "Both were seen on the same morning") is None


def test_the_year_of_a_thing_that_somebody_holds_is_not_the_row_s() -> None:
    text = "Peru is leaving the pact that it signed in Lima in August 2016."
    assert date(text) is None


def test_before_the_month_is_out_ends_with_the_month() -> None:
    assert date("The ferry will run before the month is out.") == "2020-07-15/2020-07-31"


def test_a_length_of_time_before_after_counts_nothing() -> None:
    text = "The film was shown in May, four weeks after the treaty."
    assert rows(text)[text.rstrip(".")].quantity is None


def test_what_lasted_one_day_is_a_day_long() -> None:
    told = rows("The ban lasted one day.")["The ban lasted one day"].quantity
    assert told is not None
    assert (told.value, told.unit) == (1.0, "day")
