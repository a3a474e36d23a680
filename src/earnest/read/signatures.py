"""How files of a format begin, told without the libraries that read them."""

import re
from typing import Final

_LOOKED_AT_BYTES: Final = 2048
_PDF_WITHIN_BYTES: Final = 1024
_HTML: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_html(raw: bytes) -> bool:
    """Whether the bytes start as an HTML page does."""
    return bool(_HTML.match(raw[:_LOOKED_AT_BYTES]))


def is_pdf(raw: bytes) -> bool:
    """Whether the bytes start as a PDF does."""
    return raw[:_PDF_WITHIN_BYTES].lstrip().startswith(b"%PDF-")
