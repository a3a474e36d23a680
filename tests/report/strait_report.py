"""An invented dispute: Norland (NRL) and Sudria (SDR) over tolls in the Strait of Vell.

The states, acts, figures and addresses are made up. Some strings are hostile on purpose.
"""

# ruff: noqa: ANN401  (fields of many types pass through)
import datetime as dt
from dataclasses import asdict, replace
from typing import Any

from earnest.contract.finding import Finding, Number, RowRef, Seen, Wanted
from earnest.contract.report import (
    SCHEMA_VERSION,
    Bearing,
    Change,
    Difference,
    Forecast,
    Party,
    Report,
    ReportDocument,
    ReportStatement,
    Silence,
    Source,
    Thesis,
    Timeline,
    Tool,
)
from earnest.contract.rows import Event, IndexedDocument, Measure, Statistic
from earnest.contract.text import Quantity
from earnest.contract.words import Status

DATE = dt.date(2031, 3, 20)
AS_OF = dt.date(2031, 12, 31)
HOSTILE = "<script>alert('x')</script>"
ANSI = "\x1b[31mred\x1b[0m\x07"

TEXT = """The tolls are not about money

It is often said that Norland raised the tolls in the Strait of Vell to fill its treasury. \
The toll, not the election, is the pretext; the quarrel is real and it will outlive both \
governments.

On 4 February the ministry in Nordhavn closed the Sudrian cultural centre. \
Norland never lifts a ban once it has announced it, and that holds at home as well as abroad. \
Compare Ostia and Merrow: both waited for years before they touched a foreign school, \
and both gave notice first.

Some 60 % of Sudria's grain passes through the strait, and around 4,000 families live by it. \
"We were given one day to leave," the director of the centre said, though the ministry says \
that it gave thirty days. The opposition in Nordhavn calls the whole affair theatre. \
Norland wants to please its creditors before the vote.

Who, then, is the bully? Either the old toll is back by 1 May, or there will be no toll at all. \
Sooner or later the ministers will sit down in Merrow, because they always do. \
<script>alert('x')</script> & "quotes" are part of this sentence about 1.1 million tonnes.
"""

_SPANS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    (
        "s1",
        "thesis",
        "Norland raised the tolls in the Strait of Vell to fill its treasury",
        {"holder": "unknown", "polarity": "contradicts", "checkable": "partly"},
    ),
    (
        "s2",
        "thesis",
        "the quarrel is real and it will outlive both governments",
        {"polarity": "supports", "checkable": "partly"},
    ),
    (
        "s3",
        "event",
        "On 4 February the ministry in Nordhavn closed the Sudrian cultural centre",
        {"actors": ("NRL", "SDR"), "date": "2031-02-04", "polarity": "supports"},
    ),
    (
        "s4",
        "regularity",
        "Norland never lifts a ban once it has announced it, and that holds at home as well as "
        "abroad",
        {"actors": ("NRL",), "polarity": "supports", "checkable": "partly"},
    ),
    (
        "s5",
        "comparison",
        "Ostia and Merrow: both waited for years before they touched a foreign school",
        {"actors": ("Ostia", "Merrow")},
    ),
    (
        "s6",
        "quantity",
        "Some 60 % of Sudria's grain passes through the strait",
        {"actors": ("SDR",), "quantity": Quantity(60.0, 57.0, 63.0, "percent", "grain")},
    ),
    (
        "s7",
        "quantity",
        "around 4,000 families live by it",
        {"quantity": Quantity(4000.0, 3800.0, 4200.0, "families", None)},
    ),
    (
        "s8",
        "attribution",
        '"We were given one day to leave," the director of the centre said',
        {"speaker": "the director of the centre"},
    ),
    ("s9", "event", "We were given one day to leave", {"holder": "the director of the centre"}),
    (
        "s10",
        "attribution",
        "the ministry says that it gave thirty days",
        {"speaker": "NRL:ministry"},
    ),
    (
        "s11",
        "attribution",
        "The opposition in Nordhavn calls the whole affair theatre",
        {"speaker": "NRL:opposition", "checkable": "partly"},
    ),
    (
        "s12",
        "motive",
        "Norland wants to please its creditors before the vote",
        {"explained": "NRL", "checkable": "no"},
    ),
    ("s13", "rhetoric", "Who, then, is the bully", {"checkable": "no"}),
    (
        "s14",
        "prediction",
        "the old toll is back by 1 May, or there will be no toll at all",
        {"date": "../2031-05-01", "hedge": "either … or"},
    ),
    (
        "s15",
        "prediction",
        "Sooner or later the ministers will sit down in Merrow",
        {"checkable": "partly"},
    ),
    # crosses the end of s15 without nesting in it
    ("s16", "regularity", "will sit down in Merrow, because they always do", {}),
    (
        "s17",
        "quantity",
        f'{HOSTILE} & "quotes" are part of this sentence about 1.1 million tonnes',
        {"quantity": Quantity(1_100_000.0, None, None, "tonnes", None)},
    ),
)


