"""Pages: title, text, time, source and address of an article, and the reasons why there is none."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.wire.pages import find_byline, parse_page
from core.errors import DatelineError, PageUnavailableError
from core.model.article import Draft
from tests.core.adapters.wire.papers import PARAGRAPHS, json_ld, laden, page

URL = "https://www.fairhaven-post.example/news/port-closes?utm=1"
TITLE = "Port closes its northern basin"


def read(markup: str | bytes, url: str = URL, content_type: str = "text/html") -> Draft:
    return parse_page(markup if isinstance(markup, bytes) else markup.encode(), url=url, content_type=content_type)


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def test_the_text_is_the_article_and_nothing_around_it() -> None:
    text = read(page()).text
    assert text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("head", "title", "heading"),
    [
        ("", f"{TITLE} - Fairhaven Post", f"<h1>{TITLE}</h1>"),
        (
            "",
            f"{TITLE} | News | Fairhaven Post",
            f"<header><h1><a href='/'>Fairhaven Post</a></h1></header><h1>{TITLE}</h1>",
        ),
        ("", f"Fairhaven Post: {TITLE}", f"<h1> {TITLE}\n</h1>"),
        (meta("og:title", TITLE), "Fairhaven Post", ""),
        (meta("og:title", f"{TITLE} | Fairhaven Post") + meta("og:site_name", "Fairhaven Post"), "x", ""),
        (json_ld(headline=TITLE), "Port news", "<h1>Fairhaven Post</h1>"),
        (meta("og:title", "Port to close: what we know") + json_ld(headline=TITLE), TITLE, f"<h1>{TITLE}</h1>"),
        (json_ld(headline=TITLE[:26] + "…") + meta("og:title", TITLE), "", ""),
        ("", f"{TITLE} — Fairhaven Post", ""),
    ],
)
def test_the_title_is_voted_for_and_the_outlet_cut_off(head: str, title: str, heading: str) -> None:
    site = meta("og:site_name", "Fairhaven Post")
    assert read(page(head=site + head, title=title, heading=heading)).title == TITLE


@pytest.mark.parametrize(
    "title", ["Talks - what now?", "Ex-minister: “I knew – and said so”", "C: a language", "A | B"]
)
def test_a_title_with_a_dash_of_its_own_is_left_whole(title: str) -> None:
    found = read(page(title=f"{title} | Fairhaven Post", heading="", head=meta("og:site_name", "Fairhaven Post")))
    assert found.title == title


EAST = timezone(timedelta(hours=3))


@pytest.mark.parametrize(
    ("head", "moment"),
    [
        (json_ld(datePublished="2025-07-20T13:00:00+03:00"), datetime(2025, 7, 20, 13, tzinfo=EAST)),
        (meta("article:published_time", "2025-07-20T10:00:00Z"), datetime(2025, 7, 20, 10, tzinfo=UTC)),
        ('<meta itemprop="datePublished" content="2025-07-20T13:00+03:00">', datetime(2025, 7, 20, 13, tzinfo=EAST)),
        ('<meta name="date" content="20 July 2025">', datetime(2025, 7, 20, 12, tzinfo=UTC)),
        (
            json_ld(datePublished="2025-07-20") + meta("article:published_time", "2025-07-20T13:00:00+03:00"),
            datetime(2025, 7, 20, 13, tzinfo=EAST),
        ),
        (
            json_ld(datePublished="2025-07-20T13:00:00+03:00", dateModified="2025-08-02T13:00:00+03:00")
            + meta("article:modified_time", "2025-08-02T13:00:00+03:00"),
            datetime(2025, 7, 20, 13, tzinfo=EAST),
        ),
        (json_ld(datePublished=["2025-07-20T13:00:00+03:00"]), datetime(2025, 7, 20, 13, tzinfo=EAST)),
    ],
)
def test_the_time_is_the_most_exact_one_of_the_day_of_publication(head: str, moment: datetime) -> None:
    published = read(page(head=head)).published
    assert published == moment
    assert published.utcoffset() == moment.utcoffset()


def test_the_time_may_stand_in_the_page_itself() -> None:
    heading = f'<h1>{TITLE}</h1><time datetime="2025-07-20T13:00:00+03:00">today</time>'
    assert read(page(heading=heading)).published == datetime(2025, 7, 20, 13, tzinfo=EAST)
    plain = read(page(heading=f"<h1>{TITLE}</h1><p class='date'>Published: 20 July 2025</p>"))
    assert plain.published == datetime(2025, 7, 20, 12, tzinfo=UTC)


def test_a_year_in_a_copyright_notice_is_no_date() -> None:
    assert read(page()).published is None


def test_a_page_without_a_date_has_none() -> None:
    assert read(page().replace("2025", "")).published is None


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="/news/port-closes">', "https://www.fairhaven-post.example/news/port-closes"),
        (meta("og:url", "https://m.fairhaven-post.example/p"), "https://m.fairhaven-post.example/p"),
        ('<link rel="canonical" href="https://bank.example/news/port-closes">', URL),
        ('<link rel="canonical" href="https://www.fairhaven-post.example/">', URL),
        ('<link rel="canonical" href="javascript:alert(1)">', URL),
        ('<link rel="canonical" href="http://[">', URL),
        ("", URL),
    ],
)
def test_the_canonical_address_is_believed_within_its_own_site(head: str, url: str) -> None:
    assert read(page(head=head)).url == url


def test_the_source_is_the_name_of_the_outlet_or_its_host() -> None:
    assert read(page(head=meta("og:site_name", "The Post"))).source == "The Post"
    assert read(page(head=json_ld(publisher={"name": "The Post"}))).source == "The Post"
    assert read(page()).source == "fairhaven-post.example"


@pytest.mark.parametrize(
    ("head", "body", "byline"),
    [
        (json_ld(author={"@type": "Person", "name": "Edda Lund"}), "", "Edda Lund"),
        (json_ld(author=[{"name": "Edda Lund"}, {"name": "Bo Rask"}]), "", "Edda Lund, Bo Rask"),
        (json_ld(author="Edda Lund"), "", "Edda Lund"),
        ('<meta name="author" content="By Edda Lund">', "", "Edda Lund"),
        (meta("article:author", "https://social.example/edda"), '<a rel="author">Edda Lund</a>', "Edda Lund"),
        ("", '<p class="byline">By <b>Edda Lund</b></p>', "Edda Lund"),
        ("", "", None),
    ],
)
def test_the_byline_is_found_where_there_is_one(head: str, body: str, byline: str | None) -> None:
    assert find_byline(page(head=head, heading=f"<h1>{TITLE}</h1>{body}").encode()) == byline


def test_a_page_that_is_written_by_a_script_is_read_from_its_json_ld() -> None:
    body = "\n\n".join(PARAGRAPHS)
    assert read(page(head=json_ld(articleBody=body), paragraphs=[])).text == body


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-16"])
def test_a_page_is_read_in_its_own_encoding(encoding: str) -> None:
    words = "Порт закриває північний басейн, повідомила адміністрація міста у п'ятницю ввечері. " * 8
    if encoding == "koi8-r":
        words = "Порт закрывает северный бассейн, сообщила администрация города в пятницу вечером. " * 8
    markup = page(heading="<h1>Порт</h1>", paragraphs=[words]).replace("utf-8", encoding).replace("©", "")
    assert words.strip() in read(markup.encode(encoding)).text


TEASERS = "".join(
    f"<div><h2><a href='/{n}'>Story number {n} of the day</a></h2><p>What happened, in short, for number {n}.</p></div>"
    for n in range(30)
)
PAID = json_ld(isAccessibleForFree=False, headline=TITLE)
VIDEO = meta("og:type", "video.other")


@pytest.mark.parametrize(
    ("markup", "cause"),
    [
        ("", "an empty page"),
        (" \n ", "an empty page"),
        ("<html><body></body></html>", "no article in it|an empty page"),
        (page(paragraphs=["Please enable JavaScript to go on."]), "needs JavaScript"),
        (page(head=PAID, paragraphs=PARAGRAPHS[:1]), "behind a paywall"),
        (page(head=meta("article:content_tier", "locked"), paragraphs=PARAGRAPHS[:1]), "behind a paywall"),
        (page(head=VIDEO, paragraphs=["Watch."]), "a video page"),
        (page(paragraphs=["Before you continue: we and our partners use cookies."]), "a consent wall"),
        (page(paragraphs=["Checking your browser. Are you human?"]), "a check for robots"),
        (page(paragraphs=[PARAGRAPHS[0][:80], "Already a subscriber? Log in."]), "behind a paywall"),
        (page(paragraphs=["Please sign in to read this page."]), "behind a login"),
        (page(title="404", heading="<h1>Page not found</h1>", paragraphs=["Sorry."]), "not there any more"),
        (f"<html><body><main>{TEASERS}</main></body></html>", "a list of stories"),
    ],
)
def test_a_page_without_an_article_says_why(markup: str, cause: str) -> None:
    with pytest.raises(PageUnavailableError, match=cause) as caught:
        read(markup)
    assert caught.value.url == URL


def test_a_front_page_is_no_article() -> None:
    with pytest.raises(PageUnavailableError, match="front page"):
        read(f"<html><body>{TEASERS}</body></html>", url="https://fairhaven-post.example/")


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "audio/mpeg", "application/zip"])
def test_what_is_no_page_is_said_so(kind: str) -> None:
    with pytest.raises(PageUnavailableError, match=kind):
        read(page(), content_type=kind)


def test_an_article_about_walls_and_cookies_is_an_article() -> None:
    words = "Readers must subscribe to continue reading, and accept all cookies before they see the page not found."
    assert words in read(page(paragraphs=[*PARAGRAPHS, words])).text


def test_news_in_brief_is_an_article_where_the_page_says_so() -> None:
    brief = "The port's northern basin closes on Friday, the harbour office said; ferries leave from the southern quay."
    assert read(page(head=json_ld(headline=TITLE), paragraphs=[brief])).text == brief


def test_the_language_is_the_one_that_the_text_shows() -> None:
    assert read(page().replace('lang="en"', 'lang="de"')).language == "en"


def test_an_article_that_is_paid_for_and_yet_whole_is_read() -> None:
    assert read(page(head=PAID)).text == "\n\n".join(PARAGRAPHS)


def test_a_text_without_markup_is_read_as_it_is() -> None:
    draft = read("\n\n".join(PARAGRAPHS), content_type="text/plain; charset=utf-8")
    assert (draft.text, draft.title, draft.url) == ("\n\n".join(PARAGRAPHS), "", URL)


HOSTILE = {
    "deep": "<div>" * 100_000 + "x",
    "attributes": f"<p {' '.join(f'a{n}=1' for n in range(50_000))}>x",
    "bare attributes": f"<p {' '.join(f'a{n}' for n in range(50_000))}>x",
    "quoted attributes": laden(50_000, ">"),
    "torn JSON": page(head='<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>'),
    "deep JSON": page(head=f'<script type="application/ld+json">{"[" * 100_000}</script>'),
    "odd JSON": page(
        head='<script type="application/ld+json">{"@type": [3, {}], "@graph": "x", "author": [[]]}</script>'
    ),
    "odd article": page(head=json_ld(headline=[{}], author=[3, None], datePublished={}, publisher=[], articleBody=7)),
    "zeros": "\0" * 10_000,
    "many h1": "<h1>x</h1>" * 20_000,
    "open comments": "<!--" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_that_means_harm_gives_an_article_or_a_reason(name: str) -> None:
    whole = "JSON" in name or "article" in name
    try:
        draft = read(HOSTILE[name])
    except PageUnavailableError:
        assert not whole
        return
    assert not whole or draft.text == "\n\n".join(PARAGRAPHS)


def test_zeros_between_letters_are_nothing() -> None:
    assert read(page().replace("Fairhaven", "Fair\0haven")).text == "\n\n".join(PARAGRAPHS)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_bytes_give_a_draft_or_an_error_of_ours(data: st.DataObject) -> None:
    markup = page(head=json_ld(headline=TITLE, datePublished="2025-07-20T13:00:00+03:00")).encode()
    at = data.draw(st.integers(0, len(markup)))
    body = markup[:at] + data.draw(st.binary(max_size=30)) + markup[at + data.draw(st.integers(0, 40)) :]
    find_byline(body)
    try:
        draft = read(body)
    except DatelineError:
        return
    assert "var tracked" not in draft.text
