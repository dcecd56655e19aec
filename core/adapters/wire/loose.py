"""Loose text: words that stand between the paragraphs of a page without a paragraph of their own.

Extractors pass over them, and with them over many a lede; here they get one.
"""

from collections.abc import Iterable, Iterator

from lxml import etree

_HOLDERS = ("div", "section", "article", "main", "body", "td")
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd mark q s samp small span strike strong sub sup"
    " time tt u var wbr".split()
)
_FEWEST_CHARACTERS = 60
"""A shorter run is a label or a credit."""

Run = tuple[etree._Element | None, list[etree._Element]]
"""Loose words in a holder: the child behind which they begin (None at its start), and the inline children in them."""


def wrap_loose_text(root: etree._Element) -> None:
    """Put a paragraph around each longer run of words that stands beside paragraphs in one element, in place."""
    for holder in list(root.iter(*_HOLDERS)):
        if holder.find("p") is not None:
            for before, children in list(_runs(holder)):
                _wrap(holder, before, children)


def _runs(holder: etree._Element) -> Iterator[Run]:
    """Yield the runs of text and inline elements between the blocks of a holder."""
    before: etree._Element | None = None
    children: list[etree._Element] = []
    for child in holder:
        if child.tag in _INLINE:
            children.append(child)
        else:
            yield before, children
            before, children = child, []
    yield before, children


def _wrap(holder: etree._Element, before: etree._Element | None, children: Iterable[etree._Element]) -> None:
    opening = (holder.text if before is None else before.tail) or ""
    children = list(children)
    loose = opening + "".join(child.tail or "" for child in children)
    if len(loose.strip()) < _FEWEST_CHARACTERS:
        return
    paragraph = holder.makeelement("p")
    paragraph.text = opening
    if before is None:
        holder.text = None
        holder.insert(0, paragraph)
    else:
        before.tail = None
        before.addnext(paragraph)
    paragraph.extend(children)