def _statement(id_: str, kind: Any, words: str, fields: dict[str, Any]) -> ReportStatement:
    start = TEXT.index(words)
    blank: dict[str, Any] = {
        "holder": "author",
        "cue": None,
        "actors": (),
        "date": None,
        "quantity": None,
        "speaker": None,
        "explained": None,
        "attributed_by": None,
        "checkable": "yes",
        "hedge": None,
        "polarity": "neutral",
        "confidence": 0.8,
    }
    return ReportStatement(
        id=id_,
        document="strait",
        start=start,
        end=start + len(words),
        text=words,
        kind=kind,
        **{**blank, **fields},
    )


def _finding(
    id_: str, statement: str, check: str, status: Status, words: str, **more: Any
) -> Finding:
    return Finding(
        id=id_,
        statement_id=statement,
        check=check,
        question=more.pop("question", f"What does the record hold about {statement}?"),
        status=status,
        words=words,
        method=more.pop("method", "Rows of the same parties and class, within 14 days."),
        query=more.pop("query", f"actor=NRL recipient=SDR check={check}"),
        as_of=AS_OF,
        **more,
    )


WANTED_EVENTS = Wanted("events", "NRL", "SDR", "root:08", dt.date(2031, 3, 20), dt.date(2031, 5, 1))
WANTED_SERIES = Wanted("statistics", "SDR", concept="population", unit="families")


def _refs(table: str, *ids: str) -> tuple[RowRef, ...]:
    return tuple(RowRef(table, id_) for id_ in ids)


def _findings() -> tuple[Finding, ...]:
    return (
        _finding(
            "f-regularity",
            "s4",
            "regularity",
            "counterexamples",
            "3 counterexamples, 2 of them known before the text: the fish ban of 2027 was lifted "
            "after seven months, the ambassador went back in 2029.",
            question="After a restrictive measure by NRL, was it ever lifted?",
            numbers=(
                Number("counterexamples", 3, n=9, unit="measures"),
                Number("known before the text", 2, n=9, unit="measures"),
                Number("still in force after a year, all senders", 0.71, 0.58, 0.82, 212, "share"),
            ),
            rows=_refs("measures", "m-fish", "m-envoy", "m-visa"),
            coverage=Seen(9, dt.date(2024, 1, 1), AS_OF, "selected"),
        ),
        _finding(
            "f-wider",
            "s3",
            "specificity",
            "part_of_wider_measure",
            "Part of a wider measure: two other foreign bodies met an act of the same family "
            "within 14 days.",
            question="Who else met an act of the same family in the same weeks?",
            rows=_refs("measures", "m-centre", "m-radio", "m-relief"),
        ),
        _finding(
            "f-closed",
            "s3",
            "event",
            "on_record",
            "On record on 2031-02-04, two rows with an address.",
            rows=_refs("events", "c3", "e-hostile"),
            coverage=Seen(44, dt.date(2029, 1, 1), AS_OF, "feed"),
        ),
        _finding(
            "f-compare",
            "s5",
            "comparison",
            "selected",
            "Among 31 recorded closings Norland lies near the middle: median notice 12 days, "
            "Norland 9.",
            numbers=(Number("notice given", 9, 2, 40, 31, "days"),),
        ),
        _finding(
            "f-grain",
            "s6",
            "quantity",
            "within",
            "58.8 – 65.6 % in 2030.",
            numbers=(
                Number(
                    "share through the strait", 61.2, 58.8, 65.6, 2, "percent", "statistics.csv"
                ),
            ),
            rows=_refs("statistics", "st1"),
        ),
        _finding(
            "f-families",
            "s7",
            "quantity",
            "no_series",
            "No series of families living by the strait.",
            wanted=(WANTED_SERIES,),
        ),
        _finding(
            "f-day",
            "s9",
            "event",
            "conflicting",
            "The record conflicts: one row says one day, one says thirty.",
            rows=_refs("events", "e-memory"),
        ),
        _finding(
            "f-opposition",
            "s11",
            "attribution",
            "denied",
            "2 indexed documents of the opposition; both call the quarrel real.",
            rows=_refs("documents", "d1", "d2"),
        ),
        _finding("f-motive", "s12", "motive", "set_aside", "No record can weigh a motive."),
        _finding("f-toll", "s14", "prediction", "not_occurred", "No such act by 2031-05-01."),
        _finding(
            "f-meet",
            "s15",
            "prediction",
            "not_resolvable_as_written",
            "No deadline.",
            wanted=(WANTED_EVENTS,),
        ),
        _finding(
            "f-always",
            "s16",
            "regularity",
            "not_identifiable",
            "2 meetings are on record; at least 5 are needed.",
        ),
        _finding("f-hostile", "s17", "quantity", "outside", f"Outside: {HOSTILE} {ANSI} `a|b`"),
    )


