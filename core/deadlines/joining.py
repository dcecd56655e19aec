"""Joining: which reports, from whatever articles, tell of one deadline.

Reports are taken in the order of their publication, so that arrival changes nothing. The findings of one article are
bound first (a superseded date to the one that takes its place), then each bundle goes to the deadline it fits best, or
begins one. To join, nobody may be contradicted, and parties, demand and names must say enough together: the better
the date fits, the less they have to.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta
from enum import Enum
from functools import lru_cache
from itertools import groupby, product

from core.deadlines import dues
from core.deadlines.actors import Actor, Mentions, Relation, read_actor, read_mentions, relate
from core.deadlines.proposals import is_told_as_new, is_told_as_old
from core.deadlines.wording import content, families, likeness, pairs, stem, telling
from core.model.deadline import Due, Kind, Report

MOVES = (Kind.EXTENDED, Kind.REVISED)

_LIVE_AFTER = timedelta(days=120)
"""How long after its end a deadline can still be extended."""
_SPOKEN_OF_AFTER = timedelta(days=30)
"""How long after its end a mention without a date can still mean it."""
_SAME_SETTING = 3
"""Days that lie at most between two counts of one length in one article."""

_NEARBY = 400
"""Characters within which "the old deadline was 31 March" is said of the date that the article has else."""

_POSTINGS = 200
_CANDIDATES = 300
_TRIED = 12
_ANY_TIME = "*"


class Bond(Enum):
    """How the date of a report stands to those of a deadline."""

    SAME = 5.0
    WITHIN = 4.0
    LENGTH = 3.5
    MOVED = 3.0
    CLOSE = 2.5
    NEAR = 2.0
    OTHER = 1.8
    UNDATED = 1.5


_NEEDED = {
    Bond.SAME: 1.5,
    Bond.WITHIN: 2.3,
    Bond.LENGTH: 2.6,
    Bond.CLOSE: 3.4,
    Bond.MOVED: 2.9,
    Bond.NEAR: 4.5,
    Bond.OTHER: 6.0,
    Bond.UNDATED: 3.0,
}
"""For each bond how much parties, demand and names have to say for it together; for another date nearly everything."""

_DEMAND = 3.0
"""What a demand said in the same words is worth; a party that is the same is worth 2, one that may be 1."""

_SHARED_PAIR, _SHARED_PAIRS = 0.6, 0.8
"""How far demands are alike whose texts share one pair of words, or several."""

_WORD_FOR_WORD = 0.85

_REPLACED = 0.5
"""What it says that an article names the date as the old one of a move."""

_RUNNING_OUT = 0.7
"""What it says for a move that the old date is about to come or has just gone."""

_SHARED_SEAT, _SHARED_NAME, _SHARED_NAMES, _OTHER_NAMES = 0.5, 1.0, 1.5, -2.5
"""What names beside the setter's are worth: a seat of power, a name, several names shared; names, and none shared."""

_SHARED_AROUND, _OTHER_AROUND = 0.8, -1.0
"""The same of names that stand around the sentence in either article."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A report with what is compared of it: the actors of its slots, those its text names, and the stems it tells."""

    report: Report
    setter: Actor
    addressee: Actor
    named: Mentions
    demand: frozenset[str]
    told: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    about: frozenset[str]
    is_vague: bool
    is_hint: bool
    is_new: bool

    @property
    def due(self) -> Due | None:
        """The date it gives."""
        return self.report.finding.due

    @property
    def kind(self) -> Kind:
        """What it does with the date."""
        return self.report.finding.kind


@dataclass(slots=True)
class Group:
    """The claims of one deadline so far, and what they say together."""

    claims: list[Claim] = field(default_factory=list)
    setters: list[Actor] = field(default_factory=list)
    addressees: list[Actor] = field(default_factory=list)
    demands: list[frozenset[str]] = field(default_factory=list)
    told: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    heard: frozenset[str] = frozenset()
    dated: dict[object, Claim] = field(default_factory=dict)
    """The last claim of each date, length and way to say it."""
    names: Counter[str] = field(default_factory=Counter)
    maybe: Counter[str] = field(default_factory=Counter)
    about: Counter[str] = field(default_factory=Counter)

    def take(self, claims: Iterable[Claim]) -> None:
        """Add claims."""
        for claim in claims:
            self.claims.append(claim)
            finding = claim.report.finding
            self.dated[finding.due, finding.length, claim.is_vague, claim.is_hint] = claim
            _note(self.setters, claim.setter)
            _note(self.addressees, claim.addressee)
            if claim.demand and claim.demand not in self.demands and len(self.demands) < 12:
                self.demands.append(claim.demand)
            if len(self.told) < 400:
                self.told |= claim.told
                self.pairs |= claim.pairs
                self.heard |= claim.named.words
            self.names.update(claim.named.names | claim.named.seats)
            self.maybe.update(claim.named.maybe)
            self.about.update(claim.about)

    def usual(self, names: Counter[str]) -> frozenset[str]:
        """Return the names that a third of the claims or more have."""
        least = len(self.claims) / 3
        return frozenset(name for name, count in names.items() if count >= least)


