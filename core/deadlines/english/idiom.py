"""How English says that a demand was done, dropped or let pass, and that a date is new, old or only wished for."""

import re

from core.deadlines.idioms import Idiom

_PAST = """
    agreed agree answered answer began begin bought buy brought bring built build came come cut cut did do drew draw
    drove drive fell fall found find froze freeze gave give went go got get held hold kept keep laid lay left leave let
    let lifted lift made make met meet paid pay put put quit quit said say sent send set set shut shut signed sign sold
    sell stood stand took take tore tear withdrew withdraw won win wrote write written write given give taken take
    repaid repay flew fly freed free told tell threw throw rebuilt rebuild spun spin dropped drop stopped stop admitted admit
    submitted submit permitted permit stepped step shipped ship planned plan
"""
_NUMBERS = "a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few|half|\\d+"
_HEDGES = (
    "just|only|about|some|well|full|comfortably|shortly|almost|nearly|more than|less than|hours?|minutes?|days?|weeks?"
    "|months?"
)
_ENDS = (
    "deadlines?|ultimatums?|due date|date (?:that|which|set|fixed|given|by which|(?:it|he|she|they|we|had|has|was|were)\\b)|cut-?off|limit|expire[sd]?|runs? out|ran out|lapse[sd]?|ends?|(?:was|were) due|window"
    "|period|time (?:was|is) up|(?:had|have) (?:to|until)|(?:was|were) to (?:expire|end|run out|lapse)"
)

_DROPPED = (
    "withdrew|withdrawn|withdraws|drops|dropped|rescinds|rescinded|revoke[sd]|scraps|scrapped|lifts|lifted"
    "|cancel?l?s|cancell?ed|retract(?:s|ed)|abandon(?:s|ed)|call(?:s|ed) off|annull?ed|quashed|overturn(?:s|ed)"
    "|suspend(?:s|ed)|stay(?:s|ed)|froze|frozen|halt(?:s|ed)|block(?:s|ed)|struck down|strikes down|set aside|sets aside|waive[sd]|back(?:s|ed) (?:down|away) from|rowed back on|voided"
)
_DEMAND = (
    "ultimatums?|deadlines?|demands?|orders?|threats?|requirements?|rules?|mandates?|conditions?|notices?|injunctions?|subpoenas?"
    "|warning letters?|warnings?"
)
_ACTION = "strikes?|walk-?outs?|blockades?|stoppages?|boycotts?|lock-?outs?"
_NO_PREPOSITION = r"(?!(?:before|ahead|by|of|to|for|from|in|on|at|after|within|until)\b)"

_MOVED = (
    "extended|extends|prolonged|lengthened|postponed|delayed|deferred|pushed (?:back|forward)|pushes back|put (?:back|off)"
    "|moved(?: back| forward| up)?|moves|shifted|brought forward|brings forward|shortened|cut short|renewed"
)
_MOVING = "extending|pushing back|putting (?:back|off)|postponing|moving|shifting|bringing forward|prolonging|delaying"
_LIMITS = "deadlines?|ultimatums?|cut-?off|dates?|period|window|truces?|ceasefires?|time limit"

_MEETING = (
    "complied with|obeyed|met|meets|bow(?:s|ed) to|gave (?:in|way) to|gives (?:in|way) to|cave(?:s|d) (?:in )?to"
    "|yield(?:s|ed) to|accede[sd] to|agree(?:s|d) to|accept(?:s|ed)|fulfil(?:s|led|ls)|satisfie[sd]|honou?red"
    "|implement(?:s|ed)|beats?|carried out"
)

_WISHES = (
    r"ask(?:s|ed|ing)?",
    r"request(?:s|ed|ing)?",
    r"appl(?:y|ies|ied|ying) for",
    r"seek(?:s|ing)?|sought",
    r"want(?:s|ed)?|would like",
    r"urg(?:e|es|ed|ing)",
    r"plea(?:s|d|ds|ded|ding)?",
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
    r"giv\w+ (?:it|them|him|her|us|me) (?:until|till|to)|(?:keep|leave) (?:[\w’'-]+ ){1,8}open",
    r"shorten\w*|bring\w* forward",
    r"rather than|instead of",
    r"mov(?:e|ing)|push\w* (?:\w+ ){0,3}back|put(?:ting)? (?:\w+ ){0,3}off",
    r"(?:more|additional|extra) time|longer",
    r"(?:more|additional|extra|another|further) (?:\w+ )?(?:days?|weeks?|months?)",
)

