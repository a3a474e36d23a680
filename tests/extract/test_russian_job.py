"""A Russian text goes through the whole job, and the record in English answers it."""

import datetime as dt
from pathlib import Path

import pytest
from russian_reader import needs_russian

from earnest.contract.report import Report
from earnest.extract.acts import act_classes, classes_in
from earnest.pipeline import Request, assess
from earnest.read.shipped import table

DAY = dt.date(2025, 2, 25)
LEAD = "Отношения России и Азербайджана портились всю зиму, и многие в этом не видели смысла. "


def report_on(text: str, folder: Path) -> Report:
    source = folder / "статья.txt"
    source.write_text(LEAD * 3 + text, encoding="utf-8")
    return assess(Request(source=str(source), today=DAY, as_of=DAY, date=DAY))


def statuses(report: Report, words: str) -> set[str]:
    statement = next(s for s in report.statements if words in s.text)
    return {f.status for f in report.findings if f.statement_id == statement.id}


@needs_russian
def test_a_closure_told_in_russian_is_found_in_the_record(tmp_path: Path) -> None:
    report = report_on("6 февраля 2025 года Азербайджан закрыл «Русский дом» в Баку.", tmp_path)
    assert "on_record" in statuses(report, "закрыл «Русский дом»")
    assert report.documents[0].language == "ru"


@needs_russian
def test_a_closure_denied_in_russian_is_not_borne_out_by_the_closure(tmp_path: Path) -> None:
    report = report_on("Азербайджан не закрыл «Русский дом» в Баку.", tmp_path)
    assert "on_record" not in statuses(report, "не закрыл «Русский дом»")


def test_every_class_of_acts_has_russian_words() -> None:
    assert [row["act_class"] for row in table("acts_ru.csv")] == list(act_classes())


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Норвегия закрыла консульство", "closure"),
        ("Исландия отозвала посла", "recall"),
        ("Страны разорвали отношения", "severance"),
        ("Норвегия запретила ввоз рыбы", "trade_ban"),
        ("Исландия выслала двух дипломатов", "expulsion"),
        ("Граница закрыта", "border_closure"),
        ("Стороны возобновили полёты", "reversal"),
    ],
)
def test_words_of_acts_are_told_in_russian(text: str, act: str) -> None:
    assert act in classes_in(text)


def test_an_object_alone_closes_nothing() -> None:
    assert "border_closure" not in classes_in("Граница проходит по реке")
