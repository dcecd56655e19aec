"""Sumy's document model built by hand, from sentences and words that are already ours.

Sumy's own tokenisers and parsers have no part in it: they ask for a download, glue lines together and drop numbers.
"""

from collections.abc import Iterable
from itertools import groupby

from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence

from core.model.prose import Form, Prose, Sentence
from core.text.words import find_words


class NewsSentence(SumySentence):  # type: ignore[misc]  # sumy ships no types
    """A sentence of ours in sumy's model. Two are equal only when they stand in the same place."""

    __slots__ = ("_found", "place")

    def __init__(self, sentence: Sentence, place: int, *, is_heading: bool = False) -> None:
        super().__init__(sentence.text, None, is_heading)
        self.place = place
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

    `place` is a sentence's index in `prose.sentences`, -1 for the headline.
    """
    paragraphs = [Paragraph(_paragraph(group)) for _, group in groupby(enumerate(prose.sentences), _number)]
    if prose.title.strip():
        headline = NewsSentence(Sentence(prose.title, 0, 0), -1, is_heading=True)
        paragraphs.insert(0, Paragraph([headline]))
    return ObjectDocumentModel(paragraphs)


def _number(item: tuple[int, Sentence]) -> int:
    return item[1].paragraph


def _paragraph(group: Iterable[tuple[int, Sentence]]) -> list[NewsSentence]:
    return [NewsSentence(s, place, is_heading=s.form is Form.HEADING) for place, s in group]
