"""Deeds: whether a sentence tells that what was demanded was done, dropped or let pass."""

import re
from collections.abc import Iterable, Sequence

from core.deadlines.actors import Actor, Relation, read_actor, relate
from core.deadlines.idioms import Idiom
from core.deadlines.languages import IDIOMS
from core.deadlines.wording import CLASSES, content, is_common, likeness

_SOME, _MOST, _NEARLY_ALL = 0.1, 0.6, 0.85
"""The share of a demand's words that have to be told as done, by an addressee, and by anybody."""
_TELLING_WORDS = 3
"""Words of a demand that are found again by themselves, whoever did it."""
_WORDS_SHARED = 2
"""One word alone tells nothing: "cancelled trains" does not "cut cancellations"."""
_DOER_WORDS = 4
"""Words that name whoever acts at most; more before a verb tell of other things too."""
_NEGATION_REACH, _VERB_WORDS = 30, 4
"""Characters before a verb, and words of it ("has not been extended"), in which it can be denied."""
_WORD = re.compile(r"[^\W\d_]+")


def is_done(sentence: str, demands: Iterable[str], addressees: Iterable[Actor] = ()) -> bool:
    """Whether a sentence tells of one of these demands as done before its time.

    It has to say so of a time ("two days before the deadline"), in the past, with most of the demand's words in its
    main clause: "Steiner dropped the wealth tax on Friday, two days before the ultimatum was to expire" does "drop the
    planned wealth tax"; "Russia fired missiles two days before the ceasefire deadline" does not "agree to a ceasefire".
    """
    plain = " ".join(sentence.split())
    return any(_is_done_in_time(plain, list(demands), list(addressees), idiom) for idiom in IDIOMS.values())


def _is_done_in_time(plain: str, demands: Sequence[str], addressees: Sequence[Actor], idiom: Idiom) -> bool:
    in_time = idiom.in_time.search(plain)
    if in_time is None:
        return False
    clause = plain[: in_time.start()]
    if _is_settled(clause, demands, idiom):
        return True
    if _is_by(clause, addressees):
        return _does(clause, demands, idiom, least=_SOME, kinship=True)
    return _does(clause, demands, idiom, least=_MOST)


def _is_settled(clause: str, demands: Sequence[str], idiom: Idiom) -> bool:
    """Whether a clause says that both sides came to terms, where that is what was demanded."""
    if not idiom.settled.search(clause) or idiom.undone.search(clause):
        return False
    return any(idiom.to_settle.search(demand) for demand in demands)


def is_done_plainly(sentence: str, demands: Iterable[str], addressees: Iterable[Actor]) -> bool:
    """Whether a sentence tells in its main clause of one of these demands as done, by one of the addressees.

    Nearly all the words of a demand that has some tell of it where nobody else is named as who did it: "Inspectors were
    let into the two sites".
    """
    plain, known, owing = " ".join(sentence.split()), list(demands), list(addressees)
    longer = [demand for demand in known if len(content(demand)) >= _WORDS_SHARED]
    telling = [demand for demand in longer if _tells_enough(content(demand))]
    for idiom in IDIOMS.values():
        clause = idiom.clause_end.split(plain, maxsplit=1)[0]
        doer = _before_the_verb(clause, idiom)
        is_theirs = _is_by(doer, owing)
        if is_theirs and _does(clause, longer, idiom, least=_MOST):
            return True
        is_of_others = not is_theirs and _is_by_others(doer, owing, telling)
        if not (is_of_others or idiom.dropped.search(clause)) and _does(clause, telling, idiom, least=_NEARLY_ALL):
            return True
    return False


def _tells_enough(demand: frozenset[str]) -> bool:
    """Whether a demand has words enough, beside those that thousands have, to be known again by them alone."""
    return len(demand) >= _TELLING_WORDS and sum(not is_common([word]) for word in demand) >= _WORDS_SHARED


def is_deed(sentence: str) -> bool:
    """Whether the main clause of a sentence tells of something as done."""
    plain = " ".join(sentence.split())
    return any(_deed(_told_first(plain, idiom), idiom) is not None for idiom in IDIOMS.values())


def _told_first(plain: str, idiom: Idiom) -> str:
    """Return the main clause of a sentence, up to "before it would have had to leave"."""
    in_time = idiom.in_time.search(plain)
    return idiom.clause_end.split(plain[: in_time.start()] if in_time else plain, maxsplit=1)[0]


def _before_the_verb(clause: str, idiom: Idiom) -> str:
    """Return a clause up to its first past form: whoever acts in it."""
    verb = next((m for m in _WORD.finditer(clause) if _is_past(m[0].lower(), idiom)), None)
    return clause[: verb.start()] if verb else clause


