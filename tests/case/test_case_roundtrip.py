import datetime as dt
import hashlib
import subprocess
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from case_texts import by_hand, document
from hypothesis import given, settings
from hypothesis import strategies as st

from any_text import any_text
from earnest.case.lint import lint
from earnest.case.load import load_case
from earnest.case.model import Case, CasePrediction, CaseThesis, Decision, in_order
from earnest.case.save import save_case
from earnest.contract.finding import RowRef
from earnest.contract.report import Bearing, Party
from earnest.contract.text import Document, Quantity, Statement
from earnest.contract.words import KINDS, STATUSES
from earnest.errors import CaseError, OutputError


def test_a_saved_case_is_read_back_as_it_was(tmp_path: Path) -> None:
    case = by_hand(tmp_path)
    save_case(case, tmp_path)
    assert load_case(tmp_path) == case
    assert lint(tmp_path) == ()


def test_the_files_of_a_case_are_readable_text(tmp_path: Path) -> None:
    save_case(by_hand(tmp_path), tmp_path)
    assert (tmp_path / "theses.csv").read_text(encoding="utf-8") == (
        "id,text,holders,origin,stated_in\n"
        "t1,the quarrel is real,author,text,s1\n"
        "none,none of these,,analyst,\n"
    )
    assert (tmp_path / "checks.csv").read_text(encoding="utf-8") == (
        "statement,check,verdict,parameters,rows,reason\n"
        "s1,event,accepted,class=strict=yes; days=7,events:E1; events:E:2,"
        "the notice names the lock\n"
    )
    assert (tmp_path / "case.toml").read_text(encoding="utf-8") == (
        'question = "Is the toll quarrel real?"\n'
        "as_of = 2031-07-01\n"
        'record = ["record"]\n'
        '\n[[parties]]\nname = "RUR"\ninterests = ["toll income", "a \\"quiet\\" shore"]\n'
        '\n[[parties]]\nname = "author and outlet"\ninterests = []\n'
    )


