"""Topics, filters, taps, issues kept for paging, and the index in which articles are searched."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_SQLITE = (
    "CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='articles', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2')",
    "INSERT INTO article_words (rowid, title, text) SELECT id, title, text FROM articles WHERE audience IS NULL",
    "CREATE TRIGGER article_words_in AFTER INSERT ON articles WHEN new.audience IS NULL BEGIN "
    "INSERT INTO article_words (rowid, title, text) VALUES (new.id, new.title, new.text); END",
    "CREATE TRIGGER article_words_out AFTER DELETE ON articles WHEN old.audience IS NULL BEGIN "
    "INSERT INTO article_words (article_words, rowid, title, text) "
    "VALUES ('delete', old.id, old.title, old.text); END",
)
_POSTGRESQL = (
    "CREATE INDEX article_words ON articles USING gin (to_tsvector('simple', title || ' ' || text)) "
    "WHERE audience IS NULL"
)


def upgrade() -> None:
    _add_tables()
    op.add_column("shown", sa.Column("reasons", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("digest_times", sa.Column("review", sa.Boolean(), nullable=False, server_default=sa.false()))
    for statement in _SQLITE if op.get_context().dialect.name == "sqlite" else (_POSTGRESQL,):
        op.execute(statement)


def _add_tables() -> None:
    op.create_table(
        "topics",
        sa.Column("chat", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("feeds", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "name", name="topics_pk"),
    )
    op.create_table(
        "rules",
        sa.Column("id", _serial(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("feed", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="rules_pk"),
        sa.UniqueConstraint("chat", "kind", "target", "feed", name="rules_chat_uq"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "taps",
        sa.Column("chat", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "about", name="taps_pk"),
    )
    op.create_table(
        "issues",
        sa.Column("id", _serial(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("pages", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="issues_pk"),
        sqlite_autoincrement=True,
    )
    op.create_index("issues_chat", "issues", ["chat", "kind", "id"])
    op.create_index("issues_made_at", "issues", ["made_at"])


def _serial() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TRIGGER article_words_in")
        op.execute("DROP TRIGGER article_words_out")
        op.execute("DROP TABLE article_words")
    else:
        op.drop_index("article_words", "articles")
    for column, table in (("review", "digest_times"), ("reasons", "shown")):
        op.drop_column(table, column)
    for table in ("issues", "taps", "rules", "topics"):
        op.drop_table(table)
