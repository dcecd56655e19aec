"""Articles: a text as it came in, as it is kept, and what was read in it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.model.deadline import Finding
from core.model.ids import ArticleId, ChatId, FeedId, StoryId


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way in: from a feed, a page, a paste or a file. Plain text, never markup.

    `published` keeps the outlet's own offset (its date is the outlet's local day); None where nobody knows it.
    `audience` is the only chat that may see it, None for what is public.
    """

    text: str
    title: str = ""
    published: datetime | None = None
    source: str = ""
    url: str = ""
    zone: str = "UTC"
    language: str | None = None
    guid: str = ""
    audience: ChatId | None = None
    feed: FeedId | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, verbatim, with the speaker as the text names them."""

    text: str
    speaker: str


class FactKind(StrEnum):
    """What a key fact is."""

    FIGURE = "figure"
    DATE = "date"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure, date or place of an article as it stands there, with its sentence."""

    kind: FactKind
    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in an article: the whole of the heavy work, done once, in a worker.

    `summary` and `sentences` are sentences of the article, verbatim up to white space. `reason` says why `findings`
    is empty where that is not for want of deadlines, e.g. "language not supported: fr". `outcomes` tell what became of
    deadlines that it does not date, and name dates that may be those of deadlines told elsewhere.
    """

    language: str
    summary: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    findings: tuple[Finding, ...] = ()
    reason: str | None = None
    sentences: tuple[str, ...] = ()
    outcomes: tuple[Finding, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A published text as it is kept. `published` keeps the outlet's offset; `known_at` is UTC."""

    id: ArticleId
    title: str
    text: str
    published: datetime
    known_at: datetime
    source: str
    url: str
    zone: str
    reading: Reading
    story: StoryId
    audience: ChatId | None = None
    feed: FeedId | None = None
