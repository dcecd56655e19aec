"""Fitness: how well the claims of an article fit a deadline, by date, parties, demand and names together.

Nobody may be contradicted, and all that is said together has to be enough: the better the date fits, the less it takes.
"""

from calendar import monthrange
from collections.abc import Sequence

from core.deadlines.actors import Actor, Relation, relate
from core.deadlines.bonds import Bond, bond_of, is_running_out
from core.deadlines.claims import Claim, is_epithet
from core.deadlines.groups import Group
from core.deadlines.wording import CLASSES, is_common, likeness, stem, telling
from core.model.deadline import Kind

_NEEDED = {
    Bond.SAME: 1.0,
    Bond.WITHIN: 2.3,
    Bond.LENGTH: 2.6,
    Bond.CLOSE: 3.0,
    Bond.MOVED: 2.7,
    Bond.NEAR: 4.5,
    Bond.OTHER: 6.0,
    Bond.UNDATED: 2.7,
}
"""For each bond how much parties, demand and names have to say for it together; for another date nearly everything."""

_DEMAND = 3.0
"""What a demand said in the same words is worth; a party that is the same is worth 2, one that may be 1."""

_SHARED_PAIR, _SHARED_PAIRS = 0.6, 0.8
"""How far demands are alike whose texts share one pair of words, or several."""

_REPLACED = 0.8
"""What it says that an article names the date as the old one of a move."""

_RUNNING_OUT = 0.7
"""What it says for a move, or for an end told, that the date is about to come or has just gone."""

_SHARED_ONCE = 0.5
"""What a name is worth that few of the reports have."""

_SHARED_SEAT, _SHARED_NAME, _SHARED_NAMES, _OTHER_NAMES = 0.5, 1.0, 1.5, -3.5
"""What names beside the setter's are worth: a seat of power, a name, several names shared; names, and none shared."""

_SHARED_AROUND, _MORE_AROUND, _OTHER_AROUND = 0.8, 1.3, -0.7
"""The same of names that stand around the sentence in either article."""

_SAID_BY_ALL = 0.3
"""How far alike demands are at most that thousands of deadlines have, where no party and no name is shared."""

_SAID_ENOUGH = 0.4
"""How far alike demands are that need no words around them, where no name is shared."""

_TOLD_AGAIN, _TOLD_IN_PART = 0.6, 0.01
"""The share of a demand's words that tells of it again beside its date; where somebody who is in it is named too."""

_SOME, _FEW = 3, 2
"""Words that a demand needs for it, beside those that thousands of deadlines have."""

_APART = -1.0
"""The names from which the words around say nothing."""

_SHARED_MATTER, _MOST_MATTER = 0.2, 0.8
"""What a word is worth that stands around both, and what all of them are at most."""

_OTHER_SETTER = -1.5
"""What it says beside the relation itself that the setter is another, who is not always read without fail."""

_OTHER_DEMAND, _OTHER_MOVED = -2.0, -1.0
"""What it says against one deadline that the demands have nothing in common; of a move, which tells less of it."""


def fitness(bundle: Sequence[Claim], group: Group) -> float | None:
    """Return how well a bundle fits a deadline, None where it does not: the best of its claims, none contradicting."""
    bonds = [bond_of(claim, group) for claim in bundle]
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
    names, demand = _names(claim, group), _demand(claim, group)
    if claim.report.finding.mention and not _is_known_again(claim, group):
        return None
    if names <= 0 and sum(parties) <= 0 and claim.demand and is_common(claim.demand):
        demand = min(demand, _SAID_BY_ALL)
    weight = sum(parties) + _OTHER_SETTER * (parties[0] is Relation.CONFLICT) + _DEMAND * demand + names
    if names > 0 or (names > _APART and (bond in (Bond.SAME, Bond.MOVED) or demand < _SAID_ENOUGH)):
        weight += _matter(claim, group)
    if bond is not Bond.SAME and _is_other_demand(claim, group):
        weight += _OTHER_DEMAND if bond is not Bond.MOVED else _OTHER_MOVED * (names <= 0)
    if bond is not Bond.SAME and _is_demanding_itself(claim, group):
        weight += _OTHER_NAMES
    if bond is Bond.SAME and claim.kind is Kind.SUPERSEDED:
        weight += _REPLACED
    if bond is Bond.MOVED or claim.report.finding.is_outcome:
        weight += _RUNNING_OUT * is_running_out(claim, group)
    return bond.value + weight if weight >= _NEEDED[bond] else None


