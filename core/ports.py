"""The protocols between what decides and what is real: clock, wire, workers, stores and the composer.

Stores hand out a unit of work: `async with stores.begin() as tx` commits everything done through `tx` when the block
ends without an error, and nothing otherwise. No store function commits by itself, and each returns values.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, time, timedelta
from typing import Any, Protocol, TypeVar

from core.model.appointment import Diary
from core.model.article import Article, Draft, Reading
from core.model.briefing import Briefing, Shown
from core.model.deadline import Deadline, Entry, Finding, Report
from core.model.delivery import Delivery, JournalledUpdate, Outcome
from core.model.display import Board, InlineCard
from core.model.feed import Feed, FeedReading, Question
from core.model.ids import ArticleId, ChatId, FeedId, ReportId, StoryId
from core.model.interest import Rule, Topic
from core.model.issue import Issue
from core.model.notice import Notice
from core.model.office import Census, Troubles
from core.model.search import Query
from core.model.subscriber import Alert, DigestTime, Follow, FollowKind, Subscriber

T = TypeVar("T")


class Clock(Protocol):
    """Two times: the story's, which can be stepped, and the machine's own, for leases, pacing and back-off."""

    def now(self) -> datetime:
        """Return the moment by which things fall due (aware, UTC)."""

    def elapsed(self) -> datetime:
        """Return the machine's own time (aware, UTC), never stepped by a person."""


class Wire(Protocol):
    """Where articles come from. Everything fetched passes the guard."""

    async def read_feed(self, feed: Feed) -> FeedReading:
        """Fetch and parse a feed. Raises FeedUnavailableError, ForbiddenAddressError, NotAFeedError."""

    async def read_page(self, url: str) -> Draft:
        """Fetch a page and return its article. Raises PageUnavailableError, ForbiddenAddressError."""

    async def read_file(self, name: str, data: bytes) -> Draft:
        """Return the article in a file that a person sent.

        Raises UnreadableFileError, UnsupportedFormatError, EmptyArticleError.
        """

    async def read_calendar(self, name: str, data: bytes, *, zone: str) -> Diary:
        """Return the dates in an .ics file; times without a zone are those of `zone`. Raises UnreadableFileError."""

    async def read_feed_list(self, name: str, data: bytes) -> list[tuple[str, str]]:
        """Return the feeds of an OPML file, as (address, title). Raises UnreadableFileError."""

    def write_feed_list(self, feeds: Iterable[tuple[str, str]]) -> bytes:
        """Return feeds, given likewise, as an OPML file."""


class Workers(Protocol):
    """Processes for heavy or hostile work, each call with a limit of its own."""

    async def run(self, work: Callable[..., T], *args: Any, limit: timedelta = timedelta(seconds=20)) -> T:
        """Return `work(*args)` run elsewhere; `work` and `args` can be pickled, errors come back as raised.

        Raises WorkerTimeoutError after `limit`, WorkerCrashedError when the process died.
        """


class Articles(Protocol):
    """The articles and the stories that they belong to."""

    async def find(self, draft: Draft) -> Article | None:
        """Return the article this draft already is for its audience, by address, guid or equal text."""

    async def add(self, draft: Draft, reading: Reading, *, published: datetime, known_at: datetime) -> Article:
        """Keep a new article in a story of its own; `published` keeps its offset."""

    async def fill(self, article: ArticleId, text: str, reading: Reading) -> Article:
        """Give an article its whole text and what was read in it, and return it; all else of it stays as it is."""

    async def get(self, article: ArticleId, *, chat: ChatId | None) -> Article | None:
        """Return one that `chat` may see."""

    async def since(self, moment: datetime, *, chat: ChatId | None, until: datetime | None = None) -> list[Article]:
        """Return what was published from `moment` on (until `until`, included) that `chat` may see, earliest first."""

    async def sent_by(self, chat: ChatId, *, limit: int = 500) -> list[Article]:
        """Return what a chat sent itself, the latest first."""

    async def search(self, query: Query, *, limit: int) -> list[Article]:
        """Return the public articles that fit, the best first; the newest first where no words are given."""

    async def join(self, articles: Sequence[ArticleId], story: StoryId) -> None:
        """Put articles into one story; the ids of the stories they leave stay as aliases of it."""

    async def part(self, articles: Sequence[ArticleId]) -> None:
        """Put articles into a new story of their own; the one they leave keeps its id and its other articles."""

    async def story(self, story: StoryId, *, chat: ChatId | None) -> list[Article]:
        """Return the articles of a story, earliest first, by its id or any of its old ones; empty when unknown."""


