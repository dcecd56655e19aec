"""Opening the bot: /start, /help and /privacy, and the buttons of the first screen."""

from bot import views
from bot.context import Work
from bot.handlers import alerts, deadlines, digests, languages, settings, topics, zones
from core.newsdesk import briefs

_DEEP_LINK = "d"


async def start(work: Work, words: str) -> None:
    """/start — one screen: what Dateline does, a briefing to look at, three buttons; a deep link opens its deadline."""
    if words.startswith(_DEEP_LINK) and words[1:].isdecimal() and len(words) < 12:
        await deadlines.card(work, int(words[1:]))
        return
    look = await briefs.brief(work.tx, work.chat, now=work.now, minutes=1, again=True)
    await work.reply(views.start(work.subscriber, work.now, example=look))


async def help_(work: Work, words: str) -> None:  # noqa: ARG001 -- every command takes its words
    """/help — what one can send, grouped, with examples to tap."""
    await work.reply(views.help_())


async def privacy(work: Work, words: str) -> None:  # noqa: ARG001 -- every command takes its words
    """/privacy — what is kept, for how long, who sees it, and how to remove it."""
    await work.reply(views.privacy())


async def setup(work: Work, what: str) -> None:
    """A button of the first screen or of the settings: the briefing hour, the zone, what to follow, and so on."""
    choices = {
        "digest": digests.digest,
        "zone": zones.timezone,
        "place": zones.place,
        "follow": alerts.alerts,
        "topics": topics.topics,
        "language": languages.language,
        "settings": settings.settings,
    }
    if what in choices:
        await choices[what](work, "")
    else:
        work.toast = views.stale_button_toast()
