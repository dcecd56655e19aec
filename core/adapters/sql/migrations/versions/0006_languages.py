"""Languages: whether a chat chose its own, and that of each card sent from inline mode."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("chats", sa.Column("language_chosen", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("inline_cards", sa.Column("language", sa.Text(), nullable=False, server_default="en"))


def downgrade() -> None:
    op.drop_column("inline_cards", "language")
    op.drop_column("chats", "language_chosen")