def _note(actors: list[Actor], actor: Actor) -> None:
    if actor and actor not in actors and len(actors) < 12:
        actors.append(actor)


def order(report: Report) -> tuple[object, ...]:
    """Return the place of a report among all, by what it says; its id only tells apart what is equal otherwise."""
    finding = report.finding
    return (
        report.published.astimezone(UTC),
        report.source,
        report.headline,
        report.url,
        finding.evidence.field,
        finding.evidence.start,
        finding.evidence.text,
        finding.words,
        finding.kind,
        finding.status,
        repr(finding.due),
        repr(finding.terms),
        report.audience or 0,
        report.id,
    )


def join(reports: Iterable[Report]) -> list[list[Report]]:
    """Return the reports of each deadline, both in order; any order of `reports` gives the same."""
    register = _Register()
    for _, told in groupby(sorted(_once(reports), key=order), key=_article):
        for bundle in _bundles([read_claim(report) for report in told]):
            register.place(bundle)
    return [sorted((claim.report for claim in group.claims), key=order) for group in register.groups]


def _article(report: Report) -> tuple[object, ...]:
    return (report.published.astimezone(UTC), report.source, report.headline, report.url, report.article)


def _once(reports: Iterable[Report]) -> list[Report]:
    """Leave out what one article told twice in the same words, keeping the lowest id."""
    found: dict[object, Report] = {}
    for report in sorted(reports, key=lambda r: r.id):
        found.setdefault((report.article, report.audience, report.finding), report)
    return [_read_as_old(report) for report in found.values()]


def _read_as_old(report: Report) -> Report:
    """Return a report with its date as superseded where its sentence says "the old deadline was"."""
    finding = report.finding
    if finding.kind not in (Kind.SET, Kind.EXPIRY) or not is_told_as_old(finding):
        return report
    return replace(report, finding=replace(finding, kind=Kind.SUPERSEDED))


@lru_cache(maxsize=16_384)
def read_claim(report: Report) -> Claim:
    """Return a report with what is compared of it."""
    terms, evidence = report.finding.terms, report.finding.evidence.text
    named = _mentions(evidence, report.headline)
    proper = {stem(word) for word in named.names | named.maybe}
    return Claim(
        report,
        setter=read_actor(terms.setter[:200]),
        addressee=read_actor(terms.addressee[:200]),
        named=named,
        about=frozenset(report.finding.about),
        demand=content(terms.action),
        told=content(f"{evidence} {report.headline} {terms.title} {terms.action} {terms.consequence}"),
        is_vague=dues.is_vague(report.finding),
        is_hint=dues.is_hint(report.finding),
        is_new=report.finding.kind is Kind.SET and is_told_as_new(report.finding),
        pairs=frozenset(pair for pair in pairs(f"{evidence} {report.headline}") if proper.isdisjoint(pair)),
    )


def _mentions(evidence: str, headline: str) -> Mentions:
    """Return whom a sentence and a headline name; what either has with a capital letter within it is a name."""
    one, other = read_mentions(evidence), read_mentions(headline)
    names = one.names | other.names
    return Mentions(one.seats | other.seats, names, (one.maybe | other.maybe) - names, one.words | other.words)


# -- one article ---------------------------------------------------------------------------------------------------


