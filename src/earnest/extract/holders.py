"""Who asserts a row, who is reported in it, whose motive it is, and which parties it names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from earnest.contract.text import Span
from earnest.contract.words import Kind
from earnest.extract.actors import ActorMention, holder_code
from earnest.extract.bodies import Body
from earnest.extract.claim import Claim
from earnest.extract.cues import cues
from earnest.extract.discourse import (
    PERSON_PRONOUNS,
    PRONOUNS,
    Discourse,
    is_bare_office,
    is_bare_organisation,
    is_stand_in,
    stands_for_body,
)
from earnest.extract.people import person_at, person_before
from earnest.extract.pronouns import (
    acts_as_party,
    can_act,
    is_expletive,
    is_subject_pronoun,
    subject_before,
)
from earnest.extract.reports import Report
from earnest.extract.sides import AUTHOR, is_named, is_of_the_two, sides
from earnest.extract.syntax import antecedent, noun_phrase, own_subject, subject

UNKNOWN: Final = "unknown"
OBJECTOR: Final = "imagined objector"
_FIRST: Final = frozenset({"i", "we", "us", "me", "our", "my"})
_INITIALS: Final = re.compile(r"[A-Z][A-Z0-9]{2,5}")
_INSTITUTION: Final = re.compile(
    r"(?:[A-Z][\w’'-]+ )(?:(?:of|for|and|the|[A-Z][\w’'-]+) )*"
    r"(?:Alliance|Commission|Consortium|Forum|League|Organi[sz]ation|Union|Airlines|Airways|Bank|Fund)"
)
_HOPS: Final = 6  # subjects that a pronoun is followed back over
_SEVERAL: Final = frozenset({"they", "their", "theirs"})
_THINGS_TOO: Final = _SEVERAL | {"it", "its"}
_NEXT: Final = 3  # reports looked at after a thesis without a holder
_CLASS: Final = frozenset({"many", "some", "others", "people", "everyone", "few", "most", "those"})


@dataclass(frozen=True, slots=True)
class Said:
    """A report with the span of what is said and the name of who says it.

    `further` are quotations that go on with it in the sentences after.
    """

    report: Report
    span: Span
    speaker: str
    named: bool
    further: tuple[Span, ...] = ()


def said(claim: Claim, talk: Discourse, whole: Report) -> Said:
    """What a report claim reports, with its speaker named.

    Args:
        claim: the row of the report.
        talk: what the text has named.
        whole: the report with the quotations that go on with it.
    """
    report = claim.report
    assert report is not None
    passage = claim.passage
    spans = [passage.offsets(first, last) for first, last in report.content]
    span = (min(s for s, _ in spans), max(e for _, e in spans)) if spans else (0, 0)
    speaker, named = _speaker(claim, report, talk)
    further = tuple(passage.offsets(*run) for run in whole.content if run not in report.content)
    return Said(report, span, speaker, named, further)


def linked(told: Sequence[Said]) -> list[Said]:
    """The reports; a thesis without a holder takes those that "this thesis" is given to next."""
    return [_with_later_speakers(s, told[at + 1 : at + 1 + _NEXT]) for at, s in enumerate(told)]


def holder_of(claim: Claim, span: Span, told: Sequence[Said]) -> str:
    """The speaker of the innermost report whose content a row lies in, else the author."""
    around = [
        s
        for s in told
        if s.span[0] <= span[0]
        and span[1] <= s.span[1]
        and not (claim.form == "report" and claim.report is s.report)
    ]
    if around:
        return min(around, key=lambda s: s.span[1] - s.span[0]).speaker
    later = [s for s in told for a, b in s.further if a <= span[0] and span[1] <= b]
    return later[-1].speaker if later and claim.form != "report" else AUTHOR


def _with_later_speakers(own: Said, later: Sequence[Said]) -> Said:
    if own.speaker != UNKNOWN or own.report.form != "noun":
        return own
    lemma = own.report.head.lemma_
    names = [s.speaker for s in later if s.report.form == "bare" and s.report.head.lemma_ == lemma]
    given = list(dict.fromkeys(n for n in names if n != UNKNOWN))
    return replace(own, speaker="; ".join(given)) if given else own


def actors_of(
    claim: Claim, span: Span, talk: Discourse, *, holder: str = AUTHOR, own: Said | None = None
) -> tuple[str, ...]:
    """Codes and names of the parties in a span or behind its pronouns, in order.

    Args:
        claim: the row.
        span: its span.
        talk: what the text has named.
        holder: who asserts the row, whom its "we" means.
        own: the report that the row is, if it is one.
    """
    found = {a.start: a.actors for a in talk.actors_between(*span) if a.start not in talk.places}
    dropped = _dropped_subject(claim)
    for token in [*claim.words, *dropped]:
        if codes := _meant(claim, token, talk, (holder, own)):
            found.setdefault(claim.passage.start + token.idx, codes)
    found |= {b.start: (b.name,) for b in _unlisted(span, talk)}
    found |= {c.start: (c.country,) for c in talk.cities_between(*span)}
    for token in dropped:
        phrase = claim.passage.offsets(token.left_edge.i, token.i)
        found |= {a.start: a.actors for a in talk.actors_between(*phrase)}
    if not found and any(is_of_the_two(t) for t in claim.words):
        return talk.main
    return tuple(dict.fromkeys(a for at in sorted(found) for a in found[at]))


def _meant(
    claim: Claim,
    token: Token,
    talk: Discourse,
    voice: tuple[str, Said | None],
    *,
    hops: int = _HOPS,
) -> tuple[str, ...]:
    """Whom a pronoun, an office or a person without a name in its own phrase stands for."""
    if (state := _person_state(claim, token, talk)) is not None:
        return (state,)
    if codes := sides(claim, token, talk, speaker=_voice(token, *voice)):
        return codes
    before = _goes_on_with(claim, token, talk) if hops else None
    if before is not None and (codes := _meant(claim, before, talk, voice, hops=hops - 1)):
        return codes
    actor = _referent(claim, token, talk)
    return _parties(token, actor) if actor is not None else ()


def _goes_on_with(claim: Claim, token: Token, talk: Discourse) -> Token | None:
    """The subject that "it" or "they" takes up: the same pronoun, or an office without a name."""
    if not is_subject_pronoun(token) or is_expletive(token):
        return None
    before = subject_before(token)
    if before is None or (before.lower_ == token.lower_ and not is_expletive(before)):
        return before
    if (before.tag_ == "NNS") != (token.lower_ in _SEVERAL) or is_named(claim, before, talk):
        return None
    is_office = is_stand_in(before) or is_bare_office(before) or is_bare_organisation(before)
    return before if is_office else None


def _unlisted(span: Span, talk: Discourse) -> list[Body]:
    """Organisations that no list holds, told by initials or by the word that they end in."""
    named = [b for b in talk.bodies_between(*span) if not talk.actors_between(b.start, b.end)]
    return [b for b in named if _INITIALS.fullmatch(b.name) or _INSTITUTION.fullmatch(b.name)]


def _person_state(claim: Claim, token: Token, talk: Discourse) -> str | None:
    """The state behind "he", "the minister" or a surname that no list of names holds."""
    offset = claim.passage.start + token.idx
    if token.lower_ in PERSON_PRONOUNS:
        who = person_before(talk.people, offset)
        return who.country if who is not None else None
    who = person_at(talk.people, offset)
    if who is None or who.country is None or is_named(claim, token, talk):
        return None
    return who.country


def _voice(token: Token, holder: str, own: Said | None) -> str:
    """Who says a word of a row: the speaker of what the row reports, or who holds the row."""
    if own is not None and any(a <= token.i <= b for a, b in own.report.content):
        return own.speaker
    return holder


def _dropped_subject(claim: Claim) -> list[Token]:
    """The subject that a row starting at its verb leaves out."""
    if claim.form in ("event", "scale", "quote") or own_subject(claim.head):
        return []
    who = _agent(claim) if claim.form == "aim" else subject(claim.head)
    return [who] if who is not None and not claim.run[0] <= who.i <= claim.run[1] else []


def _referent(claim: Claim, token: Token, talk: Discourse) -> ActorMention | None:
    """The party behind a pronoun or a bare office; None for any other word."""
    offset = claim.passage.start + token.idx
    if stands_for_body(token):
        body = talk.body_for(offset)
        named = talk.actors_between(body.start, body.end) if body is not None else []
        return named[0] if named else None
    if is_bare_office(token) and not is_named(claim, token, talk):
        return talk.office_for(token, offset)
    if is_bare_organisation(token) and not is_named(claim, token, talk):
        return talk.organisation_for(token, offset)
    if not (token.lower_ in PRONOUNS or is_stand_in(token)) or is_expletive(token):
        return None
    if is_named(claim, token, talk) or _is_bound(claim, token, talk):
        return None
    if token.lower_ in _THINGS_TOO and _goes_to_thing(claim, token, talk):
        return None
    return talk.actor_for(token, offset)


def _goes_to_thing(claim: Claim, token: Token, talk: Discourse) -> bool:
    """Whether the subject told before a pronoun is a thing or people, not a party."""
    before = subject_before(token)
    if before is None or before.lower_ in ("one", "nobody"):
        return False
    if acts_as_party(token) and not can_act(before):
        return False
    if before.pos_ != "NOUN" or is_stand_in(before) or is_bare_office(before):
        return False
    if (before.tag_ == "NNS") != (token.lower_ in _SEVERAL):
        return False
    return not is_named(claim, before, talk)


def _is_bound(claim: Claim, token: Token, talk: Discourse) -> bool:
    """Whether "its", "their", "of it" go back to a party or thing inside the row itself."""
    if token.lower_ == "it" and token.dep_ == "pobj":
        return True
    if token.dep_ != "poss" or token.lower_ not in PRONOUNS:
        return False
    start = claim.passage.offsets(claim.run[0], claim.run[0])[0]
    return bool(talk.actors_between(start, claim.passage.start + token.idx))


def _parties(token: Token, actor: ActorMention) -> tuple[str, ...]:
    """Who a referent counts for; a body acted upon counts for its state too."""
    state = (actor.country,) if stands_for_body(token) and actor.country else ()
    return (*actor.actors, *state)


def about_of(claim: Claim, span: Span, talk: Discourse) -> tuple[str, ...]:
    """Names of the bodies that a span is about, pronouns and bare acts ("the ban") resolved."""
    names = [b.name for b in talk.bodies_between(*span)]
    for token in claim.words:
        offset = claim.passage.start + token.idx
        if stands_for_body(token) or (not names and _is_bare_act(token)):
            body = talk.body_for(offset)
            names.extend([body.name] if body is not None else [])
    return tuple(dict.fromkeys(names))


def explained_of(claim: Claim, kind: Kind, talk: Discourse) -> str | None:
    """Whose motive a motive row gives; null in any other row and where nobody is named."""
    if kind != "motive":
        return None
    token = _agent(claim)
    if token is None:
        return None
    name, named = _name(claim, token, talk)
    return name if named or ":" in name else None


def _agent(claim: Claim) -> Token | None:
    """Who has the motive: the subject of the clause or of the verb that the aim hangs on."""
    head = claim.head
    while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i:
        head = head.head
    who = subject(head)
    if who is not None and who.lower_ in ("that", "this", "which"):
        return next((t for t in claim.words if t.dep_ == "nsubj" and t.i > who.i), None)
    return who


def _speaker(claim: Claim, report: Report, talk: Discourse) -> tuple[str, bool]:
    if report.form == "objection":
        return OBJECTOR, False
    if report.speaker is None:
        return UNKNOWN, False
    if report.speaker.lower_ in _FIRST:
        return AUTHOR, True
    if report.speaker.lemma_.lower() in cues("claim_noun"):
        return UNKNOWN, False
    return _name(claim, antecedent(report.speaker) or report.speaker, talk)


def _name(claim: Claim, token: Token, talk: Discourse) -> tuple[str, bool]:
    """A name for a noun phrase or pronoun, and whether it names one party."""
    phrase = noun_phrase(token)
    span = claim.passage.offsets(phrase[0].i, phrase[-1].i)
    inside = talk.actors_between(*span)
    if token.lower_ in PRONOUNS or (not inside and is_stand_in(token)):
        actor = talk.actor_for(token, span[0])
        return (holder_code(actor), not actor.blanket) if actor else (UNKNOWN, False)
    if inside:
        chosen = _best(inside)
        code = holder_code(chosen)
        at = claim.passage.start + token.idx
        if chosen.role or chosen.blanket or chosen.start <= at < chosen.end:
            return code, not chosen.blanket
        return f"{code}:{token.lower_}", True
    if token.lower_ in _CLASS or token.pos_ == "PRON":
        return UNKNOWN, False
    words = phrase[1:] if phrase[0].dep_ == "det" and len(phrase) > 1 else phrase
    return "".join(t.text_with_ws for t in words).strip() or UNKNOWN, token.pos_ == "PROPN"


def _best(mentions: list[ActorMention]) -> ActorMention:
    """The mention that says most: one with a role before a bare state."""
    return next((a for a in mentions if a.role), mentions[0])


def _is_bare_act(token: Token) -> bool:
    """Whether "the ban" or "this closure" stands without saying of what."""
    if token.lemma_.lower() not in ("ban", "closure", "closing", "suspension", "seizure", "raid"):
        return False
    return not any(
        c.dep_ in ("prep", "poss", "acl", "relcl", "amod", "compound") for c in token.children
    )
