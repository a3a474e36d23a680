"""The rows of a Russian sentence: reports, what is said in them, clauses, purposes, quotations."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from earnest.extract.ru.clauses import (
    Clause,
    Run,
    clauses_in,
    detached_from,
    extent,
    is_finite,
    is_predicate,
    subject,
    trimmed,
)
from earnest.extract.ru.cues import cues
from earnest.extract.ru.reports import Report, quotations, reports_in
from earnest.extract.ru.sentence import Sentence, Word, subtree

Form = Literal["clause", "report", "content", "aim", "quote", "relative", "fragment"]
_QUOTED_WORDS: Final = 4  # fewer in quotation marks are a name or a sneer
_ALONE: Final = frozenset({"reason", "contrast", "main", "coordinate"})
_MARKS: Final = frozenset(
    {"что", "так как", "потому что", "будто", "ибо", "ведь", "хотя", "тогда как"}
)
_ANNOUNCED: Final = 6  # words in an announcement of what comes next


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A run of words that makes a row.

    Attributes:
        head: the word that heads its clause.
        role: the clause's role in its sentence, or `question`.
        report: the attribution that the row reports, or is the content of.
    """

    sentence: Sentence
    head: Word
    run: Run
    form: Form
    role: str = "main"
    report: Report | None = None

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the run."""
        return self.sentence.words[self.run[0] : self.run[1] + 1]


def claims_in(sentence: Sentence) -> tuple[Claim, ...]:
    """The rows of a sentence, at most one per run of words, in order."""
    if sentence.role == "title":
        return ()
    if sentence.is_question:
        return tuple(_question(sentence))
    found: dict[Run, Claim] = {}
    clauses = clauses_in(sentence)
    told = reports_in(sentence, clauses)
    for claim in (
        *_reported(sentence, told),
        *_clausal(sentence, told, clauses),
        *_loose(sentence, told),
    ):
        if _says_something(claim):
            found.setdefault(claim.run, claim)
    kept = [c for c in found.values() if c.form != "fragment" or not _holds(c, found)]
    return tuple(sorted(kept, key=lambda c: (c.run[0], -c.run[1])))


def _holds(claim: Claim, others: Iterable[Run]) -> bool:
    """Whether another row lies inside a sentence without a verb: then that row says it."""
    first, last = claim.run
    return any(first <= a and b <= last and (a, b) != claim.run for a, b in others)


def _question(sentence: Sentence) -> Iterator[Claim]:
    words = sentence.words
    first = trimmed(words, (0, len(words) - 1))[0]
    opener = words[first].lower == "что" and len(words) - first < 4
    if len(words) - first > 2 and not opener:
        yield Claim(sentence, words[first], (first, len(words) - 1), "clause", "question")


def _reported(sentence: Sentence, told: Sequence[Report]) -> Iterator[Claim]:
    for report in told:
        if not _is_framing(report):
            yield Claim(sentence, report.head, report.run, "report", report=report)
        for run in report.content:
            head = _head_of(sentence, run)
            if is_predicate(head) or report.form in ("quote", "clause"):
                yield Claim(sentence, head, run, "content", report=report)


def _is_framing(report: Report) -> bool:
    """As in "Я думаю, что": the author's own words about what the author says."""
    who = report.speaker
    return who is not None and who.lower in ("я", "мы") and report.form in ("clause", "inserted")


def _head_of(sentence: Sentence, run: Run) -> Word:
    """The word of a run whose own head lies outside it; predicates first."""
    inside = sentence.words[run[0] : run[1] + 1]
    tops = [w for w in inside if w.head is None or not run[0] <= w.head.i <= run[1]]
    tops = [w for w in tops if w.is_word] or list(inside)
    return next((w for w in tops if is_predicate(w)), tops[0])


def _clausal(
    sentence: Sentence, told: Sequence[Report], clauses: Sequence[Clause]
) -> Iterator[Claim]:
    heads = {r.head.i for r in told}
    cues_of = {i for r in told for i in range(r.cue[0], r.cue[1] + 1)}
    for clause in clauses:
        if clause.head.i in heads or clause.head.i in cues_of:
            continue
        if clause.role in _ALONE:
            yield from _standing(sentence, clause, told, clauses)
        elif clause.role == "aim":
            run = trimmed(
                sentence.words, extent(sentence.words, clause.head, detached_from(clause, clauses))
            )
            yield Claim(sentence, clause.head, run, "aim", clause.role)
        elif clause.role in ("relative", "participle"):
            yield from _relative(sentence, clause, clauses)


