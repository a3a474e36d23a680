"""Which row a date belongs to, and which rows of a sentence share one."""

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from earnest.contract.text import Span
from earnest.contract.when import Period
from earnest.extract.claim import Claim
from earnest.extract.dates_in_context import ToldDate
from earnest.extract.fields import innermost
from earnest.extract.syntax import ancestors, children, is_infinitive, is_verb, marker, modals
from earnest.extract.tenses import is_perfect, tense_of

_WHEN: Final = frozenset({"at", "in", "during", "since", "after", "before", "until", "by", "on"})
_LIMITS: Final = frozenset({"by", "until", "before"})
_MODIFYING: Final = frozenset({"compound", "nummod", "amod", "poss", "nmod"})
_TIMES: Final = frozenset(
    "night morning evening afternoon day week weekend month course beginning start end eve".split()
)
_YEAR: Final = 4
_DAY: Final = 10  # characters of an ISO day
_AT_ONCE: Final = 6  # code points between a date and its repetition: ", on "


def row_dates(
    rows: Sequence[tuple[Claim, Span]],
    told: Sequence[ToldDate],
) -> tuple[str | None, ...]:
    """The date of each row; null where there is none.

    A date goes to the innermost row that contains it, unless it only tells one thing in the row from
    others ("the treaty of 1992"). A clause joined by "and" shares the date before its first verb.

    Args:
        rows: the rows with their spans, sorted by start.
        told: the dates of the text, in order.
    """
    spans = [span for _, span in rows]
    given: list[list[tuple[str, bool]]] = [[] for _ in rows]
    by_verb: dict[tuple[int, int], ToldDate] = {}
    by_token: dict[tuple[int, int], ToldDate] = {}
    for date in told:
        place = innermost(spans, date.start, date.end)
        verb = date.verb
        if date.token is not None:
            for token in (date.token, *date.token.children):
                by_token[(id(token.doc), token.i)] = date
        if verb is not None:
            by_verb.setdefault((id(verb.doc), verb.i), date)
        if place is not None and not _is_mere_label(date, rows[place][0]):
            is_own = verb is None or _is_joined(verb, rows[place][0].head)
            if (
                not is_own
                and verb is not None
                and _is_of_what_was_before(verb, rows[place][0].head)
            ):
                continue
            if date.is_counted and _is_told_again(date, told):
                continue  # "a month later, on 4 June"
            given[place].append((_within(date, rows[place][0]), is_own))
        if (outer := _opened_in(date, rows, spans, place)) is not None:
            given[outer].append((date.opened or date.iso, False))
    own = [_one(dates) for dates in given]
    return tuple(
        date or _explained(claim, by_token) or _shared(claim, by_verb)
        for (claim, _), date in zip(rows, own, strict=True)
    )


def _is_of_what_was_before(verb: Token, head: Token) -> bool:
    """Whether a date says when a thing of the claim had come about: "the status she had granted in 1996"."""
    if verb.i == head.i or verb.dep_ != "relcl":
        return False
    return "had" in modals(verb) and "had" not in modals(head)


def _is_told_again(counted: ToldDate, told: Sequence[ToldDate]) -> bool:
    """Whether a date counted from another is followed at once by the day itself."""
    return any(
        0 < d.start - counted.end <= _AT_ONCE
        and not d.is_counted
        and len(d.iso) == _DAY
        and "/" not in counted.iso
        and _are_of_one_sentence(d, counted)
        for d in told
    )


def _are_of_one_sentence(one: ToldDate, other: ToldDate) -> bool:
    if one.token is None or other.token is None or one.token.doc is not other.token.doc:
        return False
    return bool(one.token.sent.start == other.token.sent.start)


def _is_joined(verb: Token, head: Token) -> bool:
    """Whether a verb is a row's own or joined to it by "and"."""
    pairs = ((verb, head), (head, verb))
    return verb.i == head.i or any(a.dep_ == "conj" and a.head.i == b.i for a, b in pairs)


def _opened_in(
    told: ToldDate, rows: Sequence[tuple[Claim, Span]], spans: Sequence[Span], place: int | None
) -> int | None:
    """The row around the one that holds a date, if the bound stands in that only: "since the war of 2008"."""
    if told.bound is None or place is None:
        return None
    claim = rows[place][0]
    if claim.run[0] <= told.bound.i <= claim.run[1]:
        return None
    outer = innermost(spans, claim.passage.start + told.bound.idx, told.end)
    return outer if outer != place else None


def _within(told: ToldDate, claim: Claim) -> str:
    """The date as a row says it, with the bound before it if that stands in the row too."""
    if told.bound is None or told.opened is None:
        return told.iso
    return told.opened if claim.run[0] <= told.bound.i <= claim.run[1] else told.iso


def _one(found: Sequence[tuple[str, bool]]) -> str | None:
    """The date of a row: of years in a list the whole stretch, else the first that no aside tells.

    Of two of which one lies within the other ("before August is over, by the 20th") the more exact one counts.
    """
    dates = [iso for iso, _ in found]
    if len(dates) > 1 and all(len(d) == _YEAR for d in dates):
        first, last = min(dates), max(dates)
        if int(last) - int(first) == len(set(dates)) - 1 and first != last:
            return f"{first}/{last}"
    told = next((iso for iso, own in found if own), dates[0] if dates else None)
    return next((iso for iso, own in found if own and _lies_within(iso, told)), told)


def _lies_within(one: str, other: str | None) -> bool:
    """Whether a date tells another more exactly: a day of that month."""
    if other is None or one == other:
        return False
    try:
        inner, outer = Period.parse(one), Period.parse(other)
    except ValueError:
        return False
    return outer.contains(inner) and not inner.contains(outer)