def _event(id_: str, day: dt.date, quad: int, description: str, **more: Any) -> Event:
    fields: dict[str, Any] = {
        "event_id": id_,
        "date": day,
        "date_precision": "day",
        "last": day,
        "actor_country": "NRL",
        "actor_name": None,
        "recipient_country": "SDR",
        "recipient_name": None,
        "code": {1: "050", 2: "060", 3: "111", 4: "172"}[quad],
        "root": {1: "05", 2: "06", 3: "11", 4: "17"}[quad],
        "quad": quad,
        "description": description,
        "confidence": "high",
        "tier": "page",
        "note": None,
        "known_at": day,
        "known_at_basis": "assumed",
        "source_id": "events.csv",
        "source_ref": f"https://news.example.org/{id_}",
    }
    return Event(**{**fields, **more})


def _events() -> dict[str, Event]:
    acts = []
    for i in range(44):
        day = dt.date(2029, 2, 3) + dt.timedelta(days=23 * i + (i * 7) % 11)
        quad = (1, 2, 1, 3)[i % 4] if day < dt.date(2031, 1, 1) else (4, 3, 3, 4, 1)[i % 5]
        acts.append(_event(f"e{i}", day, quad, f"act number {i} over the strait"))
    crisis = [
        _event(f"c{i}", dt.date(2031, 2, 1 + i), 4 if i % 3 else 3, "a further act of the crisis")
        for i in range(9)
    ]
    odd = [
        _event(
            "e-hostile",
            dt.date(2031, 2, 4),
            4,
            f"{HOSTILE} the centre's doors were sealed {ANSI} a|b",
            source_ref="javascript:alert(1) and https://de.rt.com/x and https://ok.example.org/y.",
        ),
        _event(
            "e-memory",
            dt.date(2031, 2, 1),
            4,
            "the staff were told to leave",
            date_precision="year",
            tier="memory",
            source_ref="memory",
        ),
    ]
    return {event.event_id: event for event in (*acts, *crisis, *odd)}


def _measure(id_: str, type_: str, body: str, start: str, end: str | None, **more: Any) -> Measure:
    fields: dict[str, Any] = {
        "measure_id": id_,
        "sender": "NRL",
        "target": "SDR",
        "object": body,
        "type": type_,
        "family": "foreign_presence",
        "trigger": None,
        "announced": None,
        "start": dt.date.fromisoformat(start),
        "start_precision": "day",
        "end": dt.date.fromisoformat(end) if end else None,
        "end_precision": "day" if end else None,
        "status": "lifted" if end else "in_force",
        "status_as_of": AS_OF,
        "censored_at": None if end else AS_OF,
        "cluster": None,
        "reciprocal_of": None,
        "source_start": f"https://gazette.example.org/{id_}",
        "source_end": f"https://gazette.example.org/{id_}/end" if end else "",
        "tier": "page",
        "confidence": "high",
        "note": None,
        "source_id": "measures.csv",
    }
    return Measure(**{**fields, **more})


def _measures() -> dict[str, Measure]:
    found = (
        _measure("m-fish", "import_banned", "fish", "2029-04-01", "2029-11-03"),
        _measure("m-envoy", "ambassador_recalled", "", "2029-06-20", "2030-01-12"),
        _measure("m-visa", "visa_suspended", "seamen's visas", "2030-05-02", "2031-09-30"),
        _measure("m-centre", "cultural_closed", "Sudrian cultural centre", "2031-02-04", None),
        _measure("m-toll", "transit_blocked", "grain barges", "2031-03-01", "2031-06-15"),
        _measure("m-radio", "media_closed", "Radio Ostia", "2031-02-09", None, target="Ostia"),
        _measure("m-relief", "aid_closed", "Merrow Relief", "2031-02-11", None, target="Merrow"),
    )
    return {measure.measure_id: measure for measure in found}


def _rows() -> dict[str, dict[str, dict[str, Any]]]:
    statistic = Statistic(
        "st1",
        "grain_share",
        "Grain shipped through the Strait of Vell, share of all grain",
        "SDR",
        None,
        "2030",
        61.2,
        "percent",
        "2031-02",
        dt.date(2031, 2, 1),
        "published",
        "statistics.csv",
        "https://statistics.example.org/grain",
        None,
    )
    said = [
        IndexedDocument(
            f"d{i}",
            dt.date(2031, 2, 10 + i),
            "Nordhavn Courier",
            "NRL",
            "en",
            "NRL:opposition",
            "T2 theatre",
            "denies",
            "calls the quarrel real and the closing rash",
            "documents.csv",
            f"https://courier.example.org/{i}",
        )
        for i in (1, 2)
    ]
    return {
        "events": {id_: asdict(event) for id_, event in _events().items()},
        "measures": {id_: asdict(measure) for id_, measure in _measures().items()},
        "statistics": {"st1": asdict(statistic)},
        "documents": {one.document_id: asdict(one) for one in said},
    }


