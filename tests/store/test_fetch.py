import datetime as dt
import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from earnest.errors import InputError, OutputError
from earnest.read.download import Wish, download
from earnest.store.fetch import Sources, fetch_factbook, fetch_gdelt2, fetch_worldbank
from earnest.store.workspace import Workspace

pytestmark = pytest.mark.slow

LOOPBACK = "127.0.0.1"


def everywhere(address: object) -> bool:
    return str(address) == LOOPBACK


class Server:
    """Files on the loopback address, with the faults that a test asks for."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.cut_first: set[str] = set()  # half of the file, then the line goes dead
        self.busy_first: dict[str, str] = {}  # 503 with this Retry-After, once
        self._http = ThreadingHTTPServer((LOOPBACK, 0), self._handler())
        self.address = f"http://{LOOPBACK}:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _handler(server: "Server") -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        name, asked = request.path, request.headers.get("Range")
        self.asked.append((name, asked))
        if name in self.busy_first:
            request.send_response(503)
            request.send_header("Retry-After", self.busy_first.pop(name))
            request.end_headers()
            return
        if name not in self.files:
            request.send_error(404)
            return
        content = self.files[name]
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        request.send_response(206 if asked else 200)
        request.send_header("Content-Length", str(len(content) - start))
        request.end_headers()
        if name in self.cut_first:
            self.cut_first.discard(name)
            request.wfile.write(content[start : start + (len(content) - start) // 2])
            request.wfile.flush()
            request.connection.close()
            return
        request.wfile.write(content[start:])


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.stop()


def wish(server: Server, name: str) -> Wish:
    content = server.files[name]
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    return Wish(server.address + name, md5, len(content))


def test_a_file_arrives_whole_and_is_not_fetched_twice(server: Server, tmp_path: Path) -> None:
    server.files["/a"] = b"events" * 1000
    path = tmp_path / "a"
    assert download(wish(server, "/a"), path, allow=everywhere)
    assert path.read_bytes() == b"events" * 1000
    assert not download(wish(server, "/a"), path, allow=everywhere)
    assert len(server.asked) == 1


def test_a_cut_connection_is_taken_up_where_it_broke(server: Server, tmp_path: Path) -> None:
    server.files["/a"] = bytes(range(256)) * 400
    server.cut_first.add("/a")
    download(wish(server, "/a"), tmp_path / "a", allow=everywhere, sleep=lambda _: None)
    assert (tmp_path / "a").read_bytes() == server.files["/a"]
    first, second = server.asked
    assert first[1] is None
    assert second[1] is not None


def test_a_busy_server_is_asked_again_after_the_time_it_names(
    server: Server, tmp_path: Path
) -> None:
    server.files["/a"] = b"x" * 10
    server.busy_first["/a"] = "7"
    waited: list[float] = []
    download(wish(server, "/a"), tmp_path / "a", allow=everywhere, sleep=waited.append)
    assert waited == [7.0]


def test_a_file_that_never_fits_its_checksum_is_refused(server: Server, tmp_path: Path) -> None:
    server.files["/a"] = b"wrong"
    right = Wish(server.address + "/a", "0" * 32, 5)
    with pytest.raises(InputError, match="did not arrive whole and right in 5 tries"):
        download(right, tmp_path / "a", allow=everywhere, sleep=lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_is_told_at_once(server: Server, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="status 404"):
        download(Wish(server.address + "/none"), tmp_path / "a", allow=everywhere)
    assert len(server.asked) == 1


def test_an_address_inside_the_network_is_refused_by_default(
    server: Server, tmp_path: Path
) -> None:
    server.files["/a"] = b"x"
    with pytest.raises(InputError):
        download(wish(server, "/a"), tmp_path / "a", sleep=lambda _: None)
    assert server.asked == []


def test_a_folder_that_cannot_be_written_to_is_told(server: Server, tmp_path: Path) -> None:
    server.files["/a"] = b"x"
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        download(wish(server, "/a"), tmp_path / "file" / "a", allow=everywhere)


def zipped(name: str, content: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def gdelt_row(number: int, day: str) -> str:
    cells = [""] * 61
    cells[0], cells[1], cells[2], cells[3], cells[4] = (
        str(number),
        day,
        day[:6],
        day[:4],
        f"{day[:4]}.1",
    )
    cells[5], cells[6], cells[7] = "FIN", "FINLAND", "FIN"
    cells[15], cells[16], cells[17] = "EST", "ESTONIA", "EST"
    cells[25:31] = ["1", "042", "042", "04", "1", "1.9"]
    cells[31:35] = ["1", "1", "1", "0.5"]
    cells[35], cells[43], cells[51] = "0", "0", "0"
    cells[59], cells[60] = f"{day}001500", "https://example.org/report"
    return "\t".join(cells) + "\n"


def gdelt(server: Server, stamps: list[str]) -> Sources:
    lines = []
    for number, stamp in enumerate(stamps, start=1):
        name = f"/{stamp}.export.CSV.zip"
        server.files[name] = zipped(f"{stamp}.export.CSV", gdelt_row(number, stamp[:8]))
        one = wish(server, name)
        lines.append(f"{one.size} {one.md5} {one.address}")
        lines.append(f"10 {'0' * 32} {server.address}/{stamp}.gkg.csv.zip")
    server.files["/list"] = ("\n".join([*lines, "half a line"]) + "\n").encode()
    return Sources(gdelt2_list=f"{server.address}/list", allow=everywhere)


def test_the_days_asked_for_are_fetched_and_added(server: Server, tmp_path: Path) -> None:
    stamps = ["20250101000000", "20250102000000", "20250102001500", "20250103000000"]
    workspace = Workspace(tmp_path / "home")
    told: list[tuple[int, int, str]] = []
    added = fetch_gdelt2(
        workspace, dt.date(2025, 1, 2), dt.date(2025, 1, 2), sources=gdelt(server, stamps),
        progress=lambda *one: told.append(one),
    )  # fmt: skip
    assert [one.rows for one in added] == [{"events": 1}, {"events": 1}]
    assert workspace.dataset("events").count_rows() == 2
    assert told[-1][:2] == (2, 2)
    asked = {name for name, _ in server.asked}
    assert asked == {"/list", "/20250102000000.export.CSV.zip", "/20250102001500.export.CSV.zip"}


def test_files_fetched_are_added_together_and_not_one_by_one(
    server: Server, tmp_path: Path
) -> None:
    stamps = [f"20250102{hour:02}0000" for hour in range(24)]
    workspace, day = Workspace(tmp_path / "home"), dt.date(2025, 1, 2)
    fetch_gdelt2(workspace, day, day, sources=gdelt(server, stamps))
    assert len(workspace.manifest.added) == 24
    assert workspace.manifest.generation == 1
    assert len(workspace.manifest.files("events")) == 1


def test_what_came_before_a_file_that_cannot_be_had_is_added(
    server: Server, tmp_path: Path
) -> None:
    sources = gdelt(server, ["20250102000000", "20250102001500"])
    del server.files["/20250102001500.export.CSV.zip"]
    workspace, day = Workspace(tmp_path / "home"), dt.date(2025, 1, 2)
    with pytest.raises(InputError, match="404"):
        fetch_gdelt2(workspace, day, day, sources=sources)
    assert workspace.dataset("events").count_rows() == 1


def test_a_file_that_cannot_be_had_keeps_no_later_one_out(server: Server, tmp_path: Path) -> None:
    quarters = ["20250102000000", "20250102001500", "20250102003000"]
    sources = gdelt(server, quarters)
    del server.files["/20250102001500.export.CSV.zip"]
    workspace, day = Workspace(tmp_path / "home"), dt.date(2025, 1, 2)
    with pytest.raises(InputError, match=r"20250102001500.*404"):
        fetch_gdelt2(workspace, day, day, sources=sources)
    assert len(workspace.manifest.added) == 2


def test_a_server_that_has_nothing_is_not_asked_for_every_file(
    server: Server, tmp_path: Path
) -> None:
    quarters = [f"2025010200{minute:02d}00" for minute in range(0, 60, 2)]
    sources = gdelt(server, quarters)
    server.files = {"/list": server.files["/list"]}
    with pytest.raises(InputError, match="404"):
        fetch_gdelt2(
            Workspace(tmp_path / "home"), dt.date(2025, 1, 2), dt.date(2025, 1, 2), sources=sources
        )
    assert len(server.asked) < 12


def test_fetching_again_fetches_only_the_list(server: Server, tmp_path: Path) -> None:
    sources, workspace = gdelt(server, ["20250102000000"]), Workspace(tmp_path / "home")
    days = dt.date(2025, 1, 2), dt.date(2025, 1, 2)
    fetch_gdelt2(workspace, *days, sources=sources)
    server.asked.clear()
    fetch_gdelt2(workspace, *days, sources=sources)
    assert [name for name, _ in server.asked] == ["/list"]
    assert workspace.dataset("events").count_rows() == 1


def test_reversed_and_empty_days_are_told(server: Server, tmp_path: Path) -> None:
    sources, workspace = gdelt(server, ["20250102000000"]), Workspace(tmp_path / "home")
    with pytest.raises(InputError, match="is after"):
        fetch_gdelt2(workspace, dt.date(2025, 1, 3), dt.date(2025, 1, 2), sources=sources)
    with pytest.raises(InputError, match="no file is published for 2024-01-01 to 2024-01-02"):
        fetch_gdelt2(workspace, dt.date(2024, 1, 1), dt.date(2024, 1, 2), sources=sources)


WORLD_BANK = (
    '"Data Source","World Development Indicators",\n\n"Last Updated Date","2025-06-01",\n\n'
    '"Country Name","Country Code","Indicator Name","Indicator Code","2022","2023",\n'
    '"Finland","FIN","Exports of goods and services (current US$)","NE.EXP.GNFS.CD","1","2",\n'
)


def test_an_indicator_is_fetched_for_all_countries(server: Server, tmp_path: Path) -> None:
    server.files["/wb/NE.EXP.GNFS.CD"] = zipped("API_NE.EXP.GNFS.CD.csv", WORLD_BANK)
    sources = Sources(world_bank=server.address + "/wb/{indicator}", allow=everywhere)
    workspace = Workspace(tmp_path / "home")
    (added,) = fetch_worldbank(workspace, "NE.EXP.GNFS.CD", sources=sources)
    assert added.rows == {"statistics": 2}
    with pytest.raises(InputError, match="not the code of an indicator"):
        fetch_worldbank(workspace, "../secret", sources=sources)


def test_a_page_of_the_factbook_is_asked_for_by_region_and_code(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "home")
    with pytest.raises(InputError, match="there is no page atlantis/aj"):
        fetch_factbook(workspace, "atlantis", "aj")
    with pytest.raises(InputError, match="there is no page europe/AJ2"):
        fetch_factbook(workspace, "europe", "AJ2")
