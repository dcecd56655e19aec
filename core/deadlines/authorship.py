"""Authorship: who set the deadline of a hit, by its frame, its clause, its speaker or the lines around; or nobody."""

from collections.abc import Iterable

from core.deadlines import cast, referents, setters, speakers
from core.deadlines.actors import read_actor
from core.deadlines.grammar import Tag, Trait
from core.deadlines.hits import Hit
from core.deadlines.kinds import Name
from core.deadlines.nouns import doer, subject_of
from core.deadlines.page import Page
from core.model.deadline import Kind
from core.model.prose import Form

_PASSIVE = frozenset({Tag.WAS, Tag.IS, Tag.BE})
_LONGEST_INITIALS = 6
_ORDERS = frozenset({Tag.DEMAND, Tag.ASK, Tag.GIVE, Tag.REQUIRE})


def setter_of(page: Page, hit: Hit, *, asked: str, addressee: str) -> str:
    """Return who set the deadline, "" where neither its line nor the lines around it say so surely.

    `asked` is who set it by the words behind the noun deadline; the `addressee` is never taken for its setter.
    """
    if hit.frame.kind is Kind.EXPIRY and Trait.KEEPS_HOURS not in hit.frame.traits:
        return ""  # what lapses has its parties
    if is_foretold(hit):
        return ""
    named = _named(hit, asked)
    is_named = bool(named) and named.lower() not in hit.clause.vocabulary.parties.standing_in
    setter = _author(page, hit, named, addressee) if is_named else _unnamed(page, hit, addressee)
    setter = _author_or_none(page, hit.clause.vocabulary.parties.owner_of(setter), hit)
    known = referents.name_of(page, hit.line, setter)
    return known if known and not referents.is_one(known, addressee) else setter


def is_foretold(hit: Hit) -> bool:
    """Whether what a condition threatens with only happens to somebody: "will run out of money", "a shutdown"."""
    tokens, parties = hit.clause.tokens, hit.clause.vocabulary.parties
    if Trait.CONDITION not in hit.frame.traits:
        return False
    if any(token.tags & {Tag.SHUTDOWN} for token in hit.matched):
        return True
    modals = (n for n, token in enumerate(tokens[:-1]) if token.tags & {Tag.WILL, Tag.WOULD, Tag.COULD})
    return any(tokens[n + 1].text.lower() in parties.happenings for n in modals)


def _author_or_none(page: Page, noun: str, hit: Hit) -> str:
    """Return a noun phrase that can be for who set a deadline: no thing, and not the place that opens the report."""
    is_place = noun.isupper() and any(name.text in noun and name.is_place for name in _opening_names(page))
    is_shouted = noun.isupper() and " " not in noun and len(noun) > _LONGEST_INITIALS
    return noun if hit.clause.vocabulary.parties.is_author(noun) and not (is_place or is_shouted) else ""


def _opening_names(page: Page) -> Iterable[Name]:
    """Return the names of the first line of the text."""
    return next((line.names for line in page.lines[:2] if not line.is_title), ())


def _named(hit: Hit, asked: str) -> str:
    """Return who sets it by its frame and its clause."""
    parties = hit.clause.vocabulary.parties
    named = "" if "S" not in hit.slots or is_passive(hit) else _subject(hit, hit.slots["S"])
    if named and parties.can_set(named) and not parties.is_bystander(named):
        return named
    told = setters.told_by_pronoun(hit.clause, hit.slots["A"][0]).setter if "A" in hit.slots else ""
    named = asked or (told if parties.is_power(told) and not parties.is_bystander(told) else "")
    named = named or setters.told_that(hit.clause, hit.slots.get("A", (hit.place,))[0]).setter
    return named or setters.setter_around(hit.clause, hit.place, hit.slots.get("V", (None,))[0])


