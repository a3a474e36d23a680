"""What would have to be on record for a prediction to come true: the ledger's resolution rule."""

import datetime as dt
import re
from dataclasses import dataclass

from earnest.case.model import CasePrediction, Expects
from earnest.check.asked import NEGATED, asked, date_of, party_stems, sides_of
from earnest.check.context import Context
from earnest.check.domains import things
from earnest.check.horizon import last_day_told
from earnest.check.words import content_stems
from earnest.contract.text import Statement
from earnest.contract.when import Period
from earnest.extract.acts import act_classes, classes_in

# A horizon to propose where the text sets none.
PROPOSED_DAYS = 365
_CONDITION = re.compile(
    r"\b(?:if|unless|otherwise|provided|should .* then|in case)\b", re.IGNORECASE
)
# Words apart from names and dates that tell an act.
TELLING_WORDS = 2
_TIME = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|"
    r"summer|"
    r"autumn|winter|weeks?|months?|years?|end|before|after|again)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:better|worse|different\w*|history|remember\w*|regret\w*|forget\w*|forgotten|understand\w*|"
    r"underst\w+|know\w*|learn\w*|respect\w*|come (?:round|to see)|see (?:that|who|what)|matter\w*)\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\bbe (?:gone|over|lifted|dropped|ended|history|open(?:ed)?)\b|\bstand open\b",
    re.IGNORECASE,
)
# A measure that will be there as before: only its reversal would speak against it.
_STAYS = re.compile(
    r"\b(?:stay|remain|keep|be kept)\w* "
    r"(?:shut|closed|banned|blocked|sealed|suspended|barred|off the air|in (?:force|place))\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    rf"(?:{NEGATED.pattern})(?! only)|\b(?:will|would|shall) (?:hardly|scarcely|barely)\b"
    r"|\b(?:no|nobody|none|nothing|neither)\b(?: [\w’'-]+){0,5} (?:will|would|shall)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:by|before|until|till|within|no later than|ahead of|sooner|not outlast)\b|\bis out\b",
    re.IGNORECASE,
)
# "May" with a capital is a month.
_POSSIBILITY = re.compile(r"\b(?:may|[Mm]ight|[Cc]ould|[Cc]an|[Pp]ossibly|[Pp]erhaps)\b")


@dataclass(frozen=True, slots=True)
class Rule:
    """A prediction in the form the ledger keeps.

    Attributes:
        actors: who would act; recipients: toward whom (empty: anyone).
        classes: kinds of act that would count.
        deadline: the last day that counts; None if the text sets none.
        expects: "act" if one makes it come true, "none" if their absence does, "reading" if a person
            has to read the rows.
        missing: what the wording lacks to be resolvable.
        written: the rule in a person's words, if one wrote it.
    """

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    classes: frozenset[str]
    since: dt.date
    deadline: dt.date | None
    missing: tuple[str, ...]
    written: str = ""
    expects: Expects = "act"

    @property
    def is_resolvable(self) -> bool:
        """Whether the wording lacks nothing."""
        return not self.missing

    @property
    def acts(self) -> str:
        """The kinds of act in words."""
        return ", ".join(sorted(self.classes)).replace("_", " ") or "the act described"

    def words(self) -> str:
        """The rule in a sentence."""
        if self.written:
            return (
                f"YES if {self.written} (from {self.since} to {self.deadline or 'no day given'})."
            )
        toward = f" toward {' or '.join(self.recipients)}" if self.recipients else ""
        by = self.deadline or "a date that the text does not give"
        who = " or ".join(self.actors) or "an actor the text does not name"
        held = "no act" if self.expects == "none" else "an act"
        return f"YES if the record holds {held} ({self.acts}) by {who}{toward} from {self.since} to {by}."


def rule_of(statement: Statement, context: Context) -> Rule:
    """The rule that a prediction amounts to, with what its wording lacks.

    What a person wrote into `predictions.csv` goes before what the wording gives.
    """
    own = context.predictions.get(statement.id)
    if own and (own.act_class or own.expects == "reading"):
        return _persons(own, context)
    sides = sides_of(statement, context).states
    # A pronoun leaves open which of the sides would act.
    told = asked(statement, context)
    is_open = bool(sides) and sides[0] in told.guessed
    actors, recipients = (sides, sides) if is_open else (sides[:1], sides[1:])
    ways = [told.directions[c] for c in told.classes if c in told.directions]
    if any(way.is_open for way in ways):
        actors, recipients = sides, sides
    if ways and all(not way.actors and sides[0] in way.recipients for way in ways):
        actors, recipients = sides[1:], sides[:1]
    classes = _undone(statement.text, classes_in(statement.text))
    deadline = _deadline(statement, context)
    expects_none = _expects_none(statement.text)
    if expects_none:  # "will not come" foretells no refusal but no visit
        classes = classes - {"refusal"} or classes
    return Rule(
        actors=actors,
        recipients=recipients,
        classes=_counting(classes),
        since=_since(statement, context.written),
        deadline=deadline,
        missing=_missing(statement, actors, classes, deadline, context),
        expects="none" if expects_none else "act",
    )


def _expects_none(text: str) -> bool:
    """Whether a prediction is that an act stays away: "will not be lifted", "will stay shut"."""
    return bool(_NOT.search(text)) != bool(_STAYS.search(text))


