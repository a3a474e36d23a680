"""With the two states of a dispute exchanged in every field, every finding comes out the same."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from mirror import EXAMPLE, OWN, by_fields  # type: ignore[import-not-found] # noqa: E402


@pytest.mark.slow
@pytest.mark.parametrize("folder", [EXAMPLE, OWN], ids=lambda folder: folder.name)
def test_findings_exchange_exactly(folder: Path) -> None:
    n, lost = by_fields(folder)
    assert n > 50
    assert lost == []
