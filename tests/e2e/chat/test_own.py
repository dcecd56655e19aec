"""What people add themselves: deadlines of their own, dates put right, texts put right, replies to what was sent."""

from datetime import date

from tests.e2e.chat.playing import Chat, text_of
from tests.e2e.chat.texts import BRIDGE, harbour


def test_a_deadline_of_ones_own_is_typed_alerted_moved_renamed_done_and_deleted(chat: Chat, colleague: Chat) -> None:
    chat.say("remind me 30 July submit the tax form")
    kept = text_of(chat.hears("Submit the tax form", "30 July"))
    assert "in 10 days" in kept
    assert "Kept for you alone" in kept
    colleague.say("/deadlines tax")
    colleague.hears("No deadline fits “tax”")
    chat.press("Change the date")
    chat.hears("By when is Submit the tax form due?")
    chat.say("23 July")
    chat.hears("23 July", "in 3 days", "as you wrote")
    chat.press("Rename")
    chat.hears("What shall I call")
    chat.say("Tax return")
    chat.hears("Tax return", "23 July")
    assert any("Tax return" in told and "1 day left" in told for told in chat.step() + chat.step() + chat.step())
    chat.say("/deadline tax return")
    chat.hears("Tax return", "today")
    chat.press("Done ✓")
    chat.sees("Done: Tax return")
    chat.press("Open it")
    chat.hears("Tax return", "met")
    chat.press("Delete")
    chat.sees("Deleted: Tax return")
    chat.press("Undo")
    chat.sees("Tax return", "as you wrote")


def test_two_things_of_ones_own_on_one_day_stay_two_and_an_hour_is_kept(chat: Chat) -> None:
    chat.say("tax form due 30 July 17:00")
    chat.hears("Tax form", "5 p.m.")
    chat.say("/deadline add tax annexe by 30 July")
    chat.hears("Tax annexe", "30 July")
    chat.say("/deadlines tax")
    listed = text_of(chat.hears("Deadlines on “tax”"))
    assert "Tax form" in listed
    assert "Tax annexe" in listed


def test_what_is_missing_of_ones_own_is_asked_for(chat: Chat) -> None:
    chat.say("/remind")
    chat.hears("A deadline of your own")
    chat.say("/remind me to pay the rent on 1 August")
    chat.hears("⏳ Pay the rent", "1 August")
    chat.say("/remind call the bank")
    chat.hears("By when: “call the bank”?")
    chat.say("tomorrow 17:00")
    chat.hears("Call the bank", "21 July")
    chat.say("remind me to buy milk")
    chat.hears("By when: “buy milk”?")
    chat.say("thanks")
    chat.hears("At your service")
    chat.say("on Friday")
    chat.hears("Buy milk", "25 July")
    chat.say("nothing of the sort by 12 August")
    chat.hears("Shall I keep it as one of your own")
    chat.press("No")
    chat.sees("Left as it is")


def test_a_date_is_put_right_by_its_start_its_length_or_itself_and_taken_back(chat: Chat, colleague: Chat) -> None:
    chat.say("when does the ultimatum end?")
    chat.hears("2 September")
    chat.press("Fix the date")
    chat.hears("What is right for")
    chat.say("gibberish without any day")
    chat.hears("I could not read a date in that")
    chat.say("count from 19 July")
    assert "Only this chat sees it so" in text_of(chat.hears("7 September"))
    chat.press("Why?")
    chat.hears("50 days from 19 July 2025, as you said")
    chat.press("Fix the date")
    chat.hears("What is right for")
    chat.say("it's 8 August")
    chat.hears("8 August", "You put the date right")
    colleague.say("when does the ultimatum end?")
    assert "2 September" in text_of(colleague.hears("Russia"))
    chat.press("Undo my date")
    assert "You put the date right" not in text_of(chat.sees("2 September", "Russia"))


