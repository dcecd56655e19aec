"""Why a story is in a briefing: its reasons in words, each with the button that ends it."""

from collections.abc import Iterator, Sequence

from bot.views.document import Button, Document, Row, bullets, heading, paragraph
from bot.views.language import _, plural
from bot.views.press import Verb, press
from bot.views.render import shortened
from bot.views.subjects import topic_name
from core.model.interest import Reason, ReasonKind

_NAME = 40


def why_here(story: int, reasons: Sequence[Reason]) -> Document:
    """Return the reasons for a story, weightiest first; those that end the same thing share a button."""
    blocks = (heading(_("Why is this here?")), bullets(_words(reason) for reason in reasons))
    return Document(blocks, tuple(_buttons(story, reasons)))


def _words(reason: Reason) -> str:
    name = shortened(reason.about, _NAME)
    match reason.kind:
        case ReasonKind.SOURCES:
            count = int(reason.about or 0)
            return plural("{n} independent source reports it", "{n} independent sources report it", count).format(
                n=count
            )
        case ReasonKind.FRESH:
            return _("It is recent")
        case ReasonKind.VELOCITY:
            return _("{n} reports came within six hours").format(n=reason.about)
        case ReasonKind.TOPIC:
            return _("You follow {name}").format(name=topic_name(name))
        case ReasonKind.WORD:
            return _("It says “{name}”, which you follow").format(name=name)
        case ReasonKind.DEADLINE:
            return _("A deadline is in it, of {name}").format(name=name) if name else _("A deadline is in it")
        case ReasonKind.MOVED:
            return _("It moves or ends a deadline")
        case ReasonKind.TAPPED:
            return _("You opened stories of {name} before").format(name=name)


def _buttons(story: int, reasons: Sequence[Reason]) -> Iterator[Row]:
    given: set[str] = set()
    for place, reason in enumerate(reasons):
        label = _label(reason)
        if label not in given:
            given.add(label)
            yield (Button(label, press(Verb.HUSH, story, place)),)


def _label(reason: Reason) -> str:
    name = shortened(reason.about, _NAME)
    match reason.kind:
        case ReasonKind.SOURCES:
            return _("Mute its source")
        case ReasonKind.TOPIC | ReasonKind.WORD:
            return _("Follow {name} no longer").format(name=topic_name(name))
        case ReasonKind.TAPPED:
            return _("Forget that I opened {name}").format(name=name)
        case ReasonKind.DEADLINE | ReasonKind.MOVED if name:
            return _("Mute {name}").format(name=name)
        case _:
            return _("No more of this story")


def hushed(kind: ReasonKind, name: str) -> Document:
    """Return what was ended."""
    name = shortened(topic_name(name), _NAME)
    match kind:
        case ReasonKind.TOPIC | ReasonKind.WORD:
            words = _("You follow {name} no longer. /follow takes it up again.")
        case ReasonKind.TAPPED:
            words = _("Forgotten: what you opened of {name} counts no longer.")
        case ReasonKind.FRESH:
            words = _("Muted: no more of this story. /mute lists all that is muted.")
        case _:
            words = _("Muted: {name}. /mute lists all that is muted.")
    return Document((paragraph(words.format(name=name)),))
