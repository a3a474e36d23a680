"""Actor codes: which state, body and role they name, and on which day."""

import datetime as dt
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from earnest.read.codes import country_codes
from earnest.read.feeds.actors import _dated_states, names_in, party, state_on, states_on

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("scheme", "code", "country", "role"),
    [
        ("cameo", "CHEGOV", "CHE", "government"),
        ("cameo", "ROM", "ROU", None),
        ("cameo", "TMP", "TLS", None),
        ("cameo", "KSV", "XKX", None),
        ("cameo", "---GOV", None, "government"),
        ("keds", "UNK", "GBR", None),
        ("keds", "GERMIL", "DEU", "military"),
        ("keds", "MAC", "MKD", None),
        ("cameo", "MAC", "MAC", None),
        ("keds", "TAZ", "TZA", None),
        ("cow", "255.0", "DEU", None),
        ("cow", "GMY", "DEU", None),
        ("fips", "GM", "DEU", None),
        ("name", "Moldova, Republic of", "MDA", None),
        ("name", "  CÔTE D’IVOIRE ", "CIV", None),
    ],
)
def test_a_code_names_a_state_and_a_role(
    scheme: str, code: str, country: str | None, role: str | None
) -> None:
    found = party(scheme, code)

    assert found.known
    assert (found.country, found.role) == (country, role)


@pytest.mark.parametrize(
    ("code", "body"), [("IGOUNO", "UN"), ("IGOEEC", "EU"), ("NAT", "NATO"), ("ABK", "Abkhazia")]
)
def test_a_code_may_name_a_body_that_is_no_state(code: str, body: str) -> None:
    assert (party("cameo", code).country, party("cameo", code).body) == (None, body)


@pytest.mark.parametrize(
    ("code", "day", "state"),
    [
        ("RUS", dt.date(1991, 12, 25), "SUN"),
        ("RUS", dt.date(1991, 12, 26), "RUS"),
        ("RUS", dt.date(1914, 8, 1), "RUS"),
        ("SUN", dt.date(1995, 1, 1), "RUS"),
        ("YUG", dt.date(2003, 2, 3), "YUG"),
        ("YUG", dt.date(2003, 2, 4), "SCG"),
        ("SCG", dt.date(2006, 6, 3), "SRB"),
        ("SRB", dt.date(1995, 1, 1), "SRB"),
        ("XKX", dt.date(1999, 1, 1), "XKX"),
        ("DDR", dt.date(1990, 10, 3), "DEU"),
        ("CSK", dt.date(1993, 1, 1), None),
        ("CHE", dt.date(1900, 1, 1), "CHE"),
        (None, dt.date(1900, 1, 1), None),
    ],
)
def test_a_code_means_the_state_that_bore_it_on_the_day(
    code: str | None, day: dt.date, state: str | None
) -> None:
    assert state_on(code, day) == state

    days, unresolved = np.array([day], dtype="datetime64[D]"), Counter[str]()
    column = states_on(pa.array([code], pa.string()), days, unresolved)
    assert column.to_pylist() == [state]
    assert unresolved.total() == (state is None and code is not None)


def test_the_rule_on_past_states_is_documented_with_its_dates() -> None:
    documented = {
        tuple(cell.strip() for cell in line.strip("| ").split("|"))
        for line in (ROOT / "docs" / "actor-codes.md").read_text(encoding="utf-8").splitlines()
        if line.count("|") == 4
    }
    ended = {
        (code, to, following or "none")
        for code, spans in _dated_states().items()
        for (_, to, state), (*_, following) in pairwise(spans)
        if state == code
    }

    assert {code for code, *_ in ended} >= {"SUN", "YUG", "SCG", "DDR", "CSK"}
    assert ended <= documented


@pytest.mark.parametrize(
    "written",
    ["Tai- wan", "Tai\u00adwan", "the Tai wan", "Taiwan."],
)
def test_a_name_broken_by_a_typesetter_is_still_that_name(written: str) -> None:
    assert party("name", written).country == "TWN"


def test_letters_alone_name_no_body_and_no_short_code() -> None:
    assert not party("name", "U-S-A").known
    assert not party("name", "").country


@pytest.mark.parametrize("name", ["Abkhazia", "South Ossetia", "Transnistria", "Somaliland"])
def test_a_place_without_a_code_is_a_body_whatever_the_feed(name: str) -> None:
    assert (party("name", name).country, party("name", name).body) == (None, name)


def test_a_comma_inside_a_name_does_not_split_it() -> None:
    found = names_in("Korea, North, Gambia, The, EU, Atlantis, France")

    assert [(one.country, one.body) for one in found] == [
        ("PRK", None),
        ("GMB", None),
        (None, "EU"),
        (None, "Atlantis"),
        ("FRA", None),
    ]
    assert [one.known for one in found] == [True, True, True, False, True]


def test_every_country_in_the_tables_is_one_that_a_record_may_hold() -> None:
    from earnest.read.feeds.actors import _tables

    named = {one.country for table in _tables().values() for one in table.values()}
    dated = {state for spans in _dated_states().values() for *_, state in spans}
    assert (named | dated) - {None} <= country_codes()
