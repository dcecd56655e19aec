"""The pinned board: /board."""

from bot import views
from bot.context import Work
from core.briefing.typed import in_english
from core.newsdesk import displays

_OFF = {"off", "none", "stop"}


async def board(work: Work, words: str) -> None:
    """/board — put up the open deadlines, pinned, edited when a fact changes; /board off ends it."""
    if in_english(words.strip()) in _OFF:
        gone = await displays.drop_board(work.tx, work.chat, now=work.now)
        await work.reply(views.board_gone(was_there=gone))
        return
    await displays.put_board(work.room, work.tx, work.chat, thread=work.thread, now=work.now)
