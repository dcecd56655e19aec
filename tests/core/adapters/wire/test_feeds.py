"""Feeds: every format, every encoding, damaged in every common way, and those that mean harm."""

import gzip
import json
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.wire.feeds import parse_feed
from core.errors import DatelineError, NotAFeedError
from core.model.feed import FeedReading
from tests.core.adapters.wire.papers import (
    DAMAGES,
    ENCODINGS,
    Item,
    atom,
    escaped_rss,
    items,
    json_feed,
    laden,
    rdf,
    rss,
)

URL = "https://news.example/feed"
KYIV = timezone(timedelta(hours=3))
XML = [rss, escaped_rss, atom, rdf]
Format = Callable[[Sequence[Item]], str]


def read(feed: str | bytes, url: str = URL) -> FeedReading:
    return parse_feed(feed if isinstance(feed, bytes) else feed.encode(), url=url, content_type="")


def channel(*entries: str) -> str:
    return f'<rss version="2.0"><channel><title>W</title>{"".join(entries)}</channel></rss>'


@pytest.mark.parametrize(
    ("format_", "encoding"),
    [(format_, encoding) for format_ in XML for encoding in ENCODINGS]
    + [(json_feed, encoding) for encoding in ENCODINGS if "1251" not in encoding],
)
def test_each_format_is_read_in_each_encoding(format_: Format, encoding: str) -> None:
    reading = read(ENCODINGS[encoding](format_(items())))
    assert reading.title == "The Wire"
    assert [draft.title for draft in reading.drafts] == [item.title for item in items()]
    assert [draft.url for draft in reading.drafts] == [item.link for item in items()]
    assert [draft.guid for draft in reading.drafts] == [item.guid for item in items()]
    assert [draft.text for draft in reading.drafts] == [item.text for item in items()]
    assert {draft.source for draft in reading.drafts} == {"The Wire"}
    for draft, item in zip(reading.drafts, items(), strict=True):
        assert draft.published == datetime(2025, 7, 20, 13, item.minute, tzinfo=KYIV)
        assert draft.published.utcoffset() == timedelta(hours=3)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("format_", XML)
def test_a_damaged_feed_gives_all_that_is_still_in_it(format_: Format, damage: str) -> None:
    reading = read(DAMAGES[damage](format_(items())))
    assert [draft.url for draft in reading.drafts] == [item.link for item in items()]
    titles = [" ".join(draft.title.split()) for draft in reading.drafts]
    assert titles == [item.title for item in items()]
    assert all(draft.published and draft.published.utcoffset() == timedelta(hours=3) for draft in reading.drafts)
    assert sum("Fairhaven & its ferries" in draft.text for draft in reading.drafts) == len(items())


@pytest.mark.parametrize("at", range(1, 10))
@pytest.mark.parametrize("format_", XML)
def test_a_feed_torn_anywhere_gives_the_entries_before_the_tear(format_: Format, at: int) -> None:
    feed = format_(items(10))
    end = feed.index(items(10)[at].guid)
    whole = feed[:end].count("</item>") + feed[:end].count("</entry>")
    found = {draft.url for draft in read(feed[:end]).drafts}
    assert {item.link for item in items(whole)} <= found


def test_the_longer_of_summary_and_content_is_the_text() -> None:
    entry = (
        '<item xmlns:content="http://purl.org/rss/1.0/modules/content/"><title>T</title><description>Short.</description>'
        "<content:encoded><![CDATA[<p>The whole of it.</p>]]></content:encoded></item>"
    )
    assert read(channel(entry)).drafts[0].text == "The whole of it."


def test_links_are_made_absolute_by_the_base_of_the_feed() -> None:
    feed = atom([]).replace(
        "</feed>",
        '<entry xml:base="https://mirror.example/x/"><title>T</title><link href="a.html"/><id>1</id></entry></feed>',
    )
    assert read(feed).drafts[0].url == "https://mirror.example/x/a.html"
    relative = channel("<item><title>T</title><link>/a b</link></item>")
    assert read(relative).drafts[0].url == "https://news.example/a%20b"
    assert read(relative, url="").drafts[0].url == "/a%20b"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "http://[", ""])
