"""Where the words between quotation marks stand, in every style of marks that news uses."""

import re

Span = tuple[int, int]

_PAIRS = {"“": "”“", "„": '“”"', "«": "»", "»": "«", "‘": "’", "‹": "›", '"': '"”', "'": "'"}
"""An opening mark with the marks that may close it."""
_MARK = re.compile(r"[“”„«»‘’‹›\"]")
_MARK_OR_APOSTROPHE = re.compile(r"[“”„«»‘’‹›\"']")
_STOPS = frozenset(".,!?…")


def find_quotations(text: str, start: int, end: int) -> list[Span]:
    """Return the spans between quotation marks within `text[start:end]`, outermost only, marks not included.

    A quotation that is never closed runs to `end`. An apostrophe is no mark; a straight single one opens before a word,
    closes behind a stop, and has to be closed.
    """
    return [(a, b) for a, b in _spans(text, start, end, _MARK_OR_APOSTROPHE) if a < b]


def _spans(text: str, start: int, end: int, marks: re.Pattern[str]) -> list[Span]:
    spans = []
    opened: re.Match[str] | None = None
    for mark in marks.finditer(text, start, end):
        if opened is None:
            if _may_open(text, mark, start, end):
                opened = mark
        elif mark[0] in _PAIRS[opened[0]] and _may_close(text, mark, opened, end):
            spans.append((opened.end(), mark.start()))
            opened = None
    if opened is None or opened[0] == "‘":
        return spans
    if opened[0] == "'":  # it was an apostrophe: "rock 'n' roll"
        return spans + _spans(text, opened.end(), end, _MARK)
    return [*spans, (opened.end(), end)]


def _may_open(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    if mark[0] not in _PAIRS:
        return False
    at = mark.start()
    after = text[at + 1] if at + 1 < end else " "
    if mark[0] in "“„«":
        return True
    before = text[at - 1] if at > start else " "
    if mark[0] == "'":
        return after.isalpha() and not before.isalnum()
    return not after.isspace() and not before.isalnum()


def _may_close(text: str, mark: re.Match[str], opened: re.Match[str], end: int) -> bool:
    at = mark.start()
    after = text[at + 1] if at + 1 < end else " "
    if mark[0] == "'":
        return text[at - 1] in _STOPS and not after.isalnum()
    if mark[0] == "’" or opened[0] in '"»':
        return not after.isalnum()
    return not (mark[0] == "“" and after.isalnum() and text[at - 1].isspace())
