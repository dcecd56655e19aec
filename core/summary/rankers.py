"""Sumy's other rankers by name, each with the longest text that it can bear."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.reduction import ReductionSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from core.model.prose import Prose
from core.summary.budget import Budget
from core.summary.document import NewsSentence, build_document
from core.text.words import stemmer, stop_words

NEWS = "news"
"""The ranker of our own."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """One of sumy's summarisers; only the first `longest` sentences of a text are given to it."""

    make: Callable[..., Any]
    longest: int


RANKERS = {
    "lexrank": Ranker(LexRankSummarizer, 150),
    "textrank": Ranker(TextRankSummarizer, 150),
    "lsa": Ranker(LsaSummarizer, 150),
    "luhn": Ranker(LuhnSummarizer, 1_000),
    "sumbasic": Ranker(SumBasicSummarizer, 150),
    "kl": Ranker(KLSummarizer, 40),
    "reduction": Ranker(ReductionSummarizer, 150),
}
"""Sumy's rankers that can be asked for by name."""


def best_of(ranker: str, prose: Prose, budget: Budget, language: str) -> list[int]:
    """Return the places of the sentences that one of sumy's rankers chooses, in order. Raises KeyError.

    They know a number of sentences alone: of a budget of words, as many as fit on average.
    """
    chosen = RANKERS[ranker]
    summariser = chosen.make(stemmer(language))
    if hasattr(summariser, "stop_words"):
        summariser.stop_words = stop_words(language)
    document = build_document(replace(prose, sentences=prose.sentences[: chosen.longest]))
    sentences: tuple[NewsSentence, ...] = summariser(document, min(budget.sentences, _number_within(budget, prose)))
    return [sentence.place for sentence in sentences]


def _number_within(budget: Budget, prose: Prose) -> int:
    """Return how many sentences of this text's usual length make up the budget of words."""
    words = sum(len(sentence.text.split()) for sentence in prose.sentences)
    return math.ceil(budget.words * len(prose.sentences) / max(1, words))
