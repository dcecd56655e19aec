"""The newsdesk that each test begins with: empty, on 14 July 2025."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.adapters.sql.stores import open_stores
from tests.core.newsdesk.desk import Desk


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    stores = await open_stores(str(tmp_path / "desk.sqlite3"))
    yield Desk(stores)
    await stores.close()