def _subject(hit: Hit, slot: tuple[int, int]) -> str:
    """Return the subject of the setting verb; of the nearest one to its object where several stand before that."""
    verb, last = slot[0], hit.slots["O"][1] if "O" in hit.slots else slot[0]
    tokens = hit.clause.tokens
    verb = next((n for n in range(last, verb, -1) if tokens[n].tags & _ORDERS and n + 1 <= last), verb)
    led = tokens[max(0, verb - 2) : verb]
    is_self = any(token.text.lower() in hit.clause.vocabulary.speaking_of_self for token in led)
    return subject_of(hit.clause, acts=True) if is_self else doer(hit.clause, verb)


def is_passive(hit: Hit) -> bool:
    """Whether the one before the setting verb is the one it is set for: "the firm was given a deadline"."""
    first = hit.slots["S"][0]
    if hit.clause.vocabulary.not_a_verb.match(hit.clause.tokens[first].text):
        return False  # "is urging people to"
    return any(token.tags & _PASSIVE for token in hit.clause.tokens[max(0, first - 2) : first])


def _author(page: Page, hit: Hit, noun: str, addressee: str) -> str:
    """Return who made the paper that sets a deadline, where the lines before say so; else the paper."""
    if not hit.clause.vocabulary.parties.is_document(noun) or "S" not in hit.slots:
        return noun
    return cast.maker_of(page, hit.line, noun) or cast.who_rules_nearby(page, hit.line, addressee) or noun


def _unnamed(page: Page, hit: Hit, addressee: str) -> str:
    """Return who set a deadline whose clause tells of nobody: its speaker, or somebody in the lines around."""
    if Trait.CONDITION in hit.frame.traits:
        return _threatening(hit, addressee)
    if any(token.tags & {Tag.OFFER} for token in hit.matched):
        return _offering(page, hit)
    if not is_set_by_saying(hit):
        return ""
    is_moved = hit.frame.kind in (Kind.EXTENDED, Kind.REVISED)
    if is_moved and (mover := _first_other(setters.who_decides(hit.clause), addressee)):
        return mover
    if sure := setters.who_takes(hit.clause) or cast.who_set_nearby(page, hit.line, addressee):
        return sure
    speaker = _speaker(page, hit, addressee)
    if speaker or hit.line.is_title:
        return speaker
    if hit.line.sentence.form is Form.BULLET:
        return cast.who_announces(page, hit.line)
    if speakers.says_it_by_pronoun(hit.clause):
        return subject_of(hit.clause, acts=True) or _who_spoke_before(page, hit)
    is_window = bool(hit.frame.traits & {Trait.MATTER, Trait.KEEPS_HOURS})
    if not (addressee or is_window or is_moved or _is_of_pronoun(hit)):
        return ""
    if hit.clause.vocabulary.parties.is_judge(addressee):
        return ""  # the law sets a court its time
    nearby = _by_papers(hit, addressee) or cast.who_rules_nearby(page, hit.line, addressee)
    is_open = is_window or hit.clause.vocabulary.parties.is_anybody(addressee)
    return nearby or (cast.who_speaks_nearby(page, hit.line, addressee) if is_open else "")


def _first_other(found: Iterable[str], addressee: str) -> str:
    """Return the first of some parties that is not the addressee."""
    return next((noun for noun in found if not cast.is_same(noun, addressee)), "")


def _who_spoke_before(page: Page, hit: Hit) -> str:
    """Return the power that the line before has for its subject; a headline's only where it is a person."""
    before = page.lines[hit.line.number - 1] if hit.line.number else None
    subject = cast.subject_in(before) if before else ""
    words = hit.clause.vocabulary
    is_fit = before is not None and (not before.is_title or words.parties.is_person(subject))
    return subject if is_fit and not words.is_plural(subject) else ""


def _offering(page: Page, hit: Hit) -> str:
    """Return who makes an offer that ends: who tells of it, or announces something in the lines around."""
    speaker = speakers.speaker_in(hit.clause, hit.place)
    is_fit = hit.clause.vocabulary.parties.is_named(speaker) and not hit.clause.vocabulary.parties.is_bystander(speaker)
    return speaker if is_fit else cast.who_rules_nearby(page, hit.line, "")


