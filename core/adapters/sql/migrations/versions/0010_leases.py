"""Leases: the deliveries under way stand in a table of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_LEASED = sa.text("leased_until IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "leases",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False, autoincrement=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="leases_pk"),
    )
    op.execute("INSERT INTO leases SELECT id, chat, leased_until FROM outbox WHERE leased_until IS NOT NULL")
    op.execute("UPDATE outbox SET attempts = attempts - 1 WHERE leased_until IS NOT NULL")
    op.drop_index("outbox_leased", "outbox")
    op.drop_column("outbox", "leased_until")


def downgrade() -> None:
    op.add_column("outbox", sa.Column("leased_until", sa.BigInteger()))
    until = "(SELECT until FROM leases WHERE leases.id = outbox.id)"
    op.execute(
        f"UPDATE outbox SET leased_until = {until}, attempts = attempts + 1 WHERE id IN (SELECT id FROM leases)"  # noqa: S608 -- no value from outside
    )
    op.create_index("outbox_leased", "outbox", ["leased_until"], sqlite_where=_LEASED, postgresql_where=_LEASED)
    op.drop_table("leases")
