"""Seconds of CPU that the docket takes: one long text on a large record, and a batch of texts.

    python benchmarks/docket.py [EVENTS] [MEASURES] [TEXTS]

An invented record of EVENTS acts among forty states over ten years and MEASURES measures, made from
a fixed seed, beside the embedded one. A text of a thousand words is written from its rows. Printed:
user and system seconds after start-up, for the whole, for extraction, and for the questions alone at
half and full length, twice and four times it: the cost should grow with the statements.
"""

import datetime as dt
import random
import sys
import time

import pyarrow as pa

from earnest.check import Context, docket
from earnest.contract.tables import TABLES
from earnest.contract.text import Document
from earnest.extract.gazetteer import Gazetteer
from earnest.extract.statements import extract_statements
from earnest.store import Record

STATES, FIRST, DAYS = 40, dt.date(2010, 1, 1), 3_650
WRITTEN = dt.date(2020, 6, 1)
CODES = ("036", "042", "051", "111", "112", "130", "163", "166", "172", "173", "190")
TELLING = (
    "{a} expelled two diplomats of {b} on {d}.", "On {d} {a} recalled its ambassador from {b}.",
    "{a} banned imports of goods from {b} on {d}.", "The exports of {a} to {b} fell by {n} per cent in 2019.",
    "{a} never lifts a ban once it has struck {b}.", "The government of {b} says that {a} wants a quarrel.",
    "By the end of 2020 {a} will reopen its border with {b}.", "The closure lasted for {n} months.",
)  # fmt: skip
WORDS = 1_000


def record(events: int, measures: int, rng: random.Random) -> Record:
    """The embedded record with so many invented events and measures."""
    known = Record.open()
    states = sorted(Gazetteer.load().country_codes())[:STATES]
    rows = [_event(n, states, rng) for n in range(events)]
    table = pa.Table.from_pylist(rows, TABLES["events"]).sort_by(
        [("actor_country", "ascending"), ("recipient_country", "ascending"), ("date", "ascending")]
    )
    like = known.tables["measures"].slice(0, 1).to_pylist()[0]
    more = [_measure(n, like, states, rng) for n in range(measures)]
    extra = pa.Table.from_pylist(more, known.tables["measures"].schema)
    tables = {**known.tables, "events": table}
    tables["measures"] = pa.concat_tables([known.tables["measures"], extra])
    return Record(tables, known.sources)


def _event(n: int, states: list[str], rng: random.Random) -> dict[str, object]:
    actor, recipient = rng.sample(states, 2)
    code, day = rng.choice(CODES), FIRST + dt.timedelta(days=rng.randrange(DAYS))
    quad = 1 if code < "10" else 3 if code < "15" else 4
    return {
        "event_id": f"b{n:07d}", "date": day, "date_precision": "day", "actor_country": actor,
        "recipient_country": recipient, "code": code, "root": code[:2], "quad": quad, "tier": "page",
        "known_at": day, "known_at_basis": "published", "source_id": "bench", "source_ref": f"row {n}",
    }  # fmt: skip


def _measure(
    n: int, like: dict[str, object], states: list[str], rng: random.Random
) -> dict[str, object]:
    sender, target = rng.sample(states, 2)
    day = FIRST + dt.timedelta(days=rng.randrange(DAYS))
    return {**like, "measure_id": f"bench-{n}", "sender": sender, "target": target, "start": day,
            "announced": day, "end": None, "status": "in_force", "status_as_of": day}  # fmt: skip


def text(words: int, rng: random.Random) -> str:
    """So many words about two of the states, with names as a text would use them."""
    known = Gazetteer.load()
    names = [known._by_code[code].name for code in sorted(known.country_codes())[:STATES]]
    a, b = names[0], names[1]
    told: list[str] = []
    while sum(len(sentence.split()) for sentence in told) < words:
        one, other = (a, b) if rng.random() < 0.7 else rng.sample(names, 2)
        day = FIRST + dt.timedelta(days=rng.randrange(DAYS))
        told.append(
            rng.choice(TELLING).format(
                a=one, b=other, d=f"{day.day} {day:%B %Y}", n=rng.randint(2, 60)
            )
        )
    return " ".join(told) + "\n"


def seconds(start: float) -> float:
    """Seconds of CPU since a start."""
    return time.process_time() - start


def main(events: int, measures: int, texts: int) -> None:
    """Print the times."""
    rng = random.Random(1)
    known = record(events, measures, rng)
    start = time.process_time()
    view = known.at_hand(WRITTEN)
    print(f"events read into memory: {seconds(start):.2f} s")
    warm = Document("warm", "Norway met Sweden.\n", "", date=WRITTEN)
    docket(Context(warm, extract_statements(warm), view))
    print(f"record: {known!r}")
    for words in (WORDS // 2, WORDS, 2 * WORDS, 4 * WORDS):
        document = Document("d", text(words, rng), "", date=WRITTEN)
        start = time.process_time()
        statements = extract_statements(document)
        read = seconds(start)
        start = time.process_time()
        found = docket(Context(document, statements, view))
        print(
            f"{words} words, {len(statements)} statements, {len(found)} findings:"
            f" {read:.2f} s to extract, {seconds(start):.2f} s to ask"
        )
    batch = [text(80, rng) for _ in range(texts)]
    start = time.process_time()
    for n, words_of_it in enumerate(batch):
        document = Document(f"t{n}", words_of_it, "", date=WRITTEN)
        docket(Context(document, extract_statements(document), view))
    print(f"{texts} texts of 80 words: {texts / seconds(start):.1f} texts a second of one core")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given + [1_000_000, 2_000, 40][len(given) :]))