def _threatening(hit: Hit, addressee: str) -> str:
    """Return who says what he will do unless somebody acts: "Gazprom said it would cut supplies unless …"."""
    tokens, parties = hit.clause.tokens, hit.clause.vocabulary.parties
    threat = next((n for n, token in enumerate(tokens) if token.text.lower() in parties.threats), None)
    is_meant = threat is not None and any(
        t.tags & {Tag.WILL, Tag.WOULD, Tag.TO, Tag.PLAN} for t in tokens[threat - 1 : threat]
    )
    threatening = subject_of(hit.clause) if is_meant else ""
    speaker = speakers.speaker_in(hit.clause, hit.place) if is_set_by_saying(hit) else ""
    if parties.is_office(speaker) and parties.is_group(threatening):
        return "" if cast.is_same(speaker, addressee) else speaker
    threatening = threatening if parties.can_keep(threatening) else ""
    if parties.is_named(threatening) and parties.is_body(threatening):
        return "" if cast.is_same(threatening, addressee) else threatening
    who = speaker if speaker and not (parties.is_named(threatening) and not parties.is_named(speaker)) else threatening
    if not who or parties.is_bystander(who) or parties.is_company(who) or cast.is_same(who, addressee):
        return ""
    return who if who == threatening or parties.is_office(who) or cast.is_full_name(who) else ""


def _speaker(page: Page, hit: Hit, addressee: str) -> str:
    """Return the one who tells of a deadline where he speaks for a power, or the maker of the paper that tells it."""
    parties = hit.clause.vocabulary.parties
    speaker = speakers.speaker_in(hit.clause, hit.place)
    if parties.is_staff(speaker) and parties.is_group(addressee):
        return speaker
    if not speaker or parties.is_bystander(speaker) or cast.is_same(speaker, addressee):
        return ""
    if parties.is_document(speaker):
        return cast.maker_of(page, hit.line, speaker) or cast.who_rules_nearby(page, hit.line, addressee) or speaker
    if parties.is_company(speaker):
        return speaker if parties.is_group(addressee) and not parties.is_named(addressee) else ""
    if Trait.DUTY in hit.frame.traits and cast.is_full_name(speaker):
        return speaker
    is_known = parties.is_office(speaker) or cast.is_known_body(page, speaker)
    is_foreign = not (parties.is_judge(speaker) or parties.is_body(speaker)) and bool(read_actor(addressee).seats)
    return speaker if is_known and (Trait.DUTY in hit.frame.traits or not is_foreign) else ""


def _is_of_pronoun(hit: Hit) -> bool:
    """Whether a pronoun stands where the addressee would."""
    if "A" not in hit.slots:
        return False
    first, last = hit.slots["A"]
    near = hit.clause.tokens[max(0, first - 2) : last + 1]
    return any(token.text.lower() in hit.clause.vocabulary.parties.standing_in for token in near)


def _by_papers(hit: Hit, addressee: str) -> str:
    """Return who takes the papers that people are to hand in."""
    is_group = not addressee or hit.clause.vocabulary.parties.is_group(addressee)
    return setters.whose_papers(hit.clause) or (setters.where_to(hit.clause) if is_group else "")


def is_set_by_saying(hit: Hit) -> bool:
    """Whether the one who tells of it may well have set it: not so for what lapses, or was met or missed."""
    if Trait.CONDITION in hit.frame.traits and "S" in hit.slots:
        before = hit.clause.tokens[max(0, hit.slots["S"][0] - 1)]
        if before.tags & {Tag.PRONOUN}:
            return False  # "said it would run out of money unless …" foretells
    is_over = hit.frame.status is not None or Trait.PASSING in hit.frame.traits
    return not is_over and hit.frame.kind not in (Kind.EXPIRY, Kind.SUPERSEDED)
