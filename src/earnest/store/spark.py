"""Spark beside DuckDB: the same queries over the same parts, on this machine or on a cluster.

Needs the extra `spark` and Java 17 or later. Where `SPARK_REMOTE` is set (`sc://host:15002`), the
queries run there through Spark Connect; else in a session of this process that listens on
127.0.0.1 only and fetches nothing. A cluster that sees the parts under another address is told by
`EARNEST_SPARK_PARTS`, such as `s3a://bucket/parts`.
"""

import os
import re
import shutil
import socket
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import pyarrow as pa

from earnest.errors import InputError
from earnest.store.engine import Rows, in_memory, parquet_files, sources_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

CONNECT_PORT: Final = 15002
_LOCAL: Final = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "4g",
    "spark.log.level": "ERROR",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.shuffle.partitions": "8",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


class SparkEngine:
    """Spark over named tables; of each, only some columns are ever read."""

    def __init__(self, tables: Mapping[str, Rows], columns: Sequence[str]) -> None:
        self._spark = session()
        for name, rows in tables.items():
            frames = [self._frame(part, columns) for part in sources_of(rows)]
            whole = frames[0]
            for frame in frames[1:]:
                whole = whole.unionAll(frame)
            whole.createOrReplaceTempView(name)

    def table(self, query: str, parameters: Mapping[str, Any]) -> pa.Table:
        """The rows of a query with named parameters, written `$name`, as an Arrow table.

        Raises:
            InputError: Spark cannot answer, for instance as it does not see the parts.
        """
        from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra

        marked = re.sub(r"\$(\w+)", r":\1", query)
        try:
            return self._spark.sql(marked, args=dict(parameters)).toArrow()
        except PySparkException as error:
            first = str(error).strip().splitlines()[0]
            remedy = "see docs/scale.md on how a cluster sees the parts"
            raise InputError("Spark", first, remedy) from None

    def _frame(self, rows: Rows, columns: Sequence[str]) -> "DataFrame":
        files = parquet_files(rows)
        if files:
            frame = self._spark.read.parquet(*map(_address, files))
        else:
            frame = self._spark.createDataFrame(in_memory(rows).select(list(columns)))
        return frame.select(*columns)


@cache
def session() -> "SparkSession":
    """The session of this process, started when first asked for.

    Raises:
        InputError: pyspark or Java is missing, or the remote address does not answer.
    """
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra
    except ImportError:
        remedy = "install the extra: pip install 'earnest[spark]'"
        raise InputError("--engine spark", "pyspark is not installed", remedy) from None
    remote = os.environ.get("SPARK_REMOTE")
    if remote:
        _check_answers(remote)
        spark = SparkSession.builder.remote(remote).getOrCreate()
    elif has_java():
        spark = _local(SparkSession)
    else:
        raise InputError("--engine spark", "there is no Java", "install Java 17 or later")
    spark.conf.set("spark.sql.session.timeZone", "UTC")  # a week begins on Monday at midnight
    return spark


def _check_answers(remote: str) -> None:
    """Refuse an address where nobody listens at once: Spark would try again for minutes."""
    place = urlsplit(remote)
    try:
        socket.create_connection((place.hostname or "", place.port or CONNECT_PORT), 10).close()
    except OSError as error:
        problem = f"{remote} does not answer ({error.strerror or error})"
        raise InputError("SPARK_REMOTE", problem, "start the server, or unset it") from None


def has_java() -> bool:
    """Whether a Java is there to start a local session with."""
    home = os.environ.get("JAVA_HOME")
    return bool(shutil.which("java") or (home and Path(home, "bin", "java").is_file()))


def _local(sessions: "type[SparkSession]") -> "SparkSession":
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # or it looks up the name of the machine
    builder = sessions.builder.master("local[*]").appName("earnest")
    for key, value in _LOCAL.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def _address(file: str) -> str:
    """Where Spark finds a part."""
    parts = os.environ.get("EARNEST_SPARK_PARTS")
    return f"{parts.rstrip('/')}/{Path(file).name}" if parts else Path(file).absolute().as_uri()
