"""A text parsed: sentences of words with lemma, tag and head, and offsets into the text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from earnest.contract.text import Document, Span
from earnest.extract.ru.cues import cues
from earnest.extract.ru.model import Tagged, parses, sentences, tagged, tokens
from earnest.extract.sentences import Block, Role, blocks, readable

_QUOTES: Final = '«»“”„‟"″＂'
_DATELINE: Final = re.compile(
    r"\s*[А-ЯЁ][А-ЯЁ -]{2,40},\s*\d{1,2}\s+[а-яё]{3,9}\.?(?:\s*\d{4}(?:\s*г(?:ода|\.)))?"
    r"\s*(?:[—–-]\s*|[./:]\s*)(?:/?[А-ЯЁ][\w «»-]{1,30}[/.]\s*)?(?=\S)"
)
_ASIDE: Final = re.compile(
    r"\s*(?:фото|иллюстрация|источник|автор|теги|опубликовано|обновлено|читайте также|подписывайтесь)"
    r"\s*[:\d«]",
    re.IGNORECASE,
)
_SHORT: Final = 160
_WORD: Final = re.compile(r"[^\W\d_]|\d")
_LONGEST: Final = 160  # words parsed in one piece: the cost of a tree grows with their square
_DEEPEST: Final = 200  # steps up a tree; more is a ring
_SAYING: Final = ("report_verb", "report_plain")


@dataclass(eq=False, slots=True)
class Word:
    """A token with its place in the sentence `i`, in the text, and in the tree."""

    i: int
    text: str
    lower: str  # `ё` written as `е`
    start: int
    end: int
    lemma: str
    lemmas: tuple[str, ...]
    pos: str
    feats: dict[str, str]
    rel: str
    tense: str | None
    short: bool
    head: "Word | None" = None
    children: list["Word"] = field(default_factory=list)

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or a figure."""
        return _WORD.search(self.text) is not None

    def child(self, *rels: str) -> "Word | None":
        """The first child in one of the relations; None if there is none."""
        return next((c for c in self.children if c.rel in rels), None)


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence: its words, the role of its block, and the block's place in the text."""

    words: tuple[Word, ...]
    role: Role
    block: Span

    def offsets(self, first: int, last: int) -> Span:
        """The span of the text from word `first` to word `last`, both included."""
        return self.words[first].start, self.words[last].end

    @property
    def is_question(self) -> bool:
        """Whether a question mark ends it."""
        return any("?" in w.text for w in self.words[-2:])