def _is_past(word: str, idiom: Idiom) -> bool:
    return word in idiom.bases or word.endswith(idiom.past_ending)


def _is_by(clause: str, addressees: Iterable[Actor]) -> bool:
    """Whether a clause names one of the addressees; "Korean officials" are not the Korean doctors."""
    doer = read_actor(clause)
    return any(
        doer.names & who.names
        or (doer.seats & who.seats and (not who.common & CLASSES or doer.common & who.common))
        or (not who.keys and not doer.keys and doer.common and doer.common <= who.common)
        for who in addressees
    )


def _is_by_others(doer: str, addressees: Iterable[Actor], demands: Iterable[str]) -> bool:
    """Whether the few words before a verb name somebody who is no addressee: "Osmo fenced its pit".

    What is demanded with somebody may well happen to him: "Inspectors were let into the sites".
    """
    if len(doer.split()) > _DOER_WORDS or any(content(doer) & content(demand) for demand in demands):
        return False
    who = read_actor(doer)
    return any(relate(who, addressee) is Relation.CONFLICT for addressee in addressees)


def _does(clause: str, demands: Iterable[str], idiom: Idiom, *, least: float, kinship: bool = False) -> bool:
    done = _deed(clause, idiom)
    if done is None:
        return False
    return any(likeness(content(demand), done, kinship=kinship) >= least for demand in demands if content(demand))


def _deed(clause: str, idiom: Idiom) -> frozenset[str] | None:
    """Return the stems of what a clause tells as done, None where it tells of nothing done."""
    words = _WORD.findall(clause.lower())
    if idiom.undone.search(clause) or not any(_is_past(word, idiom) for word in words):
        return None
    return content(" ".join(idiom.bases.get(word, word) for word in words))


def is_told_as_over(sentence: str) -> bool:
    """Whether a sentence speaks of a time as gone: "ran out on Friday", "missed the deadline", "the truce expired"."""
    plain = " ".join(sentence.split())
    return any(idiom.over.search(plain) and not idiom.in_time.search(plain) for idiom in IDIOMS.values())


def is_told_as_missed(sentence: str) -> bool:
    """Whether a sentence says that a time went by and nothing was done: "expired without being renewed"."""
    return any(idiom.missed.search(sentence) for idiom in IDIOMS.values())


def is_told_as_withdrawn(sentence: str) -> bool:
    """Whether a sentence says that a demand was dropped: "has withdrawn its ultimatum", "the order was revoked"."""
    return any(_is_affirmed(idiom.dropped, sentence, idiom) for idiom in IDIOMS.values())


def is_told_as_kept(sentence: str) -> bool:
    """Whether a sentence says that a demand was met, whatever it was: "has complied", "bowed to the demands"."""
    return any(_is_affirmed(idiom.kept, sentence, idiom) for idiom in IDIOMS.values())


def is_told_as_let_pass(sentence: str) -> bool:
    """Whether a sentence says that a deadline went by: "ignored the ultimatum", "the deadline came and went"."""
    return any(_is_affirmed(idiom.let_pass, sentence, idiom) for idiom in IDIOMS.values())


def is_told_as_moved(sentence: str) -> bool:
    """Whether a sentence says that a date was changed: "has extended the deadline", without saying to when."""
    return any(_is_affirmed(idiom.moved, sentence, idiom) for idiom in IDIOMS.values())


def is_told_as_in_time(sentence: str) -> bool:
    """Whether a sentence says that something happened before the end of a time."""
    plain = " ".join(sentence.split())
    return any(idiom.in_time.search(plain) for idiom in IDIOMS.values())


def answers_a_demand(sentence: str) -> bool:
    """Whether a sentence speaks of a demand or a threat, so that a deed told beside it may answer it."""
    return any(idiom.demanded.search(sentence) for idiom in IDIOMS.values())


def _is_affirmed(pattern: re.Pattern[str], sentence: str, idiom: Idiom) -> bool:
    plain = " ".join(sentence.split())
    found = pattern.search(plain)
    if found is None:
        return False
    before, verb = plain[max(0, found.start() - _NEGATION_REACH) : found.start()], found[0].split()[-_VERB_WORDS:]
    return not idiom.undone.search(before) and not idiom.undone.search(" ".join(verb))


def who_did(sentence: str) -> str:
    """Return the part of a sentence in which whoever acted stands: what comes before "before the deadline"."""
    plain = " ".join(sentence.split())
    for idiom in IDIOMS.values():
        if in_time := idiom.in_time.search(plain):
            return plain[: in_time.start()]
    return plain
