"""`batch feeds` and `batch pages`: what comes as bytes, and the fields in which it is answered."""

import binascii

import pybase64

from bot.batch.lines import Answer, BadLineError, Line, text_of
from core.model.article import Draft
from core.model.feed import FeedReading


def body_of(line: Line) -> bytes:
    """Return the bytes of a feed or page line. Raises BadLineError where they are not base64."""
    try:
        return pybase64.b64decode(text_of(line, "bytes"), validate=True)
    except (binascii.Error, ValueError) as exc:
        raise BadLineError("bad_bytes", "bytes must be base64") from exc


def feed_json(reading: FeedReading) -> list[Answer]:
    """Return the entries of a feed in the fields of the interface."""
    return [
        {
            "title": draft.title,
            "link": draft.url,
            "published": draft.published.isoformat() if draft.published else None,
            "text": draft.text,
        }
        for draft in reading.drafts
    ]


def page_json(draft: Draft) -> Answer:
    """Return a page in the fields of the interface."""
    published = draft.published.isoformat() if draft.published else None
    return {"title": draft.title, "text": draft.text, "published": published}
