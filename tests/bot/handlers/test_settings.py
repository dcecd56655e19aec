"""Settings at a glance, quiet hours, the record of an actor, and what the bot is."""

import pytest

from tests.bot.handlers.conftest import ME, Chat
from tests.bot.handlers.test_commands import SET


async def test_settings_show_all_that_is_set_in_one_message_that_edits_itself(chat: Chat) -> None:
    (said,) = await chat.say("/settings")
    assert "No daily briefing" in said
    assert "No quiet hours" in said
    assert "You follow nothing yet" in said
    assert await chat.press("Quiet at night") == []
    assert "Quiet from 22:00 to 07:00" in chat.last
    assert chat.toast == "Quiet from 22:00 to 07:00"
    await chat.press("No quiet hours")
    assert "No quiet hours" in chat.last
    await chat.press("Dark pictures")
    assert "Pictures are drawn dark" in chat.last
    await chat.press("Light pictures")
    assert "Pictures are drawn light" in chat.last


async def test_settings_lead_to_what_they_show(chat: Chat) -> None:
    await chat.say("/digest 7:30 weekdays")
    await chat.say("/follow grain deal")
    (said,) = await chat.say("/settings")
    assert "Briefing: 07:30" in said
    assert "You follow 1 thing" in said
    assert "07:30" in (await chat.press("Briefings"))[0]
    await chat.say("/stop")
    (said,) = await chat.say("/settings")
    assert "You stopped me" in said
    assert "Start again" in chat.buttons


@pytest.mark.parametrize("words", ["22:00-07:00", "10pm to 7am", "from 22 until 7"])
async def test_quiet_hours_are_set_as_people_write_them(chat: Chat, words: str) -> None:
    (said,) = await chat.say(f"/quiet {words}")
    assert said.startswith("Quiet from 22:00 to 07:00")
    async with chat.desk.begin() as tx:
        kept = await tx.subscribers.get(ME)
    assert kept is not None
    assert kept.quiet is not None
    assert "No quiet hours" in (await chat.say("/quiet off"))[0]


@pytest.mark.parametrize("words", ["soon", "22:00", "22:00-22:00", "25:00-07:00", "<b>"])
async def test_hours_that_are_none_are_named_with_some_that_are(chat: Chat, words: str) -> None:
    (said,) = await chat.say(f"/quiet {words}")
    assert "I cannot read" in said
    assert "/quiet 22:00-07:00" in said


async def test_bare_quiet_says_what_stands(chat: Chat) -> None:
    assert "No quiet hours" in (await chat.say("/quiet"))[0]


async def test_a_record_counts_what_an_actor_set_and_faced(chat: Chat) -> None:
    await chat.desk.keep(SET)
    (said,) = await chat.say("/record Russia")
    assert "Set for them: 1 deadline, 1 open" in said
    assert "no judgement" in said


async def test_a_record_of_nobody_and_of_no_name_say_what_to_do(chat: Chat) -> None:
    assert "I know no deadline that Atlantis set or faced" in (await chat.say("/record Atlantis"))[0]
    assert "/record European Commission" in (await chat.say("/record"))[0]


async def test_about_says_what_the_bot_is(chat: Chat) -> None:
    assert "word for word" in (await chat.say("/about"))[0]