class Ledger(Protocol):
    """The reports, appended and never rewritten."""

    async def append(self, article: Article, findings: Sequence[Finding]) -> list[Report]:
        """Add a report for each finding of an article and return them with their ids, in order."""

    async def reports(self, *, chat: ChatId | None, published_by: datetime | None = None) -> list[Report]:
        """Return all reports `chat` may see (None: public ones only), by (published, id)."""

    async def audiences(self) -> list[ChatId]:
        """Return the chats that have reports of their own or verdicts."""

    async def reject(self, chat: ChatId, report: ReportId, *, now: datetime) -> None:
        """Note that this chat says "not a deadline" of what the report tells; twice is once."""

    async def restore(self, chat: ChatId, report: ReportId) -> None:
        """Take such a verdict back."""

    async def rejected(self, chat: ChatId) -> frozenset[int]:
        """Return the report ids this chat rejected."""

    async def choose_anchor(self, chat: ChatId, report: ReportId, *, now: datetime) -> None:
        """Note that this chat counts the report's deadline by the report's own date."""

    async def drop_anchor(self, chat: ChatId, report: ReportId) -> None:
        """Take such a choice back."""

    async def chosen_anchors(self, chat: ChatId) -> frozenset[int]:
        """Return the report ids whose date this chat counts by."""

    async def give_notice(self, told: Iterable[ReportId], *, now: datetime, announced: bool) -> Notice:
        """Note that followers are to be told of what these reports changed."""

    async def notices(self) -> list[Notice]:
        """Return the notices of which some are still to be told, the oldest first, before them one that was begun."""

    async def reach(self, notice: Notice, follow: int) -> None:
        """Note that followers were told up to the one whose first follow has this id."""

    async def end_notice(self, notice: Notice) -> None:
        """Drop a notice of which all were told."""


