from importlib.resources import files

import pytest

from earnest.contract.text import Document, Statement
from earnest.contract.words import KINDS
from earnest.extract import extract_statements
from earnest.extract.cues import cues
from earnest.extract.kind_model import KindModel, kind_model


def first(text: str) -> Statement:
    lead = "The port was shut in May.\n\n"
    return extract_statements(Document("d", lead + text, sha256=""))[1]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Ruritania insists that the strait is shared.", "attribution"),
        ("Many hold that the strait is shared.", "attribution"),
        ("According to the ministry, the strait is shared.", "attribution"),
        ("Some will object that the toll was fair.", "attribution"),
        ("The toll will be back by spring.", "prediction"),
        ("If the toll stays, Borduria may close the pass.", "prediction"),
        ("Borduria is going to leave the league.", "prediction"),
        ("Borduria fears losing the port.", "motive"),
        ("Borduria wants to humble its neighbour.", "motive"),
        ("This is why the council shut the port.", "motive"),
        ("Ruritania has three times more ships than its neighbour.", "comparison"),
        ("Only Borduria has signed the treaty.", "comparison"),
        ("Some 4,000 families left the valley.", "quantity"),
        ("More than forty ships were seized.", "quantity"),
        ("Borduria never returns a prisoner first.", "regularity"),
        ("Ruritania always answers a ban with a ban.", "regularity"),
        ("Nobody closes a port for show.", "regularity"),
        ("The council must withdraw.", "thesis"),
        ("There is no quarrel between the two.", "thesis"),
        ("It was the blockade, not the drought, that emptied the shops.", "thesis"),
        ("The treaty was signed at dawn.", "event"),
        ("The consulate stayed shut.", "event"),
        ("Who, then, is the bully?", "rhetoric"),
        ("It is an absurd and shameful story.", "rhetoric"),
        ("You should not listen to them.", "rhetoric"),
    ],
)
def test_the_kind_is_the_first_that_fits(sentence: str, kind: str) -> None:
    assert first(sentence).kind == kind


def test_more_than_a_number_compares_nothing() -> None:
    assert first("The siege lasted more than six months.").kind == "quantity"


def test_a_date_alone_is_no_quantity() -> None:
    assert first("The treaty was signed on 3 May 1921.").kind == "event"


def test_what_a_rival_says_of_the_present_is_a_thesis() -> None:
    text = "The opposition claims that the government is staging a quarrel.\n"
    lead = "The port was shut in May.\n\n"
    found = extract_statements(Document("d", lead + text, sha256=""))
    assert [s.kind for s in found[1:]] == ["attribution", "thesis"]


def test_a_fragment_that_goes_on_has_the_kind_of_the_claim_before() -> None:
    lead = "The port was shut in May.\n\n"
    text = "Borduria never lifts a ban. And not only at sea, but also on land."
    found = extract_statements(Document("d", lead + text, sha256=""))
    assert [s.kind for s in found[1:]] == ["regularity", "regularity"]


def test_the_aim_in_a_purpose_clause_is_a_motive() -> None:
    text = "Ruritania shut the port in order to please its creditors."
    lead = "The port was shut in May.\n\n"
    found = extract_statements(Document("d", lead + text, sha256=""))
    assert [s.kind for s in found[1:]] == ["event", "motive"]


def test_a_superlative_of_praise_is_rhetoric() -> None:
    assert first("Its finest trait is its patience.").kind == "rhetoric"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Borduria outspends its neighbour.", "comparison"),
        ("Unlike Ruritania, the league kept the treaty.", "comparison"),
        ("The troops left ahead of schedule.", "comparison"),
        ("Ruritania has the larger navy.", "comparison"),
        ("It is the largest port of the coast.", "comparison"),
        ("The election is expected to end the quarrel.", "prediction"),
        ("An offer should come before this date.", "prediction"),
        ("No shot was fired.", "event"),
        ("To open the port means to admit the failure.", "motive"),
        ("Borduria is responsible for the famine.", "thesis"),
        ("The council ought to withdraw.", "thesis"),
    ],
)
def test_less_common_wordings(sentence: str, kind: str) -> None:
    assert first(sentence).kind == kind


def test_an_unknown_group_of_cues_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="no group 'verbs of motion'"):
        cues("verbs of motion")


def test_cues_are_lower_case_and_listed_once() -> None:
    rows = files("earnest.data").joinpath("cues.csv").read_text(encoding="utf-8").splitlines()
    assert len(set(rows)) == len(rows)
    assert all(row == row.lower() for row in rows)


def test_the_model_ships_with_as_many_weights_for_each_feature_as_there_are_kinds() -> None:
    model = kind_model()
    assert set(model.kinds) == set(KINDS)
    assert {len(row) for row in model.weights.values()} == {len(model.bias)} == {len(KINDS)}


def test_probabilities_of_kinds_add_up_to_one_whatever_the_features() -> None:
    model = kind_model()
    for found in ([], ["amount", "no such feature"], list(model.weights)):
        assert sum(model.probabilities(found).values()) == pytest.approx(1)


def test_a_feature_weighs_as_much_as_its_nats() -> None:
    model = KindModel(("event", "thesis"), (0.0, 0.0), {"has=MD": (0.0, 1.0)})
    assert model.probabilities(["has=MD"])["thesis"] == pytest.approx(0.7310585786)


def test_a_row_that_holds_a_report_is_not_itself_one() -> None:
    lead = "The port was shut in May.\n\n"
    text = "The Ruritanian ministers, who insist that the port is theirs, left in May."
    found = extract_statements(Document("d", lead + text, sha256=""))
    assert [s.kind for s in found if s.end - s.start > 70] != ["attribution"]
