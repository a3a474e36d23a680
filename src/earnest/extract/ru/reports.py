"""Reports of speech and thought: the speaker, the words that report, and what is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from earnest.extract.ru.clauses import (
    Clause,
    Run,
    detached_from,
    extent,
    is_finite,
    subject,
    trimmed,
)
from earnest.extract.ru.cues import cues
from earnest.extract.ru.sentence import Sentence, Word, subtree

Form = Literal["clause", "quote", "according", "inserted", "plain", "noun"]

_MARKS: Final = frozenset({"что", "чтобы", "будто", "как будто"})
_OPENING: Final = frozenset("«„“")
_CLOSING: Final = frozenset("»”")
_ABOUT: Final = frozenset({"о", "об", "обо", "про", "против"})
_SCARE_WORDS: Final = 2
_OBLIQUE: Final = frozenset({"мне", "нам"})


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """An attribution: the run of all of it, the cue, the speaker and the runs of what is said."""

    form: Form
    run: Run
    cue: Run
    speaker: Word | None
    content: tuple[Run, ...]
    head: Word


def reports_in(sentence: Sentence, clauses: Sequence[Clause]) -> tuple[Report, ...]:
    """The reports of a sentence, in order, at most one per cue."""
    found = list(_quoted(sentence))
    taken = {report.head.i for report in found}
    for word in sentence.words:
        if word.i not in taken and (report := _report(word, sentence, clauses)) is not None:
            found.append(report)
            taken.add(word.i)
    return tuple(sorted(found, key=lambda r: r.run))


def _report(word: Word, sentence: Sentence, clauses: Sequence[Clause]) -> Report | None:
    if word.lemma in cues("according") or word.lower == "согласно":
        return _according(word, sentence, clauses)
    if word.lemma in cues("claim_noun"):
        return _by_noun(word, sentence)
    if not _reports(word):
        return None
    if _is_inserted(word, sentence):
        return _inserted(word, sentence, clauses)
    return _with_clause(word, sentence, clauses) or _plain(word, sentence, clauses)


def _reports(word: Word) -> bool:
    """Whether the word is a finite verb of saying, or "уверен", "убеждён"."""
    if cues("report_adjective") & {*word.lemmas}:
        return word.short and word.pos in ("ADJ", "VERB", "AUX")
    spoken = word.lemma in cues("report_verb") or word.lemma in cues("report_plain")
    return spoken and is_finite(word)


def _content(word: Word) -> Word | None:
    """The clause that says what is said."""
    for child in word.children:
        marked = (mark := child.child("mark")) is not None and mark.lower in _MARKS
        if child.rel in ("ccomp", "csubj", "advcl", "parataxis", "obj", "acl") and marked:
            return child
        if child.rel == "ccomp" and child.i > word.i and child.child("mark") is None:
            return child
    return None


def _content_after(word: Word, sentence: Sentence) -> Word | None:
    """The clause after ", что" that the parser hung elsewhere."""
    for mark in sentence.words[word.i + 1 :]:
        if _reports(mark):
            return None
        if mark.lower == "что" and mark.rel == "mark" and sentence.words[mark.i - 1].text == ",":
            return mark.head if mark.head is not None and mark.head.i > mark.i else None
    return None


def _with_clause(word: Word, sentence: Sentence, clauses: Sequence[Clause]) -> Report | None:
    said = _content(word) or _content_after(word, sentence)
    if said is None or not _can_say(word):
        return None
    content = trimmed(
        sentence.words, extent(sentence.words, said, _later(said, clauses)), marks=_MARKS
    )
    own = extent(sentence.words, word, _apart(word, said, clauses))
    run = trimmed(sentence.words, (min(own[0], content[0]), max(own[1], content[1])))
    inner = (content,) if content[1] - content[0] > 0 else ()
    return Report("clause", run, _cue(word), _speaker(word), inner, word)


def _can_say(word: Word) -> bool:
    """Whether the subject is somebody who can say things: not "это", not a law."""
    who = _speaker(word)
    if who is None:
        return True
    return who.lower not in ("это", "что", "то") and who.lemma not in cues("law_noun")


def _later(said: Word, clauses: Sequence[Clause]) -> list[Word]:
    """What does not belong to what is said: clauses coordinated with the report itself."""
    return [
        c.head
        for c in clauses
        if c.head is not said and (c.role in ("main", "reason") or _turns(c))
    ]


def _turns(clause: Clause) -> bool:
    """Whether a clause goes on after "но" with the subject of the report: no part of what is said."""
    link = clause.head.child("cc")
    return clause.role == "coordinate" and link is not None and link.lower == "но"


def _apart(word: Word, said: Word, clauses: Sequence[Clause]) -> list[Word]:
    own = next((c for c in clauses if c.head is word), Clause(word, "main"))
    return [*detached_from(own, clauses), said]


def _plain(word: Word, sentence: Sentence, clauses: Sequence[Clause]) -> Report | None:
    """Words about something without a clause: "назвал провокацией", "обвинил соседа"."""
    if not is_finite(word) or not (_labels(word) or _tells(word)):
        return None
    who = _speaker(word)
    if who is None or not _can_say(word):
        return None
    own = next((c for c in clauses if c.head is word), Clause(word, "main"))
    run = trimmed(
        sentence.words,
        extent(sentence.words, word, detached_from(own, clauses)),
        marks=cues("contrast") | _MARKS,
    )
    return Report("plain", run, _cue(word), who, (), word)


def _tells(word: Word) -> bool:
    if word.lemma in cues("report_about") and any(_is_about(c) for c in word.children):
        return True
    bare = word.lemma in cues("report_plain") - cues("report_about")
    return bare and any(c.rel in ("obj", "iobj", "obl", "xcomp") for c in word.children)


def _labels(word: Word) -> bool:
    """Whether the verb gives its object a name: an instrumental beside an object."""
    if word.lemma not in cues("label_verb"):
        return False
    return any(w.feats.get("Case") == "Ins" for c in word.children for w in (c, *c.children))


def _is_about(child: Word) -> bool:
    case = child.child("case")
    return child.rel in ("obl", "iobj", "obj", "nmod") and case is not None and case.lower in _ABOUT


def _speaker(word: Word) -> Word | None:
    who = subject(word)
    if who is not None:
        return who
    # "В Токио полагают, что": the place speaks.
    plural = word.feats.get("Number") == "Plur"
    places = [c for c in word.children if c.rel == "obl" and (case := c.child("case")) is not None
              and case.lower in ("в", "во") and c.pos == "PROPN" and c.i < word.i]  # fmt: skip
    return places[0] if plural and places else None


def _cue(word: Word) -> Run:
    particles = [c.i for c in word.children if c.rel in ("advmod", "aux") and c.i == word.i - 1]
    return (particles[0] if particles and word.children else word.i), word.i


def _is_inserted(word: Word, sentence: Sentence) -> bool:
    """Whether "как утверждает X" stands between commas."""
    first = subtree(word)[0].i
    while first < word.i and sentence.words[first].text == ",":
        first += 1
    return sentence.words[first].lower == "как" and word.rel in (
        "parataxis",
        "advcl",
        "acl",
        "conj",
        "ccomp",
    )


def _inserted(word: Word, sentence: Sentence, clauses: Sequence[Clause]) -> Report | None:
    return _around(
        word, sentence, clauses, extent(sentence.words, word, ()), _speaker(word), "inserted"
    )


def _according(word: Word, sentence: Sentence, clauses: Sequence[Clause]) -> Report | None:
    """As in "По словам X", "согласно X": the clause it stands in is what is said."""
    opening = next(
        (i for i in range(word.i - 1, max(-1, word.i - 4), -1) if sentence.words[i].lower == "по"),
        None,
    )
    if word.lower != "согласно" and opening is None:
        return None
    speaker = next(
        (c for c in word.children if c.rel in ("nmod", "det", "obl") and c.i != word.i), None
    )
    if word.lower == "согласно" and speaker is None and word.rel == "case":
        speaker = word.head
    if speaker is None or speaker.lemma in ("автор", "мой", "наш"):
        return None
    last = max(w.i for w in subtree(speaker))
    first = word.i if opening is None else opening
    return _around(word, sentence, clauses, (first, max(last, word.i)), speaker, "according")


def _around(
    word: Word,
    sentence: Sentence,
    clauses: Sequence[Clause],
    phrase: Run,
    speaker: Word | None,
    form: Form,
) -> Report | None:
    """The report whose content is the clause around an inserted phrase."""
    holding = _holding(word, clauses)
    if holding is None or speaker is None:
        return None
    left_out = [word] if form == "inserted" else []
    first, last = extent(
        sentence.words, holding.head, [*detached_from(holding, clauses), *left_out]
    )
    run = trimmed(sentence.words, (min(first, phrase[0]), max(last, phrase[1])), marks=_MARKS)
    parts: list[Run] = []
    if phrase[0] <= run[0] + 1:
        parts.append(trimmed(sentence.words, (phrase[1] + 1, run[1]), marks=_MARKS))
        run = (min(phrase[0], run[0]), run[1])
    elif phrase[1] >= run[1]:
        parts.append(trimmed(sentence.words, (run[0], phrase[0] - 1), marks=_MARKS))
    content = tuple(p for p in parts if p[1] > p[0])
    return Report(form, run, phrase, speaker, content, holding.head)


def _holding(word: Word, clauses: Sequence[Clause]) -> Clause | None:
    """The clause that an inserted phrase stands in."""
    heads = {c.head.i: c for c in clauses}
    at, seen = word.head, set[int]()
    while at is not None and at.i not in seen:
        seen.add(at.i)
        if at.i in heads:
            return heads[at.i]
        at = at.head
    others = [c for c in clauses if c.head is not word and c.role in ("main", "coordinate")]
    return others[0] if others else None


def _by_noun(word: Word, sentence: Sentence) -> Report | None:
    """As in "Утверждение, что …"."""
    said = _content(word)
    if said is None or said.rel not in ("acl", "ccomp", "advcl"):
        return None
    content = trimmed(sentence.words, extent(sentence.words, said, ()), marks=_MARKS)
    run = (extent(sentence.words, word, [said])[0], content[1])
    speaker = next((c for c in word.children if c.rel == "nmod"), None)
    return Report("noun", run, (word.i, word.i), speaker, (content,), word)


def _quoted(sentence: Sentence) -> Iterator[Report]:
    """As in "«…», — сказал X" and "X сказал: «…»"."""
    for first, last in quotations(sentence.words):
        if last - first - 1 <= _SCARE_WORDS:
            continue
        verb = _verb_after(sentence.words, last) or _verb_before(sentence.words, first)
        if verb is None:
            continue
        content = trimmed(sentence.words, (first + 1, last - 1))
        after = verb.i > last
        end = _end_of_tag(sentence.words, verb.i) if after else last
        start = first if after else _start_of_tag(sentence.words, first, verb)
        who = _near_subject(sentence.words, verb, (first, last))
        yield Report("quote", (start, end), (verb.i, verb.i), who, (content,), verb)


def quotations(words: Sequence[Word]) -> list[Run]:
    """Quotations from mark to mark, the outermost ones; straight marks alternate."""
    found: list[Run] = []
    opened, depth = 0, 0
    for word in words:
        straight = word.text == '"'
        if word.text in _OPENING or (straight and depth == 0):
            opened = word.i if depth == 0 else opened
            depth += 1
        elif (word.text in _CLOSING or straight) and depth:
            depth -= 1
            if depth == 0:
                found.append((opened, word.i))
    return found


def _verb_after(words: Sequence[Word], last: int) -> Word | None:
    """The verb of saying after a quotation and a dash."""
    dash = [w.i for w in words[last + 1 : last + 4] if w.text in ("—", "–", "-")]
    if not dash:
        return None
    return next((w for w in words[dash[0] + 1 : dash[0] + 9] if _reports(w)), None)


def _verb_before(words: Sequence[Word], first: int) -> Word | None:
    if not first or words[first - 1].text != ":":
        return None
    near = [
        w for w in words[max(0, first - 12) : first - 1] if _reports(w) or w.lemma == "ответить"
    ]
    finite = [w for w in words[max(0, first - 12) : first - 1] if is_finite(w)]
    return near[-1] if near else finite[-1] if finite else None


def _end_of_tag(words: Sequence[Word], at: int) -> int:
    """The last word of "— сказал X …": up to the end, a new quotation, or a dash."""
    end = at
    while end + 1 < len(words) and words[end + 1].text not in ("—", "–", ":", ".", "!", ";"):
        end += 1
    while end > at and words[end].text in (",", "."):
        end -= 1
    return end


def _start_of_tag(words: Sequence[Word], first: int, verb: Word) -> int:
    start = verb.i
    while start > 0 and words[start - 1].text not in (";", ":", "—", "»"):
        start -= 1
    return trimmed(words, (start, first))[0]


def _near_subject(words: Sequence[Word], verb: Word, quote: Run) -> Word | None:
    own = next((c for c in verb.children if c.rel.startswith("nsubj")), None)
    if own is not None and not quote[0] < own.i < quote[1]:
        return own
    rest = words[quote[1] + 1 :] if verb.i > quote[1] else words[: quote[0]]
    return next(
        (w for w in rest if w.pos in ("NOUN", "PROPN", "PRON") and w.feats.get("Case") == "Nom"),
        None,
    )
