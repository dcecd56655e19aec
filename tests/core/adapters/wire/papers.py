"""Feeds and pages written for the tests: whole ones in each format, and ways in which they arrive damaged."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Item:
    """What an entry should be read as; `markup` is how its text is written."""

    title: str
    link: str
    guid: str
    minute: int

    @property
    def markup(self) -> str:
        return (
            f"<p>The port of Fairhaven &amp; its <b>ferries</b> close, part {self.minute}.</p><p>Второй – «абзац».</p>"
        )

    @property
    def text(self) -> str:
        return f"The port of Fairhaven & its ferries close, part {self.minute}.\n\nВторой – «абзац»."


def items(count: int = 8) -> list[Item]:
    return [
        Item(f'Порт {n}: talks & "terms"', f"https://news.example/n/{n}?a=1&b=2", f"tag:news.example,{n}", n)
        for n in range(count)
    ]


def rss(written: Sequence[Item], *, cdata: bool = True) -> str:
    entries = (
        f"<item><title>{escape(item.title)}</title><link>{escape(item.link)}</link>"
        f'<guid isPermaLink="false">{item.guid}</guid><pubDate>Sun, 20 Jul 2025 13:{item.minute:02}:00 +0300</pubDate>'
        f"<description>{f'<![CDATA[{item.markup}]]>' if cdata else escape(item.markup)}</description></item>\n"
        for item in written
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>The Wire</title>'
        f"<link>https://news.example/</link>\n{''.join(entries)}</channel></rss>"
    )


def escaped_rss(written: Sequence[Item]) -> str:
    return rss(written, cdata=False)


def atom(written: Sequence[Item]) -> str:
    entries = (
        f'<entry><title type="html">{escape(escape(item.title))}</title><link href="{escape(item.link)}"/>'
        f"<id>{item.guid}</id><updated>2025-07-20T13:{item.minute:02}:00+03:00</updated>"
        f'<content type="html">{escape(item.markup)}</content></entry>\n'
        for item in written
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>The Wire</title>'
        f'<link href="https://news.example/"/><id>tag:news.example</id>\n{"".join(entries)}</feed>'
    )


def rdf(written: Sequence[Item]) -> str:
    entries = (
        f'<item rdf:about="{escape(item.guid)}"><title>{escape(item.title)}</title><link>{escape(item.link)}</link>'
        f"<dc:date>2025-07-20T13:{item.minute:02}:00+03:00</dc:date>"
        f"<description>{escape(item.markup)}</description></item>\n"
        for item in written
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="https://news.example/"><title>The Wire</title><link>https://news.example/</link></channel>\n'
        f"{''.join(entries)}</rdf:RDF>"
    )


def json_feed(written: Sequence[Item]) -> str:
    entries = [
        {
            "id": item.guid,
            "url": item.link,
            "title": item.title,
            "content_html": item.markup,
            "date_published": f"2025-07-20T13:{item.minute:02}:00+03:00",
        }
        for item in written
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "The Wire", "items": entries})


def _undeclared(feed: str) -> str:
    return re.sub(r"<\?xml.*?\?>\n", "", feed)


def laden(count: int, value: str = "1") -> str:
    """Return an element with this many attributes."""
    return f"<x {' '.join(f'a{n}={value!r}' for n in range(count))}/>"


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "as UTF-8": lambda feed: feed.encode(),
    "with a byte order mark": lambda feed: feed.encode("utf-8-sig"),
    "as UTF-16": lambda feed: feed.replace("UTF-8", "UTF-16").encode("utf-16"),
    "as declared windows-1251": lambda feed: feed.replace("UTF-8", "windows-1251").encode("cp1251"),
    "as undeclared windows-1251": lambda feed: _undeclared(feed).encode("cp1251"),
    "as windows-1251 that calls itself UTF-8": lambda feed: feed.encode("cp1251"),
}

DAMAGES: dict[str, Callable[[str], bytes]] = {
    "blank lines before it": lambda feed: f"\n\n {feed}".encode(),
    "a warning before it": lambda feed: f"Warning: foo() in bar.php on line 3\n{feed}".encode(),
    "a script after it": lambda feed: f"{feed}\n<script>alert(1)</script>".encode(),
    "cut off at the end": lambda feed: feed[: feed.rfind("</")].encode(),
    "bare ampersands": lambda feed: feed.replace("talks &amp;", "talks &").replace("&amp;b=", "&b=").encode(),
    "entities of HTML": lambda feed: feed.replace("ферries", "").replace(": talks", ":&nbsp;talks").encode(),
    "zero bytes": lambda feed: feed.replace("talks", "ta\0lks").encode(),
    "control characters": lambda feed: feed.replace("talks", "ta\x0blks\x08").encode(),
    "damaged bytes": lambda feed: feed.encode().replace(b"part 3", b"part \xff\xc3 3"),
    "no declaration": lambda feed: _undeclared(feed).encode(),
    "two declarations": lambda feed: f'<?xml version="1.0"?>\n{feed}'.encode(),
    "titles never closed": lambda feed: feed.replace("</title><", "<").encode(),
    "an undeclared namespace": lambda feed: feed.replace("<title>", "<media:x url='a'/><title>").encode(),
    "names in capitals": lambda feed: re.sub(r"</?(?:item|title|entry)\b", lambda m: m[0].upper(), feed).encode(),
    "odd comments": lambda feed: feed.replace("<title>", "<!-- a -- b --><title>").encode(),
    "a document type": lambda feed: feed.replace("\n", '\n<!DOCTYPE rss SYSTEM "http://x/rss.dtd">\n', 1).encode(),
    "attributes without quotes": lambda feed: re.sub(r'(isPermaLink|type)="(\w+)"', r"\1=\2", feed).encode(),
    "tags closed that were never opened": lambda feed: feed.replace("</title>", "</b></title>").encode(),
    "lines of Windows": lambda feed: feed.replace("\n", "\r\n").encode(),
    "references to no character": lambda feed: feed.replace("talks", "t&#xD800;a&#8;lks").encode(),
    "everything escaped twice": lambda feed: feed.replace("&amp;", "&amp;amp;").encode(),
    "thousands of attributes": lambda feed: feed.replace("<title>", f"{laden(5_000)}<title>", 2).encode(),
}


PARAGRAPHS = (
    "The port of Fairhaven will close its northern basin on Friday, the harbour office said, because the old lock gate "
    "can no longer be trusted to hold against the autumn tides.",
    "Ferries to the islands are to leave from the southern quay until the end of October. Freight has to wait: the "
    "office gave its customers ten days to move what is stored in the sheds.",
    "“We should have done this two years ago,” the harbour master, Edda Lund, told a meeting of shopkeepers. “The gate "
    "is ninety years old, and it shows.”",
    "The town council votes on the costs next week. A new gate would be paid for in part by the county, which has set "
    "money aside for works on the coast, and in part by higher fees for yachts.",
)


def page(
    *,
    head: str = "",
    title: str = "Port closes its northern basin - Fairhaven Post",
    heading: str = "<h1>Port closes its northern basin</h1>",
    paragraphs: Sequence[str] = PARAGRAPHS,
) -> str:
    """Return an article page as an outlet would make it, with what stands around an article."""
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}
<style>.x {{ color: red }}</style><script>var tracked = "yes";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li><li><a href="/sea">The sea</a></li></ul></nav>
<main><article>{heading}{"".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)}</article>
<aside><h2>Most read</h2><ul><li><a href="/1">A whale in the bay</a></li><li><a href="/2">Bakery wins</a></li></ul>
</aside></main><footer><p>© 2025 Fairhaven Post. All rights reserved. <a href="/terms">Terms</a></p></footer></html>"""


def json_ld(**fields: object) -> str:
    """Return the JSON-LD of a news article, inside a graph as many outlets have it."""
    article = {"@type": "NewsArticle", **fields}
    graph = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, article]}
    return f'<script type="application/ld+json">{json.dumps(graph)}</script>'
