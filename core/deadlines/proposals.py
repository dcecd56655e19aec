"""Proposals: whether a date is told as a new one, an old one, or only asked for, weighed or refused."""

from core.deadlines.deeds import is_told_as_moved
from core.deadlines.idioms import Idiom
from core.deadlines.languages import IDIOMS
from core.model.deadline import Finding


def is_told_as_new(finding: Finding) -> bool:
    """Whether the sentence of a finding speaks of its date as of one that took another's place ("now has until")."""
    sentence = _sentence(finding)
    return is_told_as_moved(sentence) or any(
        idiom.new.search(sentence) or (idiom.wished.search(sentence) and _is_granted(sentence, idiom))
        for idiom in IDIOMS.values()
    )


def is_told_as_old(finding: Finding) -> bool:
    """Whether the sentence of a finding speaks of its date as of one that was there before ("the old deadline was")."""
    sentence = _sentence(finding)
    return not finding.terms.action and any(idiom.old.search(sentence) for idiom in IDIOMS.values())


def is_only_proposed(finding: Finding) -> bool:
    """Whether the sentence of a finding asks for a change of date, or turns one down, and nobody grants it.

    "The airline asked to extend the May 31 deadline to August" moves nothing; "the judge granted a request to extend
    the deadline" does.
    """
    sentence = _sentence(finding)
    return any(
        idiom.wished.search(sentence) and not (_is_granted(sentence, idiom) or _is_moved_instead(sentence, idiom))
        for idiom in IDIOMS.values()
    )


def _is_moved_instead(sentence: str, idiom: Idiom) -> bool:
    """Whether a wish is turned down and the date changed all the same: "refused … and brought the deadline forward"."""
    return bool(idiom.refused.search(sentence)) and is_told_as_moved(sentence)


def _is_granted(sentence: str, idiom: Idiom) -> bool:
    return bool(idiom.granted.search(sentence)) and not idiom.refused.search(sentence)


def is_held_off(finding: Finding) -> bool:
    """Whether something is held off for a time that runs from the telling: "will hold off on tariffs for 90 days"."""
    return any(idiom.for_a_time.search(_sentence(finding)) for idiom in IDIOMS.values())


def _sentence(finding: Finding) -> str:
    return " ".join(finding.evidence.text.split())
