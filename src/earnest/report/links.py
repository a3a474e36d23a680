"""Which source addresses may be shown as links."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import unquote, urlsplit

from earnest.read.shipped import table

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'|;\\^`{}]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a source note; `href` is None where it is plain text."""

    text: str
    href: str | None = None


@cache
def restricted_hosts() -> frozenset[str]:
    """Hosts of outlets under broadcast bans, as `data/restricted_outlets.csv` lists them."""
    return frozenset(row["host"] for row in table("restricted_outlets.csv"))


def source_pieces(source: str) -> tuple[Piece, ...]:
    """A source note cut into plain text and addresses that may be followed.

    An address is a link if it is http(s) and neither its host nor an address wrapped inside
    it (a web archive, a redirect) belongs to a restricted outlet.
    """
    pieces, done = [], 0
    for found in _ADDRESS.finditer(source):
        address = found.group().rstrip(".,)")
        pieces.append(Piece(source[done : found.start()]))
        pieces.append(Piece(address, address if _may_be_followed(address) else None))
        done = found.start() + len(address)
    pieces.append(Piece(source[done:]))
    return tuple(piece for piece in pieces if piece.text)


def _may_be_followed(address: str) -> bool:
    hosts = [_host(address)]
    _, _, rest = unquote(unquote(address)).partition("://")
    hosts += [_host(found.group()) for found in re.finditer(r"https?:/{1,2}[^\s/]+", rest, re.I)]
    hosts += [part.lower() for part in re.split(r"[/?=&]", rest)[1:] if "." in part]
    return bool(hosts[0]) and not any(_is_restricted(host) for host in hosts)


def _host(address: str) -> str:
    try:
        host = urlsplit(re.sub(r":/+", "://", address, count=1)).hostname or ""
        return host.rstrip(".").encode("idna").decode("ascii").lower()
    except (UnicodeError, ValueError):
        return ""


def _is_restricted(host: str) -> bool:
    labels = host.rstrip(".").split(".")
    return any(".".join(labels[i:]) in restricted_hosts() for i in range(len(labels)))
