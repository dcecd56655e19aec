"""Belongings: what is gathered of a chat comes in again as it was, and whatever else is sent as one is refused."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.adapters.sql.stores import open_stores
from core.errors import UnreadableFileError
from core.model.belongings import Belongings, Habits, Hour, OwnText
from core.model.deadline import Anchor, Due, Length, Origin
from core.model.ids import ChatId
from core.model.interest import RuleKind, Topic
from core.model.subscriber import FollowKind, Quiet, Rung
from core.newsdesk import belongings, interests, subscribing, tracking
from core.newsdesk.parcels import pack, unpack
from core.ports import Transaction
from tests.core.newsdesk.desk import START, Desk, told

WORDS = some.sampled_from(["grain deal", "мито", "Zölle", "¿Mañana?", 'a "word", quoted', "<b>"])
ZONES = some.sampled_from(["Europe/Kyiv", "America/New_York", "Pacific/Auckland"])
TIMES = some.times(max_value=time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0))
HABITS = some.builds(
    Habits,
    zone=ZONES,
    zone_chosen=some.booleans(),
    language=some.sampled_from(["en", "uk", "de"]),
    language_chosen=some.booleans(),
    quiet=some.none() | some.builds(Quiet, TIMES, TIMES),
    dark=some.booleans(),
    rungs=some.none() | some.frozensets(some.sampled_from(Rung), min_size=1),
)
HOURS = some.lists(
    some.builds(Hour, TIMES, some.frozensets(some.integers(0, 6), min_size=1), some.integers(1, 30), some.booleans()),
    max_size=3,
    unique_by=lambda hour: hour.at,
)
LIVES = some.fixed_dictionaries(
    {
        "words": some.lists(WORDS, unique=True),
        "feeds": some.lists(some.sampled_from(["https://a.example/rss", "https://b.example/rss"]), unique=True),
        "topics": some.lists(WORDS, max_size=3, unique_by=str.casefold),
        "mutes": some.lists(WORDS, max_size=3, unique=True),
        "taps": some.integers(0, 3),
        "verdict": some.sampled_from(["none", "follow", "reject", "count"]),
        "texts": some.lists(some.integers(1, 200), max_size=3, unique=True),
    }
)
PUBLIC = (told(date(2025, 9, 2)), told(date(2025, 9, 7), published=START + timedelta(hours=2), source="Example Herald"))


async def live(desk: Desk, tx: Transaction, chat: ChatId, life: dict[str, Any]) -> None:
    """Let a chat do what a life says."""
    for word in life["words"]:
        await subscribing.follow(tx, chat, FollowKind.WORD, word, now=desk.now)
    feeds = [(await subscribing.add_feed(tx, chat, url, "A feed", now=desk.now))[0] for url in life["feeds"]]
    for name in life["topics"]:
        await tx.interests.save_topic(chat, Topic(name, (name,), tuple(feed.id for feed in feeds)))
    for word in life["mutes"]:
        await tx.interests.add_rule((await interests.mute(tx, chat, RuleKind.WORD, word))[0])
    for feed in feeds:
        await interests.mute(tx, chat, RuleKind.EXCLUDE, "x", feed=feed.id)
    for _ in range(life["taps"]):
        await tx.interests.tap(chat, ["source:Example Wire"])
    (public,) = await tracking.ledger(tx, None, now=desk.now)
    match life["verdict"]:
        case "follow":
            await subscribing.follow_deadline(tx, chat, int(public.id), now=desk.now)
        case "reject":
            await tracking.reject(tx, chat, int(public.id), now=desk.now)
        case "count":
            await tracking.count_from(tx, chat, int(public.id), int(public.reports[-1].id), now=desk.now)


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def desk(loop: asyncio.Runner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A store with one disputed deadline, which all these chats see."""
    path: Path = tmp_path_factory.mktemp("belongings") / "store.sqlite3"
    stores = loop.run(open_stores(str(path)))
    desk = Desk(stores)
    loop.run(desk.keep(*PUBLIC))
    yield desk
    loop.run(stores.close())