def _is_known_again(claim: Claim, group: Group) -> bool:
    """Whether a mention speaks of the deadline by a name; where its day is round by a party, two names or its words.

    Such a day says little by itself: thousands of things fall on the last of a month.
    """
    if not _is_round(claim) and _names(claim, group) > 0:
        return True
    parties = group.parties
    mine = claim.named.names | claim.named.seats | claim.named.maybe
    people = {name for name in mine & parties if not name.startswith("@")}
    others = {name for name in mine & group.usual(group.names) if not name.startswith("@")}
    if people or len(others) > 1:
        return True
    is_named = bool(others or mine & parties)
    least, words = (_TOLD_IN_PART, _FEW) if is_named else (_TOLD_AGAIN, _SOME)
    return any(_share_told(claim.told, demand, words) >= least for demand in group.demands)


def _is_round(claim: Claim) -> bool:
    """Whether a date is the first or the last day of a month."""
    last = claim.due.last if claim.due is not None else None
    return last is not None and last.day in (1, monthrange(last.year, last.month)[1])


def _share_told(told: frozenset[str], demand: frozenset[str], least: int) -> float:
    """Return the share of a demand's words that a text has; nothing where it has too few that are rare."""
    rare = {word for word in demand if not is_common([word])}
    return len(rare & told) / len(rare) if len(rare) >= least else 0.0


def _matter(claim: Claim, group: Group) -> float:
    """Return what the words around say that neither tells itself."""
    shared = (claim.around & (group.around | group.told)) | (claim.told & group.around)
    return min(_MOST_MATTER, _SHARED_MATTER * sum(not is_common([word]) for word in shared))


def _is_other_demand(claim: Claim, group: Group) -> bool:
    """Whether both say what is demanded, and it is not alike in anything but the names of the parties."""
    if not claim.demand or not group.demands:
        return False
    parties = claim.setter.keys | claim.addressee.keys | group.parties
    names = frozenset(map(stem, parties | claim.named.names | frozenset(group.names)))
    mine, theirs = claim.demand - names, [demand - names for demand in group.demands]
    if is_common(mine) or any(map(is_common, theirs)):
        return False  # "Seoul agrees" says nothing of what is demanded
    return all(likeness(mine, demand) == 0 for demand in theirs)


def _parties(claim: Claim, group: Group) -> tuple[Relation, Relation] | None:
    """Return how setter and addressee fit, None where one of them is somebody else."""
    setter = _relation(claim.setter, group.setters, claim, group)
    addressee = _relation(claim.addressee, group.addressees, claim, group, is_addressee=True)
    if addressee is Relation.CONFLICT or _is_reversed(claim, group):
        return None
    if setter is Relation.CONFLICT and not claim.addressee and _is_told_of_its_owner(claim, group):
        return Relation.UNKNOWN, Relation.LIKELY
    return setter, addressee


def _is_told_of_its_owner(claim: Claim, group: Group) -> bool:
    """Whether "Norvane's deadline is Friday" speaks of the one that Norvane has to keep."""
    return any(claim.setter.names & addressee.names for addressee in group.addressees)


def _is_reversed(claim: Claim, group: Group) -> bool:
    """Whether who demands here has to act there, or the other way round."""
    setters = frozenset[str]().union(*map(_own_keys, group.setters))
    addressees = frozenset[str]().union(*map(_own_keys, group.addressees))
    setter, addressee = _own_keys(claim.setter), _own_keys(claim.addressee)
    if setter & setters or addressee & addressees:
        return False
    return bool(setter and addressee and (setter & addressees or addressee & setters))


def _is_demanding_itself(claim: Claim, group: Group) -> bool:
    """Whether who demands here is told to act there, and somebody else demands it."""
    setters = frozenset[str]().union(*map(_own_keys, group.setters))
    addressees = frozenset[str]().union(*map(_own_keys, group.addressees))
    setter = _own_keys(claim.setter)
    return bool(setters) and setters.isdisjoint(setter) and not addressees.isdisjoint(setter)


