"""Quantities of a parsed text: amounts with what they count.

The unit is the counted noun as the text has it, `percent`, an ISO 4217 code, or `times`; `of` is
the complement ("60 percent of its exports": `its exports`; "38 of 67 deputies": `67 deputies`).
Bounds follow `bounds`, values `amounts`. Numbers that date, order or name something are none:
`in 1992`, `the third`, `Resolution 1973`, `Article 5`, `the two`, `on the one hand`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from earnest.contract.text import Quantity
from earnest.extract.amounts import find_amounts
from earnest.extract.currencies import code_of_noun, is_currency
from earnest.extract.dates import find_dates
from earnest.extract.numbers import GAP, MAGNITUDES
from earnest.extract.passages import text_of
from earnest.extract.worded_amounts import Amount


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A quantity at `[start, end)` of the text, in code points."""

    start: int
    end: int
    quantity: Quantity


_NAMING = frozenset(
    """article articles section chapter paragraph para resolution no no. nos. number page pp. p.
    figure table annex clause rule act channel route highway flight room model type item category
    phase vol. volume note line block version""".split()
)
_UP = frozenset(["nummod", "quantmod", "compound", "nmod", "npadvmod", "advmod", "amod", "poss"])
_NOUNS = frozenset(["NOUN", "PROPN"])
_IDIOMS = frozenset(["hand", "side", "day", "time", "way", "thing", "point", "another"])
_DEFINITE = frozenset(["the", "these", "those", "both", "our", "their", "its"])
_LASTING = frozenset(["lasted", "lasts", "last", "took", "takes", "take"])
_BEFORE_ONE = frozenset(["no", "any", "every", "the", "this", "that", "which", "each"])
_COMPARED = frozenset(["of", "to", "from", "than", "against"])
_VICTIMS = frozenset(["dead", "wounded", "killed", "injured", "missing", "others"])
_NOT_COUNTED = frozenset(["today", "yesterday", "tomorrow", "tonight"])
_MILLION = 10**6
_HUNDRED = 100
_LIST_MARK = re.compile(r"(?:^|\n)\s{0,8}\(?$")
_AFTER_MARK = re.compile(r"[.)]\s")
_CLOCK = re.compile(rf"{GAP}?(?:[ap]\.?m\b|o['’]clock)", re.IGNORECASE)
_OF_ALL = re.compile(rf"(?<![^\W_])of{GAP}(?:(?:the|its|their|all){GAP})?$", re.IGNORECASE)
_OF = re.compile(rf"{GAP}(?:out{GAP})?of{GAP}", re.IGNORECASE)


def find_quantities(doc: Doc) -> tuple[QuantityMention, ...]:
    """The quantities of a parsed text in order, without overlap; offsets are code points.

    Args:
        doc: with tags, dependencies and sentences.
    """
    dates = find_dates(text_of(doc), anchor=None)
    taken = _Taken([(d.start, d.end) for d in dates if not d.is_duration and d.modifier != "left"])
    found: list[QuantityMention] = []
    number_end = 0
    for amount, token in _amounts_with_tokens(doc):
        if taken.holds(amount) or _is_name(text_of(doc), amount, token):
            continue
        if found and found[-1].end > amount.start:
            found[-1] = replace(found[-1], end=number_end)
        number_end = amount.end
        found.append(_mention(amount, token, found[-1] if found else None))
    return tuple(found)


