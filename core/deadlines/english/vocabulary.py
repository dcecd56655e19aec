"""What English says in small words: articles, pronouns, who can demand something, how "otherwise" is put."""

import re

from core.deadlines.english.otherwise import ENGLISH_OTHERWISE
from core.deadlines.english.parties import ENGLISH_PARTIES
from core.deadlines.grammar import Tag, Vocabulary


def _base(verb: str) -> str:
    """Return a verb of the third person as it is demanded: "agrees" -> "agree", "has" -> "have"."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("ed") and len(verb) > 4:
        return _of_stem(verb[:-2])
    if verb.endswith("ing") and len(verb) > 5:
        return _of_stem(verb[:-3])
    if verb.endswith("ies") and len(verb) > 4:
        return f"{verb[:-3]}y"
    if verb.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb


def _of_stem(stem: str) -> str:
    """Return a verb by what is left of it without -ed or -ing: "dropp" -> "drop", "rais" -> "raise"."""
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    if stem[-1] == stem[-2] and stem[-1] not in "lse":
        return stem[:-1]
    return f"{stem}e" if _LOST_E.search(stem) else stem


_LOST_E = re.compile(
    r"(?:(?<!s)s|[cvzu]|(?<!n)g|ang|[^aeiou]at|let|(?<!a)[ui]r|[^aeioul]l|[^aeiou][iu]l|[^aeiou][oiu]d|[^aeiou][au]m"
    r"|[^aeiou][aio]k|[^aeiou]e)$"
)
"""The stems of verbs in -e: "rais", "reduc", "mov", "updat", "requir", "settl", "provid", "nam", "tak", "agre"."""
_IRREGULAR = {"been": "be", "has": "have", "does": "do", "goes": "go", "is": "be", "undergoes": "undergo"}

_THAN_BEFORE = (
    r"than\s+(?:[\w’']+\s+){0,3}"
    r"(?:first|originally|initially|previously|planned|ordered|allowed|agreed|granted|demanded)\b"
)

ENGLISH_WORDS = Vocabulary(
    articles=frozenset("the a an its their his her this these those our all any some that your my".split()),
    definite=frozenset("the this that its their his her these those both all our".split()),
    the_one="the",
    indefinite=frozenset("a an any each every".split()),
    demonstrative=frozenset("that this".split()),
    pronouns=frozenset("he she they".split()),
    pointing_back=frozenset("its their his her this these that those they it he she then".split()),
    then=re.compile(
        r"\b(?:then|afterwards|thereafter|after\s+that|that\s+date|that\s+day|after\s+which)\b", re.IGNORECASE
    ),
    and_then=re.compile(r"(?:^|\s)(?:then|thereafter)(?:\s+(?:have|has|had|gets?))?$", re.IGNORECASE),
    by_whom="by",
    for_whom="for",
    to_do="to",
    between="between",
    and_word=" and ",
    began=frozenset("began started begun".split()),
    gone=re.compile(r"^(?:\w+ed|ran out|came.*|went.*|fell.*|hit|slipped|gone by)$", re.IGNORECASE),
    present=re.compile(r"^[a-z]+s(?:\s.*)?$", re.IGNORECASE),
    let=frozenset("let allowed permitted".split()),
    that_day=frozenset("that the".split()),
    would="would",
    had_been=("was ", "were ", "had ", "been "),
    answering=frozenset(
        "comply respond reply answer appeal contest challenge object react obey implement ratify veto sign override verify "
        "certify confirm approve decide rule charge consider review investigate replace seek".split()
    ),
    given=re.compile(r"\b(?:was|were) given\b"),
    instead=re.compile(r"\b(?:instead|(?:will|would)\s+now|(?:is|are)\s+now|no\s+longer)\b", re.IGNORECASE),
    earlier_stage=re.compile(
        r"\b(?:had|initial(?:ly)?|original(?:ly)?|previous(?:ly)?|first|earlier|already|then|before)\b", re.IGNORECASE
    ),
    former_date=re.compile(
        r"\b(?:had|(?:was|were)\s+(?:given|(?:due\s+|set\s+|scheduled\s+)?to)|initial|original|previous|earlier|current)\b",
        re.IGNORECASE,
    ),
    first_told=re.compile(
        r"(?:\b(?:had|was|were)\s+(?:at\s+)?(?:earlier|first|initially|originally|previously)\s"
        r"|\b(?:was|were)\s+to\s+have\s|\b(?:earlier|initially|originally)\s+had\s"
        r"|\bhad\s+been\s+(?:told|given|ordered|asked|required)\s|\b(?:was|were)\s+supposed\s+to\s"
        r"|\b(?:originally|initially|at\s+first),\s)[^,;:]*\Z",
        re.IGNORECASE,
    ),
    had_stood=re.compile(
        r"\b(?:had|was|were|been|due|normally|first|originally|initially|previously|earlier|ordered|told|given|gave"
        r"|deadline|scheme)\b",
        re.IGNORECASE,
    ),
    stands_now=re.compile(
        r"\b(?:will|would|must|may|can|is|are|has|have)\s+now\b"
        r"|\bnow\s+(?:be|has|have|had|must|faces?|due|needs?|will|until|runs?|expires?|lapses?|ends?|closes?)\b",
        re.IGNORECASE,
    ),
    to_be=" be",
    than_before=re.compile(rf"\b(?:later|longer|more)\s+{_THAN_BEFORE}"),
    sooner_than_before=re.compile(rf"\b(?:earlier|sooner)\s+{_THAN_BEFORE}"),
    before_an_event=("before", "after"),
    prepositions=frozenset(
        "against between among over about into toward towards across near beyond concerning".split()
    ),
    cutting=frozenset("against over about into toward towards across near beyond concerning".split()),
    dangling=frozenset("the a an this that their its his her our around about just roughly the and no later".split()),
    event_leads=frozenset("just only on last".split()),
    rulings=frozenset(
        "decision ruling announcement statement verdict judgment judgement letter notice speech vote".split()
    ),
    dates=frozenset("date dates mark limit target lunchtime morning afternoon evening night".split()),
    adverbs=frozenset(
        "now then still also only already just therefore however meanwhile formally immediately again here so instead "
        "further currently officially first early late earlier later yesterday repeatedly recently each".split()
    ),
    adverb=re.compile(r"(?!(?:family|assembly|ally|bully|supply|rally|reply|monopoly|anomaly|homily|fly)$)\w{2,}ly$"),
    no_verbs=frozenset("go the a an its their his her this these that those such any all each many more most".split()),
    not_a_verb=re.compile(r"(?!(?:bring|ring|sing|swing|cling|fling|spring|sting|wring)$)\w+ing$"),
    not_a_noun=re.compile(r"\w+(?:ing|ed)$"),
    no_noun=frozenset("which that who were was is are".split()),
    parties=ENGLISH_PARTIES,
    otherwise=ENGLISH_OTHERWISE,
    standing_in=frozenset("it he she they".split()),
    speaking_of_self=frozenset("it he she".split()),
    spokespeople=frozenset("spokesman spokeswoman spokesperson".split()),
    passive=re.compile(
        r"be\s+(?:\w+ly\s+)?(?:\w+ed|made|sent|paid|met|given|built|sold|held|put|set|kept|brought|taken|told|"
        r"drawn|withdrawn|shut|spent|done|begun|written|shown|cut|found|left|lost|won|dealt|sought)\b"
    ),
    behind_head=re.compile(r"\s(?:of|between|for|with|on|in|to|from|and)\s"),
    ending=re.compile(r"[a-z]+ed$"),
    plural=re.compile(r".*(?:[^s'’iu]s|people|men)$", re.IGNORECASE),
    lapses={
        Tag.EXPIRE: ("expires", "expire"),
        Tag.CLOSE: ("closes", "close"),
        Tag.END: ("ends", "end"),
        Tag.DUE: ("due", "due"),
    },
    as_told=frozenset({"would have", "would now have", "would then have"}),
    title_of_whom="Deadline for {who}",
    title_of_setter="Deadline set by {who}",
    title_with_deed="{who} to {deed}",
    title_with_thing="{who}: {deed}",
    according=frozenset({"according"}),
    been=frozenset({"been"}),
    base=_base,
)
