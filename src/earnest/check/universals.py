"""Universal claims: how many times at most, and of which act, where the words leave it to the text."""

import re
from typing import Final

from earnest.check.bodies_of_a_kind import kind_ruled
from earnest.check.context import Context, shares_words
from earnest.check.domains import things
from earnest.check.fit import BROAD_CLASSES, SET_CLASSES
from earnest.contract.text import Statement
from earnest.contract.words import FAMILY_OF
from earnest.extract.acts import act_classes, classes_in, classes_of_type

_NUMBERS: Final = {"once": 1, "a single time": 1, "twice": 2, "two times": 2, "three times": 3,
                   "four times": 4, "five times": 5}  # fmt: skip
_TIMES: Final = "|".join(_NUMBERS)
_HAS: Final = r"(?:has|have|had|[’']ve|[’']s)"
# "Has closed it once": not "once it has closed", nor "once more".
_AT_MOST: Final = re.compile(
    rf"\b{_HAS} (?:\w+ )?\w+(?: [\w’'-]+){{0,6}} (?:only |just |exactly |but )?({_TIMES})\s*[.,;:]?\s*$|"
    rf"\b(?:only|just|but|no more than) ({_TIMES})\b",
    re.IGNORECASE,
)
# Who or what was taken away and is back: the undoing of a recall, a ban, a closing.
RETURNS: Final = re.compile(
    r"\b(?:come|came|comes|coming|sent|send|sends|go|goes|went|let|lets) (?:\w+ ){0,2}back\b|"
    r"\b(?:giv(?:e|es|en|ing)|gave|tak(?:e|es|en|ing)|took) (?:\w+ ){0,3}back\b|"
    r"\b(?:tak(?:e|es|en|ing)|took|pull(?:s|ed)?|tear|tears|tore) (?:\w+ ){0,3}down\b|"
    r"\bgiv(?:e|es|en|ing) (?:it |them )?up\b|\blet(?:s|ting)? (?:\w+ )?go\b|\bund(?:o|oes|id|one)\b|"
    r"\bloosen(?:s|ed)?\b|\bunlock(?:s|ed)?\b|"
    r"(?<!the )(?<!their )(?<!its )(?<!his )(?<!her )(?<!our )(?<!any )(?<!an )(?<!a )\breturn(?:s|ed)?\b|"
    r"\b(?:gives?|gave|given|giving|yields?|yielded|budged?|moved?) (?:\w+ )?(?:an inch|an? (?:step|"
    r"millimetre|finger)|"
    r"ground|way|in|an iota)\b|\b(?:yields?|yielded|budged?|relent(?:s|ed)?|loosen(?:s|ed)?|soften(?:s|"
    r"ed)?)\b|"
    r"\b(?:stays?|remains?) (?:shut|closed|banned|barred|away|out|home|empty)\b",
    re.IGNORECASE,
)
_RULE: Final = re.compile(
    r"\b(?:never|not once|always|invariably|under no circumstances)\b", re.IGNORECASE
)
# Rules without "never": of what was once done it is said that it does not come again.
_ONCE: Final = (
    r"(?:what(?:ever)?|whoever|who|which|that|once|a \w+|an \w+|those) [^.;]{0,60}?"
    r"\b(?:has|have|had|is|are|was|were|it|they|she|he)\b"
)
_UNCHANGED: Final = r"(?:stays?|remains?) (?:shut|closed|banned|barred|away|out|home|lost|empty|so)"
_STAYS_SO: Final = re.compile(
    rf"\b{_ONCE}[^.;]*\b(?:(?:does|do|did|will|can) ?(?:not|n[’']t|never)|cannot|for (?:good|ever)|"
    rf"{_UNCHANGED})\b|"
    rf"\b(?:what(?:ever)?|whoever|whom) [^.;]*\b{_UNCHANGED}\b|"
    r"\b(?:does|do) ?(?:not|n[’']t) (?:\w+ ){1,6}?(?:again|ever|any ?more|until|unless|without|before)\b|"
    r"\bdid ?(?:not|n[’']t) ever\b|"
    rf"\b{_ONCE}[^.;]*\b(?:is|are|was|were|has been|have been) (?:not|never|"
    rf"n[’']t) [^.;]{{0,40}}?\b(?:again|back|any ?more)\b|"
    r"\b(?:no|not one|not a single) (?:\w+ ){1,4}(?:by|of|from) \w+ (?:was|is|has been) (?:ever )?\w+ed\b",
    re.IGNORECASE,
)
# Ways of doing somebody no harm, where a rule names no act.
_HARM: Final = re.compile(
    r"\b(?:la(?:y|id|ys|ying) (?:a finger|a hand|hands) (?:up)?on|harm(?:ed|s)?|touch(?:ed|es)?|hurts?|"
    r"(?:lift|rais)(?:e|ed|es|ing) (?:a|its|our|their|her|his) (?:finger|hand|fist) (?:against|to|at)|"
    r"wrong(?:ed|s)?|molest(?:ed|s)?|(?:mis|ill-?)treat(?:ed|s)?|moved? against|act(?:ed|s)? against|"
    r"been (?:rude|unkind|hard) (?:to|on|with)|(?:done|did|do) (?:any |no )?(?:harm|wrong|violence) to|"
    r"inconvenience[ds]?|troubled?s?|bother(?:ed|s)?|punish(?:ed|es)?|penali[sz]e[ds]?|"
    r"ma(?:de|kes?|king) (?:\w+ ){1,2}(?:pay|suffer|smart)(?! for a)|hit (?:back|out)|struck back|"
    r"retaliated|(?:answer|repl|respond|react|"
    r"retaliat)\w* (?:[\w’'-]+ ){0,2}?with (?:[\w’'-]+ ){0,3}(?:measures?|steps?|"
    r"sanctions?)|"
    r"t(?:aken?|ook) (?:[\w’'-]+ ){0,3}(?:measures?|steps?|action))\b",
    re.IGNORECASE,
)
# "Made us pay" tells of no payment.
_MADE_TO_PAY: Final = re.compile(r"\bma(?:de|kes?|king) (?:\w+ ){1,2}pay\b", re.IGNORECASE)
_NEVER_DONE: Final = re.compile(
    r"\b(?:never|not once|(?:ha(?:s|ve|d)|did) not (?:[\w’'-]+ ){0,4}?(?:a|one) "
    r"single)\b",
    re.IGNORECASE,
)
# What one state does to another that it harms in no way that is named.
UNKIND: Final = SET_CLASSES - {"apology", "release", "recognition"}
_PERSONS: Final = re.compile(
    r"\b(?:diplomats?|envoys?|ambassadors?|journalists?|reporters?|correspondents?|officials?|students?|"
    r"workers?|"
    r"citizens?|nationals|travellers?|tourists?|sailors?|fishermen|crews?|pilots?|officers?|soldiers?|"
    r"guests?|staff)\b",
    re.IGNORECASE,
)
_ALWAYS: Final = re.compile(
    r"\b(?:always|consistently|invariably|every time|each time|completely|entirely|constantly|"
    r"without fail|whenever|всегда|постоянно|неизменно|(?:каждый|всякий) раз)\b",
    re.IGNORECASE,
)
_ALWAYS_OR_NEVER: Final = re.compile(
    r"\b(?:never|not once|(?:ha(?:s|ve|d)|did) not (?:[\w’'-]+ ){0,4}?(?:a|one) "
    r"single(?! (?:day|night|week|month|year|hour|"
    r"minute|time))|under no circumstances|always|every time|"
    r"each time|invariably|without exception|"
    r"whenever|consistently|no (?:\w+ ){1,4}(?:has|had|have) ever|neither (?:[\w’'-]+ ){1,8}?ever)\b",
    re.IGNORECASE,
)
# Code points before a rule within which a like claim of another side may tell what it is about.
PARALLEL: Final = 160