def _undone(text: str, classes: frozenset[str]) -> frozenset[str]:
    """Of "the ban will be gone" the going of it, not the ban."""
    is_undone = "reversal" in classes or _GONE.search(text) or _STAYS.search(text)
    return frozenset({"reversal"}) if is_undone else classes


def _persons(own: CasePrediction, context: Context) -> Rule:
    by_reading = own.expects == "reading"
    told = frozenset((own.act_class or "").split("|")) & act_classes().keys()
    classes = frozenset[str]() if by_reading else told
    lacks = (
        "a deadline" if own.deadline is None else "",
        "an actor" if not own.actor else "",
        "an act that a record would show" if not (classes or by_reading) else "",
    )
    return Rule(
        actors=tuple((own.actor or "").split("|")) if own.actor else (),
        recipients=tuple((own.recipient or "").split("|")) if own.recipient else (),
        classes=classes,
        since=context.written,
        deadline=own.deadline,
        missing=tuple(lack for lack in lacks if lack),
        written=own.rule,
        expects=own.expects,
    )


def proposed(rule: Rule) -> str:
    """A wording with a date that could be resolved; empty if the text's own can."""
    if rule.is_resolvable:
        return ""
    by = rule.deadline or rule.since + dt.timedelta(days=PROPOSED_DAYS)
    who = " or ".join(rule.actors) or "[name the actor]"
    toward = f" toward {' or '.join(rule.recipients)}" if rule.recipients else ""
    acts = rule.acts if rule.classes else "[name an act that a record would show]"
    held = "no act" if rule.expects == "none" else "at least one act"
    return f"By {by}, the record holds {held} ({acts}) by {who}{toward}."


def _deadline(statement: Statement, context: Context) -> dt.date | None:
    if told := last_day_told(statement.text, context.written):
        return told
    date = statement.date or date_of(statement, context)
    if not date:
        return _day_of_the_feast(statement, context)
    last = Period.parse(date).last
    return last if last and last >= context.written else None


# "Before the fair": the day of the fair may stand in the words that follow ("which opens on 5 April").
_BEFORE_IT = re.compile(
    r"\b(?P<how>before|ahead of|by|until|till|in time for|no later than|on|at) "
    r"(?P<what>(?:the |our |their )?[\w’' -]{2,40})$",
    re.IGNORECASE,
)


def _day_of_the_feast(statement: Statement, context: Context) -> dt.date | None:
    """The last day of a prediction whose own words only name an occasion that the sentence then dates."""
    found = _BEFORE_IT.search(statement.text.rstrip(" .,;:"))
    if found is None:
        return None
    after = (s for s in context.beside(statement) if s.date and s.start >= statement.start)
    named = next((s for s in after if found["what"].casefold() in s.text.casefold()), None)
    start = Period.parse(named.date).last if named and named.date else None
    if start is None or start < context.written:
        return None
    is_before = found["how"].casefold() in ("before", "ahead of", "until", "till")
    return start - dt.timedelta(days=1) if is_before else start


def _since(statement: Statement, written: dt.date) -> dt.date:
    """The first day that counts: of "this summer" its first, of "by the summer" that of the text."""
    start = Period.parse(statement.date).start if statement.date else None
    return written if start is None or _BY.search(statement.text) else max(written, start)


def _counting(classes: frozenset[str]) -> frozenset[str]:
    """Acts that can come about; a state of affairs ("the crisis") is none."""
    return frozenset(name for name in classes if name != "tension" and name in act_classes())


def _missing(
    statement: Statement,
    actors: tuple[str, ...],
    classes: frozenset[str],
    deadline: dt.date | None,
    context: Context,
) -> tuple[str, ...]:
    lacks = [
        _lacking_deadline(statement, context.written) if deadline is None else "",
        "an actor" if not actors else "",
        ""
        if _counting(classes) or _is_told(statement, deadline, context)
        else "an act that a record would show",
        "a condition that can be dated" if _CONDITION.search(statement.text) else "",
        "a commitment: a possibility cannot fail" if _POSSIBILITY.search(statement.text) else "",
    ]
    return tuple(lack for lack in lacks if lack)


def _is_told(statement: Statement, deadline: dt.date | None, context: Context) -> bool:
    """Whether a dated prediction tells its act by words of its own, though none that is listed.

    Of one with a pronoun ("they will be empty") the sentence says what is meant.
    """
    if deadline is None or _VAGUE.search(statement.text):
        return False
    if things(statement.text):
        return True
    told = context.sentence(statement) if _PRONOUN.search(statement.text) else statement.text
    return len(telling_stems(told)) >= TELLING_WORDS


def telling_stems(text: str) -> frozenset[str]:
    """Stems of words that tell an act: neither time nor party."""
    return content_stems(_TIME.sub(" ", text)) - party_stems(text)


_PRONOUN = re.compile(r"\b(?:they|it|he|she|both) (?:will|shall|would)\b", re.IGNORECASE)


def _lacking_deadline(statement: Statement, written: dt.date) -> str:
    last = Period.parse(statement.date).last if statement.date else None
    return "a deadline that had not passed" if last and last < written else "a deadline"
