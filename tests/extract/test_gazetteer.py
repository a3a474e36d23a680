"""The gazetteer: what names resolve to, and whether its tables are sound."""

import csv
import datetime as dt
import re
from collections import defaultdict
from importlib.resources import files

import pytest

from earnest.extract.gazetteer import Gazetteer, Term, _key, _terms

COLUMNS = {
    "countries.csv": "code name aliases demonyms people capitals seats region fips from to caution",
    "pseudo_codes.csv": "code name aliases adjectives kind members caution country",
    "organisations.csv": "name aliases country kind",
    "officeholders.csv": "name forms office country from to",
    "groups.csv": "wording role actor blanket kind",
    "traps.csv": "phrase why",
}
UN_MEMBERS = """
AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB
BRN BTN BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA
ECU EGY ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI
HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA
LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM
NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT ROU RUS RWA SAU SDN
SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO
TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE
"""


def table(name: str) -> list[list[str]]:
    text = files("earnest.data").joinpath(name).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))


def column(name: str, field: str) -> list[str]:
    head, *rows = table(name)
    return [row[head.index(field)] for row in rows]


def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize("name", COLUMNS)
def test_every_row_of_a_table_has_all_its_columns(name: str) -> None:
    head, *rows = table(name)
    assert head == COLUMNS[name].split()
    assert [row for row in rows if len(row) != len(head)] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_no_cell_has_blanks_or_empty_parts_around_its_bars(name: str) -> None:
    bad = re.compile(r"^\s|\s$|\|\||^\||\|$|\s\||\|\s")
    assert [cell for row in table(name) for cell in row if bad.search(cell)] == []


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("countries.csv", "code"),
        ("pseudo_codes.csv", "code"),
        ("organisations.csv", "name"),
        ("traps.csv", "phrase"),
    ],
)
def test_a_key_stands_for_one_row(name: str, field: str) -> None:
    keys = column(name, field)
    assert len(keys) == len(set(keys))


def test_factbook_codes_are_two_letters_and_unique() -> None:
    codes = [c for c in column("countries.csv", "fips") if c]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch("[A-Z]{2}", c) for c in codes)


def test_all_193_members_of_the_united_nations_are_there() -> None:
    assert len(set(UN_MEMBERS.split())) == 193
    assert set(UN_MEMBERS.split()) - gazetteer().country_codes() == set()


def test_observers_former_states_and_disputed_codes_are_there() -> None:
    others = {"PSE", "VAT", "TWN", "XKX", "HKG", "MAC", "SUN", "YUG", "SCG", "CSK", "DDR", "GRL"}
    assert others <= gazetteer().country_codes()


def test_only_former_states_have_a_last_year() -> None:
    ended = {c for c, to in zip(*_codes_and_ends(), strict=True) if to}
    assert ended == {"SUN", "YUG", "SCG", "CSK", "DDR", "VDR", "YMD", "ANT"}


def _codes_and_ends() -> tuple[list[str], list[str]]:
    return column("countries.csv", "code"), column("countries.csv", "to")


def test_a_caution_names_a_form_of_its_own_row() -> None:
    head, *rows = table("countries.csv")
    fields = [head.index(f) for f in ("name", "aliases", "demonyms", "people", "capitals", "seats")]
    for row in rows:
        forms = {form for f in fields for form in row[f].split("|")}
        cautions = {c.partition("=")[0] for c in row[-1].split("|") if c}
        assert cautions <= forms, row[0]


def test_no_name_stands_for_two_parties_unless_a_caution_says_which() -> None:
    named: dict[str, set[str]] = defaultdict(set)
    for phrase, term in _terms():
        if term.actors and term.form != "officeholder" and term.caution not in ("shared", "unused"):
            named[_key(phrase)].add(term.code)
    assert {name: codes for name, codes in named.items() if len(codes) > 1} == {}


