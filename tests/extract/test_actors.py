"""Parties found in texts, and what is mistaken for one by a careless reader."""

import datetime as dt
import gc
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_text import any_text
from earnest.extract.actors import ActorMention, actors_in, find_actors, holder_code
from earnest.extract.phrases import Phrases


def codes(text: str, on: dt.date | None = None) -> list[str]:
    return [m.code for m in find_actors(text, on=on)]


def only(text: str, on: dt.date | None = None) -> ActorMention:
    (mention,) = find_actors(text, on=on)
    return mention


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saudi Arabia, the UAE, Bahrain and Egypt broke with Qatar.", "SAU ARE BHR EGY QAT"),
        ("Tokyo took South Korea off its list; Seoul answered in kind.", "JPN KOR KOR"),
        ("Islamabad sent the Indian envoy home and shut the air to India.", "PAK IND IND"),
        ("Caracas closed every bridge to Colombia, and Bogotá protested.", "VEN COL COL"),
        ("Kyiv and Kiev are one city; Türkiye and Turkey one state.", "UKR UKR TUR TUR"),
        ("The Franco-German plan bored Paris, London and Rome.", "DEU FRA GBR ITA"),
        ("Rabat recalled its envoy from Algiers over Western Sahara.", "MAR DZA ESH"),
        ("the Democratic Republic of the Congo and Rwanda", "COD RWA"),
        ("Guinea-Bissau is neither Guinea nor Equatorial Guinea", "GNB GIN GNQ"),
        ("Niger closed its border with Nigeria and Benin", "NER NGA BEN"),
        ("North Korea, South Sudan and the Dominican Republic", "PRK SSD DOM"),
        ("Papua New Guinea, New Zealand, East Timor", "PNG NZL TLS"),
        ("the Kremlin, Downing Street, Capitol Hill and the Élysée", "RUS GBR USA FRA"),
        ("The Soviet Union met Czechoslovakia and East Germany", "SUN CSK DDR"),
        ("NATO, the U.N., ASEAN and the Gulf states", "NATO UN ASEAN GCC"),
        ("Abkhazia, Transnistria and Somaliland", "Abkhazia Transnistria Somaliland"),
    ],
)
def test_states_and_unions_are_found_in_the_order_of_the_text(text: str, expected: str) -> None:
    assert codes(text) == expected.split()


def test_both_halves_of_a_compound_adjective_are_parties() -> None:
    assert codes("Greek-Turkish talks and US-led, anti-Iranian steps") == [
        "GRC",
        "TUR",
        "USA",
        "IRN",
    ]


def test_the_west_stands_for_the_states_and_the_union_of_states() -> None:
    mention = only("It never faults the West.")
    assert mention.actors == ("USA", "EU")
    assert mention.code == "USA; EU"
    assert codes("the wind blows west, the West Bank burns") == ["PSE"]


def test_europe_stands_for_the_union() -> None:
    assert codes("Europe waits; Brussels and European leaders wait too.") == ["EU", "EU", "EU"]
    assert codes("Eastern Europe is a region") == []


