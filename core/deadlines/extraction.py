"""Extraction: the deadlines of one text, each with its date, its sentence, its terms and what it is counted from.

Time expressions are found and the sentences tagged (`page`, `clauses`), frames say which of the times are deadlines and
vetoes speak against some (`hits`), anchors and calendar arithmetic give the date (`dating`), the clause its terms
(`naming`), and what was told twice becomes one finding (`repeats`).
"""

from datetime import datetime

from core.deadlines.dating import date_hit
from core.deadlines.expressions import Clock
from core.deadlines.grammar import Grammar, Trait
from core.deadlines.grammars import GRAMMARS
from core.deadlines.hits import Hit, find_hits, without_lengths_of_moves
from core.deadlines.naming import name_terms
from core.deadlines.page import Page
from core.deadlines.repeats import Told, told_once
from core.deadlines.surroundings import surroundings
from core.model.deadline import Anchor, Finding, Origin
from core.model.prose import Form, Prose

_OPENING, _JUST_BEFORE = 3, 2
"""Sentences whose names say what an article is about."""


def find_deadlines(
    prose: Prose, *, published: datetime | None, zone: str = "UTC", language: str = "en"
) -> tuple[tuple[Finding, ...], str | None]:
    """Return the deadlines of a text in its order, and why there are none where that is not for want of deadlines.

    `published` (aware) is read by its own clock; without it, dates that need a day to count from are None. `zone` is
    the outlet's place, in which dates known to the day are said to end.
    """
    if not (prose.text.strip() or prose.title.strip()):
        return (), "empty text"
    grammar = GRAMMARS.get(language.partition("-")[0].lower())
    if grammar is None:
        return (), f"language not supported: {language}"
    page = Page.of(prose, grammar, published=published, zone=zone)
    hits = without_lengths_of_moves([hit for line in page.lines for hit in find_hits(line, grammar)])
    told = [found for hit in hits if (found := _told(page, hit, grammar)) is not None]
    return tuple(told_once(told, grammar.vocabulary)), None


def _told(page: Page, hit: Hit, grammar: Grammar) -> Told | None:
    dating = date_hit(page, hit, grammar)
    if dating is None:
        return None
    finding = Finding(
        due=dating.due,
        kind=dating.kind,
        status=dating.status,
        terms=name_terms(page, hit),
        evidence=hit.line.evidence,
        words=hit.words,
        anchor=dating.anchor,
        length=dating.length,
        confidence=hit.frame.confidence,
        about=_about(page, hit),
    )
    return Told(finding, _rank(hit, dating.anchor), Trait.HINT in hit.frame.traits, isinstance(hit.timex.value, Clock))


def _about(page: Page, hit: Hit) -> tuple[str, ...]:
    """Return whom and what the article speaks of in its opening sentences and in those just before the deadline."""
    opening = [line for line in page.lines[: _OPENING + 1] if not line.is_title][:_OPENING]
    near = [line.sentence.text for line in [*opening[:1], *page.before(hit.line)[:_JUST_BEFORE]]]
    return surroundings([*(line.sentence.text for line in opening), *near], near)


def _rank(hit: Hit, anchor: Anchor | None) -> int:
    """Return how well a telling shows its deadline: text before title, prose before heading, anchored before not."""
    rank = 0 if hit.line.is_title else 4
    rank += 0 if hit.line.sentence.form is Form.HEADING else 2
    return rank + (anchor is not None and anchor.origin is not Origin.PUBLISHED)
