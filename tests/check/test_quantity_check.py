"""Quantity: the number of the text beside the number of the record."""

import datetime as dt

import pytest
from ferry_dispute import answers, ids, number, says

from earnest.contract.finding import Finding
from earnest.contract.text import Quantity, Statement
from earnest.store import Record

BOTH = ("EST", "FIN")


def counts(
    text: str,
    quantity: Quantity | None,
    *,
    actors: tuple[str, ...] = BOTH,
    date: str | None = None,
) -> Statement:
    return says(text, "quantity", actors=actors, date=date, quantity=quantity)


def share(value: float, *, slack: float = 0.0) -> Statement:
    quantity = number(value, "percent", slack=slack, of="exports")
    return counts(f"{value:.0f} percent of Estonian exports go to Finland", quantity)


def found(known: Record, *claims: Statement, **more: dt.date) -> Finding:
    return answers(known, *claims, **more)["quantity"]


def test_a_figure_of_the_series_is_within(known: Record) -> None:
    answer = found(known, share(16))
    assert (answer.status, ids(answer)[0]) == ("within", "s-17")
    (number_,) = answer.numbers
    assert (number_.value, number_.unit) == (16.0, "percent")


def test_both_numbers_the_edition_and_the_ratio_are_told(known: Record) -> None:
    words = found(known, share(32)).words
    assert "The text: 32 percent" in words
    assert "EST–FIN, 2017: 16 percent, edition 2018-06" in words
    assert "Ratio text to record: 2.00" in words


def test_the_tolerance_is_printed(known: Record) -> None:
    answer = found(known, share(16))
    assert "read as 15.2 to 16.8" in answer.words
    assert "5%" in answer.method


@pytest.mark.parametrize(
    ("value", "status"),
    [(15.24, "within"), (15.23, "outside"), (16.84, "within"), (16.85, "outside")],
)
def test_a_plain_figure_may_be_five_percent_off(known: Record, value: float, status: str) -> None:
    assert found(known, share(value)).status == status


def test_a_rounded_figure_has_the_range_that_its_wording_allows(known: Record) -> None:
    assert found(known, share(17)).status == "outside"
    assert found(known, share(17, slack=0.1)).status == "within"


def test_a_bound_is_kept_by_every_value_beyond_it(known: Record) -> None:
    text = "at least 10 percent of Estonian exports go to Finland"
    assert found(known, counts(text, Quantity(10.0, 10.0, None, "percent"))).status == "within"
    assert found(known, counts(text, Quantity(10.0, None, 10.0, "percent"))).status == "outside"


def test_a_vague_share_is_read_as_a_range(known: Record) -> None:
    most = Quantity("most", None, None, None, "exports")
    answer = found(known, counts("most Estonian exports go to Finland", most))
    assert answer.status == "outside"
    assert "read as 50 to 100" in answer.words


def test_a_vague_number_is_not_comparable(known: Record) -> None:
    many = Quantity("many", None, None, "soldiers")
    claim = counts("many active soldiers serve in Estonia", many, actors=("EST",))
    answer = found(known, claim)
    assert (answer.status, ids(answer)) == ("not_comparable", ["s-men"])


def test_soldiers_are_held_against_persons(known: Record) -> None:
    claim = counts("Estonia has 6,500 active soldiers", number(6500, "soldiers"), actors=("EST",))
    assert found(known, claim).status == "within"


def test_a_series_of_something_else_is_not_comparable(known: Record) -> None:
    claim = counts("Estonia can call up 40,000 soldiers", number(40_000, "soldiers"))
    answer = found(known, claim)
    assert answer.status == "not_comparable"
    assert "counts something else" in answer.words


def test_without_a_series_the_wanted_one_is_named(known: Record) -> None:
    claim = counts("Estonia keeps 12 lighthouses", number(12, "lighthouses"), actors=("EST",))
    answer = found(known, claim)
    assert (answer.status, answer.rows) == ("no_series", ())
    (wanted,) = answer.wanted
    assert (wanted.table, wanted.actor, wanted.unit) == ("statistics", "EST", "lighthouses")


