import pytest
from hypothesis import given, settings

from any_text import any_text
from earnest.contract.text import Document
from earnest.extract import attributions

Parts = tuple[str, str, str]


def found(text: str) -> list[Parts]:
    def words(spans: tuple[tuple[int, int], ...]) -> str:
        return " | ".join(text[s:e] for s, e in spans)

    return [
        (words(a.source), words(a.cue), words(a.content))
        for a in attributions(Document("d", text, sha256=""))
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The minister said that the port was shut.",
            ("The minister", "said", "that the port was shut"),
        ),
        (
            "The envoy has never admitted that the pass is open.",
            ("The envoy", "has never admitted", "that the pass is open"),
        ),
        (
            "According to the harbour office, the port was shut in May.",
            ("the harbour office", "According to", "the port was shut in May"),
        ),
        (
            '"The strait is ours," the minister said.',
            ("the minister", "said", '"The strait is ours,"'),
        ),
        (
            "The league promised to open the port.",
            ("The league", "promised", "to open the port"),
        ),
        (
            "The council urged the traders to leave.",
            ("The council", "urged", "the traders to leave"),
        ),
        (
            "Two deputies called for an early vote.",
            ("Two deputies", "called for", "an early vote"),
        ),
        (
            "The opposition's claim that the war is lost was widely shared.",
            ("The opposition", "claim", "that the war is lost"),
        ),
        (
            "The chairman described the treaty as a mistake.",
            ("The chairman", "described", "the treaty as a mistake"),
        ),
        (
            "The minister also said the pass would open.",
            ("The minister", "also said", "the pass would open"),
        ),
    ],
)
def test_speaker_cue_and_content(text: str, parts: Parts) -> None:
    assert found(text) == [parts]


def test_a_quotation_goes_on_in_the_next_sentence() -> None:
    text = '"The strait is ours," the minister said. "We will keep it shut."'
    assert found(text) == [
        ("the minister", "said", '"The strait is ours," | "We will keep it shut."')
    ]


def test_a_quotation_of_two_sentences_is_one_content() -> None:
    text = '"The strait is ours. We will keep it," the minister said.'
    assert found(text) == [("the minister", "said", '"The strait is ours. We will keep it,"')]


def test_a_name_and_a_colon_introduce_speech() -> None:
    text = "HOLT: The strait was never shut by us."
    assert found(text) == [("HOLT", ":", "The strait was never shut by us")]


def test_what_is_reported_inside_a_report_is_part_of_it() -> None:
    text = "The minister said that the traders think the port is lost."
    assert found(text) == [("The minister", "said", "that the traders think the port is lost")]


@pytest.mark.parametrize(
    "text",
    [
        "It says nothing good about the age.",
        "This means that the port is lost.",
        "The port was shut in May.",
        "One sees that the port is lost.",
        "You never know what comes next.",
    ],
)
def test_it_this_you_and_one_speak_for_nobody(text: str) -> None:
    assert found(text) == []


def test_a_passive_report_has_no_source_without_an_agent() -> None:
    assert found("It was reported that the port had been shut.") == [
        ("", "was reported", "that the port had been shut")
    ]


@given(any_text(max_size=120))
@settings(deadline=None)
def test_spans_lie_in_the_text_whatever_it_is(text: str) -> None:
    for attribution in attributions(Document("d", text, sha256="")):
        for start, end in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= start < end <= len(text)


def test_according_without_its_to_is_no_cue() -> None:
    assert found("IN 0 ACCOrDING Is") == []


