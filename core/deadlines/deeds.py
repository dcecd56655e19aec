"""Deeds: whether a sentence tells that what was demanded was done in time, or that the time is over."""

import re
from collections.abc import Iterable

from core.deadlines.actors import Actor, read_actor
from core.deadlines.wording import content, likeness

_PAST = """
    agreed agree answered answer began begin bought buy brought bring built build came come cut cut did do drew draw
    drove drive fell fall found find froze freeze gave give went go got get held hold kept keep laid lay left leave let
    let lifted lift made make met meet paid pay put put quit quit said say sent send set set shut shut signed sign sold
    sell stood stand took take tore tear withdrew withdraw won win wrote write written write given give taken take
"""
_BASE = dict(zip(_PAST.split()[::2], _PAST.split()[1::2], strict=True))
"""Past forms that differ from their verb by more than an ending, and some that do not, with the verb."""

_NUMBERS = "a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few|half|\\d+"
_HEDGES = "just|only|about|some|well|full|almost|nearly|more than|less than|hours?|minutes?|days?|weeks?|months?"
_ENDS = "deadlines?|ultimatums?|due date|cut-?off|limit|expire[sd]?|runs? out|lapse[sd]?|ends?|(?:was|were) due"
_IN_TIME = re.compile(
    rf",?\s*(?:(?:{_HEDGES}|{_NUMBERS})\s+)*(?:before|ahead of|inside|in time for|within)\s+"
    rf"(?:[\w’'.-]+\s+){{0,8}}?(?:{_ENDS})\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:passed|ran out|expired|lapsed|elapsed|came and went|went by|slipped by|missed|ended (?:without|with no)"
    r"|let (?:it|the \w+) (?:pass|lapse)|(?:is|was|are|were) over)\b",
    re.IGNORECASE,
)
_DROPPED = (
    "withdrew|withdrawn|dropped|rescinded|revoked|scrapped|lifted|cancell?ed|retracted|abandoned|called off|annulled"
)
_DEMAND = "ultimatums?|deadlines?|demands?|orders?|threats?|requirements?|conditions?"
_WITHDRAWN = re.compile(
    rf"\b(?:{_DROPPED})\s+(?:(?!before|ahead|by|of|to|for|from|in|on|at|after|within|until)[\w’'-]+\s+){{0,4}}"
    rf"(?:{_DEMAND})\b|\b(?:{_DEMAND})\b[^.;,]{{0,40}}\b(?:was|were|has been|have been|is|are)\s+(?:{_DROPPED})\b",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"\b(?:not|\w+n[’']t|never|no|nobody|without|fail\w*|refus\w*|reject\w*|den(?:y|ies|ied)|denounce\w*|violat\w*|broke"
    r"|must|should|would|will|could|might|may|(?:has|have|had) to|(?:has|have|had) until|unless|if|whether"
    r"|(?:hop|plan|expect|ask|urg|promis|vow|pledg|want|press|call|appeal|order|told|tell|invit)\w*"
    r"(?:\s+[\w’'-]+){0,6}?\s+to"
    r"|[Pp]art of|[Ss]ome of|[Oo]ne of)\b"
)


def is_done(sentence: str, demands: Iterable[str], addressees: Iterable[Actor] = ()) -> bool:
    """Whether a sentence tells of one of these demands as done before its time.

    It has to say so of a time ("two days before the deadline"), in the past, with most of the demand's words in its
    main clause: "Steiner dropped the wealth tax on Friday, two days before the ultimatum was to expire" does "drop the
    planned wealth tax"; "Russia fired missiles two days before the ceasefire deadline" does not "agree to a ceasefire".
    """
    plain = " ".join(sentence.split())
    in_time = _IN_TIME.search(plain)
    if in_time is None:
        return False
    clause = plain[: in_time.start()]
    words = re.findall(r"[^\W\d_]+", clause.lower())
    if _UNDONE.search(clause) or not any(word in _BASE or word.endswith("ed") for word in words):
        return False
    done = content(" ".join(_BASE.get(word, word) for word in words))
    doer = read_actor(clause)
    least = _SOME if any(doer.keys & addressee.keys for addressee in addressees) else _MOST
    return any(likeness(content(demand), done, kinship=False) >= least for demand in demands if content(demand))


_MOST, _SOME = 0.6, 0.1
"""The share of a demand's words that have to be told as done, by anybody, and by an addressee."""


def is_told_as_over(sentence: str) -> bool:
    """Whether a sentence speaks of a time as gone: "ran out on Friday", "missed the deadline", "the truce expired"."""
    return bool(_OVER.search(sentence)) and not _IN_TIME.search(" ".join(sentence.split()))


def is_told_as_withdrawn(sentence: str) -> bool:
    """Whether a sentence says that a demand was dropped: "has withdrawn its ultimatum", "the order was revoked"."""
    plain = " ".join(sentence.split())
    found = _WITHDRAWN.search(plain)
    return found is not None and not _UNDONE.search(plain[max(0, found.start() - 30) : found.start()])


def who_did(sentence: str) -> str:
    """Return the part of a sentence in which whoever acted stands: what comes before "before the deadline"."""
    plain = " ".join(sentence.split())
    in_time = _IN_TIME.search(plain)
    return plain[: in_time.start()] if in_time else plain
