"""What a statement asks the record for: parties, kinds of act, words, window, and who acts."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from earnest.check.candidates import candidate_events
from earnest.check.context import Context, shares_words
from earnest.check.direction import Direction, directions, subject
from earnest.check.elliptic import told_before
from earnest.check.home import says_we
from earnest.check.other_side import other_side
from earnest.check.own_side import own_side
from earnest.check.parties import Parties, parties, side
from earnest.check.persons import states_of_persons
from earnest.check.rarity import rare_stems
from earnest.check.story import told_between
from earnest.check.words import content_stems, name_stems
from earnest.contract.text import Quantity, Statement
from earnest.contract.when import Period
from earnest.extract.actors import find_actors
from earnest.extract.acts import act_classes, classes_in, narrowed
from earnest.extract.gazetteer import Gazetteer

POINTED_DAYS = 62
# A claim dated to a day or two is answered by a row of that day that shares a word with it.
EXACT_DAYS = 2
# "In mid-May" is the longest time of a claim that may tell an act by its day.
FEW_DAYS = 10
# Code points between a dated phrase that leads a sentence and the clause that it dates.
LEAD = 3
# States that a text is about, among which a claim that names none is looked up.
MOST_SUBJECTS = 4
NEGATED = re.compile(r"\b(?:never|not|no longer|neither|nor|n[’']t|не|никогда)\b", re.IGNORECASE)
# "No longer" is no denial: something was taken away.
_DENIES = re.compile(
    r"\b(?:never|not|\w+n[’']t|не|никогда)(?! (?:only|longer|merely|just|spare))(?:\s+[\w’'-]+){0,4}\s*$",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:never|not|\w+n[’']t|не|никогда)\b(?! (?:only|longer|merely|just|spare))", re.IGNORECASE
)
# Who is advised not to do something is advised all the same.
_ADVISED_NOT_TO = re.compile(
    r"\b(?:advis\w+|warn\w*|t(?:old|ells?)|ask(?:s|ed)?|urg(?:es|ed)|order(?:s|ed)?|instruct(?:s|ed)|"
    r"called (?:up)?on)"
    r"(?: [\w’'-]+){0,6}? not to\b",
    re.IGNORECASE,
)
# What somebody says, knows or is told: a "not" in it denies no act of the claim.
_TOLD = re.compile(
    r"\b(?:that|whether|how|why|in which|where|who|which|to be)\b.*$", re.IGNORECASE | re.DOTALL
)
# "Back in his capital for consultations": who comes back so is recalled.
_CONSULTS = re.compile(r"\bfor (?:\w+ ){0,3}consultations\b", re.IGNORECASE)
# "Today's quarrel" is one of these weeks, not of this day.
_OF_TODAY = re.compile(r"\btoday[’']s\b|\bof today\b", re.IGNORECASE)
# What a clause of cause tells is not the act of the claim: "recalled its envoy over the bombing".
_CAUSE = re.compile(
    r",?\s*\b(?:because|owing to|due to|on account of|out of (?:displeasure|anger)|amid|after|when|while|"
    r"in (?:protest|reply|response|retaliation|answer|revenge)|in the (?:rift|row|quarrel|dispute) over|"
    r"(?<!fly )(?<!sky )over (?:the|an?|its|his|her|their)|as \w+ (?:\w+ )?had|so that|to keep)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_LEADING_CAUSE = re.compile(
    r"^\W*(?:after|following|because of|amid|despite|in (?:response|reply|answer|retaliation))\b[^,]*,",
    re.IGNORECASE,
)

# "The two countries", "on either side": the two that the text is about.
_BOTH = re.compile(
    r"\b(?:both|the two|either|neither|each) (?:countr(?:y|ies)|governments?|sides?|states?|neighbours?|"
    r"capitals?|nations?|"
    r"peoples?|banks?|shores?|of (?:them|us))\b|\bbetween us\b|\beach other\b",
    re.IGNORECASE,
)
_THEY = re.compile(r"\b(?:they|their|theirs|them|it|its|he|his|him|she|her)\b", re.IGNORECASE)
_WHERE = re.compile(
    r"\b(?:in|at|near|inside|outside|via|through|across)\s+(?:the\s+)?(?:[\w’'-]+(?:ern|al)\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked up: parties, classes of acts, words and the window of time.

    A claim is dated `itself` where its date is not that of a claim beside it. A claim that something was
    lifted (`is_reversal`) is answered by liftings only. `directions` holds
    who acts toward whom, by class of act; `named` are the parties that the claim itself names,
    `named_states` the states and unions among them that do not only stand behind a body, `places` those
    of them that it names only as where something happened, `doer` the one that its plain subject
    belongs to, `guessed` those of them for which it has a pronoun only; `begins` is when that began which the
    claim says has held since.
    """

    parties: Parties
    classes: frozenset[str]
    stems: frozenset[str]
    names: frozenset[str]
    window: Period
    is_dated: bool
    is_dated_itself: bool = False
    is_reversal: bool = False
    text: str = ""
    directions: Mapping[str, Direction] = field(default_factory=dict)
    quantity: Quantity | None = None
    named: frozenset[str] = frozenset()
    named_states: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()
    doer: str = ""
    guessed: frozenset[str] = frozenset()
    begins: Period | None = None
    story: Period | None = None
    rare: frozenset[str] = frozenset()

    @property
    def is_exact(self) -> bool:
        """Whether the claim names a day, or two."""
        return self._is_dated_within(EXACT_DAYS)

    @property
    def is_of_days(self) -> bool:
        """Whether the claim names a few days, or on which began what it says has held since."""
        return self._is_dated_within(FEW_DAYS) or self.begins_exactly

    def _is_dated_within(self, days: int) -> bool:
        start, end = self.window.start, self.window.end
        return self.is_dated and bool(start and end and (end - start).days <= days)

    @property
    def begins_exactly(self) -> bool:
        """Whether the claim names the day, or two, on which began what it says has held since."""
        start, end = (self.begins.start, self.begins.end) if self.begins else (None, None)
        return bool(start and end and (end - start).days <= EXACT_DAYS)

    @property
    def is_pointed(self) -> bool:
        """Whether the claim names a date of at most two months, and so an act rather than a state."""
        start, end = self.window.start, self.window.end
        if not self.is_dated or start is None or end is None:
            return False
        return (end - start).days <= POINTED_DAYS


