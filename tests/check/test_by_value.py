"""A series found by its value: agreement, and the words that tie it to the claim."""

import datetime as dt
from dataclasses import replace

import pytest
from ferry_dispute import answers, ids, number, record, says

from earnest.check import Context
from earnest.check.quantity import find
from earnest.contract.finding import Finding
from earnest.contract.rows import Statistic
from earnest.contract.text import Document, Quantity, Statement
from earnest.store import Record

HEAD = "stat_id,series_id,label,country,partner,date,value,unit,vintage,source,known_at\n"
LAST = ",2018,https://example.org/s,2018-12-31\n"
ROWS = (
    ("s-camp", "asylum_seekers,People from Finland in the hostels of Tallinn,EST,FIN,2018,433765,persons"),
    ("s-crews", "crews,Crews of trawlers,EST,FIN,2018,18250,persons"),
    ("s-sea", "claimed_sea,Area of sea that both claim,EST,FIN,2018,100000,km2"),
    ("s-toll", "toll_per_day,Worth of the toll per day,EST,FIN,2018,500000,EUR"),
    ("s-change", "fish_change,Fish sold to the partner: change on the year before,EST,FIN,2018,-21.5,percent"),
    ("s-old", "lighthouses,Lighthouse keepers,EST,FIN,1998,77700,persons"),
    ("s-children", "minors,Minors among those who came by boat,EST,FIN,2018-05,1500,swimmers"),
    ("s-boat", "arrivals,All who came by boat,EST,FIN,2018-05,8000,swimmers"),
)  # fmt: skip
STATISTICS = HEAD + "".join(f"{name},{row}{LAST}" for name, row in ROWS)


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return record(tmp_path_factory.mktemp("by-value") / "record", statistics=STATISTICS)


def counts(text: str, quantity: Quantity | None, *, date: str | None = None) -> Statement:
    return says(text, "quantity", actors=("EST", "FIN"), date=date, quantity=quantity)


def found(known: Record, *claims: Statement) -> Finding:
    return answers(known, *claims)["quantity"]


def test_three_digits_that_agree_need_no_common_word(ferries: Record) -> None:
    answer = found(ferries, counts("434,000 souls sleep there", number(434_000, "souls")))
    assert (answer.status, ids(answer)) == ("within", ["s-camp"])
    assert "found by its value" in answer.method
    assert "of the time" in answer.method


def test_one_digit_that_agrees_needs_a_common_word(ferries: Record) -> None:
    bare = found(ferries, counts("20,000 souls were lost", number(20_000, "souls", slack=0.1)))
    tied = found(ferries, counts("20,000 men in the crews", number(20_000, "men", slack=0.1)))
    assert bare.status != "within"
    assert (tied.status, ids(tied)) == ("within", ["s-crews"])


def test_a_number_of_another_unit_never_agrees(ferries: Record) -> None:
    answer = found(ferries, counts("434,000 tonnes lie there", number(434_000, "tonnes")))
    assert answer.status != "within"


def test_a_value_of_another_year_never_agrees(ferries: Record) -> None:
    told = counts("434,000 souls slept there in 2011", number(434_000, "souls"), date="2011")
    assert found(ferries, told).status != "within"
    assert found(ferries, counts("77,700 lit lamps", number(77_700, "people"))).status != "within"


def test_a_rate_a_day_is_tied_to_a_series_per_day(ferries: Record) -> None:
    told = counts("it costs us half a million euros with every day", number(500_000, "EUR"))
    assert ids(found(ferries, told)) == ["s-toll"]


def test_areas_are_compared_in_one_unit(ferries: Record) -> None:
    told = counts("the triangle is 38,600 square miles", number(38_600, "square miles"))
    assert (found(ferries, told).status, ids(found(ferries, told))) == ("within", ["s-sea"])


