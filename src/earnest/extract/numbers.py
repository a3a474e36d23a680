"""Numbers in running English text, in digits and in words, with their magnitudes.

`1,960`, `1.1 million`, `12.4bn`, `1,5 million`, `forty-two`, `two hundred and six`,
`half a million`, `a dozen`, `two and a half`. Ordinals, dates in digits, model names
(`Mi-24`), clock times and numbers of more than 18 digits are none. Reading is one pass over maximal
runs, so it takes time linear in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ONE_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TWENTY_TO_NINETY = "twenty thirty forty fifty sixty seventy eighty ninety"
_SUFFIXES = "m km kms mm cm kg t kt mt g mw gw kwh mwh gwh twh bcm ha mph pc"

ONES = {word: value for value, word in enumerate(_ONE_TO_NINETEEN.split())}
TENS = {word: 10 * value for value, word in enumerate(_TWENTY_TO_NINETY.split(), start=2)}
MAGNITUDES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 10**3, "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12}
_SCALES = MAGNITUDES | _SHORT
_UNIT_SUFFIXES = frozenset(_SUFFIXES.split())
_CURRENCY_SIGNS = "$€£¥₽₴₺₹₩₾₼₸₪"

GAP = r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]{1,4}"
_RUN = re.compile(r"[0-9](?:[0-9.,\u00a0\u202f'’]*[0-9])?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([,'’\u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_COMMA_DECIMAL = re.compile(r"[0-9]+,[0-9]{1,2}")
_LETTERS = re.compile(r"[^\W\d_]{1,12}")
_SCALE_AFTER = re.compile(
    rf"(?:{GAP}|[-‑])?(thousand|million|billion|trillion|bn|bln|mn|mln|tn|k)(?![\w])", re.IGNORECASE
)
_MILLION_SIGN = re.compile(r"m(?!\w)")
_COUNTED_MILLION = re.compile(rf"m(?={GAP}(?!(?:was|is|has|its|this|as|across)\b)[a-z]{{3,20}}s\b)")
_WORD = re.compile(r"[^\W\d_]+")
_JOIN = re.compile(rf"{GAP}|[-‑–]")
_MAX_DIGITS = 18


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number at `[start, end)` of the text.

    Attributes:
        in_words: whether it starts with a word ("two million"), not with a digit.
        scale: the magnitude it ends in (10**6 for "2 million"), 1 if none.
    """

    start: int
    end: int
    value: float
    in_words: bool
    scale: int = 1


def find_numbers(text: str) -> tuple[NumberMention, ...]:
    """All numbers of the text, in order, without overlap; offsets are code points."""
    found = sorted([*_in_digits(text), *_in_words(text)], key=lambda n: n.start)
    return tuple(
        mention for n, mention in enumerate(found) if not n or found[n - 1].end <= mention.start
    )


def number_value(text: str) -> float | None:
    """The value of a text that is one number and nothing else, else None."""
    stripped = text.strip()
    found = find_numbers(stripped)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(stripped)):
        return found[0].value
    return None


def _in_digits(text: str) -> Iterator[NumberMention]:
    for run in _RUN.finditer(text):
        start, end = run.span()
        value = _digits_value(run.group())
        if value is None or _is_glued_before(text, start):
            continue
        scale, stop = _scale_after(text, start, end)
        if stop == end and _is_glued_after(text, end):
            continue
        yield NumberMention(start, stop, _tidy(value * scale), in_words=False, scale=scale)


def _digits_value(run: str) -> float | None:
    if len(run) > _MAX_DIGITS + 8 or sum(map(str.isdigit, run)) > _MAX_DIGITS:
        return None
    if _GROUPED.fullmatch(run):
        return float(re.sub(r"[^0-9.]", "", run))
    if _PLAIN.fullmatch(run):
        return float(run)
    return float(run.replace(",", ".")) if _COMMA_DECIMAL.fullmatch(run) else None


def _scale_after(text: str, start: int, end: int) -> tuple[int, int]:
    found = _SCALE_AFTER.match(text, end)
    if found:
        return _SCALES[found.group(1).lower()], found.end()
    if start and text[start - 1] in _CURRENCY_SIGNS and (sign := _MILLION_SIGN.match(text, end)):
        return 10**6, sign.end()
    if counted := _COUNTED_MILLION.match(text, end):
        return 10**6, counted.end()
    return 1, end


def _is_glued_before(text: str, start: int) -> bool:
    """Whether a name (`Mi-24`, `G20`, `COVID-19`), a clock or a calendar runs into the number."""
    before = text[start - 1 : start]
    if not before:
        return False
    if before.isalnum() or before in "_:/\\@#":
        return True
    if before in "-‑–.":
        return text[start - 2 : start - 1].isalnum() and not text[start - 2].isdigit()
    return False


