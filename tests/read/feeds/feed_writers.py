"""Writers of valid files of every feed, from the same facts, and what a reader makes of each.

The dispute over a lake ferry is invented; the columns are those of the feeds.
"""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from feed_samples import (
    GDELT,
    ICEWS,
    ICEWS_HEADER,
    POLECAT,
    POLECAT_ROW,
    gdelt2_line,
    tabbed,
)

from earnest.contract.tables import DOCUMENTS, EVENTS, MEASURES, STATISTICS
from earnest.read.feeds import gdelt1, icews, phoenix

# Name, COW number and FIPS code of the states that the facts speak of.
STATES: Final = {
    "CHE": ("Switzerland", "225", "SZ"),
    "FRA": ("France", "220", "FR"),
    "ITA": ("Italy", "325", "IT"),
    "AUT": ("Austria", "305", "AU"),
    "AZE": ("Azerbaijan", "373", "AJ"),
    "RUS": ("Russia", "365", "RS"),
}


@dataclass(frozen=True)
class Fact:
    """What one line of a file says; each writer takes what its feed has a column for."""

    number: int
    day: dt.date
    last: dt.date
    actor: str
    recipient: str
    code: str
    value: float
    text: str

    @property
    def compact(self) -> str:
        return f"{self.day:%Y%m%d}"


@dataclass(frozen=True)
class Writer:
    """How a feed's file is written, and the columns that come of one fact."""

    file: Callable[[Sequence[Fact]], bytes]
    seen: Callable[[Fact], Mapping[str, Any]]
    takes_lines: bool = False  # whether a text may hold line ends, quotes and separators


def _name(code: str) -> str:
    return STATES[code][0]


def _cow(code: str) -> str:
    return STATES[code][1]


def _flat(text: str) -> str:
    """A text as a feed without quoting can hold it."""
    return " ".join(text.split())


def _lines(line: Callable[[Fact], str], header: str = "") -> Callable[[Sequence[Fact]], bytes]:
    def file(facts: Sequence[Fact]) -> bytes:
        return "".join([header, *(line(fact) + "\n" for fact in facts)]).encode()

    return file


