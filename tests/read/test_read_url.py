"""The reader of web addresses, against a server on this machine."""

import datetime as dt
import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from earnest.errors import InputError
from earnest.read.addresses import Address, is_public
from earnest.read.documents import read_document
from earnest.read.url import MOST_BYTES, fetched_page, is_address

Answer = tuple[int, dict[str, str], bytes]
PARAGRAPH = (
    "The ferry line between the two islands has been closed since the spring, and both "
    "governments say that the other one has to move first."
)
PAGE = f"<html><head><title>The ferries</title></head><body><p>{PARAGRAPH}</p></body></html>"


def anyone(address: Address) -> bool:
    return True


@contextmanager
def serving(answer: Callable[[str], Answer]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = answer(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ok(body: bytes, media: str = "", **headers: str) -> Callable[[str], Answer]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda path: (200, {"Content-Type": media, **named} if media else named, body)


def refusal(address: str, *, allow: Callable[[Address], bool] = anyone) -> str:
    with pytest.raises(InputError) as error:
        read_document(address, allow=allow)
    return str(error.value)


class TestPages:
    def test_a_page_is_read_with_its_address_and_an_id(self) -> None:
        with serving(ok(PAGE.encode(), "text/html; charset=utf-8")) as host:
            document = read_document(f"{host}/2021/06/03/the-ferries.html#top", allow=anyone)
            assert document.address == f"{host}/2021/06/03/the-ferries.html"
        assert (document.id, document.media, document.title) == (
            "the-ferries",
            "html",
            "The ferries",
        )
        assert document.date == dt.date(2021, 6, 3)
        assert PARAGRAPH in document.text

    def test_an_address_without_a_path_gives_the_host_as_id(self) -> None:
        with serving(ok(b"Text.", "text/plain")) as host:
            assert read_document(host, allow=anyone).id == "127-0-0-1"

    def test_a_page_without_a_media_type_is_known_by_its_content(self) -> None:
        with serving(ok(PAGE.encode())) as host:
            assert read_document(f"{host}/a", allow=anyone).media == "html"

    def test_a_page_sent_as_text_is_known_by_its_content(self) -> None:
        with serving(ok(PAGE.encode(), "text/plain")) as host:
            assert read_document(f"{host}/a", allow=anyone).media == "html"

    def test_a_plain_text_is_read_in_the_encoding_declared(self) -> None:
        with serving(ok("Café".encode("latin-1"), "text/plain; charset=ISO-8859-1")) as host:
            assert read_document(f"{host}/a.txt", allow=anyone).text == "Café"

    @pytest.mark.parametrize("charset", ["ascii", "no-such-thing"])
    def test_a_declared_encoding_that_does_not_fit_is_told(self, charset: str) -> None:
        with serving(ok("Café".encode("latin-1"), f"text/plain; charset={charset}")) as host:
            assert "the encoding is not UTF-8 (byte 3)" in refusal(f"{host}/a.txt")

    def test_a_broken_pdf_is_told_as_one(self) -> None:
        with serving(ok(b"%PDF-1.4 no more", "application/octet-stream")) as host:
            assert "the PDF is broken" in refusal(f"{host}/a.pdf")

    def test_a_compressed_page_is_read(self) -> None:
        body = gzip.compress(PAGE.encode())
        with serving(ok(body, "text/html", Content_Encoding="gzip")) as host:
            assert PARAGRAPH in read_document(f"{host}/a", allow=anyone).text

    def test_letters_outside_ascii_in_an_address_are_encoded(self) -> None:
        seen: list[str] = []

        def answer(path: str) -> Answer:
            seen.append(path)
            return 200, {"Content-Type": "text/plain"}, b"Text."

        with serving(answer) as host:
            document = read_document(f"{host}/fähre?q=ä b", allow=anyone)
        assert seen == ["/f%C3%A4hre?q=%C3%A4%20b"]
        assert document.id == "fahre"


class TestRefusals:
    def test_a_status_that_is_no_page(self) -> None:
        with serving(lambda path: (404, {}, b"gone")) as host:
            assert "the server answered with status 404" in refusal(f"{host}/a")

    def test_another_kind_of_content(self) -> None:
        with serving(ok(b"\x89PNG", "image/png")) as host:
            assert "the address holds image/png, not a text" in refusal(f"{host}/a.png")

    def test_an_empty_page(self) -> None:
        with serving(ok(b"", "text/html")) as host:
            assert "the page is empty" in refusal(f"{host}/a")

    def test_a_page_over_the_limit(self) -> None:
        with serving(ok(b"a" * (MOST_BYTES + 1), "text/plain")) as host:
            assert "the page has over 10 MB" in refusal(f"{host}/a")

    def test_a_small_page_that_unpacks_over_the_limit(self) -> None:
        body = gzip.compress(b"a" * (MOST_BYTES + 1))
        with serving(ok(body, "text/plain", Content_Encoding="gzip")) as host:
            assert "the page has over 10 MB" in refusal(f"{host}/a")

    @pytest.mark.parametrize("encoding", ["br", "gzip"])
    def test_a_compression_that_cannot_be_read(self, encoding: str) -> None:
        with serving(ok(b"no gzip", "text/plain", Content_Encoding=encoding)) as host:
            assert f"cannot be read ({encoding})" in refusal(f"{host}/a")

    def test_a_server_that_is_not_there(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        assert "the server cannot be read" in refusal(f"http://127.0.0.1:{port}/")

    def test_a_server_that_speaks_no_tls(self) -> None:
        with serving(ok(b"Text.", "text/plain")) as host:
            message = refusal(host.replace("http:", "https:"))
        assert "the server cannot be read" in message

    def test_a_server_that_drips_its_answer_past_the_time(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]

            def drip() -> None:
                connection, _ = listener.accept()
                with connection:
                    for letter in b"HTTP/1.1 200 OK\r\nX-Padding: " + b"x" * 200:
                        try:
                            connection.send(bytes([letter]))
                        except OSError:
                            return
                        time.sleep(0.02)

            thread = threading.Thread(target=drip)
            thread.start()
            began = time.monotonic()
            with pytest.raises(InputError, match=r"did not answer within 0\.3 seconds"):
                fetched_page(f"http://127.0.0.1:{port}/", allow=anyone, seconds=0.3)
            assert time.monotonic() - began < 2
            thread.join()

    @pytest.mark.parametrize(
        ("address", "problem"),
        [
            ("http://", "this is no http or https address"),
            ("http://[::1", "the address is malformed"),
            ("http://a:99999/", "the address is malformed"),
            (f"http://{'a' * 70}.example/", "the address is malformed"),
            ("http://user:word@example.org/", "the address holds a user name or password"),
        ],
    )
    def test_an_address_that_cannot_be_used(self, address: str, problem: str) -> None:
        assert problem in refusal(address)

    def test_a_name_nobody_knows(self) -> None:
        assert "no server of this name is known" in refusal("http://no-such-host.invalid/")


class TestRedirects:
    def test_five_redirects_are_followed(self) -> None:
        with serving(counting_down) as host:
            document = read_document(f"{host}/5", allow=anyone)
            assert document.address == f"{host}/0"

    def test_a_sixth_redirect_is_refused(self) -> None:
        with serving(counting_down) as host:
            assert "redirects over 5 times" in refusal(f"{host}/6")

    def test_a_redirect_to_another_kind_of_address_is_refused(self) -> None:
        with serving(lambda path: (302, {"Location": "file:///etc/hosts"}, b"")) as host:
            assert "this is no http or https address" in refusal(f"{host}/")

    def test_a_redirect_to_an_address_that_is_not_allowed_is_refused(self) -> None:
        def only_this(address: Address) -> bool:
            return address == ip_address("127.0.0.1")

        with serving(lambda path: (302, {"Location": "http://127.0.0.2:9/"}, b"")) as host:
            message = refusal(f"{host}/", allow=only_this)
        assert "the address 127.0.0.2 is not on the public internet" in message


def counting_down(path: str) -> Answer:
    left = int(path.strip("/"))
    if left:
        return 302, {"Location": f"/{left - 1}"}, b""
    return 200, {"Content-Type": "text/plain"}, b"Text."


class TestAddresses:
    @pytest.mark.parametrize(
        "address",
        [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fe80::1%eth0",
            "fc00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "2002:7f00:1::",
            "64:ff9b::127.0.0.1",
        ],
    )
    def test_an_address_inside_a_network_is_not_public(self, address: str) -> None:
        assert not is_public(ip_address(address))

    @pytest.mark.parametrize(
        "address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
    )
    def test_an_address_of_the_internet_is_public(self, address: str) -> None:
        assert is_public(ip_address(address))

    @pytest.mark.parametrize(
        "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]
    )
    def test_by_default_this_machine_is_out_of_reach(self, host: str) -> None:
        with pytest.raises(InputError, match=r"is not on the public internet|no server of this"):
            read_document(f"http://{host}:9/")

    def test_only_http_and_https_are_addresses(self) -> None:
        assert is_address("HTTPS://example.org")
        assert not is_address("ftp://example.org")
        assert not is_address("http.txt")