def asked(statement: Statement, context: Context) -> Asked:
    """The lookup that a statement calls for, worked out once for each statement of a context."""
    known = context.worked_out
    key = ("asked", statement)
    if key not in known:
        known[key] = _asked(statement, context)
    found = known[key]
    assert isinstance(found, Asked)
    return found


def _asked(statement: Statement, context: Context) -> Asked:
    """The lookup that a statement calls for.

    A claim without a date of its own is read as about the time up to the text; so is one whose
    date lies after the text although it tells of something that happened (an anniversary).
    """
    window, is_dated = _window(statement, date_of(statement, context), context.written)
    sides = sides_of(statement, context)
    classes, left_out = acts_of(statement.text), frozenset[str]()
    if not classes - {"tension"} and (before := told_before(statement, context)):
        classes = acts_of(before.text) | classes
        left_out = content_stems(before.text) - name_stems(before.text) - party_stems(before.text)
    guessed = _guessed(statement, sides)
    return Asked(
        parties=sides,
        classes=classes,
        stems=content_stems(statement.text) | left_out,
        names=name_stems(statement.text) - party_stems(statement.text),
        window=window,
        is_dated=is_dated,
        is_dated_itself=is_dated and bool(statement.date),
        text=statement.text,
        directions=directions(statement, classes, guessed=guessed),
        quantity=statement.quantity,
        guessed=guessed,
        begins=_begins(statement.date, context.written),
        story=None if is_dated else told_between(statement, context),
        rare=_rare(sides, context),
        named=(frozenset(parties(statement).states) - _taken_for_us(statement, context))
        | frozenset(sides.bodies)
        | frozenset(states_of_persons(statement.text, context))
        | _ours(statement, context),
        named_states=_named_states(statement, context),
        places=_places(statement.text),
        doer=_doer(statement.text),
        is_reversal="reversal" in classes
        and not NEGATED.search(statement.text)
        and not _CONSULTS.search(statement.text),
    )


