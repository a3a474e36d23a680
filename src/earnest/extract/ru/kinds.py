"""The kind of a Russian row: the nine of the guide, the first that fits."""

from collections.abc import Callable
from typing import Final

from earnest.contract.words import Kind
from earnest.extract.ru.claims import Claim, inside
from earnest.extract.ru.clauses import is_finite, is_predicate, subject
from earnest.extract.ru.cues import cues
from earnest.extract.ru.sentence import Word

_MAY: Final = frozenset({"может", "могут", "сможет", "смогут", "рискует", "рискуют", "грозит"})
_CONDITIONS: Final = frozenset({"если", "пока", "когда", "как только"})
_EACH_TIME: Final = frozenset({"всякий раз", "каждый раз", "ни разу", "ни один", "ни одна", "ни одной",
                               "ни одного", "ни одно", "до сих пор", "как правило"})  # fmt: skip
_COMPARED: Final = frozenset(
    "вдвое втрое вчетверо впятеро единственный самый наиболее наименее опережать превосходить "
    "превышать уступать".split()
)
_NOT_BUT: Final = (" а не ", " а вовсе не ", ", а ")
_NUMBERED: Final = frozenset({"NUM"})


def kind_of(claim: Claim, *, is_counted: bool, is_due: bool) -> Kind:
    """The kind of a row.

    Args:
        claim: the row as marked.
        is_counted: whether a number, or a word doing its work, is the row's own.
        is_due: whether its date lies after the text's.
    """
    if claim.form in ("report", "quote"):
        return "attribution"
    if claim.form == "aim":
        return "motive"
    if claim.role == "question" or claim.sentence.words[-1].text.startswith("!"):
        return "rhetoric"
    if is_prediction(claim) or (is_due and _has_no_past(claim)):
        return "prediction"
    if claim.role == "compared":
        return "comparison"
    for kind, fits in _TESTS:
        if fits(claim):
            return kind
    if is_counted and claim.form != "relative":
        return "quantity"
    found: Kind = next((kind for kind, fits in _LATER if fits(claim)), "event")
    disputed = claim.form == "content" and found == "event" and "pres" in tenses(claim.head)
    return "thesis" if disputed else found


def tenses(head: Word) -> set[str]:
    """The tenses of a predicate: its own, its copula's, its auxiliary's."""
    found = {head.tense} if head.tense else set()
    return found | {
        c.tense for c in head.children if c.rel in ("cop", "aux", "aux:pass") and c.tense
    }


def is_prediction(claim: Claim) -> bool:
    """Whether the row speaks of the future: its tense, or what may come."""
    head = claim.head
    if "futr" in tenses(head) and not _is_announced(head):
        return True
    infinitive = any(
        c.rel in ("xcomp", "csubj") and c.feats.get("VerbForm") == "Inf" for c in head.children
    )
    return head.lower in _MAY and infinitive


def looks_ahead(claim: Claim) -> bool:
    """Whether a day or month without a year in the row is the next one: a forecast or a duty."""
    return is_prediction(claim) or (_is_norm(claim) and "past" not in tenses(claim.head))


def _is_announced(head: Word) -> bool:
    return head.feats.get("Person") == "1" and head.lemma in cues("announce")


def _has_no_past(claim: Claim) -> bool:
    return "past" not in tenses(claim.head) and not _is_norm(claim)


def _lower(claim: Claim) -> str:
    return " " + " ".join(w.lower for w in claim.words) + " "


def _own(claim: Claim) -> list[Word]:
    first, last = claim.run
    return [w for w in inside(claim.head) if first <= w.i <= last]


def _is_motive(claim: Claim) -> bool:
    head = claim.head
    if claim.role == "reason":
        return not _is_verdict(claim)
    if head.lemma in cues("motive_verb") or (head.lemmas and head.lemmas[0] in cues("motive_word")):
        return True
    if any(x in cues("motive_word") for x in head.lemmas) and head.short:
        return True
    needed = head.lower in ("нужен", "нужна", "нужны", "нужно") and head.child("iobj") is not None
    verb = any(c.feats.get("VerbForm") == "Inf" for c in head.children)
    return (needed and not verb) or " за то что " in _lower(claim).replace(",", "").replace(
        "  ", " "
    )