def _standing(
    sentence: Sentence, clause: Clause, told: Sequence[Report], clauses: Sequence[Clause]
) -> Iterator[Claim]:
    """A clause that stands beside the others; inside a quotation it is cut to it."""
    tags = [r.head for r in told if r.head is not clause.head and r.form in ("quote", "inserted")]
    apart = [*detached_from(clause, clauses), *tags]
    run = trimmed(sentence.words, extent(sentence.words, clause.head, apart), marks=_MARKS)
    yield from _compared(sentence, clause, clauses, run)
    for report in told:
        if report.form == "quote":
            inside = [c for c in report.content if c[0] <= clause.head.i <= c[1]]
            if not inside:
                run = _without(run, report.run, clause.head.i)
            for first, last in inside:
                run = max(run[0], first), min(run[1], last)
    form: Form = "clause" if is_predicate(clause.head) else "fragment"
    if run[1] >= run[0]:
        yield Claim(sentence, clause.head, trimmed(sentence.words, run), form, clause.role)


def _compared(
    sentence: Sentence, clause: Clause, clauses: Sequence[Clause], run: Run
) -> Iterator[Claim]:
    """A clause together with the one that "тогда как" sets against it."""
    for other in clauses:
        if other.role == "contrast" and other.head.head is clause.head and other.mark is not None:
            last = trimmed(sentence.words, extent(sentence.words, other.head, []))[1]
            if other.mark.lower in ("тогда", "время", "как", "то") and last > run[1]:
                yield Claim(sentence, clause.head, (run[0], last), "clause", "compared")


def _without(run: Run, taken: Run, at: int) -> Run:
    """The part of a run on the side of a word that a report does not take."""
    if taken[0] <= at <= taken[1]:
        return (0, -1)
    return (
        (run[0], min(run[1], taken[0] - 1))
        if at < taken[0]
        else (max(run[0], taken[1] + 1), run[1])
    )


def _relative(sentence: Sentence, clause: Clause, clauses: Sequence[Clause]) -> Iterator[Claim]:
    """A loose relative or participle clause, with the noun that it is about."""
    noun = clause.head.head
    if noun is None or noun.i >= clause.head.i:
        return
    first, last = extent(sentence.words, clause.head, detached_from(clause, clauses))
    if not any(w.text == "," for w in sentence.words[noun.i + 1 : max(first, noun.i + 2)]):
        return
    start = extent(sentence.words, noun, [clause.head])[0]
    run = trimmed(sentence.words, (min(start, noun.i), last))
    yield Claim(sentence, clause.head, run, "relative", clause.role)


def _loose(sentence: Sentence, told: Sequence[Report]) -> Iterator[Claim]:
    """Quotations of four words or more that nobody is named for."""
    for first, last in quotations(sentence.words):
        inside = [w for w in sentence.words[first + 1 : last] if w.is_word]
        spoken = any(r.run[0] <= first and last <= r.run[1] + 1 for r in told)
        clause = any(is_finite(w) for w in inside)
        if len(inside) >= _QUOTED_WORDS and not spoken and clause:
            yield Claim(sentence, inside[0], (first, last), "quote")


def _says_something(claim: Claim) -> bool:
    words = [w for w in claim.words if w.is_word]
    if claim.form == "fragment":
        noun = any(w.pos in ("NOUN", "PROPN") for w in words)
        whole = claim.head.head is None
        return whole and noun and len(words) > 2 and claim.sentence.role != "heading"
    if _is_announcement(claim, words) or (claim.form == "aim" and len(words) < 3):
        return False
    if (
        len(words) < 4
        and any(w.lower in ("я", "мы", "мне") for w in words)
        and _is_avowal(claim.head)
    ):
        return False
    return len(words) > 1


def _is_avowal(head: Word) -> bool:
    """As in "Мы уверены", "думается мне": framing of what the author says."""
    groups = ("report_verb", "report_adjective", "framing")
    return any({head.lower, *head.lemmas} & cues(group) for group in groups)


def _is_announcement(claim: Claim, words: Sequence[Word]) -> bool:
    """As in "Посмотрим на цифры", "что дальше"."""
    if claim.form not in ("clause", "fragment") or len(words) > _ANNOUNCED:
        return False
    first_plural = (
        claim.head.feats.get("Person") == "1" and claim.head.feats.get("Number") == "Plur"
    )
    return claim.head.lemma in cues("announce") and (first_plural or subject(claim.head) is None)


_BELOW: Final = frozenset({"acl:relcl", "advcl", "ccomp", "parataxis"})


def inside(word: Word) -> list[Word]:
    """The words of a clause without those of the clauses below it."""
    below = [
        w for w in subtree(word)
        if w is not word and (w.rel in _BELOW or (w.rel == "conj" and is_finite(w)))
    ]  # fmt: skip
    return subtree(word, without=below)
