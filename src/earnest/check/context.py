"""What a check may look at: one text, its statements, and the record as known on one day."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from earnest.case.model import CasePrediction
from earnest.check.parties import parties
from earnest.contract.finding import RowRef
from earnest.contract.text import Document, Statement
from earnest.extract.gazetteer import Gazetteer
from earnest.store.view import View


@dataclass(frozen=True)
class Context:
    """One text under examination, beside the record.

    Attributes:
        document: its date is known; without one nothing can be assessed.
        statements: of this text, in order.
        view: the record as known at `as_of`.
        given: rows that a person put in the place of those found; then only these answer.
        predictions: how a person wants predictions resolved, by statement id.
    """

    document: Document
    statements: tuple[Statement, ...]
    view: View
    given: tuple[RowRef, ...] = ()
    predictions: Mapping[str, CasePrediction] = field(default_factory=dict)

    @property
    def written(self) -> dt.date:
        """The date of the text."""
        if self.document.date is None:
            raise ValueError(f"the document {self.document.id!r} has no date")
        return self.document.date

    @cached_property
    def focus(self) -> tuple[str, ...]:
        """The two states named together most often, then the others by how often they are named."""
        named = [
            [side for side in parties(s).states if Gazetteer.load().is_state(side)]
            for s in self.statements
        ]
        together = Counter(pair for states in named for pair in combinations(sorted(states), 2))
        often = Counter(state for states in named for state in states)
        pair = max(together, key=lambda p: (together[p], often[p[0]] + often[p[1]], p), default=())
        leading = sorted(pair, key=lambda state: -often[state])
        rest = (state for state, _ in often.most_common() if state not in pair)
        return (*leading, *rest)

    @cached_property
    def by_id(self) -> dict[str, Statement]:
        """The statements by id."""
        return {statement.id: statement for statement in self.statements}
