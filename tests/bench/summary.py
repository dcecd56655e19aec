"""The table of summaries: our ranker beside LEAD-3, chance and sumy's: their worth, their faults, their time."""

import random
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.model.prose import Prose, Sentence
from core.summary import RANKERS, find_quotes, summarise
from core.text.language import detect_language
from core.text.prose import read_prose, split_sentences
from core.text.words import find_words
from tests.bench.hanging import Faults, faults
from tests.bench.rouge import rouge, rouge_l

Chooser = Callable[[Prose], Sequence[Sentence]]

_SENTENCES = 3
_LENGTHS = (20, 150, 400)
_LONG = 20_000


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report with the sentences that a person would keep and a summary in a person's own words."""

    prose: Prose
    kept: frozenset[str]
    abstract: str


def labelled() -> list[Labelled]:
    """Return the reports of the table."""
    data = tomllib.loads((Path(__file__).parent / "summaries.toml").read_text(encoding="utf-8"))
    return [_labelled(article["title"], article["text"], article["abstract"]) for article in data["article"]]


def _labelled(title: str, text: str, abstract: str) -> Labelled:
    """Return a report; a mark stands for the first sentence of its line, the dateline not counted."""
    lines = text.strip().split("\n")
    prose = read_prose(title, "\n".join(line.removeprefix("+ ") for line in lines))
    marked = [line[2:] for line in lines if line.startswith("+ ")]
    kept = {next((s.text for s in prose.sentences if s.text in line), line) for line in marked}
    return Labelled(prose, frozenset(kept), abstract)


def lead(prose: Prose) -> Sequence[Sentence]:
    """Choose the opening sentences."""
    return prose.sentences[:_SENTENCES]


def chance(prose: Prose) -> Sequence[Sentence]:
    """Choose any sentences, the same at each run, in the order of the text."""
    places = random.Random(prose.title).sample(range(len(prose.sentences)), _SENTENCES)
    return [prose.sentences[place] for place in sorted(places)]


def choosers() -> dict[str, Chooser]:
    """Return what is compared, by name."""
    others: dict[str, Chooser] = {name: _named(name) for name in RANKERS}
    return {"Dateline": dateline, "LEAD-3": lead, "chance": chance, **others}


def dateline(prose: Prose) -> Sequence[Sentence]:
    """Choose as the bot does."""
    return summarise(prose, language=_language(prose))


def _named(ranker: str) -> Chooser:
    return lambda prose: summarise(prose, ranker=ranker, sentences=_SENTENCES, language=_language(prose))


def _language(prose: Prose) -> str:
    found = detect_language(f"{prose.title}\n{prose.text}")
    return "en" if found == "und" else found


def table() -> list[str]:
    """Return the table's lines: F1 against marked sentences, ROUGE, faults of form, then milliseconds by length."""
    items = labelled()
    heads = (
        "sentences F1",
        "ROUGE-1",
        "ROUGE-2",
        "ROUGE-L",
        "words",
        "not verbatim",
        "repeated",
        "dangling",
        "speakerless",
    )
    lines = [
        f"{len(items)} reports of our own, at most three sentences; the last four: % of the sentences chosen",
        "",
        f"{'':10}" + "".join(f"{head:>{_width(head)}}" for head in heads),
    ]
    for name, choose in choosers().items():
        values = _measured(choose, items)
        lines.append(
            f"{name:10}" + "".join(f"{value:{_width(head)}.1f}" for head, value in zip(heads, values, strict=True))
        )
    return [*lines, "", *speed()]


def _width(head: str) -> int:
    return max(9, len(head) + 2)


def _measured(choose: Chooser, items: Sequence[Labelled]) -> list[float]:
    """Return the row of one ranker, in the order of the table's heads."""
    rows, wrong = [], Faults()
    for item in items:
        chosen = choose(item.prose)
        text = " ".join(sentence.text for sentence in chosen)
        marked = 2 * len(item.kept & {s.text for s in chosen}) / (len(item.kept) + len(chosen))
        scores = (marked, rouge(text, item.abstract, 1), rouge(text, item.abstract, 2), rouge_l(text, item.abstract))
        rows.append((*(100 * score for score in scores), len(text.split())))
        wrong += faults(item.prose, chosen)
    shares = (
        100 * count / wrong.sentences for count in (wrong.foreign, wrong.repeated, wrong.dangling, wrong.unspoken)
    )
    return [*(sum(column) / len(rows) for column in zip(*rows, strict=True)), *shares]


def speed() -> list[str]:
    """Return the milliseconds an article of so many sentences takes, and the text room's rate."""
    lines = [f"{'ms at':10}" + "".join(f"{length:>9}" for length in (*_LENGTHS, _LONG)) + "  sentences"]
    texts = [_article(length) for length in (*_LENGTHS, _LONG)]
    proses = [read_prose("The council of the harbour", text) for text in texts]
    lines.append(f"{'Dateline':10}" + "".join(f"{_ms(summarise, prose):9.1f}" for prose in proses))
    lines.append(f"{'quotes':10}" + "".join(f"{_ms(find_quotes, prose):9.1f}" for prose in proses))
    lines += [f"{name:10}" + "".join(_capped(name, prose) for prose in proses) for name in RANKERS]
    took = _ms(split_sentences, texts[-1])
    return [*lines, "", f"splitter: {len(texts[-1]) / took / 1000:.1f} million characters a second"]


def _capped(name: str, prose: Prose) -> str:
    """Return the time of one of sumy's rankers; past its cap it sees no more text, so it is not timed again."""
    if len(prose.sentences) > max(_LENGTHS):
        return f"{'capped':>9}"
    return f"{_ms(_named(name), prose):9.1f}"


def _article(sentences: int) -> str:
    """Return a text of so many sentences with the words of our reports in new orders."""
    source = random.Random(sentences)
    words = [word for item in labelled() for word in find_words(item.prose.text)]
    made = (" ".join(source.choices(words, k=source.randint(8, 30))).capitalize() + "." for _ in range(sentences))
    return "\n".join(made)


def _ms(work: Callable[..., object], argument: object) -> float:
    """Return the processor's milliseconds for one call, once warm for short texts."""
    work(labelled()[0].prose if isinstance(argument, Prose) else "It rained.")
    began = time.process_time()
    work(argument)
    return (time.process_time() - began) * 1000
