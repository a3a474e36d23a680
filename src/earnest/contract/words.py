"""The closed vocabularies: one word, one meaning, in code, files and reports."""

from typing import Final, Literal, get_args

Kind = Literal[
    "thesis",
    "event",
    "quantity",
    "regularity",
    "comparison",
    "prediction",
    "motive",
    "attribution",
    "rhetoric",
]
Checkable = Literal["yes", "partly", "no"]
Polarity = Literal["supports", "contradicts", "neutral"]
Precision = Literal["day", "month", "quarter", "year"]
Tier = Literal["page", "memory"]
Basis = Literal["published", "assumed"]
CoverageKind = Literal["exhaustive", "feed", "selected"]
Confidence = Literal["high", "medium", "low"]
MeasureStatus = Literal["in_force", "lifted", "superseded", "unknown"]

Status = Literal[
    "on_record",
    "other_date",
    "conflicting",
    "not_on_record",
    "cannot_see",
    "within",
    "outside",
    "not_comparable",
    "no_series",
    "counterexamples",
    "none_found",
    "not_identifiable",
    "selected",
    "typical",
    "part_of_wider_measure",
    "no_other_target_found",
    "not_resolvable_as_written",
    "open",
    "occurred",
    "not_occurred",
    "documented",
    "denied",
    "mixed",
    "not_documented",
    "contradicts",
    "circular",
    "exception_breaks_rule",
    "set_aside",
    "rests_on",
]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

# Which statuses each check may return; `contract.finding` refuses any other.
STATUSES: Final[dict[str, tuple[Status, ...]]] = {
    "event": ("on_record", "other_date", "conflicting", "not_on_record", "cannot_see"),
    "quantity": ("within", "outside", "not_comparable", "no_series"),
    "regularity": ("counterexamples", "none_found", "not_identifiable", "cannot_see"),
    "comparison": ("selected", "typical", "not_comparable", "cannot_see"),
    "specificity": ("part_of_wider_measure", "no_other_target_found", "cannot_see"),
    "prediction": (
        "not_resolvable_as_written",
        "open",
        "occurred",
        "not_occurred",
        "cannot_see",
    ),
    "attribution": ("documented", "denied", "mixed", "not_documented", "cannot_see"),
    "consistency": ("contradicts", "circular", "exception_breaks_rule"),
    "motive": ("set_aside",),
    "rhetoric": ("set_aside",),
    "thesis": ("rests_on",),
}

# Coarse classes of restrictive measures.
FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "foreign_presence": (
        "cultural_closed",
        "aid_closed",
        "media_closed",
        "media_blocked",
        "accreditation_withdrawn",
    ),
    "diplomatic": (
        "ambassador_recalled",
        "embassy_closed",
        "consulate_closed",
        "diplomats_expelled",
        "relations_severed",
        "relations_downgraded",
        "agreement_suspended",
        "dialogue_suspended",
    ),
    "trade": (
        "import_banned",
        "export_banned",
        "boycott_official",
        "energy_cut",
        "transit_blocked",
    ),
    "movement": (
        "border_closed",
        "airspace_closed",
        "flights_banned",
        "visa_suspended",
        "entry_banned",
    ),
    "arms": ("arms_suspended", "military_cooperation_suspended"),
}
FAMILY_OF: Final[dict[str, str]] = {t: f for f, types in FAMILIES.items() for t in types}

# Words for probabilities: ICD-203 bands; the lower edge belongs to the band above it.
PROBABILITY_WORDS: Final[tuple[tuple[float, str], ...]] = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.01, "almost certain"),
)


def probability_words(p: float) -> str:
    """The ICD-203 phrase for a probability.

    Args:
        p: a probability in [0, 1].

    Raises:
        ValueError: `p` lies outside [0, 1].
    """
    if not 0.0 <= p <= 1.0:
        raise ValueError(f"a probability lies in [0, 1], not {p}")
    return next(words for upper, words in PROBABILITY_WORDS if p < upper)
