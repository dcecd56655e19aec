"""Messages as plain text, for a terminal."""

from html.parser import HTMLParser

_BAR = "│ "


class _Reader(HTMLParser):
    """Collects the text of a message; each line of a quote gets a bar, also across a line break."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self._in_quote = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- the parser's own form
        """Open a quote."""
        if tag == "blockquote":
            self._in_quote = True
            self.written.append(_BAR)

    def handle_endtag(self, tag: str) -> None:
        """Close a quote."""
        if tag == "blockquote":
            self._in_quote = False

    def handle_data(self, data: str) -> None:
        """Take text over."""
        self.written.append(data.replace("\n", f"\n{_BAR}") if self._in_quote else data)


def plain_text(html: str) -> str:
    """Return the text of a message in Telegram's HTML, as `render` writes it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.written)