@pytest.mark.parametrize(
    "text",
    [
        "a meeting held in Atlanta, Georgia",
        "the U.S. state of Georgia counted again",
        "Jordan Peterson spoke",
        "he admires Michael Jordan",
        "a turkey dinner for ten",
        "Turkey dinners were handed out",
        "a china cup on polish wood",
        "they told us to wait",
        "GIVE US MORE TIME",
        "it cost US$50",
        "Denzel Washington and Paris Hilton",
        "the senator from New Mexico",
        "guinea pigs and Guinea pigs",
        "ships in the South China Sea and the Indian Ocean",
        "Latin America and the West Indies",
        "the Vienna Convention and the Oslo Accords",
        "a round of talks in Vienna",
        "the Moscow summit",
        "fans from San Jose, California",
        "Lima beans, Brussels sprouts, Turkish delight",
        "a Spanish-speaking crowd in a Chinese restaurant",
        "NOBODY KNOWS WHO CARES",
        "the panama hat, the jersey, the brazil nut",
    ],
)
def test_a_namesake_is_no_party(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Armed men crossed from Georgia", "GEO"),
        ("Jordan closed the crossing", "JOR"),
        ("But Jordan closed the crossing", "JOR"),
        ("Turkey closed the crossing", "TUR"),
        ("TURKEY CLOSES CROSSING", "TUR"),
        ("Washington closed the consulate", "USA"),
        ("the US closed the consulate", "USA"),
        ("Vienna closed the consulate", "AUT"),
        ("ukraine closed the consulate", "UKR"),
        ("the Netherlands closed the consulate", "NLD"),
    ],
)
def test_the_party_behind_an_ambiguous_name_is_found(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    ("text", "name", "code", "role"),
    [
        ("the Bolivian opposition left", "Bolivian opposition", "BOL", "opposition"),
        ("Chad’s foreign ministry spoke", "Chad’s foreign ministry", "TCD", "foreign_ministry"),
        ("the junta in Niger spoke", "junta in Niger", "NER", "government"),
        ("the president of Peru spoke", "president of Peru", "PER", "president"),
        ("the opposition in Togo spoke", "opposition in Togo", "TGO", "opposition"),
        (
            "Iranian deputy foreign minister",
            "Iranian deputy foreign minister",
            "IRN",
            "foreign_minister",
        ),
        ("EU leaders met", "EU leaders", "EU", "government"),
        ("the Kenyan army spokesman", "Kenyan army spokesman", "KEN", "spokesperson"),
        ("the Serb-run Bosnian police", "Bosnian police", "BIH", "police"),
    ],
)
def test_a_group_noun_joins_its_state(text: str, name: str, code: str, role: str) -> None:
    mention = find_actors(text)[-1]
    assert (mention.name, mention.code, mention.role) == (name, code, role)
    assert mention.form == "group"


def test_a_group_noun_without_a_state_is_nobody() -> None:
    assert codes("the opposition and the president of the club") == []


def test_an_embassy_in_a_capital_is_not_that_capitals_embassy() -> None:
    mention = only("the embassy in Tehran was stormed")
    assert (mention.name, mention.role) == ("Tehran", None)


def test_a_noun_leaves_a_name_to_the_group_that_the_name_belongs_to() -> None:
    mention = only("the leader of Zambia's opposition")
    assert (mention.name, mention.role) == ("Zambia's opposition", "opposition")


def test_a_blank_line_ends_a_name() -> None:
    assert codes("the United\n\nStates of mind") == []
    assert [m.role for m in find_actors("Peru\n\npresident")] == [None]


def test_a_line_break_does_not() -> None:
    assert codes("the United\nStates") == ["USA"]


def test_a_whole_people_is_a_blanket_holder() -> None:
    assert [m.blanket for m in find_actors("The Bolivians know; the French are sure.")] == [
        True,
        True,
    ]
    assert holder_code(only("the Bolivians know")) == 'BOL:"the Bolivians"'
    assert holder_code(only("The Chinese.")) == 'CHN:"the Chinese"'
    assert holder_code(only("the Sudanese people")) == 'SDN:"the Sudanese people"'


@pytest.mark.parametrize(
    "text",
    ["two Bolivians", "thousands of Bolivians", "40 Bolivians", "the French wine", "a French"],
)
def test_counted_people_and_adjectives_are_no_blanket(text: str) -> None:
    assert not only(text).blanket


def test_a_cultural_house_is_one_body_of_its_state() -> None:
    mention = only("The Russian House was shut")
    assert (mention.name, mention.form, mention.country) == ("Russian House", "organisation", "RUS")
    assert mention.actors == ("RUS:Russian House",)


def test_a_news_agency_counts_for_itself() -> None:
    mention = only("Yonhap reported")
    assert (mention.code, mention.role, mention.country) == ("Yonhap", "news_agency", "KOR")
    assert mention.actors == ("Yonhap",)


def test_an_alias_names_the_same_body() -> None:
    assert only("the Revolutionary Guards").code == only("the IRGC").code == "IRGC"
    assert holder_code(only("the IRGC")) == "IRN:IRGC"


def test_a_surname_means_the_holder_of_the_day() -> None:
    assert only("Putin spoke", dt.date(2010, 6, 1)).role == "prime_minister"
    assert only("Putin spoke", dt.date(2015, 6, 1)).role == "president"
    assert only("Stoltenberg spoke", dt.date(2010, 6, 1)).code == "NOR"
    assert only("Stoltenberg spoke", dt.date(2020, 6, 1)).code == "NATO"


