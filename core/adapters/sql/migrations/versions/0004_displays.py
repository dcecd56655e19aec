"""What stands somewhere and is kept up to date: boards and inline cards; and the topic that a chat's messages go to."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("chats", sa.Column("thread", sa.BigInteger(), nullable=True))
    op.create_table(
        "boards",
        sa.Column("chat", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("thread", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("chat", name="boards_pk"),
    )
    op.create_table(
        "inline_cards",
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("deadline", sa.BigInteger(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("message", name="inline_cards_pk"),
    )
    op.create_index("inline_cards_chat", "inline_cards", ["chat"])


def downgrade() -> None:
    op.drop_index("inline_cards_chat", "inline_cards")
    op.drop_table("inline_cards")
    op.drop_table("boards")
    op.drop_column("chats", "thread")
