"""`batch feeds` and `batch pages`: what is read in the bytes of a feed or a page; each loads its own parsers."""

from bot.batch.documents import body_of, feed_json, page_json
from bot.batch.lines import Answer, Line, text_of


def feeds_line(line: Line) -> Answer:
    """Answer `feeds`: the entries of a feed. Raises BadLineError, NotAFeedError."""
    from core.adapters.wire.feeds import parse_feed

    reading = parse_feed(body_of(line), url=text_of(line, "url"), content_type=text_of(line, "content_type"))
    return {"entries": feed_json(reading)}


def pages_line(line: Line) -> Answer:
    """Answer `pages`: the article of a page. Raises BadLineError, PageUnavailableError."""
    from core.adapters.wire.pages import parse_page

    return page_json(parse_page(body_of(line), url=text_of(line, "url"), content_type=text_of(line, "content_type")))