def test_a_link_that_is_no_web_address_is_left_out(link: str) -> None:
    assert read(channel(f"<item><title>T</title><link>{link}</link></item>")).drafts[0].url == ""


def test_a_summary_in_xhtml_is_read() -> None:
    entry = (
        "<entry><title>T</title><id>1</id><summary type='xhtml'>"
        "<div xmlns='http://www.w3.org/1999/xhtml'><p>One.</p><p>Two.</p></div></summary></entry></feed>"
    )
    assert read(atom([]).replace("</feed>", entry)).drafts[0].text == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Sun, 20 Jul 2025 13:00:00 EDT", datetime(2025, 7, 20, 17, tzinfo=UTC)),
        ("20 июля 2025, 13:00", datetime(2025, 7, 20, 13, tzinfo=UTC)),
        ("Нд, 20 Jul 2025 13:00:00 +0300", datetime(2025, 7, 20, 10, tzinfo=UTC)),
        ("2025-07-20", datetime(2025, 7, 20, tzinfo=UTC)),
        ("2025-07", datetime(2025, 7, 1, tzinfo=UTC)),
        ("Sun, 20 July 2025 13:00 +02:00", datetime(2025, 7, 20, 11, tzinfo=UTC)),
        ("Sun, 20 Jul 2025 13:00:00 GMT+0300", datetime(2025, 7, 20, 10, tzinfo=UTC)),
        ("20250720T130000Z", datetime(2025, 7, 20, 13, tzinfo=UTC)),
        ("2025년 7월 20일 13:00", datetime(2025, 7, 20, 13, tzinfo=UTC)),
        ("dim., 20 juil. 2025 13:00:00 +0200", datetime(2025, 7, 20, 11, tzinfo=UTC)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("0001-01-01T00:00:00Z", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_are_read_by_a_ladder(written: str, moment: datetime | None) -> None:
    entry = f"<item><title>T</title><link>https://news.example/1</link><pubDate>{written}</pubDate></item>"
    assert read(channel(entry, *["<item><title>U</title></item>"] * 4)).drafts[0].published == moment


def test_titles_and_texts_are_plain() -> None:
    entry = (
        "<item><title>A &amp;amp; &lt;i&gt;B&lt;/i&gt;</title><description>&lt;style&gt;x&lt;/style&gt;One&lt;br&gt;two"
        "&lt;ul&gt;&lt;li&gt;three&lt;/ul&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description></item>"
    )
    draft = read(channel(entry)).drafts[0]
    assert (draft.title, draft.text) == ("A & B", "One\ntwo\n\n• three")


ATOM_LINK = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="https://news.example/self"/>'


@pytest.mark.parametrize(
    ("entry", "link"),
    [
        (f"{ATOM_LINK}<link>https://news.example/1</link>", "https://news.example/1"),
        ("<link/><link>https://news.example/1</link>", "https://news.example/1"),
        ('<link href="https://news.example/1"/>', "https://news.example/1"),
        ("<guid>https://news.example/1</guid>", "https://news.example/1"),
        ("<link><![CDATA[ https://news.example/1?a=1&b=2 ]]></link>", "https://news.example/1?a=1&b=2"),
        ('<guid isPermaLink="false">tag:1</guid>', ""),
        ('<link rel="self" href="https://news.example/1"/><guid>tag:1</guid>', "https://news.example/1"),
        ("<link title='a > b' href='https://news.example/1'/>", "https://news.example/1"),
    ],
)
def test_an_item_has_the_address_of_its_page(entry: str, link: str) -> None:
    assert read(channel(f"<item><title>T</title>{entry}</item>")).drafts[0].url == link


def test_of_several_links_of_an_entry_the_one_to_its_page_is_taken() -> None:
    links = "".join(
        f'<link rel="{rel}" type="{type_}" href="https://news.example/{n}"/>'
        for n, (rel, type_) in enumerate(
            [("self", "text/html"), ("alternate", "application/json"), ("alternate", "text/html"), ("edit", "")]
        )
    )
    feed = atom([]).replace("</feed>", f"<entry><title>T</title><id>1</id>{links}</entry></feed>")
    assert read(feed).drafts[0].url == "https://news.example/2"


MEDIA = '<media:title xmlns:media="http://search.yahoo.com/mrss/">M</media:title>'
CAPTION = '<media:description xmlns:media="http://search.yahoo.com/mrss/">What the picture shows.</media:description>'
GROUP = f'<media:group xmlns:media="http://search.yahoo.com/mrss/">{MEDIA}{CAPTION}</media:group>'


@pytest.mark.parametrize(
    ("entry", "title", "text"),
    [
        (f"{MEDIA}<title>T</title>", "T", ""),
        (GROUP, "M", "What the picture shows."),
        (f"{CAPTION}<title>T</title><description>Short.</description>", "T", "Short."),
        ("<title t='a > b'>T</title><description t='a > b'>One <b>two</b>.</description>", "T", "One two."),
        ("<title>One <b>bold</b> word</title>", "One bold word", ""),
        ("<title>T</title><description>One <p>two</p><p>three</p></description>", "T", "One\n\ntwo\n\nthree"),
        ("<title>T</title><content:encoded>&lt;p&gt;Undeclared.&lt;/p&gt;</content:encoded>", "T", "Undeclared."),
        ("<title/><description><![CDATA[<img src='x'>]]></description>", "", ""),
        ("<title>5 &lt; 6 &amp; A&amp;amp;B</title>", "5 < 6 & A&B", ""),
        (
            "<title>T</title><description>&lt;p title='a > b'&gt;A 5 > 4 &lt;!-- x --&gt;.</description>",
            "T",
            "A 5 > 4 .",
        ),
    ],
)
def test_title_and_text_are_all_that_an_item_says(entry: str, title: str, text: str) -> None:
    draft = read(channel(f"<item><link>https://news.example/1</link>{entry}</item>")).drafts[0]
    assert (draft.title, draft.text) == (title, text)


def test_the_title_of_a_feed_is_its_own_and_not_that_of_its_picture() -> None:
    head = "<image><title>Logo</title></image><title>The <b>Wire</b></title><item><title>T</title></item>"
    assert read(f"<rss><channel>{head}</channel></rss>").title == "The Wire"


def test_a_channel_of_the_old_kind_is_read_too() -> None:
    feed = '<CHANNEL><TITLE>W</TITLE><ITEM HREF="https://news.example/1"><TITLE>T</TITLE></ITEM></CHANNEL>'
    (draft,) = read(feed).drafts
    assert (draft.title, draft.url) == ("T", "https://news.example/1")


def test_a_title_in_base64_is_read() -> None:
    entry = '<entry><title mode="base64" type="text/html">VGhlIDxiPnBvcnQ8L2I+</title><id>1</id></entry></feed>'
    feed = atom([]).replace("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#").replace("</feed>", entry)
    assert read(feed).drafts[0].title == "The port"


def test_entities_that_a_feed_declares_are_known() -> None:
    feed = f'<!DOCTYPE rss [<!ENTITY port "Fairhaven">]>{channel("<item><title>&port; &eacute;</title></item>")}'
    assert read(feed).drafts[0].title == "Fairhaven é"


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("koi8-r", "Порт закрыт на две недели, сообщили в управлении гавани"),
        ("cp1251", "Порт закрыт на две недели, сообщили в управлении гавани"),
        ("gb18030", "港口将于周五关闭北部码头，港务局表示渡轮将从南码头出发"),
        ("shift_jis", "港は金曜日に北の埠頭を閉鎖すると港湾局が発表した"),
        ("euc-jp", "港は金曜日に北の埠頭を閉鎖すると港湾局が発表した"),
        ("euc-kr", "항만청은 금요일에 북쪽 부두를 폐쇄한다고 밝혔다"),
        ("cp1252", "Le café du port ferme à midi, a déclaré le maître"),
        ("utf-16-le", "The port closes"),
        ("utf-16-be", "The port closes"),
        ("utf-32", "Порт закрыт"),
    ],
)
@pytest.mark.parametrize("declares", [True, False])
def test_an_encoding_is_found_whether_it_is_declared_or_not(encoding: str, title: str, declares: bool) -> None:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>' if declares else ""
    feed = declaration + channel(f"<item><title>{title}</title><description>{title}.</description></item>" * 3)
    assert [draft.title for draft in read(feed.encode(encoding)).drafts] == [title] * 3


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, lambda body: gzip.compress(gzip.compress(body))])
def test_a_feed_that_is_packed_without_a_word_is_unpacked(pack: Callable[[bytes], bytes]) -> None:
    assert len(read(pack(rss(items()).encode())).drafts) == len(items())


