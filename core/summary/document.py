"""Sumy's document model built by hand, from sentences and words that are already ours.

Sumy's own tokenisers and parsers have no part in it: they ask for a download, glue lines together and drop numbers.
"""

import re
from itertools import groupby

from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence

from core.model.prose import Form, Prose, Sentence
from core.summary.form import FEWEST_WORDS
from core.text.words import find_words

_RULE = re.compile(r"\|{3,}|^[ \t]*[*=_~-]{3,}[ \t]*$", re.MULTILINE)
"""What parts the texts of a collection: bars, or a line of marks."""


class NewsSentence(SumySentence):  # type: ignore[misc]  # sumy ships no types
    """A sentence of ours in sumy's model. Two are equal only when they stand in the same place."""

    __slots__ = ("_found", "depth", "place")

    def __init__(self, sentence: Sentence, place: int, *, depth: int = 0, is_heading: bool = False) -> None:
        super().__init__(sentence.text, None, is_heading)
        self.place = place
        self.depth = depth
        self._found: tuple[str, ...] | None = None

    @property
    def text(self) -> str:
        """The words as they stand."""
        return str(self._text)

    @property
    def words(self) -> tuple[str, ...]:
        """The words and numbers, in lower case."""
        if self._found is None:
            self._found = tuple(find_words(self.text))
        return self._found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NewsSentence) and self.place == other.place

    def __hash__(self) -> int:
        return hash(self.place)


def build_document(prose: Prose) -> ObjectDocumentModel:
    """Return the document of an article; its first heading is the headline, where there is one.

    `place` is a sentence's index in `prose.sentences`, -1 for the headline. `depth` counts the sentences above it, from
    the beginning of the text or, where several texts stand in one, of its own; bylines and the like do not count.
    """
    depths = _depths(prose)
    paragraphs = [
        Paragraph(
            [NewsSentence(s, place, depth=depths[place], is_heading=s.form is Form.HEADING) for place, s in group]
        )
        for _, group in groupby(enumerate(prose.sentences), _number)
    ]
    if prose.title.strip():
        headline = NewsSentence(Sentence(prose.title, 0, 0), -1, is_heading=True)
        paragraphs.insert(0, Paragraph([headline]))
    return ObjectDocumentModel(paragraphs)


def _number(item: tuple[int, Sentence]) -> int:
    return item[1].paragraph


def _depths(prose: Prose) -> list[int]:
    depths: list[int] = []
    depth = end = 0
    for sentence in prose.sentences:
        if _RULE.search(prose.text, end, sentence.start):
            depth = 0
        depths.append(depth)
        depth += len(sentence.text.split(None, FEWEST_WORDS)) >= FEWEST_WORDS
        end = sentence.end
    return depths
