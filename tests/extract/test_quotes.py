from hypothesis import given
from hypothesis import strategies as st

from earnest.extract.quotes import quotes


def inside(text: str) -> list[str]:
    return [text[q.inner[0] : q.inner[1]] for q in quotes(text)]


def test_straight_marks_are_paired_in_order() -> None:
    assert inside('He said "yes, always" and then "no, never" again') == [
        "yes, always",
        "no, never",
    ]


def test_curly_marks_pair_with_their_own_kind() -> None:
    assert inside("“the strait is ours” it said") == ["the strait is ours"]


def test_guillemets_are_quotation_marks() -> None:
    assert inside("«the strait is ours» it said") == ["the strait is ours"]


def test_a_straight_mark_may_not_close_a_curly_one() -> None:
    assert inside('“a "b" c” d') == ['a "b" c']


def test_an_apostrophe_opens_nothing() -> None:
    assert inside("The council's ships don't stop at the traders' port") == []


def test_single_marks_around_words_quote_them() -> None:
    assert inside("They call it ‘a friendly visit’ now") == ["a friendly visit"]


def test_single_marks_inside_double_ones_are_not_told_apart() -> None:
    assert inside("\"they call it 'a visit' here\"") == ["they call it 'a visit' here"]


def test_a_quotation_left_open_runs_to_the_end_of_the_paragraph() -> None:
    assert inside('"The port is ours. It stays shut.') == ["The port is ours. It stays shut."]


def test_a_stray_mark_before_a_small_letter_opens_nothing() -> None:
    assert inside('a pipe of 12" width') == []


def test_one_or_two_words_are_scare_quotes() -> None:
    first, second = quotes('a "peace plan" and "a plan for peace"')
    assert first.is_scare
    assert not second.is_scare


def test_only_the_given_paragraph_is_read() -> None:
    text = '"one two"\n\n"three four"'
    assert [q.start for q in quotes(text, 11)] == [11]


@given(st.text(st.sampled_from("a \"'“”‘’«».B"), max_size=80))
def test_quotations_lie_in_order_and_hold_their_inside(text: str) -> None:
    at = 0
    for quote in quotes(text):
        assert at <= quote.start < quote.inner[0] <= quote.inner[1] <= quote.end <= len(text)
        at = quote.end


def test_double_marks_inside_single_ones_belong_to_the_outer_quotation() -> None:
    assert inside("‘they call it “a visit” here’") == ["they call it “a visit” here"]
