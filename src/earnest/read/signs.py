"""What bytes are by their first ones; the readers of pages and of PDF take long to load."""

import re
from typing import Final

_LOOKED_AT_BYTES: Final = 2048
_START: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_html(raw: bytes) -> bool:
    """Whether the bytes start as an HTML page does."""
    return bool(_START.match(raw[:_LOOKED_AT_BYTES]))


def is_pdf(raw: bytes) -> bool:
    """Whether the bytes start as a PDF does."""
    return raw[:1024].lstrip().startswith(b"%PDF-")
