"""The tables, as this version of the program knows them; the migrations lead there.

Moments are microseconds (UTC). Ids are never used twice, not even after rows were forgotten, since buttons, keys and
caches remember them.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    literal_column,
)

from core.adapters.sql.columns import SERIAL, Json, Moment, WallTime, Words
from core.model.article import Reading
from core.model.deadline import Finding
from core.model.ids import ArticleId, FeedId, ReportId
from core.model.interest import Reason
from core.model.subscriber import Rung

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "fk": "%(table_name)s_%(column_0_name)s_fk",
        "uq": "%(table_name)s_%(column_0_name)s_uq",
    }
)

PAYLOAD = Json(TypeAdapter(Mapping[str, Any]))
SENTENCES = Json(TypeAdapter(frozenset[str]))
ARTICLES = Json(TypeAdapter(frozenset[ArticleId]))
DUES = Json(TypeAdapter(tuple[tuple[int, str], ...]))
RUNGS = Json(TypeAdapter(frozenset[Rung]))
REASONS = Json(TypeAdapter(tuple[Reason, ...]))
PAGES = Json(TypeAdapter(tuple[Mapping[str, Any], ...]))
PHRASES = Json(TypeAdapter(tuple[str, ...]))
FEEDS = Json(TypeAdapter(tuple[FeedId, ...]))
READING = Json(TypeAdapter(Reading))
FINDING = Json(TypeAdapter(Finding))
REPORTS = Json(TypeAdapter(frozenset[ReportId]))


def _few(name: str, column: str, *, first: str | None = None) -> Index:
    """Return an index on a column that few rows have a value in; the others cost it nothing."""
    filled = literal_column(column).is_not(None)
    return Index(name, *([first] if first else []), column, sqlite_where=filled, postgresql_where=filled)


stories = Table(
    "stories",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("joined", ForeignKey("stories.id")),  # the story that this old id is an alias of
    Index("stories_joined", "joined"),
    sqlite_autoincrement=True,
)

articles = Table(
    "articles",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("story", ForeignKey("stories.id"), nullable=False),
    Column("audience", BigInteger),
    Column("feed", BigInteger),
    Column("guid", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("address", Words),  # the normalised url, NULL where it names no single article
    Column("words", Text),  # the digest of title and text, NULL where they are too little to go by
    Column("source", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("zone", Words, nullable=False),
    Column("published", Moment, nullable=False),
    Column("published_offset", Integer, nullable=False),
    Column("known_at", Moment, nullable=False),
    Column("reading", READING, nullable=False),
    Index("articles_story", "story"),
    Index("articles_audience", "audience"),
    Index("articles_guid", "feed", "guid"),
    Index("articles_address", "address"),
    Index("articles_words", "words"),
    Index("articles_published", "published"),
    sqlite_autoincrement=True,
)

reports = Table(
    "reports",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("article", ForeignKey("articles.id"), nullable=False),
    Column("audience", BigInteger),
    Column("source", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("headline", Words, nullable=False),
    Column("published", Moment, nullable=False),
    Column("published_offset", Integer, nullable=False),
    Column("known_at", Moment, nullable=False),
    Column("finding", FINDING, nullable=False),
    Index("reports_article", "article"),
    Index("reports_audience", "audience", "published"),
    sqlite_autoincrement=True,
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("made_at", Moment, nullable=False),
    Index("verdicts_report", "report"),
)

notices = Table(
    "notices",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("reports", REPORTS, nullable=False),
    Column("at", Moment, nullable=False),
    Column("announced", Boolean, nullable=False),
    Column("reached", BigInteger, nullable=False),  # the first follow of the chat that was told last
    sqlite_autoincrement=True,
)

chats = Table(
    "chats",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("zone", Words, nullable=False),
    Column("zone_chosen", Boolean, nullable=False),
    Column("language", Words, nullable=False),
    Column("quiet_start", WallTime),
    Column("quiet_end", WallTime),
    Column("stopped", Boolean, nullable=False),
    Column("since", Moment),
    Column("thread", BigInteger),  # the topic that unasked messages go to
    Column("dark", Boolean, nullable=False, server_default=false()),  # how its pictures are drawn
    Column("language_chosen", Boolean, nullable=False, server_default=false()),
    Column("rungs", RUNGS),  # the steps of the ladder that it wants, all where there is none
)

PLANNED, PAUSED, SENT = "planned", "paused", "sent"
"""The states of what is planned for a chat: to come, resting while the chat is stopped, handed to the outbox."""

digest_times = Table(
    "digest_times",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("at", WallTime, primary_key=True),
    Column("days", Integer, nullable=False),  # bit 0 is Monday
    Column("minutes", Integer, nullable=False),
    Column("next_due", Moment),
    Column("state", Text, nullable=False),  # planned, or paused while the chat is stopped
    Column("review", Boolean, nullable=False, server_default=false()),
    Index("digest_times_due", "state", "next_due", "chat"),
)

follows = Table(
    "follows",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("target", Words, nullable=False),
    UniqueConstraint("chat", "kind", "target"),
    Index("follows_kind", "kind", "target"),
    sqlite_autoincrement=True,
)

alerts = Table(
    "alerts",
    metadata,
    Column("key", Words, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("deadline", BigInteger, nullable=False),
    Column("rung", Text, nullable=False),
    Column("target", Words, nullable=False),
    Column("due", Moment, nullable=False),
    Column("snoozed", Boolean, nullable=False),
    Column("state", Text, nullable=False),  # planned, paused while the chat is stopped, or sent
    Column("marked_at", Moment),
    Index("alerts_due", "state", "due", "key"),
    Index("alerts_chat", "chat", "deadline"),
)

shown = Table(
    "shown",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("story", BigInteger, primary_key=True, autoincrement=False),
    Column("sentences", SENTENCES, nullable=False),
    Column("articles", ARTICLES, nullable=False),
    Column("dues", DUES, nullable=False),
    Column("shown_at", Moment, nullable=False),
    Column("reasons", REASONS, nullable=False, server_default="[]"),
)

topics = Table(
    "topics",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Words, primary_key=True),
    Column("words", PHRASES, nullable=False),
    Column("feeds", FEEDS, nullable=False),
)

rules = Table(
    "rules",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("target", Words, nullable=False),
    Column("feed", BigInteger, nullable=False),  # 0 where it is not about one feed
    UniqueConstraint("chat", "kind", "target", "feed"),
    sqlite_autoincrement=True,
)

taps = Table(
    "taps",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("about", Words, primary_key=True),
    Column("times", Integer, nullable=False),
)

issues = Table(
    "issues",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("pages", PAGES, nullable=False),
    Index("issues_chat", "chat", "kind", "id"),
    Index("issues_made_at", "made_at"),
    sqlite_autoincrement=True,
)

boards = Table(
    "boards",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("key", Words, nullable=False),
    Column("facts", Text, nullable=False),
    Column("thread", BigInteger),
    Column("message_id", BigInteger),
)

inline_cards = Table(
    "inline_cards",
    metadata,
    Column("message", Words, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("deadline", BigInteger, nullable=False),
    Column("link", Words, nullable=False),
    Column("facts", Text, nullable=False),
    Column("language", Words, nullable=False, server_default="en"),
    Index("inline_cards_chat", "chat"),
)

calendars = Table(
    "calendars",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("secret", Words, nullable=False),
    Column("mark", Text, nullable=False),  # the digest of the secret, by which it is looked up
    UniqueConstraint("mark"),
)

questions = Table(
    "questions",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("awaits", Words, primary_key=True),
    Column("about", Words, nullable=False),
    Column("asked_at", Moment, nullable=False),
)

feeds = Table(
    "feeds",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("url", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("etag", Words, nullable=False),
    Column("modified", Words, nullable=False),
    Column("next_due", Moment),
    Column("failures", Integer, nullable=False),
    Column("house", Boolean, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("first_read", Moment),
    UniqueConstraint("url"),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("key", Words, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("thread", BigInteger),
    Column("method", Text, nullable=False),
    Column("payload", PAYLOAD, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("due", Moment, nullable=False),
    Column("shows", Words),
    Column("edits", Words),
    Column("waits", Boolean, nullable=False),  # an edit whose message is not sent yet
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),  # that have ended; one under way stands in its lease
    Column("unknowns", Integer, nullable=False),
    Column("message_id", BigInteger),
    Column("reason", Words),
    Column("settled_at", Moment),
    UniqueConstraint("key"),
    Index("outbox_due", "state", "priority", "due", "id"),
    Index("outbox_chat", "chat", "state", "priority", "due", "id"),
    _few("outbox_edits", "edits"),
    _few("outbox_shows", "shows", first="chat"),
    sqlite_autoincrement=True,
)

leases = Table(
    "leases",
    metadata,
    Column("id", SERIAL, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, nullable=False),
    Column("until", Moment, nullable=False),  # elapsed time
)
"""The deliveries under way, by their ids in the outbox: few, and none that is settled."""

EVERYBODY = 0
"""The chat under which a hold on all chats stands; Telegram gives this id to nobody."""

holds = Table(
    "holds",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("until", Moment, nullable=False),
)

allowances = Table(
    "allowances",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("full", Moment, nullable=False),  # elapsed time at which the chat has its whole allowance again
)
"""What senders that share a store know of each chat's own pace."""

budget = Table(
    "budget",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("next", Moment, nullable=False),  # elapsed time at which the next send may begin
)
"""One row, which all senders share: whoever claims takes the next turns in the same transaction."""

journal = Table(
    "journal",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger),
    Column("raw", PAYLOAD, nullable=False),
    Column("kept_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("forgotten", Boolean, nullable=False),  # to be emptied as soon as it is done
    Column("note", Words, nullable=False),
    Index("journal_unread", "done", "update_id"),
    Index("journal_chat", "chat"),
)
