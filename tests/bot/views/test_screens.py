"""Every screen, whatever the news or a person puts into it: Telegram takes it, and its buttons lead somewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import views
from bot.views.composer import TelegramComposer
from bot.views.document import Document
from bot.views.press import decode
from bot.views.render import render
from core import errors
from core.model.article import Fact, FactKind, Quote, Reading
from core.model.briefing import Briefing, Item, Line
from core.model.deadline import Competing, Deadline, Due, Entry, Event, Evidence, Granularity, Status, Terms
from core.model.feed import Feed
from core.model.ids import ChatId, DeadlineId, FeedId, StoryId
from core.model.story import Story
from core.model.subscriber import Alert, DigestTime, Follow, FollowKind, Rung
from tests.bot.views import telegram
from tests.bot.views.samples import NOW, READER, ULTIMATUM, article, deadline, finding, report

COMPOSER = TelegramComposer()

rude = st.one_of(
    st.text(alphabet="<>&\"'{}%|\n\t\u202e\u200b\x00 aä😀", max_size=30),
    st.builds(str.__mul__, st.sampled_from(["<b>", "&amp;", "{name}", "x", "😀", "word "]), st.integers(0, 900)),
)
zones = st.sampled_from(["UTC", "Europe/Kyiv", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
days = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@st.composite
def dues(draw: st.DrawFn) -> Due:
    first, zone = draw(days), draw(zones)
    granularity = draw(st.sampled_from(list(Granularity)))
    if granularity is Granularity.INSTANT:
        return Due(granularity, first, first, zone, datetime.combine(first, draw(st.times()), UTC))
    return Due(granularity, first, first + timedelta(days=draw(st.integers(0, 400))), zone)


@st.composite
def deadlines(draw: st.DrawFn) -> Deadline:
    terms = Terms(*(draw(rude) for _ in range(5)))
    text = draw(rude)
    told = [
        replace(
            report(n, finding(draw(st.none() | dues()), terms=terms, words=draw(rude), evidence=Evidence(text, 0, 9))),
            source=draw(rude),
            url=draw(st.sampled_from(["", "https://example.org/<&>", "javascript:x"])),
            headline=draw(rude),
        )
        for n in range(1, draw(st.integers(1, 4)) + 1)
    ]
    dated = [r.finding.due for r in told if r.finding.due is not None]
    steps = tuple(Entry(draw(st.sampled_from(list(Event))), r.finding.due, r.published, r) for r in told)
    competing = tuple(Competing(due, tuple(told)) for due in dated) if len(dated) > 1 else ()
    return Deadline(
        DeadlineId(1), terms, dated[0] if dated else None, draw(st.sampled_from(list(Status))), tuple(told), steps,
        competing, (terms,),
    )  # fmt: skip


def taken(shown: Document | Sequence[Mapping[str, Any]]) -> str:
    """Return what a document or pages show, once Telegram took it and each of the buttons was read back."""
    if not isinstance(shown, Document):
        return "\n\n".join(_taken([page]) for page in shown)
    return _taken(render(shown))


def _taken(payloads: Sequence[Mapping[str, Any]]) -> str:
    for data in telegram.presses_of(payloads):
        assert decode(data) is not None
    return telegram.text_of(payloads)


@given(deadlines(), rude, st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
@settings(max_examples=60)
def test_any_deadline_can_be_shown_on_every_screen_that_shows_one(told: Deadline, words: str, now: datetime) -> None:
    alert = Alert(ChatId(7), 1, Rung.DAYS_3, "x", now)
    taken(views.deadline_card(told, READER, now, following=False, count_from=1))
    taken(views.why(told, READER, now))
    taken(views.count_from(told))
    taken(views.rejected(told))
    taken(views.muted(told))
    taken(views.following(told, [alert], READER, now))
    taken(views.deadline_list([told] * 20, READER, now, query=words))
    taken(views.asof([told] * 30, now, READER))
    taken(views.no_answer([told]))
    taken(views.alerts_overview([(Follow(ChatId(7), FollowKind.DEADLINE, "1"), words)], READER, [(alert, told)]))
    for payloads in (
        COMPOSER.alerts([(alert, told)], READER, now=now),
        COMPOSER.alerts([(alert, told)] * 3, READER, now=now),
        *(COMPOSER.change(before, told, entry, READER, now=now) for entry in told.history for before in (None, told)),
    ):
        telegram.read_messages(payloads)


@given(rude, rude, rude, deadlines())
@settings(max_examples=40)
def test_any_article_can_be_shown_by_itself_and_in_a_briefing(one: str, other: str, url: str, told: Deadline) -> None:
    reading = Reading(
        "en",
        (one, other) * 3,
        (Quote(one, other),) * 6,
        sentences=(one, other),
        facts=(Fact(FactKind.PLACE, one, other),) * 2,
    )
    shown = article(title=one, source=other, url=url, reading=reading)
    story = Story(StoryId(1), (article(2), shown) * 4)
    item = Item(
        story, (Line(one[:400], other, url), Line(other[:400], other, url)), (told,), is_update=True, topic=other[:40]
    )
    briefing = Briefing(NOW, strip=(told,) * 3, items=(item,) * 12, also=(item,) * 5, left_out=3, repeated=2)
    taken(views.article(shown, [told] * 5, READER, NOW, following=frozenset({1}), ask_written=True))
    taken(views.story(story, [told], READER, NOW))
    taken(views.briefing(briefing, READER, NOW))
    taken(views.start(READER, NOW, example=briefing))


@given(rude, rude)
@settings(max_examples=60)
def test_whatever_a_person_types_can_be_repeated_to_them(one: str, other: str) -> None:
    feed = Feed(FeedId(1), url=one, title=other)
    for view in (
        views.command_for_another(one, one),
        views.unknown_command(one, None),
        views.unknown_command(one, "digest"),
        views.zone_unknown(one, ["Europe/Kyiv", "America/Port-au-Prince"]),
        views.zone_unknown(one, []),
        views.feed_followed(feed, added=True, entries=3),
        views.feed_followed(feed, added=False, entries=0),
        views.word_followed(one, added=True),
        views.follow_overview([feed] * 40, [one] * 40),
        views.deadline_list([], READER, NOW, query=one),
        views.error(errors.UnknownZoneError(one)),
        views.error(errors.UnreadableTimeError(one)),
        views.error(errors.UnreadableFileError(one, other)),
    ):
        taken(view)


@pytest.mark.parametrize(
    "screen",
    [
        views.start(READER, NOW),
        views.help_(),
        views.privacy(),
        views.deadline_list([], READER, NOW),
        views.deadline_list([], READER, NOW, state="passed"),
        views.asof([], NOW, READER),
        views.asof_usage(NOW),
        views.no_answer([]),
        views.alerts_overview([], READER, []),
        views.briefing(Briefing(NOW), READER, NOW),
        views.reading_first(),
        views.digest_settings([], READER, NOW),
        views.digest_set([], READER, NOW),
        views.zone_choices(READER, NOW),
        views.zone_set(READER, NOW),
        views.follow_overview([], []),
        views.summarise_usage(),
        views.ask_day(),
        views.ask_day(again=True),
        views.stopped(),
        views.resumed(),
        views.cancelled(was_asking=True),
        views.cancelled(was_asking=False),
        views.forget(),
        views.forgotten(),
        views.kept(),
        views.unreadable_kind(),
    ],
)
def test_an_empty_screen_says_what_to_do_next(screen: Document) -> None:
    text = taken(screen)
    assert len(text.split()) >= 3
    assert "None" not in text
    assert "{" not in text
    assert telegram.units(text) < 1600


@pytest.mark.parametrize(
    ("error", "way_out"),
    [
        (errors.EmptyArticleError(), "paste the article"),
        (errors.UnsupportedFormatError("a.docx", "x"), "Send .txt, .html or .pdf"),
        (errors.UnreadableFileError("a.pdf", "x"), "Paste the text instead"),
        (errors.TextTooLongError(100_000, 50_000), "100,000 characters, I read up to 50,000"),
        (errors.UnknownZoneError("Atlantis"), "Send a larger city near you"),
        (errors.UnreadableTimeError("soonish"), "Send it like 08:00"),
        (errors.NotFoundError("deadline", 5), "/deadlines shows those that are"),
        (errors.NotFoundError("story", 5), "/brief shows what is new"),
        (errors.NotFoundError("article", 5), "Send it again"),
        (errors.NotFoundError("report", 5), "/help"),
        (errors.TooManyFollowsError(200), "/alerts ends those"),
        (errors.ForbiddenAddressError("http://10.0.0.1"), "Send another, or paste the text"),
        (errors.FeedUnavailableError("http://x"), "try again in a while"),
        (errors.PageUnavailableError("http://x"), "Paste the text instead"),
        (errors.NotAFeedError("http://x"), "Send the address of the feed itself"),
        (errors.WireError("http://x"), "Try again in a while"),
        (errors.WorkerTimeoutError(), "Send a shorter text"),
        (errors.WorkerCrashedError(), "Send a shorter text"),
        (errors.StoreError("disk full at /secret/path"), "Try again in a few minutes"),
        (errors.UnresolvableTimexError("some weeks", span=(0, 3)), "Send a date"),
        (errors.DatelineError("inner matter"), "/help"),
    ],
)
def test_each_error_names_the_cause_and_the_way_out_and_nothing_technical(
    error: errors.DatelineError, way_out: str
) -> None:
    text = taken(views.error(error))
    assert way_out in text
    assert not any(word in text for word in ("Error", "secret", "inner matter", "Traceback", "10.0.0.1"))
    assert 0 < len(views.error_toast(error)) <= 200


def test_each_reason_why_nothing_could_be_read_has_words_of_its_own() -> None:
    assert len({taken(views.error(errors.PageUnavailableError("http://x", why))) for why in errors.Unread}) == len(
        errors.Unread
    )


def test_a_list_of_many_deadlines_has_pages_that_turn() -> None:
    many = [deadline(reports=(report(n, finding()),)) for n in range(1, 21)]
    first = telegram.buttons_of(render(views.deadline_list(many, READER, NOW)))
    assert first["2/3 ›"] == "l|open|1"
    assert "‹ 1/3" not in first
    middle = render(views.deadline_list(many, READER, NOW, page=1))
    assert "(2/3)" in telegram.text_of(middle)
    assert {"‹ 1/3": "l|open|0", "3/3 ›": "l|open|2"}.items() <= telegram.buttons_of(middle).items()
    beyond = telegram.text_of(render(views.deadline_list(many, READER, NOW, page=99)))
    assert "(3/3)" in beyond


def test_a_row_of_the_list_says_where_sources_disagree() -> None:
    text = taken(views.deadline_list([ULTIMATUM], READER, NOW))
    assert "1. 2 September · in 44 days\nDeal on Ukraine\nSources disagree: also 7 September" in text


def test_the_ledger_of_a_past_day_has_nothing_that_runs_with_the_readers_clock() -> None:
    payloads = render(views.asof([ULTIMATUM], NOW, READER))
    names = [entity.name for message in telegram.read_messages(payloads) for entity in message.entities]
    assert "tg-time" not in names
    assert "As known on 20 July 2025" in telegram.text_of(payloads)


def test_a_briefing_opens_with_the_next_deadlines_then_the_stories_word_for_word() -> None:
    lines = (Line("The port closes on Friday.", "Example Wire", "https://example.org/1"),)
    item = Item(Story(StoryId(5), (article(),)), lines, (ULTIMATUM,), is_update=True)
    payloads = views.briefing(Briefing(NOW, (ULTIMATUM,), (item,), left_out=1), READER, NOW)
    assert telegram.text_of(payloads) == (
        "Briefing, Sunday 20 July 2025 · midday\n"
        "• ⏳ 2 September · in 44 days · Deal on Ukraine\n\n"
        "1. Update: A port closes\n"
        "The port closes on Friday. (Example Wire)\n"
        "1 source · ⏳ 2 September · in 44 days\n\n"
        "1 more story is new to you."
    )
    assert telegram.buttons_of(payloads) == {"1": "s|5", "⏳ Deal on Ukraine": "c|1", "More stories": "b"}


def test_a_story_without_sentences_says_headline_only() -> None:
    bare = article(reading=Reading("en"))
    item = Item(Story(StoryId(5), (bare,)), ())
    assert "headline only, Example Wire" in taken(views.briefing(Briefing(NOW, (), (item,)), READER, NOW))
    assert "headline only" in taken(views.story(Story(StoryId(5), (bare,)), [], READER, NOW))


def test_key_facts_stand_under_the_summary_each_once_with_its_sentence() -> None:
    crew = Fact(FactKind.FIGURE, "40 tonnes of oil", "She sank with 40 tonnes of oil.")
    told = article(reading=Reading("en", summary=("The port closes.",), facts=(crew, crew)))
    shown = "Key facts\n40 tonnes of oil — She sank with 40 tonnes of oil."
    assert taken(views.article(told, [], READER, NOW, following=frozenset())).count(shown) == 1
    assert taken(views.story(Story(StoryId(5), (told, told)), [], READER, NOW)).count(shown) == 1


def test_an_article_offers_to_track_each_deadline_and_asks_when_it_was_written() -> None:
    payloads = render(views.article(article(), [ULTIMATUM], READER, NOW, following=frozenset(), ask_written=True))
    assert telegram.buttons_of(payloads) == {
        "Track this": "al|1",
        "Details": "c|1",
        "Written today": "p|today|1",
        "Yesterday": "p|yesterday|1",
        "Other day": "p|other|1",
    }
    followed = render(views.article(article(), [ULTIMATUM], READER, NOW, following=frozenset({1})))
    assert list(telegram.buttons_of(followed)) == ["Details"]


def test_an_article_without_a_deadline_says_why_where_there_is_a_reason() -> None:
    def said(reason: str | None) -> str:
        reading = Reading("fr", reason=reason, sentences=("x",))
        return taken(views.article(article(reading=reading), [], READER, NOW, following=frozenset()))

    assert "No deadline in it." in said(None)
    assert "French is not read for deadlines yet." in said("language not supported: fr")
    assert "This language is not read" in said("language not supported: ??")


def test_the_briefing_hours_are_told_with_the_next_one_and_the_zone() -> None:
    times = [DigestTime(ChatId(7), time(7, 30), frozenset(range(5)), 3, datetime(2025, 7, 21, 4, 30, tzinfo=UTC))]
    text = taken(views.digest_set(times, READER, NOW))
    assert "07:30 on weekdays, 3 minutes' reading; next Mon 21 Jul, 07:30" in text
    assert "By Kyiv time, where it is 15:00 now." in text
    unknown = taken(views.digest_set(times, replace(READER, zone="UTC", zone_chosen=False), NOW))
    assert "Is that not your time?" in unknown


def test_each_follow_can_be_ended_by_itself() -> None:
    follows = [(Follow(ChatId(7), FollowKind.WORD, word), word) for word in ("tariffs", "ceasefire")]
    presses = telegram.presses_of(render(views.alerts_overview(follows, READER, [])))
    assert len({data for data in presses if data.startswith("uf|word|")}) == 2
