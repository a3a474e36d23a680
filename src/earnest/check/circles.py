"""Circles within one sentence: each half given as the ground, or made the condition, of the other."""

import re
from collections.abc import Iterator
from functools import lru_cache

from earnest.check.asked import party_stems
from earnest.check.words import content_stems

_GROUND = re.compile(
    r"\b(?:is|are|was|were) (?:\w+ly )?(?:shown|proved|proven|clear|evident|plain|obvious|seen|known|told|"
    r"confirmed|demonstrated|apparent)(?: (?:by|from|in))\b|"
    r"\b(?:follows from|because|shows that|proves that|rests? on|we know (?:this|that|it) from)\b|"
    r"\bsince\b(?! (?:\d|then\b|when\b|(?:last|the) (?:\w+ )?"
    r"(?:year|month|week|spring|summer|autumn|winter|war)\b))|"
    r"(?<=,) as\b(?=[^,;.]*\b(?:shows?|proves?|demonstrates?|confirms?|attests?|tells? (?:us|you)|"
    r"makes? (?:clear|plain))\b)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4_096)
def circle_in(sentence: str) -> str | None:
    """How the halves of a sentence rest on each other, in words; None if they do not."""
    if _crossed(sentence):
        return "Each is made to wait for the other"
    clauses = list(_grounded(sentence))
    for n, (claim, ground) in enumerate(clauses):
        for other, its_ground in clauses[n + 1 :]:
            # "And it publishes none because it has none": what it has none of was told before.
            if (_meet(claim, its_ground) or not its_ground) and _meet(ground, other):
                return "Each is given as the ground of the other"
    return None


# Letters that two stems of one root share at least: "silent" and "silence".
ROOT = 5


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of stems share one, or the root of one."""
    return bool(one & other or {s[:ROOT] for s in one if len(s) > ROOT} & {s[:ROOT] for s in other})


# What makes one thing hang on another; a clause with a relative ("whom nobody trusts") does so, too.
_HANGS = re.compile(
    r"\b(?:until|till|unless|because|without|before|as long as|so long as|if|when|while|since|"
    r"which|whom?|that|must first|cannot|can not)\b",
    re.IGNORECASE,
)
_HALVES = re.compile(r"[,;:]\s*(?:and|but|so|yet|nor)?\b|\band\b", re.IGNORECASE)
# Words that two halves of a sentence have in common at least where each waits for the other.
CROSSED_WORDS = 2


def _crossed(sentence: str) -> bool:
    """Whether the halves of a sentence hang the same two things on each other, in opposite order.

    "No talks until the gate opens, and the gate stays shut until there are talks."
    """
    if not (_HANGS.search(sentence) and _DENIED_OR_HELD.search(sentence)):
        return False
    for joint in _HALVES.finditer(sentence):
        one, other = sentence[: joint.start()], sentence[joint.end() :]
        if not all(w.search(half) for w in (_HANGS, _DENIED_OR_HELD) for half in (one, other)):
            continue
        first, then = _order(one), _order(other)
        shared = [word for word in first if word in then]
        if len(shared) >= CROSSED_WORDS and then.index(shared[0]) > then.index(shared[-1]):
            return True
    return False


_DENIED_OR_HELD = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|cannot|neither|nor|without|until|unless|\w+n[’']t)\b",
    re.IGNORECASE,
)


def _order(text: str) -> list[str]:
    """The stems of a text's content words but names of parties, each once, in order."""
    named = party_stems(text)
    found = (stem for word in text.split() for stem in content_stems(word) - named)
    return list(dict.fromkeys(found))


def _grounded(sentence: str) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Stems of each claim of a sentence and of the ground that it is rested on."""
    found = list(_GROUND.finditer(sentence))
    for n, ground in enumerate(found):
        start = _clause_end(sentence, found[n - 1].end(), ground.start()) if n else 0
        stop = (
            _clause_end(sentence, ground.end(), found[n + 1].start())
            if n + 1 < len(found)
            else len(sentence)
        )
        yield (
            content_stems(sentence[start : ground.start()]),
            content_stems(sentence[ground.end() : stop]),
        )


def _clause_end(sentence: str, start: int, end: int) -> int:
    """Where one clause ends and the next begins, between two places of a sentence."""
    joint = re.search(r",|;|\band\b", sentence[start:end])
    return start + joint.start() if joint else start
