"""The Arrow contracts of the record: what each table's columns are called and hold.

Dates are `date32`; a date that people write at a coarser granularity keeps it in a
`*_precision` column and starts on the first day of its period.
"""

from typing import Final

import pyarrow as pa

EVENTS: Final = pa.schema(
    [
        pa.field("event_id", pa.string(), nullable=False),
        pa.field("date", pa.date32(), nullable=False),
        ("date_precision", pa.string()),
        ("date_end", pa.date32()),  # last day, included; null if the date says it all
        ("actor_country", pa.string()),
        ("actor_name", pa.string()),
        ("actor_role", pa.string()),
        ("recipient_country", pa.string()),
        ("recipient_name", pa.string()),
        ("recipient_role", pa.string()),
        ("code", pa.string()),  # CAMEO, leading zeros kept
        ("root", pa.string()),
        ("plover", pa.string()),
        ("quad", pa.int8()),
        ("goldstein", pa.float64()),
        ("description", pa.string()),
        ("confidence", pa.string()),
        ("tier", pa.string()),
        ("note", pa.string()),
        ("known_at", pa.date32()),
        ("known_at_basis", pa.string()),
        ("source_id", pa.string()),
        ("source_ref", pa.string()),
    ]
)

MEASURES: Final = pa.schema(
    [
        pa.field("measure_id", pa.string(), nullable=False),
        pa.field("sender", pa.string(), nullable=False),
        pa.field("target", pa.string(), nullable=False),
        ("object", pa.string()),
        pa.field("type", pa.string(), nullable=False),
        ("family", pa.string()),
        ("trigger", pa.string()),
        ("announced", pa.date32()),
        pa.field("start", pa.date32(), nullable=False),
        ("start_precision", pa.string()),
        ("end", pa.date32()),
        ("end_precision", pa.string()),
        ("status", pa.string()),
        ("status_as_of", pa.date32()),
        ("scope", pa.string()),
        ("reciprocal_of", pa.string()),
        ("cluster", pa.string()),
        ("source_start", pa.string()),
        ("source_end", pa.string()),
        ("source_class", pa.string()),
        ("tier", pa.string()),
        ("confidence", pa.string()),
        ("note", pa.string()),
        ("source_id", pa.string()),
    ]
)

STATISTICS: Final = pa.schema(
    [
        pa.field("stat_id", pa.string(), nullable=False),
        pa.field("series_id", pa.string(), nullable=False),
        ("label", pa.string()),
        ("country", pa.string()),
        ("partner", pa.string()),
        pa.field("date", pa.string(), nullable=False),  # reference period, ISO 8601
        pa.field("value", pa.float64(), nullable=False),
        ("unit", pa.string()),
        ("vintage", pa.string()),
        ("known_at", pa.date32()),
        ("known_at_basis", pa.string()),
        ("source_id", pa.string()),
        ("source_ref", pa.string()),
        ("note", pa.string()),
    ]
)

DOCUMENTS: Final = pa.schema(
    [
        pa.field("document_id", pa.string(), nullable=False),
        pa.field("date", pa.date32(), nullable=False),
        ("outlet", pa.string()),
        ("country", pa.string()),
        ("language", pa.string()),
        ("holder", pa.string()),
        ("thesis", pa.string()),
        ("stance", pa.string()),
        ("gist", pa.string()),
        ("source_id", pa.string()),
        ("source_ref", pa.string()),
    ]
)

COVERAGE: Final = pa.schema(
    [
        pa.field("table", pa.string(), nullable=False),
        ("actor", pa.string()),
        ("recipient", pa.string()),
        ("class", pa.string()),
        ("from", pa.date32()),
        ("to", pa.date32()),
        pa.field("kind", pa.string(), nullable=False),
        ("method", pa.string()),
        ("source_id", pa.string()),
    ]
)

# Spells as other data sets code them; they keep their own class words.
SPELLS: Final = pa.schema(
    [
        pa.field("spell_id", pa.string(), nullable=False),
        pa.field("sender", pa.string(), nullable=False),  # ISO 3166-1 alpha-3, or a body
        ("cosenders", pa.string()),  # joined by |
        pa.field("target", pa.string(), nullable=False),  # joined by |; * is everyone
        pa.field("class", pa.string(), nullable=False),  # the word of the data set
        ("measure_type", pa.string()),
        ("family", pa.string()),
        ("announced", pa.date32()),
        pa.field("start", pa.date32(), nullable=False),
        ("start_precision", pa.string()),
        ("end", pa.date32()),
        ("end_precision", pa.string()),
        ("status", pa.string()),  # in_force | lifted
        ("status_as_of", pa.date32()),
        ("label", pa.string()),
        ("note", pa.string()),
        ("source_id", pa.string()),
        ("source_ref", pa.string()),
    ]
)

TABLES: Final[dict[str, pa.Schema]] = {
    "events": EVENTS,
    "measures": MEASURES,
    "statistics": STATISTICS,
    "documents": DOCUMENTS,
    "coverage": COVERAGE,
}
ID_COLUMN: Final = {
    "events": "event_id",
    "measures": "measure_id",
    "statistics": "stat_id",
    "documents": "document_id",
}
SORT_KEY: Final = {
    "events": ("actor_country", "recipient_country", "date", "event_id"),
    "measures": ("sender", "target", "start", "measure_id"),
    "statistics": ("series_id", "country", "partner", "date", "stat_id"),
    "documents": ("date", "document_id"),
    "spells": ("sender", "target", "start", "spell_id"),
    "coverage": ("table", "actor", "recipient", "class", "kind"),
}
