"""Text from outside made harmless for the place it is shown in."""

import re
from typing import Final

# C0 and C1 controls but tab and newline; lone surrogates; overrides of the writing direction.
_CONTROL: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)
_MARKDOWN: Final = re.compile(
    r"([\\`*_\[\]<>|~$&@]|:(?=//)|(?<=www)\.|^[#+=-]|^\d+(?=[.)](?:\s|$)))", re.I
)


def without_controls(text: str) -> str:
    """The text with control characters replaced, so that no terminal or page acts on them."""
    return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n"))


def on_one_line(text: str) -> str:
    """The text on one line without control characters."""
    return " ".join(without_controls(text).split())


def markdown_escaped(text: str) -> str:
    """The text on one line, with nothing in it that Markdown would act on."""
    return _MARKDOWN.sub(_escaped, on_one_line(text))


def _escaped(found: re.Match[str]) -> str:
    """A backslash before a sign; behind a number that would open a list."""
    sign = found.group()
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def ascii_only(text: str) -> str:
    r"""The text in ASCII: typographic signs by their plain forms, other letters as `\u0416`."""
    plain = text.translate(_PLAIN)
    return plain.encode("ascii", "backslashreplace").decode("ascii")


_PLAIN: Final = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "−": "-",
        "…": "...",
        "→": "->",
        "·": "|",
        "≤": "<=",
        "≥": ">=",
        "×": "x",
        "\u00a0": " ",
        "\u202f": " ",
        "\ufffd": "?",
        "●": "*",
        "◐": "~",
        "○": "o",
        "≠": "!",
    }
)
