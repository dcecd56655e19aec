"""Refusals: why a page has no article to show."""

import re
from urllib.parse import urlsplit

from lxml import etree

from core.adapters.wire.metadata import Metadata, words_of
from core.errors import Unread

FEWEST_WORDS = 30
"""Under these a page has no article to speak of."""

FEWEST_DECLARED_WORDS = 12
"""The same for a page that calls itself an article: news in brief."""

FEWEST_FREE_WORDS = 120
"""A page that says it is not free and gives fewer words than these gives a teaser."""

_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_LOOK = 4_000
_FEW_WORDS = 150
"""Walls are short; a page with more to say is no wall, whatever it says of cookies."""

_MOST_TEASERS = 12
"""Headings that are links; articles have as many around them, but not paragraphs as short as teasers."""
_LONGEST_TEASER = 110
"""Characters of a line, on average."""

_WALLS = (
    (Unread.ROBOTS, r"are (?:you )?(?:a )?human|captcha|checking your browser|unusual traffic"
     r"|access (?:to this page has been )?denied|just a moment"),
    (Unread.SCRIPT, r"(?:enable|activate|requires?|turn on) javascript"
     r"|javascript (?:is )?(?:required|disabled|aktivieren)|(?:увімкніть|включите) javascript"),
    (Unread.CONSENT, r"before you continue|(?:we|our partners).{0,80}cookies"
     r"|(?:accept|akzeptieren|accepter|aceptar|прийняти|принять).{0,40}cookies|privacy (?:choices|settings)"
     r"|manage (?:your )?consent|zustimmung|consentement"),
    (Unread.PAYWALL, r"subscribe (?:now )?to (?:continue|read)|to continue reading|already a subscriber"
     r"|subscribers? only|nur für abonnenten|réservé aux abonnés|solo para suscriptores"
     r"|лише для передплатників|только для подписчиков"),
    (Unread.LOGIN, r"(?:log|sign) in to (?:continue|read|view)|please (?:log|sign) in|anmelden, um"
     r"|connectez-vous|inicia sesión|увійдіть|войдите"),
    (Unread.GONE, r"(?:page|article|story) (?:not found|no longer|does not exist|has been removed)"
     r"|seite nicht gefunden|page introuvable|página no encontrada|сторінку не знайдено|страница не найдена"),
)  # fmt: skip
_WALL_PATTERNS = tuple((cause, re.compile(pattern, re.IGNORECASE)) for cause, pattern in _WALLS)


def find_refusal(page: Metadata, text: str, *, url: str) -> Unread | None:
    """Return why a page has no article to show, None where `text` is one."""
    words = length(text)
    if words < FEWEST_FREE_WORDS and _is_paid(page):
        return Unread.PAYWALL
    if words >= (FEWEST_DECLARED_WORDS if _is_declared(page) else FEWEST_WORDS):
        return _index(page, text, url) or _short_wall(text)
    if page.meta("og:type").startswith("video") or "videoobject" in page.kinds:
        return Unread.VIDEO
    said = words_of(page.root)
    return (_wall(said) or Unread.NO_ARTICLE) if said else Unread.EMPTY


def length(text: str) -> int:
    """Return about how many words a text has, in scripts without spaces too."""
    return len(text.split()) + len(_CJK.findall(text)) // 2


def _wall(said: str) -> Unread | None:
    """Return which wall a page is that says this and little more."""
    if length(said) > _FEW_WORDS * 3:
        return None
    return next((cause for cause, pattern in _WALL_PATTERNS if pattern.search(said[:_LOOK])), None)


def _short_wall(text: str) -> Unread | None:
    """Return which wall stands where the article should: a text of a few lines that opens with its words."""
    if length(text) > _FEW_WORDS:
        return None
    opening = text[:200]
    return next((cause for cause, pattern in _WALL_PATTERNS if pattern.search(opening)), None)


def _is_paid(page: Metadata) -> bool:
    free = page.article.get("isAccessibleForFree")
    tier = page.meta("article:content_tier").lower()
    return free is False or str(free).lower() == "false" or tier in {"locked", "metered"}


def _is_declared(page: Metadata) -> bool:
    return bool(page.article) or page.meta("og:type").startswith("article") or "article:published_time" in page.metas


def _index(page: Metadata, text: str, url: str) -> Unread | None:
    """Return which kind of list a page is: a front page, or headlines with links and little more."""
    if _is_declared(page):
        return None
    address = urlsplit(url)
    if address.hostname and address.path in {"", "/"} and not address.query:
        return Unread.FRONT_PAGE
    is_list = len(text) < _LONGEST_TEASER * (text.count("\n\n") + 1) and _teasers(page) >= _MOST_TEASERS
    return Unread.LIST if is_list else None


def _teasers(page: Metadata) -> int:
    """Count the headings that are links."""
    return sum(_is_link(heading) for heading in page.root.iter("h2", "h3", "h4"))


def _is_link(heading: etree._Element) -> bool:
    parent = heading.getparent()
    return heading.find(".//a") is not None or (parent is not None and parent.tag == "a")
