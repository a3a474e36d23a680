"""Dates and quantities of Russian texts: one wording, one value."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from russian_reader import DAY, needs_russian, only

from earnest.contract.text import Quantity
from earnest.contract.when import Period
from earnest.extract.ru.dates import find_dates, settled

pytestmark = needs_russian


def dated(text: str, *, before: str | None = None, ahead: bool = False) -> list[str | None]:
    """The dates of a text of 3 November 2017, a Friday."""
    found = find_dates(text, anchor=DAY)
    return [settled(m, on=DAY, before=before, ahead=ahead) for m in found]


@pytest.mark.parametrize(
    ("wording", "iso"),
    [
        ("21 марта 2022 года", "2022-03-21"),
        ("05.06.2015", "2015-06-05"),
        ("10 октября", "2017-10-10"),
        ("25 декабря", "2016-12-25"),
        ("в мае", "2017-05"),
        ("в декабре 2019-го", "2019-12"),
        ("в ноябре прошлого года", "2016-11"),
        ("с прошлого ноября", "2016-11/.."),
        ("в прошлом году", "2016"),
        ("весь позапрошлый год", "2015"),
        ("с 2007 года", "2007/.."),
        ("после 2010 года", "2010/.."),
        ("до 2025 года", "2017-11-03/2025"),
        ("к 2025 году", "2025"),
        ("до конца года", "2017-12"),
        ("с начала этого года", "2017-01/.."),
        ("в начале мая", "2017-05-01/2017-05-15"),
        ("во второй половине 2016 года", "2016-07/2016-12"),
        ("2014–2016 годы", "2014/2016"),
        ("в 1990-е годы", "1990/1999"),
        ("в восьмидесятых годах", "1980/1989"),
        ("в XX веке", "1901/2000"),
        ("летом 2013 года", "2013-06/2013-08"),
        ("прошлой весной", "2016-03/2016-05"),
        ("с 3 по 5 июля 2016 года", "2016-07-03/2016-07-05"),
        ("с мая 2015 по июнь 2016 года", "2015-05/2016-06"),
        ("на прошлой неделе", "2017-10-23/2017-10-29"),
        ("в понедельник", "2017-10-30"),
        ("в прошлый четверг", "2017-10-26"),
        ("вчера", "2017-11-02"),
        ("три года назад", "2014"),
        ("двадцать пять лет назад", "1992"),
        ("за последние двадцать лет", "1997/2017"),
        ("сегодня", "2017"),
    ],
)
def test_a_wording_is_one_date(wording: str, iso: str) -> None:
    assert dated(wording) == [iso]


@pytest.mark.parametrize(
    ("wording", "iso"),
    [
        ("через восемь дней", "2017-10-18"),
        ("тремя днями раньше", "2017-10-07"),
        ("на следующий день", "2017-10-11"),
        ("накануне", "2017-10-09"),
        ("в тот же день", "2017-10-10"),
        ("через несколько часов", "2017-10-10"),
        ("с тех пор", "2017-10-10/.."),
    ],
)
def test_what_counts_from_another_date_goes_on_from_the_one_told_before(
    wording: str, iso: str
) -> None:
    assert dated(wording, before="2017-10-10") == [iso]


def test_in_a_forecast_days_count_from_the_text() -> None:
    assert dated("через неделю", before="2017-10-10", ahead=True) == ["2017-11-10"]


def test_in_a_forecast_a_month_is_the_next_one() -> None:
    assert dated("в мае", ahead=True) == ["2018-05"]


@pytest.mark.parametrize("wording", ["сорок лет", "30 февраля 2017 года", "пять тонн", "маяк"])
def test_what_is_no_date_has_none(wording: str) -> None:
    assert [iso for iso in dated(wording) if iso is not None and len(iso) > 7] == []


def test_without_the_texts_date_only_full_dates_stand() -> None:
    found = find_dates("вчера, в мае, 3 июня 2016 года", anchor=None)
    assert [settled(m, on=None, before=None, ahead=False) for m in found] == ["2016-06-03"]


def test_the_year_of_a_treaty_is_part_of_its_name() -> None:
    assert only("Договор 1920 года даёт Норвегии остров.").date is None


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_back(day: dt.date) -> None:
    months = (
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
    )
    assert dated(f"{day.day} {months[day.month - 1]} {day.year} года") == [day.isoformat()]


@given(st.text(alphabet="0123456789 -–.асдопнмйягоднзетрувчлькх", max_size=60))
def test_every_date_is_a_period(text: str) -> None:
    for mention in find_dates(text, anchor=DAY):
        assert 0 <= mention.start < mention.end <= len(text)
        iso = settled(mention, on=DAY, before=None, ahead=False)
        assert iso is None or Period.parse(iso)


def counted(text: str) -> Quantity:
    found = only(text).quantity
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("В порту стоят 300 судов.", 300, "судов"),
        ("В порту стоят тридцать пять судов.", 35, "судов"),
        ("Площадь составляет 20 580 квадратных километров.", 20580, "километров"),
        ("Улов вырос на 1,8 процента.", 1.8, "percent"),
        ("Улов вырос на 12%.", 12, "percent"),
        ("Убытки составили 1,4 млрд евро.", 1.4e9, "EUR"),
        ("Погибли 30 тыс. человек.", 30000, "человек"),
        ("Убытки составили полтора миллиона рублей.", 1.5e6, "RUB"),
        ("Улов упал вдвое.", 2, "times"),
        ("Улов вырос в 170 раз.", 170, "times"),
        ("Две трети улова пропали.", 66.7, "percent"),
        ("Каждый пятый рыбак уехал.", 20, "percent"),
        ("Доля упала с 92 процентов до 29.", 29, "percent"),
        ("Большинство судов ушло.", "большинство", "судов"),
        ("Пострадали несколько тысяч человек.", "несколько тысяч", "человек"),
    ],
)
def test_a_wording_is_one_quantity(text: str, value: float | str, unit: str) -> None:
    found = counted(text)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("В порту стоят не менее 300 судов.", 300, None),
        ("В порту стоят более 300 судов.", 300, None),
        ("В порту стоят менее 300 судов.", None, 300),
        ("В порту стоит около 300 судов.", 270, 330),
        ("В порту стоит почти 300 судов.", 270, 300),
        ("Убытки составили от 200 до 300 млн долларов.", 2e8, 3e8),
        ("В порту стоят 10–15 судов.", 10, 15),
        ("В порту стоят два-три судна.", 2, 3),
    ],
)
def test_the_wording_sets_the_bounds(text: str, low: float | None, high: float | None) -> None:
    found = counted(text)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "Норвегия нарушила статью 5 договора.",
        "Норвегия закрыла порт 10 октября.",
        "Ни один порт не открыт.",
        "Это один из портов Норвегии.",
    ],
)
def test_a_number_that_names_or_dates_counts_nothing(text: str) -> None:
    assert only(text).quantity is None
