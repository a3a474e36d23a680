"""Wordings that mean much the same lie near each other, whoever carries the weights."""

import hashlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from earnest.extract import encoder as room
from earnest.extract.encoder import SIZE, Encoder, encoder

# Of the file as its authors published it; three packages of the index carry the same bytes.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WORDING = "The council closed the port in May."


@pytest.fixture(scope="module")
def encode() -> Encoder:
    found = encoder()
    assert found is not None, "requirements/dev.txt installs the weights"
    return found


def likeness(encode: Encoder, one: str, other: str) -> float:
    """The cosine of two wordings."""
    a, b = encode([one, other])
    return float(a @ b)


def test_an_act_is_nearer_to_its_paraphrase_than_to_another(
    encode: Encoder,
) -> None:
    act = "Envoys were expelled over the harbour"
    paraphrase = likeness(encode, act, "Diplomats had to leave in the quarrel about the port")
    assert paraphrase > likeness(encode, act, "A choir sang by the sea") + 0.2


def test_vectors_have_length_one(encode: Encoder) -> None:
    assert np.linalg.norm(encode([WORDING, "x", ""]), axis=1) == pytest.approx(1, abs=1e-5)


def test_a_wording_has_the_same_vector_alone_and_in_company(encode: Encoder) -> None:
    encode._kept.clear()
    alone = encode([WORDING])[0]
    encode._kept.clear()
    beside = encode(["A far longer wording stands beside it here, as often.", WORDING])[1]
    assert alone == pytest.approx(beside, abs=1e-5)


def test_nothing_asked_is_nothing_told(encode: Encoder) -> None:
    assert encode([]).shape == (0, SIZE)


def test_a_long_wording_counts_by_its_beginning(encode: Encoder) -> None:
    words = "port " * 200
    assert likeness(encode, words, words + "song " * 200) == pytest.approx(1, abs=1e-5)


def test_old_wordings_are_let_go(encode: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_MOST_KEPT", 2)
    encode._kept.clear()
    for n in range(5):
        assert encode([f"ferry {n}", "port"]).shape == (2, SIZE)
    assert len(encode._kept) <= 2


@pytest.fixture
def anew() -> Iterator[None]:
    encoder.cache_clear()
    yield
    encoder.cache_clear()


@pytest.mark.usefixtures("anew")
def test_without_weights_there_is_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PACKAGES", (("no_such_package", "model"), ("json", "model")))
    assert encoder() is None


@pytest.mark.usefixtures("anew")
def test_without_a_reader_of_weights_there_is_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_READERS", ("no_such_package",))
    assert encoder() is None


def test_the_weights_are_those_that_were_published() -> None:
    spec = find_spec(room.PACKAGES[0][0])
    assert spec is not None and spec.submodule_search_locations
    file = Path(spec.submodule_search_locations[0]) / "model" / "model.safetensors"
    assert hashlib.sha256(file.read_bytes()).hexdigest() == WEIGHTS_SHA256
