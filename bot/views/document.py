"""The one document model: blocks of inlines and rows of buttons, before anything knows how Telegram writes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from string import Formatter
from typing import TypeAlias

from bot.views.press import Press


@dataclass(frozen=True, slots=True)
class Bold:
    """Inlines in bold."""

    content: "Content"


@dataclass(frozen=True, slots=True)
class Italic:
    """Inlines in italics."""

    content: "Content"


@dataclass(frozen=True, slots=True)
class Code:
    """Text to be typed or copied as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to `url`; plain text where the address is neither http, https nor tg."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment, shown in each viewer's own zone and in the manner of `form`; old clients show `fallback`.

    `at` is aware. `form` is "r" alone (how long until then), or "w" (weekday), one of "d" and "D" (date) and one of
    "t" and "T" (time), together in this order. Never for a deadline that is known to the day.
    """

    at: datetime
    form: str
    fallback: str


Inline: TypeAlias = str | Bold | Italic | Code | Link | Instant
Inlines: TypeAlias = tuple[Inline, ...]
Content: TypeAlias = str | Inlines


@dataclass(frozen=True, slots=True)
class Heading:
    """A line in bold; it stays in one message with what follows it."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line break in it stays one."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, one inline tuple an item."""

    items: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, set apart; an expandable one shows its first lines until it is tapped."""

    content: Inlines
    expandable: bool = False


Block: TypeAlias = Heading | Paragraph | Bullets | Quote


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: it presses or it opens an address, exactly one of the two."""

    text: str
    press: Press | None = None
    url: str = ""


Row: TypeAlias = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What one answer shows. `preview` lets Telegram add a card of the first link; `silent` makes no sound.

    `locate` is what a key below the field for typing says that shares one's location, "" for none; `unlocate` takes
    that key away. A message with either has no `buttons`.
    """

    blocks: tuple[Block, ...]
    buttons: tuple[Row, ...] = ()
    preview: bool = False
    silent: bool = False
    locate: str = ""
    unlocate: bool = False


def heading(*content: Inline) -> Heading:
    """Return a heading of these inlines."""
    return Heading(content)


def paragraph(*content: Inline) -> Paragraph:
    """Return a paragraph of these inlines."""
    return Paragraph(content)


def bullets(items: Iterable[Content]) -> Bullets:
    """Return a list; an item may be a plain string."""
    return Bullets(tuple(inlines(item) for item in items))


def quote(*content: Inline, expandable: bool = False) -> Quote:
    """Return a quote of these inlines."""
    return Quote(content, expandable)


def inlines(content: Content) -> Inlines:
    """Return content as a tuple of inlines."""
    return (content,) if isinstance(content, str) else content


def fill(template: str, **values: Inline | Inlines) -> Inlines:
    """Put inlines in the named places of a (translated) template: `fill(_("says {source}"), source=Link(…))`."""
    parts: list[Inline] = []
    for literal, name, _, _ in Formatter().parse(template):
        if literal:
            parts.append(literal)
        if name:
            value = values[name]
            parts.extend(value if isinstance(value, tuple) else (value,))
    return tuple(parts)


def joined(parts: Iterable[Content], between: str = " · ") -> Inlines:
    """Return the parts that are not empty with `between` set between them."""
    given = [inlines(part) for part in parts if part]
    spaced = [(between, *part) if n else part for n, part in enumerate(given)]
    return tuple(inline for part in spaced for inline in part)


def rows(buttons: Sequence[Button], width: int) -> tuple[Row, ...]:
    """Return the buttons in rows of at most `width`."""
    return tuple(tuple(buttons[n : n + width]) for n in range(0, len(buttons), width))
