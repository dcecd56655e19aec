"""`batch summarise`: sentences and quotes of the article itself, word for word."""

from bot.batch.drafts import draft_of, language_of
from bot.batch.lines import Answer, BadLineError, Line, count_of
from core.model.article import Draft


def summarise_line(line: Line) -> Answer:
    """Answer `summarise`: verbatim sentences and quotes; three sentences within about 70 words by default."""
    draft = draft_of(line)
    sentences, words = count_of(line, "sentences"), count_of(line, "words")
    if not (draft.text.strip() or draft.title.strip()):
        raise BadLineError("empty_text", "there is neither text nor title to summarise")
    return summary_of(draft, sentences=sentences, words=words)


def summary_of(
    draft: Draft, *, sentences: int | None = None, words: int | None = None, ranker: str | None = None
) -> Answer:
    """Return the summary and the quotes of a draft; counts and ranker are those of `core.summary.summarise`.

    Raises KeyError for an unknown ranker.
    """
    from core.deadlines.extraction import find_deadlines
    from core.summary import NEWS, find_quotes, summarise
    from core.text.prose import read_prose

    prose, language = read_prose(draft.title, draft.text), language_of(draft)
    findings, _ = find_deadlines(prose, published=draft.published, zone=draft.zone, language=language)
    spans = [(f.evidence.start, f.evidence.end) for f in findings if f.evidence.field == "text"]
    chosen = summarise(
        prose,
        sentences=sentences,
        words=words,
        language=language,
        must_hold=spans,
        ranker=ranker or NEWS,
    )
    quotes = [{"text": quote.text, "speaker": quote.speaker} for quote in find_quotes(prose)]
    return {"summary": [sentence.text for sentence in chosen], "quotes": quotes}


def facts_of(draft: Draft) -> list[Answer]:
    """Return the key facts of a draft: kind, the words, and the sentence that they stand in."""
    from core.summary import find_facts
    from core.text.prose import read_prose

    facts = find_facts(read_prose(draft.title, draft.text), language_of(draft))
    return [{"kind": fact.kind, "text": fact.text, "sentence": fact.sentence} for fact in facts]