def _bundles(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Bind the findings of one article that tell of one deadline; those that move a date come last."""
    bundles: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: c.kind is Kind.SUPERSEDED):
        fitting = [(fit, -n) for n, bundle in enumerate(bundles) if (fit := _fits_bundle(claim, bundle)) is not None]
        if fitting:
            bundles[-max(fitting)[1]].append(claim)
        else:
            bundles.append([claim])
    return sorted(bundles, key=lambda bundle: any(c.kind in MOVES for c in bundle))


def _fits_bundle(claim: Claim, bundle: Sequence[Claim]) -> float | None:
    """Return how well a claim goes with a bundle of its own article, None where it tells of something else."""
    fits = [_fits_neighbour(claim, other) for other in bundle]
    return max((fit for fit in fits if fit is not None), default=None)


def _fits_neighbour(claim: Claim, other: Claim) -> float | None:
    setter, addressee = relate(claim.setter, other.setter), relate(claim.addressee, other.addressee)
    is_headline = claim.report.finding.evidence.field != other.report.finding.evidence.field
    if Relation.CONFLICT in (setter, addressee) and not is_headline:  # a headline sets common nouns like names
        return None
    demand = max(likeness(claim.demand, other.demand), 0.0 if claim.demand and other.demand else 0.3)
    closeness = 1 / (1 + _characters_between(claim, other))
    if claim.kind is Kind.SUPERSEDED and other.kind is not Kind.SUPERSEDED:
        moved = other.kind in MOVES and (demand >= 0.2 or setter + addressee > Relation.SAME)
        said_of_it = not claim.demand and _characters_between(claim, other) <= _NEARBY
        return demand + closeness if moved or said_of_it or _is_one_sentence(claim, other) else None
    if claim.due is None or other.due is None:
        return None
    if dues.same(claim.due, other.due):
        return demand + closeness if demand >= 0.3 else None
    if _is_one_sentence(claim, other) and claim.demand == other.demand and (claim.is_new or other.is_new):
        return demand + closeness
    twice = _is_counted_twice(claim, other) or _is_headline_of(claim, other) or _is_headline_of(other, claim)
    return demand + closeness if twice and max(setter, addressee, demand) > 0 else None


def _characters_between(claim: Claim, other: Claim) -> int:
    return abs(claim.report.finding.evidence.start - other.report.finding.evidence.start)


def _is_one_sentence(claim: Claim, other: Claim) -> bool:
    mine, theirs = claim.report.finding.evidence, other.report.finding.evidence
    return (mine.field, mine.start, mine.text) == (theirs.field, theirs.start, theirs.text)


def _is_headline_of(claim: Claim, other: Claim) -> bool:
    """Whether a claim stands in the headline and tells roughly what the other tells in the text ("until spring")."""
    finding, due = claim.report.finding, other.due
    return finding.evidence.field == "title" and due is not None and dues.points_at(finding, due)


def _is_counted_twice(claim: Claim, other: Claim) -> bool:
    """Whether an article tells one date twice by two reckonings: a length from two days, or a length and the day."""
    if claim.due is None or other.due is None or dues.days_apart(claim.due, other.due) > _SAME_SETTING:
        return False
    length, told = claim.report.finding.length, other.report.finding.length
    if length is not None and told is not None:
        return claim.kind is other.kind and dues.is_same_length(length, told)
    return (length or told) is not None and (claim.kind in MOVES or other.kind in MOVES)


# -- one bundle and one deadline -----------------------------------------------------------------------------------


def fitness(bundle: Sequence[Claim], group: Group) -> float | None:
    """Return how well a bundle fits a deadline, None where it does not: the best of its claims, none contradicting."""
    bonds = [_bond(claim, group) for claim in bundle]
    if not any(bonds):
        return None
    fits = []
    for claim, bond in zip(bundle, bonds, strict=True):
        parties = _parties(claim, group)
        if parties is None and claim.kind is not Kind.SUPERSEDED:
            return None
        if parties and bond and (fit := _weigh(claim, group, parties, bond)) is not None:
            fits.append(fit)
    return max(fits, default=None)


def _weigh(claim: Claim, group: Group, parties: tuple[Relation, Relation], bond: Bond) -> float | None:
    weight = sum(parties) + _DEMAND * _demand(claim, group) + _names(claim, group)
    if bond is Bond.SAME and claim.kind is Kind.SUPERSEDED:
        weight += _REPLACED
    if bond is Bond.MOVED and _is_running_out(claim, group):
        weight += _RUNNING_OUT
    return bond.value + weight if weight >= _NEEDED[bond] else None


def _parties(claim: Claim, group: Group) -> tuple[Relation, Relation] | None:
    """Return how setter and addressee fit, None where one of them is somebody else."""
    setter = _relation(claim.setter, group.setters, claim, group)
    addressee = _relation(claim.addressee, group.addressees, claim, group)
    if Relation.CONFLICT in (setter, addressee) or _is_reversed(claim, group):
        return None
    return setter, addressee


def _is_reversed(claim: Claim, group: Group) -> bool:
    """Whether who demands here has to act there, or the other way round."""
    setters = frozenset[str]().union(*(setter.keys for setter in group.setters))
    addressees = frozenset[str]().union(*(addressee.keys for addressee in group.addressees))
    if not (claim.setter.keys and claim.addressee.keys):
        return False
    if claim.setter.keys & setters or claim.addressee.keys & addressees:
        return False
    return bool(claim.setter.keys & addressees or claim.addressee.keys & setters)


def _relation(actor: Actor, others: Sequence[Actor], claim: Claim, group: Group) -> Relation:
    """Compare a slot with that of the deadline; where they differ or one is empty, the texts have a say.

    Somebody whom the other text speaks of too is likely there in another part: no slot is read without fail.
    """
    related = max((relate(actor, other) for other in others), default=Relation.UNKNOWN)
    if related in (Relation.SAME, Relation.LIKELY):
        return related
    known = frozenset[str]().union(*(other.keys for other in others))
    if actor.keys & group.heard or known & claim.named.words:
        return Relation.LIKELY
    if related is Relation.UNKNOWN and (actor.keys & group.usual(group.about) or known & claim.about):
        return Relation.LIKELY
    return related


def _names(claim: Claim, group: Group) -> float:
    """Return what the names beside the setter's say: those of look-alike deadlines are others altogether.

    Names of the sentence and the headline count for more than those that the article has elsewhere.
    """
    setters = claim.setter.keys.union(*(setter.keys for setter in group.setters))
    mine, maybe_mine = (claim.named.names | claim.named.seats) - setters, claim.named.maybe - setters
    theirs, maybe_theirs = group.usual(group.names) - setters, group.usual(group.maybe) - setters
    if shared := (mine & (theirs | maybe_theirs)) | (theirs & maybe_mine):
        people = [name for name in shared if not name.startswith("@")]
        return _SHARED_NAMES if len(people) > 1 else _SHARED_NAME if people else _SHARED_SEAT
    around = (mine | claim.about) - setters, (theirs | group.usual(group.about)) - setters
    if common := around[0] & (around[1] | maybe_theirs) | around[1] & maybe_mine:
        return _SHARED_AROUND if any(not name.startswith("@") for name in common) else 0.0
    if mine and theirs:
        return _OTHER_NAMES
    return _OTHER_AROUND if all(around) else 0.0


def _demand(claim: Claim, group: Group) -> float:
    """Return how far the demands are alike: by slots, by pairs of words that the texts share, by single words."""
    shared = len(claim.pairs & group.pairs)
    return max(_alike(claim, group), _SHARED_PAIRS if shared > 1 else _SHARED_PAIR if shared else 0.0)


def _alike(claim: Claim, group: Group) -> float:
    alike = max((telling(claim.demand, demand) for demand in group.demands), default=0.0)
    if alike >= 0.6:
        return alike
    if claim.demand and group.demands:
        across = max(telling(claim.demand, group.told), max(telling(demand, claim.told) for demand in group.demands))
        return max(alike, 0.6 * across)
    if claim.demand:
        return 0.8 * telling(claim.demand, group.told)
    if group.demands:
        return 0.8 * max(telling(demand, claim.told) for demand in group.demands)
    return 0.7 * telling(claim.told, group.told)


def _bond(claim: Claim, group: Group) -> Bond | None:
    """Return the best bond between the dates, None where they are too far apart to be one deadline's."""
    finding = claim.report.finding
    if finding.due is None:
        return Bond.UNDATED if _lives(claim, group, _SPOKEN_OF_AFTER) else None
    bonds = [bond for other in group.dated.values() if (bond := _date_bond(claim, other)) is not None]
    if any(other.report.article == claim.report.article for other in group.claims) and not _may_stand_twice(
        claim, group, bonds
    ):
        return None
    is_new = claim.is_new and not any(other.report.article == claim.report.article for other in group.claims)
    if (claim.kind in MOVES or is_new) and _lives(claim, group, _LIVE_AFTER):
        bonds.append(Bond.MOVED)
    if dues.is_precise(finding.due) and _lives(claim, group, timedelta()) and _is_same_act(claim, group):
        bonds.append(Bond.OTHER)
    return max(bonds, key=lambda bond: bond.value, default=None)


def _is_same_act(claim: Claim, group: Group) -> bool:
    """Whether the demand is the same nearly word for word, by its slot."""
    return max((telling(claim.demand, demand) for demand in group.demands), default=0.0) >= _WORD_FOR_WORD


def _may_stand_twice(claim: Claim, group: Group, bonds: Sequence[Bond]) -> bool:
    """Whether an article may tell of a deadline again: the same date, or a date and the one it replaces."""
    if Bond.SAME in bonds or claim.kind in MOVES or claim.kind is Kind.SUPERSEDED:
        return True
    return any(c.report.article == claim.report.article and c.kind is Kind.SUPERSEDED for c in group.claims)


def _date_bond(claim: Claim, other: Claim) -> Bond | None:
    finding, told = claim.report.finding, other.report.finding
    if finding.due is None or told.due is None:
        return Bond.UNDATED if told.due is None and _is_recent(claim, other) else None
    if dues.same(finding.due, told.due):
        return Bond.SAME
    apart = dues.days_apart(finding.due, told.due)
    if apart <= dues.VAGUE_END_DAYS and any(
        means(*pair) for means in (dues.points_at, dues.hints_at) for pair in ((finding, told.due), (told, finding.due))
    ):
        return Bond.WITHIN
    if finding.length is not None and dues.is_same_length(finding.length, told.length):
        tolerance = max(2.0, 0.35 * finding.length.most_hours / 24)
        if apart <= tolerance:
            return Bond.LENGTH
    if not (dues.is_precise(finding.due) and dues.is_precise(told.due)):
        return None
    if apart <= 3:
        return Bond.CLOSE
    return Bond.NEAR if apart <= 7 else None


def _is_recent(claim: Claim, other: Claim) -> bool:
    return abs(claim.report.published - other.report.published) <= _SPOKEN_OF_AFTER


def _is_running_out(claim: Claim, group: Group) -> bool:
    """Whether a date of the deadline lies in the days around the publication of the claim."""
    written = claim.report.published.date()
    near = (written - timedelta(days=5), written + timedelta(days=12))
    return any(other.due is not None and near[0] <= other.due.last <= near[1] for other in group.claims)


def _lives(claim: Claim, group: Group, after: timedelta) -> bool:
    """Whether the deadline was not long over when the claim was published."""
    ends = [other.due.lapses_at for other in group.claims if other.due is not None]
    last = max(ends) if ends else max(other.report.published for other in group.claims)
    return claim.report.published <= last + after


# -- all deadlines -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Register:
    """The deadlines found so far, with an index, so that a report is compared with a few of them only."""

    groups: list[Group] = field(default_factory=list)
    index: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def place(self, bundle: list[Claim]) -> None:
        """Put a bundle to the deadline it fits best, the oldest of equals, or begin one with it."""
        keys = sorted({key for claim in bundle for key in _keys(claim)})
        fitting = [(fit, -n) for n in self._candidates(keys) if (fit := fitness(bundle, self.groups[n])) is not None]
        number = -max(fitting)[1] if fitting else len(self.groups)
        if not fitting:
            self.groups.append(Group())
        self.groups[number].take(bundle)
        for key in keys:
            postings = self.index.setdefault(key, [])
            if not postings or number not in postings[-8:]:
                postings.append(number)

    def _candidates(self, keys: Sequence[tuple[str, str]]) -> list[int]:
        """Return the few deadlines that share most with these keys; rare keys are asked first."""
        shared: Counter[int] = Counter()
        for postings in sorted((self.index[key] for key in keys if key in self.index), key=len):
            if len(shared) >= _CANDIDATES:
                break
            shared.update(set(postings[-_POSTINGS:]))
        return sorted(shared, key=lambda n: (-shared[n], -n))[:_TRIED]


def _keys(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield what a deadline can be looked up by: names; a party and month or demand; both parties; demand and month."""
    parties = claim.setter.keys | claim.addressee.keys
    demand = claim.demand or frozenset(sorted(claim.told)[:12])
    meant = demand | families(demand)
    months = list(_months(claim.due))
    yield from product(sorted(parties | claim.named.names | claim.named.maybe | claim.about), [_ANY_TIME])
    yield from sorted(claim.pairs)
    yield from product(sorted(parties | claim.named.seats), months)
    yield from product(sorted(claim.named.names | claim.named.maybe)[:10], months)
    yield from product(sorted(parties), sorted(meant))
    yield from product(sorted(claim.setter.keys), sorted(claim.addressee.keys))
    yield from product(sorted(meant), months)


def _months(due: Due | None) -> Iterator[str]:
    """Yield the months near a date, at most a year of them; "undated" without one."""
    if due is None:
        yield "undated"
        return
    first, last = due.first - timedelta(days=7), due.last + timedelta(days=7)
    month = first.year * 12 + first.month - 1
    for number in range(month, min(month + 14, last.year * 12 + last.month)):
        yield f"{number // 12}-{number % 12 + 1:02}"
