"""The language of the interface: /language, by a button or by its name."""

from bot import views
from bot.context import Work
from bot.locales import LANGUAGES
from bot.views.language import speak
from bot.views.press import CLIENT
from core.newsdesk import subscribing


async def language(work: Work, words: str) -> None:
    """/language Deutsch — speak it from now on; /language auto as the client does; bare, it shows them all."""
    if not words.strip():
        await work.reply(views.language_choices(work.subscriber, client=bool(work.client_language)))
        return
    found = views.find_language(words)
    if found is None:
        await work.reply(views.language_unknown(words, client=bool(work.client_language)))
        return
    await _speak(work, found)
    await work.reply(views.language_set(work.subscriber))


async def choose(work: Work, name: str) -> None:
    """A button of that list, which then shows what is spoken now."""
    await _speak(work, name)
    await work.edit(views.language_set(work.subscriber))


async def _speak(work: Work, name: str) -> None:
    """Speak a language, or what the client says of its own (where it says nothing, what is spoken stays)."""
    spoken = name if name in LANGUAGES else work.client_language or work.subscriber.language
    work.subscriber = await subscribing.set_language(work.tx, work.chat, spoken, chosen=name != CLIENT)
    speak(spoken)
