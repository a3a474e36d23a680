"""Which reports and clauses say something of their own: tests asked before a row is made."""

from spacy.tokens import Token

from earnest.extract.cues import cues
from earnest.extract.reports import Report
from earnest.extract.spans import Run
from earnest.extract.syntax import (
    child,
    children,
    is_infinitive,
    is_negated,
    is_verb,
    own_subject,
    subject,
    subtree,
)

_BODIES_THAT_SPEAK = frozenset(
    "government leader minister ministry president opposition party spokesman spokeswoman official "
    "commission committee parliament ambassador court tribunal council jury panel bank agency bureau "
    "institute union company firm army police embassy cabinet senate assembly delegation mission "
    "newspaper paper daily magazine movement bloc side team inquiry auditor".split()
)
_SPOKEN = frozenset({"clause", "quote", "colon", "according", "noun", "bare", "objection", "so"})


def is_told(report: Report) -> bool:
    """Whether a report makes a row: what is said is a claim, and it is said, not left unsaid."""
    if report.form == "object":
        return _is_said_of(report.head)
    if report.form == "clause" and (is_unsaid(report.head) or _is_unclear(report)):
        return False
    if report.form == "order":
        return report.head.doc[content_bounds(report)[0]].lower_ == "that"
    return report.form in _SPOKEN


def _is_unclear(report: Report) -> bool:
    """A verb that often means something else ("holds", "shows") without "that" and a person."""
    if report.head.lemma_ not in cues("unclear_verb") or report.clause is None:
        return False
    that = any(c.dep_ == "mark" or c.tag_ == "WRB" for c in report.clause.children)
    who = report.speaker
    return not that or (
        who is not None and who.pos_ == "NOUN" and who.tag_ == "NN" and not _can_speak(who)
    )


def _can_speak(who: Token) -> bool:
    word = who.lemma_.lower()
    people = cues("office") | cues("person_noun")
    return word in cues("claim_noun") or word in _BODIES_THAT_SPEAK or word in people


def _is_said_of(verb: Token) -> bool:
    """Saying without a clause: "professes its intention", "calls it a plot"."""
    told = child(verb, "dobj")
    if told is None:
        return verb.lemma_ in cues("speaking")
    nouns = cues("claim_noun") | cues("motive_noun")
    if told.lemma_.lower() in nouns and verb.lemma_ in cues("saying"):
        return True
    named = any(c.dep_ in ("oprd", "ccomp", "xcomp") or c.lower_ == "as" for c in verb.children)
    return verb.lemma_ in cues("naming") and named


def is_unsaid(verb: Token) -> bool:
    """Whether nobody said it but the author: "she will not concede that P"."""
    if verb.dep_ == "xcomp" and (verb.head.lemma_ in cues("motive_verb") or is_negated(verb.head)):
        return True
    return is_negated(verb)


def is_aim(head: Token) -> bool:
    """Whether an infinitive tells what an act was for rather than completing the verb."""
    before = head.left_edge.i
    lead = [t.lower_ for t in head.doc[max(before - 1, 0) : head.i]]
    if "order" in lead or lead[:2] == ["so", "as"]:
        return True
    actor = subject(head.head) if is_verb(head.head) else None
    return actor is not None and is_infinitive(head) and head.head.lemma_ not in ("be", "have")


def is_address(head: Token) -> bool:
    """An order to the reader ("let us see", "consider", "tell me") or an announcement."""
    imperative = head.tag_ in ("VB", "VBP") and own_subject(head) is None
    return imperative and not any(t.dep_ == "aux" for t in head.children)


def is_presupposed(token: Token) -> bool:
    """A past fact after "why" or "how": what is asked or explained is taken to be so."""
    if token.dep_ not in ("ccomp", "advcl", "pcomp", "relcl") or not names_subject(token):
        return False
    asked = any(c.lower_ == "why" for c in token.children)
    return asked and is_past(token)


def content_bounds(report: Report) -> Run:
    """The first and the last token of what is said."""
    return report.content[0][0], report.content[-1][1]


def is_aside(head: Token) -> bool:
    """A comment on the telling ("as we know") or an announcement ("there is more to say")."""
    who = own_subject(head)
    if (
        who is not None
        and who.lower_ in ("we", "you", "i")
        and head.lemma_ in ("know", "see", "say")
    ):
        return len(subtree(head)) < 7
    words = [t.lower_ for t in subtree(head) if not (t.is_punct or t.is_space)]
    own = f" {' '.join(words[:8])}"
    return any(f" {pattern}" in own for pattern in cues("announcement"))


def is_past(head: Token) -> bool:
    """Whether a clause tells of something done: simple past, perfect or past passive."""
    return head.tag_ == "VBD" or any(
        c.lower_ in ("had", "has", "have", "was", "were", "did")
        for c in children(head, "aux", "auxpass")
    )


def names_subject(head: Token) -> bool:
    who = own_subject(head)
    return who is not None and who.pos_ in ("NOUN", "PROPN")


def comma_beside(head: Token) -> bool:
    before, after = head.left_edge.i - 1, head.right_edge.i + 1
    doc = head.doc
    return (before >= 0 and doc[before].text in (",", "—", "–", "-")) or (
        after < len(doc) and doc[after].text == ","
    )


def is_mere_name(tokens: list[Token]) -> bool:
    words = [t for t in tokens if t.is_alpha]
    return all(t.text[0].isupper() or t.is_stop for t in words)
