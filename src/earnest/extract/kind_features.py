"""What a reader would look at to tell a row's kind: its verb, subject, objects, words and form."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from spacy.tokens import Token

from earnest.contract.words import Kind
from earnest.extract.claim import Claim
from earnest.extract.cues import cues
from earnest.extract.syntax import is_verb, subject
from earnest.read.shipped import table

_CUES: Final = (
    "certainty future_word future_verb motive_noun motive_verb evaluative habit causal thesis_noun"
    " thesis_adjective time_noun"
).split()
_FUNCTION: Final = frozenset({"aux", "auxpass", "neg", "mark", "prt", "expl"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS: Final = frozenset({"attr", "acomp", "dobj", "oprd"})
_CLAUSES: Final = frozenset({"xcomp", "ccomp", "advcl"})
_NAMED: Final = frozenset(
    {"DATE", "CARDINAL", "PERCENT", "MONEY", "ORDINAL", "GPE", "NORP", "PERSON", "ORG"}
)
_DEGREES: Final = frozenset({"JJR", "JJS", "RBR", "RBS", "MD", "CD"})
_REASONS: Final = frozenset({"because", "since", "so", "therefore", "hence"})
_WILL: Final = frozenset({"will", "'ll", "wo", "shall"})


def features(claim: Claim, rule: Kind, *, has_amount: bool) -> frozenset[str]:
    """The features of a row, each a name and a value joined by `=`.

    Args:
        claim: the row as marked.
        rule: the kind that the rules give it.
        has_amount: whether a number is its point.
    """
    return frozenset(_features(claim, rule, has_amount=has_amount))


def _features(claim: Claim, rule: Kind, *, has_amount: bool) -> Iterator[str]:
    head = claim.head
    tense = _tense(head)
    yield from (f"rule={rule}", f"form={claim.form}", f"role={claim.role}")
    yield from (f"form,rule={claim.form},{rule}", f"tense,rule={tense},{rule}")
    yield from (f"head={head.lemma_.lower()}", f"tag={head.tag_}", f"dep={head.dep_}")
    yield f"tense={tense}"
    if has_amount:
        yield from ("amount", f"amount,tag={head.tag_}")
    yield f"end={_sentence_end(head)}"
    yield from _of_children(head)
    yield from _of_subject(head, tense)
    yield from _of_words(claim, tense)


def _of_children(head: Token) -> Iterator[str]:
    for token in head.children:
        yield f"child={token.dep_}"
        if token.dep_ in _FUNCTION:
            yield f"{token.dep_}={token.lower_}"
        elif token.dep_ in _SUBJECTS:
            yield from _as_subject(token)
        elif token.dep_ in _OBJECTS:
            yield from _as_object(token)
        elif token.dep_ in _CLAUSES:
            yield f"clause={token.dep_},{token.tag_}"
            yield from (f"clause_mark={t.lower_}" for t in token.children if t.dep_ == "mark")
        elif token.dep_ == "prep":
            yield f"prep={token.lower_}"
        elif token.dep_ == "advmod":
            yield f"adv={token.lower_}"
        if token.dep_ in _OBJECTS | _CLAUSES:
            yield from (f"class_object={c},{token.dep_}" for c in classes(token))


def _as_subject(token: Token) -> Iterator[str]:
    yield from (f"subj={token.lemma_.lower()}", f"subj_tag={token.tag_}")
    yield f"subj_ent={token.ent_type_ or '-'}"
    yield from (
        f"subj_det={t.lower_}" for t in token.children if t.dep_ in ("det", "predet", "poss")
    )
    bound = any(t.dep_ in ("det", "poss", "nummod") for t in token.children)
    if token.pos_ == "NOUN" and not bound:
        yield f"subj_bare={token.tag_}"


def _as_object(token: Token) -> Iterator[str]:
    yield from (f"obj={token.lemma_.lower()}", f"obj_pos={token.dep_},{token.pos_}")
    yield f"obj_ent={token.ent_type_ or '-'}"
    yield from (
        f"obj_det={t.lower_}" for t in token.children if t.dep_ in ("det", "predet", "amod")
    )


def _of_subject(head: Token, tense: str) -> Iterator[str]:
    """Who acts, with the tense and class of what is done; the subject may stand elsewhere."""
    who = subject(head) if is_verb(head) else None
    sort = f"{who.pos_}{who.ent_type_}" if who is not None else "-"
    yield f"tense,subj={tense},{sort}"
    for name in classes(head):
        yield from (f"class_head={name}", f"class_head,tag={name},{head.tag_}")
    yield from (f"class_head,subj={name},{sort}" for name in classes(head) or ("-",))
    if who is not None:
        yield from (f"class_subj={name}" for name in classes(who))


def _of_words(claim: Claim, tense: str) -> Iterator[str]:
    words = claim.words
    dated = any(t.ent_type_ == "DATE" for t in words)
    yield f"tense,date={tense},{dated}"
    yield f"names={min(3, sum(t.pos_ == 'PROPN' for t in words))}"
    for token in words:
        yield f"word={token.lemma_.lower()}"
        yield from (f"class_word={name}" for name in classes(token))
        if token.ent_type_ in _NAMED:
            yield f"ent={token.ent_type_}"
        if token.tag_ in _DEGREES:
            yield f"has={token.tag_}"
    lower = {form for t in words for form in (t.lemma_.lower(), t.lower_)}
    yield from (f"cue={group}" for group in _CUES if lower & cues(group))
    yield from (f"head_cue={group}" for group in _CUES if claim.head.lemma_.lower() in cues(group))
    if lower & {"than", "as"}:
        yield "has=than"
    if lower & _REASONS:
        yield "has=reason"


def _tense(head: Token) -> str:
    """`past`, `perfect`, `present`, `future` or `none`, by the verb and its auxiliaries."""
    helpers = [t for t in head.children if t.dep_ in ("aux", "auxpass")]
    if any(t.lower_ in _WILL for t in helpers):
        return "future"
    if any(t.lemma_ == "have" for t in helpers):
        return "perfect"
    tags = {head.tag_, *(t.tag_ for t in helpers)}
    if "VBD" in tags:
        return "past"
    return "present" if tags & {"VBZ", "VBP"} else "none"


def _sentence_end(head: Token) -> str:
    last = head.sent.text.rstrip()[-1:]
    return last if last in ("?", "!", ":") else "."


def classes(token: Token) -> tuple[str, ...]:
    """The classes of a word in `data/word_classes.csv`, by its lemma or form."""
    known = _word_classes()
    found = {*known.get(token.lemma_.lower(), ()), *known.get(token.lower_, ())}
    return tuple(sorted(found))


@cache
def _word_classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in table("word_classes.csv"):
        found.setdefault(row["word"], set()).add(row["class"])
    return {word: frozenset(names) for word, names in found.items()}