def test_what_is_packed_and_damaged_is_no_feed() -> None:
    with pytest.raises(NotAFeedError):
        read(gzip.compress(rss(items()).encode())[:60])


def test_a_feed_without_entries_is_a_feed() -> None:
    assert read(channel()) == FeedReading((), title="W")


PAGE = """<!doctype html><html><head><base href="https://news.example/x/"><title>News</title>
<link rel="alternate" type="application/rss+xml" href="/comments/feed">
<link rel="alternate" type="application/atom+xml; charset=utf-8" href="atom.xml">
<link rel="ALTERNATE stylesheet" type="application/feed+json" href="https://news.example/feed.json">
<link rel="alternate" hreflang="de" href="/de"><link rel="alternate" type="application/rss+xml" href="javascript:1">
</head><body><a href="/rss">RSS</a></body></html>"""


def test_a_page_is_no_feed_but_names_its_feeds_comments_last() -> None:
    with pytest.raises(NotAFeedError, match=r"points to https://news\.example/x/atom\.xml") as caught:
        read(PAGE, url="https://news.example/")
    assert caught.value.found == (
        "https://news.example/x/atom.xml",
        "https://news.example/feed.json",
        "https://news.example/comments/feed",
    )


def test_where_a_page_declares_no_feed_its_links_are_looked_at() -> None:
    page = '<html><body><a href="/about">x</a><a href="/feeds/world.rss?x=1">RSS</a><a href="/feed/">Feed</a></html>'
    with pytest.raises(NotAFeedError) as caught:
        read(page)
    assert caught.value.found == ("https://news.example/feeds/world.rss?x=1", "https://news.example/feed/")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"  ",
        b"hello",
        b"\0" * 100,
        b"{}",
        b'{"items": 3}',
        b'{"title": "x", "items"',
        b"[1]",
        b"<svg/>",
        b"%PDF-1.7",
    ],
)
def test_what_is_no_feed_is_said_so(body: bytes) -> None:
    with pytest.raises(NotAFeedError):
        read(body)


