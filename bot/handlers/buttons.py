"""Buttons: every press is decoded, acts on its item, and is answered; what is stale or forged does nothing."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from telegram import Update

from bot import views
from bot.context import DatelineContext, Work
from bot.handlers import (
    alerts,
    briefs,
    calendars,
    deadlines,
    digests,
    doors,
    farewell,
    filters,
    follows,
    languages,
    own,
    owner,
    parcels,
    pictures,
    settings,
    start,
    texts,
    topics,
    zones,
)
from bot.views.press import Press, Verb, decode

_Act = Callable[[Work, Press], Awaitable[None]]
_Begin = Callable[[Update, DatelineContext, Press], Awaitable[None]]


def _item(act: Callable[[Work, int], Awaitable[None]]) -> _Act:
    """A button that acts on the item whose id it carries."""
    return lambda work, press: act(work, int(press.args[0]))


def _pair(act: Callable[[Work, int, int], Awaitable[None]]) -> _Act:
    """A button that carries an id and a number."""
    return lambda work, press: act(work, int(press.args[0]), int(press.args[1]))


def _word(act: Callable[[Work, str], Awaitable[None]]) -> _Act:
    """A button that carries a word, or none."""
    return lambda work, press: act(work, str(press.args[0]) if press.args else "")


ACTS: dict[Verb, _Act] = {
    Verb.CARD: _item(deadlines.card),
    Verb.WHY: _item(deadlines.why),
    Verb.COUNT: _item(deadlines.count),
    Verb.ANCHOR: _pair(deadlines.anchor),
    Verb.REJECT: _item(deadlines.reject),
    Verb.RESTORE: _item(deadlines.restore),
    Verb.LIST: lambda work, press: deadlines.list_page(work, str(press.args[0]), int(press.args[1])),
    Verb.ALERT: _item(alerts.begin),
    Verb.MUTE: _item(alerts.end),
    Verb.SNOOZE: _pair(alerts.snooze),
    Verb.UNFOLLOW: lambda work, press: alerts.unfollow(work, str(press.args[0]), str(press.args[1])),
    Verb.ALERTS: _word(alerts.alerts),
    Verb.STORY: _item(briefs.story),
    Verb.BRIEF: _word(briefs.brief),
    Verb.DIGEST: _word(digests.digest),
    Verb.ZONE: _word(zones.choose),
    Verb.SETUP: _word(start.setup),
    Verb.RESUME: lambda work, _: farewell.resume(work),
    Verb.FORGET: _word(farewell.forget_now),
    Verb.PAGE: _pair(briefs.turn),
    Verb.HERE: _item(briefs.why),
    Verb.HUSH: _pair(briefs.hush),
    Verb.LIFT: lambda work, press: filters.lift(work, str(press.args[0]), str(press.args[1])),
    Verb.TOPIC: _word(topics.open_marked),
    Verb.FOLLOW_TOPIC: _word(topics.follow_marked),
    Verb.DROP_TOPIC: _word(topics.drop_marked),
    Verb.WAKE: _item(follows.wake),
    Verb.BROADCAST: _word(owner.broadcast_now),
    Verb.SETTINGS: _word(settings.opened),
    Verb.LANGUAGE: _word(languages.choose),
    Verb.FIX: _item(own.fix),
    Verb.UNFIX: _item(own.undo),
    Verb.FINISH: _item(own.finish),
    Verb.RENAME: _item(own.rename),
    Verb.OWN: _word(own.offered),
    Verb.LADDER: _word(alerts.ladder),
    Verb.ASOF: _word(deadlines.asof_days),
}
"""What each button does in one unit of work."""

OUTSIDE: dict[Verb, _Begin] = {
    Verb.PUBLISHED: lambda update, context, press: texts.written(
        update, context, str(press.args[0]), int(press.args[1])
    ),
    Verb.CALENDAR: lambda update, context, press: calendars.entry(update, context, int(press.args[0])),
    Verb.AGENDA: lambda update, context, press: calendars.opened(update, context, str(press.args[0])),
    Verb.IMPORT: lambda update, context, press: parcels.answered(update, context, str(press.args[0])),
    Verb.HISTORY: lambda update, context, press: pictures.history(update, context, int(press.args[0])),
    Verb.PICTURE: lambda update, context, press: pictures.recoloured(
        update, context, str(press.args[0]), int(press.args[1])
    ),
}
"""What begins outside of any: a text is read, a picture drawn or a file written first."""


SAYING = frozenset({
    Verb.CARD, Verb.WHY, Verb.COUNT, Verb.STORY, Verb.HERE, Verb.BRIEF, Verb.FIX, Verb.RENAME, Verb.SETUP, Verb.ALERTS,
    Verb.DIGEST, Verb.ZONE, Verb.SNOOZE, Verb.MUTE, Verb.TOPIC, Verb.HISTORY, Verb.CALENDAR, Verb.WAKE, Verb.RESUME,
})  # fmt: skip
"""The buttons that say something new: pressed again within a moment they have no second effect."""

MOMENT = timedelta(seconds=1)

_PRESSES_NOTED = 1_000


def _is_echo(update: Update, context: DatelineContext) -> bool:
    """Whether somebody pressed this very button a moment ago."""
    last = context.bot_data.presses.get(_place(update))
    return last is not None and timedelta() <= context.room.clock.elapsed() - last < MOMENT


def _note(update: Update, context: DatelineContext) -> None:
    presses = context.bot_data.presses
    if len(presses) >= _PRESSES_NOTED:
        presses.clear()
    presses[_place(update)] = context.room.clock.elapsed()


def _place(update: Update) -> tuple[object, ...]:
    query = update.callback_query
    if query is None:
        return ()
    message = query.message.message_id if query.message else query.inline_message_id
    return (query.from_user.id, query.chat_instance, message, query.data)


async def pressed(update: Update, context: DatelineContext) -> None:
    """Act on a button; data that no button of ours carries is answered politely and does nothing.

    An item that is gone raises NotFoundError, which becomes the answer to the press.
    """
    query = update.callback_query
    press = decode(query.data) if query and isinstance(query.data, str) else None
    if press is not None and await doors.turned_away(update, context, press):
        return
    if press is not None and press.verb in SAYING and _is_echo(update, context):
        async with context.work(update):
            return
    await _act(update, context, press)
    _note(update, context)


async def _act(update: Update, context: DatelineContext, press: Press | None) -> None:
    if press is not None and press.verb in OUTSIDE:
        await OUTSIDE[press.verb](update, context, press)
        return
    async with context.work(update, alone=press is not None and press.verb is Verb.FORGET) as work:
        if press is None:
            work.toast = views.stale_button_toast()
        else:
            await ACTS[press.verb](work, press)
