"""The one screen that the terminal shows after an assessment."""

import os
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Final

from earnest.contract.report import Forecast, Report
from earnest.contract.words import Status
from earnest.report import wording
from earnest.report.docket import Docket
from earnest.report.legend import Sign, sign
from earnest.report.outside_text import ascii_only as as_ascii
from earnest.report.outside_text import on_one_line
from earnest.report.reach import reach_words

LINES: Final = 40
_NARROWEST: Final = 40
_LABELLED: Final = 14
_RESOLVABLE_NOT: Final[tuple[Status, ...]] = ("not_resolvable_as_written",)


def render_summary(
    report: Report,
    *,
    width: int,
    ascii_only: bool,
    elapsed_seconds: float | None,
    files: Sequence[str],
) -> str:
    """The report on one screen: at most 40 lines, none wider than `width` columns.

    Args:
        report: what is summed up.
        width: columns of the terminal; below 40 it is taken as 40.
        ascii_only: write glyphs and typographic signs in ASCII.
        elapsed_seconds: printed at the end; None where runs must be identical.
        files: names of what was written, printed at the end.
    """
    columns = max(width, _NARROWEST)
    docket = Docket(report)
    head = list(_head(report, columns))
    tail = list(_tail(report, columns, elapsed_seconds, files))
    room = LINES - len(head) - len(tail)
    body = list(_findings(report, docket, columns, room))
    lines = head + body + tail
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    return _fitted(as_ascii(text), columns) if ascii_only else text


def _fitted(text: str, width: int) -> str:
    """ASCII forms may be longer than the signs they stand for: lines are folded again."""
    lines: list[str] = []
    for line in text.splitlines():
        lines += [line] if len(line) <= width else _folded(line, width)
    return "\n".join(lines[:LINES]) + "\n"


def _folded(line: str, width: int) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.wrap(line, width, subsequent_indent=indent + "  ")


def _head(report: Report, width: int) -> Iterator[str]:
    state = "reviewed" if report.reviewed else "unreviewed"
    date = f"{state} · as of {report.as_of}"
    question = on_one_line(report.question)
    if len(question) + len(date) + 3 <= width:
        yield f"{question}{date:>{width - len(question)}}"
    else:
        yield from _cut(textwrap.wrap(question, width), 3, width)
        yield date
    size = f"{wording.text_words(report)} · {wording.record_words(report)}"
    yield from _cut(textwrap.wrap(on_one_line(size), width), 2, width)
    yield from textwrap.wrap(wording.disclaimer(report), width)
    yield from textwrap.wrap(reach_words(report), width)
    yield ""


def _findings(report: Report, docket: Docket, width: int, room: int) -> Iterator[str]:
    heading = _indented("What the record holds about what the text stands on", width, 2)
    yield from heading
    left = room - len(heading) - 2  # an empty line, and one that says more followed
    shown = 0
    leading = docket.headlines(report)
    for entry, finding in leading:
        its = sign(finding.status)
        answer = on_one_line(wording.answer_words(finding, its.word))
        lines = list(_pair(its, entry.statement.text, answer, width))
        if len(lines) > left:
            break
        shown, left = shown + 1, left - len(lines)
        yield from lines
    if not leading:
        yield "  – no finding heads this report"
    elif shown < len(leading):
        yield f"  … {len(leading) - shown} more in the report"
    yield ""


