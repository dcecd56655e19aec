"""A newsdesk to test with: a real SQLite file, a clock that is stepped, work done in place, and a wire of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from bot.stepping import Stepper
from bot.views.composer import TelegramComposer
from bot.views.plain import plain_text
from core.adapters.clock import SteppedClock
from core.adapters.wire.calendars import read_calendar
from core.adapters.wire.opml import read_opml, write_opml
from core.adapters.workers import InlineWorkers
from core.errors import FeedUnavailableError, PageUnavailableError
from core.model.appointment import Diary
from core.model.article import Article, Draft, Reading
from core.model.deadline import Deadline, Due, Evidence, Finding, Kind, Status, Terms
from core.model.delivery import Delivery, Sent
from core.model.feed import Feed, FeedReading
from core.model.ids import ChatId
from core.newsdesk import firing, tracking
from core.newsdesk.grouping import group
from core.newsdesk.reading import Read, keep
from core.newsdesk.room import Newsroom
from core.ports import Stores

READER, OTHER = ChatId(1), ChatId(2)
START = datetime(2025, 7, 14, 17, 0, tzinfo=UTC)
TERMS = Terms("Deal on Ukraine", "Donald Trump", "Russia", "agree to a deal with Ukraine", "secondary tariffs")


@dataclass
class Papers:
    """A wire whose feeds and pages are what a test puts into it; what is not there cannot be reached."""

    feeds: dict[str, FeedReading | Exception] = field(default_factory=dict)
    pages: dict[str, Draft] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def read_feed(self, feed: Feed) -> FeedReading:
        self.asked.append(feed.url)
        given = self.feeds.get(feed.url, FeedUnavailableError(feed.url))
        if isinstance(given, Exception):
            raise given
        return given

    async def read_page(self, url: str) -> Draft:
        self.asked.append(url)
        if url not in self.pages:
            raise PageUnavailableError(url)
        return self.pages[url]

    async def read_file(self, name: str, data: bytes) -> Draft:
        return Draft(text=data.decode(), title=name)

    async def read_calendar(self, name: str, data: bytes, *, zone: str) -> Diary:
        return read_calendar(name, data, zone=zone)

    async def read_feed_list(self, name: str, data: bytes) -> list[tuple[str, str]]:
        return read_opml(data)

    def write_feed_list(self, feeds: Iterable[tuple[str, str]]) -> bytes:
        return write_opml(feeds)


@dataclass(frozen=True, slots=True)
class Message:
    """What a chat was sent, and when."""

    chat: ChatId
    text: str
    at: datetime
    delivery: Delivery


class Desk:
    """The newsdesk, with short ways to let it read, step, and see what it sends."""

    def __init__(self, stores: Stores) -> None:
        self.clock, self.wire = SteppedClock(START), Papers()
        self.room = Newsroom(stores, self.clock, InlineWorkers(), self.wire, TelegramComposer())
        self.begin = stores.begin
        self.messages: list[Message] = []
        self._stepper = Stepper(self.room, self.clock, [], drain=self.drain)

    @property
    def now(self) -> datetime:
        return self.clock.now()

    async def until(self, moment: datetime) -> list[Message]:
        """Step to a moment, visiting all that falls due; return what was sent on the way."""
        seen = len(self.messages)
        await self._stepper.step_to(moment)
        return self.messages[seen:]

    async def drain(self) -> None:
        """Send all that is due."""
        while True:
            async with self.begin() as tx:
                due = await tx.outbox.claim_due(
                    now=self.now, elapsed=self.clock.elapsed(), lease=timedelta(minutes=1), limit=50
                )
                for delivery in due:
                    text = plain_text(delivery.payload["text"])
                    self.messages.append(Message(delivery.chat, text, self.now, delivery))
                    await tx.outbox.settle({delivery.key: Sent(len(self.messages))}, elapsed=self.clock.elapsed())
            if not due:
                return

    async def fire(self) -> int:
        """Put what has fallen due into the outbox; return how much."""
        return sum([fired async for fired in firing.fire_due(self.room)])

    async def sent(self) -> list[str]:
        """Let all that is due now be fired and sent; return the new texts."""
        seen = len(self.messages)
        await self.fire()
        await self.drain()
        return [message.text for message in self.messages[seen:]]

    async def keep(self, *items: Read, announce: bool = True) -> list[Article]:
        async with self.begin() as tx:
            kept = await keep(tx, items, now=self.now, announce=announce)
        await self.fire()
        await group(self.room, kept)
        return kept

    async def ledger(self, chat: ChatId = READER) -> tuple[Deadline, ...]:
        async with self.begin() as tx:
            return await tracking.ledger(tx, chat, now=self.now)

    async def only(self, chat: ChatId = READER) -> Deadline:
        """Return the one deadline that a chat sees."""
        (deadline,) = await self.ledger(chat)
        return deadline


def told(
    due: Due | date | None,
    *,
    published: datetime | None = None,
    kind: Kind = Kind.SET,
    status: Status = Status.OPEN,
    source: str = "Example Wire",
    audience: ChatId | None = None,
    terms: Terms = TERMS,
    words: Sequence[str] = (),
) -> Read:
    """Return an article as read that reports one deadline (none where `due` is None), published at START by default."""
    when = published or START
    text = f"{source} reports {when:%d %B %H:%M} that {terms.setter} told {terms.addressee} to {terms.action} ({due})."
    given = Due.on(due, "America/New_York") if isinstance(due, date) else due
    finding = Finding(given, kind, status, terms, Evidence(text, 0, len(text)), words=str(due))
    lines = (text, *words) if due else tuple(words)
    draft = Draft(
        text=" ".join(lines), title=" ".join(lines[0].split()[:7]), published=when, source=source,
        url="" if audience else f"https://example.org/{source}/{when:%m%d%H%M}".replace(" ", "-"), audience=audience,
    )  # fmt: skip
    return Read(draft, Reading("en", lines, findings=(finding,) if due else (), sentences=lines))


def at(day: int, hour: int = 0, minute: int = 0, *, month: int = 7) -> datetime:
    """Return a moment of 2025, UTC; July by default."""
    return datetime(2025, month, day, hour, minute, tzinfo=UTC)
