"""Actors: who is meant by "Moscow", "the Kremlin" and "the Russian president", so that reports can be compared."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from core.deadlines.seats import CALENDAR, EUROPEANS, HEADS, OFFICES, SEATS, STATE, WEAK
from core.deadlines.wording import CLASSES, SMALL_WORDS, is_common, plain_words, stem


class Relation(IntEnum):
    """How two namings of an actor stand to each other."""

    CONFLICT = -1
    UNKNOWN = 0
    LIKELY = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor as a slot or a text names it: seats of power ("@russia"), other names, and common nouns (stems)."""

    seats: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    is_outright: bool = False
    """Whether it ends in the name itself: "train operator NorthLine", not "the New York firm"."""
    is_state: bool = False
    """Whether it is one who speaks for a seat of power: "the US Treasury", "French President Emmanuel Macron"."""

    @property
    def keys(self) -> frozenset[str]:
        """What tells the actor from others: seats and names."""
        return self.seats | self.names

    def __bool__(self) -> bool:
        return bool(self.seats or self.names or self.common)


NOBODY = Actor()


def relate(one: Actor, other: Actor) -> Relation:
    """Compare two namings: SAME by a shared name or seat, CONFLICT where both are named and share nothing.

    A shared seat with a different person or group of people beside it on each side ("UK taxpayers", "UK airlines")
    is only LIKELY, and so is a shared common noun ("the council"); two bodies that are only of one country ("Nigerian
    Association of Resident Doctors", "Nigeria Labour Congress") are two.
    """
    if not one or not other:
        return Relation.UNKNOWN
    if one.names & other.names:
        return Relation.SAME
    if one.seats & other.seats:
        apart = (one.names or one.common & CLASSES) and (other.names or other.common & CLASSES)
        shared = one.common & other.common & CLASSES
        if not apart or shared:
            return Relation.SAME
        is_two = one.names and other.names and not (one.is_state or other.is_state)
        return Relation.CONFLICT if is_two else Relation.LIKELY
    if any("@europe" in who.seats and others.seats & EUROPEANS for who, others in ((one, other), (other, one))):
        return Relation.LIKELY
    if one.keys and other.keys:
        return Relation.CONFLICT
    return Relation.LIKELY if one.common & other.common else Relation.UNKNOWN


@lru_cache(maxsize=16_384)
def read_actor(slot: str) -> Actor:
    """Return the actor that a slot ("U.S. President Donald Trump") names."""
    words = list(_words(slot))[:24]
    seats, rest = _split_seats(words)
    names = {w.lower() for w in rest if _is_name(w)}
    common = {stem(w) for w in plain_words(" ".join(rest)) if w not in OFFICES and w not in names}
    common = {word for word in common if not is_common([word])}
    seats |= {_HEAD_SEATS[name] for name in names & _HEAD_SEATS.keys()}
    is_outright = bool(words) and words[-1].lower() in names
    is_state = any(w.lower() in STATE for w in rest) or not names.isdisjoint(_HEAD_SEATS)
    return Actor(frozenset(seats), frozenset(names | _initials(slot)), frozenset(common), is_outright, is_state)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Whom a text names in passing. `maybe` holds words that have a capital letter only where any word would."""

    seats: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    """Every word, in small letters, and the seats."""


@lru_cache(maxsize=16_384)
def read_mentions(text: str) -> Mentions:
    """Return whom a text names: seats of power by table, others by their capital letters."""
    text = _CLOCK_PLACE.sub(" ", text[:2_000])
    words = list(_words(text))
    seats, rest = _split_seats(words)
    low = {word.lower() for word in rest}
    seats |= {_HEAD_SEATS[head] for head in low & _HEAD_SEATS.keys()}
    named = {word.lower() for word in rest if _is_name(word)} | (low & _HEAD_SEATS.keys())
    plain = set() if _is_titled(words) else {word.lower() for word in _words(_SENTENCE_START.sub(" ", text))}
    surely = named & plain
    return Mentions(
        frozenset(seats),
        frozenset(surely | (_initials_in(text) if plain else set())),
        frozenset(named - surely),
        frozenset(low | seats | {w.lower() for w in words}),
    )


_COORDINATED = re.compile(r",\s*(?:and\s+|or\s+)?|\s+(?:and|or|as well as|along with)\s+|\s*[&/]\s*")
_BODIES = """
    compan firm bank maker airline carrier countr state member nation government cit province universit club part union
    operator app platform supplier
