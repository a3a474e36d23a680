"""Rows of the record and numbers in words; one sign for every status."""

from typing import Any, Literal

import pytest
from strait_report import strait_report

from earnest.contract.finding import Number, RowRef, Seen, Wanted
from earnest.contract.report import Forecast, Thesis
from earnest.contract.words import STATUSES
from earnest.report import wording
from earnest.report.docket import Docket
from earnest.report.legend import SIGNS, TONE_ORDER, UNASKED, sign
from earnest.report.record_rows import RowView, row_view


def _view(table: str, row: dict[str, Any]) -> RowView:
    view = row_view(RowRef(table, "x"), strait_report(rows={table: {"x": row}}))
    assert view is not None
    return view


def test_every_status_has_a_sign() -> None:
    assert set(SIGNS) == {status for group in STATUSES.values() for status in group}
    assert {found.tone for found in SIGNS.values()} == set(TONE_ORDER)


def test_no_two_statuses_share_a_word() -> None:
    assert len({found.word for found in SIGNS.values()}) == len(SIGNS)


def test_a_statement_without_a_finding_is_not_checked() -> None:
    assert sign(None) is UNASKED


def test_the_finding_that_heads_the_report_leads_its_statement() -> None:
    report = strait_report()
    assert Docket(report)["s3"].lead is not None
    assert Docket(report)["s3"].sign.word == "part of a wider measure"
    turned = strait_report(headlines=("f-closed", "f-wider"))
    assert Docket(turned)["s3"].sign.word == "on record"


def test_a_date_is_shown_at_its_precision() -> None:
    row = {"date": "2031-05-01", "date_precision": "month"}
    assert _view("events", row).when == ("2031-05",)
    assert _view("events", row | {"date_precision": "year"}).when == ("2031",)
    assert _view("events", row | {"date_precision": "quarter"}).when == ("2031-Q2",)


def test_an_event_over_days_shows_its_last_day() -> None:
    row = {"date": "2031-05-01", "date_precision": "day", "date_end": "2031-05-04"}
    assert _view("events", row).when == ("2031-05-01", "– 2031-05-04")


def test_an_unknown_side_is_a_question_mark() -> None:
    assert _view("events", {"date": "2031-05-01", "actor_country": "NRL"}).parties == "NRL → ?"


def test_a_memory_row_is_named_an_unsourced_lead() -> None:
    assert _view("events", {"tier": "memory"}).tier == "memory: an unsourced lead"


def test_a_measure_without_an_end_says_until_when_it_was_seen() -> None:
    row = {"start": "2031-02-04", "start_precision": "day", "end": None}
    row |= {"censored_at": "2031-12-31", "type": "aid_closed", "trigger": "a spy row"}
    view = _view("measures", row)
    assert view.when == ("2031-02-04", "→ no end known", "in force 2031-12-31")
    assert view.what == "aid closed (a spy row)"
    assert view.known_at == "2031-02-04 (start)"


def test_a_measure_is_known_from_its_announcement() -> None:
    row = {"announced": "2031-01-20", "start": "2031-02-04"}
    assert _view("measures", row).known_at == "2031-01-20 (announced)"
    assert _view("measures", {}).known_at == ""


def test_a_statistic_shows_label_value_unit_and_vintage() -> None:
    row = {"date": "2030", "label": "grain", "value": 61.25, "unit": "percent", "vintage": "2031"}
    view = _view("statistics", row | {"country": "SDR", "partner": "NRL"})
    assert (view.parties, view.what) == ("SDR – NRL", "grain: 61.25 percent (vintage 2031)")


def test_a_document_without_an_outlet_names_its_holder() -> None:
    row = {"date": "2031-02-01", "holder": "NRL:opposition", "stance": "denies", "gist": "no"}
    view = _view("documents", row)
    assert (view.parties, view.what) == ("NRL:opposition", "denies: no")


def test_a_row_of_an_unknown_table_shows_what_it_has() -> None:
    assert _view("letters", {"date": "2031", "text": "a letter"}).what == "a letter"


def test_a_row_that_the_report_does_not_carry_is_left_out() -> None:
    assert row_view(RowRef("events", "gone"), strait_report()) is None


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1_100_000.0, "tonnes", "1,100,000"),
        (2031.0, "year", "2031"),
        (0.7123, "share", "0.712"),
        (1234.56, None, "1,234.6"),
        (None, None, ""),
    ],
)
def test_a_number_is_written_for_reading(value: float | None, unit: str | None, words: str) -> None:
    assert wording.figure_words(value, unit) == words


def test_an_open_interval_shows_its_open_side() -> None:
    assert wording.interval_words(6, None) == "[6, …]"
    assert wording.interval_words(None, None) == ""


def test_a_number_stands_with_interval_unit_and_n() -> None:
    number = Number("share", 0.71, 0.58, 0.82, 212, "of measures")
    assert wording.number_words(number) == "share 0.71 [0.58, 0.82] of measures (n = 212)"


def _forecast(p: float | None, low: float | None = None, high: float | None = None) -> Forecast:
    return Forecast("s", "", None, p, low, high, None, None, "open")


def test_a_probability_stands_with_its_words_and_interval() -> None:
    assert wording.probability(_forecast(0.24, 0.15, 0.36)) == "unlikely, 24 % [15 %, 36 %]"
    assert wording.probability(_forecast(0.5)) == "roughly even chance, 50 %"
    assert wording.probability(_forecast(None)) == "none shipped"
    assert wording.base_rate(_forecast(0.5)) == "none shipped"


def test_no_probability_is_rounded_to_certainty() -> None:
    assert [wording.percent(p) for p in (0.0, 0.004, 0.5, 0.996, 1.0)] == [
        "0 %",
        "<1 %",
        "50 %",
        ">99 %",
        "100 %",
    ]


def test_a_long_text_is_cut_at_a_word() -> None:
    assert wording.shortened("one two  three, four", 16) == "one two three…"
    assert wording.shortened("x" * 30, 10) == "x" * 9 + "…"
    assert wording.shortened("short", 10) == "short"


def test_a_thesis_says_who_holds_it() -> None:
    def held(origin: Literal["text", "analyst"], *holders: str) -> str:
        return wording.held_by(Thesis("T", "t", holders, origin, (), (), ()))

    assert held("text", "author", "NRL:opposition") == "held by the author; NRL:opposition"
    assert held("text", "unknown") == "holder unknown"
    assert held("analyst", "analyst") == "added by an analyst"
    assert held("analyst", "SDR") == "added by an analyst; held by SDR"


def test_wanted_rows_and_coverage_are_told_in_words() -> None:
    assert wording.wanted_words(Wanted("measures", "NRL")) == "measures, NRL, any time"
    assert wording.seen_words(Seen(1200, None, None, "feed")) == "1,200 rows, feed, any time"
    assert wording.seen_words(None) == "not stated"


def test_the_size_of_a_hidden_text_is_not_told() -> None:
    report = strait_report()
    assert "words" in wording.text_words(report)
    assert wording.text_words(strait_report(documents=())) == "0 texts, 17 statements"
    assert wording.record_words(strait_report(record=())) == "record: empty"
