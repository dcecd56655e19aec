"""Files: text, pages and PDFs that a person sent, and those that cannot be read."""

import io
import zipfile

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from core.adapters.wire.files import read_file
from core.errors import EmptyArticleError, Unread, UnreadableFileError, UnsupportedFormatError
from tests.core.adapters.wire.papers import PARAGRAPHS, page

WORDS = "Порт закриває північний басейн. До п'ятниці — останній термін."


def pdf(*pages: str, password: str = "") -> bytes:
    """Return a PDF with one line of text on each page; an empty line is a page without text, as a scan has."""
    writer = pypdf.PdfWriter()
    font = DictionaryObject(
        {NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in
         {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica", "Encoding": "WinAnsiEncoding"}.items()}
    )  # fmt: skip
    for line in pages:
        sheet = writer.add_blank_page(595, 842)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 50 800 Td ({line}) Tj ET".encode("cp1252") if line else b"")
        sheet[NameObject("/Contents")] = writer._add_object(stream)
        sheet[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1251", "koi8-u"])
def test_a_text_is_read_in_its_encoding(encoding: str) -> None:
    words = WORDS.replace("—", "-") if encoding == "koi8-u" else WORDS
    assert read_file("news.txt", f"{words}\r\n\r\n\r\nДалі.\r\n".encode(encoding)).text == f"{words}\n\nДалі."


@pytest.mark.parametrize("name", ["note.txt", "NOTE.TXT", "note.md", "note", "stdin.txt"])
def test_the_kind_is_told_by_the_name(name: str) -> None:
    assert read_file(name, b"Some words.").text == "Some words."


def test_a_saved_page_gives_its_article() -> None:
    draft = read_file("saved.html", page().encode())
    assert (draft.title, draft.text) == ("Port closes its northern basin", "\n\n".join(PARAGRAPHS))
    assert read_file("saved", page().encode()).text == draft.text


def test_a_pdf_gives_the_words_of_all_its_pages() -> None:
    assert (
        read_file("news.pdf", pdf("The port closes.", "", "Ferries go on.")).text
        == "The port closes.\n\nFerries go on."
    )
    assert read_file("news", pdf("The port closes.")).text == "The port closes."


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (pdf("Secret.", password="key"), "password"),
        (pdf("", ""), "scan"),
        (pdf("The port closes.")[:150], "damaged"),
        (b"%PDF-1.7\nnonsense", "damaged"),
        (b"no pdf", "not a PDF"),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(data: bytes, cause: str) -> None:
    with pytest.raises(UnreadableFileError, match=cause) as caught:
        read_file("news.pdf", data)
    assert caught.value.name == "news.pdf"


@pytest.mark.parametrize("name", ["a.docx", "a.zip", "a.png", "a.exe", "a.tar.gz"])
def test_other_kinds_are_not_supported(name: str) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("a", "b")
    with pytest.raises(UnsupportedFormatError):
        read_file(name, archive.getvalue())


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + b"\0\1\2\3" * 400, b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\2" * 50]
)
def test_bytes_that_are_no_text_are_unreadable_whatever_their_name(data: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        read_file("a.txt", data)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf"])
@pytest.mark.parametrize("data", [b"", b" \n\t "])
def test_an_empty_file_has_no_article(name: str, data: bytes) -> None:
    with pytest.raises(EmptyArticleError):
        read_file(name, data)


def test_a_saved_page_that_is_a_wall_says_which() -> None:
    wall = page(heading="<h1>Before you continue</h1>", paragraphs=["We and our partners use cookies."])
    with pytest.raises(UnreadableFileError) as caught:
        read_file("saved.html", wall.encode())
    assert caught.value.cause is Unread.CONSENT


def test_a_page_without_an_article_has_none() -> None:
    with pytest.raises(EmptyArticleError):
        read_file("a.html", b"<html><body><p>Hello</p></body></html>")
