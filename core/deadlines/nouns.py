"""Nouns: the noun phrases of a clause by where they stand: before a verb, as its subject, far ahead of it."""

from collections.abc import Sequence

from core.deadlines.clauses import Clause, Token
from core.deadlines.grammar import Tag
from core.deadlines.phrases import AUXILIARIES, BORDERS, HEAVY, MOST_WORDS, noun_in, phrase_end, tidy_noun

_ABOUT_TO = frozenset({Tag.TO, Tag.DUE, Tag.PLAN, Tag.FORECAST, Tag.FORMER, Tag.WAS})
_RESOLVED = frozenset({Tag.TO, Tag.PLAN})
_ACTS = frozenset({Tag.SAY, Tag.SET, Tag.GIVE, Tag.DEMAND, Tag.WARN, Tag.ASK, Tag.REQUIRE, Tag.SHORTEN, Tag.EXTEND})
_ASKS = frozenset({Tag.ASK, Tag.DEMAND})
_MODALS = frozenset({Tag.CAN, Tag.MUST, Tag.SHOULD, Tag.WILL, Tag.WOULD})
_SEGMENT = frozenset({Tag.STOP, Tag.COLON, Tag.THAT, Tag.DASH, Tag.BUT, Tag.SAY})


def noun_before(clause: Clause, place: int) -> str:
    """Return the noun phrase that ends before token `place`, past auxiliaries and asides; "" where none is clear."""
    tokens = clause.tokens
    at = place - 1
    while at >= 0 and (
        tokens[at].tags & AUXILIARIES or tokens[at].tags <= _RESOLVED or clause.vocabulary.is_adverb(tokens[at].text)
    ):
        at -= 1
    return _noun_ending(clause, _before_day(tokens, at))


def doer(clause: Clause, verb: int) -> str:
    """Return the subject of the verb at a token; of "voted to give", "a rule that gives", "…, giving" who did that."""
    tokens, parties = clause.tokens, clause.vocabulary.parties
    led = tokens[verb - 1 : verb] if verb else []
    if clause.vocabulary.not_a_verb.match(tokens[verb].text):
        return _who_goes_on(clause, verb)
    if any(token.tags & {Tag.TO} for token in led):
        subject = subject_of(clause)
        return _who_is_asked(clause, verb) or ("" if parties.is_document(subject) else subject)
    if any(token.tags & {Tag.THAT} for token in led):
        return subject_of(clause)
    relative = _relative_before(clause, verb)
    if relative is not None:
        end = relative - 1 - bool(tokens[relative - 1].tags & {Tag.COMMA})
        return noun_in(clause, nearest_start(clause, end), end) or subject_of(clause)
    return noun_before(clause, verb)


def nearest_start(clause: Clause, n: int) -> int:
    """Return where the words directly before token `n` begin, behind the nearest preposition, article or border."""
    tokens, articles = clause.tokens, clause.vocabulary.articles
    while n and not (tokens[n - 1].tags & (HEAVY | BORDERS) or tokens[n - 1].text.lower() in articles):
        n -= 1
    return n


def _relative_before(clause: Clause, verb: int) -> int | None:
    """Return the "who" or "which" that is the subject of the verb at a token: ", which has imposed"."""
    tokens, at = clause.tokens, verb - 1
    while at > 0 and (tokens[at].tags & AUXILIARIES or clause.vocabulary.is_adverb(tokens[at].text)):
        at -= 1
    return at if at > 0 and tokens[at].tags & {Tag.WHO} else None


def _who_is_asked(clause: Clause, verb: int) -> str:
    """Return who is asked to do what the infinitive at a token says: "asked the regulator to extend"."""
    tokens, articles = clause.tokens, clause.vocabulary.articles
    near = range(verb - 2, max(0, verb - 10), -1)
    asking = next((n for n in near if tokens[n].tags & _ASKS and tokens[n - 1].text.lower() not in articles), None)
    return noun_in(clause, asking + 1, verb - 2) if asking is not None and asking < verb - 2 else ""


