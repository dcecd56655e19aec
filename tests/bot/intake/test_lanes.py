"""Lanes: every update is obeyed once, in its chat's order, whatever becomes of the others."""

import asyncio

from telegram import Update

from bot.context import DatelineContext
from bot.playground.people import COLLEAGUE, READER
from bot.views.document import Document, paragraph
from core.errors import NotFoundError, StoreError
from core.model.ids import ChatId
from core.model.subscriber import Follow, FollowKind, Subscriber
from tests.bot.intake.conftest import Bench, eventually

KEYS = {"inline_keyboard": [[{"text": "Press", "callback_data": "b"}]]}


def said(text: str) -> Document:
    return Document((paragraph(text),))


def text_of(update: Update) -> str:
    return (update.effective_message.text or "") if update.effective_message else ""


async def echo(update: Update, context: DatelineContext) -> None:
    async with context.work(update) as work:
        await work.reply(said(text_of(update)))


async def all_done(bench: Bench) -> bool:
    return not await bench.unread()


async def test_what_is_said_is_answered_and_done(bench: Bench) -> None:
    async with bench.working(echo):
        bench.telegram.say("hello")
        await bench.telegram.until(lambda: bench.telegram.sent)
    assert bench.telegram.said_to() == ["hello"]
    assert not await bench.unread()


async def test_the_updates_of_a_chat_come_in_order_and_those_of_others_beside_them(bench: Bench) -> None:
    slow, order = asyncio.Event(), []

    async def handle(update: Update, context: DatelineContext) -> None:
        text = text_of(update)
        if text == "slow":
            await slow.wait()
        order.append(text)
        await echo(update, context)

    async with bench.working(handle):
        for text in ("slow", "second", "third"):
            bench.telegram.say(text)
        bench.telegram.say("other", COLLEAGUE)
        await bench.telegram.until(lambda: bench.telegram.said_to(COLLEAGUE))
        assert order == ["other"]
        slow.set()
        await bench.telegram.until(lambda: len(bench.telegram.said_to()) == 3)
    assert order == ["other", "slow", "second", "third"]
    assert bench.telegram.said_to() == ["slow", "second", "third"]


async def test_nothing_of_a_failed_update_stays_and_the_third_failure_ends_it_with_an_apology(bench: Bench) -> None:
    tries: list[int] = []

    async def handle(update: Update, context: DatelineContext) -> None:
        tries.append(update.update_id)
        async with context.work(update) as work:
            await work.tx.subscribers.save(Subscriber(work.chat, zone="Europe/Kyiv"))
            await work.reply(said("half of it"))
            raise ZeroDivisionError

    async with bench.working(handle):
        bench.telegram.say("hello")
        await bench.telegram.until(lambda: bench.telegram.sent)
        await eventually(lambda: all_done(bench))
    assert len(tries) == 3
    (apology,) = bench.telegram.said_to()
    assert "did not work" in apology
    async with bench.stores.begin() as tx:
        assert await tx.subscribers.get(ChatId(READER)) is None


async def test_a_fault_that_passes_is_seen_by_nobody(bench: Bench) -> None:
    tries: list[int] = []

    async def handle(update: Update, context: DatelineContext) -> None:
        tries.append(update.update_id)
        if len(tries) < 3:
            raise ConnectionError
        await echo(update, context)

    async with bench.working(handle):
        bench.telegram.say("hello")
        await bench.telegram.until(lambda: bench.telegram.sent)
    assert bench.telegram.said_to() == ["hello"]


async def test_an_error_raised_on_purpose_becomes_its_words(bench: Bench) -> None:
    async def handle(update: Update, context: DatelineContext) -> None:
        async with context.work(update):
            raise NotFoundError("deadline", 7)

    async with bench.working(handle):
        bench.telegram.say("hello")
        await bench.telegram.until(lambda: bench.telegram.sent)
    assert "deadline is not there any more" in bench.telegram.said_to()[0]
    assert not await bench.unread()


async def test_a_press_is_answered_with_its_toast_and_its_message_edited(bench: Bench) -> None:
    async def handle(update: Update, context: DatelineContext) -> None:
        async with context.work(update) as work:
            work.toast = "You will be told."
            await work.edit(said("edited"))

    bench.telegram.people[READER].has_started = True
    message = bench.telegram.post(READER, {"text": "card"}, markup=KEYS)
    async with bench.working(handle):
        bench.telegram.press(message["message_id"], "b")
        await bench.telegram.until(lambda: bench.telegram.said_to() == ["edited"] and bench.telegram.toasts())
    assert bench.telegram.toasts() == ["You will be told."]