def _theses() -> tuple[Thesis, ...]:
    return (
        Thesis(
            "T1",
            "The quarrel is real and will outlive both governments.",
            ("author",),
            "text",
            ("s2",),
            ("s4", "s3", "s5", "s6"),
            (
                Change("A conciliatory act by Norland toward Sudria", dt.date(2031, 5, 1), "s14"),
                Change("The centre reopens"),
            ),
        ),
        Thesis(
            "T2",
            "The tolls were raised to fill the treasury.",
            ("unknown",),
            "text",
            ("s1",),
            ("s7", "s12"),
            (Change("The budget of 2031 shows the toll's yield"),),
        ),
        Thesis(
            "T3",
            "A limited bargaining dispute: both sides want a better toll treaty.",
            ("analyst",),
            "analyst",
            (),
            ("s11",),
            (),
        ),
    )


def _bearing() -> tuple[Bearing, ...]:
    return (
        Bearing(
            "T1", "s4", "supports", "a ban that stays fits a lasting quarrel", "counterexamples"
        ),
        Bearing("T1", "s3", "supports", "a hostile act", "part_of_wider_measure"),
        Bearing("T2", "s3", "contradicts", "a centre yields no money", "part_of_wider_measure"),
        Bearing("T1", "s11", "contradicts", "theatre is not a real quarrel", "denied"),
        Bearing("T3", "s5", "supports", "notice leaves room to talk", "selected"),
        Bearing("T2", "s7", "supports", "many payers", None),
    )


def strait_report(**changes: Any) -> Report:
    """The report on the strait; `changes` replace its fields."""
    rows = _rows()
    drawn = tuple(RowRef("events", id_) for id_ in rows["events"]) + tuple(
        RowRef("measures", id_) for id_, row in rows["measures"].items() if row["target"] == "SDR"
    )
    report = Report(
        schema=SCHEMA_VERSION,
        tool=Tool("1.2.3"),
        as_of=AS_OF,
        reviewed=False,
        question="Is the quarrel over the Strait of Vell lasting, or is it theatre before a vote?",
        record=(
            Source("events.csv", "a1" * 32, 55, "events"),
            Source("measures.csv", "b2" * 32, 7, "measures"),
            Source("statistics.csv", "c3" * 32, 1, "statistics"),
        ),
        documents=(
            ReportDocument(
                "strait",
                'The tolls are not about money & <b>"more"</b>',
                "The Vell Review",
                "a columnist",
                DATE,
                "en",
                "d4" * 32,
                "https://review.example.org/tolls",
                TEXT,
            ),
        ),
        statements=tuple(_statement(*row) for row in _SPANS),
        findings=_findings(),
        headlines=("f-regularity", "f-wider", "f-opposition", "f-compare", "f-grain"),
        theses=_theses(),
        bearing=_bearing(),
        parties=(
            Party("Norland", ("toll income", "a quiet border before the vote")),
            Party("Sudria", ("grain exports",)),
            Party("the author", ("readers of the Vell Review",)),
        ),
        silences=(
            Silence(
                (RowRef("measures", "m-radio"), RowRef("measures", "m-relief")),
                "Radio Ostia and Merrow Relief were closed in the same fortnight.",
                1,
            ),
            Silence((RowRef("events", "e-hostile"),), f"Doors sealed {HOSTILE}", 2),
        ),
        forecasts=(
            Forecast(
                "s14",
                "NRL lifts or halves the toll of 2031-03-01 toward SDR",
                dt.date(2031, 5, 1),
                0.24,
                0.15,
                0.36,
                0.21,
                340,
                "not_occurred",
            ),
            Forecast(
                "s15",
                "a meeting of ministers of NRL and SDR",
                None,
                None,
                None,
                None,
                None,
                None,
                "not_resolvable_as_written",
                ("deadline", "place"),
                "By 2031-12-31 ministers of Norland and Sudria meet in person.",
            ),
        ),
        wanted=(WANTED_EVENTS, WANTED_SERIES, Wanted("measures", "NRL", act_class="trade")),
        timeline=Timeline(("NRL", "SDR"), dt.date(2029, 1, 1), AS_OF, drawn),
        differences=(),
        rows=rows,
    )
    return replace(report, **changes)


DIFFERENCE = Difference("f-grain", "outside the series", "within the series", "record")
