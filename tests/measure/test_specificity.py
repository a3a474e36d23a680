import datetime as dt
from dataclasses import replace

from test_survival import measure

from earnest.measure.specificity import companions, usual_rate

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
