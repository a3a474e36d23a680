"""The kind of a row by a linear model over its features; the rules' own answer is one of them.

Multinomial logistic regression, trained by `scripts/train_kinds.py` on the texts under `corpus/`
and kept as plain numbers in `data/kind_model.json`.
"""

import json
import math
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from earnest.contract.words import Kind


@dataclass(frozen=True, slots=True)
class KindModel:
    """Weights of features by kind, in nats.

    Attributes:
        kinds: in the order of the weights.
        bias: one number a kind.
        weights: for each feature one number a kind.
    """

    kinds: tuple[Kind, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def probabilities(self, found: Collection[str]) -> dict[Kind, float]:
        """The probability of each kind for a row with these features; unknown ones weigh nothing."""
        scores = list(self.bias)
        for name in sorted(found):
            for n, weight in enumerate(self.weights.get(name, ())):
                scores[n] += weight
        top = max(scores)  # subtract before exp: scores may be large
        powers = [math.exp(score - top) for score in scores]
        whole = sum(powers)
        return {kind: power / whole for kind, power in zip(self.kinds, powers, strict=True)}


@cache
def kind_model() -> KindModel:
    """The model that ships with the package."""
    content = json.loads(files("earnest.data").joinpath("kind_model.json").read_bytes())
    weights = {name: tuple(row) for name, row in content["weights"].items()}
    return KindModel(tuple(content["kinds"]), tuple(content["bias"]), weights)
