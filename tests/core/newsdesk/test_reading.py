"""Reading: what comes in is kept once, joins the ledger, and is told to those whom it concerns, once."""

from collections.abc import Iterable
from datetime import date
from random import Random

import pytest

from core.deadlines.ledger import find
from core.errors import EmptyArticleError, NotFoundError, TextTooLongError
from core.model.article import Article, Draft, Reading
from core.model.deadline import Event, Kind, Status
from core.model.ids import ArticleId, StoryId
from core.model.subscriber import FollowKind
from core.newsdesk import subscribing, tracking
from core.newsdesk.reading import Read, read, read_draft, redate, reread
from core.newsdesk.room import TEXT_LIMIT
from core.stories import WINDOW, cluster
from tests.bench.stories import labelled, viewed
from tests.core.newsdesk.desk import OTHER, READER, START, Desk, at, told

SET = told(date(2025, 9, 2))
DISAGREES = told(date(2025, 9, 7), published=at(20, 12), source="Example Herald")
MOVED = told(date(2025, 8, 8), published=at(29, 17), source="Example Post", kind=Kind.REVISED)
MET = told(date(2025, 8, 8), published=at(6, 9, month=8), source="Example Post", status=Status.MET)


async def follow_all(desk: Desk) -> None:
    async with desk.begin() as tx:
        await subscribing.follow(tx, READER, FollowKind.ALL, "", now=desk.now)


async def test_reading_twice_changes_nothing_and_tells_nobody_twice(desk: Desk) -> None:
    await follow_all(desk)
    first = await desk.keep(SET)
    assert len(await desk.sent()) == 1
    ledger = await desk.ledger()
    assert await desk.keep(SET, SET) == [*first, *first]
    assert await desk.sent() == []
    assert await desk.ledger() == ledger


async def test_the_same_text_twice_in_one_round_is_one_article(desk: Desk) -> None:
    one, other = await desk.keep(SET, SET)
    assert one == other
    assert len((await desk.only()).reports) == 1


async def test_a_new_deadline_is_told_to_its_followers_alone(desk: Desk) -> None:
    async with desk.begin() as tx:
        await subscribing.follow(tx, READER, FollowKind.WORD, "Ukraine", now=desk.now)
        await subscribing.follow(tx, OTHER, FollowKind.WORD, "fisheries", now=desk.now)
    await desk.keep(SET)
    await desk.drain()
    assert [(message.chat, message.text.splitlines()[0]) for message in desk.messages] == [
        (READER, "⏳ New deadline: Deal on Ukraine")
    ]


async def test_a_moved_deadline_tells_its_followers_at_once_old_and_new_date_and_who_says_so(desk: Desk) -> None:
    await desk.keep(SET)
    async with desk.begin() as tx:
        await subscribing.follow_deadline(
            tx, READER, int((await tracking.ledger(tx, READER, now=desk.now))[0].id), now=desk.now
        )
    await desk.until(at(29, 17))
    seen = len(desk.messages)
    await desk.keep(MOVED)
    (text,) = await desk.sent()
    assert text.startswith("⏳ Moved: Deal on Ukraine")
    assert "Tuesday 2 September 2025 (New York) → Friday 8 August 2025 (New York), says Example Post." in text
    assert desk.messages[seen].at == at(29, 17)


async def test_a_contradiction_is_told_with_both_dates_and_the_earlier_one_stands(desk: Desk) -> None:
    await follow_all(desk)
    await desk.keep(SET)
    await desk.until(at(20, 12))
    seen = len(desk.messages)
    await desk.keep(DISAGREES)
    await desk.drain()
    (text,) = [message.text for message in desk.messages[seen:]]
    assert text.startswith("Sources disagree: Deal on Ukraine")
    assert "Tuesday 2 September 2025" in text
    assert "Sunday 7 September 2025" in text
    standing = await desk.only()
    assert standing.due is not None
    assert (standing.due.first, len(standing.competing)) == (date(2025, 9, 2), 2)


async def test_a_met_deadline_is_told_and_its_alerts_end(desk: Desk) -> None:
    await follow_all(desk)
    await desk.keep(told(date(2025, 8, 8), published=START))
    await desk.until(at(6, 9, month=8))
    seen = len(desk.messages)
    await desk.keep(MET)
    await desk.until(at(20, 9, month=8))
    assert [message.text.splitlines()[0] for message in desk.messages[seen:]] == ["Met: Deal on Ukraine"]


async def test_the_order_of_arrival_makes_no_difference_to_the_ledger(desk: Desk) -> None:
    desk.clock.step_to(at(30))
    await desk.keep(MOVED)
    await desk.keep(DISAGREES)
    await desk.keep(SET)
    deadline = await desk.only()
    assert [entry.event for entry in deadline.history] == [Event.SET, Event.RESTATED, Event.SHORTENED]
    assert deadline.due is not None
    assert deadline.due.first == date(2025, 8, 8)


async def test_what_a_chat_pastes_is_seen_by_that_chat_alone(desk: Desk) -> None:
    async with desk.begin() as tx:
        for chat in (READER, OTHER):
            await subscribing.follow(tx, chat, FollowKind.ALL, "", now=desk.now)
    (article,) = await desk.keep(told(date(2025, 8, 1), audience=READER))
    assert await desk.sent() == []  # the one who pasted sees the answer, the others nothing
    assert len(await desk.ledger(READER)) == 1
    assert await desk.ledger(OTHER) == ()
    async with desk.begin() as tx:
        assert await tx.articles.get(article.id, chat=OTHER) is None
        assert await tx.articles.get(article.id, chat=READER) == article


