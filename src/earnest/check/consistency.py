"""Consistency: does a text keep to its own rule, prove by what is to be proved, or deny what it says?"""

import re
from dataclasses import replace
from functools import lru_cache

from earnest.check import regularity
from earnest.check.answer import finding
from earnest.check.asked import acts_of, asked, denies
from earnest.check.circles import circle_in
from earnest.check.context import Context, shares_words
from earnest.check.domains import are_akin, none_of, things
from earnest.check.fit import BROAD_CLASSES
from earnest.check.granting import is_granted
from earnest.check.lookup import matches
from earnest.check.parties import parties
from earnest.check.universals import is_rule
from earnest.check.words import unquoted
from earnest.contract.finding import Finding, RowRef
from earnest.contract.text import Statement
from earnest.contract.words import Status
from earnest.extract.acts import classes_in, tone_of

CHECK = "consistency"
# Code points within which a rule and its exception are read together.
NEAR = 2_000
# Code points from the end of a rule within which "X is the exception" needs no act of its own; a bare
# "except X" says in its own sentence what it excepts from.
NEXT = 160
METHOD = (
    "A rule without exception beside a statement of the same holder that names one; two sentences each"
    " given as the ground of the other, or a disputed fact as the proof against those who dispute it;"
    " a denial and a statement of the text that one row of the record answers in opposite senses."
)
QUESTIONS: dict[Status, str] = {
    "exception_breaks_rule": "Does the text keep to its own rule?",
    "circular": "Is the proof made of what is to be proved?",
    "contradicts": "Does the text itself say what it denies?",
}
_EXCEPTION = re.compile(
    r"\b(?:the only \w+ (?:where|on which|in which|that)|(?:one|only|sole|single) exceptions?|"
    r"(?:is|are|was|were) (?:the|an) exceptions?|except(?:ion)?\b|with one exception|apart from|"
    r"other than|unless)\b",
    re.IGNORECASE,
)
_NO_EXCEPTION = re.compile(
    r"\b(?:no|not|never|without|nor|any)\b(?:\s+[\w’'-]+){0,2}\s+exceptions?\b", re.IGNORECASE
)
# Words that open a sentence which grants what speaks against the one before.
_GRANTS = re.compile(
    r"^\W*(?:true|granted|admittedly|to be sure|of course|certainly|yes)\b,?(?! to\b)|"
    r"^\W*(?:it is true|no doubt|I (?:grant|admit|know|concede))\b|"
    r"^\W*(?:but for|save for|apart from|except for|barring|leaving aside|not counting)\b|"
    r"^\W*(?:(?:only |just )?once\b|in (?:\w+ )?\d{4}\b).*\b(?:did|has|have|was|were)\W*$",
    re.IGNORECASE,
)
# The same in the midst of the sentence after a rule, and the "did" that insists: "it did open once, I grant".
_GRANTS_WITHIN = re.compile(
    r"[,;—–-] ?(?:I (?:grant|admit|concede|know|confess|own|allow)|it is true|true enough|granted|admittedly|"
    r"to be (?:fair|sure)|no doubt|one must (?:grant|admit))\b|"
    r"^\W*(?!what|why|how|who|when|where|which)(?:[\w’'-]+ ){1,4}?(?:did|has indeed|have indeed) "
    r"(?:once |indeed |after all )?"
    r"(?!(?:not|so|it|he|she|they|we|you|nothing|what|this|that|these|the|an?|its|their|our|his|her|more|"
    r"most|"
    r"never|no|all|only|business|well|in|on|by|for|to|at|with)\b|n[’']t)[a-z]+\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][”\"]?\s")