def test_wrong_types_in_a_json_feed_spoil_no_other_item() -> None:
    odd = {"id": {}, "url": 5, "title": ["a"], "content_html": None, "date_published": 7}
    whole = {"id": 2, "url": "/b", "title": "B", "content_text": "1 < 2", "date_published": "2025-07-20"}
    (draft,) = read(json.dumps({"title": "J", "items": [odd, "x", None, [], whole]})).drafts
    assert (draft.title, draft.url, draft.guid, draft.text) == ("B", "https://news.example/b", "2", "1 < 2")


@pytest.mark.parametrize(
    "odd",
    [
        {"title": 5},
        {"version": ["https://jsonfeed.org/version/1.1"], "title": None},
        {"items": {"0": {"title": "x"}}, "title": "x"},
        {"items": [[{"title": "x"}]], "title": "x"},
        {"title": "x", "items": [{"title": {"a": "x"}, "url": True, "id": [], "content_html": 0.5, "summary": ["x"]}]},
        {"title": "x", "items": [{"date_published": 1e308, "date_modified": {"x": 1}, "id": None}]},
    ],
)
def test_a_json_feed_of_wrong_types_gives_nothing_or_is_none(odd: dict[str, object]) -> None:
    try:
        drafts = read(json.dumps({"items": [], **odd})).drafts
    except NotAFeedError:
        return
    assert drafts == ()