class _Taken:
    """Spans of dates, asked for amounts in the order of the text."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans, self.at = spans, 0

    def holds(self, amount: Amount) -> bool:
        while self.at < len(self.spans) and self.spans[self.at][1] <= amount.start:
            self.at += 1
        return self.at < len(self.spans) and self.spans[self.at][0] < amount.number_end


def _amounts_with_tokens(doc: Doc) -> Iterator[tuple[Amount, Token]]:
    """Each amount with the last token of its number."""
    at = 0
    for amount in find_amounts(text_of(doc)):
        while at + 1 < len(doc) and doc[at + 1].idx < amount.number_end:
            at += 1
        yield amount, doc[at]


def _is_name(text: str, amount: Amount, token: Token) -> bool:
    """Whether the number or word names, orders or points instead of counting."""
    if isinstance(amount.value, str):
        return token.lower_ == "most" and token.tag_ == "RBS"
    if amount.unit is not None or amount.bound is not None:
        return False
    first = _first_token(amount, token)
    before = token.doc[first.i - 1] if first.i else None
    if token.lower_ == "one" and _is_pronoun_one(token, before):
        return True
    return _is_mark(text, amount) or (before is not None and _is_named_by(before, first, amount))


def _first_token(amount: Amount, token: Token) -> Token:
    while token.i and token.idx > amount.start:
        token = token.doc[token.i - 1]
    return token


def _is_pronoun_one(token: Token, before: Token | None) -> bool:
    noun = _counted(token)
    if noun is not None and noun.lower_ == "day" and _lower(before) in _LASTING:
        return False
    return noun is None or noun.lower_ in _IDIOMS or _lower(before) in _BEFORE_ONE


def _lower(token: Token | None) -> str:
    return "" if token is None else token.lower_


def _is_mark(text: str, amount: Amount) -> bool:
    """A clock time, or the number of a list or section at the start of a line."""
    if _CLOCK.match(text, amount.number_end):
        return True
    starts_line = _LIST_MARK.search(text[max(0, amount.start - 10) : amount.start])
    return starts_line is not None and _AFTER_MARK.match(text, amount.number_end) is not None


def _is_named_by(before: Token, first: Token, amount: Amount) -> bool:
    group = before.doc[before.i - 1].text if before.i else ""
    if before.lower_ in _NAMING or (before.lower_ == "of" and group == "Group"):
        return True
    is_small_word = first.is_alpha and isinstance(amount.value, float) and amount.value <= 12
    if before.lower_ in _DEFINITE and is_small_word:
        return True
    is_named = before.pos_ == "PROPN" and before.text[:1].isupper() and not before.is_sent_start
    return is_named and not first.is_alpha and _counted(first) is None and not amount.is_of_total


def _mention(amount: Amount, token: Token, previous: QuantityMention | None) -> QuantityMention:
    noun = _counted(token)
    unit = amount.unit or _unit(amount, token, noun) or _compared_unit(token, previous)
    unit = unit or _money_unit(amount, token, previous)
    is_noun_inside = noun is not None and unit == noun.text
    end = amount.end
    if noun is not None and is_noun_inside:
        end = max(end, noun.idx + len(noun))
    of = _whole(amount, token, noun) if amount.is_of_total else _complement(amount, token, noun)
    quantity = Quantity(amount.value, amount.low, amount.high, unit, of)
    return QuantityMention(amount.start, end, quantity)


def _money_unit(amount: Amount, token: Token, previous: QuantityMention | None) -> str | None:
    """The currency told before a bare "571 million", or before "1,350" in one sentence."""
    if previous is None or not isinstance(amount.value, float):
        return None
    here = previous.start >= token.sent.start_char and amount.value >= _HUNDRED
    if amount.value < _MILLION and not here:
        return None
    unit = previous.quantity.unit or ""
    return unit if is_currency(unit) else None


def _counted(token: Token) -> Token | None:
    """The noun that a number or quantifier counts, by the parse or else the word that follows."""
    hyphenated = _after_hyphen(token)
    if hyphenated is not None:
        return hyphenated
    head = token.head if token.dep_ == "quantmod" and token.head.like_num else token
    if head.dep_ == "nummod" and head.head.pos_ in _NOUNS and head.head.i > token.i:
        return _head_noun(head.head)
    for _ in range(6):
        if head.dep_ not in _UP or head.head.i <= head.i:
            break
        head = head.head
        is_count = head.like_num or head.lower_ in MAGNITUDES or head.lower_ == "dozen"
        if head.pos_ in _NOUNS and head.dep_ not in ("compound", "npadvmod") and not is_count:
            break
    is_counted = head.pos_ in _NOUNS and not head.like_num and head.lower_ not in _NOT_COUNTED
    if head.i > token.i and is_counted:
        return head
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if following is None:
        return None
    is_noun = following.pos_ == "NOUN" and not following.like_num
    is_noun = is_noun and following.lower_ not in _NOT_COUNTED
    return following if is_noun or following.lower_ in _VICTIMS else None


def _head_noun(noun: Token) -> Token:
    """The noun that a noun right before it belongs to ("two liaison officers")."""
    follows = noun.dep_ == "compound" and noun.head.i > noun.i and noun.head.pos_ in _NOUNS
    return noun.head if follows else noun


def _after_hyphen(token: Token) -> Token | None:
    """The noun of a measure such as `40-year` or `12-mile`."""
    doc, at = token.doc, token.i
    if at + 2 < len(doc) and doc[at + 1].text in ("-", "‑") and doc[at + 2].pos_ == "NOUN":
        return doc[at + 2] if not doc[at + 1].whitespace_ and not token.whitespace_ else None
    return None


def _unit(amount: Amount, token: Token, noun: Token | None) -> str | None:
    if noun is not None:
        return noun.text
    part_of = _of_phrase(token)
    if part_of is not None:
        inner = next((t for t in part_of.children if t.dep_ == "pobj" and not t.like_num), None)
        return None if inner is None else code_of_noun(inner.text) or inner.text
    if amount.is_of_total or not isinstance(amount.value, str):
        return None
    return "people" if token.lower_ in ("many", "most", "few", "several") else None


def _of_phrase(token: Token) -> Token | None:
    """The `of` that opens the complement of a word."""
    return next(
        (t for t in token.children if t.dep_ == "prep" and t.lower_ == "of" and t.i > token.i), None
    )


def _complement(amount: Amount, token: Token, noun: Token | None) -> str | None:
    """The phrase after `of`, at the noun, at the number, or at its percent or currency word."""
    doc = token.doc
    if amount.unit == "times":
        return _multiplied(noun, token)
    last = token.i
    while last + 1 < len(doc) and doc[last + 1].idx < amount.end:
        last += 1
    for holder in (noun, *doc[token.i : last + 1]):
        opener = None if holder is None else _of_phrase(holder)
        if opener is not None:
            return doc[opener.i + 1 : opener.right_edge.i + 1].text.strip() or None
    if doc[last].lower_ == "of":
        return None
    after = doc[last + 1] if last + 1 < len(doc) else None
    if after is not None and after.lower_ == "of":
        return doc[after.i + 1 : after.right_edge.i + 1].text.strip() or None
    return None


def _multiplied(noun: Token | None, token: Token) -> str | None:
    """What is multiplied: in "three times the fleet of X", `the fleet of X`."""
    if noun is None:
        return None
    after = [
        t for t in noun.subtree if t.i > token.i and t.lower_ not in ("times", "as", "many", "much")
    ]
    return noun.doc[after[0].i : after[-1].i + 1].text if after else None


def _whole(amount: Amount, token: Token, noun: Token | None) -> str | None:
    """The total in "38 of 67 deputies": `67 deputies`."""
    opener = _OF.match(text_of(token.doc), amount.number_end)
    if opener is None:
        return None
    total = next((t for t in token.doc[token.i + 1 : token.i + 8] if t.like_num), None)
    last = (_counted(total) if total is not None else None) or noun or total
    return None if last is None else text_of(token.doc)[opener.end() : last.idx + len(last)] or None


def _compared_unit(token: Token, previous: QuantityMention | None) -> str | None:
    """The unit of the number before: "one clerk instead of 40", "of 27 members, 26 agreed"."""
    if previous is None or previous.start < token.sent.start_char:
        return None
    is_compared = token.dep_ in ("pobj", "pcomp") and token.head.lower_ in _COMPARED
    is_part = token.dep_ in ("nsubj", "nsubjpass") and _OF_ALL.search(
        text_of(token.doc)[max(0, previous.start - 12) : previous.start]
    )
    return previous.quantity.unit if is_compared or is_part else None
