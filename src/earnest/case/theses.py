"""Candidate theses of a text: statements that say the same, gathered by holder and wording."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from earnest.contract.text import Statement
from earnest.contract.words import Polarity

AUTHOR: Final = "author"
_AT_MOST: Final = 6  # a table of theses and evidence with more rows is no longer read
# Shared content words, of those of the shorter wording. Rivals who disagree with each other share
# the words of the topic, so that one thesis of two holders asks for more.
_SAME_HOLDER: Final = 0.5
_OTHER_HOLDER: Final = 0.75
_STEM: Final = 6
_FULL_CLAUSE_WORDS: Final = 4
_CLAUSE_LEAD = re.compile(r"^[\s,:]*(?:that\b|:)?[\s,:\"“«]*")
_STOP: Final = frozenset(
    re.findall(
        r"\w+",
        """
        about after also been before being both could does doing down during each from have
        having here into itself just more most much must never once only other over same should
        some such than that their them then there these they this those through under until very
        were what when where which while whom will with would your
        """,
    )
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thesis that a text states.

    Attributes:
        text: the shortest full clause among its statements.
        polarity: toward the main thesis of the text; the main thesis supports itself.
        stated_in: ids of the statements, in order.
    """

    text: str
    holders: tuple[str, ...]
    polarity: Polarity
    stated_in: tuple[str, ...]
    is_main: bool = False


def candidate_theses(
    statements: Sequence[Statement], *, titles: Iterable[str] = ()
) -> tuple[Candidate, ...]:
    """The theses of the texts, at most six: the author's main one, its rivals, then the rest.

    A further thesis of the author's side is a candidate only if it is stated at least twice:
    one that is said once is a step of the argument, not an answer to the question.

    Args:
        statements: with ids, in order of place.
        titles: titles of the texts; the main thesis is likely to share their words.
    """
    stated = [row for row in statements if row.kind == "thesis"]
    main = main_thesis(stated, titles=titles)
    clusters = _clusters([*stated, *_reported_views(statements, stated)], main)
    candidates = [_candidate(cluster, main) for cluster in clusters]
    rivals = [c for c in candidates if not c.is_main and _is_rival(c)]
    rank = {"contradicts": 0, "neutral": 1, "supports": 2}
    rivals.sort(key=lambda c: (AUTHOR in c.holders, rank[c.polarity], -len(c.stated_in)))
    return tuple([c for c in candidates if c.is_main] + rivals)[:_AT_MOST]


def main_thesis(stated: Sequence[Statement], *, titles: Iterable[str] = ()) -> Statement | None:
    """The author's thesis whose words recur most in the titles and in the other theses.

    Rivals' wordings count too: a main thesis takes up the words of what it denies. A thesis about
    the two parties that the theses name together most often goes before one about others. Of
    equals the first is taken; null if the author states no thesis.
    """
    own = [row for row in stated if row.holder == AUTHOR]
    own = [row for row in own if row.polarity == "supports"] or own
    own = [row for row in own if _disputants(stated) <= set(row.actors)] or own
    heard = Counter(word for row in stated for word in content_words(row.text))
    heard.update(word for title in titles for word in content_words(title) for _ in range(2))

    def recurrence(row: Statement) -> float:
        words = content_words(row.text)
        return sum(heard[word] - 1 for word in words) / len(words) if words else 0.0

    return max(own, key=recurrence, default=None)


def _disputants(stated: Sequence[Statement]) -> frozenset[str]:
    pairs = Counter(
        frozenset(pair) for row in stated for pair in combinations(sorted(set(row.actors)), 2)
    )
    return max(pairs, key=lambda pair: (pairs[pair], sorted(pair)), default=frozenset())


def content_words(text: str) -> frozenset[str]:
    """Stems (first six letters) of the words that carry the content of a clause."""
    words = re.findall(r"[^\W\d_]{4,}", text.casefold())
    return frozenset(word[:_STEM] for word in words if word not in _STOP)


def _reported_views(
    statements: Sequence[Statement], stated: Sequence[Statement]
) -> list[Statement]:
    """What stands for the thesis of a reported holder whose thesis is not marked itself."""
    heard = {row.holder for row in stated}
    views = [
        row
        for row in statements
        if row.holder not in {AUTHOR, *heard}
        and row.polarity == "contradicts"
        and row.kind in ("regularity", "comparison", "motive")
    ]
    inner = [(row.document, row.start, row.end) for row in statements if row.attributed_by]
    return views + [
        view
        for row in statements
        if row.kind == "attribution" and not _holds_one(row, inner)
        if (view := _content(row)) and view.holder not in heard
    ]


def _holds_one(row: Statement, inner: Iterable[tuple[str, int, int]]) -> bool:
    return any(
        document == row.document and row.start <= start and end <= row.end
        for document, start, end in inner
    )


def _content(row: Statement) -> Statement | None:
    if row.cue is None or row.speaker is None or not row.start <= row.cue[1] <= row.end:
        return None
    after = row.text[row.cue[1] - row.start :]
    words = _CLAUSE_LEAD.sub("", after).rstrip(' ."”»')
    if len(words.split()) < _FULL_CLAUSE_WORDS:
        return None
    return replace(row, text=words, kind="thesis", holder=row.speaker)


def _clusters(rows: Sequence[Statement], main: Statement | None) -> list[list[Statement]]:
    clusters: list[list[Statement]] = [[main]] if main else []
    for row in sorted(rows, key=lambda row: (row.document, row.start, row.end)):
        if row is main:
            continue
        home = next((c for c in clusters if any(_says_the_same(row, one) for one in c)), None)
        if home is None:
            clusters.append([row])
        else:
            home.append(row)
    return clusters


def _says_the_same(one: Statement, other: Statement) -> bool:
    if one.polarity != other.polarity:
        return False
    left, right = content_words(one.text), content_words(other.text)
    share = len(left & right) / max(1, min(len(left), len(right)))
    if set(one.holder.split("; ")) & set(other.holder.split("; ")):
        return share >= _SAME_HOLDER
    return one.polarity != "neutral" and min(len(left), len(right)) > 1 and share >= _OTHER_HOLDER


def _candidate(cluster: Sequence[Statement], main: Statement | None) -> Candidate:
    ordered = sorted(cluster, key=lambda row: (row.document, row.start, row.end))
    holders = dict.fromkeys(name for row in cluster for name in row.holder.split("; "))
    full = [row.text for row in ordered if len(row.text.split()) >= _FULL_CLAUSE_WORDS]
    return Candidate(
        text=min(full, key=len) if full else max((row.text for row in ordered), key=len),
        holders=tuple(holders),
        polarity=cluster[0].polarity,
        stated_in=tuple(dict.fromkeys(row.id for row in ordered)),
        is_main=main is not None and main in cluster,
    )


def _is_rival(candidate: Candidate) -> bool:
    return candidate.polarity != "supports" or len(candidate.stated_in) > 1
