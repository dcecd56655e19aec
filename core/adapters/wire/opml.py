"""OPML: lists of feeds, as readers exchange them (http://opml.org/spec2.opml)."""

import re
from collections.abc import Iterable

from lxml import etree

from core.errors import UnreadableFileError

MOST_FEEDS = 2000

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_opml(data: bytes | str) -> list[tuple[str, str]]:
    """Return the feeds of an OPML document as (address, title), each address once, in the document's order.

    Nothing outside the document is read, and no entity is expanded. Raises UnreadableFileError where it is no OPML.
    """
    # Encoded here, a text can no longer be what its declaration says.
    raw = data.encode() if isinstance(data, str) else data
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        encoding="utf-8" if raw is not data else None,
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as exc:
        raise UnreadableFileError("OPML", "no XML in it") from exc
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise UnreadableFileError("OPML", "not an OPML document")
    feeds: dict[str, str] = {}
    for outline in root.iter("{*}outline"):
        address = _attribute(outline, "xmlurl")
        if address.lower().startswith(("http://", "https://")):
            feeds.setdefault(address, _attribute(outline, "title") or _attribute(outline, "text"))
    return list(feeds.items())[:MOST_FEEDS]


def write_opml(feeds: Iterable[tuple[str, str]], *, title: str = "Dateline") -> bytes:
    """Return an OPML 2.0 document of feeds, given as (address, title)."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _writable(title)
    body = etree.SubElement(root, "body")
    for address, name in feeds:
        said = _writable(name) or _writable(address)
        etree.SubElement(body, "outline", type="rss", text=said, title=said, xmlUrl=_writable(address))
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _attribute(outline: etree._Element, name: str) -> str:
    """Return an attribute, its name in any case."""
    return next((" ".join(str(value).split()) for key, value in outline.items() if key.lower() == name), "")


def _writable(text: str) -> str:
    """Leave out what XML cannot hold."""
    return _NOT_XML.sub("", text)
