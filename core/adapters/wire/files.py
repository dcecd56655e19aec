"""Files: the article in a document that a person sent."""

import io
import logging
from pathlib import PurePath

from core.adapters.wire.decoding import decoded
from core.adapters.wire.pages import parse_page
from core.adapters.wire.parsing import PDF_MAGIC
from core.adapters.wire.plain import tidied
from core.errors import (
    EmptyArticleError,
    PageUnavailableError,
    Unread,
    UnreadableFileError,
    UnsupportedFormatError,
)
from core.model.article import Draft

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it cannot read, our errors tell

MOST_PAGES = 200
ENOUGH_CHARACTERS = 400_000
"""Of a PDF no more is read: it is far over what an article may have."""

_TEXTS = frozenset({".txt", ".text", ".md"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")


def read_file(name: str, data: bytes) -> Draft:
    """Return the article in a .txt, .html or .pdf file, by its content where the name does not tell.

    Raises UnsupportedFormatError for other kinds, UnreadableFileError where it is damaged, locked or a mere picture
    of text, EmptyArticleError where no text is in it.
    """
    suffix = PurePath(name).suffix.lower()
    if not data.strip():
        raise EmptyArticleError
    if data[:1024].lstrip().startswith(PDF_MAGIC):
        return Draft(text=_pdf_text(name, data))
    if suffix == ".pdf":
        raise UnreadableFileError(name, "not a PDF, whatever its name says")
    if suffix in _PAGES or (not suffix and _looks_like_page(data)):
        return _page(name, data)
    if suffix in _TEXTS or not suffix:
        return Draft(text=_plain(name, data))
    raise UnsupportedFormatError(name, f"{suffix} is not .txt, .html or .pdf")


def _looks_like_page(data: bytes) -> bool:
    return data[:1024].lstrip().lower().startswith((b"<!doctype html", b"<html"))


def _plain(name: str, data: bytes) -> str:
    text = decoded(data)
    controls = len(text) - len(text.translate({code: None for code in _CONTROLS}))
    if controls > len(text) / 100 or text.count("\ufffd") > len(text) / 20:
        raise UnreadableFileError(name, Unread.NOT_TEXT)
    return _some(tidied(text))


def _some(text: str) -> str:
    if not text:
        raise EmptyArticleError
    return text


def _page(name: str, data: bytes) -> Draft:
    """Return the article of a saved page. Raises EmptyArticleError, UnreadableFileError for a wall."""
    try:
        return parse_page(data, url="", content_type="text/html")
    except PageUnavailableError as exc:
        if exc.cause in {Unread.EMPTY, Unread.NO_ARTICLE}:
            raise EmptyArticleError from exc
        raise UnreadableFileError(name, exc.cause) from exc


def _pdf_text(name: str, data: bytes) -> str:
    """Return the words of a PDF. Raises UnreadableFileError where it is locked, damaged or scanned."""
    try:
        pages = _pdf_pages(data)
    except Exception as exc:
        raise UnreadableFileError(name, Unread.DAMAGED) from exc
    if pages is None:
        raise UnreadableFileError(name, Unread.LOCKED)
    text = tidied("\n\n".join(pages))
    if not text:
        raise UnreadableFileError(name, Unread.SCAN)
    return text


def _pdf_pages(data: bytes) -> list[str] | None:
    """Return the text of each page, None for a locked file. Raises in any way where the file is damaged."""
    import pypdf  # slow to load, and seldom needed

    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return None
    pages: list[str] = []
    for page in reader.pages[:MOST_PAGES]:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > ENOUGH_CHARACTERS:
            break
    return pages
