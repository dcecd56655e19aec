"""Readers: what each of the libraries, and the page itself, takes for the text of an article; a block to a line.

They differ in what they overlook, so that what several of them give can be trusted; `bodies` lets them vote.
"""

import logging

from lxml import etree

from core.adapters.wire.metadata import Metadata
from core.adapters.wire.plain import plain_text

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read, our errors tell


def strict_text(root: etree._Element) -> str:
    """Return what trafilatura is sure of; quick, and at times too little. `root`, of lxml.html, is left as it is."""
    import trafilatura  # slow to load, and not needed by whoever reads feeds alone

    return trafilatura.extract(root, include_comments=False, favor_precision=True, fast=True) or ""


def wide_text(root: etree._Element) -> str:
    """Return what trafilatura and the readers behind it find; at times too much. `root` is left as it is."""
    import trafilatura

    return trafilatura.extract(root, include_comments=False) or ""


def visible_text(root: etree._Element) -> str:
    """Return what resiliparse leaves after menus, comments and the like are gone: nearly all of the text, and more.

    It is given the tree as lxml has it, never deeper than 255: the page as it came may be, and takes cubic time then.
    """
    from resiliparse.extract.html2text import extract_plain_text  # seldom needed by whoever reads feeds alone

    markup = etree.tostring(root, encoding="unicode", method="html")
    try:
        return str(
            extract_plain_text(
                markup, main_content=True, list_bullets=False, alt_texts=False, comments=False, post_meta=False
            )
        )
    except (ValueError, RuntimeError):  # its parser gives up
        return ""


def given_text(page: Metadata) -> str:
    """Return the body that the page's JSON-LD gives, empty where it gives none."""
    body = page.article.get("articleBody")
    return plain_text(body) if isinstance(body, str) else ""
