import datetime as dt
from dataclasses import replace

from test_survival import measure

from earnest.measure.specificity import companions, specificity, usual_rate

AT_ISSUE = measure(measure_id="m0", announced=dt.date(2020, 3, 1), start=dt.date(2020, 4, 15))


def test_a_like_act_against_another_target_in_the_same_weeks_is_a_companion() -> None:
    near = measure(measure_id="m1", target="CCC", start=dt.date(2020, 3, 20))
    (found,) = companions(AT_ISSUE, [AT_ISSUE, near])
    assert (found.measure.measure_id, found.days_apart) == ("m1", 19)


def test_same_target_other_family_other_sender_memory_or_far_away_is_none() -> None:
    near = measure(measure_id="m1", target="CCC", start=dt.date(2020, 3, 20))
    far = [
        replace(near, target="BBB"),
        replace(near, family="trade", type="import_banned"),
        replace(near, sender="DDD"),
        replace(near, tier="memory"),
        replace(near, start=dt.date(2020, 5, 1)),
    ]
    assert companions(AT_ISSUE, far) == ()


def test_the_distance_counts_from_the_day_each_became_public() -> None:
    edge = measure(
        measure_id="m1", target="CCC", announced=dt.date(2020, 4, 30), start=dt.date(2020, 9, 1)
    )
    assert [c.days_apart for c in companions(AT_ISSUE, [edge])] == [60]


def test_labels_make_no_difference() -> None:
    near = measure(
        measure_id="m1", target="CCC", start=dt.date(2020, 3, 20), note="part of a drive"
    )
    blank = replace(near, note=None, trigger=None)
    assert [c.days_apart for c in companions(AT_ISSUE, [near])] == [
        c.days_apart for c in companions(AT_ISSUE, [blank])
    ]


def test_the_usual_rate_counts_the_years_before_only() -> None:
    earlier = [
        measure(measure_id=f"m{year}", target="CCC", start=dt.date(year, 6, 1))
        for year in range(2011, 2020)
    ]
    late = measure(measure_id="late", target="CCC", start=dt.date(2020, 3, 10))
    assert 0.28 < usual_rate(AT_ISSUE, [*earlier, late]) < 0.32  # 9 acts in about 3,590 days


def test_companions_are_held_against_the_senders_own_pace_and_placebo_windows() -> None:
    earlier = [
        measure(measure_id=f"m{year}", target="CCC", start=dt.date(year, 6, 1))
        for year in range(2011, 2019)
    ]
    near = [
        measure(measure_id=f"n{day}", target="CCC", start=dt.date(2020, 3, day))
        for day in (5, 6, 7)
    ]
    found = specificity(AT_ISSUE, [AT_ISSUE, *earlier, *near])
    assert len(found.companions) == 3
    assert 0.25 < found.expected < 0.30  # 8 acts in some 3,590 days, windows of 121
    assert found.chance < 0.005  # P(3 or more | 0.27) = 0.0027
    assert found.placebo == 0.0
    assert found.placebo_windows > 100


def test_without_companions_chance_and_placebo_are_certain() -> None:
    found = specificity(AT_ISSUE, [AT_ISSUE])
    assert (found.companions, found.expected) == ((), 0.0)
    assert (found.chance, found.placebo) == (1.0, 1.0)


def test_a_past_too_short_for_a_window_has_no_placebo() -> None:
    found = specificity(AT_ISSUE, [AT_ISSUE], years=0)
    assert found.placebo is None
    assert found.placebo_windows == 0
