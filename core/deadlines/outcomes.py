"""Outcomes: sentences that tell what became of some deadline without naming its date, for the ledger to place.

"The ministry scrapped its ultimatum", "the company has complied", "the deadline came and went" say what they mean; a
deed told near a demand may be what was demanded. None of them is a deadline: where the ledger knows none that they
answer, they say nothing.
"""

from collections.abc import Callable, Iterator, Sequence

from core.deadlines.deeds import (
    answers_a_demand,
    is_deed,
    is_told_as_in_time,
    is_told_as_kept,
    is_told_as_let_pass,
    is_told_as_withdrawn,
)
from core.deadlines.languages import IDIOMS
from core.deadlines.surroundings import surroundings
from core.model.deadline import Evidence, Finding, Kind, Status, Terms
from core.model.prose import Prose, Sentence

_READ = 12
"""Sentences from the start in which an article is believed to tell its news."""
_DEEDS = 4
_NEAR = 2
"""Sentences around a deed in which a demand has to be spoken of."""
_MOST = 3

_PLAIN: tuple[tuple[Callable[[str], bool], Status], ...] = (
    (is_told_as_withdrawn, Status.WITHDRAWN),
    (is_told_as_kept, Status.MET),
    (is_told_as_let_pass, Status.PASSED),
)


def find_outcomes(prose: Prose, findings: Sequence[Finding], *, language: str = "en") -> tuple[Finding, ...]:
    """Return what a text tells of deadlines met, dropped or let pass without their date, three at most.

    They have no due date. A deed that may be what some deadline demands has the status open: whether it is, only the
    ledger can say. Sentences that `findings` stand in are left out.
    """
    if language.partition("-")[0].lower() not in IDIOMS:
        return ()
    told = {(f.evidence.field, f.evidence.start) for f in findings}
    fresh = [s for s in prose.sentences[:_READ] if ("text", s.start) not in told]
    outcomes = [_outcome(prose, sentence, status) for sentence, status in _plain(fresh)]
    if not outcomes:
        outcomes = [_outcome(prose, sentence, Status.OPEN) for sentence in _deeds(prose.sentences, fresh[:_DEEDS])]
    return tuple(outcomes[:_MOST])


def _plain(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Status]]:
    for sentence in sentences:
        status = next((status for says, status in _PLAIN if says(sentence.text)), None)
        if status is not None:
            yield sentence, status


def _deeds(sentences: Sequence[Sentence], fresh: Sequence[Sentence]) -> Iterator[Sentence]:
    for sentence in fresh:
        at = sentences.index(sentence)
        around = sentences[max(0, at - _NEAR) : at + _NEAR + 1]
        is_answer = is_told_as_in_time(sentence.text) or any(answers_a_demand(other.text) for other in around)
        if is_answer and is_deed(sentence.text):
            yield sentence


def _outcome(prose: Prose, sentence: Sentence, status: Status) -> Finding:
    at = prose.sentences.index(sentence)
    near = [other.text for other in (*prose.sentences[:2], *prose.sentences[max(0, at - 1) : at])]
    return Finding(
        due=None,
        kind=Kind.SUPERSEDED if status is Status.WITHDRAWN else Kind.SET,
        status=status,
        terms=Terms(),
        evidence=Evidence(sentence.text, sentence.start, sentence.end),
        words="",
        confidence=0.5,
        about=surroundings(near, near),
    )