def _is_glued_after(text: str, end: int) -> bool:
    after = text[end : end + 1]
    if after in ("/", ":", "_") and text[end + 1 : end + 2].isdigit():
        return True
    suffix = _LETTERS.match(text, end)
    return suffix is not None and suffix.group().lower() not in _UNIT_SUFFIXES


def _in_words(text: str) -> Iterator[NumberMention]:
    words = [word for word in _WORD.finditer(text) if not _touches_digit(text, word)]
    at = 0
    while at < len(words):
        reader = _WordReader(text, words, at)
        mention = reader.read()
        if mention is not None:
            yield mention
        at = max(at + 1, reader.used)


def _touches_digit(text: str, word: re.Match[str]) -> bool:
    before, after = text[word.start() - 1 : word.start()], text[word.end() : word.end() + 1]
    return bool(before and (before.isdigit() or before == "_")) or after.isdigit() or after == "_"


class _WordReader:
    """Reads one number in words from a word on; `used` is the index after its last word."""

    def __init__(self, text: str, words: list[re.Match[str]], at: int) -> None:
        self.text, self.words, self.at, self.used = text, words, at, at

    def read(self) -> NumberMention | None:
        value = self._phrase()
        if value is None or self.used - self.at > 40:
            return None
        start, end = self.words[self.at].start(), self.words[self.used - 1].end()
        scale = MAGNITUDES.get(self.words[self.used - 1].group().lower(), 1)
        return NumberMention(start, end, _tidy(value), in_words=True, scale=scale)

    def _word(self, index: int) -> str:
        """The word at an index if only a gap or a hyphen separates it from the one before."""
        if index >= len(self.words) or index < 0:
            return ""
        if index > self.at:
            between = self.text[self.words[index - 1].end() : self.words[index].start()]
            if not _JOIN.fullmatch(between):
                return ""
        return self.words[index].group().lower()

    def _next(self, *expected: str) -> bool:
        if tuple(self._word(self.used + n) for n in range(len(expected))) == expected:
            self.used += len(expected)
            return True
        return False

    def _phrase(self) -> float | None:
        if self._word(self.at) in ("half", "quarter", "a", "an"):
            return self._with_article()
        total = self._cardinal()
        if total is None:
            return None
        if self._next("and", "a", "half"):
            total += 0.5
        return self._scaled(total)

    def _with_article(self) -> float | None:
        part = self._part()
        whole = self._magnitude_word()
        if whole is None:
            self.used = self.at
            return None
        if part == 1 and whole == 100:
            return self._scaled(100.0 + self._rest_of_hundred())
        half = 0.5 if self._next("and", "a", "half") else 0.0
        return self._scaled((part + half) * whole)

    def _part(self) -> float:
        if self._next("half", "a") or self._next("a", "half"):
            return 0.5
        if self._next("quarter", "of", "a") or self._next("a", "quarter", "of", "a"):
            return 0.25
        self.used += self._word(self.used) in ("a", "an")
        return 1.0

    def _magnitude_word(self) -> int | None:
        values = {"hundred": 100, "dozen": 12, **MAGNITUDES}
        value = values.get(self._word(self.used))
        self.used += value is not None
        return value

    def _scaled(self, value: float) -> float:
        while (word := self._word(self.used)) in MAGNITUDES or word == "dozen":
            value *= MAGNITUDES.get(word, 12)
            self.used += 1
        return value

    def _cardinal(self) -> float | None:
        """Thousands, hundreds, tens and ones: `two hundred and six thousand and one`."""
        total, limit = 0.0, 10**15
        value = self._below_thousand()
        while value is not None:
            scale = MAGNITUDES.get(self._word(self.used))
            if scale is None or scale >= limit:
                return total + value
            self.used, limit, total = self.used + 1, scale, total + value * scale
            value = self._after_and()
        return total or None

    def _after_and(self) -> float | None:
        mark = self.used
        self._next("and")
        value = self._below_thousand()
        if value is None:
            self.used = mark
        return value

    def _rest_of_hundred(self) -> float:
        mark = self.used
        self._next("and")
        rest = self._below_hundred()
        if rest is None:
            self.used = mark
        return rest or 0.0

    def _below_thousand(self) -> float | None:
        value = self._below_hundred()
        if value is not None and value > 0 and self._word(self.used) == "hundred":
            self.used += 1
            return value * 100 + self._rest_of_hundred()
        return value

    def _below_hundred(self) -> float | None:
        word = self._word(self.used)
        if word in TENS:
            self.used += 1
            ones = ONES.get(self._word(self.used), 0)
            if not 1 <= ones <= 9:
                return float(TENS[word])
            self.used += 1
            return float(TENS[word] + ones)
        if word in ONES:
            self.used += 1
            return float(ONES[word])
        return None


def _tidy(value: float) -> float:
    """Undo binary noise such as 1.1 * 10**6 = 1100000.0000000002."""
    return float(f"{value:.15g}")
