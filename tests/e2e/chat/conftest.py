"""One playground for all these tests; each begins in a fresh story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.playground.people import COLLEAGUE
from tests.e2e.chat.playing import Chat, running


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a playground runs that may read pages of this machine."""
    home: Path = tmp_path_factory.mktemp("playground")
    with running(home, environment={"DATELINE_ALLOW_NETWORKS": "127.0.0.0/8"}) as found:
        yield found


@pytest.fixture
def chat(address: str) -> Iterator[Chat]:
    """The reader's chat at the story's start: 20 July 2025, with the report of 14 July read."""
    chat = Chat(address)
    chat.anew("story")
    yield chat
    chat.close()


@pytest.fixture
def colleague(chat: Chat) -> Iterator[Chat]:
    """The other person's chat in the same story."""
    other = Chat(chat.address, COLLEAGUE)
    yield other
    other.close()
