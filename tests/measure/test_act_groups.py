"""Classes of acts: which codes belong to which, and what a user may name."""

import pytest

from earnest.measure.act_groups import GROUP_NAMES, act_group


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("strict", ["054", "0841", "057", "061", "0711"], ["051", "040", "053", "112"]),
        ("any", ["030", "042", "045", "051", "057", "08"], ["020", "010", "090", "112"]),
        ("expel", ["1661", "174"], ["161", "173", "1721"]),
        ("restrict", ["172", "1722"], ["173", "163"]),
        ("reduce", ["161", "163"], ["166", "172"]),
        ("seize", ["171", "175"], ["172", "174"]),
        ("consult", ["042", "046"], ["045", "050"]),
        ("talks", ["042", "045"], ["050"]),
        ("praise", ["050", "051"], ["054", "057"]),
        ("agreement", ["057"], ["056", "058"]),
        ("force", ["180", "1951", "204"], ["173"]),
        ("hostile", ["100", "143", "204"], ["090", "086"]),
    ],
)
def test_a_class_holds_its_cameo_codes_and_no_others(
    name: str, inside: list[str], outside: list[str]
) -> None:
    group = act_group(name)
    assert all(group.holds(code) for code in inside)
    assert not any(group.holds(code) for code in outside)


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("strict", ["011", "063", "071", "081"], ["031", "041", "051"]),
        ("any", ["031", "042", "052"], ["021", "091"]),
        ("expel", ["201"], ["211"]),
        ("force", ["223"], ["211"]),
        ("hostile", ["111", "131", "150", "223"], ["141", "090"]),
    ],
)
def test_a_class_holds_its_weis_codes(name: str, inside: list[str], outside: list[str]) -> None:
    group = act_group(name)
    assert all(group.holds(code, "WEIS") for code in inside)
    assert not any(group.holds(code, "WEIS") for code in outside)


def test_weis_has_no_code_for_a_restriction_and_none_for_mediation() -> None:
    assert not act_group("restrict").can_be_seen_in("WEIS")
    assert not act_group("mediate").can_be_seen_in("WEIS")
    assert act_group("restrict").can_be_seen_in("CAMEO")
    assert act_group("talks").can_be_seen_in("WEIS")


def test_every_listed_class_can_be_named() -> None:
    assert {act_group(name).name for name in GROUP_NAMES} == set(GROUP_NAMES)


def test_softening_is_another_word_for_the_conciliatory_classes() -> None:
    assert act_group("softening:strict") == act_group("strict")
    assert act_group(" Softening:ANY ") == act_group("any")


def test_a_prefix_of_a_code_is_a_class() -> None:
    assert act_group("173").holds("1731")
    assert not act_group("173").holds("174")
    assert not act_group("173").holds("173", "WEIS")
    assert act_group("weis:21").holds("212", "WEIS")
    assert not act_group("weis:21").can_be_seen_in("CAMEO")


def test_a_plover_type_is_a_class_of_cameo_codes() -> None:
    coerce = act_group("coerce")
    assert coerce.name == "COERCE"
    assert coerce.holds("173") and coerce.holds("191")
    assert not coerce.holds("175")
    assert not coerce.holds("173", "WEIS") and not coerce.can_be_seen_in("WEIS")


def test_an_unknown_class_is_refused_with_the_near_ones() -> None:
    with pytest.raises(ValueError, match=r"'strickt'.*near ones are strict"):
        act_group("strickt")


def test_a_class_like_no_other_is_refused_with_all_of_them() -> None:
    with pytest.raises(ValueError, match=r"known are agreement, aid, any"):
        act_group("qqqq")


@pytest.mark.parametrize("name", ["21", "weis:33", "1", "gdelt:12"])
def test_a_code_of_no_scheme_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no class of acts"):
        act_group(name)