def _who_goes_on(clause: Clause, verb: int) -> str:
    """Return who does what a participle adds: of "said that the bank had moved the date, giving …" the bank."""
    tokens, parties = clause.tokens, clause.vocabulary.parties
    led = tokens[verb - 1] if verb else tokens[0]
    if not led.tags & {Tag.COMMA, Tag.BE, Tag.IS, Tag.WAS} and not parties.is_document(led.text):
        return ""
    that = next((n for n in range(verb - 1, 0, -1) if tokens[n].tags & {Tag.THAT}), None)
    inner = noun_in(clause, that + 1, phrase_end(clause, that + 1)) if that is not None else ""
    return inner if parties.is_power(inner) else subject_of(clause)


def _before_day(tokens: Sequence[Token], at: int) -> int:
    """Return the place before "on Monday" where a phrase ends in a day: "a judge on Monday ordered"."""
    timex = tokens[at].timex if at > 0 else None
    if timex is None or timex.is_length:
        return at
    at -= 1
    return at - 1 if at > 0 and tokens[at].tags <= {Tag.ON, Tag.IN} else at


def noun_that_lapses(clause: Clause, place: int) -> str:
    """Return the subject of a verb of lapsing at token `place`, past "is due to", "had been scheduled to"."""
    tokens = clause.tokens
    at = place - 1
    while at >= 0 and (
        tokens[at].tags & AUXILIARIES or tokens[at].tags <= _ABOUT_TO or clause.vocabulary.is_adverb(tokens[at].text)
    ):
        at -= 1
    if at > 0 and tokens[at].tags & {Tag.THAT, Tag.WHO}:
        at -= 1 + bool(tokens[at - 1].tags & {Tag.COMMA})
    return _noun_ending(clause, at)


def _noun_ending(clause: Clause, at: int) -> str:
    tokens = clause.tokens
    if at >= 0 and tokens[at].tags & {Tag.AND, Tag.BUT}:
        return _told_subject(clause, at) or subject_of(clause)  # "…, and gave": the subject goes on
    end = at
    if at >= 0 and tokens[at].tags & {Tag.COMMA, Tag.PAREN, Tag.DASH}:
        at = _before_aside(tokens, at)
    head = at
    at = _before_relative(tokens, at)
    first = at + 1
    while first > 0 and at - first < 14 and not _stops(clause, first - 1, at):
        first -= 1
    if first > 1 and tokens[first - 1].tags & {Tag.BY, Tag.UNDER} and _describes(clause, first - 2):
        return _noun_ending(clause, first - 2)  # "drivers caught by the cameras", "cuts passed under the law"
    noun = tidy_noun(tokens[first : at + 1], clause)
    return _with_aside(clause, noun, head, end) if noun and head == at and head < end - 1 else noun


def _told_subject(clause: Clause, at: int) -> str:
    """Return who goes on before the "and" at a token within what is told: "said that firms can …, and will have"."""
    tokens, parties = clause.tokens, clause.vocabulary.parties
    that = next((n for n in range(at - 1, 0, -1) if tokens[n].tags & {Tag.THAT}), None)
    duties = (n for n in range(at - 1, that or at, -1) if tokens[n].tags & _MODALS)
    modal = next(duties, None)
    noun = noun_before(clause, modal) if modal is not None else ""
    are_several = clause.vocabulary.is_plural(noun) and not parties.is_named(noun)
    return noun if are_several and parties.can_keep(noun) else ""


def _describes(clause: Clause, n: int) -> bool:
    """Whether a token is a participle or a noun that a phrase with "by" or "under" goes on describing."""
    token, words = clause.tokens[n], clause.vocabulary
    is_noun = bool(words.plural.match(token.text)) and not token.tags <= BORDERS
    return n > 0 and token.text.islower() and bool(words.parties.done.match(token.text) or is_noun)


