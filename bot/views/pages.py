"""Pages: one message of parts that are never cut; what does not fit stands on further pages of the same message."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.views.document import Button, Row, rows
from bot.views.language import _
from bot.views.press import Verb, press
from bot.views.render import ENTITIES, ROW, UNITS, Fragment, message, with_row


@dataclass(frozen=True, slots=True)
class Part:
    """Something rendered, `mark` (plain text such as "3. ") in front of it, and the button that belongs to it.

    `glue` parts it from what stands before it on its page.
    """

    fragment: Fragment
    mark: str = ""
    button: Button | None = None
    glue: str = "\n\n"
    opens: bool = False

    @property
    def units(self) -> int:
        """UTF-16 units with mark and glue; both are of plain letters."""
        return self.fragment.units + len(self.mark) + len(self.glue)


def fold(
    parts: Sequence[Part], *, issue: int, top: Sequence[Row] = (), foot: Sequence[Row] = ()
) -> list[dict[str, Any]]:
    """Return the pages of an issue, at least one: as many parts on each as Telegram's limits take.

    A part that `opens` begins a page in any case. The rows of `top` stand on the first page, those of `foot` on the
    last one.
    """
    pages = list(_folded([part for part in parts if part.fragment.html])) or [[]]
    return [
        message(
            _html(page) or "…",
            (
                *rows([part.button for part in page if part.button is not None], ROW),
                *(top if n == 0 else ()),
                *(foot if n == len(pages) - 1 else ()),
                *_turning(issue, n, len(pages)),
            ),
        )
        for n, page in enumerate(pages)
    ]


def _folded(parts: Sequence[Part]) -> Iterator[list[Part]]:
    page: list[Part] = []
    length = entities = 0
    for part in parts:
        if page and (part.opens or length + part.units > UNITS or entities + part.fragment.entities > ENTITIES):
            yield page
            page, length, entities = [], 0, 0
        page.append(part)
        length += part.units
        entities += part.fragment.entities
    if page:
        yield page


def _html(page: Sequence[Part]) -> str:
    return "".join(f"{part.glue if n else ''}{part.mark}{part.fragment.html}" for n, part in enumerate(page))


def _turning(issue: int, page: int, pages: int) -> tuple[Row, ...]:
    back = [Button(f"‹ {page}/{pages}", press(Verb.PAGE, issue, page - 1))] if page else []
    on = [Button(f"{page + 2}/{pages} ›", press(Verb.PAGE, issue, page + 1))] if page < pages - 1 else []
    return ((*back, *on),) if pages > 1 else ()


def turned(page: Mapping[str, Any], *, earlier: int | None, later: int | None) -> dict[str, Any]:
    """Return a page with the buttons that lead to the briefings before and after it."""
    back = [Button(_("‹ Earlier briefing"), press(Verb.PAGE, earlier, 0))] if earlier is not None else []
    on = [Button(_("Later briefing ›"), press(Verb.PAGE, later, 0))] if later is not None else []
    return with_row(page, (*back, *on))
