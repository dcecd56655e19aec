"""How English says what will happen otherwise: "or face", "failing which", "those who miss it risk …"."""

import re

from core.deadlines.consequences import Otherwise

_VERB = (
    r"(?:face|risk|lose|be|see|suffer|pay|forfeit|leave|resign|walk\s+away|go\s+to|withdraw|quit|accept|explain|it|they"
    r"|he|she|we)"
)
_MODAL = r"(?:will|would|could|may|might)"
_NEGATION = r"(?:not|no|fails?|refuses?|doesn[’']t|don[’']t)"
_SPEAKER = r"(?:(?:he|she|they|it|[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)\s+(?:said|warned|added),\s*)?"
_BLOW = (
    r"(?:fines?|penalt(?:y|ies)|sanctions?|jail|prison|suspension|expulsion|eviction|closure|disqualification|tariffs?"
    r"|strikes?|deportation|prosecution|legal\s+action|court\s+action|dissolution|default|shutdown|arrest)"
)
_STARTS = r"(?:begins?|starts?|cuts?|launch(?:es)?|imposes?|takes?|sends?|moves?|closes?|seizes?|raises?)"


def _all(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_C = r"(?:[^.;:,]|[.,](?=\w))"
"""A letter within a clause; the point of "U.N." and the comma of "5,000" do not end one."""
_S = r"(?:[^.;:]|[.:](?=\w))"
"""A letter within a sentence."""

ENGLISH_OTHERWISE = Otherwise(
    own=_all(
        rf"\bor\s+(?:else\s+)?(?P<then>{_VERB}\b{_S}{{3,110}})",
        rf"\bor\s+else\s+(?P<then>{_S}{{3,110}})",
        rf"\bor\s+(?P<then>(?:the|all|its|their|his|her|no|\w+s)\b{_C}{{0,50}}?\b{_MODAL}\b{_S}{{3,90}})",
        rf"(?:[,;]\s*otherwise|\bfailing\s+which|\bafter\s+which|\bin\s+default\s+of\s+which)\s*,?\s+(?P<then>{_S}{{4,110}})",
        rf"\b(?:on\s+pain\s+of|under\s+threat\s+of|under\s+penalty\s+of|or\s+on\s+penalty\s+of)\s+(?P<then>{_C}{{4,80}})",
        rf"\bwarn(?:s|ed|ing)\s+(?:{_C}{{2,30}}\s)?that\s+(?:it|he|she|they)\s{_MODAL}\s+(?P<then>{_S}{{4,90}})",
        rf"\bwarn(?:s|ed|ing)\s+(?:{_C}{{2,30}}\s)?that\s+(?P<then>{_C}{{2,40}}?\s{_MODAL}\s+{_S}{{4,90}})",
        rf"\bthreaten(?:s|ed|ing)\s+(?:{_C}{{2,30}}?\s)?(?:with|to)\s+(?P<then>{_C}{{4,80}}?)(?=\s+(?:if|unless)\b|[.,;]|$)",
        rf"\bthreaten(?:s|ed|ing)\s+(?P<then>(?!to\b|that\b|the\b|(?-i:[A-Z])){_C}{{4,60}})(?=[.,;]|$)",
        rf"\b(?:risk|risks|face|faces|facing|risking)\s+(?P<then>(?:(?!to\b)[\w$€£,.%-]+\s){{0,4}}?{_BLOW}\b{_C}{{0,50}})",
        rf"\b(?:without|absent)\s{_C}{{3,50}}?(?:,\s*)?\b(?:it|he|she|they|the\s\w+)\s{_MODAL}\s(?P<then>{_S}{{4,90}})",
        rf"\b(?:avert|averting|avoid|avoiding|stave\s+off|head\s+off)\s+(?P<then>{_C}{{4,60}}?)"
        r"(?=\s(?:has|have|had|is|are|was|were|on|by|at|until|when|after|before|this|next|just|with|in)\b|[.,;:]|$)",
        rf"\bbefore\s+(?P<then>(?!the\s+end){_C}{{3,40}}?\s{_STARTS}\s(?!in\b|on\b|at\b|by\b|next\b|this\b|to\b){_C}{{3,60}})",
    ),
    following=_all(
        rf"(?:otherwise|if\s+(?:not|[^,]{{2,60}}?\b{_NEGATION}\b[^,]{{0,60}}))\s*,\s*{_SPEAKER}(?P<then>{_S}{{4,140}})",
        rf"(?P<then>{_C}{{4,110}}?)\s+(?:will\s+follow\s+|to\s+be\s+imposed\s+)?(?:if|unless)\s+{_S}{{2,60}}?"
        rf"(?:\bnot\b|\bfails?\b|\brefuses?\b|\bcompl(?:y|ies)\b|[’']t\b)",
        rf"(?:those|anyone|people|[\w-]+s)\s+who\s+(?:miss(?:es)?|fails?|do(?:es)?\s+not|do(?:es)?n[’']t)\b{_C}{{0,60}}?"
        rf"\b(?:{_MODAL}|faces?|risks?)\s+(?P<then>{_S}{{4,90}})",
        rf"failure\s+to\s{_C}{{2,60}}?\s{_MODAL}\s+(?:result\s+in\s+|lead\s+to\s+|mean\s+|attract\s+)?(?P<then>{_S}{{4,90}})",
        rf"{_C}{{2,40}}?\s(?:warned|threatened|has\s+(?:warned|threatened))\s+(?:that\s+)?(?:{_C}{{2,30}}?\s)?{_MODAL}\s+"
        rf"(?P<then>{_S}{{4,90}})",
    ),
    leading=re.compile(
        r"^(?:otherwise,?\s+)?(?:(?:he|she|they|it|the\s\w+|(?:[A-Z][\w.’'-]*\s?){1,4})\s(?:said|wrote|added|warned)\b"
        r"[^,]{0,40},\s*)?"
    ),
    hanging=re.compile(
        r",?\s*(?:,\s*[^,]{2,50}\s(?:said|says|warned|added|told|quoted|reported)\b.*|,\s*(?:said|says|warned)\s.*"
        r"|,\s*(?:though|although|under|but|because|while|according|as|when)\b.*|\s(?:if|unless)\s.*)$"
    ),
    none=re.compile(r"\b(?:said|says|told)$|\bmust\b|\bdeadline\b", re.IGNORECASE),
)
