"""Layouts: six stories of our own, written onto pages as outlets, blogs, wikis and forums make them."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from json import dumps


@dataclass(frozen=True)
class Story:
    """What a reader should find on a page; `published` is ISO 8601."""

    title: str
    author: str
    published: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


STORIES = (
    Story(
        "Harbour council orders wreck removed",
        "Edda Lund",
        "2025-03-04T08:30:00+01:00",
        (
            "FAIRHAVEN — The harbour council told the owner of a sunken dredger on Tuesday to raise it within thirty days "
            "or pay for the work.",
            "The vessel went down in the main channel in January. Since then ferries have had to wait for high water, and "
            "two freight lines have moved to other ports.",
            "“We have been patient for two months,” the council's chair, Bo Rask, said after the vote. “The channel "
            "belongs to everybody.”",
            "The owner, a firm with four employees, says its insurer has not answered. A salvage company has offered to do "
            "the job for 1.2 million crowns.",
            "Fishermen in the outer villages say they have lost a third of their season. They want the council to pay them "
            "until the channel is free again.",
        ),
    ),
    Story(
        "Night trains to return after nine years",
        "Mira Okoye",
        "2024-11-18T17:05:00+00:00",
        (
            "Sleeping cars will run again between the capital and the coast from next summer, the rail authority announced, "
            "nine years after the last one was withdrawn.",
            "Twelve carriages, bought second-hand and rebuilt in a works near Dunmore, are to leave every evening at ten and "
            "arrive shortly after seven.",
            "A bed in a shared compartment will cost about as much as a seat on a day train plus a cheap hotel. Families can "
            "book a compartment of their own.",
            "Critics doubt that the service will pay. The authority's own study expects a loss in the first three years and "
            "a small profit from the fourth.",
            "“People do not want to fly 400 kilometres any more,” said Tomas Brandt, who led the campaign for the trains. "
            "“They want to sleep through them.”",
        ),
    ),
    Story(
        "Drought leaves valley towns on tanker water",
        "Jon Aster",
        "2025-08-09T06:00:00+02:00",
        (
            "Seven towns in the upper valley are being supplied by lorry after the springs that feed them ran dry for the "
            "first time since records began in 1931.",
            "Each household may fill two canisters a day at the fire station. Washing cars and watering gardens has been "
            "forbidden since the middle of July.",
            "The mayor of Kelso, Ruth Vance, said the town had enough for the hospital and the school kitchen. “Beyond that "
            "we live from one delivery to the next.”",
            "Hydrologists blame two winters with little snow. Even heavy rain now would take months to reach the springs, "
            "they say, because the soil above them has turned to dust.",
        ),
    ),
    Story(
        "Museum gives back carved doors",
        "Lena Moss",
        "2023-05-22T12:15:00+01:00",
        (
            "A museum in the north has handed a pair of carved doors back to the village they were taken from in 1897, "
            "ending a dispute of more than forty years.",
            "The doors, taller than a bus, had stood in the entrance hall. A copy cut by a local joiner will take their place "
            "in the autumn.",
            "Elders danced in the yard when the crate was opened. “My grandmother described every figure to me,” said one of "
            "them, Ama Sarr. “She had never seen them, and she was right.”",
            "The museum's trustees had refused three times. They changed their minds after a student found the bill of sale, "
            "which turned out to be forged.",
            "Eleven other objects from the same journey remain in the collection. Talks about them begin in June.",
        ),
    ),
    Story(
        "Bakers strike over night work",
        "Paul Ferrow",
        "2025-01-30T21:40:00-05:00",
        (
            "Bakers at the city's three largest plants stopped work at midnight, leaving shops without rolls and half of the "
            "usual bread.",
            "Their union wants the hours between ten and four to be paid at one and a half times the day rate. The owners "
            "offer a quarter more.",
            "Talks broke off late on Wednesday after eleven hours. Both sides said they were ready to go on, and neither said "
            "when.",
            "Small bakeries, which are not on strike, had queues around the block. One in the market sold out before seven "
            "and closed for the day.",
            "The last strike in the trade, in 2009, lasted for sixteen days. It ended when the mayor locked both sides into "
            "the town hall with a tray of cakes.",
        ),
    ),
    Story(
        "Bridge inspectors find cracks in main cables",
        "Sana Iqbal",
        "2024-02-12T10:20:00+00:00",
        (
            "Lorries have been banned from the old suspension bridge after inspectors found cracks in eleven of its "
            "hangers, the roads office said on Monday.",
            "Cars may still cross at walking pace. The office will decide by the end of the month whether the bridge has to "
            "be closed altogether.",
            "The detour through the hills adds fifty minutes. Hauliers put the extra cost at 90,000 a week and have asked the "
            "county to share it.",
            "An engineer who worked on the bridge in the 1990s, Karl Dent, said he had warned of rust at the time. “They "
            "painted over it,” he said. “Twice.”",
            "A replacement was planned in 2015 and dropped for want of money. The plans are in a drawer, the office said, and "
            "would need two years of work.",
        ),
    ),
)

OUTLET = "Fairhaven Post"
_MENU = (
    '<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport'
    '</a></li><li><a href="/weather">Weather</a></li></ul></nav>'
)
_TEASERS = "".join(
    f'<li><a href="/t/{n}"><h3>{words}</h3></a><p class="teaser">{words}, and what came of it in the end, in short.</p></li>'
    for n, words in enumerate(
        ("Whale seen in the bay", "Choir wins first prize", "New roof for the market", "Ten walks for a wet day")
    )
)
_RELATED = f'<aside class="related"><h2>Related stories</h2><ul>{_TEASERS}</ul></aside>'
_SHARE = '<div class="share-bar"><a href="#f">Share on Facebook</a> <a href="#x">Post on X</a> <button>Copy link</button></div>'
_LETTER = (
    '<div class="newsletter-signup"><h3>Sign up for the morning letter</h3><p>All you need to know, in your inbox by six. '
    "You can leave at any time.</p><form><input name=mail><button>Sign up</button></form></div>"
)
_COOKIES = (
    '<div id="cookie-banner"><p>We and our partners use cookies to show you what you like and to count our readers.</p>'
    "<button>Accept all cookies</button></div>"
)
_FOOT = f'<footer><p>© 2025 {OUTLET}. All rights reserved.</p><p><a href="/terms">Terms</a> <a href="/us">About us</a></p></footer>'
_COMMENTS = "".join(
    f'<li class="comment"><b>reader{n}</b> <span class="date">two hours ago</span><p>{words}</p></li>'
    for n, words in enumerate(
        (
            "I have lived there for thirty years and nobody ever asked us what we think of all this.",
            "Well said. They should have thought of it before they spent the money on the new town hall.",
            "Is there a list of what it will cost? I could not find one anywhere on their pages.",
        )
    )
)


def _paragraphs(story: Story, tag: str = "p") -> str:
    return "".join(f"<{tag}>{escape(paragraph)}</{tag}>" for paragraph in story.paragraphs)


def _document(story: Story, body: str, *, head: str = "", title: str | None = None) -> str:
    name = title if title is not None else f"{story.title} | {OUTLET}"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(name)}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def _ld(story: Story, **more: object) -> str:
    fields = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.published,
        "author": {"@type": "Person", "name": story.author},
        "publisher": {"@type": "Organization", "name": OUTLET},
    }
    return f'<script type="application/ld+json">{dumps(fields | more)}</script>'


def _meta(**contents: str) -> str:
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{escape(content)}">' for name, content in contents.items()
    )


def news(story: Story) -> str:
    """Semantic, with everything that stands around and within an article."""
    first, *rest = story.paragraphs
    inner = (
        f"<p>{first}</p>{_SHARE}<p>{rest[0]}</p>{_LETTER}"
        '<figure><img src="a.jpg"><figcaption>The scene on the morning after. Photograph: K. Dahl/Agency</figcaption></figure>'
        + "".join(f"<p>{paragraph}</p>" for paragraph in rest[1:])
    )
    body = (
        f"{_COOKIES}<header>{_MENU}</header><main><article><h1>{story.title}</h1><p class='byline'>By {story.author}</p>"
        f"<time datetime='{story.published}'>today</time>{inner}<p><a href='/m'>Read more: what happened last time</a></p>"
        f"</article>{_RELATED}</main>{_FOOT}"
    )
    return _document(
        story, body, head=_ld(story) + _meta(og__title=story.title, og__type="article", og__site_name=OUTLET)
    )


def divs(story: Story) -> str:
    """Nothing but divs, the lede loose before the paragraphs, the date in words."""
    first, *rest = story.paragraphs
    body = (
        f"<div id='top'>{_MENU}</div><div class='story'><div class='headline'><h1>{story.title}</h1></div>"
        f"<div class='meta'>{story.author} | Published {story.published[:10]}</div>"
        f"<div class='body'>{first}<p>{'</p><p>'.join(rest)}</p></div></div>"
        f"<div class='sidebar'><ul>{_TEASERS}</ul></div><div class='bottom'>© 2025 {OUTLET}</div>"
    )
    return _document(story, body, title=f"{OUTLET} - {story.title}")


def blog(story: Story) -> str:
    """A post with tags, the author's life, and comments as long as the post."""
    body = (
        f"<div id='page'><div id='masthead'><h1 class='site-title'><a href='/'>{OUTLET}</a></h1></div><div id='content'>"
        f"<div class='post hentry'><h2 class='entry-title'>{story.title}</h2><div class='entry-meta'>Posted on "
        f"<time class='entry-date published' datetime='{story.published}'>a day</time> by {story.author}</div>"
        f"<div class='entry-content'>{_paragraphs(story)}</div><div class='tags'>Tags: <a href='/t/sea'>sea</a> "
        f"<a href='/t/town'>town</a></div><div class='author-bio'><p>{story.author} writes about the coast and lives on a "
        f"boat with two cats.</p></div></div><div id='comments'><h3>3 thoughts</h3><ol class='commentlist'>{_COMMENTS}</ol>"
        "<p>Leave a reply</p></div></div></div>"
    )
    return _document(
        story, body, title=f"{story.title} – {OUTLET}", head=_meta(og__title=story.title, og__site_name=OUTLET)
    )


