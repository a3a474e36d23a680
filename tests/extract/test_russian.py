"""The reader of Russian keeps the contract of statements; each rule by an invented sentence."""

import importlib.util

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from russian_reader import needs_russian, only, row, statements

from any_text import any_text
from earnest.contract.text import Document, Statement
from earnest.contract.words import KINDS
from earnest.errors import InputError
from earnest.extract import attributions, extract_statements
from earnest.extract.ru.cues import cues
from earnest.read.shipped import table

pytestmark = pytest.mark.slow

WORDS = (
    'Исландия Норвегия порт сказал что он закрыл никогда потому который , . ; : « » " “ ” ( ) — ! ? и но'
    " 12 % 1976 процентов может боится чтобы по словам мнению они мая 20 580 тыс. млн с до \n \n\n # - >"
).split(" ")


def test_without_the_extra_a_russian_text_names_both_ways_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"install earnest\[ru\], or .* --reader llm"):
        statements("Порт закрыли в мае.")


def test_a_word_list_that_is_not_there_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match=r"cues_ru\.csv has no group 'nothing'"):
        cues("nothing")


def test_no_name_of_a_state_stands_for_two() -> None:
    names = [n for r in table("countries_ru.csv") for n in r["names"].split("|") if n]
    assert len(names) == len(set(names))


@needs_russian
@given(any_text(max_size=200))
@settings(deadline=None)
def test_every_row_is_a_slice_of_the_text_whatever_it_is(text: str) -> None:
    check_rows(text)


@needs_russian
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
@settings(deadline=None)
def test_every_row_is_a_slice_of_any_heap_of_words(text: str) -> None:
    check_rows(text)


def check_rows(text: str) -> None:
    found = statements(text)
    spans = [(s.start, s.end) for s in found]
    assert len(set(spans)) == len(spans)
    assert spans == sorted(spans, key=lambda span: (span[0], -span[1]))
    for statement in found:
        assert statement.text == text[statement.start : statement.end]
        assert statement.text
        assert statement.kind in KINDS
        assert statement.cue is None or text[slice(*statement.cue)]


@needs_russian
@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "\ud800\udc00\ud800",
        "\u200b\u200f\u202e",
        "😀" * 50,
        "| а | б |\n|---|---|\n| 1 | 2 |",
        "```\nx = 1\n```",
        "...",
        "«»",
    ],
)
def test_a_text_that_says_nothing_has_no_statements(text: str) -> None:
    assert statements(text) == ()


@needs_russian
def test_one_long_line_without_an_end_is_read() -> None:
    text = "Норвегия закрыла порт в мае и сказала, что " * 60
    found = statements(text)
    assert all(s.text == text[s.start : s.end] for s in found)
    assert len(found) > 30


@needs_russian
def test_offsets_count_code_points_of_the_text_as_given() -> None:
    text = "\u200b𝔸 строка.\r\n\r\nСудно «Чайка» захватили в\u00a0мае.\r\n"
    found = statements(text)[-1]
    assert found.text == "Судно «Чайка» захватили в\u00a0мае"
    assert text[found.start : found.end] == found.text


@needs_russian
def test_latin_and_cyrillic_stand_in_one_sentence() -> None:
    assert only("Norway закрыла порт Bergen в мае.").date == "2017-05"


@needs_russian
def test_ids_run_in_the_order_of_the_text() -> None:
    found = statements("Порт закрыли в мае. Дорогу перерезали в июне.")
    assert [s.id for s in found] == ["s001", "s002"]


@needs_russian
def test_a_title_and_a_dateline_claim_nothing() -> None:
    found = statements("Порт на замке\n\nОСЛО, 3 ноября. Норвегия закрыла порт.")
    assert [s.text for s in found] == ["Норвегия закрыла порт"]


def parts(found: tuple[Statement, ...]) -> list[tuple[str, str, str]]:
    return [(s.kind, s.text, s.holder) for s in found]


