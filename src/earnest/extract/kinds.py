"""The kind of a row: what the rules say, the first of the nine that fits, and what the model makes of it."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from earnest.contract.text import Span
from earnest.contract.words import Kind
from earnest.extract.claim import Claim, MarkedRow
from earnest.extract.comparisons import is_comparison
from earnest.extract.cues import cues
from earnest.extract.kind_context import context_features
from earnest.extract.kind_features import features
from earnest.extract.kind_model import KindModel, kind_model
from earnest.extract.syntax import (
    ancestors,
    child,
    children,
    is_finite,
    is_infinitive,
    is_negated,
    is_passive,
    is_verb,
    modals,
    own_subject,
    subject,
    subtree,
)

_FUTURE: Final = frozenset({"will", "shall", "'ll", "wo"})
_MAY: Final = frozenset({"may", "might", "could", "can", "should", "would"})
_NORMS: Final = frozenset({"must", "should", "ought"})
_ABLE: Final = frozenset({"can", "could", "would", "may", "might"})
_VAGUE: Final = frozenset({"this", "that", "it", "which", "what", "these", "all", "everything"})
_COPULAS: Final = frozenset({"be", "remain", "seem", "appear", "become"})
_OCCURRING: Final = frozenset({"happen", "occur", "arise", "take"})
_SURE: Final[frozenset[Kind]] = frozenset({"prediction", "motive", "comparison"})
_BY_FORM: Final[dict[str, Kind]] = {
    "report": "attribution",
    "quote": "attribution",
    "aim": "motive",
    "scale": "comparison",
    "event": "event",
}


@dataclass(frozen=True, slots=True)
class ToldKind:
    """The kind of a row, its probability by the model, and what the rules alone say."""

    kind: Kind
    probability: float
    rule: Kind


def kinds_of(rows: Sequence[MarkedRow], *, model: KindModel | None = None) -> list[ToldKind]:
    """The kinds of a text's rows.

    A report, a purpose, a question and an address to the reader are what their form says, and the
    rules know a prediction, a motive and a comparison better than the model does; the rest is the
    model's to tell apart (measured by `scripts/train_kinds.py --validate`).

    Args:
        rows: all rows of a text, sorted by start.
        model: the one that ships with the package, if none is given.
    """
    known = model or kind_model()
    told = []
    for row, (rule, found) in zip(rows, described(rows), strict=True):
        probable = known.probabilities(found)
        if _holds_report(row, rows):
            probable.pop("attribution", None)
        if rule == "quantity":  # a number is something to check
            probable.pop("rhetoric", None)
        told.append(_told(row.claim, rule, probable))
    return told


def _holds_report(row: MarkedRow, rows: Sequence[MarkedRow]) -> bool:
    """Whether what is reported in a row is a row of its own."""
    (start, end), at = row.span, bisect_left(rows, row.span[0], key=lambda r: r.span[0])
    for other in rows[at:]:
        if other.span[0] >= end:
            return False
        if other.claim.form == "report" and start <= other.span[0] and other.span[1] <= end:
            return other is not row
    return False


def described(rows: Sequence[MarkedRow]) -> list[tuple[Kind, frozenset[str]]]:
    """For each row of a text the rules' kind and the features that the model looks at."""
    rules = [rule_kind_of(row.claim, amount=row.amount) for row in rows]
    around = context_features(rows, rules)
    own = (
        features(r.claim, k, has_amount=r.amount is not None)
        for r, k in zip(rows, rules, strict=True)
    )
    return [(k, f | g) for k, f, g in zip(rules, own, around, strict=True)]


def _told(claim: Claim, rule: Kind, probable: dict[Kind, float]) -> ToldKind:
    if rule in _SURE or claim.form in _BY_FORM or _is_aside(claim):
        return ToldKind(rule, probable.get(rule, 0.0), rule)
    kind, probability = max(probable.items(), key=lambda pair: pair[1])
    return ToldKind(kind, probability, rule)


def _is_aside(claim: Claim) -> bool:
    return claim.role == "question" or _is_address(claim)


def rule_kind_of(claim: Claim, *, amount: Span | None) -> Kind:
    """The kind that the rules give a claim.

    Args:
        claim: the row as marked.
        amount: where a number, or a word doing a number's work, stands in the text.
    """
    if claim.form in _BY_FORM:
        return _BY_FORM[claim.form]
    if _is_aside(claim):
        return "rhetoric"
    for kind, fits in _TESTS:
        if fits(claim):
            return kind
    if _is_praise(claim):
        return "rhetoric"
    if is_comparison(claim, amount):
        return "comparison"
    if claim.form != "fragment" and (amount is not None or _takes_all(claim)):
        return "quantity"
    for kind, fits in _LATER_TESTS:
        if fits(claim):
            return kind
    return "rhetoric" if claim.form == "fragment" else "event"


