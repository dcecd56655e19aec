"""The words of the interface, in the language that is spoken while a message is composed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from bot.locales import ENGLISH, catalogue

_SPOKEN: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def spoken() -> str:
    """Return the language that is spoken now, as an ISO 639 code."""
    return _SPOKEN.get()


def speak(language: str) -> None:
    """Speak a language from now on, in this task and in what it begins."""
    _SPOKEN.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language within a block."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def _(english: str) -> str:
    """Return the interface's words for an English string; strings wrapped in it are extracted."""
    return catalogue(_SPOKEN.get()).gettext(english)


def plural(one: str, many: str, n: int) -> str:
    """Return the words for a number of things, from the English for one and for many."""
    return catalogue(_SPOKEN.get()).ngettext(one, many, n)