def test_one_office_name_stands_for_two_codes_only_where_one_person_held_both() -> None:
    held: dict[str, set[Term]] = defaultdict(set)
    for phrase, term in _terms():
        if term.form == "officeholder":
            held[_key(phrase)].add(term)
    for name, terms in held.items():
        assert len({t.code for t in terms}) == 1 or len({t.name for t in terms}) == 1, name


def test_organisations_and_offices_belong_to_known_codes() -> None:
    known = gazetteer().country_codes()
    assert set(column("organisations.csv", "country")) - known == {""}
    assert set(column("officeholders.csv", "country")) - known == {"UN", "NATO", "EU"}
    members = {m for cell in column("pseudo_codes.csv", "members") for m in cell.split("|") if m}
    assert members - known == {"EU"}


def test_a_form_of_an_office_holder_is_plain_or_needs_a_title() -> None:
    forms = [f for cell in column("officeholders.csv", "forms") for f in cell.split("|") if f]
    assert {f.partition("=")[2] for f in forms} == {"", "titled"}


def test_terms_of_office_are_years_or_months_in_order() -> None:
    head, *rows = table("officeholders.csv")
    for row in rows:
        since, until = row[head.index("from")], row[head.index("to")]
        assert re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", since), row
        assert not until or (re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", until) and since <= until)


def test_senders_and_targets_of_the_shipped_measures_are_known() -> None:
    path = files("earnest.data").joinpath("embedded", "measures.csv")
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        for code in (row["sender"], row["target"]):
            assert gazetteer().resolve(code) is not None, code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Burma", "MMR"),
        ("the UAE", "ARE"),
        ("Kiev", "UKR"),
        ("kyiv", "UKR"),
        ("Cote d'Ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("KOR", "KOR"),
        ("EUE", "EU"),
        ("Brussels", "EU"),
        ("Quai d'Orsay", "FRA"),
        ("Foggy Bottom", "USA"),
        ("Turkish Republic of Northern Cyprus", "Northern Cyprus"),
        ("Organization for Security and Cooperation in Europe", "OSCE"),
    ],
)
def test_a_name_resolves_to_its_code(name: str, code: str) -> None:
    found = gazetteer().resolve(name)
    assert found is not None
    assert found.code == code


def test_a_code_with_a_role_keeps_the_role() -> None:
    found = gazetteer().resolve('BOL:"the Bolivians"')
    assert found is not None
    assert (found.code, found.role, found.kind) == ("BOL", "the Bolivians", "state")


@pytest.mark.parametrize(
    "name", ["", "Ruritania", "ZZZ:opposition", "opposition", "Atlanta, Georgia"]
)
def test_a_name_outside_the_tables_resolves_to_nothing(name: str) -> None:
    assert gazetteer().resolve(name) is None


def test_an_office_resolves_to_its_latest_holding() -> None:
    found = gazetteer().resolve("Mark Rutte")
    assert found is not None
    assert (found.code, found.role) == ("NATO", "secretary_general")


def test_states_and_unions_are_told_apart() -> None:
    g = gazetteer()
    assert g.is_state("QAT") and not g.is_union("QAT")
    assert g.is_union("EU") and not g.is_state("EU")
    assert g.is_union("OSCE") and g.is_union("NATO")
    assert not g.is_union("Hezbollah") and not g.is_state("Abkhazia")


def test_a_body_belongs_to_its_state() -> None:
    g = gazetteer()
    assert g.country_of("Yonhap") == "KOR"
    assert g.country_of("British Council") == "GBR"
    assert g.country_of("Amnesty International") is None
    assert g.country_of("Lima") == "PER"
    assert g.country_of("nobody at all") is None


def test_a_term_in_years_covers_its_whole_last_year() -> None:
    term = Term("XKX", "N", "officeholder", "office", since="2001", until="2004")
    assert term.held(dt.date(2004, 12, 31))
    assert not term.held(dt.date(2005, 1, 1))
    assert not term.held(dt.date(2000, 12, 31))
