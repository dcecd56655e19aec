"""The budget that all senders share; leased messages are found by one index."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "budget",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("next", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="budget_pk"),
    )
    op.drop_index("outbox_leased_chat", "outbox")


def downgrade() -> None:
    leased = sa.text("leased_until IS NOT NULL")
    op.create_index(
        "outbox_leased_chat", "outbox", ["chat", "leased_until"], sqlite_where=leased, postgresql_where=leased
    )
    op.drop_table("budget")
