"""What stands around a row, as features of its kind: its place, its marks, the rules' kinds beside it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from earnest.contract.words import Kind
from earnest.extract.claim import Claim, MarkedRow
from earnest.extract.syntax import is_verb, subject

_BESIDE: Final = (-2, -1, 1, 2)
_MARKS: Final = {"quotes": '"', "colon": ":"}


def context_features(rows: Sequence[MarkedRow], rules: Sequence[Kind]) -> Iterator[frozenset[str]]:
    """For each row of a text, in order, the features of what stands around it.

    Args:
        rows: all rows of the text, sorted by start.
        rules: the kind that the rules give each.
    """
    for n, row in enumerate(rows):
        found = {f"beside{k}={_at(rules, n + k)}" for k in _BESIDE}
        yield frozenset(
            found | {*_of_place(row.claim), *_of_marks(row.claim), *_of_words(row.claim)}
        )


def _at(rules: Sequence[Kind], place: int) -> str:
    return rules[place] if 0 <= place < len(rules) else "-"


def _of_place(claim: Claim) -> Iterator[str]:
    """Whether it stands in the first or last sentence of a paragraph that has several."""
    ends = claim.passage.sentence_ends
    if len(ends) > 1:
        yield from (f"opens={claim.run[0] < ends[0]}", f"closes={claim.run[0] >= ends[-2]}")


def _of_marks(claim: Claim) -> Iterator[str]:
    passage = claim.passage
    text, (start, end) = passage.text, passage.offsets(*claim.run)
    start, end = start - passage.start, end - passage.start
    inside, before = text[start:end], text[max(0, start - 2) : start]
    yield from (f"{name}={mark in inside}" for name, mark in _MARKS.items())
    yield from (f"after={text[end : end + 1]}", f"before={before.strip()[-1:]}")


def _of_words(claim: Claim) -> Iterator[str]:
    """Pairs of tags, and who acts."""
    yield from (f"tags={a.tag_}_{b.tag_}" for a, b in pairwise(claim.words))
    head = claim.head
    who = subject(head) if is_verb(head) else None
    if who is None:
        return
    determiner = next((t.lower_ for t in who.children if t.dep_ == "det"), "-")
    yield f"who={who.lower_ if who.pos_ == 'PRON' else who.pos_}"
    yield from (
        f"who,tag={who.pos_},{head.tag_}",
        f"who,det,tag={who.pos_},{determiner},{head.tag_}",
    )
