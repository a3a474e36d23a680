"""Answers kept by the content of the question, so that the same text costs once."""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import platformdirs

from earnest.extract.llm.endpoint import Reply


class Cache:
    """A folder of answers; one that cannot be written to keeps nothing and says nothing.

    Args:
        folder: where answers are kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def from_environment(cls, values: Mapping[str, str] = os.environ) -> "Cache":
        """The folder `EARNEST_LLM_CACHE`, else the platform's cache folder."""
        named = values.get("EARNEST_LLM_CACHE")
        return cls(Path(named) if named else platformdirs.user_cache_path("earnest") / "llm")

    def get(self, question: Mapping[str, Any]) -> Reply | None:
        """The answer to exactly this question, if it is kept and readable."""
        try:
            return Reply(**json.loads(self._path(question).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def put(self, question: Mapping[str, Any], reply: Reply) -> None:
        """Keep an answer, whole or not at all."""
        path = self._path(question)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False
            ) as file:
                json.dump(asdict(reply), file)
            Path(file.name).replace(path)

    def _path(self, question: Mapping[str, Any]) -> Path:
        written = json.dumps(question, sort_keys=True, ensure_ascii=False)
        digest = hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / digest[:2] / f"{digest}.json"
