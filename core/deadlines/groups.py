"""Groups: the claims of one deadline so far, and what they say together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.deadlines import dues
from core.deadlines.actors import Actor
from core.deadlines.claims import MOVES, Claim
from core.deadlines.deeds import is_done
from core.deadlines.sides import later_by
from core.model.deadline import Due, Finding, Kind, Status


@dataclass(slots=True)
class Group:
    """The claims of one deadline so far, and what they say together."""

    claims: list[Claim] = field(default_factory=list)
    setters: list[Actor] = field(default_factory=list)
    addressees: list[Actor] = field(default_factory=list)
    demands: list[frozenset[str]] = field(default_factory=list)
    told: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    around: frozenset[str] = frozenset()
    heard: frozenset[str] = frozenset()
    dated: dict[object, Claim] = field(default_factory=dict)
    """The last claim of each date, length and way to say it."""
    derived: list[Due] = field(default_factory=list)
    """The dates that its extensions by a length lead to from the dates before them."""
    is_ended: bool = False
    """Whether a report said that it was met or dropped."""
    names: Counter[str] = field(default_factory=Counter)
    maybe: Counter[str] = field(default_factory=Counter)
    quoted: frozenset[str] = frozenset()
    setters_in_full: frozenset[str] = frozenset()
    about: Counter[str] = field(default_factory=Counter)

    def take(self, claims: Sequence[Claim]) -> None:
        """Add claims."""
        self.is_ended = self.is_ended or any(self._ends(claim.report.finding) for claim in claims)
        for claim in claims:
            self.claims.append(claim)
            finding = claim.report.finding
            self.derived += self._derived_by(finding)
            self.dated[finding.due, finding.length, claim.is_vague, claim.is_hint] = claim
            if finding.mention:
                continue  # what only names the day says nothing of what the deadline is about
            _note(self.setters, claim.setter)
            _note(self.addressees, claim.addressee)
            if claim.demand and claim.demand not in self.demands and len(self.demands) < 12:
                self.demands.append(claim.demand)
            if len(self.told) < 400:
                self.told |= claim.told
                self.pairs |= claim.pairs
                self.around |= claim.around
                self.heard |= claim.named.words
            self.quoted |= claim.speakers
            self.setters_in_full |= claim.setter_in_full
            self.names.update(claim.named.names | claim.named.seats)
            self.maybe.update(claim.named.maybe | claim.about_maybe)
            self.about.update(claim.about)

    def _derived_by(self, finding: Finding) -> list[Due]:
        """Return where "another 30 days" ends, counted from each date known so far."""
        if finding.kind is not Kind.EXTENDED or finding.length is None or finding.due is None:
            return []
        before = [claim.due for claim in self.dated.values() if claim.due is not None and dues.is_precise(claim.due)]
        later = (later_by(due, finding.length, finding.due) for due in before[-8:])
        return [due for due in later if due is not None]

    @property
    def actions(self) -> list[str]:
        """What is demanded, in the words of each report."""
        return [claim.report.finding.terms.action for claim in self.claims]

    @property
    def parties(self) -> frozenset[str]:
        """The keys of all who set it or have to act."""
        return frozenset[str]().union(*(actor.keys for actor in (*self.setters, *self.addressees)))

    @property
    def demanded(self) -> list[str]:
        """What is demanded and can be done; what only lapses is none of it."""
        return [c.report.finding.terms.action for c in self.claims if c.kind is not Kind.EXPIRY]

    def _ends(self, finding: Finding) -> bool:
        if finding.status in (Status.MET, Status.WITHDRAWN):
            return True
        return finding.kind not in MOVES and is_done(finding.evidence.text, self.actions, self.addressees)

    def usual(self, names: Counter[str]) -> frozenset[str]:
        """Return the names that a third of the claims or more have."""
        least = sum(not claim.report.finding.mention for claim in self.claims) / 3
        return frozenset(name for name, count in names.items() if count >= least)


def _note(actors: list[Actor], actor: Actor) -> None:
    if actor and actor not in actors and len(actors) < 12:
        actors.append(actor)