def _lemmas(claim: Claim) -> frozenset[str]:
    return frozenset(t.lemma_.lower() for t in claim.words)


def _is_address(claim: Claim) -> bool:
    """A disclaimer of the author's own words, or advice to the reader."""
    spoken = own_subject(claim.head)
    if spoken is None or claim.form == "content":
        return False
    if spoken.lower_ == "i" and is_negated(claim.head):
        return True
    return spoken.lower_ in ("you", "one") and not _is_future(claim.head)


def _is_future(head: Token) -> bool:
    return head.lower_ in _FUTURE or bool(modals(head) & _FUTURE)


def _is_prediction(claim: Claim) -> bool:
    head = claim.head
    if not is_verb(head):
        return False
    if _is_future(head) or _is_going_to(head):
        return True
    if modals(head) & _MAY:
        later = bool(_lemmas(claim) & cues("future_word")) or _may_act(head)
        return later or _is_conditional(claim) or ("should" in modals(head) and _has_term(head))
    planned = head.lemma_.lower() in cues("future_verb") and child(head, "xcomp") is not None
    return planned and is_finite(head)


def _may_act(head: Token) -> bool:
    """What a party might do next: "the union may do better", "Egypt could bomb it"."""
    doing = head.lemma_ not in _COPULAS | {"have"} and "have" not in modals(head)
    who = subject(head)
    party = who is not None and (who.pos_ == "PROPN" or "could" not in modals(head))
    return bool(modals(head) & {"may", "might", "could"}) and doing and party


def _is_conditional(claim: Claim) -> bool:
    return any(t.dep_ == "mark" and t.lower_ in ("if", "unless") for t in claim.words)


def _is_going_to(head: Token) -> bool:
    inner = child(head, "xcomp")
    return head.lemma_ == "go" and head.tag_ == "VBG" and inner is not None and is_infinitive(inner)


def _has_term(head: Token) -> bool:
    """Whether the clause says by when."""
    terms = [
        child(p, "pobj") for p in children(head, "prep") if p.lower_ in ("by", "before", "within")
    ]
    return any(
        t is not None and (t.ent_type_ in ("DATE", "TIME") or t.lemma_ in cues("time_noun"))
        for t in terms
    )


def _is_motive(claim: Claim) -> bool:
    head = claim.head
    words = [t.lower_ for t in claim.words[:4]]
    if "why" in words and words[0] in ("that", "this", "which"):
        return True
    nouns = children(head, "dobj", "attr", "nsubj")
    if any(noun.lemma_.lower() in cues("motive_noun") for noun in nouns):
        return head.lemma_ in (
            "be",
            "have",
            "remain",
            "lie",
            "harbour",
            "harbor",
            "pursue",
            "state",
        )
    if head.lemma_.lower() in cues("motive_verb") and not _is_habitual(claim):
        aims = (
            ("xcomp",) if head.lemma_ in ("need", "try", "attempt") else ("xcomp", "ccomp", "dobj")
        )
        return child(head, *aims) is not None and _has_agent(head)
    return _costs_its_chooser(head)


def _has_agent(head: Token) -> bool:
    who = subject(head)
    return who is not None and who.lower_ not in _VAGUE - {"it"} and not is_passive(head)


def _costs_its_chooser(head: Token) -> bool:
    """A choice explained by what it would cost: "to admit this means to lose"."""
    return head.lemma_ == "mean" and child(head, "csubj") is not None


def _takes_all(claim: Claim) -> bool:
    """A quantifier that does a number's work: "buys all its fuel"."""
    complements = children(claim.head, "dobj", "attr", "nsubj", "nsubjpass")
    whole = [
        t for noun in complements for t in noun.children if t.lower_ in ("all", "most", "half")
    ]
    return any(t.dep_ in ("predet", "amod", "nummod") for t in whole)


def _is_abuse(claim: Claim) -> bool:
    head = claim.head
    near = ("attr", "acomp", "dobj", "advmod", "oprd", "prep")
    core = [head, *(t for c in children(head, *near) for t in subtree(c))]
    return any({t.lemma_.lower(), t.lower_} & cues("evaluative") for t in core)


