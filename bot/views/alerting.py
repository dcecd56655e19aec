"""What is followed, and what will come when."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.views.document import (
    Block,
    Bold,
    Button,
    Code,
    Document,
    Inlines,
    Row,
    bullets,
    fill,
    heading,
    paragraph,
    rows,
)
from bot.views.facts import card_button, deadline_name, due_lines
from bot.views.language import _, plural
from bot.views.press import Verb, mark, press
from bot.views.render import shortened
from bot.views.words import local_words, moment
from core.deadlines.reminders import ALL_RUNGS
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
    blocks.append(paragraph(_ladder_words(subscriber)))
    stops = [_stop(n, follow) for n, (follow, _name) in enumerate(shown, 1)]
    return Document(tuple(blocks), (*rows(stops, 4), *_more(follows)))


def _more(follows: Sequence[tuple[Follow, str]]) -> tuple[Row, ...]:
    """Return the buttons under the overview: the ladder, all deadlines, and the end of all follows."""
    is_all = any(follow.kind is FollowKind.ALL for follow, _name in follows)
    every = Button(_("Stop all"), press(Verb.ALERTS, "off")) if is_all else _follow_all()
    return ((Button(_("When I am told"), press(Verb.LADDER, "show")), every),)


def _follow_all() -> Button:
    return Button(_("Follow all"), press(Verb.ALERTS, "all"))


def _ladder_words(subscriber: Subscriber) -> str:
    if subscriber.rungs is None:
        return _("You are told on every step: half-way, 7, 3 and 1 days before, on the day, and the day after.")
    return _("You are told: {steps}.").format(steps=", ".join(map(rung_words, _in_order(subscriber.rungs))))


def _in_order(rungs: Collection[Rung]) -> list[Rung]:
    return [rung for rung in Rung if rung in rungs]


def ladder(subscriber: Subscriber) -> Document:
    """Return the steps on which a chat is told of a deadline, each with a button that takes it on or off."""
    wanted = ALL_RUNGS if subscriber.rungs is None else subscriber.rungs
    blocks = (
        heading(_("When I am told")),
        paragraph(_("Tap a step to take it on or off. Word that a deadline moves comes at once all the same.")),
        paragraph(*fill(_("Or type it, such as {example}."), example=Code("/alerts ladder 7d 1d 3h"))),
    )
    steps = [Button(("✓ " if r in wanted else "· ") + rung_words(r), press(Verb.LADDER, r.value)) for r in Rung]
    return Document(blocks, (*rows(steps, 2), (Button(_("All alerts"), press(Verb.ALERTS)),)))


def last_rung_toast() -> str:
    """Return why the last step cannot be taken off."""
    return _("One step has to stay. To hear nothing at all, stop what you follow in /alerts.")


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
        case FollowKind.TOPIC:
            return _("deadlines on {name}").format(name=shortened(name, 80))
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
            *fill(
                _("A topic or a party works too: {topic}, {actor}."),
                topic=Code(_("/alerts topic Black Sea")),
                actor=Code(_("/alerts actor Russia")),
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
        _follow_all(),
    )
    topics = (Button(_("Topics of my briefing"), press(Verb.SETUP, "topics")),)
    return Document(blocks, (buttons, topics))


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
