"""Choosing the sentences that carry an article, and its quotes with their speakers."""

from collections.abc import Sequence

from core.model.prose import Form, Prose, Sentence
from core.summary.choice import Choice
from core.summary.document import NewsSentence, build_document
from core.summary.quotes import find_quotes
from core.summary.rankers import NEWS, RANKERS, best_of
from core.summary.ranking import NewsSummarizer
from core.summary.units import Leanings

__all__ = ["NEWS", "RANKERS", "find_quotes", "summarise"]


def summarise(
    prose: Prose,
    *,
    sentences: int = 3,
    words: int = 70,
    language: str = "en",
    must_hold: Sequence[tuple[int, int]] = (),
    ranker: str = NEWS,
) -> tuple[Sentence, ...]:
    """Return the sentences that carry an article, verbatim and in its order.

    At most `sentences`, within `words` words; a first sentence longer than that stands alone. Sentences that overlap a
    span of `must_hold` (offsets into the text) come first, whatever their length. No quote without its speaker, no
    "He added" without what it leans on. `ranker` may name one of sumy's (`RANKERS`), whose choice is then taken as it
    is, for comparison. Raises KeyError for an unknown one.
    """
    document = build_document(prose)
    if ranker != NEWS:
        return tuple(prose.sentences[place] for place in best_of(ranker, document, sentences, language))
    summarizer = NewsSummarizer(language)
    body: list[NewsSentence] = [NewsSentence(s, place) for place, s in enumerate(prose.sentences)]
    bags = [summarizer.bag(sentence.text) for sentence in body]
    ratings = [0.0] * len(body)
    rated = [sentence.place for sentence in document.sentences]
    for place, rating in zip(rated, summarizer.rate(document, [bags[place] for place in rated]), strict=True):
        ratings[place] = rating
    leanings = Leanings(prose)
    choice = Choice(prose.sentences, bags, count=sentences, words=words)
    choice.hold(_held(prose, must_hold))
    choice.fill(ratings, leanings, most=1)
    choice.accompany(leanings)
    choice.fill(ratings, leanings)
    if not choice.places:
        return _opening(prose)
    return tuple(prose.sentences[place] for place in sorted(choice.places))


def _held(prose: Prose, spans: Sequence[tuple[int, int]]) -> list[int]:
    return [
        place
        for place, sentence in enumerate(prose.sentences)
        if any(sentence.start < end and start < sentence.end for start, end in spans)
    ]


def _opening(prose: Prose) -> tuple[Sentence, ...]:
    """Return the first sentence, where nothing can stand by itself."""
    bodies = [sentence for sentence in prose.sentences if sentence.form is not Form.HEADING]
    return tuple((bodies or list(prose.sentences))[:1])
