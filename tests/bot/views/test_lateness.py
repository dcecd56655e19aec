"""Late messages say so, where there is room for it."""

from datetime import timedelta
from typing import Any

from bot.views.document import Document, Italic, paragraph
from bot.views.lateness import is_late, with_lateness
from bot.views.render import render
from core.model.delivery import Delivery, Priority
from core.model.ids import ChatId
from tests.bot.views import telegram
from tests.bot.views.samples import NOW


def delivery(payload: dict[str, Any], *, hours: float, priority: Priority = Priority.ALERT) -> Delivery:
    return Delivery("k", ChatId(7), payload, NOW - timedelta(hours=hours), priority=priority)


def alert(text: str = "7 days left") -> dict[str, Any]:
    return render(Document((paragraph(text),)))[0]


def test_an_alert_or_digest_that_comes_late_says_when_it_was_due() -> None:
    for priority in (Priority.ALERT, Priority.DIGEST):
        late = with_lateness(delivery(alert(), hours=5, priority=priority), NOW)
        message = telegram.read_message(late.payload)
        assert message.text == "7 days left\n\nThis comes late: it was due on Sun 20 Jul, 07:00."
        (due,) = [entity for entity in message.entities if entity.name == "tg-time"]
        assert due.attributes["unix"] == str(int((NOW - timedelta(hours=5)).timestamp()))


def test_what_comes_in_time_and_what_was_asked_for_say_nothing() -> None:
    in_time = delivery(alert(), hours=9 / 60)
    reply = delivery(alert(), hours=5, priority=Priority.REPLY)
    assert with_lateness(in_time, NOW) is in_time
    assert is_late(delivery(alert(), hours=11 / 60), NOW)
    assert with_lateness(reply, NOW) is reply


def test_a_full_message_goes_without() -> None:
    long = delivery(alert("x" * 4090), hours=5)
    assert with_lateness(long, NOW) is long
    marked = render(Document((paragraph(*(part for n in range(99) for part in (Italic(str(n)), " "))),)))[0]
    many = delivery(marked, hours=5)
    assert with_lateness(many, NOW) is many