async def test_a_paste_may_disagree_with_the_news_for_its_own_chat_only(desk: Desk) -> None:
    await desk.keep(SET)
    await desk.keep(told(date(2025, 9, 7), audience=READER, source="Text you sent", published=at(14, 18)))
    assert len((await desk.only(READER)).competing) == 2
    assert (await desk.only(OTHER)).competing == ()


async def test_the_first_reading_announces_nothing_but_plans(desk: Desk) -> None:
    await follow_all(desk)
    await desk.keep(SET, announce=False)
    assert await desk.sent() == []
    async with desk.begin() as tx:
        assert await tx.subscribers.next_due() is not None


async def test_reports_of_one_event_become_one_story(desk: Desk) -> None:
    plain = "The port of Example was closed on Monday after a fire in the grain terminal, the harbour master said."
    one = told(None, words=(plain, "Nobody was hurt in the fire at the grain terminal of the port of Example."))
    other = told(None, source="Example Post", published=at(14, 18), words=(plain, "The fire began in a conveyor."))
    first, second = await desk.keep(one, other)
    for old in (first.story, second.story):  # the one that was joined keeps its old id as an alias
        async with desk.begin() as tx:
            assert [a.id for a in await tx.articles.story(old, chat=READER)] == [first.id, second.id]


@pytest.mark.parametrize("seed", [1, 2])
async def test_the_stories_that_are_kept_do_not_depend_on_how_their_reports_came_in(desk: Desk, seed: int) -> None:
    reports = [one.article for one in viewed(labelled()[:60], "texts")]
    later = START - max(one.published for one in reports)
    came_in = [
        Read(Draft(one.text, one.title, published=one.published + later), Reading("en"))
        for one in Random(seed).sample(reports, len(reports))
    ]
    for start in range(0, len(came_in), 8):
        await desk.keep(*came_in[start : start + 8])
    async with desk.begin() as tx:
        kept = await tx.articles.since(START - WINDOW, chat=None)
    assert len(kept) == len(reports)
    assert _grouped(kept) == {frozenset(group) for group in cluster(kept)}


def _grouped(articles: Iterable[Article]) -> set[frozenset[ArticleId]]:
    groups: dict[StoryId, set[ArticleId]] = {}
    for one in articles:
        groups.setdefault(one.story, set()).add(one.id)
    return {frozenset(group) for group in groups.values()}


async def test_what_a_chat_pastes_joins_no_story_of_the_others(desk: Desk) -> None:
    plain = "The port of Varna was closed on Monday after a fire in the grain terminal, the harbour master said."
    (public,) = await desk.keep(told(None, words=(plain, "Nobody was hurt in the fire at the terminal.")))
    (own,) = await desk.keep(told(None, audience=READER, words=(plain, "I heard it from my cousin in Varna.")))
    async with desk.begin() as tx:
        assert [a.id for a in await tx.articles.story(public.story, chat=READER)] == [public.id]
        assert [a.id for a in await tx.articles.story(own.story, chat=READER)] == [own.id]


async def test_a_text_over_the_limit_and_one_without_words_are_refused(desk: Desk) -> None:
    with pytest.raises(TextTooLongError) as caught:
        await read_draft(desk.room, Draft(text="x" * 100_000))
    assert (caught.value.length, caught.value.limit) == (100_000, TEXT_LIMIT)
    with pytest.raises(EmptyArticleError):
        await read_draft(desk.room, Draft(text=" \n ", title=" "))


def test_a_reading_has_sentences_of_the_text_and_the_deadlines_in_it() -> None:
    text = (
        "Iran must answer the United Nations by Friday, 8 August 2025, or sanctions will return, diplomats said.\n\n"
        "“We will not be hurried,” said the foreign minister, Abbas Araghchi."
    )
    reading = read(Draft(text=text, title="Iran must answer", published=START))
    assert reading.language == "en"
    assert all(sentence in " ".join(text.split()) for sentence in reading.summary)
    assert [finding.due.text for finding in reading.findings if finding.due] == ["2025-08-08"]


async def test_another_day_redoes_the_arithmetic_for_that_chat_alone(desk: Desk) -> None:
    desk.clock.step_to(at(20, 9))
    draft = Draft(text="Russia has ten days to agree to a ceasefire with Ukraine, Trump said.", published=desk.now)
    item = await read_draft(desk.room, draft)
    (page,) = await desk.keep(item)
    before = await desk.only()
    anew = await reread(desk.room, READER, page.id, at(16, 12))
    async with desk.begin() as tx:
        kept = await redate(tx, READER, page.id, anew, now=desk.now)
    mine, theirs = await desk.only(READER), await desk.only(OTHER)
    assert theirs == before
    assert (mine.due, mine.reports[0].article) != (before.due, page.id)
    assert find([mine], int(mine.id)) == mine
    assert kept.audience == READER
    assert before.due is not None
    assert mine.due is not None
    assert mine.due.first < before.due.first


async def test_a_text_is_redated_once_and_only_by_who_sees_it(desk: Desk) -> None:
    item = await read_draft(
        desk.room, Draft(text="Russia has ten days to agree to a ceasefire.", published=START, audience=READER)
    )
    (article,) = await desk.keep(item)
    anew = await reread(desk.room, READER, article.id, at(10, 12))
    async with desk.begin() as tx:
        await redate(tx, READER, article.id, anew, now=desk.now)
    with pytest.raises(NotFoundError):
        async with desk.begin() as tx:
            await redate(tx, READER, article.id, anew, now=desk.now)
    with pytest.raises(NotFoundError):
        await reread(desk.room, OTHER, article.id, at(10, 12))
    with pytest.raises(NotFoundError):
        await reread(desk.room, READER, ArticleId(999), at(10, 12))
    assert len(await desk.ledger()) == 1