def test_saving_twice_changes_no_file(tmp_path: Path) -> None:
    case = by_hand(tmp_path)
    save_case(case, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    save_case(case, tmp_path)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_saving_leaves_no_half_written_file_behind(tmp_path: Path) -> None:
    save_case(by_hand(tmp_path), tmp_path)
    assert not list(tmp_path.rglob("*.part"))


def test_rows_are_saved_by_place_whatever_order_they_come_in(tmp_path: Path) -> None:
    case = by_hand(tmp_path)
    save_case(replace(case, statements=case.statements[::-1]), tmp_path)
    assert [row.id for row in load_case(tmp_path).statements] == ["s1", "s2"]


def test_a_comment_in_case_toml_outlives_saving_the_same_case(tmp_path: Path) -> None:
    case = by_hand(tmp_path)
    save_case(case, tmp_path)
    path = tmp_path / "case.toml"
    path.write_text("# agreed on 2 July\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    save_case(case, tmp_path)
    assert path.read_text(encoding="utf-8").startswith("# agreed on 2 July\n")


@pytest.mark.parametrize("cell", ["=1+1", "+49", "-3 percent", "@office", '=HYPERLINK("x")'])
def test_a_cell_that_looks_like_a_formula_is_data(tmp_path: Path, cell: str) -> None:
    case = by_hand(tmp_path)
    bearing = (Bearing("t1", "s1", "supports", cell),)
    save_case(replace(case, bearing=bearing), tmp_path)
    assert load_case(tmp_path).bearing == bearing
    assert cell.replace('"', '""') in (tmp_path / "bearing.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("cell", ["two\nlines", "two\r\nlines", "two\rlines", 'a "mark", a comma'])
def test_line_ends_inside_a_cell_come_back_as_they_were(tmp_path: Path, cell: str) -> None:
    case = by_hand(tmp_path)
    bearing = (Bearing("t1", "s1", "supports", cell),)
    save_case(replace(case, bearing=bearing), tmp_path)
    assert load_case(tmp_path).bearing == bearing


def test_a_file_as_spreadsheets_save_it_is_read_the_same(tmp_path: Path) -> None:
    case = by_hand(tmp_path)
    save_case(case, tmp_path)
    for path in tmp_path.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_case(tmp_path) == case


def test_columns_may_stand_in_any_order_and_optional_ones_may_be_missing(tmp_path: Path) -> None:
    save_case(replace(by_hand(tmp_path), bearing=(), predictions=()), tmp_path)
    (tmp_path / "theses.csv").write_text("origin,id,text\nanalyst,t1,it is a show\n", "utf-8")
    for name in ("bearing.csv", "checks.csv", "predictions.csv"):
        (tmp_path / name).unlink()
    assert load_case(tmp_path).theses == (CaseThesis("t1", "it is a show", (), "analyst"),)


def test_a_text_read_from_another_encoding_keeps_the_hash_of_its_bytes(tmp_path: Path) -> None:
    given_bytes = "Цены, говорят они, растут.".encode("cp1251")
    text = given_bytes.decode("cp1251")
    source = Document("prices", text, hashlib.sha256(given_bytes).hexdigest())
    save_case(Case("Do prices rise?", documents=(source,)), tmp_path)
    assert load_case(tmp_path).documents == (source,)


def test_a_text_without_a_stated_hash_is_taken_as_it_is(tmp_path: Path) -> None:
    save_case(Case("A question?", documents=(document(),)), tmp_path)
    (tmp_path / "text" / "strait.toml").write_text('title = "By hand"\n', "utf-8")
    (tmp_path / "text" / "strait.txt").write_text("Another text.", "utf-8")
    loaded = load_case(tmp_path).documents[0]
    assert loaded.title == "By hand"
    assert loaded.sha256 == hashlib.sha256(b"Another text.").hexdigest()


def test_the_case_s_own_record_folder_is_found_without_being_named(tmp_path: Path) -> None:
    save_case(Case("A question?", documents=(document(),)), tmp_path)
    (tmp_path / "case.toml").write_text('question = "A question?"\n', "utf-8")
    assert load_case(tmp_path).record == ()
    (tmp_path / "record").mkdir()
    assert load_case(tmp_path).record == (tmp_path.resolve() / "record",)


def test_a_record_that_is_left_out_on_purpose_stays_out(tmp_path: Path) -> None:
    (tmp_path / "record").mkdir()
    save_case(Case("A question?", documents=(document(),)), tmp_path)
    assert load_case(tmp_path).record == ()


def test_one_record_may_be_named_without_a_list(tmp_path: Path) -> None:
    save_case(Case("A question?", documents=(document(),)), tmp_path / "case")
    (tmp_path / "shared").mkdir()
    toml = 'question = "A question?"\nrecord = "../shared"\n'
    (tmp_path / "case" / "case.toml").write_text(toml, "utf-8")
    assert load_case(tmp_path / "case").record == (tmp_path.resolve() / "shared",)


def test_a_case_is_not_saved_over_a_folder_with_other_texts(tmp_path: Path) -> None:
    save_case(Case("A question?", documents=(document(name="other"),)), tmp_path)
    with pytest.raises(OutputError, match="a text that the case does not have: other"):
        save_case(Case("A question?", documents=(document(),)), tmp_path)


def test_a_document_id_that_climbs_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be a file name"):
        save_case(Case("A question?", documents=(document(name="../up"),)), tmp_path)


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        save_case(Case("A question?", documents=(document(),)), tmp_path / "taken")


def test_git_is_told_to_leave_line_ends_alone(tmp_path: Path) -> None:
    save_case(by_hand(tmp_path), tmp_path)
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "-q"], check=True)
    told = subprocess.run(
        [*git, "check-attr", "text", "text/strait.txt"], check=True, capture_output=True, text=True
    )
    assert told.stdout.strip().endswith("text: unset")


WORDS = any_text(min_size=1, max_size=30)
TOLD = WORDS.filter(lambda text: text.strip() != "")
NAMES = st.lists(TOLD.map(str.strip), max_size=3).map(tuple)
MAYBE = st.none() | WORDS
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
DAYS = st.dates(min_value=dt.date(1900, 1, 1))
VAGUE = st.sampled_from(["many", "hundreds", "a third", "nan", "some 30"])
QUANTITIES = st.builds(
    Quantity,
    value=FLOATS | VAGUE | st.tuples(FLOATS, FLOATS),
    low=st.none() | FLOATS,
    high=st.none() | FLOATS,
    unit=MAYBE,
    of=MAYBE,
)
ISO = st.sampled_from(["2031", "2031-05", "2031-Q2", "2031-05-09", "2030/2031-02", "2031/.."])


@st.composite
def documents(draw: st.DrawFn, name: str) -> Document:
    text = draw(any_text(min_size=4, max_size=60))
    own = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        name,
        text,
        draw(st.sampled_from([own, "ab" * 32])),
        draw(st.sampled_from(["text", "html", "pdf"])),
        draw(MAYBE),
        draw(MAYBE),
        draw(MAYBE),
        draw(st.none() | st.just(dt.date(1900, 1, 1))),
        draw(st.sampled_from(["en", "ru"])),
        draw(MAYBE),
    )


