"""Which network addresses may be read from, and connections that go nowhere else.

A name is resolved once; all its addresses are vetted, and the connection is made to a vetted
address, so that a name cannot change its meaning in between.
"""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any, Final

import httpcore

from earnest.errors import InputError

Address = IPv4Address | IPv6Address
Allow = Callable[[Address], bool]
_NAT64: Final = IPv6Network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Whether the address is on the public internet, and so is any address inside it.

    IPv6 addresses that stand for an IPv4 address (mapped, 6to4, Teredo, NAT64) are judged by
    both.
    """
    return all(one.is_global and not one.is_multicast for one in _meanings(address))


def _meanings(address: Address) -> Iterator[Address]:
    if isinstance(address, IPv4Address):
        yield address
        return
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
    if address.ipv4_mapped is None:  # whether a mapped address is global depends on the Python
        yield address
    yield from (one for one in inner if one is not None)


class Deadline:
    """The moment by which a whole reading must be over."""

    __slots__ = ("_at",)

    def __init__(self, *, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left.

        Raises:
            httpcore.ReadTimeout: there are none.
        """
        left = self._at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is up")
        return left


class VettedBackend(httpcore.NetworkBackend):
    """Connections to allowed addresses only, all within one deadline."""

    def __init__(self, *, allow: Allow, deadline: Deadline) -> None:
        self._allow, self._deadline = allow, deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline rules
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first vetted address of the host that answers.

        Raises:
            InputError: the host has an address that is not allowed, or none.
        """
        failed: Exception = httpcore.ConnectError("no address answers")
        for address in self._vetted(host, port):
            try:
                stream = self._sockets.connect_tcp(
                    str(address), port, self._deadline.left(), local_address, socket_options
                )
            except httpcore.ConnectError as error:
                failed = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failed

    def _vetted(self, host: str, port: int) -> list[Address]:
        addresses = _resolved(host, port, seconds=self._deadline.left())
        refused = [address for address in addresses if not self._allow(address)]
        if refused:
            problem = f"the address {refused[0]} is not on the public internet"
            remedy = "save the page as a file and give that"
            raise InputError(host, problem, remedy)
        return addresses


class _TimedStream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def _resolved(host: str, port: int, *, seconds: float) -> list[Address]:
    """The addresses of a host; looked up in a thread, because the system sets no time limit."""
    answers: queue.SimpleQueue[list[Address] | OSError | UnicodeError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(ip_address(str(row[4][0])) for row in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise httpcore.ConnectTimeout("the name was not found in time") from None
    if not isinstance(answer, list) or not answer:
        raise InputError(host, "no server of this name is known", "check the address") from None
    return answer