def _rare(sides: Parties, context: Context) -> frozenset[str]:
    """The stems that hardly any row among the states has, worked out once."""
    key = ("rare", frozenset(sides.states))
    if key not in context.worked_out:
        context.worked_out[key] = rare_stems(candidate_events(sides.states, context))
    found = context.worked_out[key]
    assert isinstance(found, frozenset)
    return found


@lru_cache(maxsize=16_384)
def acts_of(text: str) -> frozenset[str]:
    """The classes of the act that a text tells, not of what it gives as its cause."""
    told = narrowed(classes_in(_CAUSE.sub("", _LEADING_CAUSE.sub("", text))))
    return told if told - {"tension"} else narrowed(classes_in(text))


def denies(text: str, classes: Iterable[str]) -> bool:
    """Whether a text says that an act did not happen: the denial stands right before its words."""
    text = _ADVISED_NOT_TO.sub(" to", text)
    acts = [m for name in classes if (m := act_classes()[name].words.search(text))]
    if not acts:
        return bool(_DENIAL.search(_TOLD.sub("", text)))
    return any(_DENIES.search(text[: act.start()]) for act in acts)


def _begins(date: str | None, written: dt.date) -> Period | None:
    """The time from which on a claim says that something holds."""
    since, slash, end = (date or "").partition("/")
    if not slash or since in ("", "..") or end not in ("", "..", written.isoformat()):
        return None
    return Period.parse(since)


def date_of(statement: Statement, context: Context) -> str | None:
    """The date of a statement, else the one date of those that share its words or lead up to it."""
    if _OF_TODAY.search(statement.text):
        return f"{context.written - dt.timedelta(days=POINTED_DAYS - 2)}/{context.written}"
    if statement.date:
        return statement.date
    shared = {
        s.date
        for s in context.beside(statement)
        if s.date and (shares_words(s, statement) or 0 <= statement.start - s.end <= LEAD)
    }
    return shared.pop() if len(shared) == 1 else None


def _window(statement: Statement, date: str | None, written: dt.date) -> tuple[Period, bool]:
    told = Period(None, written + dt.timedelta(days=1))
    if not date:
        return told, False
    period = Period.parse(date)
    if statement.kind == "prediction":
        return period, True
    if period.start and told.end and period.start >= told.end:
        return told, False
    if period.end is None or (told.end and period.end > told.end):
        return Period(period.start, told.end), True
    return period, True


def sides_of(statement: Statement, context: Context) -> Parties:
    """The sides of a claim; where it names fewer than two states, others join in.

    Those of its sentence come first, then those that the text is about.

    "A deputy was barred from entering" in a text on two states is a claim about these two. States
    that stand behind a body ("the Institute was closed") do not count as named: somebody else acted.
    """
    aside = _of_the_cause(statement.text) | _taken_for_us(statement, context)
    sides = parties(statement)
    named = [state for state in sides.states if state not in sides.owners and state not in aside]
    where = _places(statement.text)
    if (across := other_side(statement.text, context)) and across not in named:
        named.append(across)
        sides = replace(sides, states=tuple(dict.fromkeys((*sides.states, across))))
    if context.home and says_we(statement.text) and context.home not in named:
        named.append(context.home)
        sides = replace(sides, states=tuple(dict.fromkeys((*sides.states, context.home))))
    if persons := [s for s in states_of_persons(statement.text, context) if s not in named]:
        named += persons
        sides = replace(sides, states=tuple(dict.fromkeys((*sides.states, *persons))))
    if unions := [s for s in named if not context.takes_sides(s) and Gazetteer.load().is_union(s)]:
        sides = replace(sides, bodies=(*sides.bodies, *unions))
    if len([state for state in named if context.takes_sides(state)]) > 1:
        return sides
    is_named = any(context.takes_sides(state) for state in named if state not in where)
    for other in context.beside(statement):
        named += [s for s in parties(other).states if s not in {*named, *sides.owners, *aside}]
    real = [state for state in named if context.takes_sides(state)]
    aside_only = where
    if statement.holder == "author":  # else a state not named is that of whose words they are
        aside_only |= _guessed(statement, sides)
    if real and not set(real) - aside_only and not set(real) & {*context.focus[:2]}:
        # "Signed in Khartoum": a place, or whom a pronoun may mean, is no side by itself.
        return replace(
            sides, states=tuple(dict.fromkeys((*context.focus[:2], *named, *sides.states)))
        )
    if is_named and real[0] not in {*context.focus[:2], *where}:
        return replace(sides, states=(*named, *(s for s in sides.states if s not in named)))
    reach = 2 if named else MOST_SUBJECTS
    subject = context.focus[:reach]
    return replace(sides, states=tuple(dict.fromkeys((*named, *subject, *sides.states))))