class Subscribers(Protocol):
    """The chats, their settings, follows, digest times and plans."""

    async def get(self, chat: ChatId) -> Subscriber | None:
        """Return a chat's settings."""

    async def several(self, chats: Collection[ChatId]) -> Mapping[ChatId, Subscriber]:
        """Return the settings of those of these chats that have any."""

    async def save(self, subscriber: Subscriber) -> None:
        """Insert or replace a chat's settings."""

    async def digest_times(self, chat: ChatId) -> list[DigestTime]:
        """Return a chat's daily briefings by time of day."""

    async def set_digest_times(self, chat: ChatId, times: Sequence[DigestTime]) -> None:
        """Replace a chat's daily briefings."""

    async def due_digests(self, *, now: datetime, limit: int) -> list[DigestTime]:
        """Return briefings whose `next_due` has come, earliest first, of chats that are not stopped."""

    async def is_crowded(self, *, after: datetime, until: datetime, crowd: int) -> bool:
        """Whether at least `crowd` briefings fall due after a moment and until another."""

    async def reschedule(self, times: Sequence[DigestTime]) -> None:
        """Write the next moments of daily briefings that are there."""

    async def follow(self, follow: Follow) -> bool:
        """Add a follow; False when it was there already."""

    async def unfollow(self, follow: Follow) -> bool:
        """Remove a follow; False when it was not there."""

    async def refollow(self, deadline_ids: Iterable[int], to: int | None) -> None:
        """Let who follows a deadline by one of these ids follow it by another; by none, where there is none."""

    async def follows(self, chat: ChatId) -> list[Follow]:
        """Return what a chat follows, in the order in which it began."""

    async def follows_of(self, chats: Collection[ChatId]) -> Mapping[ChatId, Sequence[Follow]]:
        """Return the same of each of these chats that follows anything."""

    async def followers(self, kinds: Iterable[FollowKind]) -> list[Follow]:
        """Return every follow of these kinds, of chats that are not stopped."""

    async def next_followers(
        self, kinds: Iterable[FollowKind], *, after: int, limit: int, own: bool = False
    ) -> Mapping[ChatId, int]:
        """Return, with the id of its first follow of these kinds, each chat whose first one has an id past `after`.

        They come by these ids; stopped chats are passed over, and where `own` is asked for those that have reports or
        verdicts of their own alone come.
        """

    async def plan(self, chat: ChatId, deadline_ids: Iterable[int], alerts: Sequence[Alert]) -> None:
        """Replace the unsent alerts of a chat for a deadline (known by any of its ids); sent ones stay sent."""

    async def plan_all(self, deadline_ids: Iterable[int], alerts: Mapping[ChatId, Sequence[Alert]]) -> None:
        """Do the same for several chats."""

    async def first_hours(self, chats: Collection[ChatId]) -> Mapping[ChatId, time]:
        """Return the time of the first briefing of the day of each of these chats that has any."""

    async def due_alerts(self, *, now: datetime, limit: int) -> list[Alert]:
        """Return unsent alerts whose time has come, earliest first, of chats that are not stopped."""

    async def mark_alerted(self, keys: Sequence[str], *, now: datetime) -> None:
        """Note alerts as handed to the outbox; a key once marked is never planned again."""

    async def snooze(self, alert: Alert) -> None:
        """Plan one extra alert without touching the others."""

    async def shown(self, chat: ChatId) -> dict[StoryId, Shown]:
        """Return what a chat was sent of each story; keys are present story ids."""

    async def memories(self, chats: Collection[ChatId]) -> Mapping[ChatId, Mapping[StoryId, Shown]]:
        """Return the same of each of these chats that was sent anything."""

    async def remember(self, chat: ChatId, shown: Sequence[Shown], *, now: datetime) -> None:
        """Add to that memory (sentences and articles add up, dates replace the old ones)."""

    async def remember_all(self, shown: Mapping[ChatId, Sequence[Shown]], *, now: datetime) -> None:
        """Add to the memories of several chats; what nothing was added to for a long time goes."""

    async def unremember(self, chat: ChatId, *, after: datetime) -> int:
        """Drop the memories of a chat that something was added to after a moment; return how many."""

    async def next_due(self) -> datetime | None:
        """Return the earliest moment (UTC) at which an alert or a digest falls due, None when nothing is planned."""

    async def ask(self, question: Question) -> None:
        """Note what was asked of a chat; a new question of the same kind replaces the old one."""

    async def asked(self, chat: ChatId) -> list[Question]:
        """Return the open questions of a chat, the last one first."""

    async def waiting(self, awaits: str) -> list[Question]:
        """Return the open questions of this kind, oldest first."""

    async def answered(self, chat: ChatId, awaits: str | None = None) -> bool:
        """Close the open questions of this kind, of every kind where none is given; False when there were none."""

    async def move(self, chat: ChatId, to: ChatId) -> int:
        """Put all that is kept of a chat under the id that it has now, alone; return how many rows moved."""

    async def forget(self, chat: ChatId) -> int:
        """Remove every row of a chat, also in articles, ledger, journal and outbox, alone; return how many went."""


