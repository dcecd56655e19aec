"""Mending: what is commonly wrong with the XML of feeds, put right before a parser guesses at it."""

import re
from collections.abc import Mapping
from html.entities import html5
from xml.sax.saxutils import escape

MOST_ATTRIBUTES = 200
"""Of one tag; parsers take quadratic time over more, so that the rest is cut off before they see it."""

_MOST_WORDS = 2000
_CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]+")
_ATTRIBUTES = re.compile(r"""(?:(?<!\s)\s++[\w:.-]++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'|[^\s"'<>=]++))++""")
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(#?\w{1,32};)?")
_COMMENT = re.compile(r"<!--[^<]*-->")
_CAPITALS = re.compile(r"</?[A-Z][A-Z:]*(?=[\s>/])")
_UNCLOSED = re.compile(
    r"<(title|link|guid|pubDate)(\s[^<>]*)?(?<!/)>([^<]*[^\s<][^<]*)"
    r"(?=<(?:title|link|guid|id|pubDate|published|updated|description|summary|content|category|author|dc:\w+|/item|/entry)\b)"
)
_ENTITY = re.compile(r"""<!ENTITY\s+(\w{1,40})\s+["']([^"'&%<>]{1,60})["']\s*>""")
_HEAD = 20_000
_FEW_LEVELS = 5000
_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "atom": "http://www.w3.org/2005/Atom",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "georss": "http://www.georss.org/georss",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
}
"""The prefixes of feeds as everybody uses them, also those who forget to declare them."""


def without_controls(text: str) -> str:
    """Leave out the characters that XML cannot hold."""
    return _CONTROLS.sub("", text)


def with_fewer_attributes(text: str) -> str:
    """Cut the attributes of tags off that have too many; in linear time."""
    long = [part for part in text.split("<") if len(part) > 2 * MOST_ATTRIBUTES]
    if any(part.count("=") > MOST_ATTRIBUTES for part in long):
        text = _ATTRIBUTES.sub(lambda run: run[0] if run[0].count("=") <= MOST_ATTRIBUTES else "", text)
    if any(map(_is_laden, long)):
        text = "<".join(map(_bare, text.split("<")))
    return text


def _is_laden(part: str) -> bool:
    """Whether what follows a "<" is a tag of more words than any honest one has, bare attributes among them."""
    return part[:1].isalpha() and len(part.partition(">")[0].split()) > _MOST_WORDS


def _bare(part: str) -> str:
    return f"{part.split()[0]} >{part.partition('>')[2]}" if _is_laden(part) else part


def is_deep(text: str) -> bool:
    """Whether far more elements are opened than closed, as in a document that means harm."""
    closed = text.count("</")
    return text.count("<") - text.count("/>") - 2 * closed > _FEW_LEVELS


def mended(text: str) -> str:
    """Put right what breaks the XML of feeds most often; what is right stays as it is, up to its comments.

    Bare ampersands, entities of HTML, references to no character, odd comments, capital letters in names, prefixes
    that nobody declared, and a title, link, guid or date that is never closed.
    """
    text = _COMMENT.sub("", text)
    text = _CAPITALS.sub(lambda tag: tag[0].lower().replace("pubdate", "pubDate"), text)
    text = _ROOT.sub(lambda root: root[0] + _declarations(text), text, count=1)
    text = _UNCLOSED.sub(r"<\1\2>\3</\1>", text)
    known = {**html5, **_declared_entities(text)}
    return _REFERENCE.sub(lambda found: _reference(found, known), text)


def _declarations(text: str) -> str:
    """Return the declarations of the usual prefixes that a feed uses without them."""
    missing = [name for name in _NAMESPACES if f"<{name}:" in text and f"xmlns:{name}" not in text]
    return "".join(f' xmlns:{name}="{_NAMESPACES[name]}"' for name in missing)


def _declared_entities(text: str) -> dict[str, str]:
    """Return the entities that a document declares in its head; those that stand for others, or for much, are none."""
    head = text[:_HEAD] if "<!ENTITY" in text[:_HEAD] else ""
    return {f"{name};": value for name, value in _ENTITY.findall(head)}


def _reference(found: re.Match[str], known: Mapping[str, str]) -> str:
    name = found[1]
    if name is None:
        return "&amp;"
    if name.startswith("#"):
        return _numbered(name[1:-1])
    char = known.get(name)
    return escape(char) if char else f"&amp;{name}"


def _numbered(number: str) -> str:
    """Return the character of a numeric reference, nothing where XML has none of that number."""
    try:
        code = int(number[1:], 16) if number[:1] in "xX" else int(number)
        char = chr(code)
    except (ValueError, OverflowError):
        return ""
    return "" if 0xD800 <= code <= 0xDFFF else escape(without_controls(char))
