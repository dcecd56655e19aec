import asyncio
import sqlite3
from dataclasses import replace
from datetime import datetime, time
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from sqlalchemy import event

from core.adapters.sql import database
from core.adapters.sql.stores import SqlStores, open_stores
from core.adapters.sql.subscribers import REMEMBERED
from core.adapters.sql.transfer import export_rows
from core.model.article import Draft
from core.model.briefing import Shown
from core.model.delivery import JournalledUpdate
from core.model.feed import Question
from core.model.ids import ChatId, FeedId, ReportId, StoryId
from core.model.notice import Notice
from core.model.search import Query
from core.model.subscriber import Alert, DigestTime, Follow, FollowKind, Quiet, Rung, Subscriber
from tests.core.adapters.sql.living import ANNA, BORIS, DAY, FINDING, HOUR, NOW, READING, add, live

CLARA = ChatId(3)

# Units of work


async def test_what_is_done_in_a_unit_of_work_that_raises_never_happened(stores: SqlStores) -> None:
    async def fail() -> None:
        async with stores.begin() as tx:
            await tx.subscribers.save(Subscriber(ANNA))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with stores.begin() as tx:
        assert await tx.subscribers.get(ANNA) is None


async def test_an_article_of_a_unit_that_was_rolled_back_is_not_remembered_under_its_id(stores: SqlStores) -> None:
    async def fail() -> None:
        async with stores.begin() as tx:
            await add(tx, Draft("Undone.", "First"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with stores.begin() as tx:
        kept = await add(tx, Draft("Kept.", "Second"))
        assert (await tx.articles.get(kept.id, chat=None)) == kept
        assert kept.title == "Second"


async def test_a_unit_of_work_inside_another_one_is_refused_at_once_on_sqlite(tmp_path: Path) -> None:
    stores = await open_stores(str(tmp_path / "store.sqlite3"))
    async with stores.begin():
        with pytest.raises(RuntimeError, match="open in this task already"):
            async with stores.begin():
                pass
    await stores.close()


async def test_units_of_work_side_by_side_lose_no_change(stores: SqlStores) -> None:
    async def count_one() -> None:
        async with stores.begin() as tx:
            await tx.journal.failed(1, note="counted")

    async with stores.begin() as tx:
        await tx.journal.keep([JournalledUpdate(1, ANNA)], now=NOW)
    await asyncio.gather(*(count_one() for _ in range(12)))
    async with stores.begin() as tx:
        assert (await tx.journal.unread(limit=1))[0].attempts == 12


async def test_a_unit_of_work_that_is_cancelled_leaves_nothing_and_holds_up_nobody(stores: SqlStores) -> None:
    begun = asyncio.Event()

    async def dawdle() -> None:
        async with stores.begin() as tx:
            await tx.subscribers.save(Subscriber(ANNA))
            begun.set()
            while True:
                await tx.subscribers.get(ANNA)

    task = asyncio.create_task(dawdle())
    await begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with stores.begin() as tx:
        assert await tx.subscribers.get(ANNA) is None
        await tx.subscribers.save(Subscriber(BORIS))
    async with stores.begin() as tx:
        assert await tx.subscribers.get(BORIS) is not None


# Articles and stories


async def test_an_article_comes_back_as_it_went_in_with_the_outlets_own_offset(stores: SqlStores) -> None:
    published = datetime.fromisoformat("2026-02-28T21:30:00-05:00")
    draft = Draft("Text \N{SNOWMAN}", "Title", source="Wire", url="https://example.org/a", zone="America/New_York")
    async with stores.begin() as tx:
        kept = await add(tx, draft, published=published)
    async with stores.begin() as tx:
        found = await tx.articles.get(kept.id, chat=None)
    assert found == kept
    assert kept.published.isoformat() == "2026-02-28T21:30:00-05:00"
    assert (kept.title, kept.text, kept.reading) == (draft.title, draft.text, READING)


@pytest.mark.parametrize(
    "again",
    [
        Draft("Other words.", "Other", url="HTTPS://example.org/a?utm_source=x#top"),
        Draft("Other words.", "Other", guid="g1", feed=FeedId(3)),
        Draft("The   text.", "Title"),
    ],
    ids=["address", "guid", "words"],
)
async def test_a_draft_is_known_again_by(stores: SqlStores, again: Draft) -> None:
    async with stores.begin() as tx:
        kept = await add(tx, Draft("The text.", "Title", url="https://example.org/a", guid="g1", feed=FeedId(3)))
        assert await tx.articles.find(again) == kept
        assert await tx.articles.find(Draft("New words.", "New", url="https://example.org/b")) is None


async def test_an_article_that_is_filled_is_found_by_its_new_words_and_known_by_its_old_ones(stores: SqlStores) -> None:
    brief = Draft("The port closes.", "Port", feed=FeedId(1))
    async with stores.begin() as tx:
        kept = await add(tx, brief)
        joined = await add(tx, Draft("The port will close.", "Harbour"))
        await tx.articles.join([kept.id], joined.story)
    more = replace(READING, summary=("Ferries wait.",))
    async with stores.begin() as tx:
        filled = await tx.articles.fill(kept.id, "The quay closes. Ferries wait.", more)
    assert filled == replace(kept, text="The quay closes. Ferries wait.", reading=more, story=joined.story)
    async with stores.begin() as tx:
        assert await tx.articles.find(brief) == filled
        found = [await tx.articles.search(Query((word,)), limit=5) for word in ("ferries", "closes", "port")]
    assert found == [[filled], [filled], [filled, joined]]


async def test_filling_that_is_rolled_back_never_happened(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        kept = await add(tx, Draft("The port closes.", "Port"))
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 -- the unit of work itself is to fail
        async with stores.begin() as tx:
            await tx.articles.fill(kept.id, "Ferries wait.", READING)
            raise ZeroDivisionError
    async with stores.begin() as tx:
        assert await tx.articles.get(kept.id, chat=None) == kept
        assert await tx.articles.search(Query(("ferries",)), limit=5) == []


async def test_what_a_chat_sent_is_seen_by_that_chat_alone(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        own = await add(tx, Draft("Mine.", audience=ANNA))
        public = await add(tx, Draft("Everybody's."))
        await tx.ledger.append(own, [FINDING])
        assert await tx.articles.get(own.id, chat=ANNA) == own
        assert await tx.articles.get(own.id, chat=BORIS) is None
        assert await tx.articles.since(NOW - DAY, chat=ANNA) == [own, public]
        assert await tx.articles.since(NOW - DAY, chat=None) == [public]
        assert len(await tx.ledger.reports(chat=ANNA)) == 1
        assert await tx.ledger.reports(chat=BORIS) == []
        assert await tx.ledger.audiences() == [ANNA]
        assert await tx.articles.find(Draft("Mine.", audience=BORIS)) is None


async def test_articles_come_by_publication_between_two_moments(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        late, early = [await add(tx, Draft(f"{n}."), published=NOW - n * HOUR) for n in (1, 2)]
        assert await tx.articles.since(NOW - 3 * HOUR, chat=None) == [early, late]
        assert await tx.articles.since(NOW - 3 * HOUR, chat=None, until=NOW - 2 * HOUR) == [early]


async def test_joined_stories_keep_their_old_ids_as_aliases(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        one, two, three = [await add(tx, Draft(f"{n}.")) for n in range(3)]
        await tx.articles.join([three.id], two.story)
        await tx.articles.join([two.id, three.id], one.story)
    async with stores.begin() as tx:
        for old in (one.story, two.story, three.story):
            found = await tx.articles.story(old, chat=None)
            assert [a.id for a in found] == [one.id, two.id, three.id]
            assert {a.story for a in found} == {one.story}
        assert await tx.articles.story(StoryId(999), chat=None) == []


async def test_a_story_that_is_parted_keeps_its_id_and_the_rest(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        one, two, three = [await add(tx, Draft(f"{n}.")) for n in range(3)]
        await tx.articles.join([two.id, three.id], one.story)
        await tx.articles.part([two.id, three.id])
    async with stores.begin() as tx:
        assert [a.id for a in await tx.articles.story(one.story, chat=None)] == [one.id]
        moved = await tx.articles.get(two.id, chat=None)
        assert moved is not None
        assert [a.id for a in await tx.articles.story(moved.story, chat=None)] == [two.id, three.id]
        assert moved.story not in {one.story, two.story, three.story}


# The ledger


async def test_reports_are_appended_and_come_by_publication(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        late = await add(tx, Draft("Late.", "Late", source="Wire"), published=NOW)
        early = await add(tx, Draft("Early.", "Early"), published=NOW - DAY)
        (second,) = await tx.ledger.append(late, [FINDING])
        (first,) = await tx.ledger.append(early, [FINDING])
        assert await tx.ledger.reports(chat=None) == [first, second]
        assert await tx.ledger.reports(chat=None, published_by=NOW - DAY) == [first]
    assert (second.finding, second.headline, second.source, second.article) == (FINDING, "Late", "Wire", late.id)


async def test_a_verdict_given_twice_is_one_and_can_be_taken_back(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        (report,) = await tx.ledger.append(await add(tx, Draft("Text.")), [FINDING])
        for _ in range(2):
            await tx.ledger.reject(ANNA, report.id, now=NOW)
        await tx.ledger.choose_anchor(ANNA, report.id, now=NOW)
        assert await tx.ledger.rejected(ANNA) == frozenset({int(report.id)})
        assert await tx.ledger.rejected(BORIS) == frozenset()
        await tx.ledger.restore(ANNA, report.id)
        assert await tx.ledger.rejected(ANNA) == frozenset()
        assert await tx.ledger.chosen_anchors(ANNA) == frozenset({int(report.id)})


# Subscribers


async def test_settings_come_back_as_they_were_saved(stores: SqlStores) -> None:
    settings = Subscriber(ANNA, "Europe/Kyiv", True, "uk", Quiet(time(22), time(7)), False, NOW)
    async with stores.begin() as tx:
        await tx.subscribers.save(Subscriber(ANNA))
        await tx.subscribers.save(settings)
        assert await tx.subscribers.get(ANNA) == settings


async def test_digests_are_due_by_their_next_time_and_rest_while_the_chat_is_stopped(stores: SqlStores) -> None:
    late = DigestTime(ANNA, time(8), next_due=NOW)
    early = DigestTime(BORIS, time(7), frozenset({0, 4}), 5, next_due=NOW - HOUR)
    async with stores.begin() as tx:
        await tx.subscribers.set_digest_times(ANNA, [late, DigestTime(ANNA, time(20), next_due=NOW + HOUR)])
        await tx.subscribers.set_digest_times(BORIS, [early])
        assert await tx.subscribers.due_digests(now=NOW, limit=10) == [early, late]
        assert await tx.subscribers.next_due() == NOW - HOUR
        await tx.subscribers.save(Subscriber(BORIS, stopped=True))
        assert await tx.subscribers.due_digests(now=NOW, limit=10) == [late]
        await tx.subscribers.save(Subscriber(BORIS))
        assert await tx.subscribers.due_digests(now=NOW, limit=1) == [early]


async def test_what_is_due_is_known_without_a_unit_of_work_and_so_is_a_crowd_to_come(stores: SqlStores) -> None:
    soon = NOW + HOUR
    assert not await stores.is_due(now=NOW, soon=soon, crowd=2)
    async with stores.begin() as tx:
        await tx.subscribers.set_digest_times(ANNA, [DigestTime(ANNA, time(8), next_due=soon)])
    assert not await stores.is_due(now=NOW, soon=soon, crowd=2)
    assert await stores.is_due(now=soon, soon=soon, crowd=2)
    async with stores.begin() as tx:
        await tx.subscribers.set_digest_times(BORIS, [DigestTime(BORIS, time(8), next_due=soon)])
        assert await tx.subscribers.is_crowded(after=NOW, until=soon, crowd=2)
        assert not await tx.subscribers.is_crowded(after=NOW, until=soon, crowd=3)
    assert await stores.is_due(now=NOW, soon=soon, crowd=2)
    async with stores.begin() as tx:
        await tx.subscribers.reschedule([DigestTime(n, time(8), next_due=soon + HOUR) for n in (ANNA, BORIS)])
        await tx.subscribers.plan(ANNA, [7], [Alert(ANNA, 7, Rung.DAY_1, "2026-03-20", NOW)])
    assert await stores.is_due(now=NOW, soon=soon, crowd=2)
    assert not await stores.is_due(now=NOW - HOUR, soon=NOW - HOUR, crowd=2)


async def test_what_is_kept_of_several_chats_is_read_together(stores: SqlStores) -> None:
    word = Follow(BORIS, FollowKind.WORD, "truce")
    async with stores.begin() as tx:
        await tx.subscribers.save(Subscriber(ANNA, zone="Europe/Kyiv"))
        await tx.subscribers.follow(word)
        story = (await add(tx, Draft("1."))).story
        told = {chat: [Shown(story, frozenset({f"of {chat}"}))] for chat in (ANNA, BORIS)}
        await tx.subscribers.remember_all(told, now=NOW)
        await tx.subscribers.remember_all({BORIS: [Shown(story, frozenset({"more"}))]}, now=NOW)
        first, second = await tx.issues.open([ANNA, BORIS], "digest", now=NOW)
        await tx.issues.fill({first: [{"text": "for Anna"}], second: [{"text": "for Boris"}]})
        assert await tx.subscribers.several([ANNA, BORIS]) == {ANNA: Subscriber(ANNA, zone="Europe/Kyiv")}
        assert await tx.subscribers.follows_of([ANNA, BORIS]) == {BORIS: [word]}
        memories = await tx.subscribers.memories([ANNA, BORIS])
        issue = await tx.issues.get(BORIS, second)
        assert await tx.issues.last([ANNA, BORIS], "digest") == {ANNA: first, BORIS: second}
    assert memories[ANNA] == {story: Shown(story, frozenset({f"of {ANNA}"}))}
    assert memories[BORIS] == {story: Shown(story, frozenset({f"of {BORIS}", "more"}))}
    assert issue is not None
    assert issue.pages == ({"text": "for Boris"},)


async def test_a_follow_begun_twice_is_one(stores: SqlStores) -> None:
    word = Follow(ANNA, FollowKind.WORD, "truce")
    async with stores.begin() as tx:
        assert [await tx.subscribers.follow(word) for _ in range(2)] == [True, False]
        assert await tx.subscribers.followers([FollowKind.WORD, FollowKind.ALL]) == [word]
        assert [await tx.subscribers.unfollow(word) for _ in range(2)] == [True, False]


async def test_who_follows_a_deadline_by_an_id_that_goes_follows_it_by_another_once(stores: SqlStores) -> None:
    old, new, other = (Follow(ANNA, FollowKind.DEADLINE, target) for target in ("1", "3", "12"))
    word = Follow(BORIS, FollowKind.WORD, "1")
    async with stores.begin() as tx:
        for follow in (old, new, other, word, replace(old, chat=BORIS), replace(old, target="2")):
            await tx.subscribers.follow(follow)
        await tx.subscribers.refollow([1, 2], 3)
        assert set(await tx.subscribers.follows(ANNA)) == {new, other}
        assert set(await tx.subscribers.follows(BORIS)) == {word, replace(new, chat=BORIS)}
        await tx.subscribers.refollow([3], None)
        assert await tx.subscribers.follows(ANNA) == [other]


async def test_followers_come_by_their_first_follow_each_once_and_stopped_ones_not_at_all(stores: SqlStores) -> None:
    kinds = [FollowKind.WORD, FollowKind.ALL]
    async with stores.begin() as tx:
        await tx.subscribers.follow(Follow(ANNA, FollowKind.FEED, "1"))
        for chat, kind in ((CLARA, kinds[0]), (ANNA, kinds[0]), (BORIS, kinds[1]), (ANNA, kinds[1])):
            await tx.subscribers.follow(Follow(chat, kind, "truce"))
        await tx.subscribers.save(Subscriber(BORIS, stopped=True))
        every = await tx.subscribers.next_followers(kinds, after=0, limit=9)
        assert list(every) == [CLARA, ANNA]
        assert await tx.subscribers.next_followers(kinds, after=every[CLARA], limit=9) == {ANNA: every[ANNA]}
        assert await tx.subscribers.next_followers(kinds, after=0, limit=1) == {CLARA: every[CLARA]}
        assert await tx.subscribers.next_followers(kinds, after=0, limit=9, own=True) == {}
        article = await add(tx, Draft("Words.", "Title", audience=ANNA))
        await tx.ledger.append(article, [FINDING])
        assert list(await tx.subscribers.next_followers(kinds, after=0, limit=9, own=True)) == [ANNA]


async def test_a_notice_says_how_far_it_has_come_until_it_ends(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        notice = await tx.ledger.give_notice([ReportId(4), ReportId(5)], now=NOW, announced=True)
        later = await tx.ledger.give_notice([ReportId(6)], now=NOW + HOUR, announced=False)
        await tx.ledger.reach(notice, 7)
        assert await tx.ledger.notices() == [replace(notice, reached=7), later]
        await tx.ledger.end_notice(notice)
    async with stores.begin() as tx:
        assert await tx.ledger.notices() == [Notice(later.id, frozenset({ReportId(6)}), NOW + HOUR, announced=False)]


async def test_a_notice_is_due_even_if_the_clock_was_set_back_since_it_was_given(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        notice = await tx.ledger.give_notice([ReportId(4)], now=NOW, announced=True)
    assert await stores.is_due(now=NOW - HOUR, soon=NOW - HOUR, crowd=9)
    async with stores.begin() as tx:
        await tx.ledger.end_notice(notice)
    assert not await stores.is_due(now=NOW, soon=NOW, crowd=9)


async def test_a_notice_that_was_begun_is_ended_before_one_of_a_lower_id_that_came_to_light_late(
    stores: SqlStores,
) -> None:
    async with stores.begin() as tx:
        late, begun, last = [await tx.ledger.give_notice([ReportId(n)], now=NOW, announced=True) for n in range(3)]
        await tx.ledger.reach(begun, 7)
        assert await tx.ledger.notices() == [replace(begun, reached=7), late, last]
        await tx.ledger.end_notice(begun)
        assert await tx.ledger.notices() == [late, last]


async def test_planning_twice_changes_nothing_and_what_was_sent_is_never_planned_again(stores: SqlStores) -> None:
    alerts = [Alert(ANNA, 7, rung, "2026-03-20", NOW + n * HOUR) for n, rung in enumerate((Rung.DAYS_3, Rung.DAY_1))]
    async with stores.begin() as tx:
        for _ in range(2):
            await tx.subscribers.plan(ANNA, [7, 9], alerts)
        assert await tx.subscribers.due_alerts(now=NOW + DAY, limit=10) == alerts
        await tx.subscribers.mark_alerted([alerts[0].key], now=NOW)
        await tx.subscribers.plan(ANNA, [7, 9], alerts)
        assert await tx.subscribers.due_alerts(now=NOW + DAY, limit=10) == alerts[1:]


async def test_a_snoozed_alert_stays_when_the_ladder_is_planned_anew(stores: SqlStores) -> None:
    extra = Alert(ANNA, 7, Rung.DAY_1, "2026-03-20#1", NOW)
    async with stores.begin() as tx:
        await tx.subscribers.snooze(extra)
        await tx.subscribers.plan(ANNA, [7], [])
        assert await tx.subscribers.due_alerts(now=NOW, limit=10) == [extra]


async def test_the_memory_of_what_was_shown_adds_up_and_follows_joined_stories(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        one, two = [await add(tx, Draft(f"{n}.")) for n in range(2)]
        await tx.subscribers.remember(ANNA, [Shown(one.story, frozenset({"a"}), dues=((7, "x"),))], now=NOW)
        await tx.subscribers.remember(ANNA, [Shown(two.story, frozenset({"b"}), dues=((7, "y"),))], now=NOW + HOUR)
        await tx.articles.join([two.id], one.story)
        memory = await tx.subscribers.shown(ANNA)
    assert memory == {one.story: Shown(one.story, frozenset({"a", "b"}), frozenset(), ((7, "y"),))}


async def test_what_a_chat_was_shown_of_a_story_long_over_is_forgotten_when_it_is_shown_another(
    stores: SqlStores,
) -> None:
    later = NOW + REMEMBERED + HOUR
    async with stores.begin() as tx:
        over, going_on, new = [(await add(tx, Draft(f"{n}."))).story for n in range(3)]
        for story, when in ((over, NOW), (going_on, NOW + 2 * HOUR), (new, later)):
            await tx.subscribers.remember(ANNA, [Shown(story, frozenset({"a"}))], now=when)
        assert (await tx.subscribers.shown(ANNA)).keys() == {going_on, new}


async def test_a_chat_has_one_open_question_of_a_kind(stores: SqlStores) -> None:
    first, second = Question(ANNA, "zone", "1", NOW), Question(ANNA, "zone", "2", NOW + HOUR)
    async with stores.begin() as tx:
        await tx.subscribers.ask(first)
        await tx.subscribers.ask(second)
        assert await tx.subscribers.asked(ANNA) == [second]
        assert await tx.subscribers.waiting("zone") == [second]
        assert [await tx.subscribers.answered(ANNA, "zone") for _ in range(2)] == [True, False]


# Feeds


async def test_feeds_are_due_new_ones_first_and_paused_ones_never(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        waiting = await tx.feeds.add("https://example.org/1", title="One", house=True)
        fresh = await tx.feeds.add("https://example.org/2")
        paused = await tx.feeds.add("https://example.org/3")
        assert await tx.feeds.add("https://example.org/1") == waiting
        waiting = replace(waiting, next_due=NOW - HOUR, etag="e", failures=2)
        await tx.feeds.save(waiting)
        await tx.feeds.save(replace(paused, paused=True))
        assert await tx.feeds.due(now=NOW, limit=10) == [fresh, waiting]
        assert await tx.feeds.get(waiting.id) == waiting
        assert await tx.feeds.next_due() == NOW - HOUR


# The journal


async def test_an_update_is_kept_once_and_read_until_it_is_done(stores: SqlStores) -> None:
    kept = [JournalledUpdate(n, ANNA, {"update_id": n, "message": {"text": "hi"}}) for n in (11, 12)]
    async with stores.begin() as tx:
        assert await tx.journal.keep(kept, now=NOW) == 2
        assert await tx.journal.keep(kept[:1], now=NOW) == 0
        assert await tx.journal.unread(limit=1) == kept[:1]
        assert [await tx.journal.failed(11, note="boom") for _ in range(2)] == [1, 2]
        await tx.journal.done(11, note="skipped")
        assert await tx.journal.unread(limit=10) == kept[1:]


async def test_the_words_of_done_updates_expire_and_the_ids_stay(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        await tx.journal.keep([JournalledUpdate(n, ANNA, {"update_id": n}) for n in (1, 2)], now=NOW)
        await tx.journal.done(1)
        assert await tx.journal.expire(before=NOW + HOUR) == 1
        assert await tx.journal.expire(before=NOW + HOUR) == 0
        assert await tx.journal.keep([JournalledUpdate(1, ANNA)], now=NOW) == 0
        assert [kept.update_id for kept in await tx.journal.unread(limit=10)] == [2]


# Forgetting


async def test_forgetting_leaves_nothing_of_a_chat_and_everything_of_the_others(
    stores: SqlStores, store_url: str
) -> None:
    secret = "unmistakable-words"
    async with stores.begin() as tx:
        await live(tx, ANNA, secret)
        await live(tx, BORIS, "other-words")
        await tx.journal.keep([JournalledUpdate(50, ANNA, {"text": secret})], now=NOW)
    async with stores.begin(alone=True) as tx:
        assert await tx.subscribers.forget(ANNA) > 8
        await tx.journal.done(50)
    rows = await _all_rows(store_url)
    assert secret not in rows
    assert f'"chat": {ANNA},' not in rows
    assert "other-words" in rows
    async with stores.begin() as tx:
        assert len(await tx.ledger.reports(chat=BORIS)) == 1


async def test_a_forgotten_word_stands_nowhere_in_the_file_of_sqlite(tmp_path: Path) -> None:
    file, secret = tmp_path / "store.sqlite3", "unmistakable-words"
    stores = await open_stores(str(file))
    async with stores.begin() as tx:
        await live(tx, ANNA, secret)
        await add(tx, Draft(f"{secret} " * 3_000, "A long one", audience=ANNA))
    assert secret in _bytes_of(tmp_path)
    async with stores.begin(alone=True) as tx:
        await tx.subscribers.forget(ANNA)
    assert secret not in _bytes_of(tmp_path)
    await stores.close()


def _bytes_of(folder: Path) -> str:
    return "".join(file.read_bytes().decode("latin-1") for file in folder.iterdir())


async def test_forgetting_twice_finds_nothing_more(stores: SqlStores) -> None:
    async with stores.begin(alone=True) as tx:
        await live(tx, ANNA, "words")
        await tx.subscribers.forget(ANNA)
        assert await tx.subscribers.forget(ANNA) == 0


async def test_what_others_read_together_with_a_forgotten_chat_stays(stores: SqlStores) -> None:
    """A public article may lie in one story with a private one, and be known by the private one's story id."""
    async with stores.begin(alone=True) as tx:
        own, public = await add(tx, Draft("Mine.", audience=ANNA)), await add(tx, Draft("Everybody's."))
        await tx.articles.join([public.id], own.story)
        await tx.subscribers.forget(ANNA)
        for known in (own.story, public.story):
            assert [a.id for a in await tx.articles.story(known, chat=BORIS)] == [public.id]


# What is asked for at every tick


async def test_an_idle_tick_reads_a_range_of_an_index_and_sorts_no_table(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite3"
    stores = await open_stores(str(file))
    asked: list[tuple[str, tuple[object, ...]]] = []
    engine = stores._engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda _c, _cursor, words, values, *_: asked.append((words, values)))
    async with stores.begin() as tx:
        await tx.outbox.claim_due(now=NOW, elapsed=NOW, lease=HOUR, limit=4)
        await tx.outbox.pending(now=NOW)
        await tx.outbox.next_due()
        await tx.subscribers.due_alerts(now=NOW, limit=10)
        await tx.subscribers.due_digests(now=NOW, limit=10)
        await tx.subscribers.next_due()
        await tx.journal.unread(limit=10)
    await stores.close()
    with sqlite3.connect(file) as connection:
        plans = [row[3] for words, values in asked for row in connection.execute(f"EXPLAIN QUERY PLAN {words}", values)]
    connection.close()
    assert plans.count("SEARCH outbox USING INDEX outbox_due (state=? AND priority=? AND due<?)") == 3
    tables = ("outbox", "alerts", "digest_times", "journal")
    assert [plan for plan in plans if plan.startswith(tuple(f"SCAN {t}" for t in tables))] == []
    before_sorts = [plan for plan, then in pairwise(plans) if "TEMP B-TREE" in then]
    assert before_sorts == 3 * ["SEARCH leases"]  # the few that the claim found in each class, with the first lease


async def _all_rows(url: str) -> str:
    with TemporaryDirectory() as folder:
        await export_rows(url, Path(folder, "rows.jsonl"))
        return await asyncio.to_thread(Path(folder, "rows.jsonl").read_text)


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
async def test_connections_that_were_lost_while_they_lay_idle_are_made_anew(
    store_url: str, stores: SqlStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "IDLE_SECONDS", 0)
    async with stores.begin() as tx, stores.begin() as beside:
        assert await tx.outbox.pending(now=NOW) == await beside.outbox.pending(now=NOW) == 0
    with psycopg.connect(store_url, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE state = 'idle'")
    async with stores.begin() as tx, stores.begin() as beside:
        assert await tx.outbox.pending(now=NOW) == await beside.outbox.pending(now=NOW) == 0
