"""One deadline on the screen: its card, its evidence, the choice of an anchor, the verdict that it is none."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.views.cards import count_from, deadline_card, finding_text, rejected, why
from bot.views.document import Document
from bot.views.press import decode
from bot.views.render import render
from core.model.deadline import Entry, Event, Status
from tests.bot.views import telegram
from tests.bot.views.samples import (
    AUGUST_8,
    FIVE_PM,
    HERALD,
    NOW,
    READER,
    SEPTEMBER_2,
    ULTIMATUM,
    WIRE,
    deadline,
    finding,
    report,
)


def shown(document: Document) -> str:
    return telegram.text_of(render(document))


def labels(document: Document) -> list[str]:
    return list(telegram.buttons_of(render(document)))


def test_a_card_tells_what_when_who_and_where_the_sources_disagree() -> None:
    text = shown(deadline_card(ULTIMATUM, READER, NOW, following=False))
    assert text.startswith("⏳ Deal on Ukraine\nTuesday 2 September 2025 (New York) · in 44 days")
    assert "Set by Donald Trump for Russia\nDemanded: agree to a deal\nOtherwise: secondary tariffs" in text
    assert (
        "Sources disagree\n"
        "• Tuesday 2 September 2025 (New York): Example Wire (50 days from 14 July 2025, “on Monday”)\n"
        "• Sunday 7 September 2025 (Moscow): Example Herald "
        "(50 days from 19 July 2025, “Just a day before this interview”)" in text
    )
    assert "Told differently elsewhere\n• Demanded: agree to a ceasefire; Otherwise: sanctions" in text
    assert "History\n• 14 July 2025: set for Tuesday 2 September 2025 (New York), Example Wire" in text
    assert text.endswith("Last confirmed today by Example Herald.")


def test_a_card_offers_what_can_be_done_with_its_deadline() -> None:
    assert labels(deadline_card(ULTIMATUM, READER, NOW, following=False)) == [
        "Alert me",
        "Calendar",
        "Why?",
        "History",
        "Count from …",
        "Fix the date",
        "Not a deadline",
    ]
    agreed = deadline()
    standing = labels(deadline_card(agreed, READER, NOW, following=True))
    assert standing == ["Mute", "Calendar", "Why?", "Fix the date", "Not a deadline"]
    over = deadline(status=Status.PASSED)
    assert labels(deadline_card(over, READER, NOW, following=True)) == ["Why?", "Not a deadline"]


def test_a_card_that_counts_from_the_readers_anchor_says_so() -> None:
    text = shown(deadline_card(ULTIMATUM, READER, NOW, following=True, count_from=2))
    assert "You count as Example Herald does: 50 days from 19 July 2025" in text


def test_only_an_instant_is_shown_in_the_viewers_own_zone() -> None:
    day = telegram.read_messages(render(deadline_card(deadline(), READER, NOW, following=False)))[0]
    assert not [entity for entity in day.entities if entity.name == "tg-time"]
    instant = deadline(FIVE_PM)
    message = telegram.read_messages(render(deadline_card(instant, READER, NOW, following=False)))[0]
    (shown_time,) = [entity for entity in message.entities if entity.name == "tg-time"]
    assert FIVE_PM.at is not None
    assert shown_time.attributes == {"unix": str(int(FIVE_PM.at.timestamp())), "format": "wdt"}
    assert "by 5 p.m. New York time, Tuesday 22 July 2025 · in 2 days\nFor you: Wed 23 Jul, 00:00" in message.text


def test_on_its_last_day_a_day_counts_to_the_end_of_the_day_in_its_own_place() -> None:
    now = datetime(2025, 9, 2, 12, tzinfo=UTC)
    message = telegram.read_messages(render(deadline_card(deadline(), READER, now, following=False)))[0]
    (over,) = [entity for entity in message.entities if entity.name == "tg-time"]
    assert over.attributes == {"unix": str(int(SEPTEMBER_2.early_end.timestamp())), "format": "r"}
    assert "today, over in 16 hours" in message.text


def test_what_has_ended_says_how() -> None:
    for status, words in ((Status.MET, "met"), (Status.WITHDRAWN, "withdrawn"), (Status.PASSED, "passed 3 days ago")):
        ended = deadline(AUGUST_8, status=status)
        now = datetime(2025, 8, 11, 12, tzinfo=UTC)
        assert f"Friday 8 August 2025 (New York) · {words}" in shown(deadline_card(ended, READER, now, following=False))


def test_a_deadline_without_a_date_says_that_none_can_be_worked_out() -> None:
    dateless = deadline(None)
    assert "No date can be worked out from what is reported." in shown(
        deadline_card(dateless, READER, NOW, following=False)
    )


def test_a_long_history_shows_its_last_steps_and_counts_the_others() -> None:
    reports = [report(n, finding(), days=n) for n in range(1, 13)]
    steps = tuple(Entry(Event.RESTATED, SEPTEMBER_2, told.published, told) for told in reports)
    text = shown(deadline_card(deadline(reports=reports, history=steps), READER, NOW, following=False))
    assert text.count("restated, Tuesday 2 September 2025") == 8
    assert "4 earlier steps." in text


def test_why_shows_each_sentence_with_its_source_and_the_arithmetic() -> None:
    text = shown(why(ULTIMATUM, READER, NOW))
    assert "Example Wire, 14 July 2025\nTrump gave Russia 50 days to agree to a deal." in text
    assert "→ 50 days from 19 July 2025, “Just a day before this interview”: 7 September 2025" in text
    assert telegram.buttons_of(render(why(ULTIMATUM, READER, NOW))) == {"‹ Back to the deadline": "c|1"}


def test_why_folds_what_is_older_than_the_last_eight_reports() -> None:
    told = deadline(reports=[report(n, finding(), days=n) for n in range(1, 11)])
    assert "2 earlier reports." in shown(why(told, READER, NOW))


def test_one_counts_from_what_a_source_counts_from() -> None:
    buttons = telegram.buttons_of(render(count_from(ULTIMATUM)))
    assert buttons == {
        "2 September, from 14 July 2025": "an|1|1",
        "7 September, from 19 July 2025": "an|1|2",
        "‹ Back to the deadline": "c|1",
    }
    assert "nothing to choose" in shown(count_from(deadline()))


def test_a_rejected_deadline_can_be_brought_back() -> None:
    buttons = telegram.buttons_of(render(rejected(ULTIMATUM)))
    assert [decode(data) is not None for data in buttons.values()] == [True]
    assert "not a deadline" in shown(rejected(ULTIMATUM))


def test_a_finding_on_the_terminal_has_its_evidence_and_arithmetic() -> None:
    text = finding_text(HERALD.finding)
    assert text.splitlines()[:2] == ["Deal on Ukraine", "  Sunday 7 September 2025 (Moscow) (set, open)"]
    assert "50 days from 19 July 2025, “Just a day before this interview”: 7 September 2025" in text
    assert text.endswith("“Trump gave Russia 50 days to agree to a deal.”")


def test_the_last_confirmation_is_told_in_days_of_the_readers_zone() -> None:
    late = datetime(2025, 7, 24, 1, tzinfo=UTC)
    text = shown(deadline_card(deadline(reports=(WIRE,)), READER, late, following=False))
    assert "Last confirmed 10 days ago by Example Wire." in text
    unnamed = replace(WIRE, source="", url="https://news.example.org/a", published=late - timedelta(hours=1))
    text = shown(deadline_card(deadline(reports=(unnamed,)), READER, late, following=False))
    assert "Last confirmed today by news.example.org." in text
