"""Which parties a row names that its words only point at: "he", "the court", "both"."""

import datetime as dt

from earnest.contract.text import Document, Statement
from earnest.extract import extract_statements

LEAD = "A line that leads up to what comes was put here at the top of it all.\n\n"


def rows(text: str) -> dict[str, Statement]:
    document = Document("d", LEAD + text, sha256="", date=dt.date(2020, 7, 15))
    return {s.text: s for s in extract_statements(document)}


def actors(text: str, words: str) -> tuple[str, ...]:
    return rows(text)[words].actors


def test_he_is_the_office_told_last_with_the_state_behind_it() -> None:
    text = "Chile's president opened the pass. In June he shut it again."
    assert actors(text, "In June he shut it again") == ("CHL",)


def test_he_after_a_person_of_no_state_is_no_party() -> None:
    text = "Chile opened the pass. A lorry driver cheered. In June he turned back."
    assert actors(text, "In June he turned back") == ()


def test_a_surname_means_the_state_that_it_was_first_told_with() -> None:
    text = "Chile's minister Pedro Quispe opened the pass. In June Quispe shut it again."
    assert actors(text, "In June Quispe shut it again") == ("CHL",)


def test_a_bare_office_is_that_of_the_state_told_with_it_before() -> None:
    text = "The Peruvian foreign minister came by train. On Monday the foreign minister left."
    assert actors(text, "On Monday the foreign minister left") == ("PER",)


def test_the_court_is_the_one_that_the_text_has_named() -> None:
    text = "Peru went to the International Court of Justice. The court rejected the claim."
    assert actors(text, "The court rejected the claim") == ("ICJ",)


def test_both_that_act_are_the_two_states_named_most() -> None:
    text = "Peru shut the pass. Chile shut the port. Both have creditors."
    assert set(actors(text, "Both have creditors")) == {"CHL", "PER"}


def test_an_organisation_that_no_list_holds_is_told_by_its_last_word() -> None:
    text = "Peru asked the Andean Rivers Commission for an opinion."
    assert actors(text, text.rstrip(".")) == ("PER", "Andean Rivers Commission")


def test_who_acts_in_an_aim_is_who_acts_in_its_sentence() -> None:
    text = "Peru closed the pass in order to please the shippers of Callao."
    assert actors(text, "in order to please the shippers of Callao") == ("PER",)


def test_a_party_counts_for_its_state() -> None:
    text = "Georgian Dream won the vote."
    assert actors(text, "Georgian Dream won the vote") == ("GEO:Georgian Dream",)


def test_it_that_stands_for_a_party_does_so_in_the_sentence_after() -> None:
    text = "Chile closed the pass. It wants Peru to pay. It would like a lesson to be learned."
    assert actors(text, "It would like a lesson to be learned") == ("CHL",)


def test_what_wants_something_is_a_party_even_after_a_thing() -> None:
    text = "The list tells the reader what Chile hopes for. It wants the port."
    assert actors(text, "It wants the port") == ("CHL",)


def test_it_after_a_bare_office_is_the_state_of_the_office() -> None:
    text = (
        "Our port is shut. We wait in Peru. Chile told us so. Our envoys left Chile. "
        "Peru pays. The cabinet wrote to Chile. It refused to pay."
    )
    assert actors(text, "It refused to pay") == ("PER",)


def test_it_that_was_warned_or_was_ready_is_a_party() -> None:
    text = "Chile closed the pass. It was warned in May. It was ready to talk."
    assert actors(text, "It was warned in May") == ("CHL",)
    assert actors(text, "It was ready to talk") == ("CHL",)


def test_the_other_side_is_the_state_against_ours() -> None:
    text = (
        "Our port is shut. We wait in Peru. Chile told us so. Our envoys left Chile. "
        "Peru pays. The other side forgot the treaty. Our neighbour sleeps."
    )
    assert actors(text, "The other side forgot the treaty") == ("CHL",)
    assert actors(text, "Our neighbour sleeps") == ("PER", "CHL")


def test_a_quarrel_of_no_one_in_particular_names_nobody() -> None:
    text = "Peru shut the pass. Chile shut the port. Nobody prints a map for a quarrel."
    assert actors(text, "Nobody prints a map for a quarrel") == ()


def test_what_is_said_to_be_a_quarrel_is_between_the_two() -> None:
    text = "Peru shut the pass. Chile shut the port. All of this is a family quarrel."
    assert set(actors(text, "All of this is a family quarrel")) == {"PER", "CHL"}


def test_both_sides_of_a_road_are_no_states() -> None:
    text = "Peru shut the pass. Chile shut the port. Weeds grow on both sides of the road."
    assert actors(text, "Weeds grow on both sides of the road") == ()


def test_a_city_abroad_counts_for_its_state() -> None:
    text = "Peru shut the pass. The dockers of Antofagasta went on strike."
    assert actors(text, "The dockers of Antofagasta went on strike") == ("CHL",)


def test_a_city_that_goods_only_come_from_is_no_party() -> None:
    text = "Peru shut the pass. The lorries from Antofagasta are late."
    assert actors(text, "The lorries from Antofagasta are late") == ()


def test_a_city_in_a_longer_name_is_no_city() -> None:
    text = "Peru shut the pass. The Venice Commission met in June."
    assert "ITA" not in actors(text, "The Venice Commission met in June")


def test_it_that_rains_or_takes_some_time_is_nobody() -> None:
    text = "Chile shut the pass. By then it will be raining hard. It took eleven weeks."
    assert actors(text, "By then it will be raining hard") == ()
    assert actors(text, "It took eleven weeks") == ()


def test_the_court_of_a_text_that_speaks_of_the_hague_is_that_of_the_united_nations() -> None:
    text = "Peru took the matter to The Hague. In June the court rejected the claim."
    assert actors(text, "In June the court rejected the claim") == ("ICJ",)


def test_the_court_of_a_text_with_a_tribunal_in_the_hague_is_not_told() -> None:
    text = "Peru took the matter to a tribunal in The Hague. In June the court rejected the claim."
    assert actors(text, "In June the court rejected the claim") == ()


def test_where_somebody_went_is_no_party() -> None:
    text = "Peru shut the pass. In May the painters went back to Oslo."
    assert "NOR" not in actors(text, "In May the painters went back to Oslo")