async def test_a_press_on_what_is_gone_or_failing_is_answered_all_the_same(bench: Bench) -> None:
    errors: list[Exception] = [NotFoundError("story", 3), ZeroDivisionError()]

    async def handle(update: Update, context: DatelineContext) -> None:
        async with context.work(update):
            raise errors[0] if len(bench.telegram.toasts()) == 0 else errors[1]

    bench.telegram.people[READER].has_started = True
    message = bench.telegram.post(READER, {"text": "card"}, markup=KEYS)
    async with bench.working(handle):
        bench.telegram.press(message["message_id"], "b")
        await bench.telegram.until(lambda: len(bench.telegram.toasts()) == 1)
        bench.telegram.press(message["message_id"], "b")
        await bench.telegram.until(lambda: len(bench.telegram.toasts()) == 2)
    first, second = bench.telegram.toasts()
    assert "not there any more" in first
    assert "did not work" in second
    assert bench.telegram.said_to() == ["card"]


async def test_a_press_under_a_message_that_telegram_no_longer_holds_is_answered_anew(bench: Bench) -> None:
    async def handle(update: Update, context: DatelineContext) -> None:
        async with context.work(update) as work:
            await work.edit(said("anew"))

    bench.telegram.people[READER].has_started = True
    async with bench.working(handle):
        query = bench.telegram.press(4711, "b")
        await bench.telegram.until(lambda: bench.telegram.said_to() == ["anew"] and bench.telegram.is_answered(query))


async def test_an_update_that_cannot_be_parsed_is_passed_over_and_the_others_go_on(bench: Bench) -> None:
    async with bench.working(echo):
        bench.telegram.say("before")
        bench.telegram.updates.put("message", {"message_id": "none", "chat": {"id": READER, "type": "private"}})
        bench.telegram.updates.put("callback_query", {"id": 5})
        bench.telegram.say("after")
        await bench.telegram.until(lambda: bench.telegram.said_to()[-1:] == ["after"])
        await eventually(lambda: all_done(bench))
    before, apology, after = bench.telegram.said_to()
    assert (before, after) == ("before", "after")
    assert "did not work" in apology


async def test_what_an_earlier_process_left_is_taken_up_and_nothing_is_obeyed_twice(bench: Bench) -> None:
    held = asyncio.Event()
    obeyed: list[int] = []

    async def handle(update: Update, context: DatelineContext) -> None:
        if len(obeyed) == 2:
            await held.wait()
        obeyed.append(update.update_id)
        await echo(update, context)

    async with bench.working(handle):
        for n in range(10):
            bench.telegram.say(f"{n}")
        await bench.telegram.until(lambda: len(bench.telegram.said_to()) == 2)
        await eventually(lambda: _is_kept(bench, 8))
    held.set()
    async with bench.working(handle):
        await bench.telegram.until(lambda: len(bench.telegram.said_to()) == 10)
        await eventually(lambda: all_done(bench))
    assert bench.telegram.said_to() == [f"{n}" for n in range(10)]
    assert sorted(set(obeyed)) == obeyed


async def _is_kept(bench: Bench, count: int) -> bool:
    return len(await bench.unread()) == count


async def test_a_message_journalled_twice_is_answered_once(bench: Bench) -> None:
    async with bench.working(echo):
        bench.telegram.say("once")
        await bench.telegram.until(lambda: bench.telegram.sent)
        bench.telegram.updates.waiting.append({"update_id": 1001, **_message("once")})
        bench.telegram.say("next")
        await bench.telegram.until(lambda: "next" in bench.telegram.said_to())
    assert bench.telegram.said_to() == ["once", "next"]


def _message(text: str) -> dict[str, dict[str, object]]:
    chat = {"id": READER, "type": "private", "first_name": "Reader"}
    return {"message": {"message_id": 1, "date": 0, "chat": chat, "from": {**chat, "is_bot": False}, "text": text}}


async def test_a_locked_store_delays_an_answer_and_loses_none(bench: Bench) -> None:
    tries: list[int] = []

    async def handle(update: Update, context: DatelineContext) -> None:
        tries.append(update.update_id)
        if len(tries) == 1:
            raise StoreError("the store is locked by another process")
        await echo(update, context)

    async with bench.working(handle):
        bench.telegram.say("hello")
        await bench.telegram.until(lambda: bench.telegram.sent)
    assert bench.telegram.said_to() == ["hello"]