def test_after_the_end_of_an_office_its_holder_is_a_former_one() -> None:
    assert holder_code(only("Merkel spoke", dt.date(2023, 1, 1))) == "DEU:former_prime_minister"


def test_a_common_surname_needs_its_title() -> None:
    assert codes("Bush fires burn in May, and moon and park are quiet; Park Lane") == []
    assert codes("President Bush spoke", dt.date(2003, 5, 1)) == ["USA"]
    assert [m.name for m in find_actors("South Korea's President Park Geun-hye")] == [
        "South Korea's President",
        "Park Geun-hye",
    ]


def test_a_name_after_the_title_is_read_whole() -> None:
    assert [m.name for m in find_actors("Chinese President Xi Jinping")] == [
        "Chinese President",
        "Xi Jinping",
    ]


def test_former_leaders_have_a_former_role() -> None:
    assert only("a former Danish minister").role == "former_minister"
    assert only("an ex-president of Brazil").role == "former_president"


def test_before_the_office_its_holder_is_no_party() -> None:
    assert codes("Zelensky joked", dt.date(2010, 1, 1)) == []


def test_without_a_day_the_latest_holder_is_meant() -> None:
    assert only("Stoltenberg spoke").code == "NATO"


def test_another_person_of_the_name_is_no_party() -> None:
    assert codes("Melinda Putin spoke") == []
    assert codes("in Trump Tower") == []
    assert codes("President Macron spoke") == ["FRA"]


def test_parties_of_a_span_come_once_and_in_order() -> None:
    text = "The Chilean opposition fears Peru. Peru and the West fear Chile and Yonhap."
    mentions = find_actors(text)
    assert actors_in(mentions, 0, 34) == ("CHL:opposition", "PER")
    assert actors_in(mentions, 35, len(text)) == ("PER", "USA", "EU", "CHL", "Yonhap")
    assert actors_in(mentions, 40, 40) == ()


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("the Azerbaijani opposition", "AZE:opposition"),
        ("Russia's president", "RUS:president"),
        ("Ankara", "TUR"),
        ("Tehran and the Iraqi government", "IRN; IRQ:government"),
        ("the West", "USA; EU"),
        ("Western leaders", "USA:government; EU:government"),
        ("PER:opposition", "PER:opposition"),
        ("the imagined objector", "imagined objector"),
        ("", "unknown"),
    ],
)
def test_a_phrase_becomes_a_holder(phrase: str, code: str) -> None:
    assert holder_code(phrase) == code


def test_a_phrase_without_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="holds no word"):
        Phrases[str]().add("…", "x", case="any")


PIECES = [
    "the ",
    "US",
    "Jordan",
    "Peru's",
    " opposition",
    " of ",
    "West",
    ", ",
    "Georgia",
    "\n",
    "$",
]


@given(any_text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_mentions_are_slices_of_the_text_and_do_not_overlap(text: str) -> None:
    mentions = find_actors(text)
    assert all(text[m.start : m.end] == m.name for m in mentions)
    ends = [0, *(m.end for m in mentions)]
    assert all(end <= m.start < m.end for end, m in zip(ends, mentions, strict=False))
    assert all(m.actors and all(m.actors) for m in mentions)


@pytest.mark.parametrize("name", ["Türkiye", "Tu\u0308rkiye", "TÜRKIYE", "Turkiye"])
def test_accents_may_be_written_in_any_way(name: str) -> None:
    assert only(f"ships of {name} sailed").name == name


PIECES_OF_TEXT = ["United States of Peru's new army. ", "United States of ", " ", "x"]


@pytest.mark.parametrize("piece", PIECES_OF_TEXT)
def test_a_text_twice_as_long_takes_about_twice_the_time(piece: str) -> None:
    find_actors("read the tables first")
    assert seconds(piece, 40_000) < 5 * seconds(piece, 20_000) + 0.04


@pytest.mark.slow
def test_time_grows_in_line_with_a_text_of_a_million_characters() -> None:
    prose = "On that day nobody could say whether the Peruvian government would answer Chile. "
    find_actors(prose)
    assert seconds(prose, 1_000_000) < 10 * seconds(prose, 200_000)  # a square law gives 25


def seconds(piece: str, size: int) -> float:
    text = (piece * size)[:size]
    gc.disable()  # a collection in the middle is no time of the text's
    begin = time.process_time()
    try:
        find_actors(text)
        return time.process_time() - begin
    finally:
        gc.enable()
