import datetime as dt

from test_survival import measure

from earnest.measure.spells import effect_spells, grouped

AS_OF = dt.date(2020, 12, 31)


def test_the_time_to_effect_runs_from_the_announcement() -> None:
    (found,) = effect_spells(
        [measure(announced=dt.date(2020, 3, 1), start=dt.date(2020, 4, 1))], as_of=AS_OF
    )
    assert (found.days, found.ended) == (31, True)


def test_what_is_announced_but_not_in_effect_is_censored() -> None:
    (found,) = effect_spells([measure(announced=dt.date(2020, 12, 1), start=None)], as_of=AS_OF)
    assert (found.days, found.ended, found.end_unknown) == (30, False, False)


def test_without_both_days_there_is_no_time_to_effect() -> None:
    left_out = [
        measure(announced=None),
        measure(announced=dt.date(2020, 3, 1), tier="memory"),
        measure(announced=dt.date(2020, 3, 1), start=dt.date(2020, 4, 1), start_precision="month"),
        measure(announced=dt.date(2020, 3, 1), start=dt.date(2020, 2, 1)),
    ]
    assert effect_spells(left_out, as_of=AS_OF) == ()


def test_measures_are_grouped_by_name_and_none_leaves_one_out() -> None:
    rows = [
        measure(measure_id="m1", sender="PER"),
        measure(measure_id="m2", sender="CHL"),
        measure(measure_id="m3", sender="PER"),
    ]
    found = grouped(rows, by=lambda m: None if m.measure_id == "m3" else m.sender)
    assert {name: [m.measure_id for m in of] for name, of in found.items()} == {
        "CHL": ["m2"],
        "PER": ["m1"],
    }
    assert list(found) == ["CHL", "PER"]
