"""Attribution: do the indexed texts of the named speaker hold what is ascribed to them?"""

import re
from functools import lru_cache

from earnest.check.answer import finding, listed, told
from earnest.check.asked import asked
from earnest.check.context import Context
from earnest.check.lookup import STRONG, Match, matches
from earnest.check.one_mind import of_one_mind
from earnest.check.own_side import own_side
from earnest.check.parties import parties
from earnest.check.query import documents_query
from earnest.check.row_facts import sides_of_row
from earnest.check.speakers import (
    by_speaker,
    country_of,
    each_of,
    is_blanket,
    named,
)
from earnest.check.stances import (
    course,
    group_meant,
    is_denial,
    stance_toward,
    tone,
    verb_tone,
)
from earnest.check.words import content_stems
from earnest.contract.finding import Finding, Number, RowRef, Seen, Wanted
from earnest.contract.rows import Event, IndexedDocument
from earnest.contract.text import Statement
from earnest.contract.when import Period
from earnest.contract.words import Status
from earnest.extract.actors import find_actors
from earnest.extract.gazetteer import Gazetteer

CHECK = "attribution"
# Texts by the named group in the record from which on their silence would count.
ENOUGH_DOCUMENTS = 20
# Texts of the speaker that are shown where none is on the point.
MOST_TEXTS = 8
METHOD = (
    "Index rows by holders of the speaker's country and role, whose coded thesis or gist shares words"
    " with what is ascribed; the stance is shown as a person coded it."
)


def find(statement: Statement, context: Context) -> Finding | None:
    """The record's answer to what a text says that others say."""
    if not context.given and (found := of_one_mind(statement, context)):
        return found
    speaker = _resolved(statement, context)
    if speaker == "unknown":
        speaker = group_meant(statement) or speaker
    given = {row.id for row in context.given if row.table == "documents"}
    texts = by_speaker(speaker, statement, context)
    on_point = _on_point(statement, texts, context)
    if given:
        texts = on_point = tuple(d for d in context.view.documents if d.document_id in given)
    on_point = _of_that_time(on_point, statement)
    stances = {_stance(d, statement, texts) for d in on_point}
    if not on_point and not given and (near := _of_the_matter(texts, statement, context)):
        on_point, stances = near, {_toned(d, statement) for d in near}
    status, words = _answer(speaker, texts, on_point, stances)
    speeches = _speeches(speaker, statement, context)
    if speeches and status in ("cannot_see", "not_documented"):
        shown = listed([told(match) for match in speeches], most=2)
        status, words = "documented", f"Words of that side on record as a dated act: {shown}."
    countries = [one.partition(":")[0] for one in each_of(speaker)]
    return finding(
        CHECK,
        statement,
        context,
        question=f"Do indexed texts by {named(speaker)} hold what is ascribed to them?",
        status=status,
        words=words,
        method=METHOD,
        query=documents_query(
            [c for c in countries if Gazetteer.load().is_state(c)], as_of=context.view.as_of
        ),
        numbers=(Number("indexed texts by the speaker", float(len(texts)), n=len(texts)),),
        rows=[
            *(RowRef("documents", d.document_id) for d in on_point or texts[:MOST_TEXTS]),
            *(match.ref for match in speeches),
        ],
        coverage=Seen(n=len(texts), since=None, until=context.view.as_of, kind="selected"),
        wanted=()
        if status in ("documented", "denied", "mixed") or speaker == "unknown"
        else (Wanted(table="documents", actor=speaker, concept=statement.text),),
    )


# Days between the day on which a claim says that something was said, and a text of it.
SAME_WORDS = 7


def _of_that_time(
    texts: tuple[IndexedDocument, ...], statement: Statement
) -> tuple[IndexedDocument, ...]:
    """The texts of the days on which a claim says that it was said, if there are any."""
    if not statement.date or ".." in statement.date or group_meant(statement):
        return texts
    said = Period.parse(statement.date).widened(SAME_WORDS)
    days = (Period.of_days(d.date, d.date) for d in texts)
    return tuple(d for d, day in zip(texts, days, strict=True) if said.overlaps(day)) or texts