def _pair(its: Sign, quote: str, answer: str, width: int) -> Iterator[str]:
    """The quote at the left and the answer at the right, or below it on a narrow screen."""
    if width < 80:
        yield f"  {its.glyph} “{wording.shortened(on_one_line(quote), width - 6)}”"
        yield from _cut(_indented(answer, width, 4), 3, width)
        return
    left = min(40, width // 3)
    quoted = "“" + wording.shortened(on_one_line(quote), 2 * left - 12) + "”"
    quotes = _cut(textwrap.wrap(quoted, left - 6), 2, left - 6)
    answers = _cut(textwrap.wrap(answer, width - left), 3, width - left)
    for i in range(max(len(quotes), len(answers))):
        glyph = its.glyph if i == 0 else " "
        at_left = quotes[i] if i < len(quotes) else ""
        at_right = answers[i] if i < len(answers) else ""
        yield f"  {glyph} {at_left:<{left - 4}}{at_right}"


def _tail(
    report: Report, width: int, elapsed_seconds: float | None, files: Sequence[str]
) -> Iterator[str]:
    yield from _labelled("Predictions", _predictions(report.forecasts), width)
    yield from _labelled("Silences", _silences(report), width)
    yield from _labelled("Wanted", _wanted(report), width)
    if report.differences:
        n = wording.counted(len(report.differences), "change")
        yield from _labelled("Changed", f"{n} against the earlier report", width)
    ends = [on_one_line(_named(files))]
    ends.append("" if elapsed_seconds is None else f"{elapsed_seconds:.1f} s")
    last = "   ".join(end for end in ends if end)
    if last:
        yield ""
        yield from _cut(_indented(last, width, 2), 3, width)


def _named(files: Sequence[str]) -> str:
    """The files by name, after the folder they share; a folder inside it stands for its files."""
    paths = [PurePath(file) for file in files]
    if not paths:
        return ""
    home = min((path.parent for path in paths), key=lambda folder: len(folder.parts))
    if not all(path.is_relative_to(home) for path in paths):
        return " · ".join(files)
    inside = [path.relative_to(home) for path in paths]
    names = dict.fromkeys(p.name if len(p.parts) == 1 else f"{p.parts[0]}/" for p in inside)
    folder = "" if home == PurePath() else f"{home}{os.sep} "
    return folder + " · ".join(names)


def _labelled(label: str, words: str, width: int) -> list[str]:
    if not words:
        return []
    indent = 2 + _LABELLED
    lines = _indented(words, width, indent)
    lines[0] = f"  {label:<{_LABELLED}}" + lines[0][indent:]
    return _cut(lines, 4, width)


def _predictions(forecasts: Sequence[Forecast]) -> str:
    if not forecasts:
        return ""
    able = [f for f in forecasts if f.status not in _RESOLVABLE_NOT]
    parts = [f"{len(able)} of {len(forecasts)} resolvable as written"]
    parts += [_resolvable(forecast) for forecast in able[:2]]
    unable = len(forecasts) - len(able)
    if unable:
        which = "1 lacks" if unable == 1 else f"{unable} lack"
        parts.append(f"{which} a deadline, an actor or a test: see the proposed wordings")
    return on_one_line("; ".join(parts))


def _resolvable(forecast: Forecast) -> str:
    by = f" by {forecast.deadline}" if forecast.deadline else ""
    rule = wording.shortened(forecast.rule, 80)
    words = f"{rule}{by}: {sign(forecast.status).word}"
    if forecast.p is not None:
        return f"{words} ({wording.probability(forecast)})"
    if forecast.base_rate is not None:
        return f"{words} (base rate {wording.base_rate(forecast)})"
    return words


def _silences(report: Report) -> str:
    ranked = sorted(report.silences, key=lambda silence: silence.rank)
    return on_one_line(" · ".join(wording.shortened(s.reason, 90) for s in ranked[:4]))


def _wanted(report: Report) -> str:
    n = len(report.wanted)
    if not n:
        return ""
    return f"{wording.counted(n, 'kind')} of rows that this record lacks: see wanted.csv"


def _indented(words: str, width: int, indent: int) -> list[str]:
    pad = " " * indent
    return textwrap.wrap(words, width, initial_indent=pad, subsequent_indent=pad) or [pad]


def _cut(lines: list[str], most: int, width: int) -> list[str]:
    """At most so many lines; the last one says that more followed."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    return [*lines[: most - 1], last[: width - 2].rstrip() + " …"]
