"""Dates as their sentences mean them: tense says which May, the date told before which day.

`dates` reads the words alone. Here a day or month without a year goes to the past or the future with
its verb, "two days later" counts from the date told before, and "for thirty years" ends with the
text's own date.
"""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from earnest.contract.text import Span
from earnest.extract.date_rules import SEASONS
from earnest.extract.dates import DateMention, find_dates
from earnest.extract.durations import days_in
from earnest.extract.iso_dates import (
    between,
    ends,
    far_point,
    from_point,
    later_than,
    moved,
    years_on,
)
from earnest.extract.passages import Passage
from earnest.extract.pointing_back import beside
from earnest.extract.stretches import first_day, iso_point, last_day
from earnest.extract.syntax import ancestors, is_verb
from earnest.extract.tenses import Tense, is_perfect, tense_of

_REACH: Final = 700  # code points an anaphoric date looks back: about a paragraph
_DAY: Final = 10  # characters of an ISO day
_YEAR: Final = 4
_MONTH: Final = 7
_STORY_DAYS: Final = 200  # days after which a story does not go on without a year
_COMMA: Final = 6  # code points between a counted year and the day in it: ", on "
_STEP_BACK_DAYS: Final = 31  # days that a story may go back without a word
_WEEK: Final = 7  # days in which "the Sunday" may be the one before the text
_NEXT: Final = re.compile(r"\b(?:next|following) (?:day|morning|week|month|year)")
_ON: Final = re.compile(r" on$")
_UNIT: Final = re.compile(
    r"\b(?P<unit>minute|hour|day|night|week|fortnight|month|year|decade|centur(?:y|ie))s?\b",
    re.IGNORECASE,
)
_WITHIN: Final = re.compile(r"(?<!\w)(?P<word>for|in|within|over)\W+(?:\w+ ){0,2}$", re.IGNORECASE)
_LEADING: Final = re.compile(r"(?P<word>for|in|within|over)\b", re.IGNORECASE)
_WEEKDAY: Final = re.compile(r"(?:on )?\w+day", re.IGNORECASE)
_MONTH_NAME: Final = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
_YEAR_FIGURES: Final = re.compile(r"\b\d{4}\b")
_BY_THE: Final = re.compile(r"^(?:by|on) the ")
_SOME_WEEKDAY: Final = re.compile(r"\b(?:an?|one) \w+day\b", re.IGNORECASE)
_OF_THAT_YEAR: Final = re.compile(
    r",? (?:of|in) (?:that year|the (?:same|(?P<on>following|next)|(?P<back>previous|preceding)) year|"
    r"the year (?:(?P<later>after|following)|(?P<earlier>before)))\b"
)
_TO_THE_DAY: Final = re.compile(r"\b(?:day|night|morning|afternoon|evening)\b")
_THAT_MONTH: Final = re.compile(r"\b(?:that|the same|the very) (?:same )?month\b")
_NTH: Final = re.compile(r"the (?P<n>\d\d?)(?:st|nd|rd|th)")
_TIME_NOUNS: Final = frozenset(
    "hour morning night evening afternoon day week month beginning start end eve half middle".split()
)
_OPENING: Final = re.compile(r"\b(?:from|as of|starting(?: in| on)?)\s(?:the\s)?$", re.IGNORECASE)
_NARRATED: Final = re.compile(r"\b(?:in|on)\s$", re.IGNORECASE)
_BOUNDING: Final = frozenset({"since", "until", "till", "before"})


