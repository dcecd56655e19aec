"""What people set in the chat, in the words that they use for it."""

from datetime import date

from tests.e2e.chat.playing import Chat, text_of
from tests.e2e.chat.texts import harbour


def test_briefings_are_set_rest_and_go_on(chat: Chat) -> None:
    chat.say("/digest 0800 weekends")
    chat.hears("08:00", "on weekends")
    chat.say("/digest 8am")
    chat.hears("08:00", "every day")
    chat.say("/digest 8 and 18")
    assert "18:00" in text_of(chat.hears("08:00"))
    chat.say("/digest pause")
    chat.hears("Until when?")
    chat.press("Until Monday")
    paused = text_of(chat.hears("Paused"))
    assert "21 Jul" in paused
    assert "20 Jul" not in paused
    chat.say("/timezone Kyiv")
    chat.hears("Europe/Kyiv")
    chat.say("/digest")
    assert "20 Jul" not in text_of(chat.hears("Your briefings"))
    chat.say("/digest resume")
    chat.hears("Set", "20 Jul")
    chat.say("/digest pause until whenever")
    chat.hears("I could not read “whenever”")


def test_an_offset_or_a_name_of_several_zones_leads_to_places(chat: Chat) -> None:
    for typed, place in (("UTC+3", "Europe/Kyiv"), ("GMT-5", "America/Chicago"), ("+5:30", "Asia/Kolkata")):
        chat.say(f"/timezone {typed}")
        chat.hears(f"“{typed}” is the time of several places")
        assert place in chat.buttons()
    chat.say("/timezone IST")
    chat.hears("“IST” is the time of several places")
    chat.press("Europe/Dublin")
    chat.hears("Your zone is Europe/Dublin")


def test_quiet_hours_are_read_as_people_write_them(chat: Chat) -> None:
    chat.say("/quiet 22-7")
    chat.hears("Quiet from 22:00 to 07:00")
    chat.say("/quiet 11pm to 6:30")
    chat.hears("Quiet from 23:00 to 06:30")
    chat.say("/quiet off")
    chat.hears("No quiet hours")


def test_settings_are_one_message_that_edits_itself(chat: Chat) -> None:
    chat.say("/settings")
    shown = chat.hears("No quiet hours", "No daily briefing")["message_id"]
    for label, words in (("Quiet at night", "Quiet from 22:00 to 07:00"), ("Dark pictures", "Pictures are drawn dark")):
        chat.press(label)
        assert chat.sees(words)["message_id"] == shown
    chat.press("Briefings")
    chat.hears("When shall I brief you?")


def test_the_language_is_chosen_by_a_button_or_a_word(chat: Chat) -> None:
    chat.say("/language")
    chat.hears("language")
    chat.press("Deutsch")
    chat.say("/deadlines")
    assert "2. September" in text_of(chat.hears("Fristen"))
    chat.say("/language English")
    chat.say("/deadlines")
    chat.hears("Deadlines,", "2 September")


def test_summarise_reads_what_stands_behind_it_or_what_it_replies_to(chat: Chat) -> None:
    chat.say(f"/summarise {harbour(date(2025, 7, 18))}")
    chat.hears("1 August", "gave the owners of the northern terminal 14 days")
    short = chat.say("Iran must answer the agency by 8 August 2025.")["message"]["message_id"]
    chat.hears("8 August")
    chat.say("/summarise", reply_to=short)
    chat.hears("8 August")


def test_near_words_for_coming_and_going_are_understood(chat: Chat) -> None:
    chat.say("/subscribe")
    chat.hears("You follow no deadline yet")
    chat.say("/unsubscribe")
    chat.hears("Stopped")
    assert "Start again" in chat.buttons()


def test_a_place_is_shared_by_a_key_that_goes_away_once_it_served(chat: Chat) -> None:
    ways = (
        (lambda: chat.share_location(35.68, 139.69), "I keep the time zone, not the place"),
        (lambda: chat.say("Lisbon"), "I keep the time zone, not the place"),
        (lambda: chat.say("/cancel"), "Dropped"),
    )
    for act, words in ways:
        chat.say("/timezone")
        chat.hears("Your time zone")
        chat.press("Share my location")
        key = {"text": "Share my location", "request_location": True}
        assert chat.hears("Tap the button below")["reply_markup"]["keyboard"] == [[key]]
        act()
        assert chat.hears(words)["reply_markup"] == {"remove_keyboard": True}
