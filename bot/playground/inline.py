"""Inline mode: what somebody types after the bot's name, what it offers, and the cards that were sent from there."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.playground.people import BOT, READER, Message
from bot.playground.refusal import bad_request

if TYPE_CHECKING:
    from bot.playground.markup import Markup
    from bot.playground.telegram import Telegram


@dataclass(frozen=True, slots=True)
class Offer:
    """What a query was answered with: results in order, and the button above them."""

    person: int
    results: list[dict[str, Any]]
    button: dict[str, Any] | None
    personal: bool


@dataclass(slots=True)
class Inline:
    """The queries of a world, by their ids, and its cards, by their inline message ids."""

    telegram: "Telegram"
    is_on: bool = True
    offers: dict[str, Offer] = field(default_factory=dict)
    cards: dict[str, dict[str, Any]] = field(default_factory=dict)
    standing: dict[str, Message] = field(default_factory=dict)
    """The cards that stand in a chat here, as its messages."""

    def clear(self) -> None:
        """Forget what was sent."""
        self.cards.clear()
        self.standing.clear()

    def type(self, query: str, person: int = READER) -> str:
        """Type something after the bot's name; return the query's id."""
        return self.telegram.ask("inline_query", person, {"query": query, "offset": "", "chat_type": "private"})

    def answer(
        self, query_id: str, results: list[dict[str, Any]], button: dict[str, Any] | None, *, personal: bool
    ) -> None:
        """Keep what the bot offers. Raises Refusal for a query that is unknown or answered."""
        person = self.telegram.take_query(query_id)
        self.offers[query_id] = Offer(person, results, button, personal)
        shown = [{name: value for name, value in result.items() if name != "message"} for result in results]
        self.telegram.happenings.tell("offered", person, {"query": query_id, "results": shown, "button": button})

    def choose(self, query_id: str, result_id: str, chat: int | None = None) -> str:
        """Send a result, to a chat here where one is given; return the inline message id that the bot is told.

        Raises Refusal where there is no such result.
        """
        offer = self.offers.get(query_id)
        chosen = next((r for r in offer.results if r["id"] == result_id), None) if offer else None
        if offer is None or chosen is None:
            raise bad_request("there is no such result")
        card_id = f"inline-{len(self.cards) + 1}"
        self.cards[card_id] = dict(chosen["message"])
        who = self.telegram.people[offer.person].user
        if chat is not None:
            where = self.telegram.groups.all.get(chat) or self.telegram.people[offer.person]
            self.standing[card_id] = self.telegram.arrive_in(where, {"from": who, "via_bot": BOT}, chosen["message"])
        told = {"result_id": result_id, "from": who, "query": "", "inline_message_id": card_id}
        self.telegram.updates.put("chosen_inline_result", told)
        return card_id

    def edit(self, card_id: str, content: dict[str, Any], *, markup: "Markup | None") -> bool:
        """Change a card. Raises Refusal where it is unknown or nothing changes."""
        if card_id not in self.cards:
            raise bad_request("MESSAGE_ID_INVALID")
        after = {**content, **({"reply_markup": markup} if markup else {})}
        if self.cards[card_id] == after:
            raise bad_request("message is not modified")
        self.cards[card_id] = after
        if (message := self.standing.get(card_id)) is not None:
            message |= {**after, "edit_date": self.telegram.date()}
            self.telegram.happenings.tell("edited", message["chat"]["id"], message)
        return True
