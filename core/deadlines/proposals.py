"""Proposals: whether a date is told as a new one, or only asked for, weighed or refused, by the words around it."""

import re

from core.model.deadline import Finding

_WISHES = (
    r"ask(?:s|ed|ing)?",
    r"request(?:s|ed|ing)?",
    r"appl(?:y|ies|ied|ying) for",
    r"seek(?:s|ing)?|sought",
    r"want(?:s|ed)?|would like",
    r"urg(?:e|es|ed|ing)",
    r"plead(?:s|ed|ing)?",
    r"(?:appeal|call)(?:s|ed|ing)? for",
    r"(?:push(?:es|ed|ing)?|lobb(?:ies|ied|ying)) for",
    r"propos(?:e|es|ed|ing)|suggest(?:s|ed|ing)?",
    r"consider(?:s|ed|ing)?|weigh(?:s|ed|ing)?|mull(?:s|ed|ing)?",
    r"hop(?:e|es|ed|ing)",
    r"could|might|may",
    r"offer(?:s|ed|ing)?",
    r"refus(?:e|es|ed|ing)|reject(?:s|ed|ing)?|declin(?:e|es|ed|ing)|den(?:y|ies|ied|ying)",
    r"rul(?:e|es|ed|ing) out|turn(?:s|ed|ing)? down",
)
"""How a change is spoken of that is not made; in small letters, since May is a month."""

_CHANGES = (
    r"extend\w*|extension|prolong\w*",
    r"postpon\w+|delay\w*|defer\w*|reprieve",
    r"renew\w*",
    r"shorten\w*|bring\w* forward",
    r"mov(?:e|ing)|push\w* (?:\w+ ){0,3}back|put(?:ting)? (?:\w+ ){0,3}off",
    r"(?:more|additional) time|longer",
)
_WISHED = re.compile(rf"\b(?:{'|'.join(_WISHES)})\b[^.;]{{0,120}}?\b(?:{'|'.join(_CHANGES)})\b")
_GRANTED = re.compile(r"\b(?:grant(?:s|ed|ing)|approv(?:es|ed|ing)|agre(?:es|ed|eing) to|gave in|accept(?:s|ed|ing))\b")
_REFUSED = re.compile(r"\b(?:refus|reject|declin|den[iy]|turn\w* down|rul\w* out|not (?:yet )?(?:grant|approv|agre))")


_NEW = re.compile(
    r"\bnow (?:has|have|had|faces?|must|needs?|runs?|expires?|ends?|falls? due|due|until|set|gives?|gave)\b"
    r"|\b(?:will|would|is|are|must|has|have|should|can) now\b|\binstead of\b|\brather than\b"
    r"|\b(?:longer|later|sooner|earlier|more) than (?:in|at|under|on|by|planned|first|originally|before|the)\b"
    r"|\bnew (?:deadline|date|ultimatum|time limit|cut-?off)\b"
)


def is_told_as_new(finding: Finding) -> bool:
    """Whether the sentence of a finding speaks of its date as of one that took another's place ("now has until")."""
    return bool(_NEW.search(" ".join(finding.evidence.text.split())))


_OLD = re.compile(
    r"\b(?:old|earlier|previous|original|initial|former|first)\s+(?:deadline|date|ultimatum|time limit|cut-?off)"
    r"\s+(?:was|had been|of|,)",
    re.IGNORECASE,
)


def is_told_as_old(finding: Finding) -> bool:
    """Whether the sentence of a finding speaks of its date as of one that was there before ("the old deadline was")."""
    return not finding.terms.action and bool(_OLD.search(" ".join(finding.evidence.text.split())))


def is_only_proposed(finding: Finding) -> bool:
    """Whether the sentence of a finding asks for a change of date, or turns one down, and nobody grants it.

    "The airline asked to extend the May 31 deadline to August" moves nothing; "the judge granted a request to extend
    the deadline" does.
    """
    sentence = " ".join(finding.evidence.text.split())
    if not _WISHED.search(sentence):
        return False
    return not _GRANTED.search(sentence) or bool(_REFUSED.search(sentence))