def _ours(statement: Statement, context: Context) -> frozenset[str]:
    """The state that the author's "we" and "our" mean, where a claim of the author's own has them."""
    own = own_side(context) if statement.holder == "author" and says_we(statement.text) else None
    return frozenset({own}) if own else frozenset()


def _taken_for_us(statement: Statement, context: Context) -> frozenset[str]:
    """States that "we" or "both" was taken to mean, where the record tells others."""
    if context.home is None or not (says_we(statement.text) or _BOTH.search(statement.text)):
        return frozenset()
    unsaid = frozenset(parties(statement).states) - _states_in(statement.text)
    may_be_they = _THEY.search(statement.text) or not says_we(statement.text)
    return unsaid - ({*context.focus[:2]} if may_be_they else {context.home})


def _named_states(statement: Statement, context: Context) -> tuple[str, ...]:
    sides, not_us = parties(statement), _taken_for_us(statement, context)
    told = tuple(s for s in sides.states if s not in sides.owners and s not in not_us)
    return tuple(dict.fromkeys((*told, *states_of_persons(statement.text, context))))


def _doer(text: str) -> str:
    """The state that the plain subject of a claim belongs to, if its sentence opens with it."""
    named = subject(text)
    return side(named.partition(":")[0]) if named else ""


@lru_cache(maxsize=16_384)
def _of_the_cause(text: str) -> frozenset[str]:
    """States named in the cause alone: "the crossings were shut over a few Ruritanian guns"."""
    told = _CAUSE.sub("", _LEADING_CAUSE.sub("", text))
    return _states_in(text) - _states_in(told) if told.strip() else frozenset()


def _states_in(text: str) -> frozenset[str]:
    codes = (c for m in find_actors(text) for c in (*m.actors, m.country or ""))
    return frozenset(code.partition(":")[0] for code in codes if code)


@lru_cache(maxsize=16_384)
def _places(text: str) -> frozenset[str]:
    """States of which a text tells only that something happened there: "in the Saudi capital"."""
    places: dict[str, bool] = {}
    for mention in find_actors(text):
        is_place = bool(_WHERE.search(text[: mention.start]))
        for code in (*mention.actors, mention.country or ""):
            state = code.partition(":")[0]
            places[state] = places.get(state, True) and is_place
    return frozenset(state for state, is_place in places.items() if is_place)


def _guessed(statement: Statement, sides: Parties) -> frozenset[str]:
    """States that the claim does not name: who a pronoun or "the government" was taken to mean."""
    told = frozenset(parties(statement).states) & frozenset(sides.states)
    return told - _states_in(statement.text)


@lru_cache(maxsize=65_536)
def office_stems(text: str) -> frozenset[str]:
    """Stems of the names of office-holders: most rows of a dyad tell of its leaders."""
    holders = (m for m in find_actors(text) if m.form == "officeholder")
    return frozenset(s for m in holders for s in content_stems(m.name))


@lru_cache(maxsize=65_536)
def party_stems(text: str) -> frozenset[str]:
    """Stems of the words that name the states: shared by every row of a dyad."""
    sides = (m for m in find_actors(text) if m.form not in ("organisation", "officeholder"))
    return frozenset(s for m in sides for s in content_stems(m.name))
