"""Motive and rhetoric: nothing a record could weigh. They are set aside, and said to be."""

from earnest.check.answer import finding
from earnest.check.context import Context
from earnest.contract.finding import Finding
from earnest.contract.text import Statement


def find_motive(statement: Statement, context: Context) -> Finding | None:
    """A motive set aside, with whose motive it is and who ascribes it."""
    whose = statement.explained or "an actor not named"
    return finding(
        "motive",
        statement,
        context,
        question="Can a record weigh this motive?",
        status="set_aside",
        words=(
            f"A motive that {_ascriber(statement)} ascribes to {whose}. No record can weigh a motive;"
            " what was done and said is checked elsewhere in the docket."
        ),
        method="By the kind of statement: motives are set aside, whoever ascribes them.",
        query="none: decided by the kind of statement",
    )


def find_rhetoric(statement: Statement, context: Context) -> Finding | None:
    """Rhetoric set aside."""
    return finding(
        "rhetoric",
        statement,
        context,
        question="Is there anything here that a record could show?",
        status="set_aside",
        words="Praise, blame, label, question or proverb: nothing in it to check.",
        method="By the kind of statement.",
        query="none: decided by the kind of statement",
    )


def _ascriber(statement: Statement) -> str:
    return "the author" if statement.holder == "author" else statement.holder
