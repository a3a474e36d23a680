"""Claims that all are of one mind: held against every indexed text on the same thesis."""

import re
from typing import Final

from earnest.check.answer import finding
from earnest.check.asked import party_stems
from earnest.check.context import Context
from earnest.check.parties import side
from earnest.check.query import documents_query
from earnest.check.stances import FEELS, is_denial
from earnest.check.words import content_stems
from earnest.contract.finding import Finding, Number, RowRef, Seen
from earnest.contract.rows import IndexedDocument
from earnest.contract.text import Statement
from earnest.extract.actors import find_actors

# Words beyond names that a claim and a thesis share at least.
LEAST_SHARED: Final = 2
# Code points before a claim that only says "the same", in which stands what is meant.
BEFORE: Final = 240
METHOD: Final = (
    "The thesis that shares most words with the claim, and the stance toward it, as a person coded it, of"
    " every indexed text of the states named, or of all where none is."
)
_ALL: Final = re.compile(
    r"^\W*(?:(?:and|but|by now|today|in [A-Z][\w’'-]+),? )?(?:everyone|everybody|nobody|no ?one|not a soul|"
    r"all|"
    r"both (?:sides|capitals|governments|banks|shores)|the (?:whole|entire) \w+|every (?:single |serious |"
    r"sane )?\w+)\b|"
    r"\b(?:to a (?:wo)?man|unanimous\w*|with one voice|as one (?:wo)?man|without exception|"
    r"no one (?:any ?more )?"
    r"(?:denies|disputes|doubts)|nobody (?:any ?more )?(?:denies|disputes|doubts)|is disputed by nobody)\b",
    re.IGNORECASE,
)
_HOLDS: Final = re.compile(
    r"\b(?:say|says|said|hold|holds|held|see|sees|saw|read|reads|call|calls|called|agree|agrees|agreed|"
    r"admits?|"
    r"admitted|concedes?|conceded|swears?|swore|denies|denied|disputes?|disputed|doubts?|doubted|"
    r"understands?|"
    r"understood|regards?|regarded|considers?|considered|takes? (?:it )?(?:for|as)|took (?:it )?(?:for|as)|"
    r"recogni[sz]e[sd]?|grants?|granted|confirm(?:s|ed)?|tells?|told|repeats?|repeated|is (?:of one mind|"
    r"agreed|convinced))\b",
    re.IGNORECASE,
)
# Who denies a denial asserts.
_UNDISPUTED: Final = re.compile(
    r"\b(?:nobody|no ?one|not a soul)\b[^.;]{0,30}?\b(?:denie[sd]|disputes?|disputed|doubts?|doubted)\b",
    re.IGNORECASE,
)
_THE_SAME: Final = re.compile(r"\b(?:the same|as much|likewise|so too|that too)\b", re.IGNORECASE)


def claims_one_mind(text: str) -> bool:
    """Whether a text says that all hold, or feel, the same."""
    return bool(_ALL.search(text)) and bool(_HOLDS.search(text) or FEELS.search(text))


def of_one_mind(statement: Statement, context: Context) -> Finding | None:
    """The answer where an indexed text is against what all are said to hold; None where none is."""
    if not claims_one_mind(statement.text):
        return None
    held = _held(statement, context)
    thesis = _thesis(held, context)
    if thesis is None:
        return None
    about = [d for d in context.view.documents if d.thesis == thesis]
    named = _states_in(statement.text) & {_country(d) for d in about}
    texts = [d for d in about if not named or _country(d) in named]
    against = [d for d in texts if _is_against(d, held)]
    if not against:
        return None
    others = [d for d in texts if d not in against]
    return finding(
        "attribution",
        statement,
        context,
        question=f"Are all indexed texts of one mind on the thesis that {thesis}?",
        status="mixed" if others else "denied",
        words=(
            f"{len(against)} of {len(texts)} indexed texts on it say otherwise:"
            f" {'; '.join(f'{d.date} {d.outlet} ({d.holder}): {d.gist}' for d in against[:3])}."
        ),
        method=METHOD,
        query=documents_query(sorted(named), as_of=context.view.as_of),
        numbers=(Number("indexed texts on the thesis", float(len(texts)), n=len(texts)),),
        rows=[RowRef("documents", d.document_id) for d in (*against, *others)],
        coverage=Seen(n=len(texts), since=None, until=context.view.as_of, kind="selected"),
    )


def _held(statement: Statement, context: Context) -> str:
    """What all are said to hold; of "the same" what was told just before."""
    if not _THE_SAME.search(statement.text):
        is_short = len(content_stems(statement.text) - party_stems(statement.text)) < LEAST_SHARED
        return context.sentence(statement) if is_short else statement.text
    start = max(0, statement.start - BEFORE)
    before = context.document.text[start : statement.start]
    return re.split(r"(?<=[.!?])\s+", before.strip())[-1]


def _thesis(held: str, context: Context) -> str | None:
    """The thesis of the indexed texts that shares most words with a claim."""
    claimed = content_stems(held) - party_stems(held)
    theses = dict.fromkeys(d.thesis for d in context.view.documents)
    shared = {t: len(claimed & (content_stems(t) - party_stems(t))) for t in theses}
    ranked = sorted(theses, key=lambda t: -shared[t])
    if not ranked or not shared[ranked[0]]:
        return None
    best, n = ranked[0], shared[ranked[0]]
    stands_out = len(ranked) == 1 or shared[ranked[1]] < n
    is_half = 2 * n >= len(content_stems(best) - party_stems(best))
    return best if n >= LEAST_SHARED or (stands_out and is_half) else None


def _is_against(document: IndexedDocument, held: str) -> bool:
    """Whether a text takes the other side of a claim, which may itself deny the thesis."""
    is_flipped = is_denial(_UNDISPUTED.sub("", held)) != is_denial(document.thesis)
    return document.stance == ("asserts" if is_flipped else "denies")


def _country(document: IndexedDocument) -> str:
    return document.holder.partition(":")[0]


def _states_in(text: str) -> frozenset[str]:
    codes = (c for m in find_actors(text) for c in (*m.actors, m.country or "") if c)
    return frozenset(side(code.partition(":")[0]) for code in codes)
