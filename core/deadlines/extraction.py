"""Extraction: the deadlines of one text, each with its date, its sentence, its terms and what it is counted from.

Time expressions are found and the sentences tagged (`page`, `clauses`), frames say which of the times are deadlines and
vetoes speak against some (`hits`), anchors and calendar arithmetic give the date (`dating`), the clause its terms
(`naming`); learnt weights have a say beside the frames (`likelihood`), and what was told twice becomes one finding
(`repeats`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from core.deadlines.dating import date_hit
from core.deadlines.expressions import Clock
from core.deadlines.grammar import Grammar, Trait
from core.deadlines.grammars import GRAMMARS
from core.deadlines.hits import Hit, find_hits, without_lengths_of_moves
from core.deadlines.likelihood import is_hardly_one, likely_hits
from core.deadlines.mentions import Dated, dates_told, find_mentions
from core.deadlines.naming import name_terms
from core.deadlines.page import Page
from core.deadlines.repeats import Told, told_once
from core.model.deadline import Anchor, Due, Finding, Origin
from core.model.prose import Form, Prose


@dataclass(frozen=True, slots=True)
class Extract:
    """What a text tells: its deadlines in its order, and the dates that may be those of deadlines told elsewhere.

    `reason` says why there are none where that is not for want of deadlines.
    """

    findings: tuple[Finding, ...] = ()
    mentions: tuple[Finding, ...] = ()
    reason: str | None = None


def extract(prose: Prose, *, published: datetime | None, zone: str = "UTC", language: str = "en") -> Extract:
    """Return the deadlines of a text, and the dates beside them.

    `published` (aware) is read by its own clock; without it, dates that need a day to count from are None. `zone` is
    the outlet's place, in which dates known to the day are said to end.
    """
    if not (prose.text.strip() or prose.title.strip()):
        return Extract(reason="empty text")
    grammar = GRAMMARS.get(language.partition("-")[0].lower())
    if grammar is None:
        return Extract(reason=f"language not supported: {language}")
    page = Page.of(prose, grammar, published=published, zone=zone)
    told = [*_told_by_frames(page, grammar)]
    rest = _without(told, dates_told(page))
    told += [(hit, found) for hit in likely_hits(page, rest, grammar) if (found := _told(page, hit, grammar))]
    findings = told_once([found for _, found in sorted(told, key=_place)], grammar.vocabulary)
    return Extract(tuple(findings), find_mentions(page, _without(told, rest)))


def _told_by_frames(page: Page, grammar: Grammar) -> Iterator[tuple[Hit, Told]]:
    """Yield what the frames take for deadlines, but for what the words around hardly let be one."""
    for hit in without_lengths_of_moves([hit for line in page.lines for hit in find_hits(line, grammar)]):
        found = _told(page, hit, grammar)
        if found is not None and not _is_hardly_one(page, hit, found.finding.due, grammar):
            yield hit, found


def _is_hardly_one(page: Page, hit: Hit, due: Due | None, grammar: Grammar) -> bool:
    """Whether the words speak against a hit; of one without a date, or in a page without one, they say nothing."""
    if due is None or page.day is None:
        return False
    return is_hardly_one(page, Dated(hit.line, hit.clause, hit.place, hit.timex, due), grammar)


def _without(told: Iterable[tuple[Hit, Told]], dates: Iterable[Dated]) -> list[Dated]:
    taken = {(hit.line.number, hit.timex.start) for hit, _ in told}
    return [dated for dated in dates if (dated.line.number, dated.timex.start) not in taken]


def _place(told: tuple[Hit, Told]) -> tuple[int, int]:
    return told[0].line.number, told[0].timex.start


def find_deadlines(
    prose: Prose, *, published: datetime | None, zone: str = "UTC", language: str = "en"
) -> tuple[tuple[Finding, ...], str | None]:
    """Return the deadlines of a text in its order, and why there are none where that is not for want of deadlines."""
    found = extract(prose, published=published, zone=zone, language=language)
    return found.findings, found.reason


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
        about=page.about(hit.line),
    )
    return Told(finding, _rank(hit, dating.anchor), Trait.HINT in hit.frame.traits, isinstance(hit.timex.value, Clock))


def _rank(hit: Hit, anchor: Anchor | None) -> int:
    """Return how well a telling shows its deadline: text before title, prose before heading, anchored before not."""
    rank = 0 if hit.line.is_title else 4
    rank += 0 if hit.line.sentence.form is Form.HEADING else 2
    return rank + (anchor is not None and anchor.origin is not Origin.PUBLISHED)
