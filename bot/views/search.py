"""Search: what was found, a page at a time, each with the sentence that says it."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from bot.views.document import Bold, Button, Code, Document, Inlines, bullets, fill, heading, paragraph
from bot.views.facts import badge, card_button, deadline_name, linked, published_day, source_name
from bot.views.language import _, plural
from bot.views.pages import Part, fold
from bot.views.press import Verb, press
from bot.views.render import fragment, shortened
from core.briefing.phrases import spread
from core.model.search import Found, Hit

PAGE = 5
"""Stories on one page."""

DEADLINES = 3
_HEADLINE, _SENTENCE, _BOLD = 180, 420, 6
_WORD = re.compile(r"[^\W_]+")


def found(found: Found, asked: str, now: datetime, *, issue: int) -> list[dict[str, Any]]:
    """Return the pages of a search: the deadlines first, then the stories, best first."""
    head = Part(fragment(heading(_title(found, asked)), *_deadlines(found, now)))
    hits = [_part(hit, n, found) for n, hit in enumerate(found.hits, 1)]
    cards = tuple((card_button(deadline),) for deadline in found.deadlines[:DEADLINES])
    return fold([head, *hits], issue=issue, top=cards)


def _title(found: Found, asked: str) -> str:
    count = plural("{n} story", "{n} stories", len(found.hits)).format(n=len(found.hits))
    return _("“{asked}”: {count}").format(asked=shortened(asked, 80), count=count)


def _deadlines(found: Found, now: datetime) -> Iterator[Any]:
    if found.deadlines:
        yield bullets(
            ("⏳ ", Bold(badge(deadline, now)), f" · {deadline_name(deadline)}")
            for deadline in found.deadlines[:DEADLINES]
        )


def _part(hit: Hit, number: int, found: Found) -> Part:
    article = hit.article
    title = shortened(article.title, _HEADLINE) or source_name(article.source, article.url)
    where = f"{source_name(article.source, article.url)}, {published_day(article)}"
    private = _(" · for you alone") if article.audience is not None else ""
    more = plural(" · {n} more report", " · {n} more reports", hit.others).format(n=hit.others) if hit.others else ""
    sentence = ("\n", *_marked(shortened(hit.sentence, _SENTENCE), found.query.terms)) if hit.sentence else ()
    block = paragraph(Bold((linked(title, article.url),)), *sentence, f"\n{where}{more}{private}")
    opens = number > 1 and number % PAGE == 1
    return Part(fragment(block), f"{number}. ", Button(str(number), press(Verb.STORY, int(hit.story))), opens=opens)


def _marked(sentence: str, terms: Sequence[str]) -> Inlines:
    """Return a sentence with the words in bold that were looked for."""
    parts: list[Any] = []
    at = marked = 0
    for word in _WORD.finditer(sentence):
        if marked < _BOLD and any(spread(word[0]).strip().startswith(spread(term).strip()) for term in terms):
            parts += [sentence[at : word.start()], Bold(word[0])]
            at, marked = word.end(), marked + 1
    return (*parts, sentence[at:])


def nothing_found(asked: str) -> Document:
    """Return what to do where nothing fits."""
    words = _("I found nothing on “{asked}”. Try fewer words, or other dates; I know what I read myself.")
    return Document(
        (paragraph(words.format(asked=shortened(asked, 80))),), ((Button(_("Brief me"), press(Verb.BRIEF)),),)
    )


def search_usage() -> Document:
    """Return how to search."""
    blocks = (
        heading(_("Search what I have read")),
        bullets(
            [
                fill(_("{example}: all of these words"), example=Code(_("/search grain deal"))),
                fill(_("{example}: just this phrase"), example=Code(_('/search "grain deal"'))),
                fill(_("{example}: of one source"), example=Code(_("/search grain source:Example"))),
                fill(_("{example}: by date"), example=Code("/search grain since:2025-07-14 until:2025-07-20")),
            ]
        ),
    )
    return Document(blocks, ((Button(_("Brief me"), press(Verb.BRIEF)), _topics_button()),))


def _topics_button() -> Button:
    return Button(_("Topics"), press(Verb.SETUP, "topics"))
