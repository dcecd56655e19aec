"""What is sent without a command: read, answered, or refused with a way out."""

from dataclasses import replace
from datetime import date, timedelta

from bot.playground.people import COLLEAGUE, Origin
from core.errors import ForbiddenAddressError
from core.model.article import Draft
from core.model.deadline import Status
from tests.bot.handlers.conftest import ME, Chat
from tests.core.newsdesk.desk import START, at, told

SET = told(date(2025, 9, 2))
TEN_DAYS = (
    "Russia has ten days to agree to a ceasefire with Ukraine, President Donald Trump said. If it does not, new "
    "sanctions will follow, and they will be harder than all those before them, he told reporters at the White House."
)


async def test_a_text_without_a_date_is_counted_from_today_and_asks_when_it_was_written(chat: Chat) -> None:
    (answer,) = await chat.say(TEN_DAYS)
    assert "24 July 2025" in answer
    assert "When was it written?" in answer
    assert "for you alone" in answer
    assert list(chat.buttons) == ["Track this", "Details", "Written today", "Yesterday", "Other day"]


async def test_another_day_redoes_the_arithmetic_in_the_same_message(chat: Chat) -> None:
    await chat.say(TEN_DAYS)
    assert await chat.press("Yesterday") == []
    assert "23 July 2025" in chat.last
    assert "When was it written?" not in chat.last
    assert [d.due and d.due.first for d in await chat.desk.ledger(ME)] == [date(2025, 7, 23)]


async def test_five_presses_on_the_same_day_have_one_effect(chat: Chat) -> None:
    await chat.say(TEN_DAYS)
    data, last = chat.buttons["Yesterday"], chat.telegram.messages()[-1]["message_id"]
    for _ in range(5):
        chat.telegram.press(last, data)
    await chat.settled()
    (deadline,) = await chat.desk.ledger(ME)
    assert len(deadline.reports) == 1


async def test_other_asks_for_the_day_and_takes_it_in_words(chat: Chat) -> None:
    await chat.say(TEN_DAYS)
    assert "On which day was it written?" in (await chat.press("Other day"))[0]
    assert "I could not read that as a day" in (await chat.say("the day of the long rain"))[0]
    (answer,) = await chat.say("10 July")
    assert "20 July 2025" in answer
    assert "I found no deadline for that" in (await chat.say("9 July"))[0]  # it is not waited for any longer


async def test_a_page_without_a_date_can_be_redated_too_for_this_chat_alone(chat: Chat) -> None:
    url = "https://example.org/ten-days"
    chat.desk.wire.pages[url] = Draft(text=TEN_DAYS, title="Ten days for Moscow", url=url, source="Example Wire")
    (answer,) = await chat.say(f"look: {url}")
    assert "24 July 2025" in answer
    assert "for you alone" not in answer
    await chat.press("Yesterday")
    assert "23 July 2025" in chat.last
    theirs = chat.of(COLLEAGUE)
    await theirs.say("/deadlines")
    assert "24 July" in theirs.last


async def test_one_article_is_shown_with_the_card_of_its_link_and_a_list_without(chat: Chat) -> None:
    url = "https://example.org/ten-days"
    chat.desk.wire.pages[url] = Draft(text=TEN_DAYS, title="Ten days for Moscow", url=url, source="Example Wire")
    await chat.say(url)
    await chat.say("/deadlines")
    article, listed = [call.params for call in chat.telegram.calls if call.method == "sendMessage"][-2:]
    assert "link_preview_options" not in article
    assert "is_disabled" in str(listed["link_preview_options"])


async def test_a_page_that_cannot_be_read_says_what_to_do(chat: Chat) -> None:
    assert "Paste the text instead" in (await chat.say("https://example.org/nothing"))[0]

    async def refuse(url: str) -> Draft:
        raise ForbiddenAddressError(url)

    chat.desk.wire.read_page = refuse  # type: ignore[method-assign]
    assert "public web pages only" in (await chat.say("http://169.254.169.254/latest/meta-data"))[0]


async def test_a_forwarded_post_is_anchored_by_its_own_day_where_the_reader_is(chat: Chat) -> None:
    await chat.say("/timezone Kyiv")
    night = Origin("Harbour Wire", at(10, 22))  # the 11th in Kyiv
    (answer,) = await chat.say(TEN_DAYS, origin=night)
    assert "Harbour Wire · 11 July 2025" in answer
    assert "21 July 2025" in answer


async def test_a_paste_has_the_headline_and_the_day_that_it_opens_with(chat: Chat) -> None:
    (answer,) = await chat.say(f"Ten days for Moscow\n\nWASHINGTON, July 10 (Example Wire) - {TEN_DAYS}")
    assert answer.startswith("Ten days for Moscow\nText you sent · 10 July 2025 · for you alone\n\nRussia has ten days")
    assert "20 July 2025" in answer
    assert "When was it written?" not in answer


async def test_a_dateline_with_a_year_dates_a_paste_wherever_the_reader_is(chat: Chat) -> None:
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        await chat.say(f"/timezone {zone}")
        (answer,) = await chat.say(f"[Washington, July 10, 2025] — {TEN_DAYS} It was said in {zone}.")
        assert "10 July 2025" in answer
        assert "20 July 2025" in answer
        assert "When was it written?" not in answer


async def test_a_question_is_answered_from_the_ledger_first(chat: Chat) -> None:
    await chat.desk.keep(SET)
    assert (await chat.say("when must Russia agree?"))[0].startswith("⏳ Deal on Ukraine")
    (none,) = await chat.say("who won the chess match?")
    assert "I found no deadline for that" in none
    assert len(chat.buttons) == 3


