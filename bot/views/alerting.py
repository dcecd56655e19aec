"""What is followed, and what will come when."""

from collections.abc import Sequence
from datetime import datetime

from bot.views.document import Block, Bold, Button, Code, Document, Inlines, bullets, fill, heading, paragraph, rows
from bot.views.facts import card_button, deadline_name, due_lines
from bot.views.language import _, plural
from bot.views.press import Verb, mark, press
from bot.views.render import shortened
from bot.views.words import local_words, moment
from core.model.deadline import Deadline, Status
from core.model.subscriber import Alert, Follow, FollowKind, Rung, Subscriber

SHOWN = 20
"""Follows that the overview lists, each with a button that ends it."""


def rung_words(rung: Rung) -> str:
    """Return a step of the ladder as a plan tells it: "3 days before"."""
    return {
        Rung.HALFWAY: _("half-way"),
        Rung.DAYS_7: _("7 days before"),
        Rung.DAYS_3: _("3 days before"),
        Rung.DAY_1: _("the day before"),
        Rung.HOURS_3: _("3 hours before"),
        Rung.ZERO: _("when it falls due"),
        Rung.DAY_AFTER: _("the day after: what happened?"),
    }[rung]


def alerts_overview(
    follows: Sequence[tuple[Follow, str]], subscriber: Subscriber, next_alerts: Sequence[tuple[Alert, Deadline]]
) -> Document:
    """Return what a chat follows, each with its name, and the alerts that come next; a button ends each follow."""
    if not follows:
        return _nothing_followed()
    shown = follows[:SHOWN]
    blocks: list[Block] = [
        heading(_("You follow")),
        bullets(f"{n}. {_follow_words(follow, name)}" for n, (follow, name) in enumerate(shown, 1)),
    ]
    if (rest := len(follows) - SHOWN) > 0:
        blocks.append(paragraph(plural("{n} more.", "{n} more.", rest).format(n=rest)))
    blocks += _coming(next_alerts, subscriber)
    stops = [_stop(n, follow) for n, (follow, _name) in enumerate(shown, 1)]
    return Document(tuple(blocks), rows(stops, 4))


def _stop(number: int, follow: Follow) -> Button:
    return Button(_("Stop {n}").format(n=number), press(Verb.UNFOLLOW, follow.kind.value, mark(follow.target)))


def _coming(next_alerts: Sequence[tuple[Alert, Deadline]], subscriber: Subscriber) -> list[Block]:
    if not next_alerts:
        return [paragraph(_("No alert is planned. You hear at once when a deadline that you follow moves."))]
    lines = (
        (local_words(alert.due, subscriber.zone), f": {deadline_name(deadline)}, {rung_words(alert.rung)}")
        for alert, deadline in next_alerts
    )
    return [heading(_("Next alerts")), bullets(lines)]


def _follow_words(follow: Follow, name: str) -> str:
    match follow.kind:
        case FollowKind.DEADLINE:
            return name or _("a deadline that is gone")
        case FollowKind.ALL:
            return _("every deadline")
        case FollowKind.ACTOR:
            return _("deadlines of {name}").format(name=shortened(name, 80))
        case FollowKind.WORD:
            return _("deadlines that mention “{word}”").format(word=shortened(name, 80))
        case FollowKind.FEED:
            return _("feed: {name}").format(name=shortened(name, 80) or _("one that is gone"))


def _nothing_followed() -> Document:
    blocks = (
        heading(_("You follow no deadline yet")),
        paragraph(
            *fill(
                _("Open one and tap Alert me. Or follow a word, such as {word}, or all of them with {everything}."),
                word=Code(_("/alerts ceasefire")),
                everything=Code(_("/alerts all")),
            )
        ),
        paragraph(
            _(
                "You are then told half-way, 7, 3 and 1 days before, on the day, and the day after; "
                "and at once when it moves."
            )
        ),
    )
    buttons = (
        Button(_("Open deadlines"), press(Verb.LIST, "open", 0)),
        Button(_("Follow all"), press(Verb.ALERTS, "all")),
    )
    return Document(blocks, (buttons,))


def following(deadline: Deadline, alerts: Sequence[Alert], subscriber: Subscriber, now: datetime) -> Document:
    """Return what will come when for a deadline that is followed from now on."""
    blocks: list[Block] = [
        paragraph(*fill(_("I will keep you posted on {name}."), name=Bold(deadline_name(deadline)))),
        paragraph(*due_lines(deadline, subscriber, now)),
    ]
    if alerts:
        blocks += [heading(_("You will hear")), bullets(_plan_line(alert, subscriber, now) for alert in alerts)]
    elif deadline.status is Status.OPEN:
        blocks.append(paragraph(_("No reminder is left before it.")))
    blocks.append(paragraph(_("And at once when it moves, is met, or sources disagree.")))
    return Document(
        tuple(blocks),
        ((Button(_("Mute"), press(Verb.MUTE, int(deadline.id))), Button(_("All alerts"), press(Verb.ALERTS))),),
    )


def _plan_line(alert: Alert, subscriber: Subscriber, now: datetime) -> Inlines:
    return (moment(alert.due, now, subscriber.zone), f": {rung_words(alert.rung)}")


def following_toast() -> str:
    """Return the word that a deadline is followed."""
    return _("You will be told.")


def muted(deadline: Deadline) -> Document:
    """Return the word that a deadline is quiet, with the way back."""
    words = _("Quiet: no more alerts on {name}. It stays in /deadlines.")
    again = Button(_("Alert me again"), press(Verb.ALERT, int(deadline.id)))
    return Document(
        (paragraph(*fill(words, name=Bold(deadline_name(deadline)))),),
        ((again, card_button(deadline, _("Open it"))),),
    )


def snoozed_toast(until: datetime, subscriber: Subscriber) -> str:
    """Return when the reminder comes again."""
    return _("I will remind you on {when}.").format(when=local_words(until, subscriber.zone))
