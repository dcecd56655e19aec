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
    r"<(title|link|guid|pubDate)(\s[^<>]*)?(?<!/)>(\s*+[^\s<][^<]*+)"
    r"(?=<(?:title|link|guid|id|pubDate|published|updated|description|summary|content|category|author|dc:\w+|/item|/entry)\b)"
)
_ENTITY = re.compile(r"""<!ENTITY\s+(\w{1,40})\s+["']([^"'&%<>]{1,60})["']\s*>""")
_HEAD = 20_000
_FEW_LEVELS = 5000
_ROOT = re.compile(r"<((?:\w+:)?(?:rss|feed|rdf))\b", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml\s[^<>]{0,400}\?>")
_LOOSE_SIGN = re.compile(r"<(?![A-Za-z_/!?])")
_SECTION, _SECTION_END = "<![CDATA[", "]]>"
_LAST_TAG = re.compile(r"<([\w:.-]{1,60})[^<>]*>\s*\Z")
_PAIR = re.compile(r"&#(5[56]\d{3});&#(5[67]\d{3});")
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

    Bare ampersands, entities of HTML, references to no character or to half of one, odd comments, capital letters in
    names, prefixes that nobody declared, a title, link, guid or date that is never closed, and what stands before and
    behind the feed itself.
    """
    known = {**html5, **_declared_entities(text)}
    text = _COMMENT.sub("", text)
    text = _CAPITALS.sub(lambda tag: tag[0].lower().replace("pubdate", "pubDate"), text)
    text = _LOOSE_SIGN.sub("&lt;", _sections(_DECLARATION.sub("", _alone(text))))
    text = _ROOT.sub(lambda root: root[0] + _declarations(text), text, count=1)
    text = _UNCLOSED.sub(r"<\1\2>\3</\1>", text)
    text = _PAIR.sub(_whole, text)
    return _REFERENCE.sub(lambda found: _reference(found, known), text)


def _alone(text: str) -> str:
    """Return a feed from its root to the end of that, as far as both are there."""
    root = _ROOT.search(text)
    if root is None:
        return text
    end = text.rfind(f"</{root[1]}>")
    return text[root.start() : end + len(f"</{root[1]}>") if end > 0 else len(text)]


def _sections(text: str) -> str:
    """End the CDATA sections that have no end with the element around them, and escape the ends of none."""
    before, *parts = text.split(_SECTION)
    said = [before.replace(_SECTION_END, "]]&gt;")]
    for part in parts:
        inside, end, behind = part.partition(_SECTION_END)
        if not end and (tag := _LAST_TAG.search(said[-1][-200:])):
            inside, mark, behind = part.partition(f"</{tag[1]}>")
            behind = mark + behind
        said += _SECTION, inside, _SECTION_END if end or behind else "", behind.replace(_SECTION_END, "]]&gt;")
    return "".join(said)


def _whole(pair: re.Match[str]) -> str:
    """Return the reference to the character whose two halves, as UTF-16 has them, are referred to."""
    high, low = int(pair[1]) - 0xD800, int(pair[2]) - 0xDC00
    return f"&#{0x10000 + (high << 10) + low};" if 0 <= high < 0x400 and 0 <= low < 0x400 else pair[0]


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
