"""Verbs of speech, thought, promise, order and stance, with who speaks and what is said."""

from spacy.tokens import Span, Token

from earnest.extract.cues import cues
from earnest.extract.reports import Report, cue_of, report_of, run_of, runs_of, source_of
from earnest.extract.spans import Run
from earnest.extract.syntax import child, children, is_verb, marker, own_subject, subject, subtree

_LEADING = frozenset({"when", "while", "as", "after", "before", "though", "although", "since"})
_NEAR_COLON = 10  # tokens
_NOBODY = frozenset({"it", "this", "that", "one", "there", "what", "you", "nobody", "none"})


def verb_report(verb: Token, quoted: list[Span]) -> Report | None:
    """The attribution that a verb makes; None if it makes none.

    Args:
        verb: a verb.
        quoted: runs of its sentence's tokens in quotation marks.
    """
    lemma = lemma_of(verb)
    if objection := _objection(verb, lemma):
        return objection
    speaker = speaker_of(verb)
    if speaker is None and not _is_impersonal(verb):
        return None
    return (
        _said(verb, speaker, lemma, quoted)
        or _meant(verb, speaker, lemma)
        or _object(verb, speaker, lemma)
    )


def _said(verb: Token, speaker: Token | None, lemma: str, quoted: list[Span]) -> Report | None:
    """Speech and thought with a clause or a quotation."""
    if lemma == "let" and speaker is not None:
        return _let_known(verb, speaker)
    clause = content_clause(verb, lemma)
    listed = _after_colon(verb, lemma) if speaker is not None else None
    if listed is not None and not _is_said_before(clause, verb, listed):
        head = verb.doc[listed[0] : listed[1] + 1].root
        return report_of("clause", verb, speaker, [listed], head)
    if clause is not None and lemma in cues("speech") | cues("thought"):
        return _with_clause(verb, speaker, clause, quoted)
    if lemma in cues("speech") and (around := _around(verb, quoted)):
        return report_of("quote", verb, speaker, around)
    return None


def _meant(verb: Token, speaker: Token | None, lemma: str) -> Report | None:
    """Promises, plans and orders; and "as X says", "has said so"."""
    infinitive, clause = child(verb, "xcomp"), content_clause(verb, lemma)
    if infinitive is not None and lemma in cues("promise"):
        return report_of("plan", verb, speaker, [run_of(subtree(infinitive))], infinitive)
    if lemma in cues("saying") and _says_so(verb):
        return report_of("so", verb, speaker, [])
    ordered = clause if infinitive is None else infinitive
    if ordered is not None and lemma in cues("order"):
        return report_of("order", verb, speaker, _order_content(verb, ordered), ordered)
    return None


def _says_so(verb: Token) -> bool:
    comment = verb.dep_ == "advcl" and marker(verb) == "as"
    told = child(verb, "dobj")
    if told is not None and told.lower_ in ("this", "that", "it", "so"):
        return True
    return comment or bool(verb.doc[verb.i + 1 : verb.i + 2].text == "so")


def _objection(verb: Token, lemma: str) -> Report | None:
    """An objector of the author's own making: "You will say, …"."""
    who = child(verb, "nsubj")
    may = any(c.lower_ in ("will", "may", "might", "could", "'ll") for c in verb.children)
    if who is None or who.lower_ not in ("you", "some", "someone") or not may:
        return None
    if lemma not in ("say", "object", "ask", "argue", "reply", "claim", "retort"):
        return None
    rest = [t for t in verb.sent if t.i > verb.i and not t.is_space]
    if len(rest) < 4:
        return None
    run = run_of(rest)
    inside = [t for t in verb.sent if run[0] <= t.i <= run[1] and is_verb(t)]
    clause = next(
        (t for t in inside if not run[0] <= t.head.i <= run[1] or t.head.i in (t.i, verb.i)),
        inside[0] if inside else None,
    )
    return Report("objection", verb, None, (who,), tuple(cue_of(verb)), (run,), clause)


