"""Bad input on the command line: exit code 1, one sentence, and nothing left half-written."""

import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from cli_runs import CUT_OFF, TEXT, earnest, write

DATE = ("--date", "2019-05-30")
EVENTS_HEAD = "event_id,date,actor_country,recipient_country,code,description,source\n"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EARNEST_HOME", str(tmp_path / "no-home"))
    monkeypatch.chdir(tmp_path)


def files() -> set[str]:
    return {path.as_posix() for path in Path().rglob("*")}


def locked_pdf() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write("locked.pdf")


def refused(*words: str | Path) -> str:
    """The sentence with which `assess` refuses, having written nothing."""
    before = files()
    result = earnest(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert files() == before
    (line,) = result.stderr.splitlines()
    assert line.startswith("earnest: ")
    assert "Traceback" not in line
    return line


BAD_TEXTS: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\n", "empty"),
    ("binary.txt", b"abc\0def", "binary file"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n", "an image"),
    ("word.docx", b"PK\x03\x04rest", "Word"),
    ("latin.txt", "Près de Tallinn".encode("latin-1"), "not UTF-8 (byte 2)"),
    ("big.txt", b"word " * 4_200_000, "the limit is 20 MB"),
    ("page.html", b"<html><body><script>x</script></body></html>", "holds no article"),
    ("broken.pdf", b"%PDF-1.4 nonsense", "broken"),
]


@pytest.mark.parametrize(("name", "content", "words"), BAD_TEXTS, ids=[n for n, _, _ in BAD_TEXTS])
def test_a_text_that_cannot_be_used_is_refused_in_one_sentence(
    name: str, content: bytes, words: str
) -> None:
    write(name, content)
    told = refused("assess", name, *DATE)
    assert words in told
    assert name in told
    assert ";" in told  # what to do follows


def test_an_encrypted_pdf_is_refused() -> None:
    locked_pdf()
    assert "encrypted; save a copy without password" in refused("assess", "locked.pdf", *DATE)


def test_a_missing_file_is_named() -> None:
    assert "none.txt: there is no such file" in refused("assess", "none.txt", *DATE)


def test_a_text_without_a_date_asks_for_one() -> None:
    write("a.txt", TEXT)
    assert "--date YYYY-MM-DD" in refused("assess", "a.txt")


def test_a_cut_off_before_the_text_is_refused() -> None:
    write("a.txt", TEXT)
    assert "after the cut-off 2019-01-01" in refused(
        "assess", "a.txt", *DATE, "--as-of", "2019-01-01"
    )


BAD_TABLES: list[tuple[str, str, str]] = [
    (
        "column",
        EVENTS_HEAD.replace("source", "sauce") + "e,2019-03-15,EST,FIN,166,x,y\n",
        "events.csv:1: sauce: there is no column 'sauce' in this table; did you mean source?",
    ),
    ("date", EVENTS_HEAD + "e,2019-13-15,EST,FIN,166,x,y\n", "events.csv:2: date: '2019-13-15'"),
    ("country", EVENTS_HEAD + "e,2019-03-15,ESTO,FIN,166,x,y\n", "did you mean EST?"),
]


@pytest.mark.parametrize(("name", "table", "words"), BAD_TABLES, ids=[n for n, _, _ in BAD_TABLES])
def test_a_broken_table_is_refused_with_line_column_and_remedy(
    name: str, table: str, words: str
) -> None:
    write("a.txt", TEXT)
    write(f"{name}/events.csv", table)
    assert words in refused("assess", "a.txt", *DATE, "--record", name)


def test_all_problems_of_a_record_are_told_together() -> None:
    write("a.txt", TEXT)
    write("r/events.csv", EVENTS_HEAD + "e,2019-13-15,ESTO,FIN,166,x,y\n")
    result = earnest("assess", "a.txt", *DATE, "--record", "r")
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 2
    assert not Path("a-report").exists()


def test_a_missing_record_folder_is_named() -> None:
    write("a.txt", TEXT)
    assert "nowhere: there is no such record folder" in refused(
        "assess", "a.txt", *DATE, "--record", "nowhere"
    )


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("a.txt/below", "cannot be written here"),
        ("a.txt", "is a file, not a folder"),
        ("theirs", "no report to replace"),
    ],
)
def test_a_place_that_cannot_take_the_report_is_left_as_it_is(out: str, words: str) -> None:
    write("a.txt", TEXT)
    write("theirs/notes.txt", "mine")
    assert words in refused("assess", "a.txt", *DATE, "--as-of", CUT_OFF, "--out", out)
    assert Path("a.txt").read_text(encoding="utf-8") == TEXT
    assert Path("theirs/notes.txt").read_text(encoding="utf-8") == "mine"


def test_something_else_than_an_earlier_report_is_refused() -> None:
    write("a.txt", TEXT)
    write("other.json", "{}")
    for against in ("other.json", "none.json"):
        assert f"earnest: {against}: this is no earlier report" in refused(
            "assess", "a.txt", *DATE, "--as-of", CUT_OFF, "--against", against
        )


def test_a_case_with_a_span_outside_its_text_is_refused_with_the_line() -> None:
    write("a.txt", TEXT)
    case = Path("case")
    earnest("draft", "a.txt", "--case", case, *DATE)
    table = case / "statements.csv"
    head, first, *rest = table.read_text(encoding="utf-8").splitlines()
    cells = first.split(",")
    cells[2:4] = ["900", "955"]
    table.write_text("\n".join([head, ",".join(cells), *rest]) + "\n", encoding="utf-8")
    assert "statements.csv:2" in refused("assess", case, "--as-of", CUT_OFF)
    assert earnest("lint", case).exit_code == 1


@pytest.mark.parametrize("query", ["SELEC 1", "SELECT * FROM read_csv('a.txt')", "SET threads = 4"])
def test_a_query_that_is_wrong_or_reaches_out_is_refused(query: str) -> None:
    write("a.txt", TEXT)
    assert "earnest tables" in refused("sql", query)


@pytest.mark.slow
def test_the_program_tells_an_expected_error_without_a_traceback() -> None:
    call = [sys.executable, "-c", "from earnest.cli import main; main()", "assess", "none.txt"]
    done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr == "earnest: none.txt: there is no such file; check the name and the folder\n"
    )
