"""Comparison, consistency, and what is set aside."""

from ferry_dispute import answers, ids, says

from earnest.store import Record

BOTH = ("EST", "FIN")


def test_a_compared_measure_is_placed_among_all_of_its_type(known: Record) -> None:
    claim = says(
        "Estonia blocked Yle faster than others", "comparison", actors=BOTH, about=("Yle",)
    )
    answer = answers(known, claim)["comparison"]
    assert answer.status in ("typical", "selected")
    assert ids(answer)[0] == "m-yle"
    numbers = {number.name: number for number in answer.numbers}
    reference = numbers["recorded measures with both dates"].value
    assert reference >= 8
    assert 0 < numbers["percentile of EST"].value < 100
    assert f"Among {reference:.0f} recorded measures (media blocked)" in answer.words
    assert "EST 3 days" in answer.words


def test_a_measure_whose_announcement_is_not_known_cannot_be_placed(known: Record) -> None:
    claim = says(
        "Estonia closed the embassy of Finland faster than others",
        "comparison",
        actors=BOTH,
        date="2019-03",
    )
    assert answers(known, claim)["comparison"].status == "cannot_see"


def test_a_comparison_of_no_measures_has_no_class(known: Record) -> None:
    answer = answers(known, says("Estonia is smaller than Finland", "comparison", actors=BOTH))
    assert answer["comparison"].status == "cannot_see"
    assert answer["comparison"].rows == ()


RULE = says("Estonia never closes an embassy", "regularity", actors=("EST",))


def test_an_exception_that_the_text_makes_breaks_its_own_rule(known: Record) -> None:
    exception = says(
        "with one exception Estonia closes an embassy in peace", "event", actors=("EST",)
    )
    answer = answers(known, exception, RULE)["consistency"]
    assert answer.status == "exception_breaks_rule"
    assert exception.text in answer.words


def test_an_exception_to_another_rule_does_not(known: Record) -> None:
    other_act = says("with one exception Estonia pardons spies", "event", actors=("EST",))
    other_state = says("with one exception Latvia closes embassies", "event", actors=("LVA",))
    rival = says(
        "with one exception Estonia closes an embassy in peace",
        "event",
        actors=("EST",),
        holder="FIN:press",
    )
    for exception in (other_act, other_state, rival):
        assert "consistency" not in answers(known, exception, RULE)


def test_a_motive_is_set_aside_with_who_ascribes_it_to_whom(known: Record) -> None:
    own = answers(known, says("to please the dockers", "motive", explained="EST"))["motive"]
    assert own.status == "set_aside"
    assert "the author ascribes to EST" in own.words
    rival = says("to please the dockers", "motive", holder="FIN:press", attributed_by="author")
    assert "FIN:press ascribes to an actor not named" in answers(known, rival)["motive"].words


def test_rhetoric_is_set_aside(known: Record) -> None:
    assert answers(known, says("shame!", "rhetoric"))["rhetoric"].status == "set_aside"


def test_a_case_that_is_not_in_effect_yet_was_selected(known: Record) -> None:
    claim = says(
        "Estonia blocked sites of Yle in May sooner than Finland suspended visas",
        "comparison",
        actors=BOTH,
        date="2019-05",
    )
    answer = answers(known, claim)["comparison"]
    assert (answer.status, set(ids(answer)[:2])) == ("selected", {"m-yle", "m-visas"})
    assert "Not in effect yet, so not comparable: FIN–EST visa suspended" in answer.words
