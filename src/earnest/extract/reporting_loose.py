"""Attribution in the wide sense of news corpora: stances, acts of the mind, nouns and adjectives.

Only `attributions` asks for these. As rows of an argument they would bury what is claimed: "the
party supports the law" reports a stance to a news desk, and tells an event to a reader of disputes.
"""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from earnest.extract.cues import cues
from earnest.extract.news_spans import raised
from earnest.extract.reporting_verbs import content_clause, is_nobody, lemma_of, object_runs
from earnest.extract.reports import Report, cue_of, run_of, runs_of, source_of
from earnest.extract.syntax import (
    child,
    children,
    is_infinitive,
    is_passive,
    is_verb,
    subject,
    subtree,
    verb_group,
)

_OPEN: Final = frozenset({"would", "will", "'ll", "'d", "should", "must", "may", "might"})
_EDGES: Final = frozenset({",", ".", "—", "–", "-", ";"})
_COMPLETING: Final = frozenset({"as", "of", "with", "for"})


def loose_reports(sentence: Span) -> Iterator[Report]:
    """The attributions of a sentence that only the wide sense counts, by token of the cue."""
    for token in sentence:
        found = None
        if is_verb(token):
            acted = is_passive(token) and not _is_perfect(token)
            found = _passive(token) if acted else _active(token)
        elif token.pos_ in ("NOUN", "PROPN"):
            found = _noun(token)
        elif token.pos_ == "ADV":
            found = _hearsay(token)
        if found is not None:
            yield found


def _active(verb: Token) -> Report | None:
    lemma = lemma_of(verb)
    if is_open(verb):
        return None
    if lemma in ("seem", "appear"):
        return _seems(verb)
    if lemma == "be":
        return _adjective(verb)
    who = child(verb, "nsubjpass") or subject(verb)
    if who is not None and who.lower_ == "it" and who.dep_ != "expl":  # a body or a paper, perhaps
        return _aside(verb, who, lemma) or _of_a_body(verb, who, lemma)
    if who is None and verb.tag_ in ("VB", "VBG"):  # an order, or a deed without a doer
        return None
    if who is not None and (who.dep_ == "expl" or is_nobody(who)):
        return None
    return (
        _aside(verb, who, lemma)
        or _clausal(verb, who, lemma)
        or _intent(verb, who, lemma)
        or _stance(verb, who, lemma)
    )


def _of_a_body(verb: Token, who: Token, lemma: str) -> Report | None:
    """What "it" reports where it may be a body or a paper: "attacked the bill, saying that P"."""
    if lemma not in cues("saying") | cues("thought"):
        return _intent(verb, who, lemma) or _stance(verb, who, lemma)
    comment = verb.tag_ == "VBG" and verb.dep_ == "advcl" and lemma in cues("saying")
    return _clausal(verb, who, lemma) if comment else None


def _is_perfect(verb: Token) -> bool:
    """Whether "'s" is "has": "he's called for talks"."""
    short = child(verb, "auxpass")
    who = child(verb, "nsubjpass")
    person = who is not None and who.lower_ in ("he", "she", "who")
    return person and short is not None and short.text in ("'s", "’s")


def is_open(verb: Token) -> bool:
    """Whether it is asked, wished or foreseen, not told: "did they know", "to reject", "would say"."""
    first = min(verb_group(verb), key=lambda t: t.i)
    who = child(verb, "nsubj")
    if who is not None and first.dep_ == "aux" and first.i < who.i:
        return True
    loose = any(c.lower_ in _OPEN for c in verb.children if c.dep_ == "aux")
    return loose or is_aim(verb)


def is_aim(verb: Token) -> bool:
    """Whether an infinitive is only an aim: "to reject the pact", but not "to admit that P"."""
    return is_infinitive(verb) and raised(verb) is None and child(verb, "ccomp") is None


def _aside(verb: Token, who: Token | None, lemma: str) -> Report | None:
    """A report set off by commas: "the fee, it says, is due", "…, as the memo put it"."""
    doc, sentence = verb.doc, verb.sent
    last = verb.i + 1 if doc[verb.i + 1 : verb.i + 2].text == "it" and lemma == "put" else verb.i
    if who is None or (lemma not in cues("saying") and last == verb.i) or who.i > verb.i:
        return None
    first = who.left_edge.i
    first -= first > sentence.start and doc[first - 1].lower_ == "as"
    following = doc[last + 1 : last + 2]
    closed = last + 1 >= sentence.end or (bool(following) and following[0].text in _EDGES)
    if first <= sentence.start or doc[first - 1].text not in (",", "—", '"') or not closed:
        return None
    inside = range(first, last + 1)
    rest = [t for t in sentence if t.i not in inside and not t.is_space]
    return _report(verb, who, runs_of(rest), cue=[*cue_of(verb), *doc[verb.i + 1 : last + 1]])


def _clausal(verb: Token, who: Token | None, lemma: str) -> Report | None:
    clause = content_clause(verb, lemma)
    if clause is None or clause.i < verb.i:
        return None
    if lemma not in cues("speech") | cues("thought") | cues("loose_that"):
        return None
    return _report(verb, who, runs_of(subtree(clause)), clause)


def _intent(verb: Token, who: Token | None, lemma: str) -> Report | None:
    aim = child(verb, "xcomp")
    if aim is None or aim.tag_ in ("VBN", "JJ") or lemma not in cues("loose_intent"):
        return None
    return _report(verb, who, [run_of(subtree(aim))], aim)