@dataclass(frozen=True, slots=True)
class ToldDate:
    """A date at `[start, end)` of the text, resolved.

    Attributes:
        token: its head in the parse.
        bound: a word farther off that opens it ("since the strike of 1977").
        opened: the date as that word opens it, for whatever contains the word.
        is_counted: whether it is counted from the date told before ("a month later").
    """

    start: int
    end: int
    iso: str
    token: Token | None
    bound: Token | None = None
    opened: str | None = None
    is_counted: bool = False

    @property
    def verb(self) -> Token | None:
        """The verb that it hangs on, by a preposition or bare; None if it hangs on a noun."""
        for above in ancestors(self.token) if self.token is not None else ():
            if is_verb(above):
                return above
            is_time = above.lemma_.lower() in _TIME_NOUNS
            named = above.pos_ in ("NOUN", "PROPN", "PRON")
            if named and above.dep_ != "npadvmod" and not is_time:
                return None
        return None

    @property
    def is_of_main_clause(self) -> bool:
        """Whether it says when a sentence's own verb, or one joined to it, happens."""
        verb = self.verb
        while verb is not None and verb.dep_ == "conj":
            verb = verb.head
        return verb is not None and verb.dep_ == "ROOT"


def told_dates(text: str, parsed: Sequence[Passage], *, on: dt.date | None) -> list[ToldDate]:
    """The dates of a text that can be told, in order.

    Args:
        text: the document's normalised text.
        parsed: its passages.
        on: its date, from which relative dates are told.
    """
    found: list[ToldDate] = []
    for mention in find_dates(text, anchor=on):
        end = mention.start + len(text[mention.start : mention.end].rstrip(" .,;"))
        token = _token_at(parsed, (mention.start, end))
        iso = _Reading(text, mention, token, found, on).iso()
        if iso is not None:
            told = ToldDate(mention.start, end, iso, token, is_counted=mention.anaphoric)
            found.append(_with_far_bound(told, on))
    return found


def _token_at(parsed: Sequence[Passage], span: Span) -> Token | None:
    at = bisect_right(parsed, span[0], key=lambda p: p.start) - 1
    if at < 0:
        return None
    passage = parsed[at]
    low, high = span[0] - passage.start, span[1] - passage.start
    inside = passage.doc.char_span(low, high, alignment_mode="expand")
    return inside.root if inside is not None and len(inside) else None


