"""A docket gives the same findings whether its events lie in memory or are looked up one by one."""

import datetime as dt
import random
import time

import pyarrow as pa
import pytest
from ferry_dispute import LATE, WRITTEN

from earnest.check import Context, docket
from earnest.contract.tables import TABLES
from earnest.contract.text import Document
from earnest.extract import extract_statements
from earnest.store import Record

TEXT = (
    "Estonia expelled two Finnish diplomats on 15 March 2019. It never lifts a ban. Estonia closed"
    " its embassy in Finland in March 2019, and the closure lasted for ten months. Finland arrested"
    " the pilots of an Estonian barge in April 2019. Finland will apologise by 31 July 2019."
    " On 20 May 2019 Latvia recalled its ambassador from Finland. Estonia is always a friend of"
    " Finland. Exports to Finland rose to 16 per cent. Russia will expel a diplomat by June 2020."
)
STATES = ("EST", "FIN", "LVA", "LTU", "RUS", "SWE")
CODES = ("036", "042", "051", "0841", "111", "130", "163", "166", "172", "173", "190")


def feed(n: int) -> pa.Table:
    """So many acts of a feed: parties, days and codes, without a word."""
    rng = random.Random(5)
    rows = []
    for number in range(n):
        actor, recipient = rng.sample(STATES, 2)
        code, day = rng.choice(CODES), dt.date(2016, 1, 1) + dt.timedelta(days=rng.randrange(1_400))
        quad = 1 if code < "10" else 3 if code < "15" else 4
        rows.append({
            "event_id": f"f{number}", "date": day, "date_precision": "day", "code": code,
            "actor_country": actor, "recipient_country": recipient, "root": code[:2],
            "quad": quad, "tier": "page", "known_at": day, "known_at_basis": "published",
            "source_id": "feed", "source_ref": f"row {number}",
        })  # fmt: skip
    return pa.Table.from_pylist(rows, TABLES["events"])


def with_feed(known: Record, feed: pa.Table) -> Record:
    events = pa.concat_tables([known.tables["events"], feed])
    return Record({**known.tables, "events": events}, known.sources)


def context(record: Record, text: str, *, is_at_hand: bool) -> Context:
    document = Document("d", text, "", date=WRITTEN)
    view = record.at_hand(LATE) if is_at_hand else record.at(LATE)
    return Context(document, extract_statements(document), view)


@pytest.mark.slow
def test_findings_are_the_same_at_hand_and_looked_up(known: Record) -> None:
    record = with_feed(known, feed(400))
    at_hand = docket(context(record, TEXT, is_at_hand=True))
    assert at_hand == docket(context(record, TEXT, is_at_hand=False))
    assert {"on_record", "counterexamples"} <= {finding.status for finding in at_hand}


def seconds(asked: Context) -> float:
    begun = time.process_time()
    docket(asked)
    return time.process_time() - begun


@pytest.mark.slow
def test_a_large_feed_is_asked_in_time_linear_in_the_statements(known: Record) -> None:
    record = with_feed(known, feed(50_000))
    one = docket(context(record, TEXT, is_at_hand=True))
    assert one == docket(context(record, TEXT, is_at_hand=False))
    short = context(record, " ".join([TEXT] * 6), is_at_hand=True)
    long = context(record, " ".join([TEXT] * 24), is_at_hand=True)
    docket(short)
    assert len(long.statements) > 3.5 * len(short.statements)
    assert seconds(long) < 8 * min(
        seconds(context(record, " ".join([TEXT] * 6), is_at_hand=True)) for _ in range(2)
    )