def test_a_second_number_of_a_statement_is_answered_too(ferries: Record) -> None:
    told = counts("18,250 men in crews, and 434,000 souls", number(18_250, "men"))
    assert ids(found(ferries, told)) == ["s-crews", "s-camp"]


def test_a_fall_told_as_a_fraction_is_held_against_the_change(ferries: Record) -> None:
    third = number(33.33, "percent")
    fifth = number(20.0, "percent")
    text = "fish sold to Finland shrank by a {} in 2018"
    assert found(ferries, counts(text.format("third"), third, date="2018")).status == "outside"
    assert found(ferries, counts(text.format("fifth"), fifth, date="2018")).status == "within"


def test_a_share_follows_from_a_part_and_its_whole(ferries: Record) -> None:
    fifth = number(20.0, "percent", of="them")
    answer = found(ferries, counts("a fifth of them were children", fifth))
    assert (answer.status, ids(answer)) == ("within", ["s-children", "s-boat"])


def test_a_part_that_disagrees_refutes_nothing(ferries: Record) -> None:
    half = number(50.0, "percent", of="them")
    answer = found(ferries, counts("half of them were children", half))
    assert (answer.status, ids(answer)) == ("not_comparable", ["s-children", "s-boat"])


def test_a_share_of_what_no_label_names_has_no_series(known: Record) -> None:
    honey = number(90, "percent", of="our honey")
    answer = found(known, counts("90 percent of our honey goes to Finland", honey))
    assert answer.status == "no_series"


def test_a_length_is_found_among_the_measures_that_lasted_so_long(known: Record) -> None:
    told = counts("no ferry went in or out for five months", number(5, "months"))
    answer = found(known, told)
    assert (answer.status, ids(answer)[0]) == ("within", "m-ferry")


SCALES = (0.4, 0.6, 1.6, 2.5, 4.0)
WORDED = {
    "exports_total": ("the exports of the country were worth {} dollars in {}", "USD"),
    "gdp_official": ("the GDP of the country was {} dollars in {}", "USD"),
    "remittances_share_gdp": ("remittances were {} per cent of GDP in {}", "percent"),
    "active_military_personnel": ("the army had {} active soldiers in {}", "soldiers"),
}


def told_of(value: Statistic, scale: float, words: str, unit: str) -> Statement:
    said = round(value.value * scale, 2)
    text = words.format(f"{said:,.10g}", value.date)
    actors = (value.country,)
    return says(text, "quantity", actors=actors, date=value.date, quantity=number(said, unit))


@pytest.mark.slow
@pytest.mark.parametrize("series", sorted(WORDED))
def test_scaled_figures_of_the_package_are_never_within(known: Record, series: str) -> None:
    view = known.at(dt.date(2026, 6, 30))
    values = [v for v in view.statistics if v.series_id == series and len(v.date) == 4 and v.value]
    words, unit = WORDED[series]
    for value, scale in zip(values[:: max(1, len(values) // 3)], SCALES, strict=False):
        document = Document("d", "", "", date=dt.date(int(value.date) + 2, 1, 15))
        for claimed, accepted in ((1.0, {"within"}), (scale, {"outside", "not_comparable"})):
            statement = replace(told_of(value, claimed, words, unit), id="s1")
            answer = find(statement, Context(document, (statement,), view))
            assert answer is not None
            assert answer.status in accepted, (value, claimed, answer.words)


def test_a_scaled_figure_in_words_that_name_nothing_is_not_within(known: Record) -> None:
    view = known.at(dt.date(2026, 6, 30))
    values = [v for v in view.statistics if v.series_id == "exports_total" and v.date == "2023"]
    for value, scale in zip(values[::50], SCALES, strict=False):
        statement = replace(told_of(value, scale, "that came to {} dollars in {}", "USD"), id="s1")
        document = Document("d", "", "", date=dt.date(2025, 1, 15))
        answer = find(statement, Context(document, (statement,), view))
        assert answer is not None
        assert answer.status != "within", (value, answer.words)
