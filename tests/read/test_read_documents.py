import datetime as dt
import hashlib
import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given

from any_text import any_text
from earnest.errors import InputError
from earnest.read.documents import read_document, slug
from earnest.read.raw import MOST_BYTES


def write(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return file


def refusal(source: str | Path) -> str:
    with pytest.raises(InputError) as error:
        read_document(source)
    return str(error.value)


class TestText:
    def test_the_text_is_the_decoded_file_code_point_for_code_point(self, tmp_path: Path) -> None:
        content = " \r\nCafe\u0301 \u00e9\u2028 a\tb \U0001f600\r end  \n\n"
        assert read_document(write(tmp_path, "a.txt", content)).text == content

    @given(any_text(min_size=1, without="\0"))
    def test_any_utf8_text_is_read_back_unchanged(self, body: str) -> None:
        from earnest.read.text import decoded_text

        text = f"x{body}"
        assert decoded_text(text.encode("utf-8"), where="x") == text

    def test_the_hash_is_of_the_bytes_read(self, tmp_path: Path) -> None:
        document = read_document(write(tmp_path, "a.txt", "abc"))
        # the SHA-256 test vector of FIPS 180-2 for "abc"
        assert document.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    def test_a_utf8_mark_stays_the_first_code_point(self, tmp_path: Path) -> None:
        file = write(tmp_path, "a.txt", "\ufeffBy Ana Duarte\n\nText.")
        document = read_document(file)
        assert document.text == file.read_bytes().decode("utf-8")
        assert document.author == "Ana Duarte"

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf16_with_a_mark_is_read(self, tmp_path: Path, encoding: str) -> None:
        file = write(tmp_path, "a.txt", "\ufeffZwei Wörter".encode(encoding))
        assert read_document(file).text == "Zwei Wörter"

    def test_broken_utf16_is_told(self, tmp_path: Path) -> None:
        assert "UTF-16" in refusal(write(tmp_path, "a.txt", b"\xff\xfea\x00b"))

    def test_another_encoding_is_told_with_its_byte_and_a_way_out(self, tmp_path: Path) -> None:
        message = refusal(write(tmp_path, "a.txt", "Caf\u00e9 society".encode("cp1252")))
        assert "the encoding is not UTF-8 (byte 3)" in message
        assert "iconv" in message

    def test_what_the_caller_states_wins_over_the_text(self, tmp_path: Path) -> None:
        file = write(tmp_path, "a.md", "# A\n\nBy Ana Duarte\n2021-06-03\n\nText.")
        document = read_document(
            file, date=dt.date(2020, 1, 1), title="B", outlet="C", author="D", document_id="e"
        )
        assert (document.date, document.title) == (dt.date(2020, 1, 1), "B")
        assert (document.outlet, document.author, document.id) == ("C", "D", "e")

    def test_what_nobody_states_is_none(self, tmp_path: Path) -> None:
        document = read_document(write(tmp_path, "a.txt", "Text only."))
        assert (document.date, document.title, document.outlet, document.author) == (None,) * 4
        assert (document.language, document.media, document.address) == ("en", "text", None)

    @pytest.mark.parametrize(
        ("name", "made"),
        [("My Text_2.txt", "my-text-2"), ("Çà et là.md", "ca-et-la"), ("a.b.txt", "a-b")],
    )
    def test_the_id_is_a_slug_of_the_stem(self, tmp_path: Path, name: str, made: str) -> None:
        assert read_document(write(tmp_path, name, "Text.")).id == made

    def test_a_stem_without_latin_letters_gets_a_hash(self) -> None:
        assert slug("статья", b"abc") == "document-ba7816bf"


class TestRefusals:
    def test_a_missing_file(self, tmp_path: Path) -> None:
        assert "there is no such file" in refusal(tmp_path / "none.txt")

    def test_a_folder(self, tmp_path: Path) -> None:
        assert "this is a folder, not a text" in refusal(tmp_path)

    @pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf\n", b"\xff\xfe"])
    def test_an_empty_file(self, tmp_path: Path, content: bytes) -> None:
        assert "the text is empty" in refusal(write(tmp_path, "a.txt", content))

    @pytest.mark.parametrize(
        ("content", "form"),
        [
            (b"abc\0def", "a binary file (NUL at byte 3)"),
            (b"PK\x03\x04rest", "a ZIP or Word file"),
            (b"\x89PNG\r\n", "an image"),
            (b"{\\rtf1 words}", "an RTF file"),
        ],
    )
    def test_a_binary_file(self, tmp_path: Path, content: bytes, form: str) -> None:
        assert f"this is {form}, not a text" in refusal(write(tmp_path, "a.txt", content))

    def test_a_text_over_the_limit_is_told_in_one_sentence(self, tmp_path: Path) -> None:
        file = tmp_path / "long.txt"
        with file.open("wb") as handle:
            handle.truncate(MOST_BYTES + 2 * 1024 * 1024)
        message = refusal(file)
        assert "the text has 22.0 MB and the limit is 20 MB; split it" in message
        assert "\n" not in message

    def test_a_stream_over_the_limit_is_refused_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        reading, writing = os.pipe()
        with open(writing, "wb") as sender, open(reading, "rb") as receiver:  # noqa: PTH123
            import threading

            def send() -> None:
                try:
                    sender.write(b"a" * (MOST_BYTES + 2))
                    sender.flush()
                except BrokenPipeError:
                    pass

            thread = threading.Thread(target=send)
            thread.start()
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(receiver))
            try:
                assert "the text has over 20 MB" in refusal("-")
            finally:
                receiver.read(1)
                thread.join()

    def test_a_name_that_no_file_can_have(self) -> None:
        assert "the file cannot be read" in refusal("a\0b")

    @pytest.mark.parametrize("address", ["ftp://example.org/a", "file:///etc/hosts"])
    def test_an_address_of_another_kind(self, address: str) -> None:
        assert "addresses of this kind cannot be read" in refusal(address)


def test_a_hyphen_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = b"By Ana Duarte\r\n\r\nText."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    document = read_document("-")
    assert (document.id, document.author) == ("stdin", "Ana Duarte")
    assert document.text == raw.decode()
    assert document.sha256 == hashlib.sha256(raw).hexdigest()
