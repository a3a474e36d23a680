"""Rules know no country, outlet or organisation: those stand in data tables only."""

import ast
import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

import earnest
from earnest.extract.actors import find_actors
from earnest.read.shipped import table

ROOMS = ("check", "weigh", "measure", "ledger")
HOME = Path(earnest.__file__).parent
# Codes and names that are also words of the language the rules are written in.
ALLOWED = {
    "AND": "a keyword of SQL",
    "PER": "a word",
}


def shipped(name: str) -> list[dict[str, str]]:
    text = files("earnest.data").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def parts(row: dict[str, str], *columns: str) -> Iterator[str]:
    for column in columns:
        yield from (part for part in row[column].split("|") if part)


@cache
def names() -> frozenset[str]:
    countries = shipped("countries.csv")
    found = {row["code"] for row in countries}
    for row in countries:
        found |= set(parts(row, "name", "aliases", "demonyms", "people", "capitals", "seats"))
    for row in shipped("organisations.csv"):
        found |= set(parts(row, "name", "aliases"))
    return frozenset(name for name in found if len(name) > 2) - ALLOWED.keys()


@cache
def first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in names())


def literals(path: Path) -> Iterator[str]:
    """The strings of a module that are no docstrings, and the text between f-string braces."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


MODULES = sorted(path for room in ROOMS for path in (HOME / room).glob("*.py"))


def test_the_rooms_are_there() -> None:
    assert len(MODULES) > 20


_RUN = re.compile(r"\w[\w.'’-]*(?: \w[\w.'’-]*)*")


def spans(literal: str) -> Iterator[str]:
    """Each run of up to five words of a string that begins like a name."""
    for run in _RUN.findall(literal):
        tokens = run.split()
        if first_words().isdisjoint(tokens):
            continue
        for i in range(len(tokens)):
            for j in range(i + 1, min(len(tokens), i + 5) + 1):
                yield " ".join(tokens[i:j])


@pytest.mark.parametrize("room", ROOMS)
def test_no_rule_names_a_country_an_outlet_or_an_organisation(room: str) -> None:
    named = [
        (path.stem, literal)
        for path in MODULES
        if path.parent.name == room
        for literal in literals(path)
        if not names().isdisjoint(spans(literal))
    ]
    assert named == []


def test_no_word_for_a_thing_is_the_name_of_a_party() -> None:
    words = [word for row in table("things.csv") for word in row["words"].split("|")]
    # "Foreign Office" is a ministry of any state, though written so it is London's.
    assert [word for word in words if find_actors(word.title())] in ([], ["foreign office"])
