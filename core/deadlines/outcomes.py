"""Outcomes: sentences that tell what became of some deadline without naming its date, for the ledger to place.

"The ministry scrapped its ultimatum", "the company has complied", "the deadline came and went" say what they mean; a
deed told near a demand may be what was demanded. A date told beside
"the deadline was extended" is the new one. None of them is a deadline: where the ledger knows none that they answer,
they say nothing.
"""

from collections.abc import Callable, Iterator, Sequence

from core.deadlines.deeds import (
    answers_a_demand,
    is_deed,
    is_told_as_in_time,
    is_told_as_kept,
    is_told_as_let_pass,
    is_told_as_moved,
    is_told_as_withdrawn,
)
from core.deadlines.languages import IDIOMS
from core.deadlines.surroundings import surroundings
from core.model.deadline import Evidence, Finding, Kind, Status, Terms
from core.model.prose import Prose, Sentence

_READ = 12
"""Sentences from the start in which an article is believed to tell its news."""
_LONGEST = 2_000
"""Characters that a sentence has at most; what is longer is a table or worse."""
_LEDE = 1
"""Sentences that are believed to tell the news itself, whatever is spoken of around."""
_DEEDS = 4
_NEAR = 2
"""Sentences around a deed in which a demand has to be spoken of."""
_MOST = 3

_ENDS = (Status.WITHDRAWN, Status.MET, Status.PASSED)

_PLAIN: tuple[tuple[Callable[[str], bool], Kind, Status], ...] = (
    (is_told_as_withdrawn, Kind.SUPERSEDED, Status.WITHDRAWN),
    (is_told_as_kept, Kind.SET, Status.MET),
    (is_told_as_let_pass, Kind.SET, Status.PASSED),
    (is_told_as_moved, Kind.EXTENDED, Status.OPEN),
)


def find_outcomes(prose: Prose, findings: Sequence[Finding], *, language: str = "en") -> tuple[Finding, ...]:
    """Return what a text tells of deadlines met, dropped, moved or let pass without their date, three at most.

    They have no due date. A deed that may be what some deadline demands has the status open: whether it is, only the
    ledger can say. Sentences that `findings` stand in are left out.
    """
    if language.partition("-")[0].lower() not in IDIOMS:
        return ()
    told = {(f.evidence.field, f.evidence.start) for f in findings}
    fresh = [s for s in prose.sentences[:_READ] if ("text", s.start) not in told and len(s.text) <= _LONGEST]
    outcomes = list(_plain(prose, fresh)) or list(_by_title(prose, findings)) or list(_deeds(prose, fresh[:_DEEDS]))
    return tuple(outcomes[:_MOST])


def _plain(prose: Prose, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    for sentence in sentences:
        said = next(((kind, status) for says, kind, status in _PLAIN if says(sentence.text)), None)
        if said is not None:
            yield _outcome(prose, sentence, *said)


def _by_title(prose: Prose, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield what a headline says of a deadline's end ("Carrier meets pilots' demand") where the findings say no end."""
    title = prose.title.strip()
    said = next((status for says, _, status in _PLAIN if title and says(title)), Status.OPEN)
    if said in _ENDS and all(finding.status not in _ENDS for finding in findings):
        kind = Kind.SUPERSEDED if said is Status.WITHDRAWN else Kind.SET
        yield _of(Evidence(title, 0, len(prose.title), "title"), [s.text for s in prose.sentences[:2]], kind, said)


def _deeds(prose: Prose, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    for sentence in sentences:
        at = prose.sentences.index(sentence)
        around = prose.sentences[max(0, at - _NEAR) : at + _NEAR + 1]
        is_answer = is_told_as_in_time(sentence.text) or any(answers_a_demand(other.text) for other in around)
        if (is_answer or at < _LEDE) and is_deed(sentence.text):
            yield _outcome(prose, sentence, Kind.SET, Status.OPEN)


def _outcome(prose: Prose, sentence: Sentence, kind: Kind, status: Status) -> Finding:
    at = prose.sentences.index(sentence)
    near = [other.text for other in (*prose.sentences[:2], *prose.sentences[max(0, at - 1) : at])]
    return _of(Evidence(sentence.text, sentence.start, sentence.end), near, kind, status)


def _of(evidence: Evidence, near: Sequence[str], kind: Kind, status: Status) -> Finding:
    return Finding(
        due=None,
        kind=kind,
        status=status,
        terms=Terms(),
        evidence=evidence,
        words="",
        confidence=0.5,
        about=surroundings(near, near),
    )
