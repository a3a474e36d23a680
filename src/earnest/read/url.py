"""Pages on the web: http and https, from public addresses only, with limits on all sides."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import httpcore

from earnest.errors import InputError
from earnest.read.addresses import Allow, Deadline, VettedBackend, is_public

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_REDIRECTS: Final = 5
SECONDS: Final = 20.0
_HEADERS: Final[Mapping[bytes | str, bytes | str]] = {
    "User-Agent": "earnest",
    "Accept": "text/html, application/pdf, text/plain",
    "Accept-Encoding": "identity",
}
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_SAFE: Final = "%/:=&?~+!$,;'@()*[]-._|"
_SAVE_IT: Final = "save the page as a file and give that"


@dataclass(frozen=True, slots=True)
class Page:
    """What an address holds.

    Attributes:
        address: where the bytes came from, after redirects.
        media: the media type the server declared, such as `text/html`; blank if none.
        charset: the encoding the server declared.
    """

    address: str
    raw: bytes
    media: str
    charset: str | None


def is_address(source: str) -> bool:
    """Whether the source is written as an http or https address."""
    return source.lower().startswith(("http://", "https://"))


def fetched_page(address: str, *, allow: Allow = is_public, seconds: float = SECONDS) -> Page:
    """The page at an address, after at most 5 redirects.

    Args:
        address: http or https.
        allow: which network addresses may be connected to, asked of every address of every
            host on the way. By default those of the public internet; a caller who reads from
            a server of its own passes a wider rule.
        seconds: for everything together.

    Raises:
        InputError: the address is not allowed, does not answer in time or with a page, or
            holds over 10 MB.
    """
    backend = VettedBackend(allow=allow, deadline=Deadline(seconds=seconds))
    where, here = address, _ascii_url(address)
    try:
        with httpcore.ConnectionPool(network_backend=backend) as pool:
            for _ in range(MOST_REDIRECTS + 1):
                answer = _answer(pool, here, where)
                if isinstance(answer, Page):
                    return answer
                here = _ascii_url(urljoin(here, answer))
    except httpcore.TimeoutException:
        problem = f"the server did not answer within {seconds:g} seconds"
        raise InputError(where, problem, f"try again later, or {_SAVE_IT}") from None
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        problem = f"the server cannot be read ({_reason(error)})"
        raise InputError(where, problem, f"check the address, or {_SAVE_IT}") from None
    raise InputError(where, f"the address redirects over {MOST_REDIRECTS} times", _SAVE_IT)


def _answer(pool: httpcore.ConnectionPool, address: str, where: str) -> Page | str:
    """The page at the address, or where it redirects to."""
    with pool.stream("GET", address, headers=_HEADERS) as response:
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in response.headers
        }
        if response.status in _REDIRECTS and headers.get("location"):
            return headers["location"]
        if response.status != 200:
            problem = f"the server answered with status {response.status}"
            raise InputError(where, problem, f"check the address, or {_SAVE_IT}")
        raw = _decompressed(_body(response, where), headers.get("content-encoding", ""), where)
        media, charset = _content_type(headers.get("content-type", ""))
        return Page(address, raw, media, charset)


def _body(response: httpcore.Response, where: str) -> bytes:
    raw = bytearray()
    for chunk in response.iter_stream():
        raw += chunk
        _refuse_large(len(raw), where)
    if not raw.strip():
        raise InputError(where, "the page is empty", "check the address")
    return bytes(raw)


def _decompressed(raw: bytes, encoding: str, where: str) -> bytes:
    """The body as sent; some servers compress although they are asked not to."""
    if encoding.lower() in ("", "identity"):
        return raw
    try:
        if encoding.lower() not in ("gzip", "x-gzip", "deflate"):
            raise zlib.error
        raw = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32).decompress(raw, MOST_BYTES + 1)
    except zlib.error:
        problem = f"the page is compressed in a way that cannot be read ({encoding})"
        raise InputError(where, problem, _SAVE_IT) from None
    _refuse_large(len(raw), where)
    return raw


def _refuse_large(size: int, where: str) -> None:
    if size > MOST_BYTES:
        problem = f"the page has over {MOST_BYTES // 1024**2} MB, which is the limit"
        raise InputError(where, problem, "save the part you need as a file and give that")


def _content_type(header: str) -> tuple[str, str | None]:
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", header, re.IGNORECASE)
    return header.partition(";")[0].strip().lower(), charset[1] if charset else None


def _ascii_url(address: str) -> str:
    """The address in ASCII, without fragment."""
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname, parts.port
        if parts.scheme not in ("http", "https") or not host:
            raise InputError(address, "this is no http or https address", "check the address")
        if parts.username or parts.password:
            raise InputError(host, "the address holds a user name or password", "leave it out")
        name = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise InputError(address, f"the address is malformed ({error})", "correct it") from None
    place = name if port is None else f"{name}:{port}"
    path, query = quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE)
    return urlunsplit((parts.scheme, place, path, query, ""))


def _reason(error: Exception) -> str:
    return str(error).strip() or type(error).__name__