class Interests(Protocol):
    """What the chats are after: topics, filters, and what they opened."""

    async def topics(self, chats: Iterable[ChatId]) -> Mapping[ChatId, tuple[Topic, ...]]:
        """Return the topics that each of these chats follows, by name."""

    async def save_topic(self, chat: ChatId, topic: Topic) -> None:
        """Insert or replace a topic, by its name as written."""

    async def drop_topic(self, chat: ChatId, name: str) -> bool:
        """Remove a topic; False when it was not there."""

    async def rules(self, chats: Iterable[ChatId]) -> Mapping[ChatId, tuple[Rule, ...]]:
        """Return the filters of each of these chats, in the order in which they were made."""

    async def add_rule(self, rule: Rule) -> bool:
        """Add a filter; False when it was there already."""

    async def drop_rule(self, rule: Rule) -> bool:
        """Remove a filter; False when it was not there."""

    async def taps(self, chats: Iterable[ChatId]) -> Mapping[ChatId, tuple[tuple[str, int], ...]]:
        """Return what each of these chats opened how often, by what it is about."""

    async def tap(self, chat: ChatId, abouts: Iterable[str]) -> None:
        """Count that a chat opened something about each of these."""

    async def untap(self, chat: ChatId, about: str) -> None:
        """Forget that a chat opened anything about this."""


class Issues(Protocol):
    """The pages of what was sent, so that they can be turned; ids rise with time."""

    async def open(self, chats: Sequence[ChatId], kind: str, *, now: datetime) -> list[int]:
        """Return the ids of new issues, one for each of these chats (each named once); they have no pages yet."""

    async def fill(self, pages: Mapping[int, Sequence[Mapping[str, Any]]]) -> None:
        """Keep the pages of issues, by their ids."""

    async def get(self, chat: ChatId, issue: int) -> Issue | None:
        """Return an issue of a chat."""

    async def last(self, chats: Iterable[ChatId], kind: str) -> Mapping[ChatId, int]:
        """Return the last issue of this kind of each of these chats that has any."""

    async def earlier(self, chat: ChatId, kind: str, *, than: int | None = None) -> int | None:
        """Return the last issue of this kind, the last one before `than` where that is given."""

    async def later(self, chat: ChatId, kind: str, *, than: int) -> int | None:
        """Return the first issue of this kind after `than`."""

    async def expire(self, *, before: datetime) -> int:
        """Remove the issues made before then; return how many."""


class Feeds(Protocol):
    """The followed feeds."""

    async def add(self, url: str, *, title: str = "", house: bool = False) -> Feed:
        """Add a feed, or return the one with this address."""

    async def get(self, feed: FeedId) -> Feed | None:
        """Return a feed."""

    async def all(self) -> list[Feed]:
        """Return every feed by id."""

    async def due(self, *, now: datetime, limit: int) -> list[Feed]:
        """Return unpaused feeds whose next reading has come, longest waiting first."""

    async def save(self, feed: Feed) -> None:
        """Write a feed back."""

    async def next_due(self) -> datetime | None:
        """Return when the next feed is to be read (UTC)."""

    async def by_state(self) -> dict[str, int]:
        """Return how many feeds are well, failing and paused."""