@dataclass(frozen=True, slots=True)
class _Reading:
    """One mention, with what tells its date."""

    text: str
    mention: DateMention
    token: Token | None
    before: Sequence[ToldDate]
    on: dt.date | None

    def iso(self) -> str | None:
        mention = self.mention
        if mention.is_duration:
            return self._lasting()
        if self.tense == "present" and (_ON.search(self.words) or self._is_bare_season):
            return None
        if mention.anaphoric or (self.tense == "past" and _NEXT.search(self.words)):
            return self._pointing_back()
        if self._is_weekday_of_story:
            return self._weekday_of_story()
        return self._resolved(mention.iso) if mention.iso is not None else None

    def _resolved(self, iso: str) -> str | None:
        """A date that the words name, as the story and the text's own day place it."""
        mention = self.mention
        if (found := _OF_THAT_YEAR.match(self.text, mention.end)) and (last := self._last()):
            on, back = found["on"] or found["later"], found["back"] or found["earlier"]
            step = 1 if on else -1 if back else 0
            return years_on(_in_year_of(iso, last), step)
        if mention.yearless and (year := self._counted_year()):
            return _in_year_of(iso, year)
        if (nth := _NTH.fullmatch(self.words)) and (told := self._nth_of_story(int(nth["n"]))):
            return told
        return self._bounded(self._placed(iso))

    def _counted_year(self) -> str | None:
        """The year counted right before a day without one: "four years later, on 23 March"."""
        last = self.before[-1] if self.before else None
        if last is None or not last.is_counted or not 0 < self.mention.start - last.end <= _COMMA:
            return None
        words = self.text[last.start : last.end].casefold()
        return last.iso if "year" in words and ".." not in last.iso else None

    @property
    def tense(self) -> Tense:
        return "present" if self.token is None else tense_of(self.token)

    @property
    def words(self) -> str:
        return self.text[self.mention.start : self.mention.end].casefold()

    def _last(self) -> str | None:
        """The date told last before the mention."""
        told = self._last_told()
        return told.iso if told is not None else None

    def _last_told(self) -> ToldDate | None:
        """The date told last; one that opens or ends what lasts points to no day of a story."""
        near = self._near()
        beside = [d for d in near if _same_sentence(d.token, near[-1].token)]
        main = [d for d in beside if d.is_of_main_clause]
        return (main or near)[-1] if near else None

    def _near(self) -> list[ToldDate]:
        near = [d for d in self.before if self.mention.start - _REACH <= d.end]
        return [d for d in near if ".." not in d.iso] or near

    def _last_fitting(self) -> str | None:
        """The date told last, for "the next day" to the day if any near is."""
        last = self._last()
        near = [d.iso for d in self.before if self.mention.start - _REACH <= d.end]
        if _THAT_MONTH.search(self.words) and last is not None and "/" in last:
            return next((iso for iso in reversed(near) if len(iso) in (_MONTH, _DAY)), last)
        if _TO_THE_DAY.search(self.words) is None or last is None or len(last) == _DAY:
            return last
        return next((iso for iso in reversed(near) if len(iso) == _DAY), None)

    def _last_in_story(self) -> str | None:
        """The date told last of a sentence's own verb, or else of anything."""
        near = self._near()
        main = [d for d in near if d.is_of_main_clause]
        return (main or near)[-1].iso if near else None

    def _placed(self, iso: str) -> str:
        """A day, month or season without its year, or a weekday, on the side that the verb tells."""
        if self.on is None:
            return iso
        if not self.mention.yearless and self._lies_ahead(iso) and self.tense == "past":
            return self._a_year_before() or iso
        if not self.mention.yearless:
            bare = _WEEKDAY.fullmatch(self.words) and self.tense == "future"
            return later_than(iso, self.on, 7) if bare else self._gone_by(iso)
        if self.tense == "past" and (told := self._in_told_year(iso)) is not None:
            return told
        first, last = ends(iso)
        if self.tense == "past" and first is not None and first_day(first) > self.on:
            return years_on(iso, -1)
        scheduled = self.tense == "present" and self._is_plain
        to_come = self.tense == "future" or scheduled
        if to_come and last is not None and last_day(last) < self.on:
            return years_on(iso, 1)
        return iso

    def _lies_ahead(self, iso: str) -> bool:
        """Whether a date that names its month but no year lies after the text."""
        first, _ = ends(iso)
        is_ahead = first is not None and self.on is not None and first_day(first) > self.on
        return (
            is_ahead
            and bool(_MONTH_NAME.search(self.words))
            and not _YEAR_FIGURES.search(self.words)
        )

    def _a_year_before(self) -> str | None:
        """What the words meant a year before the text: "the second Sunday of July" of last year."""
        assert self.on is not None  # what lies ahead of no day does not lie ahead
        on = self.on - dt.timedelta(days=365)
        again = find_dates(self.text[self.mention.start : self.mention.end], anchor=on)
        return again[0].iso if again else None

    def _gone_by(self, iso: str) -> str:
        """A season to come, told in the past, is last year's: "this winter" written in June."""
        first, _ = ends(iso)
        is_ahead = first is not None and self.on is not None and first_day(first) > self.on
        of_season = self.words.rpartition(" ")[2] in SEASONS
        return years_on(iso, -1) if is_ahead and of_season and self.tense == "past" else iso

    @property
    def _is_weekday_of_story(self) -> bool:
        """Whether a weekday with an article goes on with a story told before: "on the Sunday"."""
        words = _BY_THE.sub("", self.words)
        if self.on is None or not _WEEKDAY.fullmatch(words) or self.tense != "past":
            return False
        start = self.mention.start
        is_the = words != self.words or self.text[max(0, start - 4) : start].lower() == "the "
        last = self._last()
        return is_the and (last is None or last_day(last) < self.on - dt.timedelta(days=_WEEK))

    def _weekday_of_story(self) -> str | None:
        """The first such day on or after the day told last; none after a day told by weekday only."""
        told = self._last_told()
        if told is None or _SOME_WEEKDAY.search(self.text, told.end, self.mention.start):
            return None
        words = _BY_THE.sub("", self.words)
        return beside(told.iso, f"that {words}") if len(told.iso) == _DAY else None

    def _in_told_year(self, iso: str) -> str | None:
        """A month or day in a story of an earlier year: the next one after the point told before it."""
        last, on = self._last_in_story(), self.on
        if on is None or last is None or "/" in last or len(last) == _YEAR or ".." in iso:
            return None
        told_in = self.mention.modifier == "by" or _NARRATED.search(
            self.text, max(0, self.mention.start - 4), self.mention.start
        )
        if int(last[:_YEAR]) >= on.year or not told_in:
            return None
        told = years_on(iso, int(last[:_YEAR]) - int(iso[:_YEAR]))
        told = _nearest_year(told, last)
        day = first_day(told.partition("/")[0])
        goes_on = (day - last_day(last)).days <= _STORY_DAYS
        return told if goes_on and day <= on else None

    def _nth_of_story(self, day: int) -> str | None:
        """The 5th after a day told in the past: the next such day, not after the text's own."""
        last, on = self._last(), self.on
        if on is None or last is None or self.tense != "past" or len(last) not in (_MONTH, _DAY):
            return None
        first = first_day(last)
        for month in (first.replace(day=1), first.replace(day=1) + dt.timedelta(days=32)):
            told = iso_point(month.year, month.month, day)
            if told is not None and last[: len(told)] <= told <= on.isoformat():
                return told
        return None

    @property
    def _is_bare_season(self) -> bool:
        """Whether a season stands without an article: "in winter" may be any."""
        before = self.text[max(0, self.mention.start - 8) : self.mention.start].split()
        return self.words in SEASONS and (not before or before[-1].lower() in ("in", "by"))

    @property
    def _is_plain(self) -> bool:
        """Whether the mention stands without a bound and says when a verb happens."""
        token = self.token
        if self.mention.modifier is not None or token is None or token.head.pos_ != "ADP":
            return False
        return token.head.head.tag_ in ("VBZ", "VBP")

    def _bounded(self, iso: str) -> str:
        """The date with its bound: "by" names the point, "until" and "before" start now if to come."""
        modifier, on = self.mention.modifier, self.on
        if modifier == "by":
            named = self.mention.named
            return iso.removeprefix("../") if named is None else self._placed(named)
        if modifier in ("until", "before") and iso.startswith("../") and on is not None:
            end = iso[3:]
            start = self._named_start() or end
            return f"{on.isoformat()}/{start}" if last_day(start) > on else iso
        if self.tense != "past" and on is not None and self._opens(iso, on):
            return f"{iso}/.."
        return self._told_so_far(iso)

    def _named_start(self) -> str | None:
        """The first point of a season to come: "before the summer" ends with it."""
        named = self.mention.named
        return self._placed(named).partition("/")[0] if named and "/" in named else None

    def _opens(self, iso: str, on: dt.date) -> bool:
        """Whether "from" or "as of" stands before a point to come."""
        start = self.mention.start
        opener = _OPENING.search(self.text, max(0, start - 16), start)
        return opener is not None and "/" not in iso and first_day(iso) >= on

    def _told_so_far(self, iso: str) -> str:
        """The week of "this week", told in the past, ends with the text's own date."""
        first, _, last = iso.partition("/")
        on = self.on
        if on is None or self.tense != "past" or not (len(first) == len(last) == _DAY):
            return iso
        return f"{first}/{on.isoformat()}" if first <= on.isoformat() < last else iso

    def _pointing_back(self) -> str | None:
        last, mention = self._last_fitting(), self.mention
        if last is None:
            return None
        if mention.modifier == "within":
            unit, count = self._counted()
            return from_point(last, unit, count) if unit else None
        if shift := self._shift():
            told = moved(last, *shift)
            is_ahead = told is not None and self.on is not None and first_day(told) > self.on
            return None if is_ahead and self.tense == "past" else told
        last = beside(last, self.words) or last
        first, end = last.partition("/")[0], last.rpartition("/")[2]
        if mention.modifier in ("since", "after"):
            start = first if end == ".." else end
            return None if start == ".." else f"{start}/.."
        if end == "..":
            return None
        if mention.modifier == "by" and self.tense == "past":
            return end
        if mention.modifier in ("before", "by", "until"):
            is_ahead = self.on is not None and last_day(end) > self.on
            start = self.on.isoformat() if is_ahead and self.on is not None else ".."
            return f"{start}/{end}"
        return last

    def _counted(self) -> tuple[str | None, float]:
        """The unit that the mention counts in, and how many of it."""
        unit, days = _unit_of(self.words), self.mention.days_low
        return (unit, days / days_in(unit)) if unit and days is not None else (None, 0)

    def _shift(self) -> tuple[str, float] | None:
        """How far the mention lies from the date told before it: unit and count."""
        unit, count = self._counted()
        if self.mention.modifier in ("later", "earlier") and unit:
            return unit, count if self.mention.modifier == "later" else -count
        return None

    def _lasting(self) -> str | None:
        """When something lasts that is told by how long: it ends or starts at a known date."""
        on, unit = self.on, _unit_of(self.words)
        days = self.mention.days_high or self.mention.days_low
        if on is None or unit is None or days is None or self.token is None:
            return None
        if self.mention.modifier == "vague":
            return None
        count = days / days_in(unit)
        after = self.text[self.mention.end : self.mention.end + 12].lower().split()
        if after and after[0][:6] in ("left", "remain"):
            return between(on, "day", days)
        if after and after[0] == "since":
            return None
        word = self._preposition()
        if self.tense == "future" and word in ("in", "within") and unit not in ("hour", "minute"):
            return between(on, unit, count) if word == "within" else far_point(on, unit, count)
        if word == "within":
            last = self._last() if self.tense == "past" else None
            return None if last is None else from_point(last, unit, count)
        until_now = is_perfect(self.token)
        long = unit in ("month", "year", "decade", "century")
        lasts = until_now or (long and self.tense == "past" and self._opens_sentence())
        if word is None or not lasts or unit in ("hour", "minute"):
            return None
        return between(on, unit, -count)

    def _preposition(self) -> str | None:
        before = self.text[max(0, self.mention.start - 24) : self.mention.start]
        found = _LEADING.match(self.words) or _WITHIN.search(before)
        return found["word"].lower() if found else None

    def _opens_sentence(self) -> bool:
        token = self.token
        return token is not None and token.i - token.sent.start <= 4


