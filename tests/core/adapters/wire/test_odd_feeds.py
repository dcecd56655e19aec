"""Odd feeds: what real ones do that no standard says, each way of it with what a reader expects all the same."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from time import process_time

import pytest

from core.adapters.wire.feeds import parse_feed
from core.adapters.wire.survey import survey
from core.model.article import Draft
from tests.core.adapters.wire.papers import atom, escaped_rss, items, rdf, rss

URL = "https://news.example/feed"
PREFIXES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom"'
)
LINK = "<link>https://news.example/1</link>"


def read(feed: str | bytes, url: str = URL) -> list[Draft]:
    body = feed if isinstance(feed, bytes) else feed.encode()
    return list(parse_feed(body, url=url, content_type="").drafts)


def item(entry: str, site: str = "https://news.example/") -> str:
    head = f"<title>W</title><link>{site}</link>"
    return f'<rss version="2.0" {PREFIXES}><channel>{head}<item>{entry}</item></channel></rss>'


def entry(inside: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>W</title><entry>{inside}</entry></feed>'


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("<![CDATA[A <b>bold</b> &amp; B]]>", "A bold & B"),
        ("<![CDATA[A]]> and <![CDATA[B]]>", "A and B"),
        ("&lt;![CDATA[A title]]&gt;", "A title"),
        ("<![CDATA[<![CDATA[A title]]]]><![CDATA[>]]>", "A title"),
        ("A &amp;amp;amp; B", "A & B"),
        ("&amp;lt;b&amp;gt;Bold&amp;lt;/b&amp;gt; move", "Bold move"),
        ("The &#60;details&#62; element", "The <details> element"),
        ("List&lt;string&gt; and Vec&lt;u8&gt;", "List<string> and Vec<u8>"),
        ("Use the &lt;b&gt; tag, not &lt;script&gt;", "Use the <b> tag, not <script>"),
        ("From &lt;a@b.example&gt; with a&lt;b", "From <a@b.example> with a<b"),
        ("Is &lt;?php dead?", "Is <?php dead?"),
        ("&lt;b&gt;Breaking: one", "Breaking: one"),
        ("&lt;blink&gt;One&lt;/blink&gt; &lt;img src='x' alt='a &gt; b'&gt;two", "One two"),
        ("One&lt;br /&gt;two &lt;p&gt;three", "One two three"),
        ("It&#146;s &#150; <![CDATA[&#133;]]>", "It’s – …"),
        ("&#55357;&#56832; hi", "😀 hi"),
        ("AT&T &eacute;t&eacute;", "AT&T été"),
    ],
)
def test_a_title_is_what_its_writer_meant(written: str, title: str) -> None:
    assert [draft.title for draft in read(item(f"<title>{written}</title>{LINK}"))] == [title]


def test_a_title_in_xhtml_may_have_a_prefix() -> None:
    title = '<title type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml">A <x:b>B</x:b></x:div></title>'
    assert read(entry(title))[0].title == "A B"


@pytest.mark.parametrize("other", ["dc:title", "itunes:title", "media:title"])
def test_the_title_without_a_prefix_goes_before_others(other: str) -> None:
    assert read(item(f"<{other}>X</{other}><title>T</title>"))[0].title == "T"
    assert read(item(f"<title/><{other}>X</{other}>"))[0].title == "X"


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("<link>https://news.example/\n  1</link>", "https://news.example/1"),
        ("<link>\ufeffhttps://news.example/1\u200b</link>", "https://news.example/1"),
        ("<link>www.news.example/1</link>", "https://www.news.example/1"),
        ("<link>//cdn.example/1</link>", "https://cdn.example/1"),
        ("<link>?p=1</link>", "https://news.example/feed?p=1"),
        ("<link>https://news.example/?a=1&amp;amp;b=2&amp;#038;c=3</link>", "https://news.example/?a=1&b=2&c=3"),
        ("<link>https://news.example/?a=1&copy=2</link>", "https://news.example/?a=1&copy=2"),
        ("<guid>https://news.example/g</guid><link> </link>", "https://news.example/g"),
        ('<enclosure url="/1.mp3" type="audio/mpeg"/><guid>abc</guid>', "https://news.example/1.mp3"),
        (f'<enclosure url="/1.mp3"/>{LINK}', "https://news.example/1"),
        ('<atom:link rel="self" href="/s"/><enclosure url="/1.mp3"/>', "https://news.example/s"),
    ],
)
def test_an_address_is_mended(written: str, link: str) -> None:
    assert [draft.url for draft in read(item(f"<title>T</title>{written}"))] == [link]


@pytest.mark.parametrize(
    "alternate",
    [
        'rel="Alternate"',
        'rel=""',
        'rel=" alternate "',
        'rel="http://www.iana.org/assignments/relation/alternate"',
        'rel="alternate" type="TEXT/HTML; charset=utf-8"',
        "",
    ],
)
def test_the_link_to_the_page_is_known_however_it_is_called(alternate: str) -> None:
    others = '<link rel="self" href="/s"/><link rel="enclosure" href="/e"/><link rel="replies" href="/r"/>'
    data = '<link rel="alternate" type="application/atom+xml" href="/a"/>'
    assert read(entry(f'{others}{data}<link {alternate} href="/1"/>'))[0].url == "https://news.example/1"
    assert read(entry(f'{others}<link {alternate} HREF="/1"/>'))[0].url == "https://news.example/1"


@pytest.mark.parametrize(
    ("url", "site", "link"),
    [
        ("https://news.example/x/feed", "https://news.example/", "https://news.example/x/1"),
        ("https://feeds.example/x", "https://news.example/y/", "https://news.example/y/1"),
        ("", "https://news.example/", "https://news.example/1"),
        ("https://news.example/x", "/", "https://news.example/1"),
        ("https://news.example/x", "http://[", "https://news.example/1"),
        ("", "", "1"),
    ],
)
def test_relative_links_of_a_feed_kept_elsewhere_are_those_of_its_site(url: str, site: str, link: str) -> None:
    assert read(item("<title>T</title><link>1</link>", site), url)[0].url == link


@pytest.mark.parametrize(
    "written",
    [
        "Sun, 20 Jul 25 13:00:00 GMT",
        "Sunday, 20-Jul-25 13:00:00 GMT",
        "Sun, 20 Jul 2025 13:00:00 Etc/GMT",
        "Sun, 20 Jul 2025 16:00:00 Europe/Kyiv",
        "2025-07-20T16:00:00+03:00[Europe/Kyiv]",
        "Sun, 20 Jul 2025 16:00:00 GMT+3",
        "Sun, 20 Jul 2025 16:00:00 +03",
        "Sun, 20 Jul 2025 16:00:00 + 0300",
        "Sun, 20 Jul 2025 16:00:00 0300",
        "2025-07-20T16:00:00+3:00",
        "2025-07-20T09:00:00−04:00",
        "Sun, 20 Jul 2025 09:00:00 -0400 (EDT)",
        "Sun, 20 Jul 2025 09:00:00 (EDT)",
        "Sun, 20 Jul 2025 09:00 ET",
        "Sun, 20 Jul 2025 9:00 AM Eastern Time",
        "Sun, 20 Jul 2025 01:00:00 PM",
        "July 20, 2025, 1:00 p.m.",
        "Sunday, July 20, 2025 - 13:00",
        "Jul 20 2025  1:00PM",
        "Sun Jul 20 09:00:00 EDT 2025",
        "Sun Jul 20 2025 16:00:00 GMT+0300 (Eastern European Summer Time)",
        "20 Jul 2025 13.00 GMT",
        "20.07.25 13:00",
        "20/07/2025 - 13:00",
        "07/20/2025 13:00:00",
        "2025/07/20 13:00:00",
        "20250720130000",
        "1753016400",
        "1753016400000",
        "20th July 2025 at 13:00",
        "V, 20 júl 2025 16:00:00 +0300",
        "søn, 20 jul 2025 16:00:00 +0300",
        "su, 20 heinä 2025 16:00:00 +0300",
        "нд, 20 юли 2025 16:00:00 +0300",
    ],
)
def test_a_date_is_read_in_every_dialect(written: str) -> None:
    (draft,) = read(item(f"<title>T</title><pubDate>{written}</pubDate>"))
    assert draft.published == datetime(2025, 7, 20, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Sun, 20 Jul 2025 24:00:00 GMT", datetime(2025, 7, 21, tzinfo=UTC)),
        ("2025-07-20T24:00:00Z", datetime(2025, 7, 21, tzinfo=UTC)),
        ("Sun, 20 Jul 2025 12:30 AM", datetime(2025, 7, 20, 0, 30, tzinfo=UTC)),
        ("Sun, 20 Jul 2025 23:59:60 GMT", datetime(2025, 7, 21, tzinfo=UTC)),
        ("Sun, 20 Jul 2025 25:00:00 GMT", None),
        ("Sun, 20 Jul 2025 13:00:00 +9999", None),
        ("2025-13-20 13:61", None),
    ],
)
def test_the_edges_of_the_clock_are_known(written: str, moment: datetime | None) -> None:
    assert read(item(f"<title>T</title><pubDate>{written}</pubDate>"))[0].published == moment


@pytest.mark.parametrize(
    "others",
    [
        "<dc:date>2025-07-19T00:00:00Z</dc:date><pubDate>{}</pubDate>",
        "<atom:updated>2025-07-21T00:00:00Z</atom:updated><pubDate>{}</pubDate>",
        "<created>2025-07-19T00:00:00Z</created><issued>{}</issued>",
        "<pubDate>soon</pubDate><dc:date>{}</dc:date>",
        "<pubDate/><lastBuildDate>{}</lastBuildDate>",
        "<prism:publicationDate>{}</prism:publicationDate>",
    ],
)
def test_of_several_dates_that_of_the_publication_is_taken(others: str) -> None:
    (draft,) = read(item(f"<title>T</title>{others.format('2025-07-20T13:00:00Z')}"))
    assert draft.published == datetime(2025, 7, 20, 13, tzinfo=UTC)


SURROUNDINGS: dict[str, Callable[[bytes], bytes]] = {
    "three byte order marks": lambda feed: b"\xef\xbb\xbf" * 3 + feed,
    "a byte order mark read as Latin": lambda feed: "ï»¿".encode() + feed,
    "the length of a chunk": lambda feed: b"1f4a\r\n" + feed + b"\r\n0\r\n\r\n",
    "a page before it": lambda feed: b"<!DOCTYPE html><html><body>Busy.</body></html>\n" + feed,
    "a page around it": lambda feed: b"<html><body>" + feed + b"</body></html>",
    "zeros behind it": lambda feed: feed + b"\0" * 8,
    "a page behind it": lambda feed: feed + b"<html><p>a & b</html>",
    "a declaration within it": lambda feed: feed.replace(b"<item>", b'<?xml version="1.0"?><item>'),
    "a declaration without its end": lambda feed: b'<?xml version="1.0" encoding="utf-8">' + feed,
}


@pytest.mark.parametrize("around", SURROUNDINGS)
def test_a_feed_is_found_in_what_surrounds_it(around: str) -> None:
    feed = item(f"<title>Порт é</title>{LINK}").encode()
    (draft,) = read(SURROUNDINGS[around](feed))
    assert (draft.title, draft.url) == ("Порт é", "https://news.example/1")


def _in_third(replace: Callable[[str], str]) -> Callable[[str], str]:
    """Damage the third entry of a feed alone."""

    def damaged(feed: str) -> str:
        start = feed.index("talks", feed.index("Порт 2")) - len("<title>Порт 2: ")
        start = max(feed.rfind("<item", 0, start), feed.rfind("<entry", 0, start))
        end = min(at for name in ("</item>", "</entry>") if (at := feed.find(name, start)) > 0) + len("</entry>")
        return feed[:start] + replace(feed[start:end]) + feed[end:]

    return damaged


WOUNDS: dict[str, Callable[[str], str]] = {
    "an entry that is not closed": lambda e: e.replace("</item>", "").replace("</entry>", ""),
    "a title closed in other letters": lambda e: e.replace("</title>", "</Title>"),
    "a title closed with a space": lambda e: e.replace("</title>", "</ title>"),
    "an element not closed": lambda e: e.replace("<title", "<category><b><title"),
    "an element closed only": lambda e: e.replace("</title>", "</title></p></div>"),
    "an attribute twice": lambda e: e.replace("<title", "<x a='1' a='2'/><title"),
    "a tag in an attribute": lambda e: e.replace("<title", "<x a='<b>'/><title"),
    "a quotation mark missing": lambda e: e.replace("<title", '<x a="1>y</x><title'),
    "a CDATA section not closed": lambda e: e.replace("<title", "<category><![CDATA[News</category><title"),
    "the end of a CDATA section": lambda e: e.replace("<title", "<category>News]]></category><title"),
    "a CDATA section in another": lambda e: e.replace("<title", "<x><![CDATA[a <![CDATA[b]]> c]]></x><title"),
    "a sign that opens no tag": lambda e: e.replace("<title", "<x>a < b <3 c <1></x><title"),
    "an undeclared prefix": lambda e: e.replace("<title", "<zz:x zz:y='1'>&</zz:x><title"),
    "markup as it is": lambda e: e.replace("<title", "<category><p>a<br>b <img src=x> & c</category><title"),
    "a script": lambda e: e.replace("<title", "<x><script>if (a && b < c) {}</script></x><title"),
}


@pytest.mark.parametrize("wound", WOUNDS)
@pytest.mark.parametrize("format_", [rss, escaped_rss, atom, rdf])
def test_what_is_wrong_with_one_entry_does_no_harm_to_any(format_: Callable[..., str], wound: str) -> None:
    written = items(6)
    drafts = read(_in_third(WOUNDS[wound])(format_(written)))
    assert [draft.title for draft in drafts] == [item.title for item in written]
    assert [draft.url for draft in drafts] == [item.link for item in written]
    zone = timezone(timedelta(hours=3))
    assert [draft.published for draft in drafts] == [datetime(2025, 7, 20, 13, n, tzinfo=zone) for n in range(6)]


def test_a_torn_feed_gives_its_title_and_no_torn_tag() -> None:
    feed = rss(items(3)).replace("</title>", "</title><x>a & b</y>")
    reading = parse_feed(feed[: feed.rindex("</title>") + 4].encode(), url=URL, content_type="")
    assert reading.title == "The Wire"
    assert [draft.title for draft in reading.drafts] == [item.title for item in items(3)]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp1251", "win-1251"),
        ("cp1251", "x-cp1251"),
        ("cp1251", "iso-8859-1"),
        ("koi8-r", "us-ascii"),
        ("cp1251", "utf-16"),
    ],
)
def test_an_encoding_may_be_misnamed(encoding: str, declared: str) -> None:
    title = "Порт закрыт на две недели, сообщили в управлении гавани"
    feed = f'<?xml version="1.0" encoding="{declared}"?>{item(f"<title>{title}</title>")}'
    assert [draft.title for draft in read(feed.encode(encoding))] == [title]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("cp037", "ebcdic-cp-us"), ("cp500", "csIBM500"), ("cp037", "unknown-8"), ("cp875", "cp875")],
)
def test_a_feed_of_a_mainframe_is_read(encoding: str, declared: str) -> None:
    feed = f'<?xml version="1.0" encoding="{declared}"?>{item("<title>The port closes!</title>")}'
    assert [draft.title for draft in read(feed.encode(encoding))] == ["The port closes!"]


@pytest.mark.parametrize(
    ("encoding", "declared", "title", "damage"),
    [
        ("gb18030", "gb2312", "港口将于周五关闭北部码头", b"\xb8"),
        ("cp932", "shift_jis", "①港は金曜日に北の埠頭を閉鎖する", b"\x8d"),
        ("cp949", "euc-kr", "햏항만청은 금요일에 북쪽 부두를", b"\xc7"),
        ("cp1252", "iso8859-1", "Le café – “déjà” œuvre, l’été à Évian", b"\x81"),
        ("cp1252", "iso_8859-1", "Le café – “déjà” œuvre", b""),
        ("cp1252", "us-ascii", "Le café – “déjà” œuvre", b""),
    ],
)
def test_a_declared_encoding_is_believed_in_spite_of_some_damage(
    encoding: str, declared: str, title: str, damage: bytes
) -> None:
    feed = item(f"<title>{title}</title><description>{title * 3}#</description>").encode(encoding)
    body = f'<?xml version="1.0" encoding="{declared}"?>'.encode() + feed.replace(b"#", damage)
    assert [draft.title for draft in read(body)] == [title]


def test_bytes_of_windows_in_utf_8_are_read_and_others_are_not() -> None:
    feed = item("<title>Порт, café, d?j?</title><description>Порт?Порт</description>").encode()
    for damage in (b"\xe9", b"\xe0", b"\xd1"):
        feed = feed.replace(b"?", damage, 1)
    (draft,) = read(feed)
    assert (draft.title, draft.text) == ("Порт, café, déjà", "Порт\ufffdПорт")


def _json(*written: object, **fields: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "W", "items": written, **fields})


STORY = {"id": "1", "url": "https://news.example/1", "title": "T", "date_published": "2025-07-20T13:00:00Z"}
WITHOUT_URL = {name: value for name, value in STORY.items() if name != "url"}


@pytest.mark.parametrize(
    "feed",
    [
        _json(STORY),
        _json({**STORY, "date_published": 1753016400}),
        _json({**STORY, "date_published": 1753016400000.0}),
        _json({**WITHOUT_URL, "id": "https://news.example/1"}),
        _json({**WITHOUT_URL, "attachments": [7, {"url": "https://news.example/1"}]}),
        _json({**STORY, "url": "1"}, home_page_url="https://news.example/"),
        _json(STORY).replace("]}", ",]}"),
        _json(STORY, STORY)[:-20],
        json.dumps({"items": [STORY]}),
        "\ufeff\n" + _json(STORY),
    ],
)
def test_a_json_feed_is_read_in_all_its_dialects(feed: str) -> None:
    draft = read(feed, url="https://feeds.example/json")[0]
    moment = datetime(2025, 7, 20, 13, tzinfo=UTC)
    assert (draft.title, draft.url, draft.published) == ("T", "https://news.example/1", moment)


def test_a_long_title_of_a_damaged_feed_is_read_in_linear_time() -> None:
    began = process_time()
    (draft,) = read(item(f"<title>{'<' * 10_000}</title><a></b>{LINK}"))
    assert draft.url == "https://news.example/1"
    assert process_time() - began < 2


def test_each_link_has_a_base_of_its_own() -> None:
    links = '<link xml:base="a/" href="1"/><link xml:base="b/" rel="self" href="2"/>'
    assert read(entry(links))[0].url == "https://news.example/a/1"


def test_bases_do_not_grow_without_end() -> None:
    feed = item('<link xml:base="b/">1</link>' * 5000).replace("<rss", '<rss xml:base="https://news.example/"')
    assert len(read(feed)[0].url) < 3000


def test_a_feed_whose_site_has_no_address_is_well_formed_all_the_same() -> None:
    seen = survey(
        b'<feed xml:base="https://news.example/"><link href="http://["/><entry><title>T</title></entry></feed>'
    )
    assert seen is not None
    assert seen.entries[0].title == "T"


@pytest.mark.parametrize("codec", ["idna", "punycode", "undefined", "unicode_escape"])
def test_a_codec_that_is_none_of_documents_is_not_believed(codec: str) -> None:
    title = r"Le café fermé: C:\x41"
    feed = f'<?xml version="1.0" encoding="{codec}"?>{item(f"<title>{title}</title>")}'
    assert [draft.title for draft in read(feed.encode("cp1252"))] == [title]
    assert [draft.title for draft in read(feed.encode("cp037"))] == [title]


def test_a_number_too_large_for_any_date_is_none() -> None:
    assert read(_json({**STORY, "date_published": 10**400}))[0].published is None