def test_a_statement_without_a_number_has_no_series(known: Record) -> None:
    assert found(known, counts("the number is large", None)).status == "no_series"


def test_a_figure_published_later_is_not_used(known: Record) -> None:
    answer = found(known, share(15), as_of=dt.date(2018, 6, 29))
    assert (answer.status, ids(answer)) == ("within", ["s-16"])


def test_a_number_told_in_an_event_is_compared(known: Record) -> None:
    text = "Estonia detained {} sailors of a Finnish trawler"
    same = found(known, counts(text.format(14), number(14, "sailors")))
    other = found(known, counts(text.format(30), number(30, "sailors")))
    assert (same.status, ids(same)[0]) == ("within", "e-sailors")
    assert (other.status, ids(other)[0]) == ("outside", "e-sailors")
    assert "tells 14" in other.words


def ferries(quantity: Quantity) -> Statement:
    return counts("it took Estonia that long to block the transit of car ferries", quantity)


@pytest.mark.parametrize(
    ("quantity", "status"),
    [
        (Quantity(40.0, 40.0, 40.0, "days"), "within"),
        (Quantity(39.0, 39.0, 39.0, "days"), "outside"),
        (Quantity(39.0, None, 39.0, "days"), "outside"),
        (Quantity(40.0, 40.0, None, "days"), "within"),
        (Quantity(5.0, 5.0, 5.0, "weeks"), "outside"),  # what rounds to five weeks: up to 38 days
        (Quantity(6.0, 6.0, 6.0, "weeks"), "within"),  # 39 to 45 days
        (Quantity("a few", None, None, "days"), "outside"),  # 3 to 5 days
        (Quantity("many", None, None, "days"), "not_comparable"),
    ],
)
def test_a_duration_is_held_against_the_days_from_announcement_to_effect(
    known: Record, quantity: Quantity, status: str
) -> None:
    answer = found(known, ferries(quantity))
    assert (answer.status, ids(answer)) == (status, ["m-ferry"])


def test_an_elliptic_duration_is_about_the_measure_told_before(known: Record) -> None:
    told = says("Estonia blocked Yle", "event", actors=BOTH, about=("Yle",))
    claim = counts("it needed three days", Quantity(3.0, 3.0, 3.0, "days"), actors=("EST",))
    answer = found(known, told, claim)
    assert (answer.status, ids(answer)) == ("within", ["m-yle"])


def test_a_measure_not_in_effect_has_outlasted_a_short_claim(known: Record) -> None:
    text = "Finland suspended visas for Estonians"
    sides = ("FIN", "EST")
    week = counts(text, Quantity(1.0, None, 1.0, "weeks"), actors=sides, date="2019-05")
    answer = found(known, week)
    assert answer.status == "outside"
    (elapsed,) = answer.numbers
    assert elapsed.value == 601  # from 2019-05-10 to 2020-12-31
    years = counts(text, Quantity(5.0, None, 5.0, "years"), actors=sides, date="2019-05")
    assert found(known, years).status == "not_comparable"


def test_a_duration_without_a_measure_has_no_series(known: Record) -> None:
    claim = counts("the talks took a week", Quantity(1.0, 1.0, 1.0, "weeks"))
    assert found(known, claim).status == "no_series"


@pytest.mark.parametrize(("days", "status"), [(2.0, "within"), (5.0, "outside")])
def test_days_from_the_text_to_a_date_are_counted_on_the_calendar(
    known: Record, days: float, status: str
) -> None:
    claim = counts(
        "so many days are left", Quantity(days, days, days, "days"), date="2019-05-30/2019-06-01"
    )
    answer = found(known, claim)
    assert (answer.status, answer.rows) == (status, ())
    assert answer.numbers[0].value == 2.0
