"""Survival by group from a small record, the embedded one left aside by sender."""

import datetime as dt
from pathlib import Path

import pytest

from earnest.answers.measure_groups import types_of
from earnest.answers.spells import SpellGroup, spells_answer
from earnest.answers.spells_out import spells_csv, spells_text
from earnest.errors import InputError
from earnest.store import Record

HEAD = (
    "measure_id,sender,target,object,type,trigger,announced,start,start_precision,end,end_precision,"
    "status,status_as_of,scope,reciprocal_of,cluster,source_start,source_end,tier,confidence,note\n"
)
AS_OF = dt.date(2020, 12, 31)


def row(
    n: int, type_: str, start: str, *, end: str = "", announced: str = "", sender: str = "TUV",
    cluster: str = "", status: str = "", tier: str = "page",
) -> str:  # fmt: skip
    kind = status or ("lifted" if end else "in_force")
    known = end or "2020-12-31"
    source = "https://example.org/m" if tier == "page" else "memory"
    return (
        f"m{n},{sender},NRU,,{type_},,{announced},{start},day,{end},{'day' if end else ''},{kind},"
        f"{known},,,{cluster},{source},{source if end else ''},{tier},high,\n"
    )


def record(folder: Path, *rows: str) -> Record:
    (folder / "measures.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    return Record.open(folder)


def group(known: Record, name: str) -> SpellGroup:
    answer = spells_answer(known, sender="Tuvalu", as_of=AS_OF)
    return next(g for g in answer.groups if g.name == name)


# Twenty bans from 1 January 2018 on: ten lifted after 60 days, ten still on at the end of 2020.
BANS = [
    row(n, "import_banned", "2018-01-01", end="2018-03-02" if n < 10 else "", cluster=f"c{n}")
    for n in range(20)
]


def test_shares_are_those_counted_by_hand(tmp_path: Path) -> None:
    bans = group(record(tmp_path, *BANS), "import_banned")
    assert (bans.n, bans.clusters, bans.lifted, bans.unknown) == (20, 20, 10, 0)
    assert [(share.days, share.low, share.high) for share in bans.shares[:2]] == [
        (30, 1.0, 1.0),
        (90, 0.5, 0.5),
    ]
    half = bans.shares[1]
    assert half.interval_low is not None
    assert half.interval_high is not None
    assert half.interval_low < 0.5 < half.interval_high


def test_below_ten_joint_acts_there_is_no_share(tmp_path: Path) -> None:
    bans = group(record(tmp_path, *BANS[:4], *BANS[10:15]), "import_banned")
    assert bans.n == 9
    assert all(share.low is None and share.interval_high is None for share in bans.shares)
    assert bans.shares[0].why == "9 of the 10 joint acts needed are still watched then"


def test_a_joint_act_counts_once(tmp_path: Path) -> None:
    joint = [r.replace(",c1,", ",c0,").replace(",c2,", ",c0,") for r in BANS[:12]]
    bans = group(record(tmp_path, *joint), "import_banned")
    assert (bans.n, bans.clusters) == (12, 10)


def test_ends_that_nobody_saw_make_bounds_too_wide(tmp_path: Path) -> None:
    lost = [
        row(n, "import_banned", "2018-01-01", status="unknown", cluster=f"c{n}").replace(
            "2020-12-31", "2018-02-01"
        )
        for n in range(5)
    ]
    bans = group(record(tmp_path, *lost, *BANS[10:]), "import_banned")
    assert bans.unknown == 5
    assert bans.shares[0].why == ""  # watched 31 days
    assert bans.shares[1].why == "ends that nobody saw leave bounds 0.333 apart, more than 0.10"


def test_the_time_to_effect_has_a_median_from_ten_joint_acts_on(tmp_path: Path) -> None:
    visas = [
        row(n, "visa_suspended", f"2019-01-{3 + n:02}", announced="2019-01-01", cluster=f"v{n}")
        for n in range(11)
    ]
    enough = group(record(tmp_path, *visas), "visa_suspended").effect
    assert (enough.days, enough.n, enough.in_effect) == (7, 11, 11)  # 2 to 12 days, the middle one
    few = group(record(tmp_path, *visas[:9]), "visa_suspended")
    assert few.effect.days is None
    assert few.effect_why == "9 of the 10 joint acts needed have both days"


def test_expulsions_and_rows_from_memory_are_left_out(tmp_path: Path) -> None:
    known = record(
        tmp_path,
        row(1, "diplomats_expelled", "2018-01-01"),
        row(2, "embassy_closed", "2018-01-01", tier="memory"),
        row(3, "embassy_closed", "2018-01-01"),
    )
    answer = spells_answer(known, sender="TUV", as_of=AS_OF)
    assert (answer.n, answer.left_out, answer.status) == (1, 1, "cannot_see")
    assert "none with 10 joint acts" in answer.words


def test_what_is_lifted_later_is_in_force_before(tmp_path: Path) -> None:
    known = record(tmp_path, *BANS)
    early = spells_answer(known, sender="TUV", as_of=dt.date(2018, 2, 1))
    assert (early.groups[0].lifted, early.groups[0].n) == (0, 20)


def test_groups_may_be_families_or_senders(tmp_path: Path) -> None:
    known = record(tmp_path, *BANS, row(99, "embassy_closed", "2019-01-01"))
    by_family = spells_answer(known, sender="TUV", by="family", as_of=AS_OF)
    assert [(g.name, g.n) for g in by_family.groups] == [("trade", 20), ("diplomatic", 1)]
    by_sender = spells_answer(known, sender="TUV", by="sender", as_of=AS_OF)
    assert [(g.name, g.n) for g in by_sender.groups] == [("TUV", 21)]
    trade = spells_answer(known, sender="TUV", family="trade", as_of=AS_OF)
    assert trade.n == 20


def test_a_sender_without_measures_is_an_answer() -> None:
    nobody = spells_answer(Record.open(), sender="TUV", as_of=AS_OF)
    assert (nobody.status, nobody.n, nobody.groups) == ("cannot_see", 0, ())
    assert "at least 10 joint acts are needed" in nobody.words
    assert spells_text(nobody).startswith("cannot_see: no page-backed measure")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"sender": "TUVA"}, "did you mean TUV"),
        ({"type_": "import_baned"}, "near ones are import_banned"),
        ({"type_": "zzz"}, "or a family: foreign_presence"),
        ({"family": "trades"}, "name one of foreign_presence"),
        ({"type_": "import_banned", "family": "arms"}, "not of the family arms"),
    ],
)
def test_unknown_names_are_refused_with_near_ones(asked: dict[str, str], words: str) -> None:
    with pytest.raises(InputError, match=words):
        spells_answer(Record.open(), as_of=AS_OF, **asked)  # type: ignore[arg-type]


def test_a_day_before_all_measures_is_refused() -> None:
    with pytest.raises(InputError, match="no measure was announced or in force by then"):
        spells_answer(Record.open(), as_of=dt.date(1500, 1, 1))


def test_a_name_may_be_a_type_a_family_or_all() -> None:
    assert types_of("import-banned") == {"import_banned"}
    assert "export_banned" in types_of("Trade")
    assert types_of("restrict") > types_of("trade")


def test_text_and_csv_hold_the_same_numbers(tmp_path: Path) -> None:
    known = record(tmp_path, *BANS, row(99, "embassy_closed", "2019-01-01"))
    answer = spells_answer(known, sender="TUV", as_of=AS_OF)
    text, table = spells_text(answer), spells_csv(answer)
    assert "0.50–0.50 [" in text
    assert "embassy_closed: from 30 d: 1 of the 10 joint acts" in text
    assert "import_banned,20,20,10,0,90,0.500,0.500," in table
    assert "embassy_closed,1,1,0,0,30,,,,,1,1 of the 10" in table
