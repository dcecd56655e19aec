"""The tables of the first version."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("deadline", sa.BigInteger(), nullable=False),
        sa.Column("rung", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("snoozed", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("marked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("key", name="alerts_pk"),
    )
    op.create_index("alerts_chat", "alerts", ["chat", "deadline"])
    op.create_index("alerts_due", "alerts", ["state", "due", "key"])
    op.create_table(
        "chats",
        sa.Column("chat", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("zone_chosen", sa.Boolean(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("quiet_start", sa.Text(), nullable=True),
        sa.Column("quiet_end", sa.Text(), nullable=True),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("chat", name="chats_pk"),
    )
    op.create_table(
        "digest_times",
        sa.Column("chat", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("next_due", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "at", name="digest_times_pk"),
    )
    op.create_index("digest_times_due", "digest_times", ["state", "next_due", "chat"])
    op.create_table(
        "feeds",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("modified", sa.Text(), nullable=False),
        sa.Column("next_due", sa.BigInteger(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("house", sa.Boolean(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("first_read", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="feeds_pk"),
        sa.UniqueConstraint("url", name="feeds_url_uq"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "follows",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="follows_pk"),
        sa.UniqueConstraint("chat", "kind", "target", name="follows_chat_uq"),
        sqlite_autoincrement=True,
    )
    op.create_index("follows_kind", "follows", ["kind", "target"])
    op.create_table(
        "holds",
        sa.Column("chat", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat", name="holds_pk"),
    )
    op.create_table(
        "journal",
        sa.Column("update_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("chat", sa.BigInteger(), nullable=True),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("forgotten", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="journal_pk"),
    )
    op.create_index("journal_chat", "journal", ["chat"])
    op.create_index("journal_unread", "journal", ["done", "update_id"])
    op.create_table(
        "outbox",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("thread", sa.BigInteger(), nullable=True),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("shows", sa.Text(), nullable=True),
        sa.Column("edits", sa.Text(), nullable=True),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("leased_until", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("unknowns", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="outbox_pk"),
        sa.UniqueConstraint("key", name="outbox_key_uq"),
        sqlite_autoincrement=True,
    )
    op.create_index("outbox_chat", "outbox", ["chat", "state", "priority", "due", "id"])
    op.create_index("outbox_due", "outbox", ["state", "priority", "due", "id"])
    _create_few("outbox_edits", ["edits"])
    _create_few("outbox_leased", ["leased_until"])
    _create_few("outbox_leased_chat", ["chat", "leased_until"])
    _create_few("outbox_shows", ["chat", "shows"])
    op.create_table(
        "questions",
        sa.Column("chat", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("awaits", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "awaits", name="questions_pk"),
    )
    op.create_table(
        "shown",
        sa.Column("chat", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("story", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("sentences", sa.Text(), nullable=False),
        sa.Column("articles", sa.Text(), nullable=False),
        sa.Column("dues", sa.Text(), nullable=False),
        sa.Column("shown_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "story", name="shown_pk"),
    )
    op.create_table(
        "stories",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("joined", SERIAL, sa.ForeignKey("stories.id", name="stories_joined_fk"), nullable=True),
        sa.PrimaryKeyConstraint("id", name="stories_pk"),
        sqlite_autoincrement=True,
    )
    op.create_index("stories_joined", "stories", ["joined"])
    op.create_table(
        "articles",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("story", SERIAL, sa.ForeignKey("stories.id", name="articles_story_fk"), nullable=False),
        sa.Column("audience", sa.BigInteger(), nullable=True),
        sa.Column("feed", sa.BigInteger(), nullable=True),
        sa.Column("guid", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("published", sa.BigInteger(), nullable=False),
        sa.Column("published_offset", sa.Integer(), nullable=False),
        sa.Column("known_at", sa.BigInteger(), nullable=False),
        sa.Column("reading", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="articles_pk"),
        sqlite_autoincrement=True,
    )
    op.create_index("articles_address", "articles", ["address"])
    op.create_index("articles_audience", "articles", ["audience"])
    op.create_index("articles_guid", "articles", ["feed", "guid"])
    op.create_index("articles_published", "articles", ["published"])
    op.create_index("articles_story", "articles", ["story"])
    op.create_index("articles_words", "articles", ["words"])
    op.create_table(
        "reports",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("article", SERIAL, sa.ForeignKey("articles.id", name="reports_article_fk"), nullable=False),
        sa.Column("audience", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("published", sa.BigInteger(), nullable=False),
        sa.Column("published_offset", sa.Integer(), nullable=False),
        sa.Column("known_at", sa.BigInteger(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="reports_pk"),
        sqlite_autoincrement=True,
    )
    op.create_index("reports_article", "reports", ["article"])
    op.create_index("reports_audience", "reports", ["audience", "published"])
    op.create_table(
        "verdicts",
        sa.Column("chat", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("report", SERIAL, sa.ForeignKey("reports.id", name="verdicts_report_fk"), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "kind", "report", name="verdicts_pk"),
    )
    op.create_index("verdicts_report", "verdicts", ["report"])


def _create_few(name: str, columns: list[str]) -> None:
    """Index the rows of the outbox that have a value in the last column."""
    filled = sa.text(f"{columns[-1]} IS NOT NULL")
    op.create_index(name, "outbox", columns, sqlite_where=filled, postgresql_where=filled)


def downgrade() -> None:
    op.drop_table("verdicts")
    op.drop_table("reports")
    op.drop_table("articles")
    op.drop_table("stories")
    op.drop_table("shown")
    op.drop_table("questions")
    op.drop_table("outbox")
    op.drop_table("journal")
    op.drop_table("holds")
    op.drop_table("follows")
    op.drop_table("feeds")
    op.drop_table("digest_times")
    op.drop_table("chats")
    op.drop_table("alerts")