class Outbox(Protocol):
    """The messages on their way out. Leases are told by the machine's own time, due times by the story's."""

    async def put(self, deliveries: Sequence[Delivery]) -> int:
        """Add deliveries; one whose key is there already is left as it is. Return how many were new."""

    async def claim_due(self, *, now: datetime, elapsed: datetime, lease: timedelta, limit: int) -> list[Delivery]:
        """Lease the due deliveries, by priority and age, counting the attempt; chats under a hold are passed over.

        A later message of a chat waits while an earlier one of it is leased or held; one never settled is due again
        after `lease`.
        """

    async def next_turn(self, *, elapsed: datetime) -> datetime:
        """Return when the next turn of the budget is; `elapsed` where it has come already."""

    async def take_turns(self, count: int, *, elapsed: datetime, space: timedelta) -> list[datetime]:
        """Take the next `count` turns of the budget that all senders share: when each send may begin, `space` apart."""

    async def allowances(self, chats: Iterable[ChatId]) -> Mapping[ChatId, datetime]:
        """Return when each of these chats has its whole allowance again, as far as that is known."""

    async def allow(self, full: Mapping[ChatId, datetime]) -> None:
        """Note when these chats will have their whole allowances again; all senders of the store know it then."""

    async def settle(self, outcomes: Mapping[str, Outcome], *, elapsed: datetime) -> None:
        """Write what became of deliveries, by key.

        Postponed holds the chat (or all); Unknown is tried once more, then dead; Moved takes a unit of work alone.
        """

    async def find(self, key: str) -> Delivery | None:
        """Return a delivery."""

    async def known(self, keys: Iterable[str]) -> set[str]:
        """Return those of these keys under which there is a delivery."""

    async def showing(self, chat: ChatId, shows: str) -> Delivery | None:
        """Return the last sent message of a chat that shows this."""

    async def shown_in(self, chat: ChatId, message: int) -> Delivery | None:
        """Return what was last sent as, or edited into, this message of a chat."""

    async def last_due(self, chats: Iterable[ChatId], shows: str) -> Mapping[ChatId, datetime]:
        """Return when the last sent message that shows this was due, of each of these chats that has one."""

    async def release_leases(self) -> int:
        """At the start of the only sender: give back what a dead process had leased. Return how many."""

    async def pending(self, *, now: datetime) -> int:
        """Return how many due deliveries are not settled."""

    async def depth(self) -> dict[str, int]:
        """Return how many deliveries wait, due or not, by the name of their priority."""

    async def next_due(self) -> datetime | None:
        """Return the earliest due time (UTC) among pending deliveries, None when there are none."""

    async def expire(self, *, before: datetime) -> int:
        """Remove the settled deliveries that were due before then; return how many."""

    async def expire_files(self, *, before: datetime) -> int:
        """Remove those of them that carry files; return how many."""

    async def take_back(self, chat: ChatId, *, now: datetime) -> int:
        """Remove a chat's briefings that were composed ahead and are not due yet; return how many."""

    async def stop_chat(self, chat: ChatId) -> int:
        """Drop a chat's pending alerts and digests (replies stay); return how many."""


class Journal(Protocol):
    """The raw updates, kept before they count as read."""

    async def keep(self, updates: Sequence[JournalledUpdate], *, now: datetime) -> int:
        """Keep updates whose id is new; return how many were."""

    async def unread(self, *, limit: int) -> list[JournalledUpdate]:
        """Return updates not yet done, by id."""

    async def left_of(self, update_ids: Sequence[int]) -> set[int]:
        """Return those of these updates that are not done."""

    async def done(self, update_id: int, *, note: str = "") -> None:
        """Mark an update as done (`note` says why, where it was skipped)."""

    async def failed(self, update_id: int, *, note: str) -> int:
        """Count a failure of an update and return how many there were."""

    async def expire(self, *, before: datetime) -> int:
        """Empty the raw words of done updates kept before then; their ids stay."""


class Displays(Protocol):
    """What stands somewhere and is edited when its facts change."""

    async def boards(self) -> list[Board]:
        """Return the boards of the chats that are not stopped."""

    async def board(self, chat: ChatId) -> Board | None:
        """Return a chat's board."""

    async def save_board(self, board: Board) -> None:
        """Insert or replace a chat's board."""

    async def drop_board(self, chat: ChatId) -> bool:
        """Remove a chat's board; False when there was none."""

    async def cards(self) -> list[InlineCard]:
        """Return the cards that can be edited."""

    async def save_card(self, card: InlineCard) -> None:
        """Insert or replace a card."""

    async def drop_card(self, message: str) -> bool:
        """Remove a card; False when there was none."""


class Calendars(Protocol):
    """The private addresses of calendars; `mark` is the digest of a secret."""

    async def secret(self, chat: ChatId) -> str | None:
        """Return the secret in a chat's address, None where it has none yet."""

    async def save(self, chat: ChatId, secret: str, mark: str) -> None:
        """Give a chat its address, in place of the one that it had."""

    async def owner(self, mark: str) -> ChatId | None:
        """Return whose address has this mark."""


