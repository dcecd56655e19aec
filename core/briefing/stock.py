"""The stock: the stories and deadlines of one moment, and what each reader's feeds and filters leave."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from core.briefing.filters import hides, hides_deadline, says_any
from core.briefing.ranking import ALIKE
from core.briefing.shelf import Shelf, Tale, deadlines_of
from core.briefing.topics import is_about
from core.model.article import Article
from core.model.deadline import Deadline
from core.model.ids import ArticleId, FeedId, StoryId
from core.model.interest import Reader, Rule, RuleKind, Topic
from core.model.story import Story

_Rule = tuple[RuleKind, str, FeedId | None]
_Key = tuple[frozenset[FeedId], tuple[_Rule, ...]]


class Stock:
    """What there is to tell to anybody; what was found out once of a rule or a topic is kept."""

    def __init__(
        self,
        stories: Iterable[Story],
        deadlines: Sequence[Deadline],
        *,
        now: datetime,
        house: Collection[FeedId] | None,
    ) -> None:
        self.now, self.deadlines = now, tuple(deadlines)
        self._stories = [public for story in stories if (public := _public(story))]
        self._articles = [article for story in self._stories for article in story.articles]
        self._private = _of_feeds(self._articles, house)
        self._by_article = _reported(deadlines)
        self._tales: dict[tuple[object, ...], Tale] = {}
        self._whole = {story.id: self._tale(story, ()) for story in self._stories}
        self._shelves: dict[_Key, Shelf] = {}
        self._hidden: dict[_Rule, tuple[frozenset[ArticleId], frozenset[int]]] = {}
        self._about: dict[Topic, frozenset[ArticleId]] = {}
        self._alike: dict[int, tuple[tuple[int, float], ...]] = {}

    def shelf(self, reader: Reader) -> Shelf:
        """Return what a reader may see; readers of the same feeds with the same rules share it."""
        own = reader.feeds & self._private.keys()
        rules = tuple(sorted({(rule.kind, rule.target, rule.feed) for rule in reader.rules}, key=str))
        key = (frozenset(own), rules)
        if key not in self._shelves:
            self._shelves[key] = self._stocked(own, reader.rules)
        return self._shelves[key]

    def _stocked(self, own: Collection[FeedId], rules: Sequence[Rule]) -> Shelf:
        hidden: set[ArticleId] = set()
        for feed, articles in self._private.items():
            hidden.update(articles if feed not in own else ())
        gone: set[int] = set()
        for rule in rules:
            articles_, deadlines = self._hidden_by(rule)
            hidden |= articles_
            gone |= deadlines
        hidden |= _not_included(self._articles, rules)
        deadlines_ = [deadline for deadline in self.deadlines if int(deadline.id) not in gone]
        muted = self._muted_stories(rules)
        seen = [_without(story, hidden) for story in self._stories if story.id not in muted]
        left = [story for story in seen if story is not None]
        whole = {id(story) for story in self._stories} if not gone else set()
        tales = [self._whole[s.id] if id(s) in whole else self._tale(s, gone) for s in left]
        return Shelf(tales, deadlines_, [rule.target for rule in rules if rule.kind is RuleKind.WORD])

    def _hidden_by(self, rule: Rule) -> tuple[frozenset[ArticleId], frozenset[int]]:
        key = (rule.kind, rule.target, rule.feed)
        if key not in self._hidden:
            articles = frozenset(article.id for article in self._articles if hides(rule, article))
            deadlines = frozenset(int(d.id) for d in self.deadlines if hides_deadline(rule, d))
            self._hidden[key] = articles, deadlines
        return self._hidden[key]

    def _muted_stories(self, rules: Iterable[Rule]) -> set[StoryId]:
        """Return the stories muted as such, by the id of one of their articles, or for their topic."""
        muted: set[StoryId] = set()
        for rule in rules:
            if rule.kind is RuleKind.STORY:
                muted |= {s.id for s in self._stories if any(str(int(a.id)) == rule.target for a in s.articles)}
            elif rule.kind is RuleKind.TOPIC:
                muted |= {
                    s.id for s in self._stories if self._whole[s.id].house_topic.casefold() == rule.target.casefold()
                }
        return muted

    def _tale(self, story: Story, gone: Collection[int]) -> Tale:
        """Return a story as told by its articles and without the deadlines that are `gone`."""
        told = tuple(d for d in deadlines_of(story, self._by_article) if int(d.id) not in gone)
        key = (story.id, tuple(article.id for article in story.articles), tuple(d.id for d in told))
        if key not in self._tales:
            self._tales[key] = Tale(story, told, len(self._tales), now=self.now)
        return self._tales[key]

    def alike(self, shelf: Shelf, place: int) -> tuple[tuple[int, float], ...]:
        """Return the places on a shelf of the tales that say much the same as one, each with its likeness (0..1)."""
        if place not in shelf.alike:
            numbers, like = shelf.numbers, self._like(shelf.tales[place])
            shelf.alike[place] = tuple((numbers[n], much) for n, much in like if n in numbers)
        return shelf.alike[place]

    def _like(self, tale: Tale) -> tuple[tuple[int, float], ...]:
        if tale.number not in self._alike:
            found = ((other.number, _likeness(tale, other)) for other in self._whole.values() if other is not tale)
            self._alike[tale.number] = tuple(pair for pair in found if pair[1] >= ALIKE)
        return self._alike[tale.number]

    def places(self, shelf: Shelf, topic: Topic) -> tuple[int, ...]:
        """Return the places of the tales on a shelf that a topic is about."""
        if topic not in self._about:
            self._about[topic] = frozenset(article.id for article in self._articles if is_about(article, topic))
        return shelf.about(topic, self._about[topic])


def _likeness(one: Tale, other: Tale) -> float:
    return len(one.words & other.words) / (min(len(one.words), len(other.words)) or 1)


def _public(story: Story) -> Story | None:
    """Return a story without what people sent, None where nothing else is in it."""
    public = tuple(article for article in story.articles if article.audience is None)
    return Story(story.id, public) if public else None


def _without(story: Story, hidden: Collection[ArticleId]) -> Story | None:
    """Return a story without some articles, None where none is left."""
    if not any(article.id in hidden for article in story.articles):
        return story
    left = tuple(article for article in story.articles if article.id not in hidden)
    return Story(story.id, left) if left else None


def _of_feeds(articles: Iterable[Article], house: Collection[FeedId] | None) -> dict[FeedId, set[ArticleId]]:
    """Return the articles of each feed that not everybody reads."""
    found: dict[FeedId, set[ArticleId]] = {}
    for article in articles:
        if house is not None and article.feed is not None and article.feed not in house:
            found.setdefault(article.feed, set()).add(article.id)
    return found


def _reported(deadlines: Iterable[Deadline]) -> dict[ArticleId, list[Deadline]]:
    """Return the deadlines that each article reports."""
    found: dict[ArticleId, list[Deadline]] = {}
    for deadline in deadlines:
        for article in dict.fromkeys(report.article for report in deadline.reports):
            found.setdefault(article, []).append(deadline)
    return found


def _not_included(articles: Iterable[Article], rules: Iterable[Rule]) -> set[ArticleId]:
    """Return the articles of feeds of which only some words are wanted, and that say none of these."""
    wanted: dict[FeedId | None, list[str]] = {}
    for rule in rules:
        if rule.kind is RuleKind.INCLUDE:
            wanted.setdefault(rule.feed, []).append(rule.target)
    return {a.id for a in articles if a.feed in wanted and not says_any(a, wanted[a.feed])} if wanted else set()