def _after_colon(verb: Token, lemma: str) -> Run | None:
    """What is said after a colon: "they explain it as follows: P"."""
    if lemma not in cues("speech"):
        return None
    after = [t for t in verb.sent if t.i > verb.i and not t.is_space]
    colon = next((t.i for t in after if t.text == ":"), None)
    if colon is None or colon - verb.i > _NEAR_COLON:
        return None
    rest = [t for t in after if t.i > colon]
    return run_of(rest) if len(rest) > 2 and any(is_verb(t) for t in rest) else None


def _let_known(verb: Token, speaker: Token) -> Report | None:
    """What somebody "let it be known" or "let it be understood"."""
    known = child(verb, "ccomp", "xcomp")
    told = child(known, "ccomp", "advcl") if known is not None else None
    if known is None or told is None or known.lemma_ not in ("know", "understand"):
        return None
    if marker(told) != "that":
        return None
    return report_of("clause", verb, speaker, [run_of(subtree(told))], told)


def _is_said_before(clause: Token | None, verb: Token, listed: Run) -> bool:
    """Whether a clause with "that" is said already before a colon: "says that P: Q"."""
    return clause is not None and verb.i < clause.i < listed[0] and marker(clause) == "that"


def is_nobody(who: Token) -> bool:
    """Whether a subject names nobody who could say a thing: "it", "you", "one"."""
    described = who.tag_ == "WDT" or any(True for _ in who.children)
    return who.lower_ in _NOBODY and not described


def lemma_of(verb: Token) -> str:
    """The lemma of a verb, with its particle."""
    particle = child(verb, "prt")
    return f"{verb.lemma_.lower()} {particle.lower_}" if particle else verb.lemma_.lower()


def speaker_of(verb: Token) -> Token | None:
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        agent = child(verb, "agent")
        return child(agent, "pobj") if agent else None
    found = subject(verb)
    if found is not None and found.lower_ == "it" and _says_that(verb, found):
        return found
    if found is None or found.lower_ in _NOBODY or any(c.lower_ == "no" for c in found.children):
        return None
    return found


def _says_that(verb: Token, it: Token) -> bool:
    """Whether "it" is a body that speaks: "it also said that P"."""
    said = child(verb, "ccomp")
    if it.dep_ != "nsubj" or it.head.i != verb.i or said is None or said.i < verb.i:
        return False
    thinks = lemma_of(verb) in cues("thought") and marker(said) == "that"
    return thinks or lemma_of(verb) in cues("saying")


def _is_impersonal(verb: Token) -> bool:
    """A passive such as "is said to", "was described as": somebody speaks, nobody is named."""
    return any(c.dep_ == "auxpass" for c in verb.children) and lemma_of(verb) in cues("speech")


def content_clause(verb: Token, lemma: str) -> Token | None:
    """The clause that tells what is said or thought; None if the verb has none."""
    for c in verb.children:
        if _is_limited_that(c, verb):
            return c
        if c.dep_ == "ccomp" and (is_verb(c) or child(c, "nsubj", "mark")) and not _leads(c, verb):
            return _past_relative(c)
    if verb.dep_ == "parataxis" and lemma in cues("speech") | cues("thought"):
        return verb.head
    return None


def _leads(clause: Token, verb: Token) -> bool:
    """Whether a clause only leads up to a report: "When asked, …", "Writing for the paper, …"."""
    if clause.i > verb.i:
        return False
    bare = clause.tag_ == "VBG" and own_subject(clause) is None
    return marker(clause) in _LEADING or (
        bare and not any(c.dep_ == "aux" for c in clause.children)
    )


def _is_limited_that(clause: Token, verb: Token) -> bool:
    """A clause that the parse takes for an adverb's: "confirmed only that P"."""
    if clause.dep_ != "advcl" or marker(clause) != "that" or clause.i < verb.i:
        return False
    return clause.left_edge.lower_ in ("only", "merely", "simply", "just")


