"""What each status looks like and means: one table for every view.

A glyph says how the record stands to the claim; it never stands without its word.
"""

from dataclasses import dataclass
from typing import Final, Literal

from earnest.contract.words import Kind, Status

Tone = Literal["on", "part", "absent", "against", "unseen", "aside"]


@dataclass(frozen=True, slots=True)
class Sign:
    """How a status is shown.

    Attributes:
        tone: the CSS class is `tone-` and this word.
        glyph, ascii: one character each; `ascii` for terminals without the glyph.
        word: the status in plain words, short enough for a chip.
        meaning: one sentence for the glossary.
    """

    tone: Tone
    glyph: str
    ascii: str
    word: str
    meaning: str


GLYPHS: Final[dict[Tone, tuple[str, str, str]]] = {
    "on": ("●", "*", "on record"),
    "part": ("◐", "~", "in part, or wider"),
    "absent": ("○", "o", "not on record"),
    "against": ("≠", "!", "counterexample, or outside"),
    "unseen": ("?", "?", "cannot see"),
    "aside": ("–", "-", "set aside, or still open"),
}

# Most telling first: where one statement has several findings, the first of these leads.
TONE_ORDER: Final[tuple[Tone, ...]] = ("against", "part", "absent", "on", "unseen", "aside")

_TABLE: Final[dict[Status, tuple[Tone, str, str]]] = {
    "on_record": ("on", "on record", "Rows with an address show the act as the text tells it."),
    "other_date": ("part", "on record, other date", "The act is on record, at another date."),
    "conflicting": ("part", "the record conflicts", "Rows of the record disagree on it."),
    "not_on_record": (
        "absent",
        "not on record",
        "The record covers the place and time in full and holds no such act.",
    ),
    "cannot_see": (
        "unseen",
        "cannot see",
        "The record does not cover what the claim is about, so its silence says nothing.",
    ),
    "within": ("on", "within the series", "The figure lies inside what the series hold."),
    "outside": ("against", "outside the series", "The figure lies outside what the series hold."),
    "not_comparable": (
        "unseen",
        "not comparable",
        "The record holds something near, but not the same thing measured the same way.",
    ),
    "no_series": ("unseen", "no series", "The record holds no series of this quantity."),
    "counterexamples": (
        "against",
        "counterexamples",
        "The record holds cases that the claimed rule rules out.",
    ),
    "none_found": (
        "on",
        "no counterexample found",
        "Enough cases were looked at, and none breaks the claimed rule.",
    ),
    "not_identifiable": (
        "unseen",
        "not identifiable",
        "Too few cases, or too short a watch, to tell the rule from chance.",
    ),
    "selected": (
        "part",
        "selected cases",
        "Among all comparable cases those named are not the typical ones.",
    ),
    "typical": ("on", "typical cases", "The cases named are like the class they are taken from."),
    "part_of_wider_measure": (
        "part",
        "part of a wider measure",
        "Others met an act of the same family in the same weeks.",
    ),
    "no_other_target_found": (
        "on",
        "no other target found",
        "The record shows no other target of such an act in the same weeks.",
    ),
    "not_resolvable_as_written": (
        "unseen",
        "not resolvable as written",
        "The wording lacks a deadline, an actor or a test, so no record could settle it.",
    ),
    "open": ("aside", "open", "The deadline lies after the cut-off date."),
    "occurred": ("on", "occurred", "The predicted act is on record before its deadline."),
    "not_occurred": (
        "absent",
        "did not occur",
        "The record covers the time in full and holds no such act by the deadline.",
    ),
    "documented": ("on", "documented", "An indexed document shows the holder saying it."),
    "denied": ("against", "denied", "Indexed documents show the holder saying the opposite."),
    "mixed": ("part", "mixed", "Indexed documents of the holder say both."),
    "not_documented": (
        "absent",
        "not documented",
        "Documents of the holder are indexed, and none says it.",
    ),
    "contradicts": (
        "against",
        "contradicts the text",
        "Two statements of the text exclude each other.",
    ),
    "circular": ("part", "circular", "The statement leans on what it is meant to show."),
    "exception_breaks_rule": (
        "against",
        "exception breaks rule",
        "The text states a rule and names a case that breaks it.",
    ),
    "set_aside": (
        "aside",
        "set aside",
        "No record can settle it: a motive or a figure of speech.",
    ),
    "rests_on": ("aside", "rests on others", "A conclusion: see the statements it stands on."),
}

SIGNS: Final[dict[Status, Sign]] = {
    status: Sign(tone, *GLYPHS[tone][:2], word, meaning)
    for status, (tone, word, meaning) in _TABLE.items()
}

# A statement that no check was asked about.
UNASKED: Final = Sign("aside", "–", "-", "not checked", "No question was put to the record.")

KIND_WORDS: Final[dict[Kind, str]] = {
    "thesis": "a conclusion",
    "event": "something reported to have happened",
    "quantity": "a number",
    "regularity": "a claimed rule",
    "comparison": "a comparison",
    "prediction": "about the time after the text",
    "motive": "why someone acts",
    "attribution": "what someone is said to hold",
    "rhetoric": "a label or figure of speech",
}


def sign(status: Status | None) -> Sign:
    """The sign of a status; `UNASKED` for a statement without a finding."""
    return UNASKED if status is None else SIGNS[status]
