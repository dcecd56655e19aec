"""Asking: which deadlines a short question means ("when does the ultimatum end?", "Russia ceasefire")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.deadlines.actors import read_actor, read_mentions
from core.deadlines.wording import families, stem
from core.model.deadline import Deadline, Report, Status, Terms

_WORD = re.compile(r"[^\W_][\w’'-]*")
_EMPTY = frozenset(
    """a an the this that these those is are was were be been will would can could shall should may might must do does
    did has have had i me my you your we our it its he she they them their his her what when where which who whom whose
    why how much many long far left until till by on at in of for from to with about after before and or not no any
    there if tell show give please know next still due date dates day days time end ends ended ending expire expires
    expired expiring over run runs out deadline deadlines soon now today tomorrow happen happens happened""".split()
)
"""Words of questions that say nothing of what is meant."""

_HEARD, _TOLD, _NAMED = 1.0, 2.0, 2.5
"""What a word is worth that stands in a report's sentence or headline, in the terms, in the name of a party."""

_ENOUGH = 0.5
"""The share of what is asked for that a deadline must hold."""

_CLEAR = 1.5


@dataclass(frozen=True, slots=True)
class _Words:
    named: frozenset[str]
    told: frozenset[str]
    heard: frozenset[str]


def matching(deadlines: Sequence[Deadline], words: str) -> Sequence[Deadline]:
    """Return the deadlines that a question may mean, likeliest first: open ones before ended ones of the same fit.

    A question with no word of its own ("what is due next?") means none in particular and gives none; a bare
    "deadlines" gives all that are open. Equal fits stay in the order given.
    """
    asked = _asked(words)
    if not asked:
        return [d for d in deadlines if d.status is Status.OPEN] if _is_about_all(words) else []
    fits = [(fit, deadline) for deadline in deadlines if (fit := _fit(asked, deadline)) > 0]
    return [deadline for _, deadline in sorted(fits, key=lambda pair: (-pair[0], _is_over(pair[1])))]


def is_clear(found: Sequence[Deadline], words: str) -> bool:
    """Whether the first of the deadlines found is plainly the one that is meant."""
    if len(found) < 2:
        return bool(found)
    asked = _asked(words)
    first, second = _fit(asked, found[0]), _fit(asked, found[1])
    return first > _CLEAR * second or (not _is_over(found[0]) and all(map(_is_over, found[1:])))


def _is_over(deadline: Deadline) -> bool:
    return deadline.status is not Status.OPEN


def _is_about_all(words: str) -> bool:
    return bool(re.search(r"\bdeadlines?\b", words, re.IGNORECASE))


@lru_cache(maxsize=1_024)
def _asked(words: str) -> tuple[frozenset[str], ...]:
    """Return for each word of a question the ways in which a deadline may say it."""
    plain = [word for word in _WORD.findall(words[:400]) if word.lower() not in _EMPTY or word == "US"]
    return tuple(_ways(word) for word in dict.fromkeys(plain))


@lru_cache(maxsize=4_096)
def _ways(word: str) -> frozenset[str]:
    base = stem(word)
    seats = read_actor(word.upper() if len(word) <= 3 else word.capitalize()).seats
    return frozenset({base}) | families(frozenset({base})) | seats


def _fit(asked: Sequence[frozenset[str]], deadline: Deadline) -> float:
    """Return how well a deadline answers, 0 where it holds less than half of what is asked for."""
    if not asked:
        return 0.0
    said = _words_of(deadline.reports, deadline.terms.title)
    worth = [_worth(ways, said) for ways in asked]
    if sum(value > 0 for value in worth) < _ENOUGH * len(asked):
        return 0.0
    return sum(worth) / len(asked)


def _worth(ways: frozenset[str], said: _Words) -> float:
    plain = frozenset(way for way in ways if not way.startswith("~"))
    for words, value in ((said.named, _NAMED), (said.told, _TOLD), (said.heard, _HEARD)):
        if plain & words:
            return value
        if ways & words:
            return value / 2
    return 0.0


@lru_cache(maxsize=2_048)
def _words_of(reports: tuple[Report, ...], title: str) -> _Words:
    terms = [report.finding.terms for report in reports[-40:]]
    parties = [read_actor(slot) for t in terms for slot in (t.setter, t.addressee) if slot]
    heard = [f"{report.headline} {report.finding.evidence.text}" for report in reports[-40:]]
    named = frozenset[str]().union(*(actor.seats | frozenset(map(stem, actor.names)) for actor in parties))
    seats = frozenset[str]().union(*(read_mentions(text).seats for text in heard))
    kind = "ultimatum" if any(map(_is_ultimatum, terms)) else ""
    return _Words(
        named,
        _stems(f"{kind} {title} {' '.join(f'{t.title} {t.action} {t.consequence}' for t in terms)}"),
        _stems(" ".join(heard)) | seats,
    )


def _is_ultimatum(terms: Terms) -> bool:
    """Whether somebody demands something of somebody, or else; people call that so though no report may."""
    return bool(terms.setter and terms.addressee and terms.action and terms.consequence)


def _stems(text: str) -> frozenset[str]:
    stems = frozenset(stem(word) for word in _WORD.findall(text[:20_000]))
    return stems | families(stems)