@needs_russian
def test_what_is_said_is_held_by_the_speaker() -> None:
    whole, said = statements("Исландия заявила, что пролив общий.")
    assert (whole.kind, whole.holder, whole.speaker) == ("attribution", "author", "ISL")
    assert (said.text, said.holder, said.attributed_by) == ("пролив общий", "ISL", "author")


@needs_russian
def test_attributions_are_spans_of_source_cue_and_content() -> None:
    text = "Президент Исландии заявил, что пролив общий."
    (found,) = attributions(Document("d", text, sha256="", language="ru"))
    spans = (*found.source, *found.cue, *found.content)
    assert [text[slice(*s)] for s in spans] == ["Президент Исландии", "заявил", "пролив общий"]


@needs_russian
def test_the_cue_is_the_verb_of_the_report() -> None:
    text = "Исландия заявила, что пролив общий."
    whole = statements(text)[0]
    assert whole.cue is not None
    assert text[slice(*whole.cue)] == "заявила"


@needs_russian
def test_a_quotation_before_its_speaker_is_what_is_said() -> None:
    found = statements("«Пролив никогда не был общим», — сказал президент Исландии.")
    assert parts(found) == [
        (
            "attribution",
            "«Пролив никогда не был общим», — сказал президент Исландии",
            "author",
        ),
        ("regularity", "Пролив никогда не был общим", "ISL:president"),
    ]


@needs_russian
def test_a_quotation_after_a_colon_is_what_is_said() -> None:
    found = statements("Министр иностранных дел Норвегии ответил: «Мы закрыли порт по праву».")
    assert [(s.kind, s.holder) for s in found] == [
        ("attribution", "author"),
        ("event", "NOR:foreign_minister"),
    ]


@needs_russian
def test_in_the_words_of_a_ministry_stands_before_the_claim() -> None:
    whole, said = statements("По словам норвежского МИД, порт закрыли в мае.")
    assert whole.speaker == "NOR:foreign_ministry"
    assert (said.text, said.holder) == ("порт закрыли в мае", "NOR:foreign_ministry")


@needs_russian
def test_an_inserted_report_leaves_one_row() -> None:
    found = only("Порт, как утверждает Исландия, закрыли в мае.")
    assert (found.kind, found.speaker) == ("attribution", "ISL")


@needs_russian
def test_the_authors_own_opinion_is_not_a_report() -> None:
    found = only("Я считаю, что порт следует открыть.")
    assert (found.text, found.kind, found.holder) == (
        "порт следует открыть",
        "thesis",
        "author",
    )


@needs_russian
def test_an_accusation_without_a_clause_is_an_attribution() -> None:
    found = only("Исландия обвинила Норвегию в обмане.")
    assert (found.kind, found.speaker, found.actors) == ("attribution", "ISL", ("ISL", "NOR"))


@needs_russian
def test_nobody_speaks_where_a_verb_has_no_subject() -> None:
    whole = statements("Нам возражают, что пролив общий.")[0]
    assert (whole.kind, whole.speaker, whole.checkable) == ("attribution", "unknown", "partly")


@needs_russian
def test_a_whole_people_is_a_blanket_name() -> None:
    whole = statements("Норвежцы утверждают, что пролив общий.")[0]
    assert (whole.speaker, whole.checkable) == ('NOR:"норвежцы"', "partly")


@needs_russian
def test_clauses_joined_by_a_conjunction_are_two_rows() -> None:
    found = statements("Норвегия закрыла порт, а Исландия отозвала посла.")
    assert [s.text for s in found] == ["Норвегия закрыла порт", "Исландия отозвала посла"]


@needs_russian
def test_a_dropped_subject_counts_as_actor() -> None:
    found = statements("Норвегия закрыла порт и отозвала посла.")
    assert [(s.text, s.actors) for s in found] == [
        ("Норвегия закрыла порт", ("NOR",)),
        ("отозвала посла", ("NOR",)),
    ]