def _is_norm(claim: Claim) -> bool:
    """What ought to be done, or what may not be."""
    head = claim.head
    infinitive = any(c.feats.get("VerbForm") == "Inf" for c in head.children)
    if head.lower in cues("norm_word"):
        return infinitive or head.lower in ("обязан", "обязана", "обязаны", "обязано")
    return (head.lower == "стоит" and infinitive) or any(
        c.lower in cues("norm_word") and c.rel in ("aux", "cop") for c in head.children
    )


def _is_sneer(claim: Claim) -> bool:
    words = {x for w in _own(claim)[:8] for x in (w.lemma, w.lower)}
    return bool(words & cues("sneer")) and not any(w.pos == "NUM" for w in claim.words)


def _is_comparison(claim: Claim) -> bool:
    text = _lower(claim)
    if " тогда как " in text or (" чем " in text and _has_comparative(claim)):
        return True
    own = _own(claim)
    if any(w.lemma in _COMPARED or w.lower in _COMPARED for w in own):
        return True
    return any(_is_compared(w, claim) for w in own)


def _has_comparative(claim: Claim) -> bool:
    return any(
        w.feats.get("Degree") == "Cmp" or w.lower in cues("comparative_noun") for w in claim.words
    )


def _is_compared(word: Word, claim: Claim) -> bool:
    """A comparative with what it is held against in the genitive: "дороже нефти", "больше всех"."""
    if word.feats.get("Degree") != "Cmp" or word.i >= claim.run[1]:
        return False
    after = claim.sentence.words[word.i + 1]
    if after.lower in ("всего", "всех"):
        return True
    below = after.head is word and after.feats.get("Case") == "Gen"
    return (
        below
        and after.pos in ("NOUN", "PROPN", "PRON")
        and not word.lower.startswith(("более", "менее"))
    )


def _is_regularity(claim: Claim) -> bool:
    text = _lower(claim)
    if any(f" {phrase} " in text for phrase in _EACH_TIME):
        return True
    own = _own(claim)
    present = "pres" in tenses(claim.head)
    habits = {w.lemma for w in own} & cues("habit")
    if habits - {"каждый", "всякий"} or (habits and present):
        return True
    who = subject(claim.head)
    if who is not None and present and who.lemma in cues("law_noun"):
        return True
    return present and any(w.lower in _CONDITIONS for w in claim.words)


def _is_verdict(claim: Claim) -> bool:
    words = {x for w in _own(claim) for x in (w.lemma, w.lower)}
    return bool(words & cues("verdict_word"))


def _is_thesis(claim: Claim) -> bool:
    head = claim.head
    if _is_norm(claim) or _is_verdict(claim) or head.lemma in cues("cause_verb"):
        return True
    if " бы " in _lower(claim) or head.lower in ("можно", "нельзя", "невозможно"):
        return True
    if _weighs(claim):
        return True
    nominal = not is_finite(head) and head.pos in ("NOUN", "ADJ", "ADV", "PROPN", "PRON")
    return (
        nominal
        and is_predicate(head)
        and not head.lower.startswith("нет")
        and "past" not in tenses(head)
    )


def _weighs(claim: Claim) -> bool:
    """As in "Закон, а не погода": one cause or act set against another."""
    text = _lower(claim).replace(" ,", ",")
    return " а не " in text or " а вовсе не " in text or (" не " in text and ", а " in text)


def _is_rhetoric(claim: Claim) -> bool:
    if claim.form == "fragment":
        return not any(w.pos in _NUMBERED for w in claim.words)
    return False


_TESTS: Final[tuple[tuple[Kind, Callable[[Claim], bool]], ...]] = (
    ("motive", _is_motive),
    ("rhetoric", _is_sneer),
    ("thesis", _is_norm),
    ("comparison", _is_comparison),
)
_LATER: Final[tuple[tuple[Kind, Callable[[Claim], bool]], ...]] = (
    ("rhetoric", _is_rhetoric),
    ("regularity", _is_regularity),
    ("thesis", _is_thesis),
)
