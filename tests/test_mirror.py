"""With the two states of a dispute exchanged in every field, every finding comes out the same."""

from importlib import import_module
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parent.parent / "scripts"
FOLDERS = ("examples/baku-moscow-2025", "tests/cases/embassy-row")


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS)
def test_findings_exchange_exactly(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    mirror = import_module("mirror")
    n, lost = mirror.by_fields(SCRIPTS.parent / folder)
    assert n > 50
    assert lost == []
