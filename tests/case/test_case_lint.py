from collections.abc import Callable
from pathlib import Path

import pytest
from case_texts import BARGES, CLOSED, by_hand

from earnest.case.lint import lint
from earnest.case.load import load_case
from earnest.case.save import save_case
from earnest.errors import CaseError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_case(by_hand(tmp_path), tmp_path)
    return tmp_path


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8"))


def found(folder: Path) -> list[tuple[str, int | None, str | None]]:
    return [(Path(p.where).name, p.line, p.field) for p in lint(folder)]


def only(folder: Path) -> str:
    (problem,) = lint(folder)
    return str(problem).removeprefix(f"{folder}/")


EDITS: list[tuple[str, str, str, tuple[int | None, str | None], str]] = [
    ("case.toml", "as_of = 2031-07-01", "as_of = soon", (2, None), "broken TOML"),
    ("case.toml", '"Is the toll quarrel real?"', '" "', (None, "question"), "is empty"),
    ("case.toml", "as_of =", "asof =", (None, "asof"), "is unknown"),
    ("case.toml", '["record"]', '["elsewhere"]', (None, "record"), "does not exist"),
    ("case.toml", 'name = "RUR"', "name = 3", (None, "parties.0.name"), "name"),
    ("text/strait.toml", "date = 2031-05-09", 'date = "May"', (None, "date"), "2031-05-09"),
    ("theses.csv", "id,text", "name,text", (1, None), "there is no column 'id'"),
    ("theses.csv", "stated_in\n", "origin\n", (1, None), "stands twice"),
    ("theses.csv", "real,author,", "real,,", (2, "holders"), "nobody holds this thesis"),
    ("theses.csv", "text,s1", "text,s9", (2, "stated_in"), "there is no statement 's9'"),
    ("theses.csv", "author,text,", "author,text,,", (2, None), "6 cells under 5 columns"),
    ("theses.csv", "none,none of these", "t1,none of these", (3, "id"), "in line 2 already"),
    ("theses.csv", "analyst", "guess", (3, "origin"), "'guess' is not 'text' or 'analyst'"),
    ("bearing.csv", "t1,s1", "t7,s1", (2, "thesis"), "there is no thesis 't7'"),
    ("bearing.csv", "t1,s1", "t1,s7", (2, "statement"), "there is no statement 's7'"),
    ("bearing.csv", "supports", "proves", (2, "direction"), "'supports' or 'contradicts'"),
    ("bearing.csv", "t1,s1", '"t1,s1', (2, None), "broken CSV"),
    ("checks.csv", ",event,", ",weather,", (2, "check"), "there is no check 'weather'"),
    ("checks.csv", "the notice names the lock", "", (2, "reason"), "is empty"),
    ("checks.csv", "the notice names the lock", "  ", (2, "reason"), "is empty"),
    ("checks.csv", "days=7", "days", (2, "parameters"), "'days' is not of the form name=value"),
    ("checks.csv", "days=7", "class=x", (2, "parameters"), "the parameter 'class' stands twice"),
    ("checks.csv", "events:E1", "diary:E1", (2, "rows"), "the record has no table 'diary'"),
    ("checks.csv", "events:E1", "E1", (2, "rows"), "'E1' is not of the form table:id"),
    ("checks.csv", "accepted,class=strict=yes; days=7,events:E1; events:E:2", "replaced,,",
     (2, "rows"), "replaced by no rows"),
    ("predictions.csv", "the lock stays shut", "", (2, "rule"), "is empty"),
    ("predictions.csv", "2031-06-30", "2031-05-08", (2, "deadline"),
     "2031-05-08 lies before the text's own date, 2031-05-09"),
    ("predictions.csv", "2031-06-30", "June", (2, "deadline"), "write a day such as"),
    ("predictions.csv", "s1,", "s5,", (2, "statement"), "there is no statement 's5'"),
    ("statements.csv", "s2,", "s1,", (3, "id"), "the id stands in line 2 already"),
    ("statements.csv", ",event,", ",deed,", (2, "kind"), "'deed' is not"),
    ("statements.csv", "s1,strait", "s1,straits", (2, "document"), "there is no text 'straits'"),
    ("statements.csv", "2031-05-03", "3 May", (2, "date"), "is not an ISO 8601 date"),
    ("statements.csv", "0-3", "at 0", (3, "cue"), "'at 0' is not of the form start-end"),
    ("statements.csv", "0-3", "3-3", (3, "cue"), "lies outside the text"),
    ("statements.csv", ",4000,,", ',"4,000",,', (3, "value"), "has separators inside the number"),
    ("statements.csv", ",4000,,", ",,,", (3, None), "given without a value"),
    ("statements.csv", "0.75", "1.75", (3, "confidence"), "less than or equal to 1"),
    ("statements.csv", CLOSED.text, "", (2, "text"), "is empty"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "place", "words"), EDITS)
def test_an_edit_that_breaks_a_rule_is_named_with_its_place(
    folder: Path, name: str, old: str, new: str, place: tuple[int | None, str | None], words: str
) -> None:
    rewrite(folder / name, old, new)
    assert (Path(name).name, *place) in found(folder)
    assert any(words in str(problem) for problem in lint(folder))