def _is_mere_label(told: ToldDate, claim: Claim) -> bool:
    """Whether a date only tells which thing is meant, not when the row's fact was."""
    token = told.token
    if token is None:
        return False
    if claim.form == "report" and _is_in_content(token, claim):
        return told.verb is None or told.verb.i != claim.head.i
    below = token
    if told.bound is not None and told.bound.i > claim.run[0]:
        return False
    for above in ancestors(token):
        if below.i == claim.head.i:
            return False
        if above.dep_ == "acl" and above.tag_ == "VBN" and above.i != claim.head.i:
            return claim.form not in ("event", "report")
        if is_verb(above):
            return _is_deadline(told, above, claim) or _is_of_object(above, claim)
        if above.lemma_.lower() in _TIMES:
            below = above
            continue
        if above.pos_ in ("NOUN", "PROPN"):
            own = _restricts(below, above)
            return own and above.i != claim.head.i and not _tells_when(above)
        below = above
    return False


def _is_of_object(verb: Token, claim: Claim) -> bool:
    """Whether a verb only tells which object is meant now: "is leaving the league that it joined in 1992"."""
    noun = verb.head
    if verb.dep_ != "relcl" or noun.dep_ not in ("dobj", "pobj"):
        return False
    other = claim.head.i not in (verb.i, noun.i) and tense_of(claim.head) == "present"
    return other and verb.doc[verb.left_edge.i - 1].text != ","


def _is_deadline(told: ToldDate, verb: Token, claim: Claim) -> bool:
    """Whether a date limits what somebody was told to do: "ordered them to leave by 1 May"."""
    if verb.i == claim.head.i or not is_infinitive(verb) or tense_of(claim.head) != "past":
        return False
    token = told.token
    return token is not None and bool({token.lower_, token.head.lower_} & _LIMITS)


def _is_in_content(token: Token, claim: Claim) -> bool:
    report = claim.report
    return report is not None and any(a <= token.i <= b for a, b in report.content)


def _restricts(below: Token, noun: Token) -> bool:
    """Whether a date is a noun's own: "the treaty of 1992", "the 2006 act"."""
    return (below.dep_ == "prep" and below.lower_ == "of") or (
        below.dep_ in _MODIFYING and below.i < noun.i
    )


def _tells_when(noun: Token) -> bool:
    """Whether a dated noun dates its clause: the subject of something done, or "at" or "after" it."""
    governor = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return tense_of(governor) != "present"
    if noun.dep_ == "pobj":
        return governor.lower_ in _WHEN and is_verb(governor.head)
    return noun.dep_ in ("npadvmod", "ROOT")


def _explained(claim: Claim, by_token: dict[tuple[int, int], ToldDate]) -> str | None:
    """The date that a clause with "when" tells more of ("in 2014, when oil was dear"), without its bound."""
    head = claim.head
    while head.dep_ == "conj" and is_verb(head.head):
        head = head.head
    if claim.role not in ("relative", "coordinate") or head.dep_ != "relcl":
        return None
    told = by_token.get((id(head.doc), head.head.i))
    return told.iso.removesuffix("/..").removeprefix("../") if told is not None else None


def _shared(claim: Claim, by_verb: dict[tuple[int, int], ToldDate]) -> str | None:
    """The date before the first verb of a sentence, for what is joined to that verb by "and"."""
    if claim.form not in ("clause", "report") or not is_verb(claim.head):
        return None
    head = claim.head
    if (inner := _when(head, by_verb)) is not None:
        return inner
    if (outer := _as_then(claim, by_verb)) is not None:
        return outer
    while True:
        told = by_verb.get((id(head.doc), head.i))
        if told is not None:
            assert told.token is not None  # dates that hang on a verb have a token
            outside = not claim.run[0] <= told.token.i <= claim.run[1]
            before = told.token.i < claim.head.i and (outside or claim.form == "report")
            return told.iso if before and _is_like(claim.head, head) else None
        if head.dep_ != "conj" or not is_verb(head.head):
            return None
        head = head.head


def _as_then(claim: Claim, by_verb: dict[tuple[int, int], ToldDate]) -> str | None:
    """The date of the clause that one with "when" goes with, or that points at who acted ("it was X who")."""
    head = claim.head
    if head.dep_ == "advcl" and marker(head) == "when":
        above = _out_of_cleft(head.head)
    else:
        above = _out_of_cleft(head)
        if above.i == head.i:
            return None
    told = by_verb.get((id(above.doc), above.i))
    return told.iso if told is not None and tense_of(head) == tense_of(above) else None


def _out_of_cleft(verb: Token) -> Token:
    """The "was" of "it was the king who spoke" for "spoke"; any other verb itself."""
    noun = verb.head
    if verb.dep_ != "relcl" or noun.dep_ != "attr" or noun.head.lemma_ != "be":
        return verb
    fills = any(c.lower_ == "it" and c.dep_ == "nsubj" for c in noun.head.children)
    return noun.head if fills else verb


def _is_like(verb: Token, first: Token) -> bool:
    """Whether a joined verb tells of an act at the same time as the first."""
    if verb.i == first.i:
        return True
    same = tense_of(verb) == tense_of(first) and is_perfect(verb) == is_perfect(first)
    return same and verb.lemma_ != "be"


def _when(head: Token, by_verb: dict[tuple[int, int], ToldDate]) -> str | None:
    """The date of the clause with "when" that says when a verb's act was."""
    for inner in children(head, "advcl"):
        if marker(inner) == "when" and (told := by_verb.get((id(inner.doc), inner.i))):
            return told.iso
    return None
