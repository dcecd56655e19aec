"""A chat with something in every table, and what the tests of several files share."""

from datetime import UTC, datetime, time, timedelta

from core.model.article import Article, Draft, Reading
from core.model.briefing import Shown
from core.model.deadline import Due, Evidence, Finding, Kind, Status, Terms
from core.model.delivery import Delivery, JournalledUpdate, Postponed
from core.model.display import Board, InlineCard
from core.model.feed import Question
from core.model.ids import ArticleId, ChatId, FeedId
from core.model.interest import Rule, RuleKind, Topic
from core.model.subscriber import Alert, DigestTime, Follow, FollowKind, Quiet, Rung, Subscriber
from core.ports import Transaction

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ANNA, BORIS = ChatId(1), ChatId(2)
READING = Reading("en", summary=("The ministry must answer by 20 March.",), sentences=("One.", "Two."))
FINDING = Finding(
    due=Due.on(NOW.date() + 19 * DAY, "Europe/Kyiv"),
    kind=Kind.SET,
    status=Status.OPEN,
    terms=Terms("Answer of the ministry", "court", "ministry", "answer"),
    evidence=Evidence("The ministry must answer by 20 March.", 0, 37),
    words="by 20 March",
)


async def add(tx: Transaction, draft: Draft, *, published: datetime = NOW) -> Article:
    return await tx.articles.add(draft, READING, published=published, known_at=NOW)


async def live(tx: Transaction, chat: ChatId, words: str) -> None:
    """Let a chat use all there is; `words` stand wherever words can stand."""
    await tx.subscribers.save(Subscriber(chat, "Europe/Kyiv", quiet=Quiet(time(22), time(7)), since=NOW, thread=7))
    await tx.subscribers.set_digest_times(chat, [DigestTime(chat, time(8), next_due=NOW)])
    article = await add(tx, Draft(words, words, audience=chat))
    other = await add(tx, Draft(f"{words} again", words, audience=chat))
    await tx.articles.join([other.id], article.story)
    (report,) = await tx.ledger.append(article, [FINDING])
    await tx.ledger.reject(chat, report.id, now=NOW)
    await tx.ledger.give_notice([report.id], now=NOW, announced=True)
    feed = await tx.feeds.add(f"https://example.org/{words}")
    await tx.subscribers.follow(Follow(chat, FollowKind.FEED, str(int(feed.id))))
    await tx.subscribers.follow(Follow(chat, FollowKind.WORD, words))
    await tx.subscribers.plan(chat, [1], [Alert(chat, 1, Rung.ZERO, words, NOW)])
    shown = Shown(article.story, frozenset({words}), frozenset({ArticleId(1)}), ((1, "2026-03-20"),))
    await tx.subscribers.remember(chat, [shown], now=NOW)
    await tx.subscribers.ask(Question(chat, "zone", words, NOW))
    await tx.interests.save_topic(chat, Topic(words, (words,), (FeedId(1),)))
    await tx.interests.add_rule(Rule(chat, RuleKind.WORD, words))
    await tx.interests.tap(chat, [f"source:{words}"])
    await tx.displays.save_board(Board(chat, f"board:{int(chat)}:1", "facts", thread=7, message_id=9))
    await tx.calendars.save(chat, words, f"mark {int(chat)}")
    await tx.displays.save_card(InlineCard(f"{int(chat)}{words}", chat, 12, words, "facts"))
    (issue,) = await tx.issues.open([chat], "digest", now=NOW)
    await tx.issues.fill({issue: [{"text": words}]})
    await tx.outbox.put([Delivery(words, chat, {"text": words}, NOW, shows=words)])
    await tx.outbox.settle({words: Postponed(HOUR)}, elapsed=NOW)
    await tx.outbox.claim_due(now=NOW, elapsed=NOW + HOUR, lease=HOUR, limit=1)
    await tx.outbox.allow({chat: NOW})
    await tx.outbox.take_turns(1, elapsed=NOW, space=HOUR)
    await tx.journal.keep([JournalledUpdate(int(chat), chat, {"text": words})], now=NOW)
    await tx.journal.done(int(chat))