# Code points between a rule and the sentence that follows it at once.
AT_ONCE = 12
_OPENING = ('"', "“", "«", "‘")
_NO_RULES = frozenset({"prediction", "motive", "attribution", "quantity"})
_NAMED = re.compile(r"\bexceptions?\b", re.IGNORECASE)
_RULE = re.compile(r"\b(?:never|always|under no circumstances|without exception)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:never|not|neither|nor|\w+n[’']t|не|никогда)\b(?! (?:only|longer|merely|just))",
    re.IGNORECASE,
)
# "What was not closed": told is that there are such things, denied is nothing.
_FREE_RELATIVE = re.compile(
    r"\b(?:what(?:ever)?|who(?:ever)?|those (?:who|that|which)) [^,;:]*?\b(?:never|not|\w+n[’']t)\b",
    re.IGNORECASE,
)
_REFUTES = re.compile(
    r"\b(?:break|breaks|refut\w*|disprov\w*|rebut\w*|belie\w*|contradict\w*|shatter\w*|destroy\w*|"
    r"demolish\w*|"
    r"explod\w*|give the lie to|expos\w*) (?:\w+ ){0,4}(?:line|thesis|claim|story|theory|argument|version|"
    r"view|myth|legend|idea|notion|talk)\b",
    re.IGNORECASE,
)


def find(statement: Statement, context: Context) -> Finding | None:
    """What is wrong with a statement by the text alone, or by one row that answers two; else None."""
    return (
        _exception(statement, context)
        or _circular(statement, context)
        or _begged(statement, context)
        or _contradicted(statement, context)
        or _rule_broken(statement, context)
        or _untold_flow(statement, context)
        or _with_terms(statement, context)
    )


def _exception(statement: Statement, context: Context) -> Finding | None:
    led = _led(statement, context)
    if (
        _makes_one(statement.text)
        or _GRANTS.search(led)
        or _GRANTS_WITHIN.search(statement.text)
        or is_granted(statement, context)
    ):
        rule = next(
            (s for s in context.statements if _is_rule(s) and _excepts(statement, s, context)), None
        )
        return (
            _found(
                statement, "exception_breaks_rule",
                f"An exception to the text's own rule: “{rule.text}”.", context,
            )
            if rule
            else None
        )  # fmt: skip
    if not _is_rule(statement):
        return None
    exception = next((s for s in context.statements if _excepts(s, statement, context)), None)
    if exception is None:
        return None
    words = f"The text excepts from its own rule: “{exception.text}”."
    return _found(statement, "exception_breaks_rule", words, context)


def _is_rule(statement: Statement) -> bool:
    if statement.kind in _NO_RULES:
        return False
    return bool(_RULE.search(statement.text)) or is_rule(statement.text)


@lru_cache(maxsize=4_096)
def _makes_one(text: str) -> bool:
    """Whether a text makes an exception; "there is none" makes none."""
    return bool(_EXCEPTION.search(text)) and not _NO_EXCEPTION.search(text)


def _excepts(other: Statement, rule: Statement, context: Context) -> bool:
    if other.id == rule.id or other.holder != rule.holder:
        return False
    if _grants(other, rule, context) or _is_granted_at_once(other, rule, context):
        return True
    if not _makes_one(other.text):
        return False
    if 0 <= other.start - rule.end < NEXT and _NAMED.search(other.text):
        return True
    ruled, excepted = set(parties(rule).states), set(parties(other).states)
    whole = " ".join((other.text, *(s.text for s in context.beside(other))))
    is_near = abs(other.start - rule.start) < NEAR
    is_same_act = bool((classes_in(rule.text) & classes_in(whole)) - BROAD_CLASSES)
    return (
        is_near and is_same_act and (not excepted or bool(ruled & excepted) or whole != other.text)
    )


def _led(statement: Statement, context: Context) -> str:
    """A statement with the words of its sentence before it: "Yes, | the ban was lifted"."""
    sentence = context.sentence(statement)
    return sentence[: max(0, sentence.find(statement.text))] + statement.text


def _grants(other: Statement, rule: Statement, context: Context) -> bool:
    """Whether the sentence after a rule grants that its subject did otherwise: "True, we did once"."""
    gap = other.start - rule.end
    if 0 <= gap < NEXT and _GRANTS.search(_led(other, context)):
        return bool(set(parties(rule).states) & set(parties(other).states))
    return 0 < gap <= AT_ONCE and bool(_GRANTS_WITHIN.search(other.text))