CHATS = count(100)


@given(HABITS, HOURS, LIVES)
@settings(max_examples=10, deadline=None)
def test_all_of_a_chat_comes_back_after_it_was_forgotten(
    loop: asyncio.Runner, desk: Desk, habits: Habits, hours: list[Hour], life: dict[str, Any]
) -> None:
    chat = ChatId(next(CHATS))

    async def there_and_back() -> tuple[Belongings, Belongings, Belongings]:
        own = [told(date(2025, 10, 1), published=START + timedelta(days=n), audience=chat) for n in life["texts"]]
        await desk.keep(*own)
        async with desk.begin(alone=True) as tx:
            await live(desk, tx, chat, life)
            first = Belongings(desk.now, habits=habits, hours=tuple(sorted(hours, key=lambda hour: hour.at)))
            await belongings.take_in(tx, chat, first, now=desk.now)
            before = await belongings.gather(tx, chat, now=desk.now)
            await subscribing.forget(tx, chat)
        packed = unpack("dateline.json", pack(before))
        async with desk.begin() as tx:
            empty = await belongings.gather(tx, chat, now=desk.now)
            assert empty == Belongings(desk.now)
            await belongings.take_in(tx, chat, packed, now=desk.now)
            after = await belongings.gather(tx, chat, now=desk.now)
            await belongings.take_in(tx, chat, packed, now=desk.now)
            return before, after, await belongings.gather(tx, chat, now=desk.now)

    before, after, twice = loop.run(there_and_back())
    assert (before.habits, before.hours) == (habits, after.hours)
    assert after == before
    assert twice == before


SOUND = Belongings(START, habits=Habits("Europe/Kyiv"), hours=(Hour(time(8)),))
TEXT = told(date(2025, 10, 1), audience=ChatId(1))
OWN = OwnText(TEXT.draft.title, TEXT.draft.text, START, "pasted", "", "UTC", TEXT.reading)


def otherwise(**changes: Any) -> OwnText:
    finding = replace(OWN.reading.findings[0], **changes)
    return replace(OWN, reading=replace(OWN.reading, findings=(finding,)))


@pytest.mark.parametrize(
    "parcel",
    [
        replace(SOUND, version=2),
        replace(SOUND, habits=Habits("Europe/Nowhere")),
        replace(SOUND, habits=Habits("../../etc/passwd")),
        replace(SOUND, hours=(Hour(time(8), frozenset({9})),)),
        replace(SOUND, hours=tuple(Hour(time(n)) for n in range(20))),
        replace(SOUND, made_at=START.replace(tzinfo=None)),
        replace(SOUND, texts=(replace(OWN, text="x" * 60_000),)),
        replace(SOUND, texts=(replace(OWN, text="Another text."),)),
        replace(SOUND, texts=(otherwise(due=Due.on(date(1, 1, 1))),)),
        replace(SOUND, texts=(otherwise(due=Due.on(date(2025, 10, 1), "Nowhere")),)),
        replace(SOUND, texts=(otherwise(length=Length("ages", 1, 1e300)),)),
        replace(SOUND, texts=(otherwise(length=Length("less than nothing", -24, 24)),)),
        replace(SOUND, texts=(otherwise(anchor=Anchor("then", date(9999, 12, 31), Origin.EVENT)),)),
    ],
)
def test_a_parcel_that_this_program_would_not_have_packed_is_refused(parcel: Belongings) -> None:
    with pytest.raises(UnreadableFileError):
        unpack("dateline.json", pack(parcel))


@given(
    some.binary(max_size=200) | some.recursive(some.none() | some.text(), some.lists).map(lambda v: repr(v).encode())
)
def test_any_other_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        unpack("x.json", data)


def test_a_sound_parcel_is_read_as_it_was() -> None:
    whole = replace(SOUND, texts=(OWN,))
    assert unpack("dateline.json", pack(whole)) == whole
