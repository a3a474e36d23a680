"""The chart of a relation as a specification: every number in it is one it was given."""

import datetime as dt

from earnest.report.relation_chart import DrawnTurn, DrawnWeek, relation_spec

MONDAY = dt.date(2018, 1, 1)


def weeks(n: int, *, surprise: float | None = None) -> list[DrawnWeek]:
    return [DrawnWeek(MONDAY + dt.timedelta(days=7 * i), (1, 2, 3, 4), surprise) for i in range(n)]


def test_acts_stand_nearest_the_axis_and_conflict_below() -> None:
    spec = relation_spec(weeks(1), [], title="A and B", words="nothing seen")
    values = spec["vconcat"][0]["layer"][0]["data"]["values"]
    spans = {value["kind"]: (value["y"], value["y2"]) for value in values}
    assert spans == {
        "acts of cooperation": (0, 2),
        "words of cooperation": (2, 3),
        "acts of conflict": (0, -4),
        "words of conflict": (-4, -7),
    }


def test_many_weeks_are_joined_without_losing_an_act() -> None:
    spec = relation_spec(weeks(400), [], title="A and B", words="nothing seen")
    values = spec["vconcat"][0]["layer"][-1]["data"]["values"]
    assert sum(abs(value["y2"] - value["y"]) for value in values) == 400 * 10
    assert len({value["from"] for value in values}) == 134  # three weeks a bar


def test_without_surprise_there_is_one_panel_and_with_it_two() -> None:
    assert len(relation_spec(weeks(3), [], title="t", words="w")["vconcat"]) == 1
    both = relation_spec(weeks(3, surprise=7.5), [], title="t", words="w")["vconcat"]
    assert [v["nats"] for v in both[1]["layer"][0]["data"]["values"]] == [7.5, 7.5, 7.5]


def test_turns_are_bands_named_by_their_methods() -> None:
    turn = DrawnTurn(MONDAY, MONDAY + dt.timedelta(days=13), 2)
    layers = relation_spec(weeks(3), [turn], title="t", words="w")["vconcat"][0]["layer"]
    assert layers[0]["data"]["values"] == [
        {
            "from": "2018-01-01",
            "to": "2018-01-14",
            "label": "2 of 3",
            "said": "2018-01-01 to 2018-01-14: a turn by 2 of 3 methods",
        }
    ]


def test_days_are_drawn_and_told_as_they_are_in_every_time_zone() -> None:
    turn = DrawnTurn(MONDAY, MONDAY + dt.timedelta(days=13), 2)
    spec = relation_spec(weeks(3, surprise=1.0), [turn], title="t", words="w")
    layers = [layer for panel in spec["vconcat"] for layer in panel["layer"]]
    drawn = [layer["encoding"] for layer in layers if "x" in layer["encoding"]]
    assert len(drawn) == 4
    assert all(encoding["x"]["scale"] == {"type": "utc"} for encoding in drawn)
    told = [value["said"] for layer in layers[:3] for value in layer["data"]["values"]]
    assert told[0] == "2018-01-01 to 2018-01-14: a turn by 2 of 3 methods"
    assert told[2] == "2018-01-01 to 2018-01-08: 2 acts of cooperation"


def test_long_words_are_broken_into_lines() -> None:
    lines = relation_spec(weeks(1), [], title="t", words="word " * 60)["title"]["subtitle"]
    assert len(lines) == 3
    assert all(len(line) <= 110 for line in lines)
