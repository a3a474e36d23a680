"""Who is said to think what of it: groups without a spokesman, and the tone of praise and blame."""

import re
from typing import Final

from earnest.check.parties import parties
from earnest.contract.rows import IndexedDocument
from earnest.contract.text import Statement

_APPROVES: Final = (
    r"applau\w+|cheer(?:s|ed|ing)?|welcom\w+|approv\w+|prais\w+|hail(?:s|ed|ing)?|rejoic\w+|celebrat\w+|"
    r"support(?:s|ed|ing)?|back(?:s|ed|ing)|endors\w+|lik(?:es?|ed)|lov(?:es?|ed)|thank(?:s|ed)?|agree[sd]?|"
    r"(?:st(?:and|ands|ood)|is|are|was|were) (?:(?:all|firmly|squarely|solidly|united) )?(?:behind|by|"
    r"beside) (?!the time)|"
    r"sid(?:e|es|ed) with|rall(?:y|ies|ied) (?:behind|round|around|to)|"
    r"(?:is|are|was|were) (?:delighted|pleased|happy|glad|grateful|in favou?r|for it)"
)
_DISAPPROVES: Final = (
    r"condemn\w*|blam(?:e|es|ed|ing)|accus(?:e|es|ed|ing)|lays? the blame|laid the blame|denounc\w+|"
    r"deplor\w+|reject(?:s|ed|ing)?|oppos(?:e|es|ed|ing)|attack(?:s|ed)|mock(?:s|ed|"
    r"ing)?|hat(?:es?|ed)|"
    r"protest\w*|boo(?:s|ed)|regret\w*|lament\w*|disapprov\w+|"
    r"(?:is|are|was|were|st(?:and|ands|ood)|turn(?:s|ed)?|rises?|rose) (?:outraged|appalled|angry|against)"
)
_WISHES: Final = (
    r"clamou?r\w*|call(?:s|ed|ing)? for|demand(?:s|ed|ing)|want(?:s|ed)?|wish\w*|insist\w*|shout\w*|"
    r"beg(?:s|ged|ging)?|believ\w+|think\w*|thought|expect\w*|fear\w*|hop(?:e|es|ed|ing)|admit\w*|know\w*|"
    r"knew"
)
FEELS: Final = re.compile(rf"\b(?:{_APPROVES}|{_DISAPPROVES}|{_WISHES})\b", re.IGNORECASE)
_FOR: Final = re.compile(rf"\b(?:{_APPROVES})\b", re.IGNORECASE)
_AGAINST: Final = re.compile(rf"\b(?:{_DISAPPROVES})\b", re.IGNORECASE)
# At the head of a claim: all there, or a group that no one body speaks for.
_ALL: Final = re.compile(
    r"^\W*(?:(?:in [A-Z]\w+,? )?(?:everyone|everybody|nobody|no ?one|all|not a (?:soul|single \w+)|"
    r"the (?:whole|entire)|every (?:single )?\w+|half|even)\b)",
    re.IGNORECASE,
)
_GROUP: Final = re.compile(
    r"\W*(?:(?:the|of the|our|their|its) )?(?:[\w’'-]+ )?"
    r"(?P<role>opposition|press|newspapers|media|businessmen|business|merchants|traders|farmers|unions|"
    r"students|"
    r"critics|liberals|conservatives|left|right|generals|army|church|bishops|historians|scholars|analysts|"
    r"parliament|senate|senators|deputies|politicians)\b",
    re.IGNORECASE,
)
_NONE: Final = re.compile(r"^\W*(?:nobody|no ?one|not a|in [A-Z]\w+,? no)\b", re.IGNORECASE)
_GOOD: Final = re.compile(
    r"\b(?:good|welcome\w*|right|wise|success\w*|victory|progress|fair|honest|historic|step forward|relief|"
    r"useful|necessary|just|lawful|legal|bargain|triumph)\b",
    re.IGNORECASE,
)
_BAD: Final = re.compile(
    r"\b(?:bad|wrong|deceit\w*|mocker\w*|manoeuvres?|maneuvers?|disgrac\w*|scandal\w*|lies?|sham|farce|"
    r"betray\w*|"
    r"illegal\w*|unlawful\w*|shame\w*|dangerous|failure|mistake|propaganda|trick\w*|theatre|show|unfair|"
    r"exaggerat\w*|humiliat\w*|insult\w*|blackmail\w*|hypocri\w*|cynical\w*)\b",
    re.IGNORECASE,
)
# What is to become of the matter: it goes on, or is given up.
_GOES_ON: Final = re.compile(
    r"\b(?:stays?|stayed|remain(?:s|ed)?|keeps?|kept|continu(?:e|es|ed)|maintain(?:s|ed)?|retain(?:s|ed)?|"
    r"prolong(?:s|ed)?|extend(?:s|ed)?|uphold(?:s)?|upheld|persist(?:s|ed)?|in force|in place)\b",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"\b(?:suspend\w*|suspension|lift(?:s|ed|ing)?|drop(?:s|ped|ping)?|withdraw\w*|withdrew|scrap(?:s|ped|"
    r"ping)?|"
    r"repeal\w*|abolish\w*|abolition|revok\w*|abandon(?:s|ed|ing)?|remov(?:e|es|ed|al|ing)|cancel\w*|"
    r"rescind\w*|annul\w*|giv(?:e|es|en|ing) up|gave up|do(?:ne)? away with|(?:come|bring|"
    r"put) (?:it )?(?:to )?an end)\b",
    re.IGNORECASE,
)
_NEGATED: Final = re.compile(
    r"\b(?:no|not|never|nothing|nobody|none|neither|nor|without|cannot|\w+n[’']t)\b", re.IGNORECASE
)


def group_meant(statement: Statement) -> str | None:
    """The group that a claim says is of one mind, as a speaker; None if it speaks of none.

    "Everyone in Ruritania applauds" is a blanket name of that state, "even the opposition there
    applauds" its opposition.
    """
    states = parties(statement).states
    head, feels = _ALL.search(statement.text), FEELS.search(statement.text)
    if not states or head is None or feels is None:
        return None
    if found := _GROUP.match(statement.text, head.end()):
        return f"{states[0]}:{found['role'].casefold()}"
    if head[0].strip().casefold() == "even":  # one of whom it would not be thought
        return None
    return f'{states[0]}:"{head[0].strip().casefold()}"'


def verb_tone(text: str) -> int:
    """Whether a claim tells of praise (1), of blame (-1), or of neither (0)."""
    told = bool(_FOR.search(text)) - bool(_AGAINST.search(text))
    return -told if _NONE.search(text) else told


def tone(text: str) -> int:
    """Whether words are good (1), bad (-1), or neither or both (0)."""
    return bool(_GOOD.search(text)) - bool(_BAD.search(text))


def course(text: str) -> int:
    """Whether words are for something to go on (1), for it to end (-1), or neither or both (0)."""
    told = bool(_GOES_ON.search(text)) - bool(_ENDS.search(text))
    return -told if is_denial(text) else told


def stance_toward(document: IndexedDocument) -> int:
    """Whether a text speaks well (1) or ill (-1) of the matter, by its thesis and gist; 0 if unclear."""
    held = tone(document.thesis) or course(document.thesis)
    return held * (-1 if document.stance == "denies" else 1) or tone(document.gist)


def is_denial(text: str) -> bool:
    """Whether a text says that something is not so."""
    return bool(_NEGATED.search(text))