def _is_praise(claim: Claim) -> bool:
    """A superlative that ranks nothing measurable: "its greatest asset"."""
    best = [t for t in claim.words if t.tag_ == "JJS" and t.head.head.i == claim.head.i]
    return any(t.lower_ in cues("evaluative") for t in best)


def _is_habitual(claim: Claim) -> bool:
    return any(t.lower_ in cues("habit") for t in claim.words)


def _is_cleft(head: Token) -> bool:
    """Whether it is like "it was the drought, not the dam, that emptied the lake"."""
    who = own_subject(head)
    named = child(head, "attr")
    below = [t for t in subtree(named) if t.dep_ == "relcl"] if named else []
    tail = [*children(head, "ccomp", "advcl", "relcl"), *below]
    that = any(c.lower_ in ("that", "who") for t in tail for c in t.children)
    return head.lemma_ == "be" and who is not None and who.lower_ == "it" and bool(named) and that


def _is_regular(claim: Claim) -> bool:
    head = claim.head
    if is_verb(head) and _is_cleft(head):
        return False
    if claim.form != "fragment" and head.lemma_.lower() in cues("causal") and is_negated(head):
        return False
    if any(
        t.lower_ in cues("habit") and t.lower_ != "never" and _is_near(t, claim)
        for t in claim.words
    ):
        return True
    if any(t.lower_ == "never" for t in claim.words):
        return not (head.tag_ == "VBD" or is_passive(head))
    who = subject(head)
    if who is not None and any(c.lower_ == "no" for c in who.children) and who.dep_ != "attr":
        once = head.tag_ == "VBD" or bool(modals(head) & {"was", "were", "had"})
        return child(head, "expl") is None and not once and head.lemma_ != "exist"
    return _is_general(head, who)


def _is_near(word: Token, claim: Claim) -> bool:
    """Whether a word is the clause's own; in a fragment every word is."""
    if claim.form == "fragment":
        return True
    for above in (word, *ancestors(word)):
        if above.i == claim.head.i:
            return True
        if above.dep_ == "relcl":
            return False
    return True


def _is_general(head: Token, who: Token | None) -> bool:
    """A bare present of a bare plural, or a negated present of a party."""
    present = head.tag_ in ("VBZ", "VBP", "VB") and not modals(head) - {"does", "do"}
    if not is_verb(head) or not present or who is None or head.lemma_ in _COPULAS | {"have"}:
        return False
    if _is_bare_plural(who):
        return True
    acting = who.pos_ in ("PROPN", "PRON") or head.lemma_ in _OCCURRING
    return is_negated(head) and acting


def _is_bare_plural(noun: Token) -> bool:
    return noun.tag_ == "NNS" and child(noun, "det", "poss", "nummod", "amod") is None


def _is_thesis(claim: Claim) -> bool:
    head = claim.head
    if claim.form == "fragment":
        return bool(_lemmas(claim) & cues("thesis_noun"))
    if not is_verb(head):
        return False
    if (
        modals(head) & (_NORMS | _ABLE)
        or _is_cleft(head)
        or head.lemma_.lower() in ("ought", "deserve")
    ):
        return True
    if head.lemma_.lower() in cues("causal") and child(head, "prt") is None:
        return True
    existing = child(head, "expl") is not None or head.lemma_ == "exist"
    if existing and any(t.lower_ == "no" for t in claim.words[:4]):
        return True
    if head.lemma_ in _COPULAS and _predicates_thesis(head):
        return True
    present = head.tag_ in ("VBZ", "VBP", "VB") or "is" in modals(head) or "are" in modals(head)
    return (claim.form == "content" or is_negated(head)) and present


def _predicates_thesis(head: Token) -> bool:
    predicate = child(head, "attr", "acomp", "oprd")
    if predicate is None:
        return False
    if {predicate.lemma_.lower(), predicate.lower_} & (
        cues("thesis_noun") | cues("thesis_adjective")
    ):
        return True
    who = own_subject(head)
    vague = who is not None and (who.lower_ in _VAGUE or _is_bare_plural(who))
    return (vague or predicate.pos_ == "ADJ") and head.tag_ in ("VBZ", "VBP", "VB")


_Test = Callable[[Claim], bool]
_TESTS: Final[tuple[tuple[Kind, _Test], ...]] = (
    ("prediction", _is_prediction),
    ("motive", _is_motive),
)
_LATER_TESTS: Final[tuple[tuple[Kind, _Test], ...]] = (
    ("rhetoric", _is_abuse),
    ("regularity", _is_regular),
    ("thesis", _is_thesis),
)
