"""Pictures in the chat: /timeline, a card's *History*, and their colours. They are drawn in a worker."""

from dataclasses import dataclass, replace
from datetime import timedelta

from telegram import Update

from bot import views
from bot.context import DatelineContext
from bot.views.charts import Course, Timeline, draw
from bot.views.document import Document
from bot.views.enclosures import Enclosure
from core.model.subscriber import Subscriber
from core.newsdesk import tracking

DRAWING_TIME = timedelta(seconds=10)
"""What a picture may cost a worker; it takes less than a tenth of a second."""

_PNG = "image/png"


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What is to be drawn, where there is anything, and the words that go with it."""

    chart: Timeline | Course | None
    words: Document
    name: str


async def timeline(update: Update, context: DatelineContext) -> None:
    """/timeline — the open deadlines as a picture, nearest first."""
    if update.edited_message is None:
        await _show(update, context, 0)


async def history(update: Update, context: DatelineContext, id_: int) -> None:
    """*History* on a card: how its date moved. Raises NotFoundError."""
    await _show(update, context, id_)


async def recoloured(update: Update, context: DatelineContext, colours: str, id_: int) -> None:
    """*Dark* or *Light*: the same picture in these colours, as all to come. Raises NotFoundError."""
    await _show(update, context, id_, dark=colours == "dark")


async def _show(update: Update, context: DatelineContext, id_: int, *, dark: bool | None = None) -> None:
    """Draw the history of a deadline, the timeline where the id is 0; given `dark`, in place of the one pressed."""
    subscriber = await context.subscriber(update)
    if dark is not None:
        subscriber = replace(subscriber, dark=dark)
    sketch = await _sketch(context, subscriber, id_)
    drawn = None
    if sketch.chart is not None:
        await context.typing(update)  # a worker that begins takes a second
        data = await context.room.workers.run(draw, sketch.chart, subscriber.dark, limit=DRAWING_TIME)
        drawn = Enclosure(sketch.name, _PNG, data)
    async with context.work(update) as work:
        if dark is not None:
            await work.tx.subscribers.save(replace(work.subscriber, dark=dark))
        if drawn is None:
            await work.reply(sketch.words)
        else:
            await (work.enclose(sketch.words, drawn) if dark is None else work.redraw(sketch.words, drawn))


async def _sketch(context: DatelineContext, subscriber: Subscriber, id_: int) -> _Sketch:
    now, chat = context.room.clock.now(), subscriber.chat
    async with context.room.stores.begin() as tx:
        if id_:
            found = await tracking.deadline(tx, chat, id_, now=now)
            chart = views.course_chart(found, subscriber, now) if views.has_course(found) else None
            words = views.course_drawn(found, now, dark=subscriber.dark) if chart else views.no_course()
            return _Sketch(chart, words, "history.png")
        deadlines = await tracking.open_deadlines(tx, chat, now=now)
    if not any(deadline.due for deadline in deadlines):
        return _Sketch(None, views.nothing_to_draw(), "")
    words = views.timeline_drawn(deadlines, subscriber, now, dark=subscriber.dark)
    return _Sketch(views.timeline_chart(deadlines, subscriber, now), words, "timeline.png")
