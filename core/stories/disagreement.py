"""Disagreement: figures, days and names that sources give differently, side by side with who says which."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.model.article import Article
from core.stories.background import LANGUAGES, UNKNOWN, surprises
from core.stories.independence import owner_of
from core.stories.rivals import rivals
from core.stories.stems import stem
from core.text.datelines import MONTH_NUMBERS

_FIGURE = re.compile(
    r"(?<![\w.,:/-])[$€£]?(?P<number>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(?![\w:/-])"
    r"(?P<scale>\s(?:thousand|million|billion|trillion|Millionen|Milliarden|millones|millions|milliards|тисяч\w*|млн|"
    r"мільйон\w*|мільярд\w*|тысяч\w*|миллион\w*|миллиард\w*))?"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|%")
_BEFORE, _AFTER = 5, 5
_TELLING = 7.0
"""Nats of surprise from which a word tells what is counted."""

_SHARED = 2
"""How many telling words around two figures must be the same for them to count one thing, the thing itself one."""

_FRESH = timedelta(hours=24)
"""Older figures than this, beside the newest, have been overtaken."""

_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure, a day or a name as a report gives it, in its sentence."""

    figure: str
    sentence: str
    article: Article


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What sources tell differently: one claim for each source, and the word for what is counted or named.

    It is "" for days.
    """

    what: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _Counted:
    value: float
    thing: str
    word: str
    around: frozenset[str]
    claim: Claim


def disagreements(articles: Sequence[Article]) -> tuple[Disagreement, ...]:
    """Return where the sources of a story differ: in figures, each with its latest word on it, then in days and names.

    Two figures count one thing where the word behind them is the same and another telling word beside it too. A report
    that gives two figures for it ("14 instead of 12") contradicts nobody.
    """
    groups: list[list[_Counted]] = []
    for counted in (found for article in articles for found in _counts(article)):
        group = next((group for group in groups if _is_one_thing(group[-1], counted)), None)
        if group is None:
            groups.append([counted])
        else:
            group.append(counted)
    told = (_disagreement(group) for group in groups)
    return (*(one for one in told if one is not None), *_rivalries(articles))


def _rivalries(articles: Sequence[Article]) -> Iterator[Disagreement]:
    for pair in rivals(articles):
        apart = abs(pair[0].article.published - pair[1].article.published)
        if apart <= _FRESH:
            yield Disagreement(pair[0].what, tuple(Claim(one.words, one.sentence, one.article) for one in pair))


def _disagreement(group: Sequence[_Counted]) -> Disagreement | None:
    newest = max(counted.claim.article.published for counted in group)
    latest: dict[str, list[_Counted]] = {}
    for counted in group:
        article = counted.claim.article
        if newest - article.published <= _FRESH:
            said = latest.setdefault(owner_of(article), [])
            latest[owner_of(article)] = [one for one in said if one.claim.article.id == article.id] + [counted]
    plain = [said[0] for said in latest.values() if len({counted.value for counted in said}) == 1]
    if len({counted.value for counted in plain}) < 2:
        return None
    return Disagreement(plain[0].word, tuple(counted.claim for counted in plain))


def _is_one_thing(one: _Counted, other: _Counted) -> bool:
    return one.thing == other.thing and len(one.around & other.around) >= _SHARED - 1


def _counts(article: Article) -> Iterator[_Counted]:
    for sentence in article.reading.sentences or article.reading.summary:
        for figure in _FIGURE.finditer(sentence):
            counted = _counted(figure, sentence, article)
            if counted is not None:
                yield counted


def _counted(figure: re.Match[str], sentence: str, article: Article) -> _Counted | None:
    value = _value(figure["number"])
    before = _WORD.findall(sentence[: figure.start()])[-_BEFORE:]
    after = _WORD.findall(re.split(r"[.;!?](?:\s|$)", sentence[figure.end() :])[0])[:_AFTER]
    if not after or (value in _YEARS and not figure["scale"]):
        return None
    if any(word.casefold() in MONTH_NUMBERS for word in (*before[-1:], after[0])):
        return None  # the day of a date
    thing = stem(after[0])
    around = frozenset(stem(word) for word in (*before, *after[1:]) if _tells(stem(word), article))
    text = " ".join(figure[0].split())
    scale = stem(figure["scale"].strip()) if figure["scale"] else ""
    return _Counted(value, f"{scale} {thing}", after[0], around, Claim(text, sentence, article))


def _tells(word: str, article: Article) -> bool:
    language = article.reading.language if article.reading.language in LANGUAGES else LANGUAGES[0]
    return surprises(language).get(word, UNKNOWN) > _TELLING


def _value(number: str) -> float:
    plain = re.sub(r"[,\u00a0\u202f](?=\d{3}\b)", "", number).replace(",", ".")
    return float(plain)