def live(story: Story) -> str:
    """A live blog: each paragraph an entry under its time."""
    entries = "".join(
        f"<div class='entry' id='e{n}'><time>{9 + n}:30</time><div class='entry-body'><p>{paragraph}</p></div></div>"
        for n, paragraph in enumerate(story.paragraphs)
    )
    body = f"{_MENU}<main><h1>{story.title}</h1><div class='liveblog'>{entries}</div></main>{_FOOT}"
    return _document(story, body, head=_ld(story, **{"@type": "LiveBlogPosting"}))


def gallery(story: Story) -> str:
    """Pictures with captions between the paragraphs."""
    inner = "".join(
        f"<p>{paragraph}</p><div class='photo'><img src='{n}.jpg'><p class='caption'>Picture {n + 1} of the series. "
        "Credit: A. Holm</p></div>"
        for n, paragraph in enumerate(story.paragraphs)
    )
    body = f"<header>{_MENU}</header><article><h1>{story.title}</h1>{inner}</article>{_FOOT}"
    return _document(story, body, head=_meta(og__title=story.title, article__published_time=story.published))


def wiki(story: Story) -> str:
    """An encyclopedia: a box of facts, contents, headings with an edit link, references."""
    inner = "".join(f"<p>{paragraph}<sup>[{n + 1}]</sup></p>" for n, paragraph in enumerate(story.paragraphs))
    body = (
        f"<div id='content'><h1 id='firstHeading'>{story.title}</h1><div id='bodyContent'><table class='infobox'><tr><th>Where"
        f"</th><td>North coast</td></tr><tr><th>When</th><td>{story.published[:4]}</td></tr></table><div id='toc' class='toc'>"
        f"<ul><li><a href='#1'>1 Notes</a></li></ul></div>{inner}<div class='reflist'><ol class='references'><li>Post, p. 3"
        "</li><li>Gazette, p. 1</li></ol></div></div></div><div id='mw-navigation'><ul><li><a href='/r'>Random page</a></li></ul>"
        f"</div><div id='footer'>This page was last edited on {story.published[:10]}.</div>"
    )
    return _document(story, body, title=f"{story.title} - Coast Wiki", head=_meta(og__site_name="Coast Wiki"))


