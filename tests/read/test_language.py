"""The language of a text."""

from pathlib import Path

import pytest
from hypothesis import given

from any_text import any_text
from earnest.read.documents import read_document
from earnest.read.language import detected_language

SENTENCES = {
    "en": "The ministry said that it had closed the port and would not open it before the talks. ",
    "ru": "Министерство сообщило, что оно закрыло порт и не откроет его до начала переговоров. ",
    "uk": "Міністерство повідомило, що воно закрило порт і не відкриє його до початку переговорів. ",
    "de": "Das Ministerium sagte, dass es den Hafen geschlossen habe und ihn nicht öffnen werde. ",
    "fr": "Le ministère a dit qu'il avait fermé le port et qu'il ne le rouvrirait pas avant. ",
    "es": "El ministerio dijo que había cerrado el puerto y que no lo abriría antes de hablar. ",
    "tr": "Bakanlık, limanı kapattığını ve görüşmelerden önce bunu açmayacağını çok kez söyledi. ",
    "zh": "外交部说，港口已经关闭，在谈判之前不会重新开放。",
    "ar": "قالت الوزارة إنها أغلقت الميناء ولن تفتحه قبل بدء المحادثات مع الجانب الآخر في هذا الشهر. ",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_the_language_of_a_paragraph_is_told(code: str) -> None:
    assert detected_language(SENTENCES[code] * 4) == code


def test_a_text_of_a_few_words_is_not_told() -> None:
    assert detected_language("Port closed.") is None


def test_names_in_another_script_leave_a_text_english() -> None:
    assert detected_language(SENTENCES["en"] * 4 + "Министерство 外交部") == "en"


@given(any_text(max_size=300))
def test_any_text_has_a_language_or_none(text: str) -> None:
    found = detected_language(text)
    assert found is None or len(found) == 2


def test_a_file_in_russian_is_known_as_russian(tmp_path: Path) -> None:
    file = tmp_path / "port.txt"
    file.write_text(SENTENCES["ru"] * 4, encoding="utf-8")
    assert read_document(file).language == "ru"
