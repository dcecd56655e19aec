"""Happenings: the days on which a clause says that something happened, from which a length can be counted."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from core.deadlines.clauses import Clause, Token
from core.deadlines.expressions import Away, Day, Feast, Near, Timex, Weekday
from core.deadlines.grammar import Tag
from core.deadlines.page import Page
from core.deadlines.resolution import Tense, resolve
from core.model.deadline import Anchor, Granularity, Origin

LONG_AGO = timedelta(days=75)
"""An event longer ago than this is background, not the setting of a deadline."""
DATED = (Day, Weekday, Near, Feast, Away)
"""What can be known to the day."""
LIMITS = frozenset({Tag.BY, Tag.UNTIL, Tag.WITHIN})
"""What makes a day a limit and no event."""
ACTS = frozenset(
    {Tag.SET, Tag.GIVE, Tag.DEMAND, Tag.SAY, Tag.ASK, Tag.WARN, Tag.END, Tag.EXTEND, Tag.SHORTEN, Tag.EVENT}
)
"""What sets a deadline, or says that it was set."""
FARTHEST_ACT = 13
"""How many words off its day an act can be told."""
_DEMANDS = frozenset({Tag.DEMAND, Tag.REQUIRE, Tag.ASK, Tag.GIVE, Tag.SET})
_VERB_BEFORE = 6
_RIGHT_BEHIND = 4


def date_in_clause(page: Page, clause: Clause, place: int) -> date | None:
    """Return the day that a clause dates itself: that of the event nearest to token `place`."""
    others = [found for found in past_dates(page, clause) if found[0] != place and tells_when(clause, found[0], place)]
    nearest = min(others, key=lambda found: abs(found[0] - place), default=None)
    return nearest[1].date if nearest else None


def past_dates(
    page: Page, clause: Clause, *, origin: Origin = Origin.EVENT, reach: timedelta = LONG_AGO
) -> Iterator[tuple[int, Anchor]]:
    """Yield the days of a clause that lie behind, by no more than `reach`, and are no limits, each with its token."""
    for n in clause.times:
        timex = clause.tokens[n].timex
        is_limit = n > 0 and clause.tokens[n - 1].tags & LIMITS
        if timex is None or is_limit or not isinstance(timex.value, DATED) or belongs_to_a_thing(clause, n):
            continue
        anchor = _since(page, clause, n) or point(page, timex, Tense.PAST, origin, _event_words(clause, n))
        if anchor is None or anchor.date is None:
            continue
        if page.day is None or timedelta() <= page.day - anchor.date <= reach:
            yield n, anchor


def _sets_anew(clause: Clause, day: int, place: int) -> bool:
    """Whether the deadline is set since the day told before it: "called a truce on 26 April and have demanded …"."""
    between = pairwise(clause.tokens[day:place])
    return any(have.tags & {Tag.HAVE} and told.tags & _DEMANDS for have, told in between)


def tells_when(clause: Clause, day: int, place: int) -> bool:
    """Whether a day behind the deadline at `place` can be that of its setting: "… on Monday", "…, he said on Monday".

    That of something else is none: "until Friday to free those arrested on June 12".
    """
    if day < place:
        return not _sets_anew(clause, day, place)
    if day <= place + _RIGHT_BEHIND:
        return True
    before = clause.tokens[max(place + 1, day - _VERB_BEFORE) : day]
    if _is_of_what_came(before):
        return True
    if any(token.tags & {Tag.WHEN} for token in clause.tokens[max(place + 1, day - FARTHEST_ACT) : day]):
        return True
    told = clause.vocabulary.rulings
    acts = [n for n, token in enumerate(before) if token.tags & ACTS or token.text.lower() in told]
    return bool(acts) and not any(
        token.text.lower() in clause.vocabulary.definite for token in before[max(0, acts[-1] - 1) : acts[-1]]
    )


def _is_of_what_came(before: Sequence[Token]) -> bool:
    """Whether a day is that on which what is spoken of came about: "…, which reached his desk on Thursday"."""
    return any(comma.tags & {Tag.COMMA} and who.tags & {Tag.WHO} for comma, who in pairwise(before))


def belongs_to_a_thing(clause: Clause, place: int) -> bool:
    """Whether a date only tells which thing is meant ("Sunday's protests"), and that thing is no order or ruling."""
    tokens = clause.tokens
    if place > 2 and tokens[place - 2].tags & {Tag.DEADLINE} and tokens[place - 3].tags & {Tag.DATE}:
        return True  # "a 5pm deadline on Tuesday"
    after = tokens[place + 1 : place + 4]
    if after and after[0].tags & {Tag.DEADLINE}:
        return True  # "missed a midnight Tuesday deadline"
    is_owner = bool(after) and bool(after[0].tags & {Tag.POSS})
    rulings = clause.vocabulary.rulings
    return is_owner and not any(t.tags & {Tag.DEMAND} or t.text.lower() in rulings for t in after[1:])


def _since(page: Page, clause: Clause, place: int) -> Anchor | None:
    """Read "four days after it issued a 48-hour ultimatum": the event lies so long before the day of writing."""
    timex = clause.tokens[place].timex
    if timex is None or page.day is None or not isinstance(timex.value, Away) or timex.value.direction < 0:
        return None
    if not any(token.tags & ACTS for token in clause.tokens[place + 1 : place + 6]):
        return None
    span = resolve(Away(timex.value.length, -1), page.day)
    return Anchor(timex.text, span.first, Origin.EVENT) if span else None


def _event_words(clause: Clause, place: int) -> str:
    """Return a date with the words that make it an event: "Just a day before these remarks"."""
    tokens, timex, words = clause.tokens, clause.tokens[place].timex, clause.vocabulary
    first = last = place
    if timex and isinstance(timex.value, Away) and timex.text.lower().endswith(words.before_an_event):
        stop = next((n for n in range(place + 1, len(tokens)) if tokens[n].tags & {Tag.COMMA, Tag.STOP}), place + 1)
        last = min(stop - 1, place + 5)
    while first and tokens[first - 1].text.lower() in words.event_leads:
        first -= 1
    return clause.words(first, last)


def point(page: Page, timex: Timex, tense: Tense, origin: Origin, words: str) -> Anchor | None:
    """Return the day that a time means as an anchor; None where it is not known to the day."""
    span = page.resolve(timex, tense)
    if timex.is_length or span is None or span.granularity is not Granularity.DAY:
        return None
    return Anchor(words, span.first, origin)
