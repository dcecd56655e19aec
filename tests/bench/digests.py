"""The digest's half of the briefing table: digests a second, repeats over a month, and messages over a limit."""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.views.composer import TelegramComposer
from core.briefing.digest import Edition
from core.briefing.novelty import words_of
from core.model.article import Article, Reading
from core.model.briefing import Briefing, Shown
from core.model.ids import ArticleId, ChatId, StoryId
from core.model.interest import Reader, Rule, RuleKind, Topic
from core.model.story import Story
from core.model.subscriber import Subscriber
from core.stories.stream import Stream
from tests.bench.stories import labelled, viewed
from tests.bot.views.telegram import ENTITIES, UNITS, read_message, units

SUBSCRIBERS, TOPICS, STORIES = 100_000, 30, 400
GENERATED = 10_000
DAYS, READERS = 30, 20

_NOW = datetime(2025, 7, 20, 8, tzinfo=UTC)
_SAME = 0.8
"""The share of a sentence's words that another one has, from which on the two say the same."""


def table() -> list[str]:
    """Return the table's lines."""
    return [*composing(), repeats(), limits()]


# -- digests a second ----------------------------------------------------------------------------------------------


def composing() -> list[str]:
    """Return how long the digests of many subscribers take, composed and rendered, on one core."""
    source, stories = random.Random(1), list(_stories(STORIES))
    readers = [_reader(source, chat) for chat in range(2_000)]
    composer, began = TelegramComposer(), time.process_time()
    edition = Edition(stories, (), now=_NOW)
    edition.compose(readers[0], {}, minutes=3)
    prepared = time.process_time() - began
    yesterday = [_memories(source, stories) for _ in range(200)]
    began, messages = time.process_time(), 0
    for number in range(SUBSCRIBERS):
        chat = ChatId(number + 1)
        briefing = edition.compose(readers[number % 2_000], yesterday[number * 7 % 200], minutes=3)
        messages += len(composer.digest(briefing, Subscriber(chat), now=_NOW, issue=number))
    spent = time.process_time() - began
    return [
        f"{SUBSCRIBERS:,} digests of {STORIES} stories, {TOPICS} topics: {spent:.1f} s of one core, "
        f"{SUBSCRIBERS / spent:,.0f} digests/s, {messages / SUBSCRIBERS:.2f} pages each",
        f"the edition that they share: {prepared:.2f} s",
    ]


def _stories(count: int) -> Iterator[Story]:
    """Yield stories of one to five reports by several sources, made of our own reports' words."""
    source = random.Random(count)
    ours = [item.article for item in labelled()]
    for number in range(count):
        one = ours[number % len(ours)]
        reports = [_report(source, one, number * 10 + n) for n in range(source.choice((1, 1, 1, 2, 3, 5)))]
        yield Story(StoryId(number + 1), tuple(sorted(reports, key=lambda report: report.published)))


def _report(source: random.Random, like: Article, number: int) -> Article:
    words = f"{like.title} {like.text}".split()
    lines = tuple(f"{' '.join(source.choices(words, k=source.randint(8, 30)))} {number} {n}." for n in range(3))
    when = _NOW - timedelta(minutes=source.randint(1, 2_800))
    return replace(
        like,
        id=ArticleId(number + 1),
        title=f"{like.title} {number}",
        text=" ".join(lines),
        published=when,
        source=f"Paper {source.randint(1, 40)}",
        url=f"https://example.org/{number}",
        reading=Reading(like.reading.language, lines, sentences=lines),
    )


def _reader(source: random.Random, chat: int) -> Reader:
    """Return a reader of a few of the topics; one in ten mutes a word or a source."""
    topics = tuple(_TOPICS[n] for n in source.sample(range(TOPICS), source.randint(1, 6)))
    muted = (RuleKind.WORD, source.choice(_VOCABULARY)) if chat % 20 else (RuleKind.SOURCE, "Paper 7")
    return Reader(topics=topics, rules=(Rule(ChatId(0), *muted),) if chat % 10 == 0 else ())


def _vocabulary() -> list[str]:
    words = {word for item in labelled() for word in words_of(item.article.title) if word.isalpha()}
    return sorted(words)


_VOCABULARY = _vocabulary()
_TOPICS = [Topic(f"Topic {n}", tuple(random.Random(n).sample(_VOCABULARY, 6))) for n in range(TOPICS)]


def _memories(source: random.Random, stories: Sequence[Story]) -> dict[StoryId, Shown]:
    """Return the memory of a reader who was sent some of the stories; of a few more was reported since."""
    sent = source.sample(stories, 40)
    return {
        s.id: Shown(s.id, frozenset({s.headline}), frozenset(a.id for a in s.articles[: source.randint(1, 5)]))
        for s in sent
    }


