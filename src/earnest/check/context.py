"""What a check may look at: one text, its statements, and the record as known on one day."""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from earnest.case.model import CasePrediction
from earnest.check.home import home_by_record
from earnest.check.parties import all_names, parties, side
from earnest.check.words import content_stems
from earnest.contract.finding import RowRef
from earnest.contract.rows import Measure, Statistic
from earnest.contract.text import Document, Statement
from earnest.extract.gazetteer import Gazetteer
from earnest.store.view import View

# A word in more labels of series than this tells them apart less.
MOST_LABELS = 3
_STOP = re.compile(r"[.!?][”\"’)]*\s+(?=[^a-z])|\n\s*\n")


def shares_words(one: Statement, other: Statement) -> bool:
    """Whether two statements overlap in the text."""
    return one.start < other.end and other.start < one.end


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
    def worked_out(self) -> dict[Hashable, object]:
        """What checks of several kinds need of one statement, kept for as long as the context."""
        return {}

    @cached_property
    def focus(self) -> tuple[str, ...]:
        """The two states named together most often, then the others by how often they are named."""
        named = [
            [one for one in parties(s).states if Gazetteer.load().is_state(one)]
            for s in self.statements
        ]
        together = Counter(pair for states in named for pair in combinations(sorted(states), 2))
        often = Counter(state for states in named for state in states)
        # Of states named as often the one named first: the order of codes would favour a side.
        first = {state: -place for place, state in enumerate(often)}
        pair = max(
            together,
            key=lambda p: (together[p], often[p[0]] + often[p[1]], first[p[0]] + first[p[1]]),
            default=(),
        )
        leading = sorted(pair, key=lambda state: (-often[state], -first[state]))
        if self.home is not None:
            leading = [often.most_common(1)[0][0], self.home]
        rest = (state for state, _ in often.most_common() if state not in leading)
        return (*leading, *rest)

    @cached_property
    def home(self) -> str | None:
        """The state that "we" means in a text that never names it, if the record tells."""
        named = Counter(
            state
            for s in self.statements
            for state in parties(s).states
            if Gazetteer.load().is_state(state)
        )
        return home_by_record(named, (s.text for s in self.statements), self.view)

    def sentence(self, statement: Statement) -> str:
        """The sentence or sentences that a statement stands in."""
        start, end = self._sentence(statement)
        return self.document.text[start:end]

    def beside(self, statement: Statement) -> tuple[Statement, ...]:
        """The other statements of the same sentence, those that share words with it first."""
        start, end = self._sentence(statement)
        near = [
            s for s in self.statements
            if s.start < end and start < s.end and s.id != statement.id
        ]  # fmt: skip
        return tuple(sorted(near, key=lambda s: (not shares_words(s, statement), s.start)))

    def _sentence(self, statement: Statement) -> tuple[int, int]:
        """Where the sentence of a statement begins and ends."""
        stops = self._stops
        before, after = bisect_right(stops, statement.start), bisect_left(stops, statement.end)
        start = stops[before - 1] if before else 0
        return start, stops[after] if after < len(stops) else len(self.document.text)

    @cached_property
    def _stops(self) -> list[int]:
        """Where sentences begin, but for the first."""
        return [m.end() for m in _STOP.finditer(self.document.text)]

    def takes_sides(self, party: str) -> bool:
        """Whether a party is a state, or a union that acts or is acted upon in the record."""
        if Gazetteer.load().is_state(party):
            return True
        return Gazetteer.load().is_union(party) and (
            party in self._measures_of
            or bool(self.view.count_events(actors=all_names((party,))))
            or bool(self.view.count_events(recipients=all_names((party,))))
        )

    def measures_among(self, states: Iterable[str]) -> tuple[Measure, ...]:
        """Measures between two of the states, by id; of one state, those by it and against it."""
        sides = frozenset(states)
        found = self.measures_with(sides)
        return tuple(
            m for m in found if len(sides) == 1 or {side(m.sender), side(m.target)} <= sides
        )

    def measures_with(self, states: Iterable[str]) -> tuple[Measure, ...]:
        """Measures by any of the states or against it, by id."""
        found = {m.measure_id: m for s in states for m in self.view.measures_by_party.get(s, ())}
        return tuple(found[measure_id] for measure_id in sorted(found))

    def statistics_of(self, states: Iterable[str]) -> tuple[Statistic, ...]:
        """The values of series of any of the states, in the order of the states."""
        return tuple(
            v
            for state in dict.fromkeys(states)
            for v in self.view.statistics_by_country.get(state, ())
        )

    @cached_property
    def _statistics_of(self) -> dict[str, list[Statistic]]:
        found: dict[str, list[Statistic]] = {}
        for value in self.view.statistics:
            found.setdefault(side(value.country), []).append(value)
        return found

    @cached_property
    def rare_label_stems(self) -> frozenset[str]:
        """Stems that stand in the labels of at most three series."""
        labels = {v.label for v in self.view.statistics}
        often = Counter(stem for label in labels for stem in content_stems(label))
        return frozenset(stem for stem, n in often.items() if n <= MOST_LABELS)

    @cached_property
    def _measures_of(self) -> dict[str, list[Measure]]:
        found: dict[str, list[Measure]] = {}
        for measure in self.view.measures:
            for party in dict.fromkeys((side(measure.sender), side(measure.target))):
                found.setdefault(party, []).append(measure)
        return found

    @cached_property
    def by_id(self) -> dict[str, Statement]:
        """The statements by id."""
        return {statement.id: statement for statement in self.statements}
