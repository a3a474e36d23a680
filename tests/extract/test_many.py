from collections.abc import Iterator

import pytest

from earnest.contract.text import Document
from earnest.errors import InputError
from earnest.extract import extract_many, extract_statements

TEXTS = ("The port was shut in May.", "", "The minister said that the pass is open.")


def documents(count: int) -> Iterator[Document]:
    for n in range(count):
        yield Document(f"d{n}", TEXTS[n % len(TEXTS)], sha256="")


def test_each_text_has_its_statements_in_order() -> None:
    expected = [extract_statements(d) for d in documents(20)]
    assert list(extract_many(documents(20))) == expected


def test_documents_are_not_read_far_ahead() -> None:
    read = []

    def noted() -> Iterator[Document]:
        for document in documents(100):
            read.append(document.id)
            yield document

    next(extract_many(noted()))
    assert len(read) < 20


def test_a_text_in_an_unknown_language_is_told_when_its_turn_comes() -> None:
    german = Document("g", "Der Hafen wurde im Mai geschlossen.", sha256="", language="de")
    found = extract_many([*documents(8), german])
    assert len([next(found) for _ in range(8)]) == 8
    with pytest.raises(InputError):
        next(found)


def test_no_texts_have_no_statements() -> None:
    assert list(extract_many([])) == []


@pytest.mark.slow
def test_two_processes_find_what_one_finds() -> None:
    expected = [extract_statements(d) for d in documents(40)]
    assert list(extract_many(documents(40), processes=2)) == expected