def _resolved(statement: Statement, context: Context) -> str:
    """The speaker with a country: "our own ministry" is one of the state that the claim means by "our"."""
    speaker = statement.speaker or "unknown"
    states = parties(statement).states
    whose = own_side(context) or next(iter(states), None)
    if whose and (ours := _OURS.match(speaker)):
        return f"{whose}:{speaker[ours.end() :]}"
    if whose and _OURS.match(statement.text.lstrip('“"‘ ')) and ":" in speaker:
        return f"{whose}:{speaker.partition(':')[2]}"
    return speaker


_OURS = re.compile(r"(?:our|my) (?:own )?", re.IGNORECASE)


def _speeches(speaker: str, statement: Statement, context: Context) -> tuple[Match, ...]:
    """Acts on record that share more than parties with what is ascribed, done by the speaker's side."""
    if is_blanket(speaker):
        return ()
    countries = {one.partition(":")[0] for one in each_of(speaker)}
    return tuple(
        match
        for match in matches(asked(statement, context), context)
        if match.is_sourced
        and match.is_in_window
        and (match.score >= STRONG or match.is_detailed)
        and countries & sides_of_row(match.row)[0]
        and isinstance(match.row, Event)
    )


def _on_point(
    statement: Statement, texts: tuple[IndexedDocument, ...], context: Context
) -> tuple[IndexedDocument, ...]:
    inner = [
        other.text
        for other in context.statements
        if other.kind == "thesis" and other.attributed_by and other.holder == statement.speaker
    ]
    own = frozenset(country_of(d) for d in texts)
    whole = context.sentence(statement) if group_meant(statement) else statement.text
    ascribed = _telling(" ".join((whole, *inner)), own)
    found = _alike(texts, ascribed, own)
    if not found and len(ascribed) <= MERE_TELLING:  # "as their president confirmed"
        found = _alike(texts, _telling(context.sentence(statement), own), own)
    return found or (_at_odds(texts, context) if TO_A_MAN.search(statement.text) else ())


def _alike(
    texts: tuple[IndexedDocument, ...], ascribed: frozenset[str], own: frozenset[str]
) -> tuple[IndexedDocument, ...]:
    return tuple(d for d in texts if _are_alike(ascribed, _telling(f"{d.thesis} {d.gist}", own)))


# Words of a claim that tells no more than that somebody said something.
MERE_TELLING = 3


@lru_cache(maxsize=4_096)
def _telling(text: str, own: frozenset[str]) -> frozenset[str]:
    """Stems of the words of a text but those that name the speaker: all its texts have them."""
    named = (m.name for m in find_actors(text) if own & {m.country, *m.actors})
    return content_stems(text) - frozenset(s for name in named for s in content_stems(name))


