"""Alerts as a person sets them up: by topic, party, word or all, on the steps that they want, with what they mute."""

from tests.e2e.chat.playing import Chat, text_of


def test_a_topic_and_a_party_are_followed_and_stopped(chat: Chat) -> None:
    chat.say("/alerts topic Diplomacy")
    followed = text_of(chat.hears("You follow", "deadlines on Diplomacy"))
    assert "Next alerts" in followed
    chat.press("Stop 1")
    chat.sees("You follow no deadline yet", "/alerts topic Black Sea")
    chat.say("/alerts topic Black Sea")
    chat.hears("deadlines on Black Sea", "No alert is planned")
    chat.say("/alerts actor Russia")
    chat.hears("deadlines of Russia", "Next alerts")
    chat.say("/alerts off")
    chat.hears("You follow no deadline yet")


def test_the_steps_of_the_ladder_are_tapped_or_typed(chat: Chat) -> None:
    chat.say("/alerts all")
    chat.hears("every deadline", "half-way")
    chat.press("When I am told")
    chat.hears("When I am told", "/alerts ladder")
    chat.press("✓ half-way")
    chat.wait(lambda: "· half-way" in chat.buttons() or None, "the step to be off")
    chat.say("/alerts ladder 3d")
    chat.hears("When I am told")
    assert chat.press("✓ 3 days before").startswith("One step has to stay")
    chat.say("/alerts")
    plan = text_of(chat.hears("You follow", "You are told: 3 days before."))
    assert "half-way" not in plan
    chat.say("/alerts ladder never")
    chat.hears("I could not read “never”")


def test_what_is_muted_is_not_alerted_unless_it_is_followed_itself(chat: Chat) -> None:
    chat.say("/alerts all")
    chat.hears("every deadline", "Next alerts")
    chat.say("/mute actor Russia")
    chat.hears("Russia")
    chat.say("/alerts")
    chat.hears("every deadline", "No alert is planned")
    chat.say("/deadlines")
    chat.hears("1 is left out by what you mute")
    chat.say("/deadline ultimatum")
    chat.hears("2 September")
    chat.press("Alert me")
    chat.hears("I will keep you posted", "half-way")
    chat.say("/alerts")
    chat.hears("Next alerts")
    chat.say("/unmute Russia")
    chat.hears("mute")


def test_an_alert_is_snoozed_by_a_button_and_comes_again(chat: Chat) -> None:
    chat.say("remind me tomorrow 12:00 call the harbour")
    chat.hears("Call the harbour", "21 July")
    chat.step()
    chat.step("event")
    chat.wait(lambda: next((label for label in chat.buttons() if "hour" in label), None), "a button that snoozes")
    snooze = next(label for label in chat.buttons() if "hour" in label)
    assert "I will remind you" in chat.press(snooze)


def test_quiet_hours_hold_an_alert_until_they_end(chat: Chat) -> None:
    chat.say("/quiet 22:00-09:00")
    chat.hears("Quiet from 22:00 to 09:00")
    chat.say("remind me tomorrow 10:00 call the harbour")
    chat.hears("Call the harbour", "21 July")
    told = [(chat.now.hour, text) for _ in range(30) for text in chat.step("hour")]
    assert any("Call the harbour" in text for _, text in told)
    assert all(9 <= hour <= 22 for hour, _ in told)


def test_one_deadline_is_followed_from_its_card_counted_from_another_day_and_muted(chat: Chat) -> None:
    chat.step()
    chat.say("/deadline ultimatum")
    chat.hears("2 September", "7 September")
    chat.press("Alert me")
    chat.hears("I will keep you posted")
    chat.say("/deadline ultimatum")
    chat.hears("2 September")
    chat.press("Count from …")
    chat.hears("19 July")
    chat.press(next(label for label in chat.buttons() if "19 July" in label))
    chat.sees("7 September")
    chat.say("/deadline ultimatum")
    chat.hears("Russia")
    chat.press("Mute")
    chat.say("/alerts")
    chat.hears("You follow no deadline yet")