def tables(story: Story) -> str:
    """A page of the nineties: tables within tables, paragraphs parted by line breaks."""
    body = (
        f"<table width=760><tr><td colspan=2><b>{OUTLET}</b></td></tr><tr><td width=120><a href='/'>Home</a><br><a href='/a'>"
        f"Archive</a></td><td><font size=5><h1>{story.title}</h1></font><font size=2>{story.published[:10]}</font><br><br>"
        f"<font size=3>{'<br><br>'.join(story.paragraphs)}</font></td></tr></table><center>© {OUTLET}</center>"
    )
    return _document(story, body, title=story.title)


def linked(story: Story) -> str:
    """Paragraphs full of links, and calls to read on between them."""
    inner = "".join(
        "<p>" + " ".join(f"<a href='/w/{word}'>{word}</a>" if len(word) > 6 else word for word in paragraph.split()) + "</p>"
        + ("<p><a href='/x'>READ MORE: Ten things to know about it</a></p>" if n == 1 else "")
        for n, paragraph in enumerate(story.paragraphs)
    )  # fmt: skip
    body = f"<header>{_MENU}</header><article><h1>{story.title}</h1>{_SHARE}{inner}</article>{_RELATED}{_FOOT}"
    return _document(story, body, head=_ld(story) + _meta(og__title=f"{story.title} | {OUTLET}", og__site_name=OUTLET))