# Characters that two stems of one word share at least: "meddl" and "meddler".
SHARED_STEM = 5


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts share a word, in whatever form of it."""
    if one & other:
        return True
    return any(
        min(len(a), len(b)) >= SHARED_STEM and (a.startswith(b) or b.startswith(a))
        for a in one
        for b in other
    )


# "They host nobody": the contrary of a thesis that they host somebody.
_HOLDS_NONE = re.compile(r"\bthat\b.*\b(?:nobody|no one|none|nothing)\b", re.IGNORECASE)


def _stance(
    document: IndexedDocument, statement: Statement, texts: tuple[IndexedDocument, ...]
) -> str:
    """The stance of a text toward what is ascribed, which may be what its thesis denies.

    Who denies the thesis "they broke it" holds that "they broke nothing"; a gist that shares more words
    with the claim than the thesis does, and denies as the claim does, is what is ascribed.
    """
    own = frozenset(country_of(d) for d in texts)
    ascribed = _telling(statement.text, own)
    by_gist, by_thesis = (
        len(ascribed & _telling(t, own)) for t in (document.gist, document.thesis)
    )
    denies = is_denial(statement.text)
    is_by_gist = by_gist > by_thesis if denies else by_gist > 1 and not by_thesis
    if is_by_gist and denies == is_denial(document.gist):
        return "asserts"
    if verb_tone(statement.text) and tone(document.thesis):
        return _toned(document, statement)
    if course(statement.text) * course(document.thesis) < 0:
        return _OPPOSITE.get(document.stance, document.stance)
    if by_thesis > 1 and _HOLDS_NONE.search(statement.text) and not is_denial(document.thesis):
        return _OPPOSITE.get(document.stance, document.stance)
    if (
        not verb_tone(statement.text)
        and by_gist > by_thesis + 1
        and denies == is_denial(document.gist)
    ):
        return "asserts"
    return document.stance


_OPPOSITE = {"asserts": "denies", "denies": "asserts"}


def _toned(document: IndexedDocument, statement: Statement) -> str:
    """Whether a text speaks of the matter as a claim of praise or blame says that it does."""
    return "asserts" if stance_toward(document) == verb_tone(statement.text) else "denies"


def _of_the_matter(
    texts: tuple[IndexedDocument, ...], statement: Statement, context: Context
) -> tuple[IndexedDocument, ...]:
    """Texts of these weeks that speak well or ill of it, for a claim that somebody praises or blames."""
    if not verb_tone(statement.text) or group_meant(statement) is None:
        return ()
    return tuple(
        d for d in texts if stance_toward(d) and abs((context.written - d.date).days) <= SAME_MATTER
    )


TO_A_MAN = re.compile(
    r"\b(?:to a man|to a (?:wo)?man|unanim\w*|without exception|every (?:one|single)|all of them|"
    r"\w+s all\b|all (?:the )?\w+s\b|nobody|everybody|everyone|with one voice|as one man)",
    re.IGNORECASE,
)
# Days from the text within which the texts of a group speak to the matter of the day.
SAME_MATTER = 60


def _at_odds(texts: tuple[IndexedDocument, ...], context: Context) -> tuple[IndexedDocument, ...]:
    """Texts of a group from these weeks that take both sides of one thesis: it is not of one mind."""
    near = [d for d in texts if abs((context.written - d.date).days) <= SAME_MATTER]
    stances: dict[str, set[str]] = {}
    for document in near:
        stances.setdefault(document.thesis, set()).add(document.stance)
    both = {thesis for thesis, held in stances.items() if {"asserts", "denies"} <= held}
    return tuple(d for d in near if d.thesis in both)


def _answer(
    speaker: str,
    texts: tuple[IndexedDocument, ...],
    on_point: tuple[IndexedDocument, ...],
    stances: set[str],
) -> tuple[Status, str]:
    blanket = (
        f" “{named(speaker)}” names a whole group without a body that could be held to it: a blanket"
        " name."
        if is_blanket(speaker)
        else ""
    )
    if speaker == "unknown" and not on_point:
        return "cannot_see", "The text names no speaker, so there is nobody to look up."
    if stances:
        shown = "; ".join(f"{d.date} {d.outlet}: {d.stance}" for d in on_point[:4])
        status: Status = "mixed"
        if stances == {"denies"}:
            status = "denied"
        elif "denies" not in stances:
            status = "documented"
        return status, f"Of {len(texts)} indexed texts {len(on_point)} touch it ({shown}).{blanket}"
    if len(texts) >= ENOUGH_DOCUMENTS:
        return "not_documented", f"None of {len(texts)} indexed texts holds it.{blanket}"
    words = (
        f"{len(texts)} indexed texts by {named(speaker)} in the record, none on the point;"
        f" {ENOUGH_DOCUMENTS} would be needed before silence counts.{blanket}"
    )
    return "cannot_see", words