def _sheet(
    row: Callable[[Fact], Mapping[str, object]], above: str = ""
) -> Callable[[Sequence[Fact]], bytes]:
    def file(facts: Sequence[Fact]) -> bytes:
        out = io.StringIO(newline="")
        names = list(row(_MODEL))
        writer = csv.DictWriter(out, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(row(fact) for fact in facts)
        return (above + out.getvalue()).encode()

    return file


def _parquet(
    row: Callable[[Fact], Mapping[str, object]], schema: pa.Schema | None = None
) -> Callable[[Sequence[Fact]], bytes]:
    def file(facts: Sequence[Fact]) -> bytes:
        names = list(row(_MODEL))
        shape = schema and pa.schema([schema.field(name) for name in names])
        columns = {name: [row(fact)[name] for fact in facts] for name in names}
        table = pa.table(columns, shape) if shape else pa.table(columns)
        out = io.BytesIO()
        pq.write_table(table, out)
        return out.getvalue()

    return file


def _dyad(fact: Fact, **more: object) -> dict[str, Any]:
    """What every reader of events keeps."""
    sides = {"actor_country": fact.actor, "recipient_country": fact.recipient}
    return {"date": fact.day, **sides, "code": fact.code, **more}


# Events


def _gdelt_cells(fact: Fact) -> dict[str, str]:
    return GDELT | {
        "GLOBALEVENTID": str(fact.number),
        "SQLDATE": fact.compact,
        "MonthYear": fact.compact[:6],
        "Year": fact.compact[:4],
        "Actor1Code": fact.actor,
        "Actor1Name": _flat(fact.text),
        "Actor1CountryCode": fact.actor,
        "Actor2Code": fact.recipient,
        "Actor2CountryCode": fact.recipient,
        "EventCode": fact.code,
        "SOURCEURL": f"https://news.example/{fact.number}",
    }


def _gdelt_seen(feed: str) -> Callable[[Fact], Mapping[str, Any]]:
    return lambda fact: _dyad(
        fact,
        event_id=f"{feed}:{fact.number}",
        actor_name=_flat(fact.text),
        source_ref=f"https://news.example/{fact.number}",
    )


def _icews_line(fact: Fact) -> str:
    cells = {
        "Event ID": str(fact.number),
        "Event Date": f"{fact.day}",
        "Source Name": _flat(fact.text),
        "Source Country": _name(fact.actor),
        "Target Country": _name(fact.recipient),
        "CAMEO Code": fact.code,
    }
    return tabbed(icews.COLUMNS, ICEWS | cells)


def _polecat_line(fact: Fact) -> str:
    cells = {
        "Event ID": str(fact.number),
        "Event Date": f"{fact.day}",
        "Actor Name": _flat(fact.text),
        "Actor Country": fact.actor,
        "Recipient Country": fact.recipient,
    }
    return tabbed(POLECAT, POLECAT_ROW | cells)


def _phoenix_line(fact: Fact) -> str:
    cells = {
        "EventID": str(fact.number),
        "Date": fact.compact,
        "Year": fact.compact[:4],
        "SourceActorEntity": fact.actor,
        "SourceActorFull": _flat(fact.text),
        "TargetActorEntity": fact.recipient,
        "EventCode": fact.code,
        "QuadClass": "1",
    }
    return tabbed(phoenix.OEDA, cells)


def _cline(fact: Fact) -> dict[str, object]:
    return {
        "eid": fact.number,
        "story_date": f"{fact.day.month}/{fact.day.day}/{fact.day.year}",
        "source": fact.text,
        "source_root": fact.actor,
        "source_agent": "GOV",
        "target": fact.recipient,
        "target_root": fact.recipient,
        "target_agent": "",
        "code": fact.code,
        "quad_class": "1",
        "goldstein": "-2.0",
    }


def _petrarch_line(fact: Fact) -> str:
    cells = (fact.compact, fact.actor, fact.recipient, fact.code, "", f"AFP{fact.number}_1", "afp")
    return "\t".join(cells)


def _plover_line(fact: Fact) -> str:
    sides = {
        side: [{"code": code, "sector": ""}]
        for side, code in (("source", fact.actor), ("target", fact.recipient))
    }
    rest = {"event": "CONSULT", "mode": "meet", "text": fact.text}
    return json.dumps({"id": f"R{fact.number}", "date": f"{fact.day}", **sides, **rest})


def _acled(fact: Fact) -> dict[str, object]:
    return {
        "event_id_cnty": f"LAK{fact.number}",
        "event_date": f"{fact.day:%d %B %Y}",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": f"Military Forces of {_name(fact.actor)} (1990-)",
        "actor2": f"Protesters ({_name(fact.recipient)})",
        "country": _name(fact.actor),
        "latitude": "46.2",
        "longitude": "6.1",
        "notes": fact.text,
    }


def _ucdp(fact: Fact) -> dict[str, object]:
    return {
        "id": fact.number,
        "type_of_violence": "1",
        "side_a": f"Government of {_name(fact.actor)}",
        "side_b": f"Government of {_name(fact.recipient)}",
        "date_start": f"{fact.day} 00:00:00.000",
        "date_end": f"{fact.last} 00:00:00.000",
        "date_prec": "1",
        "source_headline": fact.text,
    }


def _keds_row(fact: Fact) -> dict[str, object]:
    return {
        "set": "lake",
        "ontology": "CAMEO",
        "date": fact.day,
        "source_code": fact.actor,
        "target_code": fact.recipient,
        "source_state": fact.actor,
        "target_state": fact.recipient,
        "code": fact.code,
    }


def _icews_row(fact: Fact) -> dict[str, object]:
    return {
        "date": fact.day,
        "source_name": fact.text,
        "target_name": _name(fact.recipient),
        "code": fact.code,
        "relation": "Act",
        "source_state": fact.actor,
        "target_state": fact.recipient,
    }


def _event(fact: Fact) -> dict[str, object]:
    return {
        "event_id": f"e{fact.number}",
        "date": fact.day,
        "actor_country": fact.actor,
        "recipient_country": fact.recipient,
        "code": fact.code,
        "description": fact.text,
        "source_ref": "https://news.example/ferry",
    }


def _event_seen(fact: Fact) -> dict[str, Any]:
    return _dyad(fact, event_id=f"e{fact.number}", description=fact.text, tier="page")


# Spells


def _ties(fact: Fact) -> dict[str, object]:
    return {
        "caseid": fact.number,
        "primarysender": f"{_cow(fact.actor)}.0",
        "targetstate": _cow(fact.recipient),
        "imposition": "1",
        "sanctiontype": "3",
        "ongoing": "False",
        "start_date": "",
        "imposed_date": fact.day,
        "imposed_prec": "day",
        "end_date": fact.last,
        "end_prec": "day",
        "finaloutcome_label": fact.text,
    }


def _gsdb(fact: Fact) -> dict[str, object]:
    flags = dict.fromkeys(("trade", "military", "financial", "travel", "other"), "0")
    return {
        "case_id": fact.number,
        "sanctioned_state": _name(fact.recipient),
        "sanctioning_state": _name(fact.actor),
        "begin": fact.day.year,
        "end": fact.day.year,
        "descr_trade": "",
        **flags,
        "arms": "1",
        "objective": fact.text,
    }


def _icb(fact: Fact) -> dict[str, object]:
    dates = {
        f"{unit}{part}": f"{getattr(day, field)}.0"
        for part, day in (("trig", fact.day), ("term", fact.last))
        for unit, field in (("yr", "year"), ("mo", "month"), ("da", "day"))
    }
    return {
        "crisno": fact.number,
        "cracno": fact.number,
        "actor": _cow(fact.recipient),
        "crisname": fact.text,
        "triggr": "3.0",
        "trigent": f"{_cow(fact.actor)}.0",
        **dates,
    }


def _cobap(fact: Fact) -> dict[str, object]:
    return {
        "ID": fact.number,
        "ISO3": fact.actor,
        "POLICY_TYPE": "PARTIAL",
        "POLICY_SUBTYPE": "BORDER_CLOSURE",
        "START_DATE": f"{fact.day:%m_%d_%y}",
        "END_DATE": f"{fact.last:%m_%d_%y}",
        "LAND": "1",
        "TARGETS_LAND": _name(fact.recipient),
        "COMMENTS": fact.text,
    }


def _gta(fact: Fact) -> dict[str, object]:
    return {
        "State Act ID": fact.number,
        "Implementing Jurisdiction": _name(fact.actor),
        "Affected Jurisdiction": _name(fact.recipient),
        "Intervention Type": "Import ban",
        "GTA Evaluation": "Red",
        "Implementation Date": fact.day,
        "Removal Date": fact.last,
        "State Act Title": fact.text,
    }


def _spell(**fixed: object) -> Callable[[Fact], Mapping[str, Any]]:
    """What every reader of spells keeps; the dates are those of the fact unless given."""

    def seen(fact: Fact) -> Mapping[str, Any]:
        sides = {"sender": fact.actor, "target": fact.recipient}
        return {"start": fact.day, "end": fact.last, **sides, **fixed}

    return seen


def _gsdb_seen(fact: Fact) -> Mapping[str, Any]:
    year = dt.date(fact.day.year, 1, 1)
    return {**_spell()(fact), "start": year, "end": year, "label": fact.text}


# Statistics


def _figure(fact: Fact, series: str, **more: object) -> dict[str, Any]:
    date = str(fact.day.year)
    return {"series_id": series, "country": fact.actor, "date": date, "value": fact.value, **more}


def _profile(facts: Sequence[Fact]) -> bytes:
    """One country's profile; each fact is a field of its own."""
    fields = {
        f"Length n{fact.number}": {"text": f"{fact.number} km ({fact.day.year} est.)"}
        for fact in facts
    }
    profile = {
        "Introduction": {"Background": {"text": "<p>A land of lakes.</p>"}},
        "Geography": {"Area": {"text": "land and water"}},
        "Government": {"Country name": {"conventional short form": {"text": "Switzerland"}}},
        "Transportation": fields,
    }
    return json.dumps(profile, indent=1).encode()


def _profile_seen(fact: Fact) -> Mapping[str, Any]:
    value = {"country": "CHE", "value": float(fact.number), "unit": "km", "note": "est"}
    return {"series_id": f"factbook:length_n{fact.number}", "date": str(fact.day.year), **value}


def _partners(fact: Fact) -> dict[str, object]:
    return {
        "factbook_code": STATES[fact.actor][2],
        "country": _name(fact.actor),
        "region": fact.text,
        "flow": "export",
        "partner": _name(fact.recipient),
        "share_pct": fact.value,
        "year": f"{fact.day.year}.0",
    }


def _worldbank(fact: Fact) -> dict[str, object]:
    years = {str(year): "" for year in range(YEARS[0], YEARS[1] + 1)}
    return {
        "Country Name": fact.text,
        "Country Code": fact.actor,
        "Indicator Name": "Ferries (number)",
        "Indicator Code": f"LAKE.{fact.number}",
        **years,
        str(fact.day.year): fact.value,
    }


def _cow_row(fact: Fact) -> dict[str, object]:
    return {
        "ccode": f"{_cow(fact.actor)}.0",
        "year": f"{fact.day.year}.0",
        "milex": fact.value,
        "milper": "-9",
        "remark": fact.text,
    }


def _comtrade(fact: Fact) -> dict[str, object]:
    return {
        "period": fact.day.year,
        "reporterISO": fact.actor,
        "reporterDesc": _name(fact.actor),
        "partnerISO": fact.recipient,
        "partnerDesc": _name(fact.recipient),
        "flowDesc": "Export",
        "cmdCode": fact.number,
        "cmdDesc": fact.text,
        "primaryValue": fact.value,
    }


def _sipri(fact: Fact) -> dict[str, object]:
    years = {str(year): "..." for year in range(YEARS[0], YEARS[1] + 1)}
    return {
        "Country": _name(fact.actor),
        "Notes": fact.text,
        **years,
        str(fact.day.year): fact.value,
    }


def _statistic(fact: Fact) -> dict[str, object]:
    return {
        "stat_id": f"s{fact.number}",
        "series_id": "lake:ferries",
        "label": fact.text,
        "country": fact.actor,
        "date": str(fact.day.year),
        "value": fact.value,
        "unit": "number",
    }


def _statistic_seen(fact: Fact) -> Mapping[str, Any]:
    return _figure(fact, "lake:ferries", stat_id=f"s{fact.number}", label=fact.text)


# Measures and documents


def _measure(fact: Fact) -> dict[str, object]:
    return {
        "measure_id": f"m{fact.number}",
        "sender": fact.actor,
        "target": fact.recipient,
        "type": "border_closed",
        "start": fact.day,
        "end": fact.last,
        "status": "lifted",
        "source_start": "https://news.example/ferry",
        "note": fact.text,
    }


def _measure_seen(fact: Fact) -> Mapping[str, Any]:
    return _spell(measure_id=f"m{fact.number}", family="movement", note=fact.text)(fact)


def _document(fact: Fact) -> dict[str, object]:
    return {"document_id": f"d{fact.number}", "date": fact.day, "gist": fact.text}


def _document_seen(fact: Fact) -> Mapping[str, Any]:
    return {"document_id": f"d{fact.number}", "date": fact.day, "gist": fact.text}


def _nothing(_: Fact) -> Mapping[str, Any]:
    return {}


YEARS: Final = (2000, 2019)
_MODEL: Final = Fact(1, dt.date(2001, 2, 3), dt.date(2001, 3, 4), "CHE", "FRA", "042", 1.0, "x")

WRITERS: Final[Mapping[str, Writer]] = {
    "gdelt2": Writer(_lines(lambda f: gdelt2_line(**_gdelt_cells(f))), _gdelt_seen("gdelt2")),
    "gdelt1": Writer(
        _lines(lambda f: tabbed(gdelt1.COLUMNS, _gdelt_cells(f))), _gdelt_seen("gdelt1")
    ),
    "gdelt-mentions": Writer(
        _lines(lambda f: f"{f.number}\t{f.compact}230000\t{f.compact}230000" + "\t1" * 13), _nothing
    ),
    "gdelt-gkg": Writer(
        _lines(lambda f: f"{f.compact}230000-{f.number}\t{f.compact}230000" + "\t" * 25), _nothing
    ),
    "icews": Writer(
        _lines(_icews_line, ICEWS_HEADER + "\n"),
        lambda f: _dyad(f, event_id=f"icews:{f.number}:{f.day}", actor_name=_flat(f.text)),
    ),
    "polecat": Writer(
        _lines(_polecat_line, "\t".join(POLECAT) + "\n"),
        lambda f: (
            _dyad(f, event_id=f"polecat:{f.number}", actor_name=_flat(f.text)) | {"code": "10"}
        ),
    ),
    "keds-parquet": Writer(_parquet(_keds_row), _dyad),
    "icews-parquet": Writer(
        _parquet(_icews_row), lambda f: _dyad(f, actor_name=f.text), takes_lines=True
    ),
    "ties": Writer(_sheet(_ties), lambda f: _spell(label=f.text)(f), takes_lines=True),
    "gsdb": Writer(_sheet(_gsdb), _gsdb_seen, takes_lines=True),
    "icb": Writer(_sheet(_icb), lambda f: _spell(label=f.text)(f), takes_lines=True),
    "cobap": Writer(_sheet(_cobap), _spell(measure_type="border_closed"), takes_lines=True),
    "factbook": Writer(_profile, _profile_seen),
    "factbook-csv": Writer(
        _sheet(_partners),
        lambda f: _figure(f, "factbook:exports_partners", partner=f.recipient),
        takes_lines=True,
    ),
    "worldbank": Writer(
        _sheet(_worldbank, '"Data Source","World Development Indicators",\n\n'),
        lambda f: _figure(f, f"worldbank:LAKE.{f.number}"),
        takes_lines=True,
    ),
    "cow": Writer(_sheet(_cow_row), lambda f: _figure(f, "cow:milex"), takes_lines=True),
    "comtrade": Writer(
        _sheet(_comtrade),
        lambda f: _figure(f, f"comtrade:export:{f.number}", partner=f.recipient),
        takes_lines=True,
    ),
    "sipri": Writer(
        _sheet(_sipri, '"Military expenditure by country, in US$ m.",,\n'),
        lambda f: _figure(f, "sipri:milex:us_m"),
        takes_lines=True,
    ),
    "phoenix": Writer(
        _lines(_phoenix_line),
        lambda f: _dyad(f, event_id=f"phoenix:{f.number}", actor_name=_flat(f.text)),
    ),
    "cline": Writer(
        _sheet(_cline),
        lambda f: _dyad(f, event_id=f"cline:{f.number}", actor_name=f.text),
        takes_lines=True,
    ),
    "petrarch": Writer(_lines(_petrarch_line), _dyad),
    "keds-weis": Writer(
        _lines(lambda f: f"{f.day:%y%m%d}\t{f.actor}\t{f.recipient}\t224\t(RIOT)"),
        lambda f: _dyad(f) | {"code": "145", "note": "WEIS 224"},
    ),
    "keds-cameo": Writer(
        _lines(lambda f: f"{f.compact}\t{f.actor}\t{f.recipient}\t{f.code}"), _dyad
    ),
    "plover": Writer(
        _lines(_plover_line),
        lambda f: _dyad(f, event_id=f"plover:R{f.number}") | {"code": "04"},
        takes_lines=True,
    ),
    "acled": Writer(
        _sheet(_acled),
        lambda f: _dyad(f, event_id=f"acled:LAK{f.number}") | {"code": "190"},
        takes_lines=True,
    ),
    "ucdp": Writer(
        _sheet(_ucdp),
        lambda f: _dyad(f, event_id=f"ucdp:{f.number}", known_at=f.last) | {"code": "190"},
        takes_lines=True,
    ),
    "gta": Writer(_sheet(_gta), _spell(measure_type="import_banned"), takes_lines=True),
    "events": Writer(_sheet(_event), _event_seen, takes_lines=True),
    "measures": Writer(_sheet(_measure), _measure_seen, takes_lines=True),
    "statistics": Writer(_sheet(_statistic), _statistic_seen, takes_lines=True),
    "documents": Writer(_sheet(_document), _document_seen, takes_lines=True),
    "parquet": Writer(_parquet(_event, EVENTS), _event_seen, takes_lines=True),
    "measures-parquet": Writer(_parquet(_measure, MEASURES), _measure_seen, takes_lines=True),
    "statistics-parquet": Writer(
        _parquet(_statistic, STATISTICS), _statistic_seen, takes_lines=True
    ),
    "documents-parquet": Writer(_parquet(_document, DOCUMENTS), _document_seen, takes_lines=True),
}
