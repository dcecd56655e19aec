"""What the owner of a running bot asks of it in the chat, and is told unasked."""

from bot.playground.people import COLLEAGUE, READER
from tests.e2e.process.conftest import Scene


async def test_the_owner_sees_figures_and_sends_a_word_to_all_and_others_find_no_such_commands(scene: Scene) -> None:
    telegram = scene.telegram
    async with scene.running(owner_id=COLLEAGUE):
        telegram.say("/digest 08:00")
        await scene.until(lambda: "08:00" in "".join(telegram.said_to()))
        for command in ("/stats", "/errors", "/broadcast hello"):
            telegram.say(command)
        await scene.until(lambda: len(telegram.said_to()) == 4)
        assert all(said.startswith("I know no /") for said in telegram.said_to()[1:])
        telegram.say("/stats", COLLEAGUE)
        await scene.until(lambda: "1 daily briefings" in "".join(telegram.said_to(COLLEAGUE)))
        telegram.say("/errors", COLLEAGUE)
        await scene.until(lambda: len(telegram.said_to(COLLEAGUE)) == 2)
        telegram.say("/broadcast The bot rests on Sunday.", COLLEAGUE)
        await scene.until(lambda: telegram.said_to(COLLEAGUE)[-1].startswith("To "))
        assert "The bot rests on Sunday." not in telegram.said_to()
        telegram.press_labelled("Send it", COLLEAGUE)
        await scene.until(lambda: telegram.said_to(READER)[-1] == "The bot rests on Sunday.")
