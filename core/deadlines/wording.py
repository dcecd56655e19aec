"""Wording: what a demand says once its grammar is taken off, so that two wordings of it can be compared."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

SMALL_WORDS = frozenset(
    """a an the this that these those it its he she his her they their them we our you your i my who whom whose which
    what when where why how is are was were be been being am do does did done has have had having will would shall
    should can could may might must and or but nor so if unless until till than then as at by for from in into of on
    onto off over under up down out to toward towards with within without about above after again against all also any
    around because before below between both during each either else ever every few further here just less least like
    more most much near need needs no not now of only other otherwise own per same since some still such there through
    too upon very via while yet said says say told saying according mr mrs ms""".split()
)

_DEADLINE_WORDS = frozenset(
    """deadline deadlines ultimatum ultimatums date dates day days week weeks month months year years hour hours minute
    minutes time clock countdown limit limits cutoff midnight noon today tomorrow yesterday tonight end ends ended
    ending begin start
    expire expires expired expiry lapse lapses give gives gave given set sets setting face faces risk new last next
    first final extend extends extended extension postpone postponed delay delayed push pushed shorten shortened cut
    revise revised move moved announce announced monday tuesday wednesday thursday friday saturday sunday january
    february march april june july august september october november december""".split()
)
"""Words that every deadline is told with."""

_LIGHT = frozenset(
    """agree reach make take get accept come go put complete finish submit file send provide bring meet comply decide
    act sign hold keep show stop let allow work talk begin part plan order whole full""".split()
)
"""Verbs that carry little of what is demanded."""

_FAMILIES = """
peace: ceasefire cease-fire truce peace deal agreement settlement accord hostilities armistice war fighting
pact: deal agreement pact accord contract terms treaty settlement compromise
penalty: sanction tariff duty levy penalty fine punish punitive
leave: withdraw withdrawal leave evacuate vacate depart exit pullout quit evict eviction clear fly departure gone
release: release free hand return surrender extradite hostage captive prisoner detainee
give: hand surrender produce provide deliver disclose disclosure furnish turn submit supply share
papers: record file document paper report data information archive log correspondence
pay: pay payment repay settle debt instalment installment arrears bill money repayment
answer: answer respond response reply explain explanation clarify justify decide decision
register: register registration enrol enroll enrolment enrollment listing
apply: apply application applicant
bid: bid bidder offer tender takeover
sell: sell sale divest divestiture divestment dispose disposal
budget: budget funding spending appropriation shutdown stopgap money
state: government federal state
disarm: disarm disarmament weapon arms
vote: ballot vote voter
close: close closure shut dismantle shutter
halt: stop halt cease suspend freeze pause
scrap: reverse reversal scrap cancel repeal revoke rescind abolish drop lift remove undo rollback
prove: prove proof show demonstrate evidence guarantee convince satisfy persuade reassure
pick: name appoint nominate nomination pick choose elect select candidate
repair: fix repair remedy rectify restore mend overhaul
resume: resume restart reopen reinstate restore
adopt: sign ratify ratification approve approval pass adopt endorse enact
staff: staff worker employee
law: law bill act legislation
dearer: hike increase raise rise
"""
"""Words that news puts for one another, in one family or several; one shared counts for less than a word shared."""

_PAPERS = frozenset(
    """application applications comment comments offer offers bid bids form forms claim claims request requests proposal
    proposals return returns fee fees vote votes registration register entry entries response responses answer
    payment payments tender tenders consultation""".split()
)
"""What thousands of deadlines ask for: said of two of them it makes neither the other."""

_PAPER_WEIGHT = 0.5
_TELLING = 1.2
"""The weight from which what two demands share says all that it can."""

_FAMILY_WEIGHT = 0.6
_LIGHT_FAMILIES = frozenset({"~give", "~papers", "~adopt", "~pick", "~state", "~staff", "~law"})
_LIGHT_FAMILY_WEIGHT = 0.3
_LIGHT_WEIGHT = 0.25

_PHRASAL = tuple(
    (re.compile(rf"\b(?:{verbs})\b", re.IGNORECASE), plain)
    for plain, verbs in {
        "leave": "(?:mov(?:e|es|ed|ing)|clear(?:s|ed|ing)?|gets?|got|pull(?:s|ed|ing)?) out",
        "register": "sign(?:s|ed|ing)? up",
        "return": "(?:hand(?:s|ed|ing)?|giv(?:e|es|ing)|gave|given) back",
        "surrender": "(?:hand(?:s|ed|ing)?|turn(?:s|ed|ing)?) over",
        "submit": "(?:hand(?:s|ed|ing)?|turn(?:s|ed|ing)?|send(?:s|ing)?|sent) in",
        "close": "(?:shut(?:s|ting)?|clos(?:e|es|ed|ing)|wind(?:s|ing)?|wound) down",
        "scrap": "do(?:es|ing)? away with|did away with|get(?:s|ting)? rid of|got rid of",
        "resign": "step(?:s|ped|ping)? down",
        "disarm": "(?:lay(?:s|ing)?|laid|put(?:s|ting)?) down (?:\\w+ )?(?:arms|weapons|guns)",
    }.items()
)
"""Verbs of two words, either of which every deadline may have, and the plain one that they stand for."""

_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,]*\d|\d")
_SUFFIXES = ("ations", "ation", "ements", "ement", "ments", "ment", "ings", "ing", "ions", "ion", "ers", "ies", "ied",
             "ed", "es", "er", "al", "ly", "y", "s", "e")  # fmt: skip

_WHOLE = re.compile(r"ss$")
"""What no plural ends in: "pass"."""
_VERB_IN_LY = re.compile(r"(?:app|comp|fami|imp|rep|supp|multip)ly$")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """Return a word without its common English endings: "agreements", "agreed" -> "agre". Rough, and meant to be."""
    word = re.sub(r"[’']s?$", "", word.lower())
    if _WHOLE.search(word):
        return word
    if _VERB_IN_LY.search(word):
        return word[:-1]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return _DOUBLED.sub(r"\1", word.removesuffix(suffix))
    return word


CLASSES = frozenset(
    stem(word)
    for word in """residents bidders shareholders taxpayers companies students voters lawmakers investors customers
    workers employees prosecutors troops soldiers drivers farmers tenants owners buyers sellers airlines banks schools
    teachers doctors nurses hospitals parents migrants refugees citizens passengers creditors lenders suppliers
    landlords households applicants candidates retailers manufacturers importers exporters miners rebels militants
    clubs players universities councils states businesses firms operators pensioners veterans businesses brokers
    agencies organisations organizations groups parties members relatives diplomats journalists users""".split()
)
"""Stems of common nouns for people and bodies that a rule is addressed to."""


def plain_words(text: str) -> Iterator[str]:
    """Yield the words of a text in small letters, without grammar; hyphened compounds stay whole."""
    for phrasal, plain in _PHRASAL:
        text = phrasal.sub(plain, text)
    for match in _WORD.finditer(text):
        word = match[0].lower().strip("-’'")
        if len(word) > 1 and word not in SMALL_WORDS:
            yield word


@lru_cache(maxsize=32_768)
def content(text: str) -> frozenset[str]:
    """Return the stems of what a text is about: no grammar, no calendar, no words that every deadline shares."""
    return frozenset(stem(word) for word in plain_words(text[:4_000]) if _says_something(word))


@lru_cache(maxsize=32_768)
def pairs(text: str) -> frozenset[tuple[str, str]]:
    """Return the stems of words that follow each other but for grammar ("motion to dismiss").

    Two texts that share a pair tell of one thing much more surely than two that share its words.
    """
    row = list(plain_words(text[:4_000]))
    return frozenset(
        (stem(one), stem(two))
        for one, two in pairwise(row)
        if _says_something(one) and _says_something(two) and not is_common({stem(one), stem(two)})
    )


def _says_something(word: str) -> bool:
    return word not in _DEADLINE_WORDS and not re.match(r"\d", word)


_FAMILIES_OF: dict[str, set[str]] = {}
for _line in _FAMILIES.strip().splitlines():
    for _word in _line.split()[1:]:
        _FAMILIES_OF.setdefault(stem(_word), set()).add(f"~{_line.partition(':')[0]}")
_WEIGHTS = {stem(word): _PAPER_WEIGHT for word in _PAPERS} | {stem(word): _LIGHT_WEIGHT for word in _LIGHT}


def families(stems: frozenset[str]) -> frozenset[str]:
    """Return the families of words ("~peace") that the stems belong to."""
    return frozenset().union(*(_FAMILIES_OF[s] for s in stems if s in _FAMILIES_OF))


def is_common(stems: Iterable[str]) -> bool:
    """Whether all of these are words that thousands of deadlines have ("submit an application")."""
    return all(s in _WEIGHTS for s in stems)


def _weight(stems: frozenset[str]) -> float:
    return sum(_WEIGHTS.get(s, 1.0) for s in stems)


def likeness(one: frozenset[str], other: frozenset[str], *, kinship: bool = True) -> float:
    """Return how far two demands say the same, 0 to 1: the shared weight over that of the shorter one.

    With `kinship` words of one family count as shared in part.
    """
    if not one or not other:
        return 0.0
    shared = one & other
    kin = _kinship(one - shared, other - shared) if kinship else 0.0
    return min(1.0, (_weight(shared) + kin) / min(_weight(one), _weight(other)))


def _kinship(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the weight of the families that both belong to, each word counted for one of them at most."""
    weights = [
        _LIGHT_FAMILY_WEIGHT if family in _LIGHT_FAMILIES else _FAMILY_WEIGHT
        for family in families(one) & families(other)
    ]
    return sum(sorted(weights, reverse=True)[: min(len(one), len(other))])


def telling(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much it says that two demands are alike, 0 to 1: less for "submit a form" than for "sell Loop"."""
    shared = one & other
    kin = _kinship(one - shared, other - shared)
    return min(1.0, (_weight(shared) + kin) / _TELLING) * likeness(one, other)