@st.composite
def statements(draw: st.DrawFn, number: int, text: Document) -> Statement:
    start = draw(st.integers(0, len(text.text) - 2))
    end = draw(st.integers(start + 1, len(text.text)))
    return Statement(
        text.id,
        start,
        end,
        text.text[start:end],
        draw(st.sampled_from(KINDS)),
        f"s{number:03d}",
        draw(WORDS),
        draw(st.none() | st.just((0, 2))),
        draw(NAMES),
        draw(st.none() | ISO),
        draw(st.none() | QUANTITIES),
        draw(MAYBE),
        draw(MAYBE),
        draw(MAYBE),
        draw(st.sampled_from(["yes", "partly", "no"])),
        draw(MAYBE),
        draw(st.sampled_from(["supports", "contradicts", "neutral"])),
        draw(st.floats(0, 1)),
        draw(NAMES),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    texts = [draw(documents(name)) for name in ("a", "b")]
    rows = [draw(statements(n, draw(st.sampled_from(texts)))) for n in range(3)]
    spans = {(row.document, row.start, row.end, row.kind): row for row in rows}
    ids = [row.id for row in spans.values()]
    some = st.sampled_from(ids)
    checks = st.sampled_from(sorted(STATUSES))
    params = st.dictionaries(
        st.text("abc_", min_size=1, max_size=4), st.text("xy=; \\", max_size=5).map(str.strip)
    )
    refs = st.lists(
        st.builds(RowRef, st.just("events"), st.text("E:;\\1", min_size=1)), min_size=1, max_size=3
    ).map(tuple)
    decide = st.builds(
        Decision, some, checks, st.sampled_from(["accepted", "replaced"]), TOLD, refs, params
    )
    predict = st.builds(
        CasePrediction,
        some,
        TOLD,
        st.none() | DAYS,
        MAYBE,
        MAYBE,
        MAYBE,
        st.sampled_from(["act", "none", "reading"]),
    )
    stated = st.lists(some, max_size=2, unique=True).map(tuple)
    theses = [
        CaseThesis("t1", draw(TOLD), ("author", *draw(NAMES)), "text", draw(stated)),
        CaseThesis("none", draw(TOLD), draw(NAMES), "analyst"),
    ]
    bear = st.builds(
        Bearing,
        st.sampled_from(["t1", "none"]),
        some,
        st.sampled_from(["supports", "contradicts"]),
        TOLD,
    )
    case = Case(
        draw(TOLD),
        draw(st.none() | DAYS),
        (),
        tuple(draw(st.lists(st.builds(Party, WORDS, st.lists(WORDS, max_size=2).map(tuple))))),
        tuple(texts),
        tuple(spans.values()),
        tuple(theses),
        tuple({(b.thesis, b.statement_id): b for b in draw(st.lists(bear, max_size=3))}.values()),
        tuple({(d.statement, d.check): d for d in draw(st.lists(decide, max_size=3))}.values()),
        tuple({p.statement: p for p in draw(st.lists(predict, max_size=3))}.values()),
    )
    return in_order(case)


@settings(deadline=None)
@given(cases())
def test_any_case_is_read_back_as_it_was_saved(case: Case) -> None:
    with TemporaryDirectory() as folder:
        save_case(case, Path(folder))
        assert load_case(Path(folder)) == case


def test_a_broken_case_is_never_returned(tmp_path: Path) -> None:
    save_case(by_hand(tmp_path), tmp_path)
    (tmp_path / "theses.csv").unlink()
    with pytest.raises(CaseError, match="the file is missing"):
        load_case(tmp_path)