def _past_relative(clause: Token) -> Token:
    """The clause after "anyone who will listen": what is told, not who is told."""
    who = child(clause, "nsubj")
    inner = child(clause, "ccomp")
    relative = who is not None and who.lower_ == "who" and who.i == clause.left_edge.i
    return inner if relative and inner is not None and child(inner, "mark") else clause


def _with_clause(verb: Token, speaker: Token | None, clause: Token, quoted: list[Span]) -> Report:
    around = _around(verb, quoted)
    covered = any(first <= clause.i <= last for first, last in around)
    if covered and not any(c.dep_ == "mark" for c in clause.children):
        return report_of("quote", verb, speaker, around, clause)
    tokens = sorted({*subtree(clause, without=[verb]), *_goes_on(verb, clause)}, key=lambda t: t.i)
    runs = runs_of([t for t in tokens if not (t.is_space or (t.dep_ == "punct" and t.text == ":"))])
    return report_of("clause", verb, speaker, runs, clause)


def _goes_on(verb: Token, clause: Token) -> list[Token]:
    """What stands after a colon behind "says that P", to the end of the sentence."""
    listed = _after_colon(verb, lemma_of(verb)) if marker(clause) == "that" else None
    if listed is None or not verb.i < clause.i < listed[0]:
        return []
    return [t for t in verb.sent if listed[0] <= t.i <= listed[1]]


def _around(verb: Token, quoted: list[Span]) -> list[Run]:
    """Quotations that the verb introduces: of its own clause, and the verb stands outside."""
    own = {t.i for t in subtree(verb)}
    root = verb.dep_ in ("ROOT", "parataxis", "ccomp")
    found = []
    for run in quoted:
        outside = not run.start <= verb.i < run.end
        if outside and (root or run.start in own or run.end - 1 in own):
            found.append((run.start, run.end - 1))
    return found if sum(last - first for first, last in found) >= 3 else []


def _order_content(verb: Token, inner: Token) -> list[Run]:
    tokens = subtree(inner)
    addressee = child(verb, "dobj", "dative")
    if addressee is not None and addressee.i < inner.i:
        tokens = sorted(subtree(addressee) + tokens, key=lambda t: t.i)
    return [run_of(tokens)]


def _object(verb: Token, speaker: Token | None, lemma: str) -> Report | None:
    if speaker is None:
        return None
    if lemma not in cues("stance") | cues("saying"):
        return _prepositional(verb, speaker, lemma)
    told = child(verb, "dobj")
    if told is None:
        return _prepositional(verb, speaker, lemma)
    if told.pos_ == "PRON" and told.lower_ in ("it", "that", "this", "itself"):
        return None
    return report_of("object", verb, speaker, object_runs(verb, told))


def object_runs(verb: Token, told: Token) -> list[Run]:
    """What a verb says of its object, the phrases that complete it included."""
    after = [c for c in verb.children if c.i > told.i and _completes(c)]
    loose = [t for t in subtree(told) if t.dep_ == "advcl" and t.left_edge.nbor(-1).text == ","]
    whole = [*subtree(told, without=loose), *(t for c in after for t in subtree(c))]
    return [run_of(sorted(whole, key=lambda t: t.i))]


def _completes(part: Token) -> bool:
    """Whether a phrase goes on with what is said of an object: "as a joke", "of lying"."""
    if part.dep_ == "prep":
        return part.lower_ in ("as", "of", "for", "with", "to")
    return part.dep_ in ("oprd", "xcomp", "ccomp", "acomp")


def _prepositional(verb: Token, speaker: Token, lemma: str) -> Report | None:
    """A cue with its preposition: "called for talks", "railed against the treaty"."""
    for preposition in children(verb, "prep"):
        told = child(preposition, "pobj", "pcomp")
        if told is None or f"{lemma} {preposition.lower_}" not in cues("stance_prep"):
            continue
        cue = (*cue_of(verb), *([preposition] if preposition.i == verb.i + 1 else []))
        run = run_of(subtree(told))
        return Report("object", verb, speaker, tuple(source_of(speaker)), cue, (run,))
    return None