"""
_NUMBERS = "two three four five six seven eight nine ten dozen several"
_MANY = re.compile(
    rf"\b(?:both|all|each|every)\b"
    rf"|\b(?:{'|'.join(_NUMBERS.split())}|\d+)\s+(?:\w+\s+){{0,3}}\w*(?:{'|'.join(_BODIES.split())})\w*s\b",
    re.IGNORECASE,
)
"""Bodies that are counted: one of them is not all."""


def is_only_one_of(slot: str, several: str) -> bool:
    """Whether `slot` names one of the several actors that the other slot names or counts ("all three carmakers")."""
    who = read_actor(slot)
    if not who.keys:
        return False
    parts = [actor for part in _COORDINATED.split(several) if (actor := read_actor(part)).keys]
    if len(parts) > 1:
        met = [relate(who, part) is Relation.SAME for part in parts]
        return any(met) and not all(met)
    return bool(_MANY.search(several))


_WORD = re.compile(r"[^\W_][\w’'-]*")
_SENTENCE_START = re.compile(r"(?:^|(?<=[.!?:]\s)|(?<=[.!?]”\s)|(?<=\n))[“\"'(\s]*[^\W_][\w’'-]*")
_LONG_NAME = re.compile(r"\b(?!The )[A-Z][a-z]+(?: (?:and |of |for |on |the ){0,2}[A-Z][a-z]+){2,7}")
_CLOCK_PLACE = re.compile(r"\b(?:[A-Z][a-z]+ ){1,3}(?:local )?time\b")
"""Where a clock stands: "5 p.m. New York City time" names nobody."""
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")


def _words(text: str) -> Iterator[str]:
    joined = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    for match in _WORD.finditer(joined):
        word = re.sub(r"[’']s?$", "", match[0]).strip("-’'")
        if word:
            yield word


def _is_name(word: str) -> bool:
    low = word.lower()
    return (
        (word[0].isupper() or (not word[0].isdigit() and word != low))
        and len(word) > 1
        and low not in SMALL_WORDS
        and low not in OFFICES
        and low not in WEAK
        and low not in CALENDAR
        and stem(low) not in CLASSES
        and not is_common([stem(low)])
    )


def _is_titled(words: list[str]) -> bool:
    """Whether a text is set in title case, so that capital letters say nothing about names."""
    long = [w for w in words[1:] if len(w) > 3]
    return len(long) > 2 and sum(w[0].isupper() for w in long) > 0.7 * len(long)


def _initials(slot: str) -> set[str]:
    """Return "ins" for "Immigration and Naturalization Service"; nothing for fewer than three capital words."""
    heads = [w[0] for w in _words(slot) if w[0].isupper()]
    return {"".join(heads).lower()} if 3 <= len(heads) <= 6 else set()


def _initials_in(text: str) -> set[str]:
    """Return what long names in a text are called for short: "iebc", "fcc"."""
    names = (match[0] for match in _LONG_NAME.finditer(text))
    return set[str]().union(*(_initials(name) for name in names if not _holds_office(name)))


def _holds_office(name: str) -> bool:
    """Whether a row of capital words is a person with an office or a day: "House Speaker Mike Johnson"."""
    return any(word in OFFICES or word in CALENDAR for word in name.lower().split())


def _table(lines: str, prefix: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines.strip().splitlines():
        seat, _, names = line.partition(":")
        found.update({name.strip(): f"{prefix}{seat.replace(' ', '')}" for name in names.split(",")})
    return found


_WITHIN = {"@congress": "@us"}
"""Seats that belong to a larger one."""


def seated(seats: frozenset[str]) -> frozenset[str]:
    """Return seats of power with those that they belong to."""
    return seats | {_WITHIN[seat] for seat in seats & _WITHIN.keys()}


_SEAT_NAMES = _table(SEATS, "@")
_HEAD_SEATS = {name.split()[0]: seat for name, seat in _table(HEADS, "@").items()}
_LONGEST = max(len(name.split()) for name in _SEAT_NAMES)


def _split_seats(words: list[str]) -> tuple[set[str], list[str]]:
    """Take the seats of power out of a row of words, longest names first; return them and the words that stay."""
    seats: set[str] = set()
    rest: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + size])
            # "us" is a pronoun, "US" a country; every other name of one letter case stands for itself.
            seat = _SEAT_NAMES.get(phrase.lower()) if phrase != "us" else None
            if seat and not (size == 1 and phrase.islower()) and not _is_end_of_name(phrase, words[:at]):
                seats.add(seat)
                at += size
                break
        else:
            rest.append(words[at])
            at += 1
    return seats, rest


def _is_end_of_name(phrase: str, before: Sequence[str]) -> bool:
    """Whether "Congress" ends the name of another body: "Nigeria Labour Congress", "Trades Union Congress"."""
    if phrase != "Congress" or not before:
        return False
    return (
        before[-1][0].isupper()
        and before[-1].lower() not in SMALL_WORDS
        and _SEAT_NAMES.get(before[-1].lower()) != "@us"
    )