def _stance(verb: Token, who: Token | None, lemma: str) -> Report | None:
    told = child(verb, "dobj")
    if told is not None and lemma in cues("stance") | cues("saying") | cues("loose_stance"):
        return _report(verb, who, object_runs(verb, told))
    for preposition in children(verb, "prep"):
        told = child(preposition, "pobj", "pcomp")
        if told is not None and f"{lemma} {preposition.lower_}" in cues("loose_prep"):
            cue = [*cue_of(verb), *([preposition] if preposition.i == verb.i + 1 else [])]
            return _report(verb, who, [run_of(subtree(told))], cue=cue)
    return None


def _passive(verb: Token) -> Report | None:
    """What is said of somebody, by nobody named: "X is expected to", "X was accused of Y"."""
    lemma = lemma_of(verb)
    known = cues("stance") | cues("loose_passive") | cues("thought") | cues("saying")
    if lemma not in known | cues("order"):
        return None
    who = child(verb, "nsubjpass")
    agent = child(verb, "agent")
    speaker = child(agent, "pobj") if agent else None
    if who is None:
        return None
    rest = [c for c in verb.children if c.i > verb.i and _completes(c)]
    link = [c for c in rest if c.i == verb.i + 1 and c.lower_ in ("as", "of")]
    tail = [t for c in rest for t in subtree(c) if c not in link or t.i != c.i]
    runs = [run_of(subtree(who)), *(runs_of(sorted(tail, key=lambda t: t.i)))]
    cue = [*cue_of(verb), *link, *([agent] if agent else [])]
    return _report(verb, speaker, runs, cue=cue)


def _completes(part: Token) -> bool:
    if part.dep_ == "prep":
        return part.lower_ in _COMPLETING
    return part.dep_ in ("xcomp", "oprd", "ccomp", "acomp", "dobj", "attr")


def _seems(verb: Token) -> Report | None:
    """How things look, to nobody named: "the vote seems to be lost"."""
    clause = child(verb, "ccomp")
    if clause is not None:
        return _report(verb, None, runs_of(subtree(clause)), clause)
    who, rest = child(verb, "nsubj"), child(verb, "xcomp", "oprd", "acomp")
    if who is None or rest is None:
        return None
    return _report(verb, None, [run_of(subtree(who)), run_of(subtree(rest))], rest)


def _adjective(verb: Token) -> Report | None:
    """A state of mind: "was adamant that", "is critical of", "are willing to"."""
    state, who = child(verb, "acomp"), child(verb, "nsubj", "expl")
    if state is None or who is None:
        return None
    word = state.lower_
    clause = child(state, "ccomp") or child(verb, "ccomp")
    if who.lower_ == "it" and word in cues("loose_plain"):
        return None if clause is None else _state(verb, state, None, clause)
    aim = child(state, "xcomp")
    if clause is not None and clause.i > state.i and word in cues("loose_mood"):
        return _state(verb, state, who, clause)
    if aim is not None and word in cues("loose_mood"):
        return _state(verb, state, who, aim)
    for preposition in [*children(state, "prep"), *children(verb, "prep")]:
        told = child(preposition, "pobj", "pcomp")
        if told is not None and f"{word} {preposition.lower_}" in cues("loose_mood_prep"):
            return _state(verb, state, who, told, preposition)
    return None


def _state(
    verb: Token, state: Token, who: Token | None, told: Token, link: Token | None = None
) -> Report | None:
    last = link.i if link is not None else state.i
    first = min(t.i for t in verb_group(verb))
    cue = [t for t in verb.doc[first : last + 1] if who is None or t.i != who.i]
    return _report(verb, who, [run_of(subtree(told))], told, cue=cue)


def _noun(noun: Token) -> Report | None:
    """A noun of speech or mind with what it is about: "their demand for talks"."""
    lemma = noun.lemma_.lower()
    if lemma not in cues("loose_noun"):
        return None
    told, link = _complement(noun)
    if told is None:
        return None
    giver = noun.head if noun.dep_ == "dobj" and noun.head.lemma_ in cues("light") else None
    owner = child(noun, "poss") or (subject(giver) if giver is not None else None)
    if owner is None and giver is None:
        return None
    first = min(t.i for t in verb_group(giver)) if giver is not None else noun.i
    last = link.i if link is not None and link.i == noun.i + 1 else noun.i
    cue = list(noun.doc[first : last + 1])
    return _report(noun, owner, [run_of(subtree(told))], told, cue=cue)


def _complement(noun: Token) -> tuple[Token | None, Token | None]:
    clause = child(noun, "acl")
    if clause is not None and clause.i > noun.i and (clause.tag_ == "VB" or child(clause, "mark")):
        return clause, None
    for preposition in children(noun, "prep"):
        told = child(preposition, "pobj", "pcomp")
        if told is not None and preposition.lower_ in cues("loose_noun_prep"):
            return told, preposition
    return None, None


def _hearsay(adverb: Token) -> Report | None:
    """An adverb that says that somebody says so: "allegedly"."""
    if adverb.lower_ not in cues("loose_hearsay") or adverb.head.i == adverb.i:
        return None
    governor = adverb.head
    tokens = [t for t in subtree(governor) if t.i != adverb.i and not t.is_space]
    return _report(adverb, None, runs_of(tokens), governor, cue=[adverb])


def _report(
    head: Token,
    who: Token | None,
    content: list[tuple[int, int]],
    clause: Token | None = None,
    *,
    cue: list[Token] | None = None,
) -> Report | None:
    source = tuple(source_of(who)) if who is not None else ()
    words = cue if cue is not None else cue_of(head)
    if not words or any(a <= head.i <= b for a, b in content):
        return None
    return Report("object", head, who, source, tuple(words), tuple(content), clause)
