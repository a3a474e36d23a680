"""Motives by their words: "he signed because …", "out of spite", "for fear of"."""

import re
from typing import Final

from earnest.check.context import Context
from earnest.check.direction import subject
from earnest.check.parties import parties
from earnest.contract.text import Statement

# Code points before a clause in which the word that opens it stands.
BEFORE: Final = 14
_BECAUSE: Final = re.compile(r"\b(?:because|in order|so that|so as)\s*$", re.IGNORECASE)
_WITHIN: Final = re.compile(r"\bbecause\b(?! of\b)", re.IGNORECASE)
_WANTS: Final = re.compile(
    r"\b(?:bear|wants?|wish\w*|fear(?:s|ed|ful)?|hate[sd]?|env(?:y|ies|ied)|lik(?:e|es)|needs?|hope[sd]?|"
    r"seeks?|"
    r"sought|prefers?|wanted|afraid of|scared of|frightened|keen|eager|anxious|jealous|ashamed|"
    r"long(?:s|ed) for|dream(?:s|ed|t) of|craves?|dread(?:s|ed)?)\b",
    re.IGNORECASE,
)
# What moves somebody, named as such.
_MOVED: Final = re.compile(
    r"\b(?:out of (?:\w+ )?(?:spite|envy|fear|greed|vanity|pride|jealousy|hatred|cowardice|malice|revenge|"
    r"weakness|"
    r"habit|boredom|shame)|for fear of|from (?:sheer |pure |mere )?(?:spite|envy|fear|greed|vanity|"
    r"malice))\b",
    re.IGNORECASE,
)
# "If they sent them, it was to please the court".
_TO_END: Final = re.compile(
    r"\b(?:it|this|that|all this) (?:is|was) (?:only |merely |simply |all |just )?(?:in order )?to "
    r"(?!be\b|have\b|no\b|its\b|the\b|our\b|their\b)[a-z]+|\bthe better to [a-z]+\b|"
    r"\bwith an eye (?:to|on)\b|\bfish(?:es|ed|ing) for (?:votes|applause|favour)\b|"
    r"\bto score (?:\w+ )?points\b",
    re.IGNORECASE,
)
_OPENS: Final = re.compile(r"^\W*because\b(?! of\b)", re.IGNORECASE)
# Who opens a clause by name or pronoun and does something in it.
_ACTS: Final = re.compile(
    r"^\W*(?:(?:Mr|Mrs|Ms|Dr|Sir|President|Prime Minister|Premier|Minister|Chancellor|King|Queen|Emir)\.? )?"
    r"(?:[A-Z][\w’'-]+ ){1,3}(?:\w+ly |has |have |had |never |only )*(?!is |are |was |were |lies? |"
    r"lay )[a-z]\w+|"
    r"^\W*(?:he|she|they|we|both|the two) (?:\w+ly |has |have |had |only )*(?!is |are |was |were )[a-z]\w+",
)
_PASSIVE: Final = re.compile(
    r"\b(?:was|were|is|are|be|been|being|got)\s+(?:\w+ly\s+)?\w+(?:ed|en|t)\b", re.IGNORECASE
)


def ascribes_a_motive(statement: Statement, context: Context) -> bool:
    """Whether a statement gives the reason for which somebody did something.

    It names what moves them; or it is the clause after "because" of a sentence in which somebody acts.
    """
    text = statement.text
    if _MOVED.search(text) or _TO_END.search(text):
        return _names_an_agent(statement)
    if _OPENS.search(text) and _WANTS.search(text):
        return True
    if within := _WITHIN.search(text):
        return _names_an_agent(statement) and _is_an_act(text[: within.start()])
    before = context.document.text[max(0, statement.start - BEFORE) : statement.start]
    if not _BECAUSE.search(before):
        return False
    if _WANTS.search(text):
        return True
    main = _clause_before(statement, context)
    return main is not None and _names_an_agent(main) and _is_an_act(main.text)


def _clause_before(statement: Statement, context: Context) -> Statement | None:
    """The clause that a reason is given for."""
    near = (s for s in context.beside(statement) if 0 <= statement.start - s.end <= BEFORE)
    return max(near, key=lambda s: (s.end, -s.start), default=None)


def _names_an_agent(statement: Statement) -> bool:
    return bool(parties(statement).states)


def _is_an_act(text: str) -> bool:
    """Whether the words before "because" tell what a person or a state did."""
    return not _PASSIVE.search(text) and bool(subject(text) or _ACTS.search(text))