def _with_aside(clause: Clause, noun: str, head: int, end: int) -> str:
    """Return a noun with the aside that says who it is: "the minister, Ann Lee," or "Ann Lee, head of the council,"."""
    tokens, parties = clause.tokens, clause.vocabulary.parties
    aside = tokens[head + 2 : end]
    if not 0 < len(aside) <= MOST_WORDS or not tokens[end].tags & {Tag.COMMA}:
        return noun
    names_it = not parties.is_person(noun) and len(aside) > 1 and all(token.tags <= {Tag.NAME} for token in aside)
    is_head = any(parties.is_power_word(token.text) for token in aside) and not any(
        token.timex or token.tags & (AUXILIARIES | {Tag.WHO, Tag.THAT, Tag.WHEN, Tag.SAY}) for token in aside
    )
    if not names_it and not (parties.is_person(noun) and is_head):
        return noun
    start = clause.text.rfind(noun, 0, tokens[head].end)
    return clause.text[start : aside[-1].end] if start >= 0 else noun


def _before_aside(tokens: Sequence[Token], at: int) -> int:
    """Return the place before ", which … ,": the last word ahead of the comma that opens the aside."""
    for n in range(at - 1, max(-1, at - 16), -1):
        if tokens[n].tags & {Tag.COMMA, Tag.PAREN, Tag.DASH}:
            return n - 1
        if tokens[n].tags & {Tag.STOP}:
            break
    return at - 1


def _before_relative(tokens: Sequence[Token], at: int) -> int:
    """Return the place before "who had applied for shares" where a phrase ends in such a clause."""
    for n in range(at, max(-1, at - 16), -1):
        if tokens[n].tags & {Tag.COMMA, Tag.STOP, Tag.SAY, Tag.BUT, Tag.COLON}:
            break
        if tokens[n].tags & {Tag.THAT}:
            follows_noun = n > 0 and not tokens[n - 1].tags <= BORDERS
            is_helped = tokens[n + 1].tags & (AUXILIARIES | {Tag.POSS})
            of_thing = tokens[n - 1].tags & {Tag.THING, Tag.TERM} and tokens[n + 1].text.islower()
            return n - 1 if follows_noun and (is_helped or of_thing) else at
        if tokens[n].tags & {Tag.WHO} and n > 0:
            return n - 1
    return at


def _stops(clause: Clause, n: int, last: int) -> bool:
    tokens, articles = clause.tokens, clause.vocabulary.articles
    token = tokens[n]
    if token.tags <= BORDERS or (
        token.tags & {Tag.PRONOUN} and n != last and token.text.lower() not in articles and token.text != "US"
    ):
        return True
    if token.tags & {Tag.DEADLINE} and " " in token.text:
        return True  # "the date by which | firms must"
    if token.tags & {Tag.AND}:
        if any(t.text.lower() == clause.vocabulary.between for t in tokens[max(0, n - 6) : n]):
            return False
        after = [t for t in tokens[n + 1 : n + 3] if t.text.lower() not in articles][:1]
        return not (all(t.tags & {Tag.NAME} for t in [*tokens[n - 1 : n], *after]) or _joins_subjects(clause, n))
    following = tokens[n + 1].text.lower() if n + 1 <= last else ""
    # An article opens a noun phrase: what stands before it belongs to it through a preposition or "holding" only.
    is_preposition = token.tags & (HEAVY | {Tag.OF, Tag.AND}) or token.text.lower() in clause.vocabulary.prepositions
    is_participle = n > 0 and token.tags <= {Tag.WORD} and clause.vocabulary.not_a_verb.match(token.text)
    return following in articles and not is_preposition and not is_participle


_MOST_JOINED = 4


def _joins_subjects(clause: Clause, n: int) -> bool:
    """Whether "and" at token `n` joins two subjects: a short phrase between a border and it, without a verb."""
    tokens, words = clause.tokens, clause.vocabulary
    first = n
    while first > 0 and not tokens[first - 1].tags <= BORDERS:
        first -= 1
    head = tokens[first:n]
    if not 0 < len(head) <= _MOST_JOINED or any(
        t.tags & HEAVY or t.tags & {Tag.PRONOUN} - {Tag.NAME} for t in head[1:]
    ):
        return False
    if first and tokens[first - 1].tags & {Tag.COMMA, Tag.AND}:
        return False
    return not any(t.text.islower() and words.not_a_noun.match(t.text) for t in head)