@pytest.mark.parametrize("name", ["case.toml", "statements.csv", "theses.csv", "text/strait.toml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert (Path(name).name, None, None) in found(folder)
    assert any("the file is missing" in str(problem) for problem in lint(folder))


def test_all_problems_are_told_at_once(folder: Path) -> None:
    rewrite(folder / "case.toml", "as_of =", "asof =")
    rewrite(folder / "statements.csv", ",event,", ",deed,")
    rewrite(folder / "bearing.csv", "supports", "proves")
    with pytest.raises(CaseError) as told:
        load_case(folder)
    assert [Path(p.where).name for p in told.value.problems] == [
        "case.toml",
        "statements.csv",
        "bearing.csv",
    ]


def test_a_broken_line_brings_no_second_problem_about_the_rows_that_name_it(folder: Path) -> None:
    rewrite(folder / "statements.csv", ",event,", ",deed,")
    assert found(folder) == [("statements.csv", 2, "kind")]


def test_a_problem_says_what_where_and_what_to_do(folder: Path) -> None:
    rewrite(folder / "theses.csv", "real,author,", "real,,")
    assert only(folder) == (
        "theses.csv:2: holders: nobody holds this thesis; "
        "name who holds it, or write origin analyst"
    )


def test_a_span_that_slipped_is_told_where_its_words_stand(folder: Path) -> None:
    at = f"{CLOSED.start},{CLOSED.end}"
    rewrite(folder / "statements.csv", at, f"{CLOSED.start + 1},{CLOSED.end}")
    assert only(folder).endswith(f"these words stand at start {CLOSED.start}, end {CLOSED.end}")


def test_a_span_outside_the_text_is_told(folder: Path) -> None:
    rewrite(folder / "statements.csv", f"{BARGES.start},{BARGES.end}", "5000,5023")
    assert "lies outside the text of" in only(folder)


def test_words_that_the_text_does_not_have_are_told(folder: Path) -> None:
    rewrite(folder / "statements.csv", BARGES.text, "Some 9000 barges")
    assert only(folder).endswith("correct start, end and text so that they agree")


def test_two_rows_with_the_same_span_and_kind_are_told(folder: Path) -> None:
    path = folder / "statements.csv"
    line = path.read_text(encoding="utf-8").splitlines()[1]
    path.write_text(
        path.read_text(encoding="utf-8") + line.replace("s1,", "s3,", 1) + "\n", "utf-8"
    )
    assert "the same span and kind stands in line 2 already" in only(folder)


def test_a_line_number_counts_the_lines_of_the_file_not_the_rows(folder: Path) -> None:
    rewrite(
        folder / "bearing.csv",
        "a closed lock costs Ruritania tolls",
        '"two\nlines"\n\nt9,s1,supports,why',
    )
    assert found(folder) == [("bearing.csv", 5, "thesis")]


def test_a_changed_text_is_told(folder: Path) -> None:
    rewrite(folder / "text" / "strait.txt", "stayed at work", "stayed at home")
    assert "the text has changed since the case was drafted" in only(folder)


def test_a_file_that_is_not_utf_8_is_told_with_its_line(folder: Path) -> None:
    path = folder / "bearing.csv"
    path.write_bytes(path.read_bytes() + "t1,s2,supports,Zölle".encode("latin-1"))
    assert found(folder) == [("bearing.csv", 3, None)]


def test_a_folder_without_a_text_is_told(folder: Path) -> None:
    for path in (folder / "text").iterdir():
        path.unlink()
    assert "holds no text" in str(lint(folder)[0])


def test_two_texts_that_differ_in_case_only_are_told(folder: Path) -> None:
    for ending in ("txt", "toml"):
        content = (folder / "text" / f"strait.{ending}").read_bytes()
        (folder / "text" / f"Strait.{ending}").write_bytes(content)
    if len(list((folder / "text").iterdir())) == 4:  # not on a file system that folds case
        assert "in case only" in only(folder)


def test_a_text_whose_name_is_no_id_is_told(folder: Path) -> None:
    for ending in ("txt", "toml"):
        content = (folder / "text" / f"strait.{ending}").read_bytes()
        (folder / "text" / f"the strait.{ending}").write_bytes(content)
    assert "the name has marks an id cannot have" in only(folder)


def test_a_folder_where_a_file_should_be_is_told(folder: Path) -> None:
    (folder / "theses.csv").unlink()
    (folder / "theses.csv").mkdir()
    assert "cannot be read" in str(lint(folder)[0])


def test_a_place_that_is_no_folder_is_told_without_raising(tmp_path: Path) -> None:
    assert "is not a case folder" in str(lint(tmp_path / "nowhere")[0])


@pytest.mark.parametrize("spoil", [lambda b: b'"' + b, lambda b: b"\x00\xff" + b, lambda b: b""])
@pytest.mark.parametrize("name", ["case.toml", "statements.csv", "checks.csv", "text/strait.txt"])
def test_lint_never_raises_on_a_spoilt_file(
    folder: Path, name: str, spoil: Callable[[bytes], bytes]
) -> None:
    path = folder / name
    path.write_bytes(spoil(path.read_bytes()))
    assert lint(folder)
