"""Which questions the words of a statement call for, whatever kind of statement it was taken for."""

import re
from collections.abc import Iterator

from earnest.check.asked import acts_of, asked, date_of
from earnest.check.attribution import TO_A_MAN
from earnest.check.computed import is_computed
from earnest.check.context import Context
from earnest.check.duration import length_of_time
from earnest.check.exclusive import claims_alone
from earnest.check.figures import read_figures
from earnest.check.fit import BROAD_CLASSES
from earnest.check.flows import flows_told
from earnest.check.longest import claims_longest
from earnest.check.motives import ascribes_a_motive
from earnest.check.one_mind import claims_one_mind
from earnest.check.proportions import proportion_claimed
from earnest.check.ratios import ratio_claimed
from earnest.check.set_against import sides_compared
from earnest.check.speakers import names_a_holder
from earnest.check.stances import group_meant
from earnest.check.trends import trend_claimed
from earnest.check.universals import is_rule
from earnest.contract.text import Statement
from earnest.contract.words import Kind

_AHEAD = re.compile(r"\b(?:will|shall|would|going to|won[’']t)\b", re.IGNORECASE)
_SAYS = re.compile(
    r"\b(?:call(?:s|ed)? (?:it|this|him|her|them)|sa(?:y|ys|id)|believ\w+|think\w*|claim\w*|insist\w*|"
    r"agree[sd]? that|hold(?:s)? that|sp(?:oke|eaks) of|talk(?:s|ed) of|confirm(?:s|ed)|conced(?:es|ed)|"
    r"admit(?:s|ted)|"
    r"declar(?:es|ed)|announc(?:es|ed) that|prais(?:es|ed)|condemn(?:s|ed)|regret(?:s|ted))\b",
    re.IGNORECASE,
)


def readings(statement: Statement, context: Context) -> Iterator[tuple[str, Kind]]:
    """The checks that a statement calls for by its words, each with the kind that it is then read as."""
    text = statement.text
    if _tells_an_act(statement, context):
        yield "event", "event"
    if (
        statement.quantity
        or _counts_something(statement, context)
        or flows_told(context.sentence(statement))
    ):
        yield "quantity", "quantity"
        yield "ratio", "quantity"
    if is_rule(text):
        yield "regularity", "regularity"
    yield "consistency", "regularity" if is_rule(text) else "thesis"
    if claims_alone(text):
        yield "specificity", "event"
    if claims_longest(text) or is_computed(text):
        yield "comparison", "comparison"
    if _may_report(statement, context):
        yield "attribution", "attribution"
    if statement.kind not in ("motive", "prediction") and ascribes_a_motive(statement, context):
        yield "motive", "motive"


def _counts_something(statement: Statement, context: Context) -> bool:
    """Whether the words hold a number that a record may hold; what is yet to come none can."""
    text = statement.text
    if statement.kind == "prediction":
        return False
    if read_figures(text) or length_of_time(text) or is_computed(text):
        return True
    if ratio_claimed(text) or proportion_claimed(text) or trend_claimed(text):
        return True
    return sides_compared(statement, context) is not None


def _tells_an_act(statement: Statement, context: Context) -> bool:
    """Whether a statement of another kind tells of something done: of a dated act, or of a known one."""
    if statement.kind == "motive" or _AHEAD.search(statement.text):
        return False
    if date_of(statement, context) or asked(statement, context).begins:
        return True
    return statement.kind != "rhetoric" and bool(acts_of(statement.text) - BROAD_CLASSES)


def _may_report(statement: Statement, context: Context) -> bool:
    """Whether a statement of another kind tells what somebody says or thinks.

    An office or a group by which the record holds texts speaks where it gives its word "that …", or
    where all of it are said to be of one mind.
    """
    if statement.kind in _MAY_SAY and _SAYS.search(statement.text):
        return True
    is_told = statement.kind not in ("motive", "prediction")
    if is_told and (group_meant(statement) or claims_one_mind(statement.text)):
        return True
    if statement.kind == "motive" or not names_a_holder(statement, context):
        return False
    return bool(_THAT.search(statement.text) or TO_A_MAN.search(statement.text))


_MAY_SAY = ("rhetoric", "thesis", "event", "quantity", "comparison")
_THAT = re.compile(r"\w+ that \w+ \w+", re.IGNORECASE)