ENGLISH_IDIOM = Idiom(
    in_time=re.compile(
        rf",?\s*(?:(?:{_HEDGES}|{_NUMBERS})\s+)*(?:before|ahead of|inside|in time for|within)\s+"
        rf"(?:[\w’'.-]+\s+){{0,8}}?(?:{_ENDS})\b"
        rf"|,?\s*\b(?:{_NUMBERS})\s+(?:hours?|days?|weeks?|months?)\s+early\b"
        rf"|,?\s*\bwith\s+(?:(?:{_HEDGES}|{_NUMBERS})\s+)+to spare\b",
        re.IGNORECASE,
    ),
    over=re.compile(
        r"\b(?:passed|ran out|expired|lapsed|elapsed|came and went|went by|slipped by|missed|ended (?:without|with no)"
        r"|let (?:it|the \w+) (?:pass|lapse)|(?:is|was|are|were) over)\b",
        re.IGNORECASE,
    ),
    missed=re.compile(
        r"\b(?:without|missed|failed to|fail(?:s|ed|ing)|ignor(?:es|ed|ing)|let|did not|didn[’']t|has not|have not|no)\b"
    ),
    dropped=re.compile(
        rf"\b(?:{_DROPPED})\s+(?:{_NO_PREPOSITION}[\w’'-]+\s+){{0,4}}(?:{_DEMAND})\b"
        rf"|\b(?:{_DEMAND})\b[^.;,]{{0,60}}?\b(?:was|were|has been|have been|is|are)\s+(?:{_DROPPED})\b"
        rf"|\b(?:call(?:s|ed) off|cancell?ed|cancels|suspend(?:s|ed)|drop(?:s|ped))\s+"
        rf"(?:{_NO_PREPOSITION}[\w’'-]+\s+){{0,4}}(?:{_ACTION})\b"
        rf"|\b(?:{_ACTION})\b[^.;,]{{0,60}}?\b(?:called off|cancell?ed)\b"
        r"|\bno longer (?:needs?|has|have|is (?:required|obliged)|are (?:required|obliged)) to\b",
        re.IGNORECASE,
    ),
    kept=re.compile(
        rf"\b(?:{_MEETING})\s+(?:{_NO_PREPOSITION}[\w’'-]+\s+){{0,6}}(?:{_DEMAND}|terms|requests?|rulings?|court)\b"
        rf"|\b(?:(?:has|have|had) (?:now |since |fully )?complied|complied (?:in full|fully|on|with))\b"
        r"|\bin compliance with\b|\bmeeting (?:[\w’'-]+ ){0,4}deadlines?\b",
        re.IGNORECASE,
    ),
    let_pass=re.compile(
        r"\b(?:ignor(?:es|ed)|def(?:ies|ied)|flout(?:s|ed)|let|miss(?:es|ed))\s+(?:[\w’'-]+\s+){0,4}"
        r"(?:ultimatums?|deadlines?)\b"
        r"|\b(?:ultimatums?|deadlines?|truces?|ceasefires?)\b[^.;,]{0,60}?\b(?:passed|expired|ran out|lapsed|elapsed"
        r"|came and went|(?:has|have) (?:come and gone|run out)|went by|went unheeded)\b",
        re.IGNORECASE,
    ),
    moved=re.compile(
        rf"\b(?:{_MOVED})\s+(?:[\w’'-]+,?\s+){{0,9}}?(?:{_LIMITS})\b"
        rf"|\b(?:brought|brings|moved|moves|pushed|pushes|put|puts)\s+(?:[\w’'-]+\s+){{0,4}}?(?:{_LIMITS})\s+(?:forward|back|up|off)\b"
        rf"|,\s+(?:again\s+)?(?:{_MOVING})\s+(?:[\w’'-]+\s+){{0,6}}?(?:{_LIMITS})\b"
        r"|\b(?:grant(?:s|ed)|giv(?:es|en)|gave|won|wins|got|gets|allowed|secured)\s+(?:[\w’'-]+\s+){0,4}?"
        r"(?:more time|(?:another|more|extra|additional|further) (?:\w+ )?(?:hours?|days?|weeks?|months?|year))\b"
        rf"|\b(?:{_LIMITS})\b[^.;]{{0,60}}?\b(?:was|were|has been|have been|is|are|been)\s+(?:again\s+)?(?:{_MOVED})\b",
        re.IGNORECASE,
    ),
    settled=re.compile(
        r"\b(?:reach(?:es|ed)|struck|strikes|clinch(?:es|ed)|sign(?:s|ed)|seal(?:s|ed)|agree(?:s|d)(?: on| to)?|ratifie[sd])"
        r"\s+(?:[\w’'-]+\s+){0,5}(?:deal|agreement|accord|pact|contract|settlement|compromise|terms)\b",
        re.IGNORECASE,
    ),
    to_settle=re.compile(
        r"\b(?:agree\w*|deal|contract|pay|wages?|terms|offer|accord|settle\w*|compromise|rais(?:e|es|ing)|pact)\b",
        re.IGNORECASE,
    ),
    speaker=re.compile(
        r"\b(?:[A-Z][\w’'.-]{0,40}\s+){1,6}(?:said|says|told|adds|added|announced|warned|confirmed)\b"
        r"|\b(?:said|says|added|according to)\s+(?:[a-z-]+\s+){0,4}(?:[A-Z][\w’'.-]*\s*){1,5}"
    ),
    undone=re.compile(
        r"\b(?:[Nn]ot|\w+n[’']t|[Nn]ever|[Nn]o|[Nn]obody|[Nn]one|[Ww]ithout|almost|nearly|fail\w*|refus\w*|reject\w*|den(?:y|ies|ied)|denounce\w*|violat\w*"
        r"|broke|little|hardly|barely|unable|unlikely|part(?:ly|ially)|recommend\w*|propos\w*|advis\w*|suggest\w*|consider\w*|weigh\w*|must|should|would|will|could|might|may|(?:has|have|had) to|(?:has|have|had) until"
        r"|[Uu]nless|[Ii]f|[Ww]hether"
        r"|(?<!\ba )(?<!its )(?<!their )(?<!the )(?<!his )(?<!her )"
        r"(?:hop|plan|expect|ask|urg|promis|vow|pledg|want|press|call|appeal|order|told|tell|invit)\w*"
        r"(?:,?\s+[\w’'-]+){0,12}?,?\s+to"
        r"|[Hh]alf(?: of)? the|(?:[Pp]art|[Ss]ome|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]ew|[Mm]any|[Mm]ost) of)\b"
    ),
    demanded=re.compile(
        rf"\b(?:{_DEMAND}|demanded|ordered|threatened|told|warned|insisted|required|{_ACTION})\b", re.IGNORECASE
    ),
    bases=dict(zip(_PAST.split()[::2], _PAST.split()[1::2], strict=True)),
    past_ending="ed",
    clause_end=re.compile(
        r",?\s+(?:after|as|when|while|because|since|although|though|amid|following)\s|,\s+(?:which|who|whose|where)\s"
        r"|[;:]"
    ),
    wished=re.compile(rf"\b(?:{'|'.join(_WISHES)})\b(?:[^.;]|[.](?= ?[\da-z])){{0,120}}?\b(?:{'|'.join(_CHANGES)})\b"),
    granted=re.compile(
        r"\b(?:grant(?:s|ed|ing)|approv(?:es|ed|ing)|agre(?:es|ed|eing) to|gave in|accept(?:s|ed|ing)|gave|(?:was|were|been) given)\b"
    ),
    refused=re.compile(r"\b(?:refus|reject|declin|den[iy]|turn\w* down|rul\w* out|not (?:yet )?(?:grant|approv|agre))"),
    new=re.compile(
        r"\bnow (?:has|have|had|faces?|must|needs?|runs?|expires?|ends?|falls? due|due|until|set|gives?|gave)\b"
        r"|\b(?:will|would|is|are|must|has|have|should|can|may|need|needs) now\b|\binstead of\b|\brather than\b"
        r"|\b(?:longer|later|sooner|earlier|more) than (?:in|at|under|on|by|planned|first|originally|before|the)\b"
        r"|\b(?:longer|later|sooner|earlier|more) than (?:[\w’']+ ){1,3}(?:first|originally|initially|previously|ordered"
        r"|allowed|agreed|planned|given|granted|set|demanded)\b"
        r"|\bnew (?:deadline|date|ultimatum|time limit|cut-?off)\b|\bmore time\b"
        r"|\b(?:another|a further|an (?:extra|additional)) (?:\w+ )?(?:hours?|days?|weeks?|fortnight|months?|year)\b"
        r"|\b\w+ (?:more|extra|additional) (?:hours|days?|weeks?|months?)\b"
    ),
    old=re.compile(
        r"\b(?:old|earlier|previous|original|initial|former|first)\s+(?:deadline|date|ultimatum|time limit|cut-?off)"
        r"\s+(?:was|had been|of|,)",
        re.IGNORECASE,
    ),
    vague=re.compile(
        r"\b(?:(?:by|at|before|towards?) the end of|end of|late|early|mid|middle of|beginning of|start of|about|around"
        r"|roughly|nearly|almost|some|coming|within weeks|within days|soon)\b",
        re.IGNORECASE,
    ),
    hint=re.compile(r"\b(?:hours?|days?|weeks?) (?:before|ahead of)\b", re.IGNORECASE),
    epithet=re.compile(r"\b[Tt]he ([A-Z][a-z]+s)\b(?! [A-Z])"),
    for_a_time=re.compile(
        r"\b(?:hold(?:s|ing)?|held|put(?:s|ting)?|stay(?:s|ed|ing)?)\s+(?:[\w’'-]+\s+){0,4}?off\b[^.;]{0,80}?\bfor\s+(?!another|a further|an extra)"
        r"|\b(?:paus|suspend|freez|froze|refrain|wait|stay)\w*\b[^.;]{0,80}?\bfor\s+(?!another|a further|an extra)",
        re.IGNORECASE,
    ),
)
