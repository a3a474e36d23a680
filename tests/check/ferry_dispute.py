"""An invented quarrel of Estonia with Finland and others, as a record of CSV files."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from earnest.check import Context, docket
from earnest.contract.finding import Finding
from earnest.contract.text import Document, Quantity, Statement
from earnest.contract.words import Kind
from earnest.store import Record

WRITTEN = dt.date(2019, 5, 30)
LATE = dt.date(2020, 12, 31)

EVENTS = """\
event_id,date,date_precision,date_end,actor_country,actor_name,recipient_country,recipient_name,\
code,description,source,confidence,known_at,note,tier
e-expel,2019-03-15,day,,EST,,FIN,,166,Estonia expels two Finnish diplomats over the lighthouse toll,\
https://example.org/e1,high,,,page
e-sailors,2019-02-10,day,,EST,,FIN,,173,Estonia detains 14 sailors of a Finnish trawler,\
https://example.org/e2,high,,,page
e-crew,2019-04-02,day,,FIN,,EST,,173,Finland arrests the pilots of an Estonian barge,memory,low,,,memory
e-thanks,2019-05-12,day,,FIN,,EST,,043,Finland sends a delegation to Tallinn,https://example.org/e3,high,,,page
e-freed,2019-05-20,day,,EST,,FIN,,0841,Estonia releases the cook of the trawler from jail,https://example.org/e4,high,,,page
e-apology,2019-06-20,day,,FIN,,EST,,055,Finland apologises for the harbour search,\
https://example.org/e5,high,,,page
e-paid,2019-12-05,day,,FIN,,EST,,07,Finland pays for the damaged quay,https://example.org/e6,high,,,page
"""

MEASURES = """\
measure_id,sender,target,object,type,trigger,announced,start,start_precision,end,end_precision,\
status,status_as_of,scope,reciprocal_of,cluster,source_start,source_end,tier,confidence,note
m-ferry,EST,FIN,car ferries,transit_blocked,a toll,2019-03-01,2019-04-10,day,2019-09-01,day,lifted,\
2019-09-01,target_specific,,,https://example.org/m1,https://example.org/m2,page,high,in force all summer
m-embassy,EST,FIN,,embassy_closed,a toll,,2019-03-20,day,2020-02-01,day,lifted,2020-02-01,target_specific,\
,,https://example.org/m3,https://example.org/m4,page,high,
m-yle,EST,FIN,Yle,media_blocked,a report,2019-05-02,2019-05-05,day,,,in_force,2020-12-01,target_specific,\
,,https://example.org/m5,,page,high,aimed at one outlet
m-svt,EST,SWE,SVT,media_blocked,a report,,2019-05-20,day,,,in_force,2020-12-01,part_of_wider_measure,\
,,https://example.org/m6,,page,high,
m-ham,EST,LTU,ham,import_banned,swine fever,,2015-01-10,day,2016-02-01,day,lifted,2016-02-01,,,,\
https://example.org/m7,https://example.org/m8,page,high,
m-flights,EST,LTU,,flights_banned,,,2016-05-01,day,2017-05-01,day,lifted,2017-05-01,,,,memory,memory,memory,low,
m-visas,FIN,EST,,visa_suspended,answer,2019-05-10,2021-06-01,day,,,in_force,2021-12-01,,,,\
https://example.org/m9,,page,high,
"""

STATISTICS = """\
stat_id,series_id,label,country,partner,date,value,unit,vintage,source,known_at
s-16,exports_share,Share of exports by partner,EST,FIN,2016,15,percent,2017-06,https://example.org/s1,2017-06-30
s-17,exports_share,Share of exports by partner,EST,FIN,2017,16,percent,2018-06,https://example.org/s2,2018-06-30
s-20,exports_share,Share of exports by partner,EST,FIN,2020,22,percent,2021-06,https://example.org/s3,2021-06-30
s-men,active_personnel,Active military personnel,EST,,2018,6500,persons,2018-12,https://example.org/s4,2018-12-31
"""

DOCUMENTS = """\
document_id,date,outlet,country,language,holder,thesis,stance,gist,source
d-1,2019-05-01,Harbour Post,FIN,en,FIN:foreign ministry,the toll is unlawful,asserts,the toll breaks a treaty,\
https://example.org/d1
d-2,2019-05-03,Harbour Post,FIN,en,FIN:shipowners,the toll is unlawful,denies,a toll is lawful if equal,\
https://example.org/d2
d-3,2019-05-04,Quay Letters,EST,en,EST:government,the embassy is a nest of spies,denies,\
no spies were found in the embassy,https://example.org/d3
"""

EXHAUSTIVE = """\
table,actor,recipient,class,from,to,kind,method
events,EST|FIN,EST|FIN,all,2019-01-01,2020-12-31,exhaustive,every note of both foreign ministries
"""
FEED = EXHAUSTIVE.replace(",exhaustive,every note of both", ",feed,notes as published by both")

TABLES = {
    "events": EVENTS,
    "measures": MEASURES,
    "statistics": STATISTICS,
    "documents": DOCUMENTS,
}


def record(folder: Path, **tables: str) -> Record:
    """The quarrel as a record; tables given here take the place of those above."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**TABLES, **tables}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return Record.open(folder)


def says(
    text: str,
    kind: Kind,
    *,
    actors: tuple[str, ...] = (),
    about: tuple[str, ...] = (),
    date: str | None = None,
    quantity: Quantity | None = None,
    holder: str = "author",
    attributed_by: str | None = None,
    speaker: str | None = None,
    explained: str | None = None,
) -> Statement:
    """A statement that `brief` will give its place and id."""
    return Statement(
        document="brief",
        start=0,
        end=len(text),
        text=text,
        kind=kind,
        actors=actors,
        about=about,
        date=date,
        quantity=quantity,
        holder=holder,
        attributed_by=attributed_by,
        speaker=speaker,
        explained=explained,
    )


def number(value: float, unit: str, *, slack: float = 0.0, of: str | None = None) -> Quantity:
    """A quantity as the extractor gives it for a plain or a rounded figure."""
    return Quantity(value, value * (1 - slack), value * (1 + slack), unit, of)


def brief(known: Record, *claims: Statement, as_of: dt.date = LATE) -> Context:
    """The claims set one after another as a text of 30 May 2019, beside the record at hand."""
    placed: list[Statement] = []
    start = 0
    for n, claim in enumerate(claims, start=1):
        end = start + len(claim.text)
        placed.append(replace(claim, id=claim.id or f"s{n}", start=start, end=end))
        start = end + 2
    text = ". ".join(claim.text for claim in claims) + "."
    document = Document("brief", text, "0" * 64, title="A toll on ferries", date=WRITTEN)
    return Context(document, tuple(placed), known.at_hand(as_of))


def answers(known: Record, *claims: Statement, as_of: dt.date = LATE) -> dict[str, Finding]:
    """The findings on the last of the claims, by check."""
    context = brief(known, *claims, as_of=as_of)
    last = context.statements[-1].id
    return {f.check: f for f in docket(context) if f.statement_id == last}


def ids(finding: Finding) -> list[str]:
    """The ids of the rows of a finding."""
    return [row.id for row in finding.rows]


def notes(day: str, count: int) -> str:
    """So many further events on one day, none of them an act that any claim asks for."""
    rows = (
        f"n-{day}-{n},{day},day,,FIN,,EST,,036,Note number {n} is handed over,"
        f"https://example.org/n{n},high,,,page\n"
        for n in range(count)
    )
    return "".join(rows)