def parsed(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document that hold a word, in order; asides are left out."""
    copy = _with_quotes(document.text, readable(document.text))
    found = [b for b in blocks(document.text) if b.role != "aside" and not _is_aside(copy, b)]
    cut = [(block, run) for block in found for run in _runs(copy, block)]
    words = [[copy[a:b] for a, b in run] for _, run in cut]
    return tuple(
        Sentence(_words(run, forms, tags), block.role, (block.start, block.end))
        for (block, run), forms, tags in zip(cut, words, tagged(words), strict=True)
    )


def _is_aside(copy: str, block: Block) -> bool:
    """Whether a block is a caption, a byline or a note of the editors."""
    return block.end - block.start < _SHORT and _ASIDE.match(copy, block.start) is not None


def subtree(word: Word, without: Iterable[Word] = ()) -> list[Word]:
    """The word and all below it, in order, the trees of some words left out."""
    left_out = {id(w) for w in without if w is not word}
    found: dict[int, Word] = {}
    waiting = [word]
    while waiting:
        at = waiting.pop()
        if at.i not in found and id(at) not in left_out:
            found[at.i] = at
            waiting.extend(at.children)
    return [found[i] for i in sorted(found)]


def _with_quotes(text: str, copy: str) -> str:
    """The readable copy with the quotation marks as given: their direction tells."""
    return "".join(t if t in _QUOTES else c for t, c in zip(text, copy, strict=True))


def _runs(copy: str, block: Block) -> Iterator[list[Span]]:
    """The tokens of each sentence of a block, as spans of the text."""
    dateline = _DATELINE.match(copy, block.start, block.end)
    start = dateline.end() if dateline else block.start
    for first, last in sentences(copy[start : block.end]):
        sentence = copy[start + first : start + last]
        run = [(start + first + a, start + first + b) for a, b in tokens(sentence)]
        for part in _parts(copy, run):
            for piece in (part[n : n + _LONGEST] for n in range(0, len(part), _LONGEST)):
                if any(_WORD.search(copy[a:b]) for a, b in piece):
                    yield piece


def _parts(copy: str, run: list[Span]) -> Iterator[list[Span]]:
    """A sentence cut at a colon or semicolon between two clauses; what is said is left whole."""
    start, depth = 0, 0
    for at, (a, b) in enumerate(run):
        mark = copy[a:b]
        depth += (mark in "«„“") - (mark in "»”")
        after = copy[run[at + 1][0]] if at + 1 < len(run) else "«"
        if mark not in _CUTS or depth > 0 or after in _QUOTES:
            continue
        left, right = ([copy[x:y] for x, y in part] for part in (run[start:at], run[at + 1 :]))
        if _has_verb(left) and _has_verb(right) and not (mark == ":" and _says(left)):
            yield run[start : at + 1]
            start = at + 1
    yield run[start:]


_CUTS: Final = frozenset({":", ";"})


def _has_verb(forms: Sequence[str]) -> bool:
    return any(_is_verbal(form) for form in forms)


def _is_verbal(form: str) -> bool:
    known = parses(form.lower())
    return bool(known.parts) and known.parts[0] in ("VERB", "PRTS", "ADJS", "PRED")


def _says(forms: Sequence[str]) -> bool:
    """Whether the last verb is one of saying: then what follows the colon is what is said."""
    verbs = [form for form in forms if _is_verbal(form)]
    lemmas = set(parses(verbs[-1].lower()).lemmas) if verbs else set()
    return any(lemmas & cues(group) for group in _SAYING)


def _words(run: Sequence[Span], forms: Sequence[str], tags: Sequence[Tagged]) -> tuple[Word, ...]:
    words = tuple(
        _word(i, form, span, tag)
        for i, (span, form, tag) in enumerate(zip(run, forms, tags, strict=True))
    )
    for word, tag in zip(words, tags, strict=True):
        if 0 < tag.head <= len(words) and tag.head != word.i + 1:
            word.head = words[tag.head - 1]
    _mend(words)
    for word in words:
        if word.head is not None:
            word.head.children.append(word)
    return words


def _mend(words: Sequence[Word]) -> None:
    """Make one tree of what the parser may leave as several: rings and second roots."""
    for word in words:
        ring = _ring(word)
        if ring:
            top = next((w for w in ring if w.pos in ("NOUN", "PROPN", "VERB")), ring[0])
            top.head, top.rel = _nearest_verb(words, top, ring), "dep"
    roots = [w for w in words if w.head is None and w.is_word]
    for other in roots[1:]:
        if any(w.head is other and w.rel == "cc" for w in words):
            other.head, other.rel = roots[0], "conj"


def _ring(word: Word) -> list[Word]:
    """The words of a ring of heads that a word is in; empty if it is in none."""
    seen: list[Word] = []
    at: Word | None = word
    while at is not None and at not in seen:
        seen.append(at)
        at = at.head
    return seen if at is word else []


def _nearest_verb(words: Sequence[Word], word: Word, ring: Sequence[Word]) -> Word | None:
    verbs = [w for w in words if w.tense is not None and w not in ring and not _hangs_on(w, word)]
    return min(verbs, key=lambda w: abs(w.i - word.i), default=None)


def _hangs_on(word: Word, other: Word) -> bool:
    at, steps = word.head, 0
    while at is not None and steps < _DEEPEST:
        if at is other:
            return True
        at, steps = at.head, steps + 1
    return at is not None


def _word(i: int, form: str, span: Span, tag: Tagged) -> Word:
    known = parses(form.lower())
    return Word(
        i=i,
        text=form,
        lower=form.lower().replace("ё", "е"),
        start=span[0],
        end=span[1],
        lemma=_lemma(known.lemmas, known.parts, tag.pos) or form.lower(),
        lemmas=known.lemmas,
        pos=tag.pos,
        feats=tag.feats,
        rel=tag.rel,
        tense=_tense(known.tense, tag),
        short=known.short and tag.pos in ("ADJ", "VERB", "ADV", "NOUN", "AUX"),
    )


_PARTS: Final = {
    "NOUN": {"NOUN"},
    "PROPN": {"NOUN"},
    "VERB": {"VERB", "INFN", "PRTF", "PRTS", "GRND"},
    "AUX": {"VERB", "INFN"},
    "ADJ": {"ADJF", "ADJS", "PRTF", "PRTS"},
    "DET": {"ADJF", "NPRO"},
    "PRON": {"NPRO"},
    "ADV": {"ADVB", "PRED"},
}


def _lemma(lemmas: Sequence[str], parts: Sequence[str], pos: str) -> str | None:
    """The likeliest lemma of the part of speech that the tagger gives."""
    fitting = (x for x, part in zip(lemmas, parts, strict=True) if part in _PARTS.get(pos, ()))
    return next(fitting, lemmas[0] if lemmas else None)


def _tense(known: str | None, tag: Tagged) -> str | None:
    """`past`, `pres` or `futr` of a finite verb: the dictionary before the tagger."""
    if known is not None and tag.pos in ("VERB", "AUX", "ADJ"):
        return known
    if tag.pos not in ("VERB", "AUX") or tag.feats.get("VerbForm", "Fin") != "Fin":
        return None
    return {"Past": "past", "Pres": "pres", "Fut": "futr"}.get(tag.feats.get("Tense", ""))
