"""Train the model that tells a row's kind, on the annotated texts under `corpus/`.

    python scripts/train_kinds.py             # writes src/earnest/data/kind_model.json
    python scripts/train_kinds.py --validate  # cross-validated by text; writes nothing

Rows of the gold are matched with what is extracted (characters shared, intersection over union of at
least one half). Texts of `corpus/train` and `corpus/dev` are used; never `corpus/test`.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from annotated_texts import annotated_documents
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from earnest.contract.text import Document, Span
from earnest.extract.claim import MarkedRow
from earnest.extract.kind_model import KindModel
from earnest.extract.kinds import described, kinds_of
from earnest.extract.statements import rows_with_amounts

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "src" / "earnest" / "data" / "kind_model.json"
STRENGTH = 0.05  # inverse of the L2 penalty, chosen by cross-validation on corpus/train
FEWEST = 3  # rows that must have a feature
DIGITS = 3


@dataclass(frozen=True)
class Example:
    """A row that the gold has, too: its text's name, features, the rules' kind, the gold's kind.

    Attributes:
        rows: all rows of the text, of which it is number `place`.
    """

    text: str
    rows: tuple[MarkedRow, ...]
    place: int
    found: frozenset[str]
    rule: str
    gold: str


def main() -> None:
    """Train, or validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--validate", action="store_true")
    if parser.parse_args().validate:
        validate(list(examples("train")), list(examples("dev")))
        return
    rows = [*examples("train"), *examples("dev")]
    model = fitted(rows)
    content = {
        "made_by": "python scripts/train_kinds.py",
        "rows": len(rows),
        "texts": len({row.text for row in rows}),
        "strength": STRENGTH,
        "kinds": model.kinds,
        "bias": model.bias,
        "weights": model.weights,
    }
    MODEL.write_text(json.dumps(content, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(
        f"{MODEL.name}: {len(model.weights)} features, {len(rows)} rows of {content['texts']} texts"
    )


def examples(split: str) -> Iterator[Example]:
    """The rows of a split that are extracted and in the gold."""
    for document, gold in annotated_documents(ROOT / "corpus" / split):
        yield from _examples(document, gold)


def _examples(document: Document, gold: Sequence[dict[str, Any]]) -> Iterator[Example]:
    rows = rows_with_amounts(document)
    pairs = matched([row.span for row in rows], [(g["start"], g["end"]) for g in gold])
    for n, (rule, found) in enumerate(described(rows)):
        if n in pairs:
            yield Example(document.id, rows, n, found, rule, gold[pairs[n]]["kind"])


def matched(ours: Sequence[Span], gold: Sequence[Span]) -> dict[int, int]:
    """For rows of ours the gold's row at the same place, one to one, best first."""
    near = [
        (-share, n, m)
        for n, a in enumerate(ours)
        for m, b in enumerate(gold)
        if (share := _overlap(a, b)) >= 0.5
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, n, m in sorted(near):
        if n not in pairs and m not in taken:
            pairs[n] = m
            taken.add(m)
    return pairs


def _overlap(a: Span, b: Span) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / (max(a[1], b[1]) - min(a[0], b[0]))


def fitted(rows: Sequence[Example]) -> KindModel:
    """The model of these rows; the same rows give the same model."""
    counts = Counter(name for row in rows for name in row.found)
    vectors = DictVectorizer(sort=True)
    inputs = vectors.fit_transform(
        [{n: 1.0 for n in row.found if counts[n] >= FEWEST} for row in rows]
    )
    fit = LogisticRegression(C=STRENGTH, max_iter=1_000).fit(inputs, [row.gold for row in rows])
    weights = zip(vectors.get_feature_names_out(), np.round(fit.coef_.T, DIGITS), strict=True)
    return KindModel(
        kinds=tuple(str(kind) for kind in fit.classes_),  # type: ignore[arg-type]
        bias=tuple(np.round(fit.intercept_, DIGITS).tolist()),
        weights={str(n): tuple(w.tolist()) for n, w in weights if np.any(w)},
    )


def validate(train: list[Example], dev: list[Example]) -> None:
    """Print the share of rows with the gold's kind: rules, model by folds of texts, and on dev."""
    gold = np.array([row.gold for row in train])
    told = np.empty(len(train), dtype=object)
    for fold, held in GroupKFold(6).split(train, groups=[row.text for row in train]):
        told[held] = _predicted([train[n] for n in fold], [train[n] for n in held])
    _show("train, rules", [row.rule for row in train], gold)
    _show("train, as told, by folds of texts", told, gold)
    _show("dev, rules", [row.rule for row in dev], [row.gold for row in dev])
    _show("dev, as told by the model of train", _predicted(train, dev), [row.gold for row in dev])


def _predicted(train: Sequence[Example], rows: Sequence[Example]) -> list[str]:
    model = fitted(train)
    texts = {r.text: r.rows for r in rows}
    told = {name: kinds_of(marked, model=model) for name, marked in texts.items()}
    return [told[r.text][r.place].kind for r in rows]


def _show(what: str, told: Sequence[str], gold: Sequence[str]) -> None:
    right = float(np.mean(np.asarray(told) == np.asarray(gold)))
    macro = f1_score(list(gold), list(told), average="macro")
    print(f"{what:36} n {len(gold):5}  right {right:.3f}  macro F1 {macro:.3f}")


if __name__ == "__main__":
    main()
