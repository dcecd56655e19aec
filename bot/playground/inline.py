"""Inline mode: what somebody types after the bot's name, what it offers, and the cards that were sent from there."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.playground.people import READER
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

    def choose(self, query_id: str, result_id: str) -> str:
        """Send a result; return the inline message id that the bot is told."""
        offer = self.offers[query_id]
        (chosen,) = [result for result in offer.results if result["id"] == result_id]
        card_id = f"inline-{len(self.cards) + 1}"
        self.cards[card_id] = dict(chosen["message"])
        who = self.telegram.people[offer.person].user
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
        return True
