"""Ladders: the steps on which a chat is told of a deadline, all where there are none."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("chats", sa.Column("rungs", sa.Text()))


def downgrade() -> None:
    op.drop_column("chats", "rungs")