def is_rule(text: str) -> bool:
    """Whether a text tells what somebody always or never does."""
    if _ALWAYS_OR_NEVER.search(text) or most_times(text) is not None:
        return True
    return stays_so(text) or kind_ruled(text) is not None


def is_universal(text: str) -> bool:
    """Whether a text claims something without exception."""
    return bool(_ALWAYS.search(text))


def most_times(text: str) -> int | None:
    """How often at most something was done by the words of a text: "has closed it once" is 1."""
    found = _AT_MOST.search(text)
    return _NUMBERS[(found[1] or found[2]).casefold()] if found else None


def stays_so(text: str) -> bool:
    """Whether a text says, without "never", that what was done is not undone: "what it shuts stays shut"."""
    return bool(_STAYS_SO.search(text)) and bool(
        classes_in(text) - BROAD_CLASSES or RETURNS.search(text)
    )


def harmed(text: str) -> frozenset[str]:
    """Acts by which the things that a text names would come to harm, where it only speaks of harm."""
    if not _HARM.search(text):
        return frozenset()
    types = [t for t in things(text) if t in FAMILY_OF]
    if not things(text) and not _PERSONS.search(text):
        return UNKIND if _NEVER_DONE.search(text) else frozenset()
    found = {c for t in types for c in classes_of_type(t)} | {
        n for n in things(text) if n in act_classes()
    }
    return frozenset(found | ({"arrest"} if _PERSONS.search(text) else set())) - {"reversal"}


def rule_classes(statement: Statement, context: Context) -> frozenset[str]:
    """The acts that a rule is about; one that names none speaks of those of the claim beside it.

    "A has closed the border once; B has never done so": the second is about closing, too.
    """
    own = classes_in(_MADE_TO_PAY.sub(" ", statement.text)) | harmed(statement.text)
    if RETURNS.search(statement.text):
        own |= {"reversal"}
    if own - BROAD_CLASSES or not _RULE.search(statement.text):
        return own
    before = [
        s for s in context.statements
        if 0 <= statement.start - s.end <= PARALLEL
        and s.holder == statement.holder
        and not shares_words(s, statement)
        and (most_times(s.text) is not None or _RULE.search(s.text))
    ]  # fmt: skip
    return next((c for s in reversed(before) if (c := classes_in(s.text))), own)