def test_a_quotation_is_credited_to_the_name_after_a_dash() -> None:
    text = "“The strait was never yours to sell.” ― Rosa Quispe\n\nThe port was shut."
    assert found(text) == [("Rosa Quispe", "―", "“The strait was never yours to sell.”")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The mayor bemoaned the loss of the ferry.",
            ("The mayor", "bemoaned", "the loss of the ferry"),
        ),
        (
            "The council appears to condemn the price.",
            ("The council", "appears to condemn", "the price"),
        ),
        (
            "The port is expected to open in May.",
            ("", "is expected", "The port | to open in May"),
        ),
        (
            "The envoy was critical of the deal.",
            ("The envoy", "was critical of", "the deal"),
        ),
        (
            "The union made the case that the fee is too high.",
            ("The union", "made the case", "that the fee is too high"),
        ),
        (
            "The minister launched attacks on the league.",
            ("The minister", "launched attacks on", "the league"),
        ),
        (
            "The captain allegedly sold the ship.",
            ("", "allegedly", "The captain | sold the ship"),
        ),
        (
            "The toll, it says, would be paid by the traders.",
            ("it", "says", "The toll | would be paid by the traders"),
        ),
        (
            "The governor called on the council to meet.",
            ("The governor", "called on", "the council to meet"),
        ),
        (
            "The envoy called Friday for a ban on ships.",
            ("The envoy", "called Friday for", "a ban on ships"),
        ),
        (
            "The minister was accused of selling the fleet.",
            ("", "was accused of", "The minister | selling the fleet"),
        ),
        (
            "The council attacked the treaty at a rally in May.",
            ("The council", "attacked", "the treaty"),
        ),
        (
            "The council imposed a ban on ships.",
            ("The council", "imposed", "a ban on ships"),
        ),
    ],
)
def test_the_wide_sense_of_news(text: str, parts: Parts) -> None:
    assert found(text) == [parts]


def test_what_the_writer_adds_after_a_comma_is_not_said() -> None:
    text = "The minister denied the theft of the boats, which were found in May."
    assert found(text) == [("The minister", "denied", "the theft of the boats")]


def test_it_speaks_where_it_is_a_body_that_was_named() -> None:
    text = "The ministry attacked the pact. It attacked it, saying that the port was shut."
    assert ("It", "saying", "that the port was shut") in found(text)


def test_a_sentence_that_goes_on_after_its_quotation_is_said_whole() -> None:
    text = "“The only way out is talks” with the league, the envoy said."
    assert found(text) == [
        ("the envoy", "said", "“The only way out is talks” with the league"),
    ]


def test_who_is_announced_speaks_in_the_next_paragraph() -> None:
    text = "The minister said:\n\n“The strait is ours. We will keep it.”"
    assert found(text) == [("The minister", "said", "“The strait is ours. We will keep it.”")]


def test_a_quotation_apart_from_its_verb_goes_on_with_its_speaker() -> None:
    text = "“The strait is ours,” she said of the old map. “We will keep it.”"
    assert found(text) == [("she", "said", "“The strait is ours,” | “We will keep it.”")]


def test_a_question_in_quotation_marks_has_the_speaker_after_it() -> None:
    text = "“Who would have sold the strait for so little?” the mayor demanded."
    assert found(text) == [
        ("the mayor", "demanded", "“Who would have sold the strait for so little?”")
    ]


def test_stances_of_the_wide_sense_make_no_statement() -> None:
    from earnest.extract import extract_statements

    text = "The mayor bemoaned the loss of the ferry."
    assert not [s for s in extract_statements(Document("d", text, "")) if s.kind == "attribution"]


@pytest.mark.parametrize(
    "text",
    [
        " \t\n\r ",
        "Порт был закрыт, said 大臣 of the مرفأ: “no”.",
        "The \u202eport\u202c was \u200fshut\u200e, he said: \n\n“the po\u200brt”",
        "The port\x00 was\x07 shut, he\x1b said.\ufeff",
        "The port \ud800 was shut, \udfff he said.",
        "“🚢🚢 was shut 😡,” he said. “👨‍👩‍👧!”",
        "| said | that |\n|---|---|\n| he said | “no way at all” |\n",
        'He said:\n\n"\n\n"" said "',
        "Photo: he said that (((",
    ],
)
def test_spans_lie_in_damaged_text(text: str) -> None:
    for attribution in attributions(Document("d", text, sha256="")):
        for start, end in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= start < end <= len(text)
