"""`SPARK_REMOTE`: the same answer from a Spark Connect server that is started here."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from feed_of_states import events, workspace

from earnest.errors import InputError
from earnest.store.spark import has_java, session

SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer"
COMMAND = "from earnest.cli import main; main()"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a server on this machine."""
    pyspark = pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    pytest.importorskip("grpc", reason="the extra `spark` is not installed")
    if not has_java():
        pytest.skip("there is no Java")
    port = _free_port()
    settings = (
        "spark.connect.grpc.binding.address=127.0.0.1", f"spark.connect.grpc.binding.port={port}",
        "spark.driver.bindAddress=127.0.0.1", "spark.driver.host=127.0.0.1",
        "spark.ui.enabled=false",
    )  # fmt: skip
    home = Path(str(pyspark.__file__)).parent
    command = [str(home / "bin" / "spark-submit"), "--master", "local[2]", "--class", SERVER]
    command += [word for setting in settings for word in ("--conf", setting)]
    nowhere = subprocess.DEVNULL
    with subprocess.Popen([*command, "spark-internal"], stdout=nowhere, stderr=nowhere) as server:
        _await(port)
        yield f"sc://127.0.0.1:{port}"
        server.terminate()


def test_a_server_answers_as_this_machine_does(address: str, tmp_path: Path) -> None:
    home = workspace(tmp_path / "home", [events(900, seed=8)])
    assert _series(home, SPARK_REMOTE=address) == _series(home)


def test_a_server_may_see_the_parts_under_another_address(address: str, tmp_path: Path) -> None:
    home = workspace(tmp_path / "home", [events(900, seed=9)])
    shutil.copytree(home / "parts", tmp_path / "bucket")
    elsewhere = (tmp_path / "bucket").as_uri()
    told = _series(home, SPARK_REMOTE=address, EARNEST_SPARK_PARTS=elsewhere)
    assert told == _series(home)


def test_an_address_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    monkeypatch.setenv("SPARK_REMOTE", f"sc://127.0.0.1:{_free_port()}")
    session.cache_clear()
    with pytest.raises(InputError, match=r"SPARK_REMOTE: .* does not answer"):
        session()


def _series(home: Path, **settings: str) -> str:
    """What the command prints, in a process of its own: a session lasts as long as its process."""
    engine = "spark" if settings else "duckdb"
    words = ["record", "series", "EST", "FIN", "--record", str(home), "--engine", engine]
    found = subprocess.run(
        [sys.executable, "-c", COMMAND, *words],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(found.stdout.splitlines()) > 10
    return found.stdout


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _await(port: int, *, seconds: float = 240) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    pytest.fail(f"the server did not answer within {seconds:.0f} s")