# -- repeats over a month ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Desk:
    """What one reader was sent so far, as the store adds it up, and every sentence."""

    reader: Reader
    minutes: int
    shown: dict[StoryId, Shown] = field(default_factory=dict)
    sent: list[frozenset[str]] = field(default_factory=list)
    lines: int = 0
    again: int = 0

    def receive(self, briefing: Briefing) -> None:
        """Count what was sent before, and remember."""
        for item in (*briefing.items, *briefing.also):
            for text in [line.text for line in item.lines] or [item.story.headline]:
                words = words_of(text)
                self.lines += 1
                self.again += any(_says_same(words, old) for old in self.sent)
                self.sent.append(words)
        for fresh in briefing.shown:
            old = self.shown.get(fresh.story, Shown(fresh.story, frozenset()))
            self.shown[fresh.story] = Shown(
                fresh.story, old.sentences | fresh.sentences, old.articles | fresh.articles, fresh.dues or old.dues
            )


def _says_same(words: frozenset[str], old: frozenset[str]) -> bool:
    return bool(words) and len(words & old) >= _SAME * len(words | old)


def repeats() -> str:
    """Return the share of sentences that a reader had been sent before, over a month of daily digests.

    Each report of ours is run by a second paper a day later, word for word, as papers do with an agency's.
    """
    desks = [_Desk(Reader(topics=tuple(_TOPICS[n : n + 3])), minutes=1 + n % 5) for n in range(READERS)]
    stream, grouped = Stream(), dict[StoryId, list[Article]]()
    month = sorted(_month(), key=lambda article: article.published)
    start = month[0].published.replace(hour=8, minute=0)
    for day in range(1, DAYS + 1):
        now = start + timedelta(days=day)
        while month and month[0].published <= now:
            article = month.pop(0)
            grouped.setdefault(StoryId(stream.put(article)), []).append(article)
        recent = [
            Story(id_, tuple(told)) for id_, told in grouped.items() if now - told[-1].published < timedelta(days=2)
        ]
        edition = Edition(recent, (), now=now)
        for desk in desks:
            desk.receive(edition.compose(desk.reader, desk.shown, minutes=desk.minutes))
    lines, again = sum(desk.lines for desk in desks), sum(desk.again for desk in desks)
    return f"{DAYS} days, {READERS} readers, {lines:,} sentences sent: repeats {again / lines:.3f}"


def _month() -> Iterator[Article]:
    """Yield our reports spread over a month by story, each with its reprint a day later."""
    number = 0
    for item in viewed(labelled(), "texts"):
        begins = timedelta(days=item.story * 7919 % DAYS)
        lines = tuple(part.strip() + "." for part in item.article.text.split(". ") if part.strip())[:3]
        for paper, later in ((item.article.source, 0), (f"{item.article.source} Evening", 23)):
            number += 1
            yield replace(
                item.article,
                id=ArticleId(number),
                source=paper,
                url=f"https://example.org/{number}",
                published=item.article.published + begins + timedelta(hours=later),
                reading=Reading(item.article.reading.language, lines, sentences=lines),
            )


# -- limits --------------------------------------------------------------------------------------------------------


def limits() -> str:
    """Return how many messages of generated digests are over a limit of Telegram's."""
    source = random.Random(2)
    messages = over = 0
    for _ in range(GENERATED // len(_MINUTES)):
        stories = [
            Story(StoryId(n), tuple(_odd(source, n * 9 + k) for k in range(source.randint(1, 2))))
            for n in range(1, source.randint(2, 25))
        ]
        edition, composer = Edition(stories, (), now=_NOW), TelegramComposer()
        for minutes in _MINUTES:
            briefing = edition.compose(Reader(), {}, minutes=minutes)
            for page in composer.digest(briefing, Subscriber(ChatId(1)), now=_NOW, issue=minutes):
                shown = read_message(page)
                messages += 1
                over += units(shown.text) > UNITS or len(shown.entities) > ENTITIES
    return f"{GENERATED:,} generated digests: {messages:,} messages, {over} over a limit"


_MINUTES = (1, 2, 3, 4, 5, 7, 10, 15, 20, 30)
_LENGTHS = (3, 8, 20, 40, 90, 200)
_ODD = ("<b>", "&amp;", "😀😀", "“said”", "1,000", "слово", "x" * 40, "Minister", "\n", "\u200b", "deadline")


def _odd(source: random.Random, number: int) -> Article:
    lines = tuple(" ".join(source.choices(_ODD, k=source.choice(_LENGTHS))) for _ in range(source.randint(0, 4)))
    return Article(
        id=ArticleId(number),
        title=" ".join(source.choices(_ODD, k=source.choice((1, 8, 60)))),
        text="\n".join(lines),
        published=_NOW - timedelta(minutes=source.randint(1, 2_800)),
        known_at=_NOW,
        source=source.choice(("Paper & Sons", "<i>News</i>", "😀" * 40)),
        url=f'https://example.org/{"a" * source.choice((1, 500))}?q={number}&x="1"',
        zone="UTC",
        reading=Reading("en", lines, sentences=lines),
        story=StoryId(number),
    )