def _is_granted_at_once(other: Statement, rule: Statement, context: Context) -> bool:
    """Whether a statement is put as granted in the sentence after a rule, or later in its own."""
    if other.start < rule.end or not is_granted(other, context):
        return False
    between = context.document.text[rule.end : other.start]
    return len(between) <= NEXT and len(_SENTENCE_END.findall(between)) <= 1


def _circular(statement: Statement, context: Context) -> Finding | None:
    """Two clauses of one sentence, each given as the ground, or the condition, of the other."""
    sentence = context.sentence(statement)
    found = circle_in(sentence)
    if found is None:
        return None
    return _found(statement, "circular", f"{found}: “{sentence.strip()}”.", context)


def _begged(statement: Statement, context: Context) -> Finding | None:
    """A disputed fact put forward as proof against those who dispute it."""
    if not _REFUTES.search(context.sentence(statement)):
        return None
    own = classes_in(statement.text)
    for thesis in context.statements:
        if thesis.holder in (statement.holder, "unknown") or thesis.kind != "thesis":
            continue
        if own & classes_in(thesis.text) and re.search(r"\bno\b", thesis.text):
            words = (
                f"The text takes as proof what the view it speaks against denies: “{thesis.text}”."
            )
            return _found(statement, "circular", words, context)
    return None


def _contradicted(statement: Statement, context: Context) -> Finding | None:
    """A denial, where another statement of the text is borne out by the row that speaks against it."""
    told = _FREE_RELATIVE.sub("", unquoted(statement.text))
    if statement.kind in _NO_RULES or not _DENIED.search(told):
        return None
    if _is_quoted(statement, context) or not denies(statement.text, classes_in(statement.text)):
        return None
    against = _rows(statement, context)
    classes = classes_in(unquoted(statement.text)) - BROAD_CLASSES
    if "reversal" in classes:  # "was never lifted" denies the lifting, not the ban
        classes = frozenset({"reversal"})
    for other in context.statements:
        if other.id == statement.id or other.holder != statement.holder or not against:
            continue
        if (
            not classes & classes_in(other.text)
            or other.kind in _NO_RULES
            or other.kind == "prediction"
            or _DENIED.search(other.text)
            or shares_words(other, statement)
            or not asked(other, context).is_dated
        ):
            continue
        if shared := against & _best_rows(other, context):
            words = f"The text says elsewhere: “{other.text}”; the record bears that out."
            return _found(
                statement, "contradicts", words, context, rows=sorted(shared, key=lambda r: r.id)
            )
    return None


def _is_quoted(statement: Statement, context: Context) -> bool:
    """Whether a statement stands in quotation marks: words of others, which the text may mean to refute."""
    return context.document.text[max(0, statement.start - 1) : statement.start] in _OPENING


def _rule_broken(statement: Statement, context: Context) -> Finding | None:
    """A rule, where another statement of the same voice tells of an act that breaks it."""
    if not is_rule(unquoted(statement.text)) or statement.kind in _NO_RULES or statement.date:
        return None
    if _is_quoted(statement, context):
        return None
    found = regularity.find(statement, context)
    if found is None or found.status != "counterexamples":
        return None
    against = {row for row in found.rows if row.table == "events"}
    for other in context.statements:
        if other.holder != statement.holder or other.kind in _NO_RULES:
            continue
        if shares_words(other, statement) or not asked(other, context).is_exact:
            continue
        if shared := sorted(against & _best_rows(other, context), key=lambda r: r.id):
            words = f"The text itself tells of the contrary: “{other.text}”."
            return _found(statement, "contradicts", words, context, rows=shared)
    return None


_NO_TERMS = re.compile(
    r"\b(?:never|not|no|nor|without)\b[^.;]{0,40}\b(?:pre)?(?:conditions?|strings)\b|\bunconditional\w*",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"\b(?:they|it|he|she|you|[A-Z]\w+|(?:the|their|its|his|her) \w+) (?:only|merely|simply|just|first) "
    r"(?:have|has|need|needs) to\b|\bneed only\b|\bhas only to\b|\bhave only to\b|\bmust first\b|"
    r"\bon (?:the |one |a )?conditions? (?:that|of)\b|\bour (?:only |one )?condition\b|\bprovided that\b"
)


