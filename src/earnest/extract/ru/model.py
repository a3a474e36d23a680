"""The models: slovnet's morphology and syntax from natasha's package, lemmas from pymorphy3.

They are loaded once, when first needed, from installed packages only. `natasha` itself is never
imported: it would load pymorphy2, which is unmaintained and leans on a part of setuptools that is gone.
"""

import importlib
import importlib.util
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from earnest.errors import InputError

_PACKAGES: Final = (
    "navec",
    "slovnet",
    "razdel",
    "pymorphy3",
    "pymorphy3_dicts_ru",
    "threadpoolctl",
)
_EMBEDDING: Final = "emb/navec_news_v1_1B_250K_300d_100q.tar"
_MORPHOLOGY: Final = "model/slovnet_morph_news_v1.tar"
_SYNTAX: Final = "model/slovnet_syntax_news_v1.tar"
_BATCH: Final = 8
_WINDOW: Final = 256  # sentences looked at together
_KEPT: Final = 65_536
_CYRILLIC: Final = re.compile(r"[а-яё’'-]{1,60}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parses:
    """What the dictionary knows of a word form: its lemmas, likeliest first, and their tags."""

    lemmas: tuple[str, ...]
    parts: tuple[str, ...]  # part of speech of each lemma, in OpenCorpora's words
    tense: (
        str | None
    )  # `past`, `pres` or `futr`; None if it is likelier something else than a finite verb
    short: bool  # whether it may be a short adjective or participle


@dataclass(frozen=True, slots=True)
class Tagged:
    """A token as the models see it."""

    pos: str
    feats: dict[str, str]
    head: int  # 1-based within the sentence; 0 is the root
    rel: str


def is_installed() -> bool:
    """Whether the extra is there."""
    return _data() is not None and all(map(importlib.util.find_spec, _PACKAGES))


def require_models(place: str) -> None:
    """Nothing, if the extra is installed.

    Args:
        place: what cannot be read without it.

    Raises:
        InputError: it is not; names both ways out.
    """
    if not is_installed():
        raise InputError(
            place,
            "the text is in Russian, and the reader of Russian is not installed",
            "install earnest[ru], or let a language model read it with --reader llm (docs/llm.md)",
        )


def tokens(text: str) -> list[tuple[int, int]]:
    """The tokens of a sentence as `[start, end)`."""
    return [(t.start, t.stop) for t in importlib.import_module("razdel").tokenize(text)]


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a block as `[start, end)`."""
    return [(s.start, s.stop) for s in importlib.import_module("razdel").sentenize(text)]


def tagged(words: Sequence[list[str]]) -> Iterator[list[Tagged]]:
    """Tags, features and dependencies of sentences, in order; no sentence may be empty."""
    for start in range(0, len(words), _WINDOW):
        yield from _tagged(words[start : start + _WINDOW])


def _tagged(words: Sequence[list[str]]) -> list[list[Tagged]]:
    """The tags of some sentences; those of like length go together, since a batch is padded."""
    morphology, syntax = _networks()
    order = sorted(range(len(words)), key=lambda n: len(words[n]))
    like = [words[n] for n in order]
    found: dict[int, list[Tagged]] = {}
    limits = importlib.import_module("threadpoolctl").threadpool_limits
    with limits(limits=1, user_api="blas"):  # threads of so small products only wait for each other
        for n, shapes, tree in zip(order, morphology.map(like), syntax.map(like), strict=True):
            found[n] = [
                Tagged(shape.pos, dict(shape.feats or {}), int(arc.head_id), arc.rel)
                for shape, arc in zip(shapes.tokens, tree.tokens, strict=True)
            ]
    return [found[n] for n in range(len(words))]


@lru_cache(maxsize=_KEPT)
def parses(word: str) -> Parses:
    """What the dictionary knows of a word form, `ё` written as `е` in lemmas.

    It is asked about Cyrillic words only: it stumbles over characters that have no name.
    """
    if _CYRILLIC.fullmatch(word) is None:
        return Parses((word.lower(),), ("",), None, short=False)
    found = _analyzer().parse(word)
    lemmas: dict[str, str] = {}
    for parse in found:
        lemmas.setdefault(str(parse.normal_form).replace("ё", "е"), str(parse.tag.POS or ""))
    tenses = [str(p.tag.tense) for p in found[:1] if p.tag.POS == "VERB" and p.tag.tense]
    short = any(p.tag.POS in ("ADJS", "PRTS") for p in found)
    return Parses(tuple(lemmas), tuple(lemmas.values()), next(iter(tenses), None), short)


def _data() -> Path | None:
    found = importlib.util.find_spec("natasha")
    places = found.submodule_search_locations if found is not None else None
    return Path(places[0]) / "data" if places else None


@cache
def _networks() -> tuple[Any, Any]:
    require_models("the text")
    data = _data()
    assert data is not None  # required above
    slovnet = importlib.import_module("slovnet")
    words = importlib.import_module("navec").Navec.load(data / _EMBEDDING)
    morphology = slovnet.Morph.load(data / _MORPHOLOGY, batch_size=_BATCH)
    syntax = slovnet.Syntax.load(data / _SYNTAX, batch_size=_BATCH)
    morphology.navec(words)
    syntax.navec(words)
    return morphology, syntax


@cache
def _analyzer() -> Any:  # noqa: ANN401 - the packages carry no types
    return importlib.import_module("pymorphy3").MorphAnalyzer(lang="ru")
