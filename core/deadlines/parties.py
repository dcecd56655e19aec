"""Parties: who can set a deadline and who can have to keep one, told by the words of a noun phrase."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.deadlines.actors import read_actor
from core.deadlines.kinds import Kinds

_INITIALS = re.compile(r"[A-Z]{3,6}")
_GIVEN = re.compile(r"[A-Z][a-zéáíóúñçäöü’'-]+[A-Z]?[a-zéáíóúñçäöü]*|[A-Z]\.")
_MOST_NAMES = 3
_NAME = re.compile(r"[A-Z][\w.’'-]*[a-z]")


@dataclass(frozen=True)
class Parties:
    """The nouns of a language for the two sides of a deadline, in small letters."""

    powers: frozenset[str]
    """Who can set a deadline."""
    documents: frozenset[str]
    """What a deadline can rest on, made by somebody: an order, a law."""
    offices: frozenset[str]
    """Whom a person's name can stand beside to speak for a power."""
    nobody: frozenset[str]
    """Who never sets a deadline and never has to keep one."""
    judges: frozenset[str]
    """Those whose word is an order."""
    honorifics: frozenset[str]
    bystanders: frozenset[str]
    """Who speaks of deadlines that others set."""
    agencies: frozenset[str]
    """News agencies, which tell of everything."""
    companies: frozenset[str]
    """What a company is called when it has been named."""
    people: frozenset[str]
    """Those whom a rule is addressed to, besides the ones whose ending says that they act."""
    deeds: re.Pattern[str]
    """A noun that by its ending is for what is done, also where it opens a line with a capital: "Action"."""
    agents: re.Pattern[str]
    """A noun that by its ending is for people who do something: "bidders"."""
    keepers: frozenset[str]
    """Whom a duty can be put on who sets none: a factory, a crew."""
    no_party: frozenset[str]
    """Names that are no party's: "Work", "Bill"."""
    rulings: frozenset[str]
    """What one does who sets a deadline, in forms that have a subject."""
    announcements: frozenset[str]
    """Those of them by which one may only tell of what others have set."""
    done: re.Pattern[str]
    """A participle that describes the noun before it: "drivers caught by …"."""
    past: re.Pattern[str]
    """What a headline says of somebody to whom it is done: "Apple ordered to …"."""
    threats: frozenset[str]
    """What somebody will do unless he is heeded."""
    happenings: frozenset[str]
    """What only happens to somebody: "will default"."""
    takers: frozenset[str]
    """What an office does with papers that are handed in."""
    takers_of_offers: str
    implied: Mapping[str, str]
    """Who hands in a paper: "bids" are for bidders."""
    standing_in: frozenset[str]
    """Pronouns for somebody named before."""
    persons: frozenset[str]
    """Those of them that are for a person."""
    several: frozenset[str]
    """Those of them that are for several."""
    whoever: frozenset[str]
    """What opens "anyone who wants to vote"."""
    those: frozenset[str]
    """Those of them that stand for people named before."""
    kinds: Kinds
    """What is called "the agency", "the carmaker" once it has been named."""
    staff: frozenset[str]
    """Who speaks for a place by its name: "Boise officials"."""
    makers: frozenset[str]
    """Who can renew a law, a mandate or a budget."""
    dates: frozenset[str]
    """What is set: "by Friday, the date set by the court"."""
    tellers: frozenset[str]
    """What one does who lets somebody know of a duty."""
    abstract: re.Pattern[str]
    """A noun that by its ending is for no person or body, if it is not known as one."""
    of: str
    who: str
    own: str
    singular: Callable[[str], str]
    """One of several, by the form of the word alone."""

    def is_power_word(self, word: str) -> bool:
        """Whether a common noun, in one or several, is one for who can set a deadline or what it can rest on."""
        return self._has(self.powers, word) or self._has(self.documents, word)

    def is_actor_word(self, word: str) -> bool:
        """Whether a common noun is for somebody who acts: a ministry, a developer, residents."""
        return word.islower() and self._has(self.powers | self.companies | self.people, word)

    def is_power(self, noun: str) -> bool:
        """Whether a noun phrase names somebody who can set a deadline: a name, or a court, a ministry, a bidder …"""
        return any(word[0].isupper() or self.is_power_word(word) for word in self._head(noun))

    def can_set(self, noun: str) -> bool:
        """Whether a noun phrase that gives or orders something can be for somebody: "the synod", not "the move"."""
        head = self._head(noun)
        return self.is_power(noun) or (bool(head) and self.can_keep(noun) and not self.abstract.match(head[-1]))

    def is_office(self, noun: str) -> bool:
        """Whether a speaker speaks for a power, by its noun or seat ("the court", "Iran"), and is no mere person."""
        head = self._head(noun)
        if any(self._has(self.powers | self.offices, w) or _INITIALS.fullmatch(w) for w in head):
            return True
        return bool(read_actor(noun).seats)

    def is_judge(self, noun: str) -> bool:
        """Whether a speaker decides by speaking."""
        return any(self._has(self.judges, word) for word in self._head(noun))

    def is_document(self, noun: str) -> bool:
        """Whether a noun phrase names a paper that a deadline rests on, and not who made it."""
        head = self._head(noun)
        return bool(head) and self._has(self.documents, head[-1])

    def is_bystander(self, noun: str) -> bool:
        """Whether a noun phrase names somebody who only speaks of what others set: "his lawyer John Hale"."""
        return any(self._has(self.bystanders, word) for word in noun.split() if word.islower() or word in self.agencies)

    def is_staff(self, noun: str) -> bool:
        """Whether a noun phrase is for those who run a place that it names."""
        head = self._head(noun)
        return len(head) > 1 and _bare(head[-1]) in self.staff and head[0][0].isupper()

    def is_maker(self, noun: str) -> bool:
        """Whether a noun phrase names those who make laws or treaties."""
        return any(self._has(self.makers, word) for word in self._head(noun))

    def is_company(self, noun: str) -> bool:
        """Whether a noun phrase calls a company what it is, without its name: "the carmaker"."""
        head = self._head(noun)
        return bool(head) and self._has(self.companies, head[-1]) and not any(_NAME.match(word) for word in head)

    def is_company_name(self, noun: str) -> bool:
        """Whether a noun phrase can be a company's name: no person's, no office's, no country's."""
        is_taken = self.is_person(noun) or self.is_office(noun) or self.is_group(noun) or bool(read_actor(noun).seats)
        return self.is_named(noun) and not is_taken

    def is_person(self, noun: str) -> bool:
        """Whether a noun phrase is for one person: by a title, or by two or three names and nothing else."""
        words = noun.split()
        if not words or not words[-1][0].isupper() or self.is_power_word(words[-1]):
            return False
        if any(self._has(self.offices | self.honorifics, word) for word in words):
            return True
        is_whole = 2 <= len(words) <= _MOST_NAMES and all(_GIVEN.fullmatch(word) for word in words)
        return is_whole and not any(self.is_power_word(word) for word in words) and not read_actor(noun).seats

    def owner_of(self, noun: str) -> str:
        """Return whose thing it is, where a noun phrase is for no party itself: of "Ann Lee's offer" her."""
        owner, mark, thing = noun.rpartition(self.own)
        is_party = (
            not mark or thing[:1].isupper() or self.is_power_word(_bare(thing.split(" ")[0])) or self.is_office(thing)
        )
        return noun if is_party or self.is_group(thing) else owner

    def is_named(self, noun: str) -> bool:
        """Whether a noun phrase has a name in it."""
        return any(word[0].isupper() for word in self._head(noun))

    def is_group(self, noun: str) -> bool:
        """Whether a noun phrase is for people of one kind, whom a rule can be addressed to: "all bidders"."""
        head = self._head(noun)
        if not head or (len(head) > 1 and head[-1][0].isupper()):
            return False
        return self._has(self.people, head[-1]) or bool(self.agents.match(head[-1]))

    def is_anybody(self, noun: str) -> bool:
        """Whether a noun phrase is for people of one kind, or for whoever does something: "those who rent"."""
        return self.is_group(noun) or _bare(noun.split(" ")[0]) in self.whoever

    def is_body(self, noun: str) -> bool:
        """Whether a noun phrase names an institution and no person: "the borough council", "the FTC"."""
        head = self._head(noun)
        if not head or self.is_person(noun) or _bare(head[-1]) in self.offices:
            return False
        return self._has(self.powers, head[-1]) or bool(_INITIALS.fullmatch(head[-1]))

    def can_keep(self, noun: str) -> bool:
        """Whether a noun phrase is for somebody who can have something to do; False for a thing, a deed, "written"."""
        head = self._head(noun)
        if not head or _bare(head[0]) in self.whoever:
            return bool(head)
        is_deed = len(head) == 1 and self.deeds.match(head[0].lower()) and not head[0].isupper()
        if is_deed and not self._is_somebody(head[0]):
            return False
        if not head[-1][0].isupper():
            return self._is_somebody(head[-1])
        return len(head) > 1 or not self._has(self.no_party, head[-1])

    def is_author(self, noun: str) -> bool:
        """Whether a noun phrase is for somebody, or for a paper that sets a deadline."""
        head = self._head(noun)
        return (self.can_keep(noun) and _bare(head[0]) not in self.whoever) or self.is_document(noun)

    def _is_somebody(self, word: str) -> bool:
        """Whether a common noun is for persons or for a body that they make up."""
        known = self.powers | self.companies | self.people | self.offices | self.keepers | self.kinds.persons
        return self._has(known, word) or bool(self.agents.match(_bare(word)) or self.kinds.families_of(_bare(word)))

    def _head(self, noun: str) -> list[str]:
        return noun.partition(self.who)[0].partition(self.of)[0].split()

    def _has(self, words: frozenset[str], word: str) -> bool:
        low = _bare(word)
        return low in words or self.singular(low) in words or (low.endswith("sses") and low[:-2] in words)


def _bare(word: str) -> str:
    return re.sub(r"\W", "", word.lower())