def _with_terms(statement: Statement, context: Context) -> Finding | None:
    """A claim that nothing is made a condition, where the same voice names one."""
    if statement.kind in _NO_RULES or _is_quoted(statement, context):
        return None
    if not _NO_TERMS.search(statement.text):
        return None
    other = next(
        (
            s
            for s in context.statements
            if s.holder == statement.holder
            and not shares_words(s, statement)
            and _TERMS.search(s.text)
            and not _NO_TERMS.search(s.text)
        ),
        None,
    )
    if other is None:
        return None
    words = f"The text itself names a condition: “{other.text}”."
    return _found(statement, "contradicts", words, context)


# "Have been rolling again", "has made the journey": what holds on the day of the text.
_HOLDS_NOW = re.compile(r"\b(?:has|have)\b", re.IGNORECASE)
_NEVER = re.compile(r"\b(?:never|not once|under no circumstances)\b", re.IGNORECASE)


def _untold_flow(statement: Statement, context: Context) -> Finding | None:
    """By the words of the text alone: what it denies of planes, goods, envoys it tells elsewhere."""
    if statement.kind in _NO_RULES or not things(statement.text):
        return None
    if _is_quoted(statement, context):
        return None
    other = next((s for s in _denials(context) if _tells_contrary(s, statement)), None)
    if other is None:
        return None
    words = f"The text itself tells of the contrary: “{other.text}”."
    return _found(statement, "contradicts", words, context)


def _denials(context: Context) -> tuple[Statement, ...]:
    """The claims of a text that there was none of something: few, and asked for by every statement."""
    known = context.worked_out
    if "denials" not in known:
        known["denials"] = tuple(s for s in context.statements if none_of(s.text))
    found = known["denials"]
    assert isinstance(found, tuple)
    return found


def _tells_contrary(other: Statement, statement: Statement) -> bool:
    """Whether another claim says that there was none of what a claim says goes on, or is not stopped."""
    if other.id == statement.id or other.holder != statement.holder or other.kind == "prediction":
        return False
    if other.kind == "motive" or tone_of(classes_in(other.text)) == "conflict":
        return False  # "not one visa was refused" denies no flow
    if not are_akin(none_of(other.text), things(statement.text)):
        return False
    if _NEVER.search(statement.text) and not acts_of(statement.text) - BROAD_CLASSES:
        return bool(set(parties(other).states) & set(parties(statement).states))
    is_denied = bool(_DENIED.search(statement.text) or none_of(statement.text))
    goes_on = "reversal" in classes_in(statement.text) and not is_denied
    return goes_on and bool(_HOLDS_NOW.search(statement.text) and _HOLDS_NOW.search(other.text))


def _rows(statement: Statement, context: Context) -> frozenset[RowRef]:
    """Sourced rows that tell of the act of a statement, whether it affirms or denies it."""
    question = replace(asked(statement, context), is_reversal=False)
    return frozenset(
        m.ref
        for m in matches(question, context)
        if m.is_sourced and not m.differs and "kind of act" in m.reason
    )


def _best_rows(statement: Statement, context: Context) -> frozenset[RowRef]:
    """Those of the rows that fit the statement best: what it tells of, not what is merely like it."""
    found = [m for m in matches(asked(statement, context), context) if not m.differs]
    best = max((m.score for m in found), default=0.0)
    return frozenset(m.ref for m in found if m.score == best)


def _found(
    statement: Statement,
    status: Status,
    words: str,
    context: Context,
    *,
    rows: list[RowRef] | None = None,
) -> Finding:
    return finding(
        CHECK,
        statement,
        context,
        question=QUESTIONS[status],
        status=status,
        words=words,
        method=METHOD,
        query="none: from the text alone",
        rows=rows or [],
    )
