"""Every kind of thing that people send to be read: files, pictures and their captions, albums, what is too large."""

import io
from datetime import date

import pytest
from PIL import Image

from tests.core.adapters.wire.test_files import pdf
from tests.e2e.chat.playing import Chat, text_of
from tests.e2e.chat.texts import harbour

PICTURE = io.BytesIO()
Image.new("RGB", (400, 300), "navy").save(PICTURE, "PNG")

ARTICLE = harbour(date(2025, 7, 18))
PARAGRAPHS = "".join(f"<p>{part}</p>" for part in ARTICLE.split("\n\n"))
PAGE = f"<html><head><title>Port</title></head><body><article>{PARAGRAPHS}</article></body></html>"
LETTER = "ROTTERDAM, July 18 \\(Harbour Wire\\) - The port authority gave the owners of the northern terminal 14 days"


@pytest.mark.parametrize(
    ("name", "data"),
    [("port.txt", ARTICLE.encode()), ("port.html", PAGE.encode()), ("port.pdf", pdf(f"{LETTER} to repair its wall."))],
)
def test_a_document_is_read_and_its_deadline_tracked(chat: Chat, name: str, data: bytes) -> None:
    chat.upload(name, data)
    answer = text_of(chat.hears("1 August", "for you alone"))
    assert "gave the owners of the northern terminal 14 days" in answer
    chat.press("Track this")
    chat.hears("I will keep you posted", "1 August")


def test_a_caption_is_read_and_an_album_answered_once(chat: Chat) -> None:
    chat.upload("port.png", PICTURE.getvalue(), caption=ARTICLE)
    chat.hears("1 August", "gave the owners of the northern terminal 14 days")
    first = len(chat.own())
    chat.upload("one.png", PICTURE.getvalue(), caption=harbour(date(2025, 7, 19)), album="7")
    chat.hears("2 August")
    chat.upload("two.png", PICTURE.getvalue(), album="7")
    chat.upload("three.png", PICTURE.getvalue(), album="8")
    chat.hears("I read text")
    chat.upload("four.png", PICTURE.getvalue(), album="8")
    chat.say("/help")
    chat.hears("What you can send me")
    assert len(chat.own()) == first + 3


def test_a_file_over_20_mb_is_refused_with_a_way_out(chat: Chat) -> None:
    chat.upload("minutes.pdf", bytes(20 * 1024 * 1024 + 1))
    chat.hears("minutes.pdf", "over 20 MB")
