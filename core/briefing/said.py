"""What a person's text is: an address, an article, or a short question."""

import re
from enum import StrEnum

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_BARE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)

ARTICLE_WORDS = 30
"""A text of so many words is something to read; a shorter one is something to answer."""

_SENTENCE_WORDS = 12

ARTICLE_LENGTH = 600
"""A text of so many characters is something to read, also where its language writes no spaces."""


class Said(StrEnum):
    """How a text that is no command is taken."""

    ADDRESS = "address"
    ARTICLE = "article"
    QUESTION = "question"


def understand(text: str) -> Said:
    """Tell an address on its own, an article, and a question apart; a long text with a link in it is an article."""
    words = text.split()
    if len(words) == 1 and address_in(text):
        return Said.ADDRESS
    if len(words) >= ARTICLE_WORDS or (len(text) >= ARTICLE_LENGTH and not _ADDRESS.search(text)):
        return Said.ARTICLE
    if len(words) <= ARTICLE_WORDS // 2 and _ADDRESS.search(text):
        return Said.ADDRESS
    return Said.QUESTION


def is_told(text: str) -> bool:
    """Whether a short text sounds like a report: a dozen words that end as a sentence does."""
    return len(text.split()) >= _SENTENCE_WORDS and text.rstrip().endswith((".", "!", "”", '"', "»"))


def address_in(text: str) -> str | None:
    """Return the first web address in a text, with its scheme; a bare host is taken as https."""
    if found := _ADDRESS.search(text):
        return found[0].rstrip(".,;:!?)]}»”\"'")
    said = text.strip()
    if _BARE.fullmatch(said):
        return f"https://{said}"
    return None
