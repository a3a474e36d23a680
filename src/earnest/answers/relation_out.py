"""A relation as text, CSV, JSON and a picture."""

import datetime as dt

from earnest.answers.printed import answer_csv, columns
from earnest.answers.relation import RelationAnswer
from earnest.answers.relation_weeks import Week
from earnest.answers.turn_label import METHOD_NAMES
from earnest.report.figures import standalone_svg
from earnest.report.relation_chart import DrawnTurn, DrawnWeek, relation_spec

MOST_WEEKS = 52
_UNITS = (
    "acts a week from its Monday; coop and conf: of cooperation and of conflict; all pairs: acts on"
    " record between any states\nshare: of conflict among the pair's acts; surprise in nats (6.9:"
    " one in a thousand); methods: how many of 3 see a turn"
)
_HEADER = (
    "week", "side", "verbal_cooperation", "material_cooperation", "verbal_conflict",
    "material_conflict", "acts", "acts_of_all_pairs", "conflict_share", "surprise_nats", "methods",
)  # fmt: skip


def relation_text(answer: RelationAnswer) -> str:
    """What is seen, the turns, and the last weeks."""
    return "\n".join([*_head(answer), *_turns(answer), *_weeks(answer)]) + "\n"


def relation_csv(answer: RelationAnswer) -> str:
    """A row for each week and direction; share and surprise are empty below the gate."""
    names = {
        "a_to_b": f"{answer.a}>{answer.b}",
        "b_to_a": f"{answer.b}>{answer.a}",
        "both": "both",
    }
    return answer_csv(
        _HEADER,
        (
            (
                week.first, names[week.side], *week.quads, week.events, week.exposure,
                week.conflict_share, week.surprise, "|".join(week.methods),
            )
            for week in answer.weeks
        ),
    )  # fmt: skip


def relation_svg(answer: RelationAnswer) -> str:
    """The picture: acts of both by week, turns that two methods see, surprise."""
    both = [week for week in answer.weeks if week.side == "both"]
    spec = relation_spec(
        [DrawnWeek(week.first, week.quads, week.surprise) for week in both],
        [DrawnTurn(t.first, t.last, len(t.methods)) for t in answer.turns if len(t.methods) > 1],
        title=f"{answer.a} and {answer.b}, {answer.since} to {answer.until}",
        words=f"{answer.status.replace('_', ' ')}: {answer.words}",
    )
    return standalone_svg(spec) + "\n"


def _head(answer: RelationAnswer) -> list[str]:
    left_out = f", {answer.left_out} coarser or from memory" if answer.left_out else ""
    lines = [
        f"{answer.a} and {answer.b}, {answer.since} to {answer.until}, as of {answer.as_of}",
        f"  {answer.status}: {answer.words}",
        f"  coverage: {answer.coverage}; {answer.events} acts known to the day{left_out}",
    ]
    if answer.coverage != "selected":
        lines[-1] += (
            f"; {answer.events_per_month:.1f} a month over the last year (gate {answer.needed:.0f})"
        )
    return lines


def _turns(answer: RelationAnswer) -> list[str]:
    if not answer.turns:
        return []
    lines = ["", "turns (methods that see them at some time; detected turns are no facts)"]
    for turn in answer.turns:
        names = ", ".join(METHOD_NAMES[name] for name in turn.methods)
        end = "going on" if turn.is_open else f"to {turn.last}"
        lines.append(f"  {turn.first} {end}: {len(turn.methods)} of 3 ({names})")
    return lines


def _weeks(answer: RelationAnswer) -> list[str]:
    weeks: dict[dt.date, dict[str, Week]] = {}
    for week in answer.weeks:
        weeks.setdefault(week.first, {})[week.side] = week
    if answer.coverage == "selected":  # no row is no zero there
        weeks = {first: sides for first, sides in weeks.items() if sides["both"].events}
    last = list(weeks.items())[-MOST_WEEKS:]
    header = (
        "week", f"{answer.a}>{answer.b} coop", "conf", f"{answer.b}>{answer.a} coop", "conf",
        "all pairs", "share", "surprise", "methods",
    )  # fmt: skip
    rows = [
        (
            first, *_coop_conf(sides["a_to_b"]), *_coop_conf(sides["b_to_a"]),
            sides["both"].exposure, _short(sides["both"].conflict_share, 2),
            _short(sides["both"].surprise, 1), len(sides["both"].methods) or None,
        )
        for first, sides in last
    ]  # fmt: skip
    earlier = len(weeks) - len(last)
    note = [f"(weeks before these: {earlier:,}; --format csv has all)"] if earlier else []
    return ["", _UNITS, *_left_out(answer), *columns(header, rows), *note] if rows else []


def _left_out(answer: RelationAnswer) -> list[str]:
    is_selected = answer.coverage == "selected"
    return ["weeks without an act on record are left out"] if is_selected else []


def _coop_conf(week: Week) -> tuple[int, int]:
    return sum(week.quads[:2]), sum(week.quads[2:])


def _short(value: float | None, digits: int) -> str | None:
    return None if value is None else f"{value:.{digits}f}"