OPEN = "<rss><channel><title>W</title><item><title>x</title>"
ENTITIES = "".join(f"<!ENTITY e{n} '" + f"&e{n - 1};" * 10 + "'>" for n in range(1, 12))
HOSTILE = {
    "50,000 attributes": OPEN + laden(50_000),
    "50,000 attributes, well-formed": f"{OPEN}{laden(50_000)}</item></channel></rss>",
    "50,000 attributes on an odd entry": f"{OPEN}{laden(50_000, '>')}<title mode='base64'/></item></channel></rss>",
    "attributes with angle brackets": OPEN + laden(50_000, ">"),
    "an entity bomb": f"<!DOCTYPE rss [<!ENTITY e0 'aaaaaaaaaa'>{ENTITIES}]>{OPEN}&e11;</item></channel></rss>",
    "a file as an entity": f'<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>{OPEN}&f;',
    "deep nesting": OPEN + "<a>" * 200_000,
    "ampersands": OPEN + "&" * 500_000,
    "angle brackets": OPEN + "<" * 300_000,
    "open sections": OPEN + "<![CDATA[" * 100_000,
    "open comments": OPEN + "<!--" * 100_000,
    "spaces": OPEN + " " * 3_000_000,
    "open titles": OPEN + "<title>x" * 100_000,
    "open quotes": OPEN + "<a b='" * 200_000,
    "entries without end": f"{OPEN}</item>{'<item/>' * 200_000}</channel></rss>",
    "declarations": "<?xml " * 200_000 + OPEN,
    "deep JSON": '{"title": "x", "items": ' + "[" * 200_000,
    "deep HTML in an entry": f"{OPEN}<description><![CDATA[{'<b>' * 200_000}]]></description></item></channel></rss>",
    "open comments in an entry": f"{OPEN}<description><![CDATA[{'<!--' * 40_000}]]></description></item></rss>",
    "open tags in an entry": f"{OPEN}<description><![CDATA[{'<a ' * 60_000}]]></description></item></channel></rss>",
    "open scripts in an entry": f"{OPEN}<description><![CDATA[{'<script>' * 20_000}]]></description></item></rss>",
    "closed and never opened": f"{OPEN}{'</b></title>' * 100_000}</item></channel></rss>",
    "an open title of many words": f"{OPEN}<title>{'a ' * 100_000}",
    "open titles with an end": f"{OPEN}{'<title>x<b>' * 50_000}</title></item></channel></rss>",
    "many dates without sense": OPEN + "".join(f"<item><pubDate>x {n} 2025</pubDate></item>" for n in range(1500)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_feed_that_means_harm_costs_little_and_reads_no_file(name: str) -> None:
    began = datetime.now(UTC)  # noqa: TID251 -- it is the cost in real time that is tried
    try:
        drafts = read(HOSTILE[name]).drafts
    except NotAFeedError:
        drafts = ()
    assert datetime.now(UTC) - began < timedelta(seconds=8)  # noqa: TID251
    assert sum(len(draft.text) + len(draft.title) for draft in drafts) < 10_000
    assert not any("root:" in draft.text + draft.title for draft in drafts)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_bytes_give_a_reading_or_an_error_of_ours(data: st.DataObject) -> None:
    feed = data.draw(st.sampled_from([rss, atom, rdf, json_feed]))(items(2)).encode()
    at = data.draw(st.integers(0, len(feed)))
    cut = data.draw(st.integers(0, 40))
    body = feed[:at] + data.draw(st.binary(max_size=30)) + feed[at + cut :]
    try:
        reading = read(body)
    except DatelineError:
        return
    assert all("\0" not in draft.text for draft in reading.drafts)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=30), max_size=5))
def test_a_title_comes_back_as_it_was_written(titles: list[str]) -> None:
    written = [" ".join(title.split()) for title in titles]
    written = [title for title in written if title and not set("<&​") & set(title)]
    feed = rss([Item(title, f"https://news.example/{n}", str(n), 0) for n, title in enumerate(written)])
    assert [draft.title for draft in read(feed).drafts] == written
