"""What Alembic runs: the migrations, on the connection that is handed in, in its transaction."""

from alembic import context

from core.adapters.sql.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
