"""`batch sentences`: where each sentence of a text stands."""

from bot.batch.lines import Answer, Line, text_of
from core.text.prose import split_sentences


def sentences_line(line: Line) -> Answer:
    """Answer `sentences`: each with its place in the text."""
    found = split_sentences(text_of(line, "text"))
    return {"sentences": [{"text": s.text, "start": s.start, "end": s.end} for s in found]}