def _same_sentence(one: Token | None, other: Token | None) -> bool:
    if one is None or other is None or one.doc is not other.doc:
        return False
    return one.sent.start == other.sent.start


def _nearest_year(told: str, last: str) -> str:
    """A date in the year of the one told before if it is not much earlier, else in the next."""
    point = first_day(last.partition("/")[0])
    back = (point - first_day(told.partition("/")[0])).days
    return told if told >= last[: len(told)] or back <= _STEP_BACK_DAYS else years_on(told, 1)


def _in_year_of(iso: str, last: str) -> str:
    """A date moved to the year in which another starts."""
    first, last = iso.removeprefix("../"), last.removeprefix("../")
    return years_on(iso, int(last[:_YEAR]) - int(first[:_YEAR]))


def _unit_of(words: str) -> str | None:
    found = _UNIT.search(words)
    unit = found["unit"].lower() if found else None
    return "century" if unit and unit.startswith("centur") else unit


def _with_far_bound(told: ToldDate, on: dt.date | None) -> ToldDate:
    word = _far_bound(told.token) if told.token is not None and "/" not in told.iso else None
    if word is None:
        return told
    if word.lower_ == "since":
        return replace(told, bound=word, opened=f"{told.iso}/..")
    if on is not None and first_day(told.iso) > on:
        return replace(told, bound=word, opened=f"{on.isoformat()}/{told.iso}")
    return told


def _far_bound(token: Token) -> Token | None:
    """The word "since" or "until" before the phrase of a date ("until its vote in 2024")."""
    for above in ancestors(token):
        if above.lower_ in _BOUNDING and above.dep_ in ("prep", "mark"):
            return above
        if is_verb(above) and above.dep_ != "acl":
            return None
    return None
