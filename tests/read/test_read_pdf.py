import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from earnest.errors import InputError
from earnest.read.documents import read_document
from earnest.read.pdf import pdf_article
from earnest.read.signatures import is_pdf


def pdf(*lines: str, info: str = "") -> bytes:
    """A PDF of one page with a text layer, written by hand."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 40 700 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< {info} >>".encode("latin-1"),
    ]
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 7\n0000000000 65535 f \n")
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer << /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def encrypted(password: str, owner: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("The ferries lie still."))))
    writer.encrypt(password, owner, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_text_layer_is_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "ferries.pdf"
    file.write_bytes(pdf("The ferries lie still.", "Nobody has moved."))
    document = read_document(file)
    assert document.text.split("\n") == ["The ferries lie still.", "Nobody has moved."]
    assert (document.media, document.id) == ("pdf", "ferries")


def test_a_pdf_under_a_text_name_is_known_by_its_content(tmp_path: Path) -> None:
    file = tmp_path / "ferries.txt"
    file.write_bytes(pdf("The ferries lie still."))
    assert read_document(file).media == "pdf"


def test_title_and_author_come_from_the_file_and_its_own_date_is_not_used() -> None:
    raw = pdf("Text.", info="/Title (The ferries) /Author (Ana Duarte) /CreationDate (D:20220101)")
    byline = pdf_article(raw, where="x").byline
    assert (byline.title, byline.author, byline.date) == ("The ferries", "Ana Duarte", None)


def test_the_first_lines_win_over_the_file() -> None:
    raw = pdf("By Ana Duarte", "3 June 2021", "Text.", info="/Author (scanner 3)")
    byline = pdf_article(raw, where="x").byline
    assert (byline.author, byline.date) == ("Ana Duarte", dt.date(2021, 6, 3))


@pytest.mark.parametrize("title", ["untitled", "Microsoft Word - final", "ferries_v2.docx"])
def test_a_title_that_a_program_made_up_is_none(title: str) -> None:
    assert pdf_article(pdf("Text.", info=f"/Title ({title})"), where="x").byline.title is None


def test_a_pdf_that_opens_with_a_blank_password_is_read() -> None:
    assert pdf_article(encrypted("", "owner"), where="x").text == "The ferries lie still."


def test_an_encrypted_pdf_is_refused() -> None:
    with pytest.raises(InputError, match="the PDF is encrypted; save a copy without password"):
        pdf_article(encrypted("secret", "owner"), where="x")


def test_a_cipher_that_cannot_be_opened_here_is_told_as_encrypted() -> None:
    raw = encrypted("", "owner")
    aes = raw.replace(b"/V 2", b"/V 5").replace(b"/R 3", b"/R 6")
    with pytest.raises(InputError, match=r"the PDF is (encrypted|broken)"):
        pdf_article(aes, where="x")


def test_a_pdf_without_a_text_layer_is_refused() -> None:
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(InputError, match="no text layer, only images; run text recognition"):
        pdf_article(out.getvalue(), where="x")


def test_a_broken_pdf_is_refused_without_chatter(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ferries.pdf"
    file.write_bytes(pdf("The ferries lie still.")[:150])
    with pytest.raises(InputError, match="the PDF is broken"):
        read_document(file)
    assert capfd.readouterr() == ("", "")


def test_a_pdf_with_a_false_table_of_objects_is_mended_without_chatter(
    capfd: pytest.CaptureFixture[str],
) -> None:
    raw = pdf("The ferries lie still.").replace(b"startxref\n", b"startxref\n1")
    assert pdf_article(raw, where="x").text == "The ferries lie still."
    assert capfd.readouterr() == ("", "")


def test_a_filter_that_is_no_longer_read_is_told_as_broken() -> None:
    raw = pdf("The ferries lie still.").replace(b"<< /Length", b"<< /Filter /Fl /Length")
    with pytest.raises(InputError, match="the PDF is broken"):
        pdf_article(raw, where="x")


def test_a_name_that_promises_a_pdf_and_holds_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "ferries.pdf"
    file.write_bytes(b"no pdf at all")
    with pytest.raises(InputError, match="the PDF is broken"):
        read_document(file)


def test_a_text_about_pdf_is_no_pdf() -> None:
    assert not is_pdf(b"A file that starts with %PDF-1.7 is a PDF.")


@settings(deadline=None)
@given(at=st.integers(0, 700), noise=st.binary(min_size=1, max_size=8))
def test_damaged_pdfs_are_read_or_refused(at: int, noise: bytes) -> None:
    raw = pdf("The ferries lie still.", info="/Title (The ferries)")
    try:
        text = pdf_article(raw[:at] + noise + raw[at + len(noise) :], where="x").text
    except InputError as error:
        assert "x: " in str(error)
    else:
        assert text.encode("utf-8").strip()