@needs_russian
def test_a_pronoun_goes_back_to_the_subject_of_its_gender() -> None:
    found = statements("Исландия передвинула границу. В 1972 году она передвинула её снова.")[-1]
    assert (found.actors, found.date) == (("ISL",), "1972")


@needs_russian
def test_an_office_without_a_state_is_that_of_the_party_named_last() -> None:
    found = statements("Норвегия закрыла порт. Правительство отозвало посла.")[-1]
    assert found.actors == ("NOR",)


@needs_russian
def test_names_are_found_in_every_case_and_as_adjectives() -> None:
    found = only("В споре Саудовской Аравии с иранскими властями помог Евросоюз.")
    assert found.actors == ("SAU", "IRN", "EU")


@needs_russian
def test_a_common_word_that_is_also_a_state_is_no_actor() -> None:
    assert only("Порт того города закрыли в мае.").actors == ()


@needs_russian
def test_both_sides_are_the_two_parties_of_the_text() -> None:
    found = statements(
        "Норвегия закрыла порт. Исландия отозвала посла. Обе столицы потеряли много."
    )
    assert set(found[-1].actors) == {"NOR", "ISL"}


@needs_russian
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Норвегия откроет порт к весне.", "prediction"),
        ("Спор может перерасти в войну.", "prediction"),
        ("Норвегия боится потерять порт.", "motive"),
        ("Норвегия хочет наказать Исландию.", "motive"),
        ("Флот Норвегии больше, чем флот Исландии.", "comparison"),
        ("Улов вырос на 40 процентов.", "quantity"),
        ("Исландия никогда не возвращала пленных.", "regularity"),
        ("Договор запрещает такие проверки.", "regularity"),
        ("Норвегия должна открыть порт.", "thesis"),
        ("Цены поднял указ, а не погода.", "thesis"),
        ("Это неправда.", "thesis"),
        ("Норвегия закрыла порт.", "event"),
        ("Кому нужен этот спор?", "rhetoric"),
        ("Жаловаться на погоду глупо.", "rhetoric"),
    ],
)
def test_the_first_kind_that_fits(text: str, kind: str) -> None:
    assert [s.kind for s in statements(text)] == [kind]


@needs_russian
def test_a_purpose_is_a_motive_of_who_acts() -> None:
    text = "Норвегия закрыла порт, чтобы наказать Исландию."
    aim = row(text, "чтобы наказать Исландию")
    assert (aim.kind, aim.explained, aim.checkable) == ("motive", "NOR", "no")


@needs_russian
def test_a_reason_is_a_row_beside_what_it_explains() -> None:
    found = statements("Норвегия закрыла порт, потому что боялась проиграть.")
    assert [(s.kind, s.text) for s in found] == [
        ("event", "Норвегия закрыла порт"),
        ("motive", "боялась проиграть"),
    ]


@needs_russian
def test_a_hedge_is_kept() -> None:
    assert only("Скорее всего, Норвегия откроет порт.").hedge == "скорее всего"


@needs_russian
def test_a_colon_between_two_clauses_parts_them() -> None:
    found = statements("Голода там нет: магазин открыт для всех.")
    assert [s.text for s in found] == ["Голода там нет", "магазин открыт для всех"]


@needs_russian
def test_an_announcement_of_what_comes_next_claims_nothing() -> None:
    assert statements("Посмотрим на цифры.") == ()


@needs_russian
def test_a_relative_clause_with_a_date_takes_its_noun_along() -> None:
    text = "Норвегия нарушила договор, подписанный в мае 2015 года."
    assert row(text, "договор, подписанный в мае 2015 года").date == "2015-05"


@needs_russian
def test_a_row_names_the_bodies_it_is_about() -> None:
    assert only("Норвегия закрыла «Русский дом».").about == ("Russian House",)


def test_another_language_is_not_read_as_russian() -> None:
    with pytest.raises(InputError, match="a language that the rules do not read"):
        extract_statements(Document("d", "Le port est fermé.", sha256="", language="fr"))
