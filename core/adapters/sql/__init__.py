"""The stores on SQLAlchemy Core: tables, stores, outbox, migrations."""
