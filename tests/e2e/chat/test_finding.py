"""Finding things: searching, feeds and their addresses, and words that are nearly commands."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.e2e.chat.playing import Chat, text_of

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Wire</title><link>{host}</link>
<item><title>Crane falls at the quay</title><link>{host}/crane</link><description>A crane fell on Monday.</description>
<pubDate>Sat, 19 Jul 2025 10:00:00 GMT</pubDate></item></channel></rss>"""


def test_a_search_finds_stories_and_what_is_called_otherwise_in_them(chat: Chat) -> None:
    chat.say("/search Patriots")
    chat.hears("“Patriots”: 1 story", "Patriots for Kyiv")
    chat.press("1")
    chat.hears("Patriots for Kyiv", "last report")
    chat.say("/search ultimatum")
    chat.hears("ultimatum", "2 September")
    chat.say("/search zeppelin")
    chat.hears("I found nothing on “zeppelin”")


def test_a_feed_is_followed_filtered_and_moved_with_its_words(chat: Chat, wire: str) -> None:
    chat.say(f"/follow {wire}/old")
    chat.hears("You follow Harbour Wire")
    chat.say("/feeds 1 without football")
    chat.hears("Harbour Wire", "nothing with football", "It has moved?")
    chat.say("/feeds 1 only crane")
    chat.hears("Harbour Wire", "only with crane")
    chat.say(f"/feeds 1 address {wire}/new")
    chat.hears("I read Harbour Wire there from now on")
    chat.say("/feeds")
    listed = chat.hears("Your feeds", "nothing with football")
    assert f"{wire}/new" in str(listed)
    assert f"{wire}/old" not in str(listed)
    chat.say(f"/feeds 9 address {wire}/new")
    chat.hears("That feed is not one of your own")
    chat.say("/unfollow Harbour Wire")
    chat.hears("Harbour Wire")


def test_near_words_lead_to_what_is_meant(chat: Chat) -> None:
    chat.say("/brif")
    chat.hears("I know no /brif", "/brief")
    chat.press("/brief")
    chat.hears("Briefing,")
    chat.say("/summarize")
    chat.hears("No command is needed")
    chat.say("/deadline")
    chat.hears("2 September", "Russia")
    chat.say("Help!")
    chat.hears("What you can send me")
    chat.say("hello")
    chat.hears("Dateline", "/brief works at once")


def test_record_and_about_and_topics_say_what_they_do(chat: Chat) -> None:
    chat.say("/record")
    chat.hears("Name who is meant")
    chat.say("/record Russia")
    assert "1 open" in text_of(chat.hears("Russia"))
    chat.say("/about")
    chat.hears("keep every deadline")
    chat.say("/topics Economy")
    chat.hears("Economy")
    chat.say("/mute football")
    chat.hears("football")
    chat.say("/unmute football")
    chat.hears("mute")


@pytest.fixture
def wire() -> Iterator[str]:
    """A web site with one feed, at any address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    host = f"http://127.0.0.1:{server.server_port}"
    server.RequestHandlerClass = partial(_Feed, FEED.format(host=host))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield host
    server.shutdown()
    thread.join()
    server.server_close()


class _Feed(BaseHTTPRequestHandler):
    def __init__(self, page: str, *args: object) -> None:
        self._page = page.encode()
        super().__init__(*args)  # type: ignore[arg-type]  # the server's own three

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.end_headers()
        self.wfile.write(self._page)

    def log_message(self, format: str, *args: object) -> None:
        pass
