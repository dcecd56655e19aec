"""Pages: from the bytes of a web page to its article, or to the reason why there is none."""

import re

from lxml import etree
from lxml import html as lxml_html

from core.adapters.wire.bodies import find_body
from core.adapters.wire.decoding import decoded
from core.adapters.wire.loose import wrap_loose_text
from core.adapters.wire.mending import with_fewer_attributes
from core.adapters.wire.metadata import read_metadata
from core.adapters.wire.origins import find_address, find_language, find_people, find_site, host_of
from core.adapters.wire.plain import tidied
from core.adapters.wire.published import find_published
from core.adapters.wire.refusals import FEWEST_WORDS, find_refusal, length
from core.adapters.wire.titles import find_title, without_heading
from core.errors import PageUnavailableError, Unread
from core.model.article import Draft
from core.model.wall import zone_of

_UNSAID = (
    "script", "style", "svg", "template", "canvas", "object", "embed", "iframe", "select", "textarea", "button",
    "input", "noscript", "picture", "video", "audio", "figcaption", "dialog",
)  # fmt: skip
"""Gone before the readers come, who would each throw them out again."""

_NOTE = re.compile(r"\[\w{1,3}\]")
_NOT_TEXT = ("image/", "video/", "audio/", "application/zip", "application/octet-stream")


def parse_page(body: bytes, *, url: str, content_type: str) -> Draft:
    """Return the article of a page: title, text, time with its offset, source, language, canonical address.

    Raises PageUnavailableError, whose cause says why, where there is no article: nothing is made up in its place.
    """
    if content_type.strip().lower().startswith(_NOT_TEXT):
        raise PageUnavailableError(url, f"no page but {content_type.partition(';')[0]}")
    markup = decoded(body, content_type).replace("\0", "")
    if content_type.strip().lower().startswith("text/plain") or "<" not in markup:
        return _plain_page(markup, url)
    return _marked_page(with_fewer_attributes(markup), url)


def _plain_page(markup: str, url: str) -> Draft:
    text = tidied(markup)
    if length(text) < FEWEST_WORDS:
        raise PageUnavailableError(url, Unread.NO_ARTICLE if text else Unread.EMPTY)
    return Draft(text=text, source=host_of(url), url=url)


def _marked_page(markup: str, url: str) -> Draft:
    root = _tree(markup)
    if root is None:
        raise PageUnavailableError(url, Unread.EMPTY)
    page = read_metadata(root)
    site = find_site(page, url)
    title = find_title(page, site=site, url=url)
    _tidy(root)
    text = without_heading(find_body(page), title)
    if cause := find_refusal(page, text, url=url):
        raise PageUnavailableError(url, cause)
    published = find_published(page, url=url)
    return Draft(
        text=text,
        title=title,
        published=published,
        source=site,
        url=find_address(page, url),
        zone=zone_of(published),
        language=find_language(page, text),
    )


def _tidy(root: etree._Element) -> None:
    """Take out of a page, in place, what is never text, with the numbers of its footnotes; give loose words a place."""
    etree.strip_elements(root, *_UNSAID, with_tail=False)
    for note in [note for note in root.iter("sup") if _NOTE.fullmatch("".join(note.itertext()).strip())]:
        note.drop_tree()
    wrap_loose_text(root)


def find_byline(body: bytes) -> str | None:
    """Return who wrote the article of a page, as the page names them ("A. Writer, B. Writer"); None if it does not."""
    root = _tree(with_fewer_attributes(decoded(body)))
    return None if root is None else find_people(read_metadata(root))


def _tree(markup: str) -> etree._Element | None:
    """Return the root of a page, of lxml.html as its readers want it; None where there is nothing in it."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    return etree.HTML(markup.encode("utf-8", "replace"), parser) if markup.strip() else None
