"""Places: the group with topics and the channel that a person finds in the playground."""

from bot.playground.groups import Group
from bot.playground.people import COLLEAGUE, READER
from bot.playground.telegram import Telegram

GROUP = -1002000000001
CHANNEL = -1002000000002


def furnish(telegram: Telegram) -> None:
    """Let the reader have a group with the colleague in it, and a channel of their own; the bot is in both."""
    members = {READER: "creator", COLLEAGUE: "member"}
    topics = {2: "Deadlines", 3: "Mornings"}
    telegram.groups.add(Group(GROUP, "Harbour desk", members=members, topics=set(topics), topic_names=topics))
    telegram.groups.add(Group(CHANNEL, "Harbour notes", "channel", members={READER: "creator"}, bot="administrator"))
