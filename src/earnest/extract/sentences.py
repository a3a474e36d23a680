"""Where a text's prose is: paragraphs and headings with exact offsets, markup left out.

`normalised` replaces characters one for one, so that an offset in the copy is an offset in
the text as given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Role = Literal["title", "heading", "prose", "item", "aside"]

_SPACES: Final = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u00ad\u1680\u180e\u2028\u2029\u202f\u205f\u3000\ufeff"
    + "".join(map(chr, range(0x2000, 0x2010)))
    + "".join(map(chr, range(0x202A, 0x202F)))
    + "".join(map(chr, range(0x2060, 0x2070)))
)
_COPY: Final = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        "―": "—",
    }
)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_LINE: Final = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK: Final = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_FRONT: Final = re.compile(r"\s*---[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,60}?---[ \t]*(?:\r?\n|$)")
_MARK: Final = re.compile(r"\s*(?:(#{1,6})\s+|([-*+•–·]|\d{1,3}[.)]|>+)\s+)?")
_SKIP: Final = re.compile(
    r"""\s*(?:
    (?:```|~~~|\|.*\||[-=*_#~\s.·•]{3,}$|!\[)                      # fences, tables, rules, pictures
    |(?:photo|image|picture|video|caption|figure|source|credit|illustration|map|chart)s?
      \s*(?:\d+\s*)?[:.(]
    |\W*(?:date\W+)?\d{4}-\d\d-\d\d\b.{0,80}$                         # a date line
    |\W*(?:by|от)\s+[A-Z]\S*(?:\s+\S+){0,6}\s*$                       # a byline
    |(?:published|posted|updated|last\s+updated|date|author|written\s+by|edited\s+by|title|tags?)
      \b\s*(?::|\bon\b|\d).{0,120}$
    |(?:\d{1,2}\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?
      \s+(?:\d{1,2},?\s+)?\d{4}\s*$
    |https?://\S+\s*$|\S+@\S+\s*$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_UPPER: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĻŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽ"
_MONTHS_SHORT: Final = r"[A-Z][a-z]{2,8}\.?"
_DATELINE: Final = re.compile(
    rf"\s*(?:\([A-Z]{{2,12}}\)|[A-Z][{_UPPER} .'-]{{2,40}}(?:,\s*[A-Za-z. ]{{1,30}})?"
    rf"(?:,\s*(?:{_MONTHS_SHORT}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTHS_SHORT})(?:,?\s+\d{{4}})?)?"
    r"(?:\s*\([^)]{2,30}\))?)\s*(?:—|–|--| - )\s*(?=\S)"
)
_LINK: Final = re.compile(r"!?\[([^\]\n]{0,300})\](?:\([^)\s]{0,500}\)|\[[^\]\n]{0,60}\])")
_FOOTNOTE: Final = re.compile(r"\[(?:\^\w{1,12}|\d{1,3})\]")
_EMPHASIS: Final = re.compile(r"\*\*|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|`|(?<!\w)_(?=\w)")
_CLOSED: Final = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")
_CUT: Final = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(]?[A-ZА-ЯЁ0-9])")
LONGEST: Final = 1500  # code points parsed in one piece: the parser's cost stays linear
_WRAPPED: Final = 50  # a line at least this long may go on in the next one
_HEADING_WORDS: Final = 14


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch `[start, end)` of the text and what it is; `aside` claims nothing."""

    start: int
    end: int
    role: Role


def normalised(text: str) -> str:
    """A copy of the same length: plain quotes, plain spaces, no control characters."""
    return _CONTROL.sub(" ", text.translate(_COPY))


def readable(text: str) -> str:
    """A normalised copy of the same length with inline markup blanked out."""
    copy = normalised(text)
    copy = _LINK.sub(_link_text, copy)
    copy = _FOOTNOTE.sub(_blank, copy)
    return _EMPHASIS.sub(_blank, copy)


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text in order, none longer than a parser takes in one piece."""
    found = list(_grouped(text, list(_lines(text))))
    if found and found[0].role == "heading":
        found[0] = Block(found[0].start, found[0].end, "title")
    return tuple(piece for block in found for piece in _pieces(text, block))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _link_text(found: re.Match[str]) -> str:
    before = found.start(1) - found.start()
    return " " * before + found[1] + " " * (len(found[0]) - before - len(found[1]))


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    role: Role
    after_gap: bool


def _lines(text: str) -> Iterator[_Line]:
    front = _FRONT.match(text)
    at, gap = (front.end() if front else 0), True
    while at < len(text):
        stop = _BREAK.search(text, at)
        end = stop.start() if stop else len(text)
        line = text[at:end]
        if line.strip():
            yield _line(line, at, after_gap=gap)
        gap = not line.strip()
        at = stop.end() if stop else end


def _line(line: str, at: int, *, after_gap: bool) -> _Line:
    if _SKIP.match(line[:400]):
        return _Line(at, at + len(line), "aside", after_gap)
    mark = _MARK.match(line)
    assert mark is not None  # every part of the pattern is optional
    dateline = _DATELINE.match(line[mark.end() : mark.end() + 200]) if not mark[1] else None
    start = at + mark.end() + (dateline.end() if dateline else 0)
    role: Role = "heading" if mark[1] else "item" if mark[2] else "prose"
    return _Line(start, at + len(line), role, after_gap)


def _grouped(text: str, lines: list[_Line]) -> Iterator[Block]:
    start: int | None = None
    for here, line in enumerate(lines):
        start = line.start if start is None else start
        following = lines[here + 1] if here + 1 < len(lines) else None
        if following and _goes_on(text, line, following):
            continue
        alone = start == line.start and (line.after_gap or line.role == "heading")
        apart = following is None or following.after_gap or following.role != "prose"
        yield Block(start, line.end, _role(text, line, alone=alone and (apart or _short(line))))
        start = None


def _short(line: _Line) -> bool:
    return line.end - line.start < _WRAPPED


def _goes_on(text: str, line: _Line, following: _Line) -> bool:
    if following.after_gap or following.role != "prose" or line.role in ("heading", "aside"):
        return False
    closed = bool(_CLOSED.search(text, max(line.start, line.end - 12), line.end))
    begins = text[following.start : following.end].lstrip(" \t\"'“‘«(")[:1]
    if closed:
        return not _short(line) and line.end - line.start < 2 * _WRAPPED
    return begins.islower() or not _short(line)


def _role(text: str, line: _Line, *, alone: bool) -> Role:
    if line.role != "prose" or not alone:
        return line.role
    words = text[line.start : line.end].split(maxsplit=_HEADING_WORDS + 1)
    open_end = not _CLOSED.search(text, max(line.start, line.end - 12), line.end)
    return "heading" if open_end and len(words) <= _HEADING_WORDS else "prose"


def _pieces(text: str, block: Block) -> Iterator[Block]:
    start = block.start
    while block.end - start > LONGEST:
        cuts = [m.end() for m in _CUT.finditer(text, start, start + LONGEST)]
        space = text.rfind(" ", start + 1, start + LONGEST)
        cut = cuts[-1] if cuts else space + 1 if space > start else start + LONGEST
        yield Block(start, cut, block.role)
        start = cut
    if text[start : block.end].strip():
        yield Block(start, block.end, block.role)