async def test_a_question_of_ours_gives_way_to_a_question_of_theirs(chat: Chat) -> None:
    await chat.desk.keep(SET)
    await chat.say("/timezone")
    assert (await chat.say("Russia"))[0].startswith("⏳ Deal on Ukraine")
    assert "Atlantis" in (await chat.say("Atlantis"))[0]
    assert "Europe/Lisbon" in (await chat.say("Lisbon"))[0]
    assert "I found no deadline for that" in (await chat.say("Lisbon"))[0]


async def test_a_question_of_ours_is_forgotten_after_a_day(chat: Chat) -> None:
    await chat.say("/timezone")
    chat.desk.clock.advance(timedelta(hours=25))
    assert "I found no deadline for that" in (await chat.say("Lisbon"))[0]


async def test_files_are_read_and_what_cannot_be_read_says_why(chat: Chat) -> None:
    (answer,) = await chat.upload("ten.txt", TEN_DAYS.encode())
    assert "24 July 2025" in answer
    assert "ten.txt" in answer
    assert "I found no text in it" in (await chat.upload("empty.txt", b" \n"))[0]


async def test_a_file_over_the_limit_is_refused_before_it_is_fetched(chat: Chat) -> None:
    big = {"file_id": "no-such-file", "file_unique_id": "u", "file_name": "big.pdf", "file_size": 21 * 1024 * 1024}
    (answer,) = await chat.receive("message", document=big)
    assert "big.pdf" in answer
    assert "over 20 MB" in answer
    assert not [call for call in chat.telegram.calls if call.method == "getFile"]


async def test_a_text_far_too_long_names_the_limit(chat: Chat) -> None:
    (answer,) = await chat.say("word " * 20_000)
    assert "100,000 characters, I read up to 50,000" in answer


async def test_what_is_no_text_is_named_and_what_nobody_sent_is_passed_over(chat: Chat) -> None:
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
    assert "I read text" in (await chat.receive("message", photo=photo))[0]
    assert (
        await chat.receive("message", pinned_message={"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}})
        == []
    )
    assert await chat.receive("message", message_auto_delete_timer_changed={"message_auto_delete_time": 60}) == []


async def test_in_a_group_the_bot_is_silent_on_what_is_not_for_it(chat: Chat) -> None:
    group = {"id": -100, "type": "group", "title": "Family"}
    assert await chat.receive("message", chat=group, text=TEN_DAYS) == []
    entity = {"type": "bot_command", "offset": 0, "length": 7}
    assert await chat.receive("message", chat=group, text="/wether", entities=[entity]) == []


async def test_a_text_put_right_is_read_again_a_command_is_not(chat: Chat) -> None:
    await chat.desk.keep(SET)
    message = chat.telegram.say("who won the chess match?")
    await chat.settled()
    chat.telegram.edit_said(message["message_id"], "when must Russia agree?")
    await chat.settled()
    assert chat.last.startswith("⏳ Deal on Ukraine")
    command = chat.telegram.say("/alerts all")
    await chat.settled()
    before = len(chat.telegram.sent)
    chat.telegram.edit_said(command["message_id"], "/alerts off")
    await chat.settled()
    assert len(chat.telegram.sent) == before


async def test_summarise_reads_its_words_a_reply_or_says_how(chat: Chat) -> None:
    assert "No command is needed" in (await chat.say("/summarise"))[0]
    assert "24 July 2025" in (await chat.say(f"/summarise {TEN_DAYS}"))[0]
    short = chat.telegram.say("Iran must answer by 8 August 2025.")
    await chat.settled()
    assert "8 August 2025" in (await chat.say("/summarize", reply_to=short["message_id"]))[0]
    file = chat.telegram.send_file("ten.txt", TEN_DAYS.replace("ten days", "twelve days").encode())
    await chat.settled()
    assert "ten.txt" in (await chat.say("/summary", reply_to=file["message_id"]))[0]


async def test_what_a_person_sent_is_no_news_in_their_briefing(chat: Chat) -> None:
    url = "https://example.org/port"
    text = "The port of Varna was closed by a fire in the grain terminal on Monday. Nobody was hurt in that fire."
    chat.desk.wire.pages[url] = Draft(text=text, title="Fire in Varna", url=url, source="Example Wire", published=START)
    await chat.say(url)
    assert (await chat.say("/brief"))[0].startswith("Nothing new")


async def test_a_paste_of_a_known_deadline_joins_it_and_says_that_it_is_followed(chat: Chat) -> None:
    await chat.desk.keep(replace(SET))
    await chat.say("/alerts all")
    await chat.say(TEN_DAYS)
    assert "Details" in chat.buttons
    assert "Track this" not in chat.buttons
    assert {d.status for d in await chat.desk.ledger(ME)} == {Status.OPEN}


async def test_an_album_is_answered_once_and_read_by_its_caption(chat: Chat) -> None:
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    first = await chat.receive("message", photo=photo, media_group_id="a", caption=TEN_DAYS)
    assert len(first) == 1
    assert "for you alone" in first[0]
    for number in (9_001, 9_002):
        assert await chat.receive("message", photo=photo, media_group_id="a", message_id=number) == []
    (told,) = await chat.receive("message", photo=photo, media_group_id="b", message_id=9_003)
    assert "This I cannot read" in told
    assert await chat.receive("message", photo=photo, media_group_id="b", message_id=9_004) == []
    assert "nothing to cancel" in (await chat.say("/cancel"))[0]
