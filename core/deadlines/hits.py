"""Hits: the times of a sentence that a frame of the grammar takes for deadlines and no veto speaks against."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from core.deadlines.clauses import Clause, Token
from core.deadlines.expressions import Clock, Day, Edge, Feast, Length, Near, Stretch, Timex, Weekday
from core.deadlines.grammar import Frame, Grammar, Tag, Trait, Vocabulary
from core.deadlines.page import Line
from core.model.deadline import Granularity, Kind

ROUNDS = 3
"""How often a clause is read for a further deadline behind one that was found ("by Friday and … by Monday")."""

CONDITIONAL = frozenset({"generic", "role", "setting"})
"""Vetoes that hold or not by the date that comes out; the others hold at once."""

_LEADS = frozenset({Tag.BY, Tag.UNTIL, Tag.WITHIN, Tag.ON, Tag.IN, Tag.AT, Tag.BEFORE, Tag.LATEST})
_NAMES = frozenset({Tag.DEADLINE, Tag.TERM})
_MOVES_NEAR = 2


@dataclass(frozen=True)
class Hit:
    """A time that a frame takes for a deadline: token `place` of a clause, the match from token `first` to `last`.

    `slots` holds the first and the last token behind each of the frame's labels; `joined` is the time made whole where
    its day stands apart ("a 5pm deadline on Tuesday").
    """

    line: Line
    clause: Clause
    place: int
    frame: Frame
    slots: Mapping[str, tuple[int, int]]
    first: int
    last: int
    joined: Timex | None = None

    @property
    def timex(self) -> Timex:
        """The time."""
        timex = self.joined or self.clause.tokens[self.place].timex
        if timex is None:
            raise ValueError(self.frame.pattern)  # only times are marked with "@"
        return timex

    @property
    def matched(self) -> Iterable[Token]:
        """The tokens that the frame matched."""
        return self.clause.tokens[self.first : self.last + 1]

    @property
    def words(self) -> str:
        """The time with the preposition before it or the deadline word behind it."""
        tokens = self.clause.tokens
        first = last = self.place
        while first > max(0, self.place - 3) and (
            tokens[first - 1].tags & _LEADS or tokens[first - 1].text.lower() in self.clause.vocabulary.definite
        ):
            first -= 1
        for n in range(self.place + 1, min(self.last + 1, self.place + 5)):
            if tokens[n].tags & _NAMES:
                last = n
        return self.clause.words(first, last)


def find_hits(line: Line, grammar: Grammar) -> Iterator[Hit]:
    """Yield the hits of a line in its order."""
    for clause in line.clauses if line.times else ():
        yield from hits_of(line, clause, grammar)


@lru_cache(maxsize=256)
def hits_of(line: Line, clause: Clause, grammar: Grammar) -> Sequence[Hit]:
    """Return the hits of one clause of a line in its order; kept for a while, since its neighbours ask for them."""
    if not clause.times:
        return ()
    found = _framed(line, clause, grammar)
    _join_clocks(found)
    hits = [hit for _, hit in sorted(found.items()) if not _is_silenced(hit, grammar)]
    return hits if any(Trait.LEANS not in hit.frame.traits for hit in hits) else ()


def _is_silenced(hit: Hit, grammar: Grammar) -> bool:
    return any(is_vetoed(hit, name, grammar) for name in hit.frame.vetoes - CONDITIONAL)


def without_lengths_of_moves(hits: list[Hit]) -> Iterator[Hit]:
    """Yield all hits but "by two weeks" where the lines around it say "to 29 July" too."""
    moved = {hit.line.number for hit in hits if hit.frame.kind is Kind.EXTENDED and not hit.timex.is_length}
    for hit in hits:
        near = range(hit.line.number - _MOVES_NEAR, hit.line.number + _MOVES_NEAR + 1)
        if not (_adds_time(hit) and moved.intersection(near)):
            yield hit


def is_vetoed(hit: Hit, name: str, grammar: Grammar) -> bool:
    """Whether a veto of this name speaks against a hit, the other times of its clause seen or taken for plain words."""
    place = hit.clause.places.index(hit.place)
    regexes = grammar.vetoes.get(name, ())
    if _speaks(regexes, hit.clause.letters, place):
        return True
    return len(hit.clause.times) > 1 and _speaks(regexes, _alone(hit.clause, place, grammar), place)


def _speaks(regexes: Iterable[re.Pattern[str]], letters: str, place: int) -> bool:
    return any(place in _marked(match) for regex in regexes for match in regex.finditer(letters))


def _alone(clause: Clause, place: int, grammar: Grammar) -> str:
    """Return the letters of a clause with all times but one as plain words."""
    plain = grammar.letters[frozenset({Tag.WORD})]
    times = set(clause.times)
    return "".join(
        letter if n == place or token not in times else plain
        for n, (letter, token) in enumerate(zip(clause.letters, clause.places, strict=True))
    )


def _marked(match: re.Match[str]) -> list[int]:
    return [match.start(name) for name, value in match.groupdict().items() if value and name.startswith("at")]


def _framed(line: Line, clause: Clause, grammar: Grammar) -> dict[int, Hit]:
    """Return the hits of a clause by the token of their time; of several frames the first."""
    found: dict[int, Hit] = {}
    letters = clause.letters
    for _ in range(ROUNDS):
        fresh: dict[int, Hit] = {}
        for frame, regex in grammar.hopeful(letters):
            for hit in _sound(line, clause, frame, regex, letters):
                if hit.place not in found:
                    fresh.setdefault(hit.place, hit)
        found |= fresh
        if not fresh or len(found) == len(clause.times):
            break
        letters = _with_taken(clause, found, grammar)
    return found


def _sound(line: Line, clause: Clause, frame: Frame, regex: re.Pattern[str], letters: str) -> Iterator[Hit]:
    """Yield the matches of a frame that hold together; behind one that does not, the search starts a word further."""
    at = 0
    while match := regex.search(letters, at):
        hit = _hit(line, clause, frame, match)
        is_sound = _is_sound(hit)
        at = match.end() if is_sound else match.start() + 1
        if is_sound:
            yield hit


def _with_taken(clause: Clause, found: Mapping[int, Hit], grammar: Grammar) -> str:
    taken = grammar.letters[frozenset({Tag.TAKEN})]
    return "".join(
        taken if place in found else letter for place, letter in zip(clause.places, clause.letters, strict=True)
    )


def _hit(line: Line, clause: Clause, frame: Frame, match: re.Match[str]) -> Hit:
    places = clause.places
    slots: dict[str, tuple[int, int]] = {}
    place = -1
    for name, value in match.groupdict().items():
        start, end = match.span(name)
        if name.startswith("at") and value is not None:
            place = places[start]
        elif value:
            slots.setdefault(name[0], (places[start], places[end - 1]))
    hit = Hit(line, clause, place, frame, slots, places[match.start()], places[match.end() - 1])
    return replace(hit, slots={k: v for k, v in slots.items() if k != "V"}) if _has_idle_to(hit) else hit


def _has_idle_to(hit: Hit) -> bool:
    """Whether a "to" that a frame can do without leads to no verb: "an ultimatum to the ministry"."""
    if not ("V" in hit.slots and hit.frame.pattern.endswith("DEADLINE V:TO?")):
        return False
    return not _leads_to_verb(hit, hit.slots["V"][0])


def _is_sound(hit: Hit) -> bool:
    """Whether a match holds together: a verb behind "to"; no time in a slot, but for the day of setting at its end."""
    tokens = hit.clause.tokens
    if _is_attribute(hit):
        return False
    for label in (label for label in "AO" if label in hit.slots):
        first, last = hit.slots[label]
        ends = tokens[last].tags & (_NOT_GIVEN if label == "O" else {Tag.STOP})
        if ends or any(token.tags & {Tag.STOP, Tag.PAREN} for token in tokens[first:last]):
            return False
        if any(tokens[n].timex and not _is_year_of_a_thing(tokens, n) for n in range(first, last)):
            return False
        if label == "O" and _is_only_when(hit, first, last):
            return False
    if "O" in hit.slots and any(tokens[n].tags & {Tag.TO} and _leads_to_verb(hit, n) for n in range(*hit.slots["O"])):
        return False
    if "V" not in hit.slots or not tokens[hit.slots["V"][0]].tags & {Tag.TO}:
        return True
    return _leads_to_verb(hit, hit.slots["V"][0])


def _is_only_when(hit: Hit, first: int, last: int) -> bool:
    """Whether only a day stands where somebody should: "agreed on Monday to meet by June"."""
    tokens, verb = hit.clause.tokens, hit.clause.tokens[hit.slots.get("S", (hit.first, 0))[0]]
    is_day = all(token.timex or token.tags & {Tag.ON} for token in tokens[first : last + 1])
    return is_day and not verb.tags & {Tag.DEMAND, Tag.ASK, Tag.REQUIRE}


def _leads_to_verb(hit: Hit, place: int) -> bool:
    following = hit.clause.tokens[place + 1 :][:1]
    return any(_is_verb(token, hit.clause.vocabulary, is_title=hit.line.is_title) for token in following)


def _is_year_of_a_thing(tokens: Sequence[Token], place: int) -> bool:
    """Whether a year only tells which thing is meant: "the parties to its 2015 deal"."""
    timex, ahead = tokens[place].timex, tokens[place + 1 : place + 2]
    is_year = timex is not None and isinstance(timex.value, Stretch) and timex.value.granularity is Granularity.YEAR
    return is_year and any(token.tags & _NOUNS for token in ahead)


_NOT_GIVEN = frozenset({Tag.STOP, Tag.HAVE, Tag.HAD})
_OWNERS = frozenset({Tag.DEADLINE, Tag.TERM, Tag.EXPIRY, Tag.SHUTDOWN})
_NOUNS = frozenset({Tag.WORD, Tag.NAME, Tag.EVENT, Tag.THING, Tag.MEASURE, Tag.SECURITY, Tag.OFFICE, Tag.POSS})


def _is_attribute(hit: Hit) -> bool:
    """Whether a date only tells which thing is meant: "hit by the Nov. 17 tornadoes", "of a February ceasefire"."""
    tokens, place = hit.clause.tokens, hit.place
    if place == 0 or place + 1 >= len(tokens) or not isinstance(hit.timex.value, Day | Weekday | Stretch | Feast):
        return False
    value = hit.timex.value
    if isinstance(value, Day) and value.month is None:
        return False
    if isinstance(value, Stretch) and value.edge is not Edge.WHOLE:
        return False
    has_article = tokens[place - 1].text.lower() in hit.clause.vocabulary.articles
    ahead = tokens[place + 1 : place + 5]
    if isinstance(hit.timex.value, Stretch) and hit.timex.value.year is None and ahead[0].text.islower():
        has_article = has_article or bool(hit.clause.vocabulary.plural.match(ahead[0].text))
    if not has_article or any(token.tags & _OWNERS for token in ahead) or not ahead[0].tags & _NOUNS:
        return False
    return ahead[0].text.lower() not in hit.clause.vocabulary.dates and hit.clause.tokens[hit.last].end <= ahead[0].end


def _is_verb(token: Token, words: Vocabulary, *, is_title: bool) -> bool:
    """Whether "to" is followed by a verb: "to leave", not "to Moscow", "to the sea", "to 40"."""
    if token.timex is not None or token.tags & {Tag.NUMBER, Tag.POSS, Tag.PRONOUN}:
        return False
    if token.text[0].isupper() and not is_title:
        return False
    is_noun = words.not_a_verb.match(token.text) or words.plural.match(token.text)
    return token.text.lower() not in words.no_verbs and not is_noun


def _join_clocks(found: dict[int, Hit]) -> None:
    """Give "a 5pm deadline on Tuesday" its day, and leave the day out as a deadline of its own."""
    for place, hit in list(found.items()):
        tokens = hit.clause.tokens
        is_named = any(token.tags & {Tag.DEADLINE} for token in tokens[place : place + 3])
        if not (isinstance(hit.timex.value, Clock) and is_named) or place not in found:
            continue
        day = _day_beside(tokens, place)
        if day is not None and (timex := tokens[day].timex) is not None:
            first, second = sorted((day, place))
            kept = found.get(first, hit)
            found.pop(second, None)
            found[first] = replace(kept, place=first, joined=replace(timex, clock=timex.clock or hit.timex.value))


def _day_beside(tokens: Sequence[Token], place: int) -> int | None:
    """Return where the day of an hour stands: "Sunday's midnight deadline", "a 5pm deadline for talks on Tuesday"."""
    if place > 1 and tokens[place - 1].tags & {Tag.POSS} and _is_day(tokens[place - 2]):
        return place - 2
    for n in range(place + 1, min(len(tokens), place + 11)):
        if tokens[n].tags & {Tag.COMMA, Tag.STOP, Tag.AND}:
            return None
        if _is_day(tokens[n]):
            return n
    return None


def _is_day(token: Token) -> bool:
    return token.timex is not None and isinstance(token.timex.value, Day | Weekday | Near)


def _adds_time(hit: Hit) -> bool:
    value = hit.timex.value
    return isinstance(value, Length) and (hit.frame.kind is Kind.EXTENDED or value.is_more)