def subject_of(clause: Clause, *, acts: bool = False) -> str:
    """Return the subject of a sentence, where it is a name or a power: "U.S. President Donald Trump had taken …".

    With `acts`, only one that says or sets something in the very next words.
    """
    tokens = clause.tokens
    first = 0
    while first < len(tokens):
        while first < len(tokens) and (
            tokens[first].tags & {Tag.COMMA} or clause.vocabulary.is_adverb(tokens[first].text)
        ):
            first += 1
        last = first - 1
        while last + 1 < len(tokens) and not tokens[last + 1].tags <= BORDERS and last - first < MOST_WORDS:
            last += 1
        is_verb_next = last + 1 < len(tokens) and not tokens[last + 1].tags & {Tag.COMMA, Tag.STOP}
        if last >= first and not tokens[first].tags & (HEAVY | {Tag.AFTER, Tag.WHEN}):
            named = _name_head(clause, first, last)
            if named and (is_verb_next or len(named) <= last + 1 - first):
                noun = tidy_noun(named, clause)
                does = _does(tokens[first + len(named) : first + len(named) + 2])
                return noun if clause.vocabulary.parties.is_power(noun) and (does or not acts) else ""
        following = next((n for n in range(max(last, first) + 1, len(tokens)) if tokens[n].tags & {Tag.COMMA}), None)
        if following is None or following > 24:
            return ""
        first = following + 1
    return ""


def _does(following: Sequence[Token]) -> bool:
    """Whether a subject is followed by a verb of saying or setting: "said", "has given"."""
    helps = bool(following) and bool(following[0].tags & {Tag.HAVE, Tag.HAD, Tag.DO})
    return any(token.tags & _ACTS for token in (following[1:] if helps else following[:1]))


def _name_head(clause: Clause, first: int, last: int) -> list[Token]:
    """Return the noun phrase that opens a run of words: articles, adjectives, and the capitalised words or a power."""
    tokens, words = clause.tokens[first : last + 1], clause.vocabulary
    kept: list[Token] = []
    named = owned = False
    for n, token in enumerate(tokens):
        behind = tokens[n + 1] if n + 1 < len(tokens) else None
        is_power = words.parties.is_power_word(token.text)
        joins = bool(token.tags & {Tag.AND}) and behind is not None and behind.text[0].isupper()
        if named and words.parties.is_group(token.text) and token.text.islower() and not owned:
            kept.append(token)  # "3,000 Boeing machinists"
            break
        goes_on = token.text[0].isupper() or is_power or joins or owned or token.tags & {Tag.POSS, Tag.OF}
        if named and not goes_on and not _leads_to_power(tokens[n : n + 2], clause):
            break
        kept.append(token)
        if is_power and token.text.islower() and not (behind and (behind.tags & {Tag.OF} or behind.text[0].isupper())):
            break
        ends_own = clause.text[token.end : token.end + 1] in ("'", "’")  # "Samsung Electronics' largest union"
        owned = ends_own or bool(token.tags & {Tag.POSS, Tag.OF}) or (owned and not is_power and token.text.islower())
        named = named or (token.text.lower() not in words.articles and (token.text[0].isupper() or is_power))
    return kept


def _leads_to_power(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether a plain word only describes the power behind it: "U.S. | financial regulators"."""
    is_plain = len(tokens) > 1 and tokens[0].tags <= {Tag.WORD} and tokens[0].text.islower()
    return is_plain and clause.vocabulary.parties.is_power_word(tokens[1].text) and tokens[1].text.islower()


def group_before(clause: Clause, place: int) -> str:
    """Return the people that other words part from the verb at a token: "EU citizens living here before May must"."""
    tokens, parties = clause.tokens, clause.vocabulary.parties
    first = next((n + 1 for n in range(place - 1, -1, -1) if tokens[n].tags & _SEGMENT), 0)
    if first >= place - 1 or tokens[first].tags & {Tag.PRONOUN, Tag.IF, Tag.UNLESS, Tag.UNDER}:
        return ""
    last = phrase_end(clause, first)
    is_apart = last + 1 < place and not tokens[last + 1].tags & {Tag.COMMA, Tag.SAY}
    noun = noun_in(clause, first, last) if is_apart else ""
    return noun if parties.is_group(noun) else ""
