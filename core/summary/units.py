"""What a sentence leans on: a quote on its speaker, a bullet on its lead-in, "He added" on the sentence before."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby, permutations

from core.model.prose import Form, Prose, Sentence
from core.summary.openings import answers_briefly, opens_leaning, points_ahead, spoken_of
from core.text.quotations import Span, find_quotations
from core.text.speech import VERBS, has_speech_verb

_PRONOUNS = frozenset(
    """he she they it i we he’d she’d він вона вони он она они er sie il elle ils elles él ella""".split()
)
_LONGEST_QUOTATION = 4
_FEWEST_WORDS_OF_A_LEAD_IN = 5
_MOST_BULLETS = 6
_LARGEST_UNIT = 8
_FARTHEST_ANTECEDENT = 6
_LOOK = 300
"""Characters around a quotation in which its speaker is looked for."""


class Leanings:
    """For each sentence of an article, by index, the others without which it must not be shown.

    `of(i)` is None where a sentence can never be shown: a heading, a quote whose speaker is not near.
    """

    def __init__(self, prose: Prose) -> None:
        self._sentences = prose.sentences
        self._headline = prose.title.lower()
        self._starts = [sentence.start for sentence in prose.sentences]
        self._needs: list[set[int] | None] = [set() for _ in prose.sentences]
        self._leads: dict[int, set[int]] = {}
        self._before = _latest(prose.sentences, {Form.HEADING})
        self._lead_of = _latest(prose.sentences, {Form.BULLET})
        for place, sentence in enumerate(prose.sentences):
            self._lean_on_form(place, sentence)
        self._lean_on_speakers(prose)

    def of(self, place: int) -> tuple[int, ...] | None:
        """Return what a sentence needs beside it, through all links, in order; None where it cannot be had."""
        unit = {place}
        waiting = [place]
        while waiting:
            current = waiting.pop()
            needs = self._needs[current]
            if needs is None:
                return None
            bullets = self._leads.get(current, set())
            fresh = (needs if current != place and bullets & unit else needs | bullets) - unit
            unit |= fresh
            waiting += fresh
            if len(unit) > _LARGEST_UNIT:
                return None
        return tuple(sorted(unit - {place}))

    def _need(self, place: int, other: int | None) -> None:
        needs = self._needs[place]
        if other is None:
            self._needs[place] = None
        elif needs is not None:
            needs.add(other)

    def _lean_on_form(self, place: int, sentence: Sentence) -> None:
        if sentence.form is Form.HEADING or points_ahead(sentence.text):
            self._needs[place] = None
            return
        if sentence.form is Form.BULLET:
            self._lean_on_lead_in(place)
        if sentence.text.endswith(":"):
            self._lead_in(place)
        if sentence.form is not Form.BULLET and place:
            self._lean_on_antecedent(place, sentence.text)
            self._lean_on_question(place, sentence.text)

    def _lean_on_antecedent(self, place: int, text: str) -> None:
        """An opening that points back stands with what it points to: the sentence before, or where the noun came."""
        if opens_leaning(text):
            self._need(place, self._before[place])
        elif (noun := spoken_of(text)) and noun not in self._headline:
            earlier = range(place - 1, max(-1, place - 1 - _FARTHEST_ANTECEDENT), -1)
            named = (p for p in earlier if noun in self._sentences[p].text.lower())
            self._need(place, next(named, self._before[place]))

    def _lean_on_question(self, place: int, text: str) -> None:
        """An answer that is none by itself stands with its question, and not at all where that is a heading."""
        asked = self._sentences[place - 1]
        if asked.text.endswith("?") and answers_briefly(text):
            self._need(place, None if asked.form is Form.HEADING else place - 1)

    def _lead_in(self, place: int) -> None:
        """A lead-in stands only with what it leads in: all its bullets, or the next sentence."""
        following = place + 1
        forms = [sentence.form for sentence in self._sentences[following : following + _MOST_BULLETS + 1]]
        if not forms or forms[0] is Form.HEADING:
            self._needs[place] = None
        elif forms[0] is not Form.BULLET:
            self._need(place, following)
        else:
            bullets = next((n for n, form in enumerate(forms) if form is not Form.BULLET), len(forms))
            if bullets > _MOST_BULLETS:
                self._needs[place] = None
            self._leads[place] = set(range(following, following + bullets))

    def _lean_on_lead_in(self, place: int) -> None:
        """A bullet stands with the sentence that leads in; a bare "He announced:" is passed over for the one before."""
        lead = self._lead_of[place]
        if lead is None or not self._sentences[lead].text.endswith(":"):
            return
        if len(self._sentences[lead].text.split()) >= _FEWEST_WORDS_OF_A_LEAD_IN:
            self._need(place, lead)
        elif (earlier := self._before[lead]) is not None:
            self._need(place, earlier)

    def _lean_on_speakers(self, prose: Prose) -> None:
        for _, group in groupby(prose.sentences, lambda sentence: sentence.paragraph):
            sentences = list(group)
            for quotation in find_quotations(prose.text, sentences[0].start, sentences[-1].end):
                first = max(0, bisect_right(self._starts, quotation[0]) - 1)
                last = bisect_left(self._starts, quotation[1]) - 1
                if last - first >= _LONGEST_QUOTATION:
                    self._needs[first : last + 1] = [None] * (last + 1 - first)
                else:
                    self._lean_on_speaker(prose.text, quotation, range(first, last + 1))

    def _lean_on_speaker(self, text: str, quotation: Span, held: range) -> None:
        """Bind the sentences of one quotation to each other and to the words that name its speaker."""
        first, last = held[0], held[-1]
        outside = " ".join(_outside(text, self._sentences[p], quotation) for p in {first, last})
        spoken = has_speech_verb(outside)
        if len(held) == 1 and not spoken and any(map(str.isalpha, outside)):
            return  # a few quoted words inside a sentence
        for place, other in permutations(held, 2):
            self._need(place, other)
        if _names_speaker(outside):
            return
        before = self._before[first]
        if spoken or (before is not None and self._hands_on(text, before, first)):
            self._need(first, before)
        else:
            for place in held:
                self._needs[place] = None

    def _hands_on(self, text: str, before: int, first: int) -> bool:
        """Tell whether the sentence before names the speaker of a quotation that opens the next one."""
        sentence = self._sentences[before]
        if sentence.text.endswith(":"):
            return True
        same = sentence.paragraph == self._sentences[first].paragraph
        return same and has_speech_verb(text[sentence.start : sentence.end])


def _latest(sentences: Sequence[Sentence], passed_over: set[Form]) -> list[int | None]:
    """Return for each sentence the nearest one before it that is of another form than these."""
    found: list[int | None] = []
    latest: int | None = None
    for place, sentence in enumerate(sentences):
        found.append(latest)
        if sentence.form not in passed_over:
            latest = place
    return found


def _outside(text: str, sentence: Sentence, quotation: Span) -> str:
    """Return what of a sentence is not quoted, near the quotation."""
    start, end = max(sentence.start, quotation[0] - _LOOK), min(sentence.end, quotation[1] + _LOOK)
    head = text[start : max(start, min(end, quotation[0] - 1))]
    tail = text[min(end, max(start, quotation[1] + 1)) : end]
    return f"{head} {tail}"


def _names_speaker(outside: str) -> bool:
    """Tell whether a verb of speech stands beside a name, and not beside a pronoun: "he said on Fox News"."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", outside)
    lowered = [word.lower() for word in words]
    around = zip(["", *lowered], lowered, [*lowered[1:], ""], strict=False)
    spoken = any(word in VERBS and not _PRONOUNS & {before, after} for before, word, after in around)
    return spoken and any(word[0].isupper() and word.lower() not in _PRONOUNS for word in words)