def test_a_reply_with_a_correction_redoes_the_arithmetic(chat: Chat) -> None:
    chat.say("when does the ultimatum end?")
    card = chat.hears("2 September")["message_id"]
    chat.say("it was announced on 10 July", reply_to=card)
    chat.hears("29 August", "You put the date right")
    chat.say(BRIDGE)
    read = chat.hears("When was it written?", "30 July")["message_id"]
    chat.say("that was 14 July", reply_to=read)
    chat.hears("24 July", "publish its accounts")


def test_alerts_move_along_with_a_date_that_was_put_right(chat: Chat) -> None:
    chat.say("when does the ultimatum end?")
    card = chat.hears("2 September")["message_id"]
    chat.press("Alert me")
    chat.hears("I will keep you posted")
    chat.say("it's 22 July", reply_to=card)
    chat.hears("22 July", "in 2 days")
    assert any("1 day left" in told for told in chat.step() + chat.step())


def test_a_reply_to_a_briefing_opens_the_story_that_it_means(chat: Chat) -> None:
    chat.say("/brief")
    briefing = chat.hears("Briefing,")["message_id"]
    chat.say("1", reply_to=briefing)
    chat.hears("Patriots for Kyiv", "last report")
    chat.say("tell me more about the Patriots", reply_to=briefing)
    chat.hears("Patriots for Kyiv", "last report")


def test_a_reply_that_asks_about_what_is_shown_is_answered_by_it(chat: Chat) -> None:
    chat.say("/brief")
    chat.hears("Briefing,")
    chat.press("1")
    story = chat.hears("Patriots for Kyiv", "last report")["message_id"]
    chat.say("when does it end?", reply_to=story)
    card = chat.hears("⏳ Russia to agree", "2 September")["message_id"]
    chat.say("why is that so?", reply_to=card)
    chat.hears("Why: Russia to agree", "50 days from 14 July 2025")


def test_a_text_that_is_put_right_is_read_again_in_place(chat: Chat) -> None:
    sent = chat.say(harbour(date(2025, 7, 18)))["message"]["message_id"]
    chat.hears("1 August")
    before = len(chat.own())
    chat.edit(sent, harbour(date(2025, 7, 19)))
    chat.sees("2 August", "northern terminal")
    assert len(chat.own()) == before


def test_a_paste_that_the_client_split_is_read_as_one(chat: Chat) -> None:
    filling = "The quays were full, and nobody on them could say for how long that would last. " * 50
    first = f"{harbour(date(2025, 7, 18))}{filling}"[:4_000].rsplit(" ", 1)[0]
    rest = "last. The deadline for the southern quay is 9 August."
    chat.say(first)
    chat.hears("1 August")
    before = len(chat.own())
    chat.say(rest)
    chat.sees("1 August", "9 August")
    assert len(chat.own()) == before
    chat.say(harbour(date(2025, 7, 16)).replace("northern", "eastern"))
    chat.hears("30 July", "eastern terminal")


def test_a_short_report_is_read_as_news_and_a_short_question_is_none(chat: Chat) -> None:
    chat.say("Iran gave the agency ten days to remove its cameras, or it leaves the treaty.")
    chat.hears("for you alone", "30 July")
    chat.say("The ferry between the islands ran again on Sunday after a week of storms.")
    chat.hears("for you alone", "No deadline in it")
    chat.say("Storm closes ports", channel="Harbour Wire", date="2025-07-15T09:00")
    chat.hears("Harbour Wire")


def test_the_day_after_ones_own_it_is_asked_whether_it_is_done(chat: Chat) -> None:
    chat.say("remind me 21 July call the bank")
    chat.hears("Call the bank", "21 July")
    told = chat.step() + chat.step() + chat.step()
    assert "Last confirmed" not in next(said for said in told if "Today is the day" in said)
    assert any("Call the bank" in said and "Is it done" in said for said in told)
    chat.press("Done ✓")
    chat.sees("Done: Call the bank")
