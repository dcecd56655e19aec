"""When each chat has its whole allowance again, for senders that share a store."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "allowances",
        sa.Column("chat", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("full", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat", name="allowances_pk"),
    )


def downgrade() -> None:
    op.drop_table("allowances")