def _own_keys(actor: Actor) -> frozenset[str]:
    """Return the keys of an actor itself: "Nigeria's lecturers" are not Nigeria."""
    return actor.names if actor.common & CLASSES else actor.keys


def _relation(
    actor: Actor, others: Sequence[Actor], claim: Claim, group: Group, *, is_addressee: bool = False
) -> Relation:
    """Compare a slot with that of the deadline; where they differ or one is empty, the texts have a say.

    Somebody whom the other text speaks of too is likely there in another part: no slot is read without fail, and news
    has other words for everybody ("the American firm"), and a rector speaks for a university; only who has to act and
    is called by a name is somebody else.
    """
    relations = [relate(actor, other) for other in others]
    related = max(relations, default=Relation.UNKNOWN)
    if related in (Relation.SAME, Relation.LIKELY):
        return related
    is_by_name = is_addressee and actor.is_outright and not is_epithet(claim.report.finding)
    sure = actor.names & claim.named.names if is_by_name else frozenset[str]()
    known = frozenset[str]().union(*(other.names or other.seats for other in others))
    is_heard = bool((sure or actor.names or actor.seats) & (group.heard | group.usual(group.about)))
    is_spoken_of = bool(known & (claim.named.words | claim.about))
    if Relation.CONFLICT not in relations:
        is_told = not actor.keys and not others and bool(actor.common & (group.told | group.around))
        return Relation.LIKELY if is_heard or is_spoken_of or is_told else related
    if is_heard and not is_addressee and actor.names:
        return Relation.LIKELY
    is_quoted = not is_addressee and actor.names <= claim.speakers and not actor.seats
    return Relation.UNKNOWN if is_heard or is_quoted or (is_spoken_of and not sure) else Relation.CONFLICT


def _names(claim: Claim, group: Group) -> float:
    """Return what the names beside the setter's say: those of look-alike deadlines are others altogether.

    Names of the sentence and the headline count for more than those that the article has elsewhere.
    """
    setters = _setters(claim, group)
    mine = (claim.named.names | claim.named.seats) - setters
    maybe_mine = (claim.named.maybe | claim.about_maybe) - setters
    theirs, maybe_theirs = group.usual(group.names) - setters, group.usual(group.maybe) - setters
    if shared := (mine & (theirs | maybe_theirs)) | (theirs & maybe_mine):
        people = [name for name in shared if not name.startswith("@")]
        return _SHARED_NAMES if len(people) > 1 else _SHARED_NAME if people else _SHARED_SEAT
    around = (mine | claim.about) - setters, (theirs | group.usual(group.about)) - setters
    if common := around[0] & (around[1] | maybe_theirs) | around[1] & maybe_mine:
        people = [name for name in common if not name.startswith("@")]
        return _MORE_AROUND if len(people) > 1 else _SHARED_AROUND if people else 0.0
    if any(not name.startswith("@") for name in mine & group.names.keys()):
        return _SHARED_ONCE
    if _are_others(claim, group):
        return _OTHER_NAMES
    is_theirs = any(not name.startswith("@") for name in setters & (claim.named.names | claim.about))
    is_apart = around[0] - claim.speakers and around[1] - group.quoted
    return _OTHER_AROUND if is_apart and not is_theirs else 0.0


def _setters(claim: Claim, group: Group) -> frozenset[str]:
    """Return the keys of those who demand it, here and there."""
    own = frozenset[str]() if _is_told_of_its_owner(claim, group) else claim.setter.keys
    return own.union(*(setter.keys for setter in group.setters))


def _are_others(claim: Claim, group: Group) -> bool:
    """Whether both name somebody, and nobody but a setter that they share has a part in both."""
    setters = _setters(claim, group)
    mine, theirs = claim.named.names | claim.named.seats, group.usual(group.names)
    is_one_setter = any(claim.setter.names & setter.names for setter in group.setters)
    if claim.named.seats & theirs or is_one_setter:
        mine, theirs = mine - claim.setter_in_full, theirs - group.setters_in_full
    shared = setters & (mine | claim.setter.keys) & (group.names.keys() | group.heard)
    mine, theirs = mine - shared - claim.speakers, theirs - shared - group.quoted
    return bool(mine and theirs) and mine.isdisjoint(group.names)


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
