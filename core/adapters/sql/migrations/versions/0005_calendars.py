"""The private addresses of calendars, and whether a chat's pictures are dark."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("chats", sa.Column("dark", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "calendars",
        sa.Column("chat", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chat", name="calendars_pk"),
        sa.UniqueConstraint("mark", name="calendars_mark_uq"),
    )


def downgrade() -> None:
    op.drop_table("calendars")
    op.drop_column("chats", "dark")