class Office(Protocol):
    """What only the owner asks for."""

    async def census(self) -> Census:
        """Return the counts; those of messages and feeds are asked for elsewhere."""

    async def troubles(self, *, since: datetime) -> Troubles:
        """Return what went wrong since then, on the machine's own time."""

    async def everybody(self) -> list[ChatId]:
        """Return the chats that are not stopped."""

    async def take_down(self, url: str) -> list[ChatId | None]:
        """Remove the articles at an address with their reports and verdicts; return the audience of each."""


class Transaction(Protocol):
    """One unit of work over all stores."""

    articles: Articles
    ledger: Ledger
    subscribers: Subscribers
    feeds: Feeds
    interests: Interests
    issues: Issues
    outbox: Outbox
    journal: Journal
    office: Office
    displays: Displays
    calendars: Calendars


class Locks(Protocol):
    """What the processes that share a store agree by."""

    async def acquire(self, name: str) -> bool:
        """Take a lock until it is given back or this process ends; False where another process has it."""

    async def release(self, name: str) -> None:
        """Give a lock back."""

    async def ring(self, topic: str) -> None:
        """Tell every process that hears."""

    async def hear(self, heard: Callable[[str], None]) -> None:
        """Call `heard` with each topic that is rung, for ever."""


class Stores(Protocol):
    """Hands out units of work."""

    @property
    def locks(self) -> Locks:
        """What the processes that share this store agree by."""

    def begin(self, *, alone: bool = False) -> AbstractAsyncContextManager[Transaction]:
        """Open a unit of work: committed when the block ends well, rolled back when it raises.

        Whoever forgets or moves a chat is `alone`: no other one is open meanwhile, which may have read of the chat and
        would write for it later; a RuntimeError tells who is not.
        """

    async def is_due(self, *, now: datetime, soon: datetime, crowd: int) -> bool:
        """Whether an alert, a briefing or a notice is due, or `crowd` briefings will by `soon`; no unit of work."""

    async def expire_copies(self, *, now: datetime) -> int:
        """Drop the copies made before migrations that are past their days; return how many."""

    async def close(self) -> None:
        """Let go of the database."""


class Composer(Protocol):
    """Puts what the newsdesk decided into messages, each in the language of its reader.

    Each mapping is a payload of `sendMessage`.
    """

    def digest(
        self, briefing: Briefing, subscriber: Subscriber, *, now: datetime, issue: int
    ) -> Sequence[Mapping[str, Any]]:
        """Return a daily briefing as the pages of one message, which the pages of `issue` are turned to."""

    def turned(
        self, page: Mapping[str, Any], subscriber: Subscriber, *, earlier: int | None, later: int | None
    ) -> Mapping[str, Any]:
        """Return a page with the ways to the issues before and after its own."""

    def alerts(
        self, alerts: Sequence[tuple[Alert, Deadline]], subscriber: Subscriber, *, now: datetime
    ) -> Sequence[Mapping[str, Any]]:
        """Return the messages for alerts due together (one message for a day's rungs)."""

    def change(
        self, before: Deadline | None, after: Deadline, entry: Entry, subscriber: Subscriber, *, now: datetime
    ) -> Sequence[Mapping[str, Any]]:
        """Return the message that a deadline moved, is contradicted, met, withdrawn or newly set."""

    def board(self, deadlines: Sequence[Deadline], subscriber: Subscriber, *, now: datetime) -> Mapping[str, Any]:
        """Return the board of a chat, which holds nothing that changes by itself."""

    def shared(self, deadline: Deadline, *, language: str, link: str, now: datetime) -> Mapping[str, Any]:
        """Return a deadline as a card in any chat, likewise; `link` is where *Alert me* leads."""

    def feed_paused(self, feed: Feed, cause: str, subscriber: Subscriber) -> Sequence[Mapping[str, Any]]:
        """Return the message that a feed of the chat's own is not read any more, and how it is woken."""


__all__ = [
    "Articles",
    "Calendars",
    "Clock",
    "Composer",
    "Displays",
    "Feeds",
    "Interests",
    "Issues",
    "Journal",
    "Ledger",
    "Locks",
    "Office",
    "Outbox",
    "Stores",
    "Subscribers",
    "Transaction",
    "Wire",
    "Workers",
]