def scripted(story: Story) -> str:
    """A page that a script would write; only its JSON-LD has the text."""
    body = f"<div id='root'></div><noscript>You need to enable JavaScript to run this app.</noscript>{_FOOT}"
    return _document(story, body, head=_ld(story, articleBody=story.text))


def forum(story: Story) -> str:
    """A thread whose first post is the story; the answers are not part of it."""
    body = (
        f"<div class='forum'><h1 class='topic-title'>{story.title}</h1><div class='post' id='p1'><div class='post-author'>"
        f"{story.author}</div><time datetime='{story.published}'></time><div class='post-content'>{_paragraphs(story)}</div>"
        f"</div></div><div class='comments replies'><ol class='comment-list'>{_COMMENTS}</ol></div>{_FOOT}"
    )
    return _document(story, body, title=f"{story.title} - The Quay Forum", head=_meta(og__site_name="The Quay Forum"))


LAYOUTS: dict[str, Callable[[Story], str]] = {
    "news": news, "divs": divs, "blog": blog, "live blog": live, "gallery": gallery, "wiki": wiki, "tables": tables,
    "many links": linked, "script": scripted, "forum": forum,
}  # fmt: skip
"""Each gives a page with an article."""


def _wall(story: Story, words: str, head: str = "") -> str:
    return _document(
        story, f"{_MENU}<main><h1>{story.title}</h1><div class='wall'><p>{words}</p></div></main>{_FOOT}", head=head
    )


def _paywall(story: Story) -> str:
    return _wall(story, f"{story.paragraphs[0]} Subscribe to continue reading.", _ld(story, isAccessibleForFree=False))


def _consent(story: Story) -> str:
    return _document(
        story, f"<div class='consent'><h1>Before you continue</h1><p>{_COOKIES}</p></div>", title="Your choice"
    )


def _index(story: Story) -> str:
    return _document(
        story, f"{_MENU}<main><h1>World</h1><ul>{_TEASERS * 6}</ul></main>{_FOOT}", title=f"World - {OUTLET}"
    )


def _video(story: Story) -> str:
    return _wall(story, "Watch.", _meta(og__type="video.other", og__title=story.title))


WALLS: dict[str, tuple[Callable[[Story], str], str]] = {
    "paywall": (_paywall, "paywall"),
    "consent wall": (_consent, "consent"),
    "list of stories": (_index, "list"),
    "video": (_video, "video"),
    "robot check": (lambda story: _wall(story, "Checking your browser. Please prove that you are human."), "robots"),
    "empty": (lambda story: _document(story, "", title=""), "empty|no article"),
}
"""Each gives a page without an article, and words of the reason that should be named."""