async def test_who_is_forgotten_hears_the_last_word_and_leaves_no_row(bench: Bench) -> None:
    async def handle(update: Update, context: DatelineContext) -> None:
        async with context.work(update, alone=True) as work:
            await work.tx.subscribers.follow(Follow(work.chat, FollowKind.ALL))
            await work.tx.subscribers.forget(work.chat)
            work.forgotten = True
            await work.reply(said("nothing is left"))

    async with bench.working(handle):
        bench.telegram.say("forget me")
        await bench.telegram.until(lambda: bench.telegram.said_to() == ["nothing is left"])
        await eventually(lambda: all_done(bench))
    async with bench.stores._engine.begin() as connection:
        for table in ("outbox", "follows", "chats"):
            assert (await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")).scalar() == 0
        journal = (await connection.exec_driver_sql("SELECT chat, raw FROM journal")).all()
    assert [tuple(row) for row in journal] == [(None, "{}")]


async def test_typing_is_shown_and_the_settings_are_those_of_the_chat(bench: Bench) -> None:
    seen = []

    async def handle(update: Update, context: DatelineContext) -> None:
        await context.typing(update)
        seen.append(await context.subscriber(update))
        await echo(update, context)

    async with bench.working(handle):
        bench.telegram.say("hello")
        await bench.telegram.until(lambda: any(call.method == "sendChatAction" for call in bench.telegram.calls))
        await bench.telegram.until(lambda: bench.telegram.sent)
    assert seen == [Subscriber(ChatId(READER))]


async def test_an_answer_to_a_topic_is_meant_for_it_and_comes_to_the_chat_where_that_is_gone(bench: Bench) -> None:
    bench.telegram.people[READER].has_started = True
    message = {**_message("hello")["message"], "is_topic_message": True, "message_thread_id": 7}
    async with bench.working(echo):
        number = bench.telegram.updates.put("message", message)
        await bench.telegram.until(lambda: bench.telegram.sent)
    assert bench.telegram.said_to() == ["hello"]
    async with bench.stores.begin() as tx:
        kept = await tx.outbox.find(f"reply:{number}:0")
    assert kept is not None
    assert kept.thread == 7


async def test_an_edit_that_became_too_long_for_one_message_goes_on_in_the_next(bench: Bench) -> None:
    async def handle(update: Update, context: DatelineContext) -> None:
        async with context.work(update) as work:
            await work.edit(Document((paragraph("a" * 3000), paragraph("b" * 3000))), shows="deadline:5")

    bench.telegram.people[READER].has_started = True
    message = bench.telegram.post(READER, {"text": "card"}, markup=KEYS)
    async with bench.working(handle):
        bench.telegram.press(message["message_id"], "b")
        await bench.telegram.until(lambda: bench.telegram.said_to() == ["a" * 3000, "b" * 3000])
        await eventually(lambda: _shows(bench, bench.telegram.messages()[-1]["message_id"]))


async def _shows(bench: Bench, message_id: int) -> bool:
    async with bench.stores.begin() as tx:
        shown = await tx.outbox.showing(ChatId(READER), "deadline:5")
    return shown is not None and shown.message_id == message_id


async def test_two_units_of_work_of_one_update_number_their_answers_on(bench: Bench) -> None:
    async def handle(update: Update, context: DatelineContext) -> None:
        await echo(update, context)
        async with context.work(update) as work:
            await work.reply(said("and one more"))

    async with bench.working(handle):
        bench.telegram.say("hello")
        await bench.telegram.until(lambda: len(bench.telegram.said_to()) == 2)
    assert bench.telegram.said_to() == ["hello", "and one more"]


async def test_a_fault_after_the_work_is_done_is_not_told_and_repeats_nothing(bench: Bench) -> None:
    async def handle(update: Update, context: DatelineContext) -> None:
        await echo(update, context)
        raise ZeroDivisionError

    async with bench.working(handle):
        bench.telegram.say("one")
        bench.telegram.say("two")
        await bench.telegram.until(lambda: "two" in bench.telegram.said_to())
        await eventually(lambda: all_done(bench))
    assert bench.telegram.said_to() == ["one", "two"]
